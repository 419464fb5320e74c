"""Entries of a source → a dataset, by the reader of our own format, whose findings point into the source."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from tempodb.base.collecting import uncollected
from tempodb.base.errors import Problem
from tempodb.interchange.dataset.column_reader import ColumnReader
from tempodb.interchange.dataset.reader import dataset_of
from tempodb.interchange.dataset.sections import LISTED
from tempodb.interchange.importers.foreign_statements import StatedSource
from tempodb.interchange.importers.kept_rows import KeptRow
from tempodb.interchange.importers.placed_text import place_told
from tempodb.interchange.port import ForeignDataset
from tempodb.markup.reading import checked
from tempodb.markup.tree import MappingNode, Place, ScalarNode, SequenceNode, TreeNode
from tempodb.model.schema import SCHEMA

LISTED_SECTIONS = frozenset(SCHEMA[kind].section for kind in LISTED)
"""The sections that are lists."""


def read_entries(stated: StatedSource, file: str, without: Collection[int] = ()) -> ForeignDataset:
    """Return what was *stated* in a source as a dataset, *without* the entries of some numbers.

    The `offset` of each problem is the number of the entry that it is about.
    """
    top = Place(file, 0, 0, 0, 0)
    refused: list[Problem] = []
    doubtful: set[str] = set()
    sections: dict[str, list[tuple[ScalarNode, TreeNode]]] = defaultdict(list)
    counts: Counter[str] = Counter()
    with uncollected():
        for number, entry in enumerate(stated.entries, 1):
            if number in without:
                continue
            place = replace(entry.place, offset=number)
            node, problems = checked(_node(entry.said, place))
            refused += problems
            if problems and entry.id is not None:
                doubtful.add(entry.id)
            if not problems:
                sections[entry.section].append((ScalarNode(entry.id or "", place), node))
                counts[entry.section] += 1
    heading = {"tempodb": "1", "dataset": stated.dataset, **stated.heading}
    tree = MappingNode(
        (
            *((ScalarNode(key, top), _node(value, top)) for key, value in heading.items()),
            *(
                (ScalarNode(section, top), _section(section, entries, top))
                for section, entries in sections.items()
            ),
        ),
        top,
    )
    dataset = dataset_of(tree, file, lambda: None)
    dataset = replace(dataset, problems=(*refused, *dataset.problems), doubtful=dataset.doubtful | doubtful)
    return ForeignDataset(dataset, counts, stated.refused, stated.unexpressed, stated.conventions)


def read_clean_entries(
    stated: StatedSource, file: str, without: Collection[int] = ()
) -> ForeignDataset | None:
    """Return what was *stated* as a dataset of columns without places; None where it is not clean.

    It takes a tenth of the time.
    """
    sections: dict[str, Any] = {}
    counts: Counter[str] = Counter()
    texts: dict[str, str] = {}
    for number, entry in enumerate(stated.entries, 1):
        if number in without:
            continue
        counts[entry.section] += 1
        said = _plain(entry.said, texts)
        if entry.id is None or entry.section in LISTED_SECTIONS:
            sections.setdefault(entry.section, []).append(said)
        else:
            sections.setdefault(entry.section, {})[str(entry.id)] = said
    heading = {"tempodb": "1", "dataset": str(stated.dataset), **_plain(stated.heading, texts)}
    dataset = ColumnReader().read_plain({**heading, **sections}, file)
    if dataset is None:
        return None
    return ForeignDataset(dataset, counts, stated.refused, stated.unexpressed, stated.conventions)


def _plain(value: Any, texts: dict[str, str]) -> Any:
    """Return a value without places, numbers as texts; of *texts* that are alike, one is kept."""
    if isinstance(value, str):
        known = texts.get(value)
        if known is None:
            known = str(value)
            texts[known] = known
        return known
    if isinstance(value, Mapping):
        said = value.plain() if isinstance(value, KeptRow) else value
        if set(map(type, said.values())) == {str}:
            return dict(said)
        return {key: _plain(each, texts) for key, each in said.items()}
    if isinstance(value, list | tuple):
        return [_plain(each, texts) for each in value]
    return None if value is None else str(value)


def _section(section: str, entries: list[tuple[ScalarNode, TreeNode]], top: Place) -> TreeNode:
    if section in LISTED_SECTIONS:
        return SequenceNode(tuple(node for _, node in entries), top)
    return MappingNode(tuple(entries), top)


def _node(value: Any, place: Place) -> TreeNode:
    """Return a value as a node, all of which stands at one place, but for what has one of its own."""
    if isinstance(value, Mapping):
        entries = ((ScalarNode(str(key), place), _node(each, place)) for key, each in value.items())
        return MappingNode(tuple(entries), place)
    if isinstance(value, list | tuple):
        return SequenceNode(tuple(_node(each, place) for each in value), place)
    return ScalarNode(str(value), replace(place_told(value, place), offset=place.offset))
