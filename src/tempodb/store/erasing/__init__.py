"""What is blanked, in the log too, when a person is erased."""
