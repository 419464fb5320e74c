"""Plans over beliefs: the port to whoever holds them, and an executor over rows."""
