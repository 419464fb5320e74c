"""Where the log and the beliefs lie."""
