"""What is looked up in the files of a lake."""

from __future__ import annotations

from pathlib import Path

import pytest

from lake.lakes import csto, published
from tempodb.lake.asking import lake_tables
from tempodb.lake.asking.lake_tables import LakeTables
from tempodb.model.kinds import Kind
from tempodb.planning.plan import Side

PARTIES = ("armenia", "csto", "nobody")


@pytest.mark.parametrize("room", [0, 1_000, lake_tables.KEPT_BYTES])
def test_what_is_looked_up_again_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    monkeypatch.setattr(lake_tables, "KEPT_BYTES", room)
    with csto() as db:
        published(db, tmp_path / "lake", 4)
    tables = LakeTables.at(str(tmp_path / "lake"))
    names = [tables.beliefs(Kind.NAME, Side.SCOPE, PARTIES) for _ in range(2)]

    assert set(names[0]["scope"].to_pylist()) == {"armenia", "csto"}
    assert names[0].to_pylist() == names[1].to_pylist()


def test_what_is_looked_up_holds_its_own_texts_alone(tmp_path: Path) -> None:
    with csto() as db:
        published(db, tmp_path / "lake", 1)
    found = LakeTables.at(str(tmp_path / "lake")).beliefs(Kind.NAME, Side.SCOPE, ["armenia"])

    assert {text for chunk in found["scope"].chunks for text in chunk.dictionary.to_pylist()} == {"armenia"}
