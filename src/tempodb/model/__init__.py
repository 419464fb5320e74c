"""What there is to speak of: kinds, claims, writes, names and where they come from."""
