"""Offices that move from one organization to another, against what that means day by day (MEANING.md, M57)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from random import Random
from typing import Any, NamedTuple

import pytest

import tempodb
from both_engines import on_both
from oracle import operators as naive
from oracle.asked_world import figures, same
from oracle.loaded_world import VERSIONS
from oracle.operators import Together, Verdict
from oracle.random_world import DAYS, Row, Stated, Timeline, rows, text, timeline, written
from oracle.thoroughness import rounds
from tempodb.execution import view

PERSONS = [f"p{i}" for i in range(7)]
OFFICES = [f"f{i}" for i in range(7)]
ORGANIZATIONS = ["o0", "o1", "o2"]
CAPACITIES = ("substantive", "acting")
ANY_CAPACITY = frozenset(CAPACITIES)
ALWAYS = ""
"""How a beginning is written that is left out."""
Spans = tuple[tuple[int, int], tuple[int, int]]


class Moving(NamedTuple):
    """When each office belonged to which organization, and who held it when."""

    homes: dict[str, Timeline]
    tenures: dict[tuple[str, str], Timeline]

    def in_(self, organization: str, office: str) -> list[Row]:
        """Return when an office belonged to an organization."""
        return [row for row in rows(self.homes[office]) if row.value == organization]


class Asked(NamedTuple):
    """Two versions of a world, and the database that was told both."""

    random: Random
    versions: tuple[Moving, Moving]
    db: tempodb.Database

    def known(self) -> tuple[Moving, str]:
        at = self.random.randrange(2)
        return self.versions[at], f"known at {VERSIONS[at]}"

    def window(self) -> tuple[range, str]:
        start = self.random.choice(DAYS)
        end = min(start + self.random.choice([0, 0, 3, 20]), DAYS.stop - 1)
        return range(start, end + 1), f"between {text(start)} and {text(end)}"

    def ask(self, question: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.db.query(question).to_dicts()
        return found


def moving(random: Random) -> Moving:
    """Return a world in which each office belongs to up to three organizations, and some return."""
    homes = {office: _homes(random) for office in OFFICES}
    held = random.sample(list(product(PERSONS, OFFICES)), 28)
    return Moving(homes, {key: timeline(random, CAPACITIES) for key in held})


def _homes(random: Random) -> Timeline:
    count = random.choice([1, 2, 2, 3])
    days = sorted(random.sample(DAYS, 2 * count))
    facts: list[Stated] = []
    for i in range(count):
        meets = bool(facts) and random.random() < 0.7
        from_ = facts[-1].to if meets else written(random, days[2 * i], facts)
        if i == 0 and random.random() < 0.6:
            from_ = ALWAYS
        is_last = i == count - 1 and random.random() < 0.6
        to = None if is_last else written(random, days[2 * i + 1], [])
        assert from_ is not None
        facts.append(Stated(random.choice(ORGANIZATIONS), from_, to))
    return tuple(facts)


def dataset(world: Moving, random: Random) -> str:
    lines = ["tempodb: 1", "dataset: world", "persons:"]
    lines += [f"  {id_}: {{name: {id_}}}" for id_ in PERSONS]
    lines += ["organizations:", *(f"  {id_}: {{name: {id_}}}" for id_ in ORGANIZATIONS), "offices:"]
    for office, homes in world.homes.items():
        lines.append(f"  {office}:\n    title: {office}\n    seats: many\n    organization:")
        lines += [f"      - {{organization: {home.value}{_dates(home)}}}" for home in homes]
        if random.random() < 0.3:
            lines.append(f"      - {{organization: {random.choice(ORGANIZATIONS)}, standing: disputed}}")
    lines.append("tenures:")
    for (holder, office), told in world.tenures.items():
        said = f"  - {{holder: {holder}, office: {office}, capacity: "
        lines += [f"{said}{fact.value}{_dates(fact)}}}" for fact in told]
    return "\n".join(lines) + "\n"


def _dates(fact: Stated) -> str:
    begun = f', from: "{fact.from_}"' if fact.from_ else ""
    return begun + (f', to: "{fact.to}"' if fact.to else "")


@pytest.fixture(scope="module", params=["a world", "another", "a third"])
def told(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[tuple[Moving, Moving], tempodb.Database]]:
    random = Random(request.param)
    versions = moving(random), moving(random)
    file = tmp_path_factory.mktemp("world") / "world.yaml"
    with on_both(":memory:", "2012-06-01") as db:
        for version, at in zip(versions, VERSIONS, strict=True):
            file.write_text(dataset(version, random), encoding="utf-8")
            db.load(file, recorded_at=at)
        yield versions, db


@pytest.fixture(params=["by rows", "by columns"])
def asked(request: pytest.FixtureRequest, told: Any, monkeypatch: pytest.MonkeyPatch) -> Asked:
    monkeypatch.setattr(view, "FEW_CLAIMS", 10**9 if request.param == "by rows" else 0)
    return Asked(Random(request.node.name), *told)


# ── meaning ──────────────────────────────────────────────────────────────────────────────────────


def spans(row: dict[str, Any]) -> Spans:
    start, end = Stated("", row["from"] or ALWAYS, row["to"]).bounds
    return (start.earliest, start.latest), (end.earliest, end.latest)


def lies_within(row: Row, home: Row) -> bool:
    """Return whether *row* is within *home* in every world of both."""
    begun, over = max(start for start, _ in home.worlds), min(end for _, end in home.worlds)
    return all(begun <= start and end <= over for start, end in row.worlds)


def at_home(row: Row, homes: list[Row], window: range) -> Iterator[tuple[Spans, Verdict]]:
    """Yield what of *row* lies within *homes*, and how surely on some day of *window*."""
    whole = Together.of(row)
    if any(lies_within(row, home) for home in homes):
        yield (whole.starts, whole.ends), naive.on_some_day(row, window)
        return
    for home in homes:
        both = whole.while_(Together.of(home))
        yield (both.starts, both.ends), both.judged(window)


# ── questions ────────────────────────────────────────────────────────────────────────────────────


def test_holders_in_an_organization_are_cut_to_its_days(asked: Asked) -> None:
    for _ in rounds(25):
        (seen, known), (window, when) = asked.known(), asked.window()
        place = asked.random.choice(ORGANIZATIONS)
        question = f"holders of any office in {place} {when} {known}"

        got = asked.ask(question)

        expected = [
            (holder, office, place, row.value, days, certainty)
            for (holder, office), told in seen.tenures.items()
            for row in rows(told)
            for days, certainty in at_home(row, seen.in_(place, office), window)
            if certainty
        ]
        columns = "holder", "office", "organization", "capacity"
        found = [(*(row[name] for name in columns), spans(row), row["certainty"]) for row in got]
        same(found, expected, question)


def test_who_is_asked_about_by_office_or_person_is_told_whole(asked: Asked) -> None:
    for _ in rounds(25):
        (seen, known), (window, when) = asked.known(), asked.window()
        by = asked.random.choice(["office", "holder"])
        one = asked.random.choice(OFFICES if by == "office" else PERSONS)
        question = f"{'holders' if by == 'office' else 'offices'} of {one} {when} {known}"

        got = asked.ask(question)

        expected = [
            (holder, office, row.value, row.from_, row.to, certainty)
            for (holder, office), told in seen.tenures.items()
            if one == (office if by == "office" else holder)
            for row in rows(told)
            if (certainty := naive.on_some_day(row, window))
        ]
        columns = "holder", "office", "capacity", "from", "to", "certainty"
        same([tuple(row[name] for name in columns) for row in got], expected, question)


def test_each_row_names_what_the_office_belonged_to_last(asked: Asked) -> None:
    compared = 0
    for _ in rounds(25):
        (seen, known), (window, when) = asked.known(), asked.window()
        office = asked.random.choice(OFFICES)

        for row in asked.ask(f"holders of {office} {when} {known}"):
            told = rows(seen.tenures[row["holder"], office])
            piece = next(piece for piece in told if (piece.from_, piece.to) == (row["from"], row["to"]))
            day = min(window[-1], max(end for _, end in piece.worlds) - 1)
            there = [home.value for home in rows(seen.homes[office]) if day in home.certain]
            if there and day in DAYS:
                compared += 1
                assert [row["organization"]] == there, (when, row)
    assert compared


def test_a_holder_is_counted_where_the_office_was(asked: Asked) -> None:
    for _ in rounds(15):
        (seen, known), (window, when) = asked.known(), asked.window()
        place = asked.random.choice(ORGANIZATIONS)

        (got,) = asked.ask(f"count holders of any office in {place} {when} {known}")
        by_month = asked.ask(f"count holders of any office in {place} by month {when} {known}")

        def holders(days: range, seen: Moving = seen, place: str = place) -> dict[str, str]:
            found: dict[str, list[Verdict]] = {}
            for (holder, office), told in seen.tenures.items():
                for whole, _ in naive.wholes(told, ANY_CAPACITY):
                    verdicts = [sure for _, sure in at_home(whole, seen.in_(place, office), days)]
                    found.setdefault(holder, []).extend(verdicts)
            surest = {holder: naive.best(verdicts) for holder, verdicts in found.items()}
            return {holder: sure for holder, sure in surest.items() if sure}

        assert (got["certain"], got["possible"]) == figures(holders(window)), (place, when, known)
        for name, days in naive.buckets("month", window):
            (month,) = [row for row in by_month if row["period"] == name]
            within = range(max(days.start, window.start), min(days.stop, window.stop))
            assert (month["certain"], month["possible"]) in (figures(holders(days)), figures(holders(within)))


def test_offices_in_an_organization_are_those_that_were_there(asked: Asked) -> None:
    for _ in rounds(25):
        (seen, known), (window, when) = asked.known(), asked.window()
        place = asked.random.choice(ORGANIZATIONS)
        question = f"offices in {place} {when} {known}"

        got = asked.ask(question)

        held = {(row["office"], row["certainty"]) for row in got if row["holder"] is None}
        named = {row["office"] for row in got}
        expected = {
            office: sure
            for office in OFFICES
            if (sure := naive.best(naive.on_some_day(home, window) for home in seen.in_(place, office)))
        }
        assert named == set(expected), question
        assert held <= set(expected.items()), question


def test_changes_tell_when_an_office_came_and_went(asked: Asked) -> None:
    for version, at in zip(asked.versions, VERSIONS, strict=True):
        for place in ORGANIZATIONS:
            got = asked.ask(f"changes in {place} known at {at}")

            expected = [
                (change, office, date)
                for office in OFFICES
                for home in version.in_(place, office)
                for change, date in (("office added", home.from_), ("office removed", home.to))
                if date is not None
            ]
            moves = [row for row in got if row["change"].startswith("office ")]
            same([(row["change"], row["office"], row["date"]) for row in moves], expected, place)
