"""How old people were, on random worlds of people whose births are known more or less exactly."""

from __future__ import annotations

import operator
from collections.abc import Iterator, Sequence
from random import Random
from typing import NamedTuple

import pytest

from both_engines import on_both
from oracle import operators as naive
from oracle.asked_world import NOW, Loaded, of, same
from oracle.loaded_world import VERSIONS, dataset
from oracle.random_world import (
    FIRST,
    ORGANIZATIONS,
    STATES,
    STATUSES,
    Row,
    World,
    changed_versions,
    rows,
)
from oracle.thoroughness import rounds
from tempodb.temporal.date_reader import read_date

BIRTHS = (
    *("1950-01-20", "1950-02-10", "1944-02-29", "1950", "1951", "1952-01", "1952-02", "194X"),
    *("[1950-01-10..1950-02-20]", "[1961-12-30..1962-01-20]", "[..1950-02]", None, None, "unknown"),
)


HOLDS = {">": operator.gt, "<=": operator.le, "is": operator.eq, "is not": operator.ne}


class Population(NamedTuple):
    """A random world whose members are people, with what is said of the birth of each."""

    asked: Loaded
    births: dict[str, str | None]

    def born(self, person: str) -> Sequence[int] | None:
        """Return the days on which a person can have been born; None where nobody knows."""
        told = self.births[person]
        if told in (None, "unknown"):
            return None
        bound = read_date(told)
        return range(bound.earliest, bound.latest + 1)


@pytest.fixture(scope="module", params=["early", "late"])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Population]:
    random = Random(request.param)
    versions = changed_versions(random)
    births = {person: random.choice(BIRTHS) for person in STATES}
    folder = tmp_path_factory.mktemp("people")
    with on_both(folder / "people.db", f"{NOW}T12:00:00Z") as db:
        for version, recorded_at in zip(versions, VERSIONS, strict=True):
            (folder / "people.yaml").write_text(_dataset(version, births), encoding="utf-8")
            db.load(folder / "people.yaml", recorded_at=recorded_at)
        yield Population(Loaded(random, versions, db), births)


@pytest.fixture
def people(request: pytest.FixtureRequest, told: Population) -> Population:
    """Return people of whom each test asks the same, whatever ran before it."""
    return told._replace(asked=told.asked._replace(random=Random(request.node.name)))


def _dataset(world: World, births: dict[str, str | None]) -> str:
    """Return a world as a dataset file in which the members are no states, but people."""
    lines = [line for line in dataset(world).split("\n") if line != "states:"]
    for person in STATES:
        lines.remove(f"  {person}: {{name: {person}}}")
    born = {person: "" if told is None else f', born: "{told}"' for person, told in births.items()}
    at = lines.index("persons:") + 1
    lines[at:at] = [f"  {person}: {{name: {person}{said}}}" for person, said in born.items()]
    return "\n".join(lines)


def moments(row: Row, window: range | None, throughout: bool = False) -> set[int]:
    """Return which days can be the first asked one on which something held, of the worlds in which it answers."""
    if window is None:
        return {start for start, _ in row.worlds}
    return {
        max(start, window.start)
        for start, end in row.worlds
        if (
            start <= window.start and window.stop <= end
            if throughout
            else max(start, window.start) < min(end, window.stop)
        )
    }


def ages(born: Sequence[int] | None, days: set[int]) -> tuple[int, int | None] | tuple[None, None]:
    """Return the least and the most years of whoever was born then, on one of some days."""
    if born is None:
        return None, None
    found = [naive.age(birth, day) for birth in born for day in days] if born[0] > 1 else []
    if not found:
        return min(naive.age(born[-1], day) for day in days), None
    return min(found), max(found)


def is_dated(row: Row) -> bool:
    """Return whether anybody knows when something began: what nobody knows is told by hand."""
    return all(start > FIRST - 1000 for start, _ in row.worlds)


@pytest.mark.parametrize("when", ["ever", "window", "throughout"])
def test_an_age_is_that_of_the_first_asked_day(people: Population, when: str) -> None:
    """MEANING.md, M70."""
    asked = 0
    for _ in rounds(20):
        seen, known = people.asked.known()
        organization = people.asked.random.choice(ORGANIZATIONS)
        window, clause = (None, "ever") if when == "ever" else people.asked.window()
        clause = f"throughout {clause.removeprefix('as of ')}" if when == "throughout" else clause
        question = f"members of {organization} including any status {clause} {known} with age"

        got = people.asked.ask(question)

        told = of(seen, organization)
        for answer in got:
            (row,) = (
                row
                for row in rows(told[answer["member"]])
                if (row.value, row.from_, row.to) == (answer["status"], answer["from"], answer["to"])
            )
            if when == "ever" and not is_dated(row):
                continue
            days = moments(row, window, when == "throughout")
            assert (answer["least_age"], answer["most_age"]) == ages(people.born(answer["member"]), days), (
                question
            )
            asked += answer["least_age"] is not None
    assert asked


