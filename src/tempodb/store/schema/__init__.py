"""How the log and the beliefs lie in the database.

`layout` holds what readers need and imports nothing; `tables` holds the SQLModel tables, which own
the schema. A test compares the two.
"""
