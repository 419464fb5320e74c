"""The tables of SQLModel as SQLite takes them; `tables.sql`, which comes with the program, is made from it."""

from __future__ import annotations

from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlalchemy.sql.elements import ClauseElement
from sqlmodel import SQLModel

from tempodb.store.schema import tables

TABLES = [
    SQLModel.metadata.tables[str(model.__tablename__)]
    for model in (
        tables.Tx,
        tables.Assertion,
        tables.StoredText,
        tables.StoredEntity,
        tables.Interned,
        tables.StoredLabel,
        tables.Belief,
    )
]


def tables_text() -> str:
    """Return what makes the tables and their indexes, as it is shipped."""
    indexes = sorted(
        (index for table in TABLES for index in table.indexes), key=lambda index: str(index.name)
    )
    making: list[ClauseElement] = [*map(CreateTable, TABLES), *map(CreateIndex, indexes)]
    written = "".join(f"{str(made.compile(dialect=dialect())).strip()};\n" for made in making)
    return "".join(f"{line.rstrip()}\n" for line in written.splitlines())
