"""Whatever is asked, a file and a server answer the same, in the same order, or refuse it in the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from random import Random

import pytest

import tempodb
from answers.tables.awkward_world import tell_awkward_world
from both_engines import OnBothEngines, on_both
from oracle.thoroughness import rounds
from store.engines.any_questions import Asker
from tempodb.execution import view

SEEDS = ("by rows", "by rows again", "by columns", "by columns again", "after columns")
QUESTIONS = 100


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OnBothEngines]:
    """Return a world with a bit of everything, told and corrected at several instants."""
    folder = tmp_path_factory.mktemp("world")
    with on_both(folder / "world.db", "2023-06-01T12:00:00Z") as both:
        tell_awkward_world(both, folder, "both engines")
        for fixture, told in (("csto", "2019-01-01"), ("un", "2020-01-01")):
            both.load(tempodb.bundled_fixture(f"{fixture}.yaml"), recorded_at=told)
        both.run("record membership of tajikistan in csto as suspended from 2024 to 2025", recorded_at="2021")
        both.run("end membership of Armenia in CSTO from 2022-02-22", recorded_at="2022")
        both.erase("Valery Semerikov")
        yield both


@pytest.mark.parametrize("seed", SEEDS)
def test_any_question_is_answered_alike(
    both: OnBothEngines, monkeypatch: pytest.MonkeyPatch, seed: str
) -> None:
    if "columns" in seed:
        monkeypatch.setattr(view, "FEW_CLAIMS", 0)
    came_of_it = Counter[str]()
    for question in islice(Asker(Random(seed)).questions(), len(rounds(QUESTIONS))):
        try:
            came_of_it["rows" if len(both.query(question)) else "no rows"] += 1
        except tempodb.QueryError:
            came_of_it["refused"] += 1

    assert came_of_it["rows"] > came_of_it.total() / 3
    assert came_of_it["refused"] < came_of_it.total() / 3
    assert min(came_of_it["no rows"], came_of_it["refused"]) > 0
