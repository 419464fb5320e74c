"""Beliefs → facts, names and labels, over the driver alone."""
