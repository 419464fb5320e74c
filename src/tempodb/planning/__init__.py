"""Operators over time, each with its meaning, and which of them a question needs."""
