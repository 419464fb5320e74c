"""Where a dataset file states the claims of a kind, as the schema of kinds has it."""

from __future__ import annotations

from functools import cache

from tempodb.model.kind_schema import Part
from tempodb.model.kinds import Kind
from tempodb.model.schema import SCHEMA

LISTED = tuple(
    kind for kind, schema in SCHEMA.items() if schema.sections and not (kind.defines or schema.within)
)
"""The kinds with a list of their own."""
DEFINING = (Kind.SOURCE, Kind.PARTY, Kind.OFFICE)
"""The kinds of which a section has the entries by their ids."""
NESTED_SECTIONS = {
    section: kind for kind, schema in SCHEMA.items() if schema.within for section in schema.sections
}
"""The lists within entries, and of which kind theirs are."""


@cache
def within(kind: Kind) -> tuple[Kind, ...]:
    """Return the kinds that are stated within the entries of another.

    >>> [inner.name for inner in within(Kind.OFFICE)]
    ['TITLE', 'OFFICE_OF']
    """
    return tuple(inner for inner, schema in SCHEMA.items() if schema.within is kind)


@cache
def sections_within(kind: Kind) -> tuple[str, ...]:
    """Return the lists that entries of a kind may have within them.

    >>> sections_within(Kind.PARTY)
    ('names', 'part_of', 'succeeds')
    """
    return tuple(section for inner in within(kind) for section in SCHEMA[inner].sections)


@cache
def is_alone(kind: Kind) -> bool:
    """Return whether an id may stand within an entry without a list, as that of the other party of a relation.

    >>> is_alone(Kind.PART_OF), is_alone(Kind.NAME)
    (True, False)
    """
    return any(not part.is_optional for part in own_parts(kind))


@cache
def own_parts(kind: Kind) -> tuple[Part, ...]:
    """Return the parts of a key that an entry has among its own, and not from where it stands.

    >>> [part.name for part in own_parts(Kind.PART_OF)]
    ['of']
    """
    if kind.defines:
        return ()
    return SCHEMA[kind].key[1:] if SCHEMA[kind].within else SCHEMA[kind].key
