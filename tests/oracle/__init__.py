"""What the engine is checked against: meanings worked out the long way, and examples to try them on."""
