"""Transcripts: read, and typed once more."""