@pytest.mark.parametrize("comparison", [">", "<=", "is", "is not", "is unknown"])
def test_an_age_is_compared_by_all_that_it_may_be(people: Population, comparison: str) -> None:
    """MEANING.md, M62 and M70."""
    kept = 0
    for _ in rounds(20):
        _, known = people.asked.known()
        organization, number = (
            people.asked.random.choice(ORGANIZATIONS),
            people.asked.random.choice(range(46, 60)),
        )
        _, clause = people.asked.window()
        question = f"members of {organization} including any status {clause} {known}"
        bound = "" if comparison == "is unknown" else f" {number}"
        is_not = people.asked.random.random() < 0.3

        got = people.asked.ask(f"{question} where {'not ' * is_not}age {comparison}{bound}")

        expected = []
        for row in people.asked.ask(f"{question} with age"):
            if comparison == "is unknown":
                truth = row["least_age"] is None
            elif row["least_age"] is None:
                continue
            else:
                # Nobody here is a hundred years old.
                most = 100 if row["most_age"] is None else row["most_age"]
                outcomes = {HOLDS[comparison](years, number) for years in range(row["least_age"], most + 1)}
                if len(outcomes) == 2:
                    continue
                truth = outcomes == {True}
            expected += [row] if truth is not is_not else []
        assert got == expected, question
        kept += len(got)
    assert kept


@pytest.mark.parametrize("by", ["youngest", "oldest"])
def test_the_youngest_have_lived_fewest_days(people: Population, by: str) -> None:
    """MEANING.md, M59 and M70."""
    asked = 0
    for _ in rounds(30):
        seen, known = people.asked.known()
        random = people.asked.random
        organization, status = random.choice(ORGANIZATIONS), random.choice(STATUSES)
        number = random.choice([1, 1, 2, 3])
        window, when = people.asked.window() if random.random() < 0.5 else (None, "")
        question = f"{by} {number} {status} members of {organization} {when} {known}"

        got = people.asked.ask(question)

        terms: list[tuple[str, Row, list[tuple[Row, str]]]] = []
        for member, told in of(seen, organization).items():
            values = frozenset(fact.value for fact in told) if status == "member" else frozenset([status])
            for term, pieces in naive.wholes(told, values):
                answering = [
                    (row, certainty)
                    for row in rows(told)
                    if row.value == status and naive.is_part(row, pieces)
                    if (certainty := "certain" if window is None else naive.on_some_day(row, window))
                ]
                if answering:
                    terms.append((member, term, answering))
        if window is None and not all(is_dated(term) for _, term, _ in terms):
            continue
        lived = {
            id(term): _days_lived(people.born(member), moments(term, window), by) for member, term, _ in terms
        }
        expected = []
        for member, term, answering in terms:
            surest = naive.best(certainty for _, certainty in answering)
            others = [
                (lived[id(other)], naive.best(certainty for _, certainty in part))
                for _, other, part in terms
                if other is not term
            ]
            place = naive.placed(lived[id(term)], others, number)
            for row, certainty in [part for part in answering if part[1] == surest][:1]:
                if verdict := naive.weakest(place, certainty):
                    expected.append((member, row.from_, row.to, verdict))
        same([(row["member"], row["from"], row["to"], row["certainty"]) for row in got], expected, question)
        asked += bool(expected)
    assert asked


def _days_lived(born: Sequence[int] | None, days: set[int], by: str) -> frozenset[int | None]:
    if born is None:
        return frozenset([None])
    lived = {day - birth for birth in (born[0], born[-1]) for day in days}
    return frozenset(days if by == "youngest" else -days for days in lived)


@pytest.mark.parametrize("measure", ["average", "median"])
def test_average_ages_are_the_least_and_the_most_of_any_world(people: Population, measure: str) -> None:
    """MEANING.md, M71."""
    asked = 0
    for _ in rounds(20):
        seen, known = people.asked.known()
        organization = people.asked.random.choice(ORGANIZATIONS)
        status = people.asked.random.choice(["observer", "suspended"])
        window, when = people.asked.window()
        question = f"{measure} age of {status} members of {organization} {when} {known}"

        got = people.asked.ask(question)

        told, unknown = [], 0
        for member, facts in of(seen, organization).items():
            for term, pieces in naive.wholes(facts, frozenset([status])):
                part = naive.best(
                    naive.on_some_day(row, window)
                    for row in rows(facts)
                    if row.value == status and naive.is_part(row, pieces)
                )
                if part is None:
                    continue
                least, most = ages(people.born(member), moments(term, window))
                if least is None:
                    unknown += 1
                else:
                    told.append((least, most, part == "certain"))
        if any(most is None for _, most, _ in told):
            # Of whom nobody knows since when they may have lived: told by hand.
            continue
        expected = naive.whichever(told, measure)
        assert [(row["least_age"], row["most_age"], row["unknown"]) for row in got] == (
            [] if expected is None else [(*expected, unknown)]
        ), question
        asked += bool(got)
    assert asked
