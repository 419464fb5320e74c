"""Claims → the files of a folder that states the same: `dataset.yaml`, and a table for each section."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tempodb.base.collecting import uncollected
from tempodb.base.errors import InputError
from tempodb.base.progress import Progress, unwatched
from tempodb.interchange.dataset.entry_parts import entry_of
from tempodb.interchange.dataset.sections import LISTED, NESTED_SECTIONS
from tempodb.interchange.dataset.writer import stated_content
from tempodb.interchange.dataset.yaml_text import YamlText
from tempodb.interchange.folders.folder_paths import CSV, HEADING
from tempodb.interchange.folders.folder_tables import (
    ALIASES,
    AREAS,
    DETAIL,
    EXISTENCE,
    HOMES,
    RELATIONS,
    SEATS,
    SOURCE,
    tables,
)
from tempodb.interchange.folders.parquet_table import write_parquet
from tempodb.interchange.folders.table_cells import guarded_cell, list_cell
from tempodb.interchange.folders.table_draft import TableDraft
from tempodb.markup.csv_table import MAX_CELL
from tempodb.model.claims import Claim
from tempodb.model.kinds import Kind
from tempodb.model.schema import SCHEMA

_NAMES = {
    SCHEMA[kind].section: tuple(f.in_files for f in SCHEMA[kind].fields) for kind in (Kind.NAME, Kind.TITLE)
}
"""The lists of names, and the keys by which an entry may say the only one itself."""


def write_tables(
    suffix: str, dataset: str, claims: Sequence[Claim], to: Path, progress: Progress = unwatched
) -> None:
    """Write *claims* to an empty folder, as tables whose names end with a *suffix*.

    Raises:
        InputError: a text is too long for a cell, or pyarrow is not installed.

    """
    write = _write_csv if suffix == CSV else write_parquet
    drafts = {section: TableDraft(table) for section, table in tables().items()}
    by_kind: dict[Kind, list[Claim]] = defaultdict(list)
    with uncollected():
        for claim in progress(claims, len(claims), "writing"):
            if claim.kind in LISTED:
                drafts[SCHEMA[claim.kind].section].add(_cells(entry_of(claim)))
            else:
                by_kind[claim.kind].append(claim)
        content = stated_content(dataset, by_kind)
        are_rows = {section for section in RELATIONS if _have_more(content, section)}
        for section in [section for section in content if section in drafts]:
            for id_, entry in content.pop(section).items():
                _add(drafts, section, id_, entry, are_rows)
    (to / HEADING).write_text(YamlText().text(content, {}), encoding="utf-8")
    for section, draft in drafts.items():
        if draft.count:
            write(to / f"{section}{suffix}", draft)


def _have_more(content: Mapping[str, Any], section: str) -> bool:
    """Return whether relations say more than the other party, so that they are rows of their own."""
    return any(
        len(item) > 1
        for outer in tables()[section].within
        for entry in content.get(outer, {}).values()
        for item in entry.get(section, ())
    )


def _add(
    drafts: Mapping[str, TableDraft], section: str, id_: str, entry: dict[str, Any], are_rows: set[str]
) -> None:
    """Add an entry to its table, and what stands within it to others."""
    entry |= _own_name(entry)
    for key in [key for key in entry if key in (*NESTED_SECTIONS, EXISTENCE, SEATS, ALIASES, HOMES)]:
        if key in (SEATS, ALIASES, HOMES) and not any(isinstance(each, dict) for each in _listed(entry[key])):
            continue
        inner = entry.pop(key)
        if key in RELATIONS - are_rows:
            entry[key] = [item["of"] for item in inner]
        else:
            for item in inner:
                said = {"name": item} if isinstance(item, str) else item
                drafts[key].add({tables()[key].first: id_, **_cells(said)})
    drafts[section].add({"id": id_, **_cells(entry)})


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _own_name(entry: dict[str, Any]) -> dict[str, Any]:
    """Return the one name that an entry can say itself, as far as its sources and note can be those of the entry."""
    for section, keys in _NAMES.items():
        names = entry.get(section, ())
        if len(names) != 1 or not names[0].keys() <= {*keys, "source", "note"} or "standing" in entry:
            continue
        if names[0].get("note") != entry.get("note"):
            continue
        source, own = names[0].get("source"), entry.get("source")
        is_free = not {"founded", "dissolved", "born", "died"} & entry.keys()
        others = [
            item for key in (*NESTED_SECTIONS, EXISTENCE) if key != section for item in entry.get(key, ())
        ]
        if source != own and not (is_free and all("source" in item for item in others)):
            continue
        del entry[section]
        return dict(names[0])
    return {}


def _cells(entry: Mapping[str, Any]) -> dict[str, str]:
    """Return what an entry says, as cells by their columns."""
    cells: dict[str, str] = {}
    for key, value in entry.items():
        match value:
            case {"id": id_, "name": name} if key in AREAS:
                cells |= {key: id_, AREAS[key]: name}
            case dict() | list() if key == SOURCE:
                cited = [each if isinstance(each, dict) else {"id": each} for each in _as_list(value)]
                cells[SOURCE] = list_cell(each["id"] for each in cited)
                if any("detail" in each for each in cited):
                    cells[DETAIL] = list_cell(each.get("detail", "") for each in cited)
            case list():
                cells[key] = list_cell(value)
            case _:
                cells[key] = str(value)
    return cells


def _write_csv(path: Path, draft: TableDraft) -> None:
    texts = [[_in_csv(path, text) for text in known] for known in draft.texts]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(draft.columns)
        writer.writerows(_rows(draft, texts))


def _rows(draft: TableDraft, texts: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    columns = [map(known.__getitem__, numbers) for known, numbers in zip(texts, draft.numbers, strict=True)]
    return zip(*columns, strict=True)


def _in_csv(path: Path, text: str) -> str:
    cell = guarded_cell(text)
    if len(cell) > MAX_CELL:
        message = f"a text of {path.stem} has more than {MAX_CELL:,} characters, too many for a cell of CSV"
        raise InputError.of("too-long", message, "export it as yaml or json")
    return cell
