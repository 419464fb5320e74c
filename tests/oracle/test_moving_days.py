"""Offices that move, with each date a day: what lasts is a set of days, and where it is cut is told by them alone.

MEANING.md, M57.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from random import Random
from typing import Any, NamedTuple

import pytest

import tempodb
from both_engines import on_both
from oracle.asked_world import same
from oracle.moving_days import OFFICES, ORGANIZATIONS, Days, Spell, dataset, date, moving_days, without_values
from oracle.random_world import DAYS, text
from oracle.thoroughness import rounds
from tempodb.execution import view


class Asked(NamedTuple):
    """A world, and the database that was told it."""

    random: Random
    world: Days
    ask: Callable[[str], list[dict[str, Any]]]

    def window(self) -> tuple[range, str]:
        start = self.random.choice(DAYS)
        end = min(start + self.random.choice([0, 0, 3, 20]), DAYS.stop - 1)
        return range(start, end + 1), f"between {text(start)} and {text(end)}"

    def place(self) -> str:
        return self.random.choice(ORGANIZATIONS)


@pytest.fixture(scope="module", params=["a world", "another", "a third"])
def told(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Days, tempodb.Database]]:
    random = Random(request.param)
    world = moving_days(random)
    file = tmp_path_factory.mktemp("world") / "world.yaml"
    file.write_text(dataset(world), encoding="utf-8")
    with on_both(":memory:", "2012-06-01") as db:
        db.load(file, recorded_at="2011-01-01")
        yield world, db


@pytest.fixture(params=["by rows", "by columns"])
def asked(request: pytest.FixtureRequest, told: Any, monkeypatch: pytest.MonkeyPatch) -> Asked:
    monkeypatch.setattr(view, "FEW_CLAIMS", 10**9 if request.param == "by rows" else 0)
    world, db = told
    return Asked(Random(request.node.name), world, lambda question: db.query(question).to_dicts())


def row_of(holder: str, office: str, spell: Spell) -> tuple[object, ...]:
    return holder, office, spell.value, date(spell.start), date(spell.end)


def check(asked: Asked, clause: str, place: str, kept: list[tuple[str, str, Spell]]) -> None:
    """Compare the holders of any office in a place with those that are to be found."""
    question = f"holders of any office in {place} {clause}"
    rows = asked.ask(question)
    columns = "holder", "office", "capacity", "from", "to"
    same([tuple(row[name] for name in columns) for row in rows], [row_of(*each) for each in kept], question)
    assert {row["organization"] for row in rows} <= {place}
    assert {row["certainty"] for row in rows} <= {"certain"}


def test_the_days_within_are_asked_about(asked: Asked) -> None:
    for _ in rounds(25):
        (window, when), place = asked.window(), asked.place()
        there = list(asked.world.in_(place))

        check(asked, when, place, [each for each in there if each[2].meets(window)])
        through = [each for each in there if each[2].start <= window.start and window.stop <= each[2].end]
        check(asked, f"throughout {when}", place, through)


def test_what_is_measured_lies_within(asked: Asked) -> None:
    for _ in rounds(15):
        place, days = asked.place(), asked.random.randrange(1, 20)
        there = list(asked.world.in_(place))

        more = [each for each in there if each[2].end - each[2].start > days]
        check(asked, f"that held for more than {days} days", place, more)
        less = [each for each in there if each[2].end - each[2].start < days]
        check(asked, f"that held for less than {days} days", place, less)


def test_what_begins_and_ends_does_so_within(asked: Asked) -> None:
    for _ in rounds(15):
        (window, when), place = asked.window(), asked.place()
        there = list(asked.world.in_(place))

        check(asked, f"that began {when}", place, [each for each in there if each[2].start in window])
        check(asked, f"that ended {when}", place, [each for each in there if each[2].end in window])
        runs = list(asked.world.in_(place, is_whole=True))

        def of(each: tuple[str, str, Spell], runs: list[tuple[str, str, Spell]] = runs) -> Spell:
            return next(
                run
                for holder, office, run in runs
                if (holder, office) == each[:2] and run.start <= each[2].start < run.end
            )

        check(asked, f"that joined {when}", place, [each for each in there if of(each).start in window])
        check(asked, f"that left {when}", place, [each for each in there if of(each).end in window])


def test_conditions_cut_it_once_more(asked: Asked) -> None:
    for _ in rounds(20):
        (window, when), place = asked.window(), asked.place()
        holder, office = asked.random.choice(list(asked.world.tenures))
        during = without_values(asked.world.tenures[holder, office])

        kept = [
            (*each[:2], cut)
            for each in asked.world.in_(place)
            for run in during
            for cut in each[2].within(run.start, run.end)
            if cut.meets(window)
        ]
        check(asked, f"while {holder} holds {office} {when}", place, kept)


def test_comparisons_and_counts_are_of_those_there(asked: Asked) -> None:
    for _ in rounds(15):
        place, (one, other) = asked.place(), asked.random.sample(DAYS, 2)

        def on(day: int, place: str = place) -> dict[str, set[str]]:
            found: dict[str, set[str]] = {}
            for holder, _, spell in asked.world.in_(place):
                if spell.meets(range(day, day + 1)):
                    found.setdefault(holder, set()).add(spell.value)
            return found

        before, after = on(one), on(other)
        question = f"holders of any office in {place} as of {text(one)}"
        got = asked.ask(f"compare {question} with as of {text(other)}")
        by_day = asked.ask(
            f"count holders of any office in {place} by day between {text(one)} and {text(one)}"
        )

        sides = [
            (row["party"], bool(row["before"]), bool(row["after"]))
            for row in got
            if row["change"] != "changed"
        ]
        expected = [(id_, id_ in before, id_ in after) for id_ in {*before} ^ {*after}]
        same(sides, expected, question)
        assert [(row["certain"], row["possible"]) for row in by_day] == [(len(before), len(before))]


def test_the_history_is_of_those_there(asked: Asked) -> None:
    for place in ORGANIZATIONS:
        got = asked.ask(
            f"history of holders of any office in {place} between {text(DAYS.start)} and {text(DAYS[-1])}"
        )

        for day in DAYS:
            there = sorted(
                {holder for holder, _, spell in asked.world.in_(place) if spell.meets(range(day, day + 1))}
            )
            told = [
                row["certain"]
                for row in got
                if (row["from"] or "") <= text(day) and (row["to"] is None or text(day) < row["to"])
            ]
            assert [list(parties or ()) for parties in told] in ([there], [there] * bool(there)), (
                place,
                text(day),
            )


def test_changes_are_told_where_the_office_was(asked: Asked) -> None:
    for place in ORGANIZATIONS:
        expected = []
        for (holder, office), told in asked.world.tenures.items():
            there = [home for home in asked.world.homes[office] if home.value == place]
            for spell in told:
                if any(home.start <= spell.start < home.end for home in there):
                    expected.append(("took office", holder, office, date(spell.start)))
                if any(home.start < spell.end <= home.end for home in there):
                    expected.append(("left office", holder, office, date(spell.end)))

        got = asked.ask(f"changes in {place}")
        every = [row for row in asked.ask("changes in every organization") if row["organization"] == place]

        columns = "change", "party", "office", "date"
        for rows in (got, every):
            mine = [row for row in rows if not row["change"].startswith("office ")]
            same([tuple(row[name] for name in columns) for row in mine], expected, place)
        same([str(row) for row in got], [str(row) for row in every], place)
        for party in [place, *{holder for holder, _ in asked.world.tenures}]:
            mine = [str(row) for row in got if row["party"] == party]
            same(
                [str(row) for row in asked.ask(f"changes of {party} in {place}")], mine, f"{party} in {place}"
            )
            ever = asked.ask(f"changes of {party} in every organization")
            same([str(row) for row in ever if row["organization"] == place], mine, f"{party} in any")


def test_two_overlap_where_their_offices_were(asked: Asked) -> None:
    """MEANING.md, M66."""
    seen = 0
    for place, (one, other) in product(
        ORGANIZATIONS, product(sorted({who for who, _ in asked.world.tenures}), repeat=2)
    ):
        if one == other:
            continue
        days = {
            party: {
                day
                for holder, _, spell in asked.world.in_(place)
                if holder == party
                for day in DAYS
                if spell.meets(range(day, day + 1))
            }
            for party in (one, other)
        }

        got = asked.ask(f"overlap of {one} and {other} in {place}")

        told = {
            day
            for row in got
            for day in DAYS
            if (row["from"] or "") <= text(day) and (row["to"] is None or text(day) < row["to"])
        }
        assert told == days[one] & days[other], (one, other, place)
        ever = asked.ask(f"overlap of {one} and {other}")
        same([str(row) for row in ever if row["organization"] == place], [str(row) for row in got], place)
        seen += len(told)
    assert seen


def test_the_timeline_and_the_vacancies_are_of_the_days_there(asked: Asked) -> None:
    for place in ORGANIZATIONS:
        rows = [row for row in asked.ask(f"timeline of {place}") if row["track"] == "tenure"]

        told = [(row["party"], row["place"], row["value"], row["from"], row["to"]) for row in rows]
        same(told, [row_of(*each) for each in asked.world.in_(place)], place)

    for _ in rounds(10):
        (window, when), place = asked.window(), asked.place()

        vacant = asked.ask(f"vacancies of any office in {place} {when}")

        empty = {
            (row["office"], day)
            for row in vacant
            for day in window
            if (row["from"] or "") <= text(day) and (row["to"] is None or text(day) < row["to"])
        }
        expected = {
            (office, day)
            for office, day in product(OFFICES, window)
            if any(home.value == place and home.start <= day < home.end for home in asked.world.homes[office])
            and not any(
                spell.start <= day < spell.end
                for (_, held), told in asked.world.tenures.items()
                if held == office
                for spell in told
            )
        }
        assert empty == expected, (place, when)
        assert {row["certainty"] for row in vacant} <= {"certain"}
