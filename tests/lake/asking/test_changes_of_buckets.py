"""What changed in every organization is told bucket by bucket, offices that left their first organization too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

import tempodb
from lake.asking.opened import NOW, AtOnce, opened, said
from lake.lakes import published
from tempodb.answers import changes
from tempodb.answers.context import AnswerContext
from tempodb.answers.result_table import Table

BUCKETS = (1, 3, 8)
FIRST = """
tempodb: 1
dataset: moving
sources: {law: {title: Law, published: 2002}, press: {title: Press}}
persons: {p: {name: P}, q: {name: P}, r: {name: R}}
states: {x: {name: X}, y: {name: Y}}
organizations:
  a: {name: A, founded: 1990}
  b: {names: [{name: B, to: 2005}, {name: Bee, from: 2005}]}
  c: {name: C, dissolved: 2011}
  d: {name: D, part_of: [{of: c, from: 2001}]}
  e: {name: E}
offices:
  head: {title: Head, organization: [{organization: a, to: "2010-03-01"}, {organization: b, from: "2010-03-01"}]}
  clerk: {title: Clerk, organization: [{organization: e, to: 2003}, {organization: x, from: 2003, to: 2004}, {organization: d, from: 2004}]}
  scribe: {title: Scribe, organization: a}
  mayor: {title: Mayor, organization: x}
memberships:
- {member: x, of: a, from: 2001-05}
- {member: y, of: a, from: 2001-05, to: 2003, source: law}
- {member: y, of: e, from: unknown, to: 2003}
- {member: x, of: e, status: suspended, from: 2002, to: 2003, source: press}
- {member: x, of: e, from: 2003}
tenures:
- {holder: p, office: head, from: 2005-01, to: 2012}
- {holder: q, office: clerk, from: 2002, to: 2006, source: law}
- {holder: r, office: scribe, from: 2001-05, to: 2003}
- {holder: q, office: scribe, from: 2003}
- {holder: r, office: mayor, from: 2001}
"""
THEN = FIRST.replace("{title: Scribe, organization: a}", "{title: Scribe, organization: e}")
QUESTIONS = (
    "changes in every organization",
    "changes in every organization between 2002 and 2004",
    "changes in every organization possibly between 2001 and 2010",
    "changes in every organization known at 2020-06-01",
    "changes in every organization where party_name is P order by date desc limit 5",
    "changes in every organization according to law",
    "changes in every organization order by change",
)
Answered = Callable[[AnswerContext], Table | None]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[tempodb.Database, Path]]:
    folder = tmp_path_factory.mktemp("moving")
    with tempodb.open(folder / "world.db", now=NOW) as db:
        for told, recorded_at in ((FIRST, "2020-01-01"), (THEN, "2021-01-01")):
            (folder / "world.yaml").write_text(told, encoding="utf-8")
            db.load(folder / "world.yaml", recorded_at=recorded_at)
        for buckets in BUCKETS:
            published(db, folder / str(buckets), buckets)
        yield db, folder


def _as_rows(_: Answered) -> Answered:
    return lambda _: None


def _now_and_then_as_rows(table: Answered) -> Answered:
    numbers = count()
    return lambda asked: table(asked) if next(numbers) % 2 else None


MADE: dict[str, Callable[[Answered], Answered]] = {
    "tables": lambda table: table,
    "rows": _as_rows,
    "both": _now_and_then_as_rows,
}


@pytest.mark.parametrize("made", MADE)
@pytest.mark.parametrize("buckets", BUCKETS)
def test_changes_of_all_buckets_are_those_of_the_database(
    world: tuple[tempodb.Database, Path], monkeypatch: pytest.MonkeyPatch, buckets: int, made: str
) -> None:
    db, folder = world
    monkeypatch.setattr(changes, "_table", MADE[made](changes._table))
    seen, crew = set[tuple[str, str]](), AtOnce()
    with opened(folder / str(buckets), crew) as lake:
        for question in QUESTIONS:
            answer = said(db, question)

            assert said(lake, question) == answer, question
            assert answer["rows"], question

            seen |= {(row["organization"], row["change"]) for row in answer["rows"]}

    assert crew.done == buckets * len(QUESTIONS)
    assert seen >= {("b", "office added"), ("a", "office removed"), ("e", "took office"), ("b", "renamed")}
