"""Where a text is no TQL: what is wrong, and what would be right."""
