"""Log → beliefs: what follows from all that was stated."""
