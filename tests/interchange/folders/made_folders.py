"""Folders of tables made for tests."""

from __future__ import annotations

from pathlib import Path

from tempodb.interchange.dataset.column_reader import ColumnReader
from tempodb.interchange.folders.folder_columns import read_folder_columns
from tempodb.interchange.folders.folder_reader import read_folder

HEADING = "tempodb: 1\ndataset: d\n"
TABLES = {
    "states.csv": "id,name\na,A\nb,B\n",
    "persons.csv": "id,name\np,Person A\n",
    "organizations.csv": "id,name\no,O\n",
    "offices.csv": "id,title\no/chair,Chair\n",
    "memberships.csv": "member,of,from,to\na,o,1992,1999\nb,o,1993-05-01,\n",
}


def folder(at: Path, tables: dict[str, str | bytes] | None = None, heading: str | None = HEADING) -> Path:
    """Make a folder of some tables beside those that there are in any case."""
    at.mkdir(exist_ok=True)
    if heading is not None:
        (at / "dataset.yaml").write_text(heading, encoding="utf-8")
    for name, text in {**TABLES, **(tables or {})}.items():
        (at / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return at


def stated(at: Path) -> list[str]:
    """Return what a folder states, read with places."""
    dataset = read_folder(at).dataset
    assert dataset.problems == ()
    return sorted(claim.body() for claim in dataset.claims)


def stated_in_columns(at: Path) -> list[str] | None:
    """Return what a clean folder states, read as columns."""
    dataset = read_folder_columns(at, ColumnReader())
    return None if dataset is None else sorted(claim.body() for claim in dataset.claims)


def in_order(at: Path) -> list[str]:
    """Return the same in the order in which it is read."""
    return [claim.body() for claim in read_folder(at).dataset.claims]


def in_order_of_columns(at: Path) -> list[str] | None:
    """Return what a clean folder states in the order in which it is read as columns."""
    dataset = read_folder_columns(at, ColumnReader())
    return None if dataset is None else [claim.body() for claim in dataset.claims]
