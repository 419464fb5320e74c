"""What every room stands on: errors, the clock, texts that are safe to show, files; nothing of time or of the language."""
