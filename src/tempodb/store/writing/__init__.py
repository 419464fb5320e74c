"""Writes in the making: from verbs to the actions of the log."""
