"""What a large folder says of a few claims, with places: the entries that state them, and what these name.

A tree of a million rows takes seven gigabytes, and of what may be wrong between them hardly any is concerned.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np

from tempodb.base.errors import DatasetError, InputError
from tempodb.base.nearest import nearest
from tempodb.interchange.dataset.reader import dataset_of
from tempodb.interchange.dataset.sections import DEFINING, LISTED, own_parts
from tempodb.interchange.folders.folder_files import folder_files
from tempodb.interchange.folders.folder_tables import HOMES, ID_COLUMN, tables
from tempodb.interchange.folders.folder_tree import FolderTree
from tempodb.interchange.folders.raw_tables import RawColumns, raw_columns
from tempodb.interchange.folders.table_rows import SomeRows
from tempodb.markup.contents import content_of
from tempodb.markup.plain_json import NotCleanError
from tempodb.markup.reading import tree_of
from tempodb.markup.tree import MappingNode, Plain, without_places
from tempodb.model.claims import Claim, Dataset
from tempodb.model.kinds import Entity, EntityType, Kind
from tempodb.model.schema import DEFINED_BY, SCHEMA

MOST_NEAREST = 100
"""For how many ids that nothing defines it is looked for the nearest."""
_KIND_OF = {SCHEMA[kind].section: kind for kind in LISTED}


def read_folder_part(path: Path, claims: Collection[Claim]) -> Dataset | None:
    """Return what a folder that was read as columns says of claims, and what the ids in them are; None if it cannot be read so.

    Of what else the entries state it returns nothing.
    """
    try:
        folder = folder_files(path)
        written = {section: raw_columns(tables()[section], own) for section, own in folder.tables.items()}
        heading = tree_of(content_of(folder.heading))
        ids = _ids(claims, heading, written)
        keys = {(claim.kind, claim.key) for claim in claims}
        rows = {}
        for section, columns in written.items():
            places = _concerned(section, columns, ids, keys) if columns else []
            if places:
                rows[section] = SomeRows.of(folder.tables[section], places)
        reading = FolderTree(folder)
        dataset = dataset_of(reading.of_rows(heading, rows), str(path), lambda: None)
    except (NotCleanError, DatasetError, InputError):
        return None
    own = tuple(
        claim
        for claim in dataset.claims
        if (claim.kind.defines and claim.kind is not Kind.DATASET) or (claim.kind, claim.key) in keys
    )
    return replace(dataset, claims=own, problems=(*reading.problems, *dataset.problems))


def _ids(claims: Iterable[Claim], heading: MappingNode, written: Mapping[str, RawColumns]) -> set[str]:
    """Return the ids of which is to be known what they are, and the nearest to those that nothing has."""
    sources = _default_sources(without_places(heading))
    named = dict.fromkeys(Entity(EntityType.SOURCE, id_) for id_ in sources)
    named |= dict.fromkeys(entity for claim in claims for entity in (*_subjects(claim), *claim.mentions()))
    ids = {entity.id for entity in named}
    offices = written.get(SCHEMA[Kind.OFFICE].section, {})
    if HOMES in offices:
        own = offices[ID_COLUMN].are(ids.__contains__) & offices[HOMES].given
        ids |= {offices[HOMES].meant[number] for number in offices[HOMES].numbers[own].tolist()}
    ids |= {id_.rpartition("/")[0] for id_ in ids}
    known = {kind: _known(kind, heading, written) for kind in DEFINING}
    missing = (
        (entity.id, known[DEFINED_BY[entity.type]])
        for entity in named
        if DEFINED_BY.get(entity.type) in known and entity.id not in known[DEFINED_BY[entity.type]]
    )
    near = (nearest(id_, others) for id_, others in islice(missing, MOST_NEAREST))
    return ids | set(filter(None, near))


def _subjects(claim: Claim) -> Iterator[Entity]:
    """Yield what the key of a claim names."""
    for part, id_ in zip(SCHEMA[claim.kind].key, claim.key, strict=True):
        yield Entity(part.type, id_)


def _default_sources(content: Plain) -> Sequence[str]:
    """Return the sources that are meant where none is named."""
    defaults = content.get("defaults") if isinstance(content, dict) else None
    source = defaults.get("source") if isinstance(defaults, dict) else None
    listed = source if isinstance(source, list) else [source]
    return [each for each in listed if isinstance(each, str)]


def _known(kind: Kind, heading: MappingNode, written: Mapping[str, RawColumns]) -> set[str]:
    """Return the ids of a kind that the folder defines."""
    found: set[str] = set()
    for section in SCHEMA[kind].sections:
        entry = heading.entry(section)
        if entry and isinstance(entry[1], MappingNode):
            found.update(key.text for key, _ in entry[1].entries)
        if columns := written.get(section):
            found.update(columns[ID_COLUMN].meant[1:])
    return found


def _concerned(
    section: str, columns: RawColumns, ids: Collection[str], keys: Collection[tuple[Kind, tuple[str, ...]]]
) -> Sequence[int]:
    """Return the places of the rows of a table that belong to the entries of ids, or state claims of keys."""
    first = tables()[section].first
    if first:
        return np.flatnonzero(columns[first].are(ids.__contains__)).tolist()
    kind = _KIND_OF[section]
    parts = [part.name for part in own_parts(kind)]
    wanted = columns[parts[0]].are(ids.__contains__)
    return [
        place
        for place in np.flatnonzero(wanted).tolist()
        if (kind, tuple(_text(columns, name, place) for name in parts)) in keys
    ]


def _text(columns: RawColumns, name: str, place: int) -> str:
    column = columns.get(name)
    return "" if column is None else column.meant[column.numbers[place]] or ""
