"""Dataset files, in and out."""
