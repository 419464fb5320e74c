"""Entries of a source → a dataset, by the reader of our own format, whose findings point into the source."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from tempodb.base.collecting import uncollected
from tempodb.base.errors import Problem
from tempodb.interchange.dataset.column_reader import ColumnReader
from tempodb.interchange.dataset.reader import dataset_of
from tempodb.interchange.dataset.sections import LISTED
from tempodb.interchange.importers.foreign_statements import StatedSource
from tempodb.interchange.importers.placed_text import place_told
from tempodb.interchange.port import ForeignDataset
from tempodb.markup.contents import Content
from tempodb.markup.reading import checked
from tempodb.markup.tree import MappingNode, Place, ScalarNode, SequenceNode, TreeNode
from tempodb.model.schema import SCHEMA

_HALF = re.compile("[\ud800-\udfff]")
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
    entries = [entry for number, entry in enumerate(stated.entries, 1) if number not in without]
    for entry in entries:
        if entry.id is None or entry.section in LISTED_SECTIONS:
            sections.setdefault(entry.section, []).append(entry.said)
        else:
            sections.setdefault(entry.section, {})[entry.id] = entry.said
    document = {"tempodb": "1", "dataset": stated.dataset, **stated.heading, **sections}
    text = json.dumps(document, ensure_ascii=False)
    if _HALF.search(text):
        return None
    dataset = ColumnReader().read(Content(Path(f"{stated.dataset}.json"), file, text.encode()))
    if dataset is None:
        return None
    counts = Counter(entry.section for entry in entries)
    dataset = replace(dataset, file=file, fingerprint="")
    return ForeignDataset(dataset, counts, stated.refused, stated.unexpressed, stated.conventions)


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
