"""Datasets in and out, a folder a format."""
