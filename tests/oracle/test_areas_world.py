"""Who came before and after whom in offices of several seats, each for an area (MEANING.md, M60)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from random import Random
from typing import Any

import pytest

from both_engines import on_both
from oracle import operators as naive
from oracle.asked_world import held_in, same
from oracle.random_world import Row, Stated, Timeline, World, rows, timeline_with_meetings
from oracle.thoroughness import rounds
from tempodb.execution import view

PERSONS = [f"p{i}" for i in range(7)]
OFFICES = {"o/councillor": 1000, "o/deputy": 3}
"""Offices with how many sit at once; of the first, as many as one likes."""
AREAS = ("", "north", "south")
Term = tuple[str, Row, tuple[Stated, ...]]


@pytest.fixture(scope="module", params=["a world", "another"])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    random = Random(request.param)
    told = {key: _timeline(random) for key in product(PERSONS, OFFICES) if random.random() < 0.9}
    file = tmp_path_factory.mktemp("world") / "world.yaml"
    file.write_text(_dataset(told), encoding="utf-8")
    with on_both(file.with_suffix(".db"), "2012-06-01") as db:
        db.load(file, recorded_at="2011-01-01")
        yield World({}, told), db


@pytest.fixture(params=["by rows", "by columns"])
def asked(request: pytest.FixtureRequest, world: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(view, "FEW_CLAIMS", 10**9 if request.param == "by rows" else 0)
    told, db = world
    return Random(request.node.name), told, lambda question: db.query(question).to_dicts()


def _timeline(random: Random) -> Timeline:
    """Return facts whose value is the area that somebody sits for."""
    count = random.choice([1, 1, 2, 3])
    return timeline_with_meetings(random, count, 0.5, lambda: random.choice(AREAS))


def _dataset(told: dict[tuple[str, str], Timeline]) -> str:
    lines = ["tempodb: 1", "dataset: world", "organizations: {o: {name: o}}", "persons:"]
    lines += [f"  {id_}: {{name: {id_}}}" for id_ in PERSONS]
    lines.append("offices:")
    for office, seats in OFFICES.items():
        many = "many" if seats == max(OFFICES.values()) else seats
        lines.append(f"  {office}: {{title: {office[2:]}, seats: {many}}}")
    lines.append("tenures:")
    for (holder, office), timeline in told.items():
        for fact in timeline:
            area = f", for: {fact.value}" * bool(fact.value)
            end = f', to: "{fact.to}"' if fact.to else ""
            lines.append(f'  - {{holder: {holder}, office: {office}{area}, from: "{fact.from_}"{end}}}')
    return "\n".join(lines) + "\n"


def _terms(held: dict[str, Timeline]) -> list[Term]:
    return [
        (holder, term, pieces)
        for holder, told in held.items()
        for term, pieces in naive.wholes(told, frozenset(AREAS))
    ]


def _areas(pieces: tuple[Stated, ...]) -> set[str]:
    return {fact.value for fact in pieces}


@pytest.mark.parametrize("is_after", [False, True])
def test_next_to_somebody_is_who_sits_for_the_same_area(asked: Any, is_after: bool) -> None:
    random, told, ask = asked
    found = 0
    for _ in rounds(40):
        person, office = random.choice(list(told.tenures))
        held = held_in(told, office)
        terms = _terms(held)
        full = naive.full_days(held, OFFICES[office])
        clear = {id(term): naive.seated_worlds(term, full[holder]) for holder, term, _ in terms}
        if not all(clear.values()):
            # Who had a seat on no day at all has no place among the others.
            continue
        question = f"{'successor' if is_after else 'predecessor'} of {person} in {office}"

        got = ask(question)

        def ends(term: Row, end: int, clear: dict[int, set[tuple[int, int]]] = clear) -> list[int]:
            sign = 1 if is_after else -1
            return [sign * day for day in naive.between(world[end] for world in clear[id(term)])]

        arriving, leaving = (0, 1) if is_after else (1, 0)
        expected = []
        for holder, term, pieces in terms:
            verdicts = []
            for whose, other, mine in terms:
                alike = [each for _, each, said in terms if each is not other and _areas(said) & _areas(mine)]
                if whose == person != holder and any(each is term for each in alike):
                    rest = [ends(each, arriving) for each in alike if each is not term]
                    left = [day - 1 for day in ends(other, leaving)]
                    verdicts.append(naive.comes_next(ends(term, arriving), left, rest))
            if certainty := naive.best(verdicts):
                expected += [
                    (holder, row.value or None, row.from_, row.to, certainty)
                    for row in rows(held[holder])
                    if naive.is_part(row, pieces)
                ]
        found += len(expected)
        columns = ("holder", "for", "from", "to", "certainty")
        same([tuple(row[column] for column in columns) for row in got], expected, question)
    assert found
