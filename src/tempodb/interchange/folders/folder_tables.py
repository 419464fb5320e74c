"""Which tables a folder may have, and the columns of each: the sections of a file, and the keys of their entries.

A list of entries within entries is a table of its own, whose first column names the entry that each row
belongs to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from tempodb.interchange.dataset.plain_entries import rules
from tempodb.interchange.dataset.plain_values import ALIAS_KEYS
from tempodb.interchange.dataset.refusals import SECTION_MODELS
from tempodb.interchange.dataset.sections import DEFINING, LISTED, NESTED_SECTIONS, is_alone
from tempodb.model.kinds import Kind
from tempodb.model.schema import SCHEMA

ID_COLUMN = "id"
SUSPENSIONS = "suspended"
"""The list within memberships, which stands in a cell: intervals as in 1999/2001."""
SEATS, EXISTENCE, ALIASES, HOMES = "seats", "existence", "aliases", "organization"
"""Lists within offices and parties which are no claims of a kind that has a section."""
AREAS = {field.name_of: field.name for kind in SCHEMA.values() for field in kind.fields if field.name_of}
"""The columns of ids that have a name beside them, in a column of its own."""
NAMES, TITLES = SCHEMA[Kind.NAME].section, SCHEMA[Kind.TITLE].section
"""Lists of names, which every party and office has, or one of them itself."""
_DATES = ("born", "died", "founded", "dissolved", "from", "to", "through", "observed", "date", SUSPENSIONS)
SOURCE, DETAIL = "source", "detail"
"""The column of sources, and that of the details of them, one for each in the same order."""
_SUPPORT = ("standing", SOURCE, "note")
RELATIONS = frozenset(section for section, kind in NESTED_SECTIONS.items() if is_alone(kind))
"""Lists of relations, of which the other party may stand alone in a cell, too."""
LIST_COLUMNS = frozenset(
    [
        SUSPENSIONS,
        DETAIL,
        *RELATIONS,
        *(key for kind in (*DEFINING, *LISTED) for key, rule in rules(kind).items() if rule.is_list),
    ]
)
"""The columns whose cells are lists."""


class FolderTable(NamedTuple):
    """A table of a folder: the *section* that it is, and its columns.

    Its *first* column is `id` if its rows have ids, or that of the entry *within* whose section each stands.
    """

    section: str
    first: str
    columns: tuple[str, ...]
    within: tuple[str, ...] = ()


@cache
def tables() -> Mapping[str, FolderTable]:
    """Return the tables by their sections.

    >>> tables()["titles"].columns[:3], tables()["names"].within
    (('office', 'language', 'title'), ('states', 'persons', 'organizations'))
    """
    found = [
        _table(section, ID_COLUMN if kind in DEFINING else "", ())
        for kind in (*DEFINING, *LISTED)
        for section in SCHEMA[kind].sections
    ]
    nested = {**NESTED_SECTIONS, EXISTENCE: Kind.EXISTENCE}
    for section, kind in nested.items():
        outer = SCHEMA[kind].within
        if outer is not None:
            found.append(_table(section, SCHEMA[kind].key[0].name, SCHEMA[outer].sections))
    office, parties = SCHEMA[Kind.OFFICE], SCHEMA[Kind.PARTY].sections
    found.append(FolderTable(ALIASES, "of", ("of", *ALIAS_KEYS), (*parties, *office.sections)))
    found.append(
        FolderTable(SEATS, office.key[0].name, (office.key[0].name, SEATS, "from", "to"), office.sections)
    )
    found.append(_table(HOMES, office.key[0].name, office.sections))
    return {table.section: table for table in found}


def _table(section: str, first: str, within: tuple[str, ...]) -> FolderTable:
    fields = SECTION_MODELS[section].model_fields
    own_tables = {EXISTENCE, *NESTED_SECTIONS} - RELATIONS
    keys = [field.alias or name for name, field in fields.items()]
    said = [key for key in keys if key not in own_tables and key != first]
    columns = [
        *filter(None, [first]),
        *(key for key in said if key not in (*_DATES, *_SUPPORT)),
        *_chosen(_DATES, said),
        *_chosen(_SUPPORT, said),
    ]
    return FolderTable(section, first, tuple(_with_names(columns)), within)


def _chosen(keys: Iterable[str], said: list[str]) -> list[str]:
    return [key for key in keys if key in said]


def _with_names(columns: Iterable[str]) -> Iterable[str]:
    for column in columns:
        yield column
        if column in AREAS:
            yield AREAS[column]
        if column == SOURCE:
            yield DETAIL
