"""The tables of a lake as plain data: their columns, in which order their rows stand, and in which bucket.

A kind of claims is a table, called as the kind is, with a row for each rectangle valid × recorded. What it
has for columns follows from the schema of the kind.
"""

# Annotations are no texts here, as `from __future__ import annotations` would make them: of a NamedTuple
# each is compiled again, which costs a start as much as the class.

from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple
from zlib import crc32

from tempodb.model.field_types import FieldType
from tempodb.model.kind_schema import KindSchema
from tempodb.model.kinds import Kind
from tempodb.model.schema import SCHEMA

HIGHEST_BUCKET_COUNT = 99_999
"""No lake has more buckets: so many stand in the names of its folders."""
IN_VALUE_ALONE = (FieldType.COVERAGE, FieldType.NAMES, FieldType.PARTIES)
"""Types whose values are lists, for which there is no column beside `value`."""


class LakeLayout(StrEnum):
    """By what the rows of a table are put into buckets; each is a folder of the lake."""

    ORGANIZATION = "by_organization"
    """By `home`: the organization under which it is looked for, or else what it is about."""
    PARTY = "by_party"
    """By the party that it is about: the rows of the first layout once more."""
    ID = "by_id"
    """By `id`."""
    NAME = "by_name"
    """By the folded name."""
    WHOLE = "whole"
    """Not at all: there is one bucket, which is 0."""


class ColumnType(StrEnum):
    """What a column of a lake holds."""

    TEXT = "text"
    DAY = "day"
    """A day, counted from 0001-01-01, which is 1; 0 stands for since always, and 3652060 for never."""
    NUMBER = "number"
    INSTANT = "instant"
    """Microseconds since 1970 UTC; 9223372036854775807 stands for still believed."""
    FLAG = "flag"


class LakeColumn(NamedTuple):
    """A column of a table; one that is *optional* may be empty."""

    name: str
    type: ColumnType
    is_optional: bool = False


class LakeTable(NamedTuple):
    """A table in a layout: its columns, those that its rows are sorted by, and the one that says the bucket.

    The last is empty where there are no buckets.
    """

    layout: LakeLayout
    name: str
    columns: tuple[LakeColumn, ...]
    sorted_by: tuple[str, ...]
    bucketed_by: str
    kind: Kind | None = None

    @property
    def path(self) -> str:
        """The folder of its files.

        >>> LAKE_TABLES["by_party/tenure"].path
        'by_party/tenure'
        """
        return f"{self.layout}/{self.name}"

    def file_path(self, bucket: int, sha256: str) -> str:
        """Return the path of a file of a bucket, which is called as the digest of its bytes.

        >>> LAKE_TABLES["by_party/tenure"].file_path(3, "ab12")
        'by_party/tenure/bucket=00003/ab12.parquet'
        >>> LAKE_TABLES["whole/transaction"].file_path(0, "ab12")
        'whole/transaction/ab12.parquet'
        """
        within = f"/bucket={bucket:05}" if self.bucketed_by else ""
        return f"{self.path}{within}/{sha256}.parquet"


def bucket_of(id_: str, buckets: int) -> int:
    """Return in which of some buckets an id lies: CRC-32 of its UTF-8, as Spark's `crc32(id) % buckets` is.

    >>> bucket_of("csto", 8), bucket_of("csto", 1)
    (3, 0)
    """
    return crc32(id_.encode()) % buckets


def is_about_a_party(schema: KindSchema) -> bool:
    """Return whether what a kind is about lies under something else, so that it is looked for by a party, too.

    >>> is_about_a_party(SCHEMA[Kind.TENURE]), is_about_a_party(SCHEMA[Kind.NAME])
    (True, False)
    """
    if len(schema.filed) < 2 or schema.filed[0] == schema.filed[1]:
        return False
    party = schema.filed[1]
    return any(part.name == party and part.type.name == "PARTY" for part in schema.key) or any(
        field.name == party and field.type is FieldType.PARTY for field in schema.fields
    )


def plain_fields(schema: KindSchema) -> dict[str, ColumnType]:
    """Return the fields of a kind that have a column of their own, beside what it is filed under.

    >>> plain_fields(SCHEMA[Kind.TENURE])["ordinal"]
    <ColumnType.NUMBER: 'number'>
    """
    return {
        field.name: ColumnType.NUMBER if field.type is FieldType.NUMBER else ColumnType.TEXT
        for field in schema.fields
        if field.type not in IN_VALUE_ALONE and field.name not in schema.filed
    }


