"""Beliefs → facts, names and labels, over the driver alone.

::

    reader    beliefs → facts
    catalog   names ↔ ids
    labels    all names, for whoever completes them
"""
