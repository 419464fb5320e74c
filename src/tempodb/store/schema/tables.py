"""The tables: the log (`tx`, `assertion`), what files said last, and what follows from the log.

SQLAlchemy has what one engine makes of a table stand with the table: SQLite's options stand here, then,
and all else of it in `store.engines.sqlite`; other engines pass over them. STRICT refuses the column types that SQLModel would choose, hence the explicit ones.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Text,
    UniqueConstraint,
)
from sqlalchemy import text as sql
from sqlmodel import Field, SQLModel

from tempodb.store.schema.layout import HAS_NUMBER, IS_ABOUT

STRICT: dict[str, Any] = {"sqlite_strict": True}
CLUSTERED: dict[str, Any] = {"sqlite_strict": True, "sqlite_with_rowid": False}

# STRICT takes INTEGER, not BIGINT; elsewhere microseconds need 64 bits.
INSTANT_COLUMN = BigInteger().with_variant(Integer(), "sqlite")


def number(**options: Any) -> Any:
    """Return a column of whole numbers that cannot be empty."""
    return Field(sa_column=Column(Integer, nullable=False, **options))


def instant(**options: Any) -> Any:
    """Return a column of instants, in microseconds UTC."""
    return Field(sa_column=Column(INSTANT_COLUMN, nullable=False, **options))


def text(**options: Any) -> Any:
    """Return a column of texts that cannot be empty."""
    return Field(sa_column=Column(Text, nullable=False, **options))


def optional_text() -> Any:
    """Return a column of texts that may be absent."""
    return Field(default=None, sa_column=Column(Text, nullable=True))


class Tx(SQLModel, table=True):
    """A transaction of the log: when it was recorded, and the digest of all up to it."""

    __tablename__ = "tx"
    __table_args__ = STRICT

    id: int = Field(sa_column=Column(Integer, primary_key=True))
    recorded: int = instant(unique=True)
    clock: int = instant()
    dataset: str | None = optional_text()
    author: str | None = optional_text()
    note: str | None = optional_text()
    digest: str = text()


class Assertion(SQLModel, table=True):
    """One operation of a transaction: a claim stated, or an earlier one withdrawn."""

    __tablename__ = "assertion"
    __table_args__ = (
        Index("ix_assertion_claim", "claim", sqlite_where=sql(IS_ABOUT), postgresql_where=sql(IS_ABOUT)),
        STRICT,
    )

    id: int = Field(sa_column=Column(Integer, primary_key=True))
    tx: int = Field(sa_column=Column(Integer, ForeignKey("tx.id"), nullable=False, index=True))
    operation: str = text()
    claim: int | None = Field(default=None, sa_column=Column(Integer, ForeignKey("assertion.id")))
    body: str | None = optional_text()
    salt: str | None = optional_text()
    digest: str = text()


class StoredText(SQLModel, table=True):
    """The text that a dataset was loaded from last, packed: against it the next one is held."""

    __tablename__ = "file_text"
    __table_args__ = STRICT

    dataset: str = Field(sa_column=Column(Text, primary_key=True))
    text: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class StoredEntity(SQLModel, table=True):
    """An id that the log mentions, and its number."""

    __tablename__ = "entity"
    __table_args__ = (UniqueConstraint("type", "slug"), STRICT)

    id: int = Field(sa_column=Column(Integer, primary_key=True))
    type: int = number()
    slug: str = text()


class Interned(SQLModel, table=True):
    """A text that many beliefs share, such as a value or a list of sources."""

    __tablename__ = "interned"
    __table_args__ = STRICT

    id: int = Field(sa_column=Column(Integer, primary_key=True))
    text: str = Field(sa_column=Column(Text, nullable=False, unique=True))


class StoredLabel(SQLModel, table=True):
    """A name, folded for search, that an entity has or ever had."""

    __tablename__ = "label"
    __table_args__ = CLUSTERED

    folded: str = Field(sa_column=Column(Text, primary_key=True))
    entity: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))


class Belief(SQLModel, table=True):
    """A rectangle valid × recorded; see `layout.BeliefRow`.

    Clustered by scope (the organization, or for a tenure the office), so that a question about it reads
    neighbouring rows only; what is of a party is looked for in its scopes. By its number a row is looked
    for when the next one is given.
    """

    __tablename__ = "belief"
    __table_args__ = (
        Index("belief_party", "party", "kind", "scope"),
        Index("belief_id", "id", unique=True, sqlite_where=sql(HAS_NUMBER), postgresql_where=sql(HAS_NUMBER)),
        CLUSTERED,
    )

    scope: int = number(primary_key=True, autoincrement=False)
    kind: int = number(primary_key=True, autoincrement=False)
    f1: int = number(primary_key=True, autoincrement=False)
    id: int = number(primary_key=True, autoincrement=False)
    party: int = number()
    other: int = number()
    value: int = number()
    f2: int = number()
    t1: int = number()
    t2: int = number()
    from_text: str | None = optional_text()
    to_text: str | None = optional_text()
    since: int = instant()
    recorded_from: int = instant()
    recorded_to: int = instant()
    disputed: int = number()
    sources: int = number()
    claim: int = number()
