"""A server is published as a file is: what lies in the lake is the same, byte by byte."""

from __future__ import annotations

from pathlib import Path

import tempodb
from both_engines import on_both
from lake.lakes import differences, published


def test_both_engines_make_the_same_lake(tmp_path: Path) -> None:
    with on_both(tmp_path / "x.db") as db:
        db.load(tempodb.bundled_fixture("csto.yaml"))
        for write in ("", "end membership of Armenia in CSTO from 2023-02-22", "erase valery-semerikov"):
            db.run(write)
            here, there = (published(each, tmp_path / name, 2) for each, name in ((db, "a"), (db.other, "b")))
            assert here.snapshot.files == there.snapshot.files
            assert differences(db.other, tmp_path / "a") == []
