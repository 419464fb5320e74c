"""Databases with a past, and what lies in their files."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable
from itertools import count
from pathlib import Path
from typing import Any

import tempodb
from store.tampering import unguarded
from tempodb.api.database import Database
from tempodb.store.schema.layout import COLUMNS

Content = dict[str, Any]
Row = tuple[Any, ...]

_numbers = count()


def load(path: Path, *contents: Content, **options: Any) -> None:
    """Load datasets into the database at *path*."""
    files = [path.with_name(f"{next(_numbers)}.json") for _ in contents]
    for file, content in zip(files, contents, strict=True):
        file.write_text(json.dumps({"tempodb": 1, "dataset": "d", **content}), encoding="utf-8")
    try:
        with tempodb.open(path) as db:
            db.load(*files, **options)
    finally:
        for file in files:
            file.unlink()


def membership(**fields: object) -> Content:
    """Return an entry; `from_` stands for `from`."""
    return {"member": "a", "of": "o", **{key.rstrip("_"): value for key, value in fields.items()}}


def run(path: Path, *statements: str) -> None:
    """Run SQL behind the program's back."""
    with unguarded(path) as connection:
        for statement in statements:
            connection.execute(statement)


def dump(path: Path, tables: Iterable[str] = COLUMNS) -> dict[str, list[Row]]:
    """Return all that lies in the tables."""
    connection = sqlite3.connect(path)
    try:
        return {
            table: connection.execute(
                f"SELECT {', '.join(COLUMNS[table])} FROM {table} ORDER BY 1, 2"
            ).fetchall()
            for table in tables
        }
    finally:
        connection.close()


def verified(path: Path, digest: str | None = None) -> list[str]:
    with tempodb.open(path) as db:
        return db.verify(digest)


SMALL: Content = {
    "title": "A small dataset",
    "sources": {"s": {"title": "A report", "published": "2017"}},
    "states": {"a": {"name": "Aland", "aliases": ["Alpha"]}},
    "organizations": {"o": {"name": "Org"}},
}

ACTIONS: dict[str, Callable[[Database, Path], object]] = {
    "query": lambda db, _: [
        list(db.query(text))
        for text in ("members of o as of 1995", "names of a", "describe a", "show transactions")
    ],
    "export": lambda db, _: db.export("d"),
    "rebuild": lambda db, _: db.rebuild(),
    "load": lambda db, file: db.load(file),
    "digest": lambda db, _: db.digest(),
    "verify": lambda db, _: db.verify(),
}


def contents(folder: Path) -> dict[str, tuple[str, int]]:
    """Return what lies in a folder: every file with its digest and the time of its last change."""
    return {
        file.name: (hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_mtime_ns)
        for file in sorted(folder.iterdir())
    }
