"""A desk at which datasets are written and loaded, through the public API."""

from __future__ import annotations

import json
from itertools import count
from pathlib import Path
from typing import Any

import pytest

import tempodb
from tempodb.base.errors import Problem
from tempodb.model.kinds import CORE_STATUSES

Content = dict[str, Any]

WORLD: Content = {
    "statuses": list(CORE_STATUSES),
    "sources": {"s": {"title": "A report"}, "r": {"title": "A reply"}},
    "states": {"a": {"name": "Aland"}, "b": {"name": "Bland"}},
    "persons": {"p": {"name": "Paula"}, "q": {"name": "Quentin"}},
    "organizations": {"o": {"name": "Org"}, "c": {"name": "Committee", "part_of": "o"}},
    "offices": {"o/chair": {"title": "Chair"}},
}
"""Definitions that most tests need; every status is declared, so that using one adds nothing."""


def dataset(id_: str = "d", world: Content = WORLD, **sections: object) -> Content:
    """Return the content of a dataset file."""
    return {"tempodb": 1, "dataset": id_, **world, **sections}


def membership(member: str = "a", of: str = "o", **fields: object) -> Content:
    """Return an entry; `from_` stands for `from`."""
    return {"member": member, "of": of, **{key.rstrip("_"): value for key, value in fields.items()}}


def tenure(holder: str = "p", office: str = "o/chair", **fields: object) -> Content:
    """Return an entry; `from_` stands for `from`."""
    return {"holder": holder, "office": office, **{key.rstrip("_"): value for key, value in fields.items()}}


class Desk:
    """A database, and a folder to write dataset files in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.db = tempodb.open(":memory:")
        self._numbers = count()

    def file(self, content: Content | str, suffix: str = ".json") -> Path:
        """Write a dataset file and return its path."""
        path = self.folder / f"{next(self._numbers)}{suffix}"
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        path.write_text(text, encoding="utf-8")
        return path

    def load(self, *contents: Content, **options: Any) -> list[dict[str, Any]]:
        """Load datasets in one command and return what it reports of each."""
        return [report.as_dict() for report in self.db.load(*map(self.file, contents), **options)]

    def refused(self, *contents: Content, **options: Any) -> list[Problem]:
        """Try to load datasets, and return every problem of the refusal."""
        with pytest.raises(tempodb.InputError) as caught:
            self.load(*contents, **options)
        return list(caught.value.problems)

    def periods(self, question: str = "periods of a in o") -> list[tuple[Any, ...]]:
        """Return value, from and to of each row of an answer."""
        shown = ("status", "capacity", "name")
        return [
            (*(getattr(row, field) for field in shown if hasattr(row, field)), row.from_, row.to)
            for row in self.db.query(question)
        ]


def counts(report: dict[str, Any]) -> tuple[int, int, int, int]:
    return report["added"], report["corrected"], report["retracted"], report["unchanged"]
