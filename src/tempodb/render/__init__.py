"""Answers and problems as text: what a person reads, and what a program reads."""
