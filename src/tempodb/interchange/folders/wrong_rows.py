"""The rows of large tables that are wrong in themselves, found in columns; only these are read with their places.

A tree of a million rows takes seven gigabytes, and of these rows hardly any is wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tempodb.base.errors import DatasetError, Problem
from tempodb.base.nearest import nearest
from tempodb.interchange.dataset.entry_values import ByNumber, EntryValues
from tempodb.interchange.dataset.plain_entries import ID, IDS, KeyRule, are_days, go_together, rules
from tempodb.interchange.dataset.plain_values import RefusedError
from tempodb.interchange.dataset.reader import dataset_of
from tempodb.interchange.dataset.sections import DEFINING, LISTED, NESTED_SECTIONS
from tempodb.interchange.folders.folder_files import FolderFiles
from tempodb.interchange.folders.folder_tables import ID_COLUMN, NAMES, RELATIONS, TITLES, FolderTable, tables
from tempodb.interchange.folders.folder_tree import FolderTree
from tempodb.interchange.folders.raw_tables import RawColumns, in_lists, raw_columns
from tempodb.interchange.folders.set_aside import are_aside, ids_aside
from tempodb.interchange.folders.table_rows import SomeRows, refuse_unknown_columns, table_rows
from tempodb.markup.contents import content_of
from tempodb.markup.plain_json import NotCleanError
from tempodb.markup.reading import tree_of
from tempodb.markup.tree import Findings, MappingNode
from tempodb.model.claim_columns import distinct_rows
from tempodb.model.claims import ClaimDates
from tempodb.model.field_types import FieldType
from tempodb.model.kinds import CORE_STATUSES, Kind
from tempodb.model.schema import PARTY_SECTIONS, SCHEMA
from tempodb.temporal.bounds import LAST_DAY, ONGOING, unknown_until
from tempodb.temporal.periods import Period, extent_of

LARGE = 4 * 1024 * 1024
"""How many bytes tables have at least of which wrong rows are looked for first."""
_KINDS = {
    **{section: kind for kind in (*DEFINING, *LISTED) for section in SCHEMA[kind].sections},
    **NESTED_SECTIONS,
}
_ENDS = ("from", "to", "through")


def problems_of_rows(folder: FolderFiles) -> list[Problem]:
    """Return what is wrong with rows of a folder, whatever stands in others.

    Raises:
        DatasetError: `dataset.yaml` cannot be read.

    """
    heading = tree_of(content_of(folder.heading))
    found: list[Problem] = []
    read: dict[str, RawColumns] = {}
    for section, path in folder.tables.items():
        try:
            read[section] = in_lists(raw_columns(tables()[section], path))
        except NotCleanError:
            found += _of_table(tables()[section], path)
        except DatasetError as error:
            found += error.problems
    named = {id_ for section in (NAMES, TITLES) for id_ in _firsts(read.get(section, {}), section)}
    values = EntryValues()
    for section, columns in read.items():
        wrong = _wrong(section, columns, values, named) if section in _KINDS and columns else np.zeros(0)
        if len(places := np.flatnonzero(wrong)[: Findings.MOST]):
            found += _told(folder, heading, tables()[section], places.tolist(), named)
    return found or _of_entries(folder, heading, read)


def _of_entries(folder: FolderFiles, heading: MappingNode, read: Mapping[str, RawColumns]) -> list[Problem]:
    """Return what is wrong with entries that are set aside, and with rows that belong to none, or to two."""
    ids = ids_aside(heading, read) | _misplaced(heading, read)
    rows = {}
    for section, columns in read.items():
        places = np.flatnonzero(are_aside(tables()[section], columns, ids)).tolist()
        if places:
            rows[section] = SomeRows.of(folder.tables[section], places)
    reading = FolderTree(folder)
    return _problems_of(folder, reading, reading.of_rows(heading, rows))


def _misplaced(heading: MappingNode, read: Mapping[str, RawColumns]) -> set[str]:
    """Return the ids that rows belong to and nothing has, with the nearest to them, and those that stand in two tables."""
    times = Counter(id_ for section in PARTY_SECTIONS for id_ in _firsts(read.get(section, {}), section))
    found = {id_ for id_, count in times.items() if count > 1}
    for section, columns in read.items():
        within = tables()[section].within
        known = {id_ for outer in within for id_ in _firsts(read.get(outer, {}), outer)}
        unknown = [id_ for id_ in _firsts(columns, section) if id_ not in known] if within else []
        near = (nearest(id_, known) for id_ in unknown[: Findings.MOST])
        found.update(unknown, filter(None, near))
    return found


def _of_table(table: FolderTable, path: Path) -> Sequence[Problem]:
    """Return what is wrong with a table that cannot be read as columns."""
    try:
        with table_rows(path) as rows:
            refuse_unknown_columns(rows, table)
            for _ in rows.rows():
                pass
    except DatasetError as error:
        return error.problems
    return ()


def _firsts(columns: RawColumns, section: str) -> Sequence[str]:
    return columns[tables()[section].first].meant[1:] if columns else ()


def _wrong(
    section: str, columns: RawColumns, values: EntryValues, named: Collection[str]
) -> NDArray[np.bool_]:
    """Return which rows may be wrong."""
    kind, table = _KINDS[section], tables()[section]
    count = max(len(column.numbers) for column in columns.values())
    wrong = np.zeros(count, np.bool_)
    none = ByNumber(np.zeros(count, np.int64), [None])
    own_rules = {**rules(kind), **dict.fromkeys(RELATIONS & columns.keys(), IDS)}
    statuses = {field.in_files for field in SCHEMA[kind].fields if field.type is FieldType.STATUS}
    for key, rule in own_rules.items():
        own = columns.get(key, none)
        wrong |= own.are(partial(_is_wrong, values, key, rule))
        if rule.is_required:
            wrong |= ~own.given
        if key in statuses:
            wrong |= own.are(lambda said: said not in CORE_STATUSES)
    if table.first:
        first = columns[table.first]
        wrong |= ~first.given
        if table.first == ID_COLUMN:
            wrong |= np.bincount(first.numbers, minlength=len(first.meant))[first.numbers] > 1
            wrong |= first.are(partial(_is_wrong, values, ID_COLUMN, ID))
            is_named = ByNumber(first.are(named.__contains__).astype(np.int64), [])
            columns = {**columns, NAMES: is_named, TITLES: is_named}
    return wrong | _do_not_go_together(kind, columns, none) | _hold_on_no_day(columns, none, wrong)


def _is_wrong(values: EntryValues, key: str, rule: KeyRule, said: Any) -> bool:
    try:
        values.meanings(rule, [said])
        return key == "observed" and not are_days(said)
    except (NotCleanError, RefusedError):
        return True


def _do_not_go_together(kind: Kind, columns: RawColumns, none: ByNumber) -> NDArray[np.bool_]:
    """Return in which rows keys are given that do not go together."""
    keys = [key for key in columns if columns[key].given.any()]
    patterns, numbers = distinct_rows(*(columns[key].given.astype(np.int64) for key in keys))
    is_wrong = []
    for pattern in patterns.tolist():
        given = {key: np.array([bool(is_given)]) for key, is_given in zip(keys, pattern, strict=True)}
        is_wrong.append(not go_together(kind, lambda key, given=given: given.get(key, np.array([False]))))  # type: ignore[misc]
    return np.array(is_wrong)[numbers]


def _hold_on_no_day(columns: RawColumns, none: ByNumber, wrong: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return in which rows, but for those that are *wrong* already, an end comes before the beginning."""
    ends = [columns.get(key, none) for key in _ENDS]
    sets, numbers = distinct_rows(*(np.where(wrong, 0, end.numbers) for end in ends))
    said = [ClaimDates(*(end.meant[n] for end, n in zip(ends, row, strict=True))) for row in sets.tolist()]
    return np.array([_is_never(when) for when in said])[numbers]


def _is_never(when: ClaimDates) -> bool:
    from_, to = when.stated()
    return extent_of(Period(from_ or unknown_until(LAST_DAY), to or ONGOING)) is None


def _told(
    folder: FolderFiles,
    heading: MappingNode,
    table: FolderTable,
    places: Sequence[int],
    named: Collection[str],
) -> Sequence[Problem]:
    """Return what is wrong with the rows in some places of a table."""
    reading = FolderTree(folder)
    tree = reading.part(heading, table, SomeRows.of(folder.tables[table.section], places), named)
    return _problems_of(folder, reading, tree)


def _problems_of(folder: FolderFiles, reading: FolderTree, tree: MappingNode) -> list[Problem]:
    try:
        return [*reading.problems, *dataset_of(tree, str(folder.path), lambda: None).problems]
    except DatasetError as error:
        return [*reading.problems, *error.problems]
