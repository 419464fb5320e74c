"""The database in a SQLite file, or in memory."""
