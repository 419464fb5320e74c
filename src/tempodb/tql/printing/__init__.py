"""AST → the one canonical text."""
