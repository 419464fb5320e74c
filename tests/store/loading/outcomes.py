"""What loads leave of files that are written for them, to be held against what other loads leave."""

from __future__ import annotations

import json
from itertools import count
from pathlib import Path
from typing import Any

import tempodb
from store.loading.random_files import Content
from tempodb.api.database import Database
from tempodb.api.engine import Engine
from tempodb.store.engines.locations import storage
from tempodb.store.schema.layout import COLUMNS

NOW = 1_700_000_000_000_000


def files(folder: Path, contents: list[Content], indent: int | None = None) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number}.json" for number in range(len(contents))]
    for path, content in zip(paths, contents, strict=True):
        path.write_text(json.dumps(content, ensure_ascii=False, indent=indent), encoding="utf-8")
    return paths


def outcome(place: Path, *loads: list[Path] | list[str], **options: Any) -> list[Any]:
    """Return all that loads leave, one after the other: their reports and tables, and why one was refused."""
    salts, instants = count(), count(NOW)
    engine = Engine(
        storage(place),
        clock=lambda: next(instants),
        salts=lambda number: [f"{next(salts):032x}" for _ in range(number)],
    )
    told: list[Any] = []
    with Database(engine) as db:
        for paths in loads:
            try:
                if all(isinstance(path, str) for path in paths):
                    told += [[str(done) for done in db.run(text)] for text in paths]
                    continue
                reports = db.load(*paths, **options)
                told += [[[*report.lines()], report.as_dict() | {"recorded_at": None}] for report in reports]
            except tempodb.InputError as error:
                told += [str(problem).replace(str(place), "DATABASE") for problem in error.problems]
        if not engine.exists():
            return told
        assert db.verify() == []
        with engine.storage.snapshot() as snapshot:
            tables = [
                sorted(snapshot.execute(f"SELECT {', '.join(names)} FROM {table}"), key=repr)
                for table, names in COLUMNS.items()
                if table != "file_text"
            ]
        return [*told, *tables]