def filed_columns(schema: KindSchema) -> tuple[str, ...]:
    """Return the columns that hold what the rows of a kind are filed under, each once.

    >>> filed_columns(SCHEMA[Kind.MEMBERSHIP]), filed_columns(SCHEMA[Kind.NAME])
    (('of', 'member', 'representing'), ('party', 'language'))
    """
    return tuple(dict.fromkeys(schema.filed))


def _text(*names: str) -> tuple[LakeColumn, ...]:
    return tuple(LakeColumn(name, ColumnType.TEXT) for name in names)


def _belief_columns(schema: KindSchema) -> Iterator[LakeColumn]:
    yield from _text("home", *filed_columns(schema), "value")
    for name, type_ in plain_fields(schema).items():
        yield LakeColumn(name, type_, is_optional=True)
    for end in ("from", "to"):
        yield LakeColumn(f"{end}_text", ColumnType.TEXT, is_optional=True)
        yield LakeColumn(f"{end}_earliest", ColumnType.DAY)
        yield LakeColumn(f"{end}_latest", ColumnType.DAY)
    yield LakeColumn("disputed", ColumnType.FLAG)
    yield from _text("sources")
    for name in ("since", "recorded_from", "recorded_to"):
        yield LakeColumn(name, ColumnType.INSTANT)
    for name in ("claim", "row"):
        yield LakeColumn(name, ColumnType.NUMBER)


def _belief_tables() -> Iterator[LakeTable]:
    for kind, schema in SCHEMA.items():
        name, columns, filed = kind.name.lower(), tuple(_belief_columns(schema)), filed_columns(schema)
        order = ("from_earliest", "row")
        if kind in (Kind.DATASET, Kind.STATUS):
            yield LakeTable(LakeLayout.WHOLE, name, columns, (*filed, *order), "", kind)
            continue
        yield LakeTable(LakeLayout.ORGANIZATION, name, columns, ("home", *filed, *order), "home", kind)
        if is_about_a_party(schema):
            scope, party, *other = filed
            yield LakeTable(LakeLayout.PARTY, name, columns, (party, scope, *other, *order), party, kind)


ASSERTION = LakeTable(
    LakeLayout.ORGANIZATION,
    "assertion",
    (
        *_text("home", "kind", "operation", "body"),
        LakeColumn("said", ColumnType.TEXT, is_optional=True),
        *_text("taken_back"),
        LakeColumn("tx", ColumnType.NUMBER),
        LakeColumn("claim", ColumnType.NUMBER),
    ),
    ("claim",),
    "home",
)
"""What was stated and cleared in the log, for `why`; `claim` is the number of the assertion.

`said` are the words of the statement that it carries out. `taken_back` is a JSON list of pairs, in order:
when it was withdrawn, revoked or restored, and which of these.
"""
TRANSACTION = LakeTable(
    LakeLayout.WHOLE,
    "transaction",
    (
        LakeColumn("tx", ColumnType.NUMBER),
        LakeColumn("recorded", ColumnType.INSTANT),
        *(LakeColumn(name, ColumnType.TEXT, is_optional=True) for name in ("dataset", "author", "note")),
        *_text("digest"),
    ),
    ("tx",),
    "",
)
ENTITY = LakeTable(LakeLayout.ID, "entity", _text("id", "type", "home"), ("id", "type"), "id")
"""Each id that is mentioned, what it names (`party`, `office` …), and under which `home` it is looked for."""
LABEL = LakeTable(LakeLayout.NAME, "label", _text("folded", "type", "id"), ("folded", "type", "id"), "folded")
"""Each name, folded for search, that something has or ever had."""
LAKE_TABLES: Mapping[str, LakeTable] = MappingProxyType(
    {table.path: table for table in (*_belief_tables(), ASSERTION, TRANSACTION, ENTITY, LABEL)}
)
"""The tables, by their folders."""


def belief_table(layout: LakeLayout, kind: Kind) -> LakeTable | None:
    """Return the table of a kind in a layout, None where it has none there.

    >>> belief_table(LakeLayout.PARTY, Kind.NAME) is None, belief_table(LakeLayout.WHOLE, Kind.STATUS).name
    (True, 'status')
    """
    return LAKE_TABLES.get(f"{layout}/{kind.name.lower()}")
