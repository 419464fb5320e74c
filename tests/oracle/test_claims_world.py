"""What is said about claims in random worlds: coverage, conflicts, timelines and reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest

import tempodb
from oracle import operators as naive
from oracle.loaded_world import VERSIONS, loaded_world
from oracle.random_world import (
    DAYS,
    OFFICES,
    ORGANIZATIONS,
    PERSONS,
    STATES,
    STATUSES,
    Row,
    Stated,
    World,
    changed_versions,
    precise_versions,
    rows,
    text,
    timeline,
)
from oracle.thoroughness import rounds
from tempodb.temporal.date_reader import read_date

NOW = "2012-06-01T12:00:00Z"
INSTANTS = tuple(f"{version}T00:00:00.000000Z" for version in VERSIONS)
EVERY_DAY = range(DAYS.start - 100, DAYS.stop + 100)
"""The calendar, with enough before and after it for whatever a month or year that touches it covers."""


class Loaded(NamedTuple):
    """A random world in two versions, what others say beside it, and the database that was told all."""

    random: Random
    versions: tuple[World, World]
    covered: dict[str, set[int]]
    disputed: dict[tuple[str, str], Stated]
    db: tempodb.Database

    def ask(self, question: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.db.query(question).to_dicts()
        return found


@pytest.fixture(scope="module", params=["imprecise", "precise"])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    random = Random(request.param)
    versions = precise_versions(random) if request.param == "precise" else changed_versions(random)
    folder = tmp_path_factory.mktemp("world")
    with loaded_world(versions, folder, NOW) as db:
        covered: dict[str, set[int]] = {}
        for number in range(2):
            said = {where: interval(random) for where in random.sample(ORGANIZATIONS, 4)}
            load(db, folder, f"coverage{number}", [f"coverage: {{{_pairs(said)}}}"], f"2012-02-0{number + 1}")
            for where, (first_day, last_day) in said.items():
                covered[where] = covered.get(where, set()) | days_of(first_day, last_day)
        keys = random.sample(list(versions[1].memberships), 20)
        disputed = {key: timeline(random, STATUSES)[0] for key in keys}
        rumours = ["defaults: {standing: disputed}", "memberships:", *_entries(disputed)]
        load(db, folder, "rumours", rumours, "2012-03-01")
        yield Loaded(random, versions, covered, disputed, db)


def load(db: tempodb.Database, folder: Path, name: str, lines: Sequence[str], at: str) -> None:
    path = folder / f"{name}.yaml"
    path.write_text("\n".join(["tempodb: 1", f"dataset: {name}", *lines, ""]), encoding="utf-8")
    db.load(path, recorded_at=at)


def _pairs(said: dict[str, tuple[str, str]]) -> str:
    return ", ".join(f'{where}: "{first}/{last}"' for where, (first, last) in said.items())


def _entries(stated: dict[tuple[str, str], Stated]) -> Iterator[str]:
    for (member, of), fact in stated.items():
        end = "" if fact.to is None else f', to: "{fact.to}"'
        yield f'  - {{member: {member}, of: {of}, status: {fact.value}, from: "{fact.from_}"{end}}}'


def window(random: Random) -> tuple[range, str]:
    start = random.choice(DAYS)
    end = min(start + random.choice([0, 0, 3, 20]), DAYS.stop - 1)
    return range(start, end + 1), f"between {text(start)} and {text(end)}"


# ── coverage ─────────────────────────────────────────────────────────────────────────────────────


def interval(random: Random) -> tuple[str, str]:
    """Return the first and the last day, month or year of what a dataset is complete for."""
    first, last = sorted(random.sample(DAYS, 2))
    begins = [text(first), text(first)[:7], "2001", ".."]
    ends = [text(last), text(last)[:7], text(last)[:7], ".."]
    return random.choice(begins), random.choice(ends)


def days_of(first: str, last: str) -> set[int]:
    """Return the days from the first of the one through the last of the other."""
    start = EVERY_DAY.start if first == ".." else read_date(first).earliest
    end = EVERY_DAY.stop if last == ".." else read_date(last).latest
    return {day for day in EVERY_DAY if start <= day <= end}


def lies(days: range, covered: set[int] | None) -> str | None:
    inside = {day in covered for day in days} if covered is not None else set()
    return {frozenset([True]): "inside", frozenset([False]): "outside"}.get(
        frozenset(inside), "partly" if inside else None
    )


def test_whether_is_unknown_only_outside_of_what_is_covered(world: Loaded) -> None:
    """MEANING.md, M23, M33."""
    seen, random = world.versions[1], world.random
    for _ in rounds(150):
        (member, where), (days, when) = random.choice(list(seen.memberships)), window(random)
        status = random.choice(STATUSES)
        question = f"whether {member} is {status} in {where} {when}"

        ((answer,),) = (row.values() for row in world.ask(question))

        found = naive.wholes(seen.memberships[member, where], frozenset([status]))
        certainty = naive.best(naive.on_some_day(whole, days) for whole, _ in found)
        absent = "no" if lies(days, world.covered.get(where)) in (None, "inside") else "unknown"
        expected = {"certain": "yes", "possible": "possibly", None: absent}[certainty]
        assert answer == expected, question


def test_counts_say_how_a_period_lies_to_what_is_covered(world: Loaded) -> None:
    random = world.random
    for _ in rounds(12):
        where, (days, when) = random.choice(ORGANIZATIONS), window(random)
        granule = random.choice(["day", "month"])
        question = f"count members of {where} by {granule} {when}"

        got = world.ask(question)
        every = world.ask(question.replace(where, "every organization"))

        covered = world.covered.get(where)
        expected = {name: lies(inside, covered) for name, inside in naive.buckets(granule, days)}
        assert {row["period"]: row["coverage"] for row in got} == expected, question
        for row in every:
            if row["organization"] == where:
                assert row["coverage"] == expected[row["period"]], question


# ── conflicts ────────────────────────────────────────────────────────────────────────────────────


def test_every_disputed_claim_is_a_conflict_beside_what_is_accepted(world: Loaded) -> None:
    """MEANING.md, M24."""
    seen = world.versions[1]
    for where in ORGANIZATIONS:
        for days, when in [(None, ""), window(world.random), window(world.random)]:
            question = f"conflicts in {where} {when}"

            got = [row for row in world.ask(question) if row["standing"] == "disputed"]

            expected = {}
            for (member, of), fact in world.disputed.items():
                (rumour,) = rows((fact,))
                certainty = "certain" if days is None else naive.on_some_day(rumour, days)
                if of == where and certainty:
                    expected[member] = (rumour.value, rumour.from_, rumour.to, certainty)
            told = {row["member"]: (row["status"], row["from"], row["to"], row["certainty"]) for row in got}
            assert told == expected, question
            assert len(got) == len(expected), question
            for row in got:
                (rumour,) = rows((world.disputed[row["member"], where],))
                for accepted in rows(seen.memberships[row["member"], where]):
                    if days is None and accepted.certain & rumour.certain:
                        assert f"{accepted.value} from {accepted.from_}" in row["other"], question


def test_more_certain_substantive_holders_than_seats_are_a_conflict(world: Loaded) -> None:
    """MEANING.md, M24."""
    seen, found_any = world.versions[1], False
    for where in ORGANIZATIONS:
        question = f"conflicts in {where}"

        got = {
            (row["holder"], row["office"], row["from"], row["to"])
            for row in world.ask(question)
            if row["holder"] and day_of(row) in DAYS
        }

        expected = set()
        for office, seats in OFFICES.items():
            held = substantive(seen, office)
            for day in DAYS if office.startswith(f"{where}/") else ():
                there = [(holder, row) for holder, row in held if day in row.certain]
                if len({holder for holder, _ in there}) > seats:
                    expected |= {(holder, office, row.from_, row.to) for holder, row in there}
        assert got == expected, question
        found_any = found_any or bool(got)
    assert found_any


def day_of(row: dict[str, Any]) -> int:
    """Return the first day on which there were too many; all that is ongoing meets on the last of all days."""
    *_, day, _ = row["other"].split()
    return date.fromisoformat(day).toordinal()


def substantive(seen: World, office: str) -> list[tuple[str, Row]]:
    return [
        (holder, row)
        for (holder, where), told in seen.tenures.items()
        for row in rows(told)
        if where == office and row.value == "substantive"
    ]


# ── all of it, and why ───────────────────────────────────────────────────────────────────────────


def test_a_timeline_is_the_answers_of_which_it_is_made(world: Loaded) -> None:
    always = "between 0001 and 9999"
    for party in (*ORGANIZATIONS, *STATES[:4], *PERSONS[:4]):
        got = world.ask(f"timeline of {party}")

        is_person, is_organization = party in PERSONS, party in ORGANIZATIONS
        tracks = {"name": world.ask(f"names of {party}")}
        if is_organization:
            tracks["member"] = world.ask(f"members of {party} including any status {always}")
            tracks["tenure"] = world.ask(f"holders of any office in {party} {always}")
        else:
            tracks["membership"] = world.ask(f"organizations of {party} including any status {always}")
        if is_person:
            tracks["tenure"] = world.ask(f"offices of {party} {always}")
        expected = sorted(
            (track, *_about(track, row), row["from"], row["to"], row["standing"], row["sources"])
            for track, found in tracks.items()
            for row in found
        )
        keys = ("track", "party", "place", "value", "from", "to", "standing", "sources")
        assert sorted((tuple(row[key] for key in keys) for row in got), key=str) == sorted(expected, key=str)


def _about(track: str, row: dict[str, Any]) -> tuple[str, str | None, str]:
    if track == "name":
        return row["party"], None, row["name"]
    if track == "tenure":
        return row["holder"], row["office"], row["capacity"]
    return row["member"], row["organization"], row["status"]


def test_why_tells_the_rows_that_answer_and_claims_that_stood_by_then(world: Loaded) -> None:
    random = world.random
    for _ in rounds(60):
        at = random.randrange(2)
        seen = world.versions[at]
        (member, where), (days, when) = random.choice(list(seen.memberships)), window(random)
        about = f"{member} in {where} {when} known at {INSTANTS[at]}"

        got = world.ask(f"why {about}")

        told = [(r["from"], r["to"], r["certainty"], r["sources"]) for r in got if r["what"] == "answer"]
        status = world.ask(f"status of {about}")
        assert told == [(r["from"], r["to"], r["certainty"], r["sources"]) for r in status], about
        assert any(row["what"] == "absent" for row in got) == (not status), about
        timelines = [version.memberships[member, where] for version in world.versions]
        answering = [row for row in rows(timelines[at]) if naive.on_some_day(row, days)]
        behind = [
            fact
            for row in answering
            for whole, chain in naive.wholes(timelines[at], frozenset([row.value]))
            if (whole.from_, whole.to) == (row.from_, row.to)
            for fact in chain
        ]
        expected = [INSTANTS[0] if fact in timelines[0] else INSTANTS[1] for fact in behind]
        claims = [row for row in got if row["what"] == "claim"]
        assert sorted(row["recorded_at"] for row in claims) == sorted(expected), about
        assert all(row["withdrawn_at"] is None for row in claims), about
        withdrawn = [row for row in got if row["what"] == "withdrawn"]
        assert all(row["recorded_at"] <= row["withdrawn_at"] <= INSTANTS[at] for row in withdrawn), about
        dropped = [fact for fact in timelines[0] if at and fact not in timelines[1]]
        assert len(withdrawn) == len(dropped), about
