"""Datasets held against what is believed, and against what they last stated."""
