"""Members who represent now one and then another: rows are of each, and the party is judged over all of them.

What is held of each has a timeline of its own, with the areas as its values; where one ends at the very dates at which
another begins, that is one event, whomever they represent (MEANING.md, M19).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from random import Random
from typing import Any

import pytest

from both_engines import on_both
from oracle import operators as naive
from oracle.asked_world import figures, same
from oracle.random_world import DAYS, Row, Timeline, rows, text, timeline_with_meetings
from oracle.shares import share
from oracle.thoroughness import rounds
from tempodb.execution import view

STATES = [f"s{i}" for i in range(8)]
ORGANIZATIONS = ["o0", "o1", "o2"]
SIDES, AREAS = ("", "red", "blue"), ("", "north", "south")
EVERYONE = frozenset(f"{side}/{area}" for side in SIDES for area in AREAS)
Told = dict[tuple[str, str], Timeline]


@pytest.fixture(scope="module", params=["a world", "another"])
def world(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Told, Any]]:
    random = Random(request.param)
    told = {key: _timeline(random) for key in product(STATES, ORGANIZATIONS) if random.random() < 0.9}
    file = tmp_path_factory.mktemp("world") / "world.yaml"
    file.write_text(_dataset(told), encoding="utf-8")
    with on_both(file.with_suffix(".db"), "2012-06-01") as db:
        db.load(file, recorded_at="2011-01-01")
        yield told, db


@pytest.fixture(params=["by rows", "by columns"])
def asked(request: pytest.FixtureRequest, world: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(view, "FEW_CLAIMS", 10**9 if request.param == "by rows" else 0)
    told, db = world
    return Random(request.node.name), told, lambda question: db.query(question).to_dicts()


def _timeline(random: Random) -> Timeline:
    """Return facts whose value is who is represented, and for which area."""
    count = random.choice([1, 2, 3, 4])
    return timeline_with_meetings(
        random, count, 0.6, lambda: f"{random.choice(SIDES)}/{random.choice(AREAS)}"
    )


def _dataset(told: Told) -> str:
    lines = ["tempodb: 1", "dataset: world", "states:"]
    lines += [f"  {id_}: {{name: {id_}}}" for id_ in (*STATES, *filter(None, SIDES))]
    lines += ["organizations:", *(f"  {id_}: {{name: {id_}}}" for id_ in ORGANIZATIONS), "memberships:"]
    for (member, of), timeline in told.items():
        for fact in timeline:
            side, area = _said(fact.value)
            said = f", representing: {side}" * bool(side) + f", for: {area}" * bool(area)
            end = f', to: "{fact.to}"' if fact.to else ""
            lines.append(f'  - {{member: {member}, of: {of}{said}, from: "{fact.from_}"{end}}}')
    return "\n".join(lines) + "\n"


def _said(value: str) -> tuple[str | None, str | None]:
    """Return who is represented, and for which area."""
    side, area = value.split("/")
    return side or None, area or None


def _rows(timeline: Timeline) -> Iterator[Any]:
    """Yield the rows of a party: those of each whom it represents, as if there were no other."""
    for side in SIDES:
        if own := tuple(fact for fact in timeline if fact.value.startswith(f"{side}/")):
            yield from rows(own)


def _parties(told: Told, organization: str, window: range) -> dict[str, str]:
    found = {
        member: naive.best(naive.on_some_day(whole, window) for whole, _ in naive.wholes(timeline, EVERYONE))
        for (member, where), timeline in told.items()
        if where == organization
    }
    return {member: certainty for member, certainty in found.items() if certainty}


def _window(random: Random) -> tuple[range, str]:
    start = random.choice(DAYS)
    end = min(start + random.choice([0, 0, 3, 20]), DAYS.stop - 1)
    return range(start, end + 1), f"between {text(start)} and {text(end)}"


def test_rows_are_of_each_whom_a_party_represents(asked: Any) -> None:
    random, told, ask = asked
    for _ in rounds(20):
        (window, when), place = _window(random), random.choice([*ORGANIZATIONS, "every organization"])

        got = ask(f"members of {place} {when}")

        expected = [
            (member, where, *_said(row.value), row.from_, row.to, certainty)
            for (member, where), timeline in told.items()
            if place in (where, "every organization")
            for row in _rows(timeline)
            if (certainty := naive.on_some_day(row, window))
        ]
        columns = ("member", "organization", "representing", "for", "from", "to", "certainty")
        same([tuple(row[column] for column in columns) for row in got], expected, when)


def test_a_party_counts_once_whomever_it_represents(asked: Any) -> None:
    random, told, ask = asked
    for _ in rounds(15):
        (window, when), place = _window(random), random.choice(ORGANIZATIONS)

        (got,) = ask(f"count members of {place} {when}")
        every = ask(f"count members of every organization {when}")
        by_month = ask(f"count members of every organization by month {when}")

        assert (got["certain"], got["possible"]) == figures(_parties(told, place, window))
        for where in ORGANIZATIONS:
            figure = [(row["certain"], row["possible"]) for row in every if row["organization"] == where]
            assert (figure or [(0, 0)]) == [figures(_parties(told, where, window))]
            for name, days in naive.buckets("month", window):
                month = [row for row in by_month if (row["organization"], row["period"]) == (where, name)]
                of_month = [(row["certain"], row["possible"]) for row in month] or [(0, 0)]
                assert of_month == [figures(_parties(told, where, days))]


def test_conditions_and_sets_judge_the_party(asked: Any) -> None:
    random, told, ask = asked
    for _ in rounds(15):
        (window, when), (other, then) = _window(random), _window(random)
        here, there = random.sample(ORGANIZATIONS, 2)

        parties, others = _parties(told, here, window), _parties(told, there, other)
        kind = random.choice(["union", "intersect", "except"])
        both = ask(f"members of {here} {when} {kind} (members of {there} {then})")

        expected = {id_: naive.kleene(kind, parties.get(id_), others.get(id_)) for id_ in STATES}
        assert {row["party"]: row["certainty"] for row in both} == {k: v for k, v in expected.items() if v}
        answers = {"certain": "yes", "possible": "possibly", None: "no"}
        for member in STATES:
            (answer,) = ask(f"whether {member} is member of {here} {when}")
            assert answer["answer"] == answers[parties.get(member)]


def test_a_run_goes_on_where_another_is_represented(asked: Any) -> None:
    random, told, ask = asked
    for _ in rounds(15):
        (window, when), place = _window(random), random.choice(ORGANIZATIONS)
        moment, at = random.choice([("joined", 0), ("left", 1)])

        got = ask(f"members of {place} that {moment} {when}")
        changes = [row for row in ask(f"changes in {place}") if row["change"] == moment]

        expected, runs = [], []
        for (member, where), timeline in told.items():
            if where != place:
                continue
            for row in _rows(timeline):
                days = [days[at] for days in naive.run_of(row, timeline).worlds]
                if certainty := naive.happened(days, "in", window):
                    expected.append((member, *_said(row.value), row.from_, row.to, certainty))
            ends = [(run.from_, run.to)[at] for run, _ in naive.wholes(timeline, EVERYONE)]
            runs += [(member, end) for end in ends if end]
        columns = ("member", "representing", "for", "from", "to", "certainty")
        same([tuple(row[column] for column in columns) for row in got], expected, f"{moment} {when}")
        same([(row["party"], row["date"]) for row in changes], runs, moment)


def test_changes_are_told_alike_of_one_organization_and_of_every_one(asked: Any) -> None:
    _, _, ask = asked

    every = ask("changes in every organization")

    for place in ORGANIZATIONS:
        own = ask(f"changes in {place}")
        assert sorted(map(str, own)) == sorted(str(row) for row in every if row["organization"] == place)
        words = {row["change"] for row in own}
        assert words >= {"changed affiliation", "changed area"}


def test_a_party_is_counted_as_often_as_it_was_there(asked: Any) -> None:
    """MEANING.md, M47."""
    random, told, ask = asked
    for _ in rounds(15):
        (window, when), place = _window(random), random.choice(ORGANIZATIONS)

        got = ask(f"count members of {place} by party {when}")
        every = ask(f"count members of every organization by party by month {when}")

        def often(days: range, where: str = place) -> dict[str, tuple[int, int]]:
            found = {}
            for (member, of), timeline in told.items():
                judged = [naive.on_some_day(whole, days) for whole, _ in naive.wholes(timeline, EVERYONE)]
                if of == where and any(judged):
                    found[member] = judged.count("certain"), sum(map(bool, judged))
            return found

        assert {row["group"]: (row["certain"], row["possible"]) for row in got} == often(window)
        for name, days in naive.buckets("month", window):
            mine = [row for row in every if (row["organization"], row["period"]) == (place, name)]
            there = {row["group"]: (row["certain"], row["possible"]) for row in mine if row["possible"]}
            assert there == often(days)


def _of_group(timeline: Timeline, by: str, group: str | None) -> list[Row]:
    """Return what a party held of a group: its rows that say the same, where they share a boundary one."""
    place = ("representing", "for").index(by)
    in_order = [(fact.value, fact.bounds[0].stated()) for fact in timeline]
    mine = sorted(
        (row for row in _rows(timeline) if _said(row.value)[place] == group),
        key=lambda row: in_order.index((row.value, row.from_)),
    )
    joined: list[Row] = []
    for row in mine:
        if joined and joined[-1].to == row.from_ is not None:
            before = joined.pop()
            both = {(start, end) for start, a in before.worlds for b, end in row.worlds if a == b}
            row = Row("", before.from_, row.to, frozenset(both))
        joined.append(row)
    return joined


@pytest.mark.parametrize("by", ["representing", "for"])
def test_each_group_is_counted_by_itself(asked: Any, by: str) -> None:
    """MEANING.md, M47."""
    random, told, ask = asked
    for _ in rounds(12):
        window, when = _window(random)
        for place in (random.choice(ORGANIZATIONS), "every organization"):
            got = ask(f"count members of {place} by {by} {when}")

            expected = []
            for where in ORGANIZATIONS if place == "every organization" else [place]:
                for group in (None, *filter(None, SIDES if by == "representing" else AREAS)):
                    found = {
                        member: naive.best(
                            naive.on_some_day(row, window) for row in _of_group(timeline, by, group)
                        )
                        for (member, of), timeline in told.items()
                        if of == where
                    }
                    certain, possible = figures({k: v for k, v in found.items() if v})
                    if possible:
                        expected.append((where, group, group, certain, possible))
            (month, days), *_ = naive.buckets("month", window)
            each = ask(f"count members of {place} by {by} as of {month}")
            by_two = ask(f"count members of {place} by {by} by month {when}")
            of_month = [row for row in by_two if row["period"] == month and row["possible"]]
            assert of_month == each, days
            columns = ("group", "group_name", "certain", "possible")
            found_rows = [(row.get("organization", place), *(row[name] for name in columns)) for row in got]
            same(found_rows, expected, f"{place} {when}")


def _once(told: Told, window: range) -> dict[str, str]:
    """Return how surely each party is in any organization."""
    found = {
        member: naive.best(_parties(told, place, window).get(member) for place in ORGANIZATIONS)
        for member in STATES
    }
    return {member: certainty for member, certainty in found.items() if certainty}


def test_each_party_counts_once_wherever_it_is(asked: Any) -> None:
    """MEANING.md, M68."""
    random, told, ask = asked
    for _ in rounds(15):
        window, when = _window(random)

        (got,) = ask(f"count distinct members of every organization {when}")
        by_month = ask(f"count distinct members of every organization by month {when}")

        assert (got["certain"], got["possible"]) == figures(_once(told, window))
        months = [(name, *figures(_once(told, days))) for name, days in naive.buckets("month", window)]
        assert [(row["period"], row["certain"], row["possible"]) for row in by_month] == months


@pytest.mark.parametrize(("by", "noun"), [("representing", "representing"), ("for", "areas")])
@pytest.mark.parametrize("period", ["", "by month"])
def test_what_is_said_counts_once_whoever_says_it(asked: Any, by: str, noun: str, period: str) -> None:
    """MEANING.md, M68."""
    random, told, ask = asked
    for _ in rounds(10):
        window, when = _window(random)
        place = random.choice([*ORGANIZATIONS, "every organization"])

        got = ask(f"count distinct {noun} of members of {place} {when} {period}")

        expected = []
        for days in [window] if not period else [days for _, days in naive.buckets("month", window)]:
            groups = {
                group: naive.best(
                    naive.on_some_day(row, days)
                    for (_, where), timeline in told.items()
                    if place in (where, "every organization")
                    for row in _of_group(timeline, by, group)
                )
                for group in filter(None, SIDES if by == "representing" else AREAS)
            }
            expected.append(figures({group: sure for group, sure in groups.items() if sure}))
        assert [(row["certain"], row["possible"]) for row in got] == expected, f"{noun} {place} {when}"


@pytest.mark.parametrize("by", ["representing", "for"])
def test_each_group_has_its_share(asked: Any, by: str) -> None:
    """MEANING.md, M69."""
    random, told, ask = asked
    groups = (None, *filter(None, SIDES if by == "representing" else AREAS))
    for _ in rounds(12):
        (window, when), place = _window(random), random.choice(ORGANIZATIONS)

        got = ask(f"share of members of {place} by {by} {when}")

        def sure(timeline: Timeline, among: list[str | None], days: range = window) -> str | None:
            held = [row for group in among for row in _of_group(timeline, by, group)]
            return naive.best(naive.on_some_day(row, days) for row in held)

        there = [timeline for (_, where), timeline in told.items() if where == place]
        expected = {
            group: share(
                (
                    sure(timeline, [group]),
                    sure(timeline, [other for other in groups if other != group]),
                    naive.best(
                        naive.on_some_day(whole, window) for whole, _ in naive.wholes(timeline, EVERYONE)
                    ),
                )
                for timeline in there
            )
            for group in groups
            if any(sure(timeline, [group]) for timeline in there)
        }
        assert {row["group"]: (row["least_percent"], row["most_percent"]) for row in got} == expected, when
