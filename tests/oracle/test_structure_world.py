"""Bodies, predecessors and names in random structures answer as enumerating worlds and days does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest

import tempodb
from both_engines import on_both
from oracle import operators as naive
from oracle import structure as meaning
from oracle.loaded_world import VERSIONS
from oracle.random_world import DAYS, NEVER, STATES, STATUSES, text
from oracle.structure import BODIES, ORGANIZATIONS, TOP, Structure
from oracle.thoroughness import rounds

NOW = "2012-06-01T12:00:00Z"


class Loaded(NamedTuple):
    """A random structure in two versions, and the database that was told both."""

    random: Random
    versions: tuple[Structure, Structure]
    db: tempodb.Database

    def known(self) -> tuple[Structure, str]:
        """Return one version, and the clause that asks for it."""
        at = self.random.randrange(2)
        return self.versions[at], f"known at {VERSIONS[at]}"

    def window(self) -> tuple[range, str]:
        """Return a few days, and the clause that asks for them."""
        start = self.random.choice(DAYS)
        end = min(start + self.random.choice([0, 0, 3, 20]), DAYS.stop - 1)
        return range(start, end + 1), f"between {text(start)} and {text(end)}"

    def ask(self, question: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.db.query(question).to_dicts()
        return found


@pytest.fixture(scope="module", params=["imprecise", "imprecise again", "precise"])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    random = Random(request.param)
    versions = tuple(meaning.random_structure(random, request.param == "precise") for _ in VERSIONS)
    folder: Path = tmp_path_factory.mktemp("structure")
    with on_both(folder / "world.db", NOW) as db:
        for structure, recorded_at in zip(versions, VERSIONS, strict=True):
            (folder / "world.yaml").write_text(meaning.dataset(structure), encoding="utf-8")
            db.load(folder / "world.yaml", recorded_at=recorded_at)
        yield Loaded(random, (versions[0], versions[1]), db)


def same(got: list[tuple[Any, ...]], expected: list[tuple[Any, ...]], question: str) -> None:
    assert sorted(got, key=str) == sorted(expected, key=str), question


def surest(judged: list[meaning.Judgement]) -> dict[tuple[str, str], str | None]:
    """Return how surely each member is one of each organization."""
    found = {(member, where) for member, where, _, _ in judged}
    return {pair: naive.best(row[3] for row in judged if row[:2] == pair) for pair in found}


def figures(judged: list[meaning.Judgement]) -> tuple[int, int]:
    found = {row[0]: naive.best(other[3] for other in judged if other[0] == row[0]) for row in judged}
    return sum(certainty == "certain" for certainty in found.values()), len(found)


def told(rows: list[dict[str, Any]]) -> list[meaning.Judgement]:
    return [
        (row["member"], row["organization"], meaning.spans(row["from"], row["to"]), row["certainty"])
        for row in rows
    ]


def test_members_including_bodies_are_those_of_bodies_while_they_were_bodies(world: Loaded) -> None:
    for _ in rounds(30):
        (seen, known), (window, when) = world.known(), world.window()
        organization = world.random.choice([TOP, TOP, *BODIES])
        values = frozenset(world.random.sample(STATUSES, world.random.choice([1, 2])))
        first, *more = sorted(values)
        question = (
            f"{first} members of {organization} including {', '.join([*more, 'bodies'])} {when} {known}"
        )

        got = told(world.ask(question))

        expected = list(meaning.members(seen, organization, values, window))
        expected += meaning.members_of_bodies(seen, organization, values, window)
        assert surest(got) == surest(expected), question
        reached = [body for body, _ in meaning.ways(seen, organization)]
        plainly = {organization, *(body for body in reached if reached.count(body) == 1)}
        same(
            [row for row in got if row[1] in plainly],
            [row for row in expected if row[1] in plainly],
            question,
        )


def test_counts_including_bodies_join_the_pieces_of_a_party_first(world: Loaded) -> None:
    for _ in rounds(4):
        (seen, known), (window, when) = world.known(), world.window()
        values = frozenset(world.random.sample(STATUSES, 2))
        first, second = sorted(values)
        question = f"count {first} members of {TOP} including {second}, bodies by day {when} {known}"

        got = world.ask(question)

        expected = []
        for name, days in naive.buckets("day", window):
            found = [
                *meaning.members(seen, TOP, values, days, joined=True),
                *meaning.members_of_bodies(seen, TOP, values, days, joined=True),
            ]
            expected.append((name, *figures(found)))
        assert [(row["period"], row["certain"], row["possible"]) for row in got] == expected, question


def test_members_including_predecessors_are_those_of_all_that_was_succeeded(world: Loaded) -> None:
    for _ in rounds(20):
        (seen, known), (window, when) = world.known(), world.window()
        status = world.random.choice(STATUSES)
        question = f"{status} members of {TOP} including predecessors {when} {known}"

        got = told(world.ask(question))

        expected = [
            row
            for organization in (TOP, *meaning.predecessors(seen, TOP))
            for row in meaning.members(seen, organization, frozenset([status]), window)
        ]
        same(got, expected, question)


@pytest.mark.parametrize("asked", ["predecessors", "bodies", "predecessors, bodies", "history"])
def test_periods_are_those_there_and_in_what_is_included(world: Loaded, asked: str) -> None:
    """MEANING.md, M64."""
    for _ in rounds(15):
        (seen, known), (window, when) = world.known(), world.window()
        party = world.random.choice(STATES)
        question = f"periods of {party} in {TOP} including {asked} {when} {known}"
        if asked == "history":
            question = f"history of {party} in {TOP} {when} {known}"

        got = told(world.ask(question))

        of_before = () if asked == "bodies" else meaning.predecessors(seen, TOP)
        values = frozenset(STATUSES)
        expected = [
            row
            for organization in (TOP, *of_before)
            for row in meaning.members(seen, organization, values, window)
        ]
        if "bodies" in asked:
            expected += meaning.members_of_bodies(seen, TOP, values, window)
        mine = [row for row in expected if row[0] == party]
        assert surest(got) == surest(mine), question
        if "bodies" not in asked:
            same(got, mine, question)


def test_names_without_dates_last_as_long_as_the_party(world: Loaded) -> None:
    for _ in rounds(25):
        (seen, known), (window, when) = world.known(), world.window()
        party = world.random.choice(ORGANIZATIONS)
        question = f"names of {party} {when} {known}"

        got = world.ask(question)

        expected = [
            (name.value, name.from_, name.to, certainty)
            for name in meaning.names(seen, party)
            if (certainty := naive.on_some_day(name, window))
        ]
        same([(row["name"], row["from"], row["to"], row["certainty"]) for row in got], expected, question)


def test_bodies_without_dates_last_as_long_as_the_body(world: Loaded) -> None:
    for _ in rounds(25):
        (seen, known), (window, when) = world.known(), world.window()
        organization = world.random.choice([TOP, *BODIES])
        question = f"bodies of {organization} {when} {known}"

        got = world.ask(question)

        expected = [
            (body, part.from_, part.to, certainty)
            for body, part in meaning.parts(seen, organization)
            if (certainty := naive.on_some_day(part, window))
        ]
        same([(row["body"], row["from"], row["to"], row["certainty"]) for row in got], expected, question)


def test_changes_tell_of_names_and_bodies_and_of_the_organization_itself(world: Loaded) -> None:
    words = {"renamed", "body added", "body removed", "founded", "dissolved"}
    for _ in rounds(25):
        seen, known = world.known()
        window, when = world.window() if world.random.random() < 0.7 else (None, "")
        place = world.random.choice([TOP, *BODIES, "every organization"])
        of = world.random.choice([None, None, TOP, *BODIES])
        question = f"changes {f'of {of} ' if of else ''}in {place} {when} {known}"

        got = [row for row in world.ask(question) if row["change"] in words]

        expected = []
        among = ORGANIZATIONS if place == "every organization" else [place]
        for organization in among:
            for party, change in meaning.changes(seen, organization):
                if window is None:
                    certainty: str | None = "possible" if NEVER in change.days else "certain"
                else:
                    certainty = naive.happened(change.days, "in", window)
                if certainty and change.date is not None and of in (None, party):
                    expected.append((change.date, change.word, party, organization, certainty))
        told_of = ("date", "change", "party", "organization", "certainty")
        same([tuple(row[column] for column in told_of) for row in got], expected, question)


def test_a_timeline_is_the_answers_of_which_it_is_made(world: Loaded) -> None:
    for organization in ORGANIZATIONS:
        seen, known = world.known()

        got = world.ask(f"timeline of {organization} {known}")

        always = f"between 0001 and 9999 {known}"
        life = meaning.life(seen, organization)
        expected = [("existence", organization, life.from_, life.to)] if any(seen.lives[organization]) else []
        for track, whom, question in (
            ("name", "party", f"names of {organization} {known}"),
            ("member", "member", f"members of {organization} including any status {always}"),
            ("body", "body", f"bodies of {organization} {always}"),
        ):
            expected += [(track, row[whom], row["from"], row["to"]) for row in world.ask(question)]
        same(
            [(r["track"], r["party"], r["from"], r["to"]) for r in got if r["track"] != "event"],
            expected,
            organization,
        )
        met = [day for body, day in seen.meetings if body == organization]
        assert sorted(row["from"] for row in got if row["track"] == "event") == sorted(met)
