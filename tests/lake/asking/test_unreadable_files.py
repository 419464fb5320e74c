"""A file that cannot be read is named, and asked for again: nothing that was not read counts as if it were empty."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import tempodb
from lake.asking.opened import NOW, AtOnce, opened, said
from lake.lakes import newest, published

QUESTIONS = (
    "members of CSTO as of 2006",
    "holders of secretary-general of CSTO ever",
    "memberships of Uzbekistan ever",
    "why was Uzbekistan a member of CSTO as of 2007",
    "count members of every organization by decade",
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[tempodb.Database, Path]]:
    folder = tmp_path_factory.mktemp("lake") / "lake"
    with tempodb.open(":memory:", now=NOW) as db:
        db.load(tempodb.bundled_fixture("csto.yaml"), recorded_at="2020")
        published(db, folder, 1)
        yield db, folder


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_could_not_be_read_is_read_when_it_can_be(
    world: tuple[tempodb.Database, Path], question: str
) -> None:
    db, folder = world
    answer, refused = said(db, question), 0
    assert answer["rows"]
    for file in newest(folder).files:
        at = folder / file.path
        with opened(folder, AtOnce()) as lake:
            at.rename(at.with_suffix(".aside"))
            at.mkdir()
            told = said(lake, question)
            at.rmdir()
            at.with_suffix(".aside").rename(at)
            assert said(lake, question) == answer, file.path
        if told != answer:
            (problem,) = told["refused"]
            assert file.path in problem["message"] and problem["hint"], told
            refused += 1

    assert refused
