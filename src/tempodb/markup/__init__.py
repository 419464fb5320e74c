"""YAML, JSON and TOML as trees of texts, each key and value with its place."""
