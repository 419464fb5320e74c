"""Later loads that are planned in columns write, report and refuse what those planned claim by claim do."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

import tempodb
from both_engines import on_both
from oracle.thoroughness import TIMES
from store.loading.outcomes import files, outcome
from store.loading.random_files import Content
from store.loading.random_holdings import WORLD, RandomHoldings
from tempodb.api import loaded_files
from tempodb.api.loaded_files import LoadedFiles
from tempodb.interchange.dataset import column_reader, restating
from tempodb.store.loading import plain_changes
from tempodb.store.loading.load_report import LoadReport

SEEDS = range(max(30, round(60 * TIMES)))
LOADS = 5


@pytest.fixture(autouse=True)
def every_file_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loaded_files, "WORTH_KNOWING", 0)
    monkeypatch.setattr(column_reader, "WORTH_COLUMNS", 0)
    # Only then each text is kept, and nothing is gathered from loads between.
    monkeypatch.setattr(restating, "NEAR", 0)


def drawn(seed: int, folder: Path) -> list[list[Path] | list[str]]:
    """Return some loads, and statements between them."""
    drawing = RandomHoldings(seed)
    contents = drawing.contents()
    loads: list[list[Path] | list[str]] = [files(folder / "0", contents)]
    for number in range(1, LOADS):
        loads += [drawing.statements(), files(folder / str(number), drawing.edited(contents))]
    return loads


@pytest.fixture
def planned(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Return of each plan from now on whether it was made in columns."""
    made: list[bool] = []
    plan = plain_changes.plan_plain_changes

    def watched(*asked: Any) -> list[LoadReport] | None:
        found = plan(*asked)
        made.append(found is not None)
        return found

    monkeypatch.setattr(plain_changes, "plan_plain_changes", watched)
    return made


@pytest.mark.parametrize("seed", SEEDS)
def test_they_come_to_the_same(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loads = drawn(seed, tmp_path)
    in_columns = outcome(tmp_path / "columns.db", *loads, author="Ada")
    monkeypatch.setattr(plain_changes, "plan_plain_changes", lambda *_: None)
    one_by_one = outcome(tmp_path / "one_by_one.db", *loads, author="Ada")
    monkeypatch.setattr(LoadedFiles, "restated", lambda *_: None)
    monkeypatch.setattr(LoadedFiles, "columns", lambda *_: None)

    assert in_columns == one_by_one == outcome(tmp_path / "located.db", *loads, author="Ada")


def test_many_are_planned_so_and_some_are_not(tmp_path: Path, planned: Sequence[bool]) -> None:
    for seed in range(20):
        outcome(tmp_path / f"{seed}.db", *drawn(seed, tmp_path / f"{seed}-"))

    assert len(planned) / 4 < sum(planned) < len(planned)


def test_both_engines_are_changed_so(tmp_path: Path, planned: list[bool]) -> None:
    for seed in range(8):
        with on_both(tmp_path / f"{seed}.db") as db:
            for load in drawn(seed, tmp_path / f"{seed}-"):
                paths = [path for path in load if isinstance(path, Path)]
                with suppress(tempodb.InputError):
                    if paths:
                        db.load(*paths)
            assert db.verify() == []

    assert planned.count(True) > 4


def spell(status: str, begin: int, end: int, source: str = "r") -> Content:
    return {"member": "a", "of": "o", "status": status, "from": str(begin), "to": str(end), "source": source}


PAIRED: dict[str, tuple[list[Content], list[Content]]] = {
    "the one of equal value first": (
        [spell("observer", 1990, 1994), spell("member", 1994, 1999)],
        [spell("member", 1992, 1998)],
    ),
    "the one of equal standing first": (
        [spell("member", 1990, 1994) | {"standing": "disputed"}, spell("member", 1993, 1999)],
        [spell("member", 1992, 1998)],
    ),
    "one that shares a bound": ([spell("member", 1990, 1994)], [spell("member", 1994, 1999)]),
    "none that lies apart": ([spell("member", 1990, 1994)], [spell("member", 1996, 1999)]),
    "one that is cut by what stays": (
        [spell("member", 1990, 1999), spell("member", 1995, 2005, "s")],
        [spell("member", 1990, 1997), spell("member", 1995, 2005, "s")],
    ),
}
"""What is stated, and then stated otherwise."""


@pytest.mark.parametrize("paired", PAIRED)
def test_what_is_corrected_is_paired_alike(
    paired: str, tmp_path: Path, planned: Sequence[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    loads = [
        files(tmp_path / str(number), [WORLD, {"tempodb": 1, "dataset": "d", "memberships": said}])
        for number, said in enumerate(PAIRED[paired])
    ]
    in_columns = outcome(tmp_path / "columns.db", *loads)
    assert list(planned) == [True]
    monkeypatch.setattr(plain_changes, "plan_plain_changes", lambda *_: None)

    assert in_columns == outcome(tmp_path / "one_by_one.db", *loads)
