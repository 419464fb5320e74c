"""What may be stated at all, and what may not be believed at once."""
