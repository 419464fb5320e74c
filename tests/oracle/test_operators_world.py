"""Every operator on random worlds, precise and imprecise, answers as enumerating worlds and days does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from random import Random
from typing import Any, NamedTuple

import pytest

import tempodb
from oracle import operators as naive
from oracle.loaded_world import VERSIONS, loaded_world
from oracle.operators import Together
from oracle.random_world import (
    DAYS,
    NEVER,
    OFFICES,
    ORGANIZATIONS,
    STATES,
    STATUSES,
    Row,
    Stated,
    Timeline,
    World,
    changed,
    precise_world,
    random_world,
    rows,
    text,
)

NOW = "2012-06-01"
TODAY = date.fromisoformat(NOW).toordinal()
CAPACITIES = ("substantive", "acting")


class Loaded(NamedTuple):
    """A random world in two versions, and the database that was told both."""

    random: Random
    versions: tuple[World, World]
    db: tempodb.Database

    def known(self) -> tuple[World, str]:
        """Return one version, and the clause that asks for it."""
        at = self.random.randrange(2)
        return self.versions[at], f"known at {VERSIONS[at]}"

    def window(self) -> tuple[range, str]:
        """Return a few days, and the clause that asks for them."""
        start = self.random.choice(DAYS)
        end = min(start + self.random.choice([0, 0, 3, 20]), DAYS.stop - 1)
        if start == end:
            return range(start, end + 1), f"as of {text(start)}"
        return range(start, end + 1), f"between {text(start)} and {text(end)}"

    def ask(self, question: str) -> list[dict[str, Any]]:
        """Return the rows, whose canonical text gives the same."""
        result = self.db.query(question)
        assert self.db.query(result.query).query == result.query
        found: list[dict[str, Any]] = result.to_dicts()
        return found


@pytest.fixture(scope="module", params=["imprecise", "imprecise again", "precise"])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    random = Random(request.param)
    if request.param == "precise":
        versions = (precise_world(random), precise_world(random))
    else:
        first = random_world(random)
        versions = (first, changed(random, first))
    with loaded_world(versions, tmp_path_factory.mktemp("world"), f"{NOW}T12:00:00Z") as db:
        yield Loaded(random, versions, db)


def of(world: World, organization: str) -> dict[str, Timeline]:
    return {member: told for (member, where), told in world.memberships.items() if where == organization}


def parties(world: World, organization: str, values: frozenset[str], window: range) -> dict[str, str]:
    """Return how surely each party has one of some statuses on some day of *window*."""
    found = {
        member: naive.best(naive.on_some_day(whole, window) for whole, _ in naive.wholes(told, values))
        for member, told in of(world, organization).items()
    }
    return {member: certainty for member, certainty in found.items() if certainty}


def figures(certainties: dict[str, str]) -> tuple[int, int]:
    return sum(certainty == "certain" for certainty in certainties.values()), len(certainties)


def same(got: list[tuple[Any, ...]], expected: list[tuple[Any, ...]], question: str) -> None:
    assert sorted(got, key=str) == sorted(expected, key=str), question


# ── while ────────────────────────────────────────────────────────────────────────────────────────


def condition(world: Loaded, seen: World) -> tuple[str, list[Together]]:
    """Return a random condition, and when it holds."""
    random = world.random
    if random.random() < 0.5:
        member, where = random.choice(list(seen.memberships))
        status = random.choice(STATUSES)
        found = naive.wholes(seen.memberships[member, where], frozenset([status]))
        return f"{member} is {status} in {where}", [Together.of(whole) for whole, _ in found]
    person, office = random.choice(list(seen.tenures))
    return f"{person} holds {office}", holding(seen, person, office)


def holding(seen: World, person: str, office: str) -> list[Together]:
    """Return when a person holds an office, in any capacity."""
    return [
        Together.of(term, term.certain | still)
        for holder, term, still in naive.terms(held_in(seen, office), OFFICES[office])
        if holder == person
    ]


def held_in(seen: World, office: str) -> dict[str, Timeline]:
    return {person: told for (person, where), told in seen.tenures.items() if where == office}


def spans(row: dict[str, Any]) -> tuple[tuple[int, int], tuple[int, int]]:
    start, end = Stated("", row["from"], row["to"]).bounds
    return (start.earliest, start.latest), (end.earliest, end.latest)


@pytest.mark.parametrize("conditions", [1, 2])
def test_while_keeps_the_days_of_both(world: Loaded, conditions: int) -> None:
    for _ in range(30):
        seen, known = world.known()
        window, when = world.window()
        organization, status = world.random.choice(ORGANIZATIONS), world.random.choice(STATUSES)
        said = [condition(world, seen) for _ in range(conditions)]
        throughout = len(window) == 1 and world.random.random() < 0.3
        when = when.replace("as of", "throughout") if throughout else when
        words = " ".join(f"while {text_}" for text_, _ in said)
        question = f"{status} members of {organization} {words} {when} {known}"

        got = world.ask(question)

        both = [
            (member, Together.of(row))
            for member, told in of(seen, organization).items()
            for row in rows(told)
            if row.value == status
        ]
        for _, when_held in said:
            both = [(member, row.while_(other)) for member, row in both for other in when_held]
        expected = [
            (member, (row.starts, row.ends), certainty)
            for member, row in both
            if (certainty := row.judged(window, throughout))
        ]
        same([(row["member"], spans(row), row["certainty"]) for row in got], expected, question)


def test_a_count_while_joins_the_pieces_of_a_party_first(world: Loaded) -> None:
    for _ in range(30):
        seen, known = world.known()
        window, when = world.window()
        organization = world.random.choice(ORGANIZATIONS)
        words, when_held = condition(world, seen)
        values = frozenset(world.random.sample(STATUSES, 2))
        first, second = sorted(values)
        question = f"count {first} members of {organization} including {second} while {words} {when} {known}"

        (got,) = world.ask(question)

        found = {
            member: naive.best(
                Together.of(whole).while_(other).judged(window)
                for whole, _ in naive.wholes(told, values)
                for other in when_held
            )
            for member, told in of(seen, organization).items()
        }
        expected = figures({member: certainty for member, certainty in found.items() if certainty})
        assert (got["certain"], got["possible"]) == expected, question


# ── that ─────────────────────────────────────────────────────────────────────────────────────────


def test_that_began_or_ended_asks_the_days_of_the_end(world: Loaded) -> None:
    for _ in range(60):
        seen, known = world.known()
        random = world.random
        organization, status = random.choice(ORGANIZATIONS), random.choice(STATUSES)
        moment = random.choice(["joined", "left", "began", "ended"])
        relation = random.choice(["in", "before", "after"])
        window, when = world.window()
        if when.startswith("between"):
            relation = "in"
        words = when if when.startswith("between") else f"{relation} {text(window.start)}"
        besides, beside = world.window() if random.random() < 0.4 else (None, "")
        question = f"{status} members of {organization} that {moment} {words} {beside} {known}"

        got = world.ask(question)

        expected = []
        for member, told in of(seen, organization).items():
            for row in rows(told):
                if row.value == status:
                    ends = naive.run_of(row, told) if moment in ("joined", "left") else row
                    days = [world_[moment in ("left", "ended")] for world_ in ends.worlds]
                    when_ = "certain" if besides is None else naive.on_some_day(row, besides)
                    certainty = naive.weakest(when_, naive.happened(days, relation, window))
                    if certainty:
                        expected.append((member, row.from_, row.to, certainty))
        same([(row["member"], row["from"], row["to"], row["certainty"]) for row in got], expected, question)


def test_that_held_for_measures_every_world(world: Loaded) -> None:
    for _ in range(60):
        seen, known = world.known()
        random = world.random
        organization, status = random.choice(ORGANIZATIONS), random.choice(STATUSES)
        number, unit = random.choice(
            [(7, "day"), (20, "day"), (45, "day"), (1, "week"), (3, "week"), (1, "month"), (1, "year")]
        )
        comparison = random.choice(["more", "less"])
        question = (
            f"{status} members of {organization} that held for {comparison} than {number} {unit}s {known}"
        )

        got = world.ask(question)

        expected = [
            (member, row.from_, row.to, certainty)
            for member, told in of(seen, organization).items()
            for row in rows(told)
            if row.value == status
            and (certainty := naive.lasted(row, comparison == "more", number, unit, TODAY))
        ]
        same([(row["member"], row["from"], row["to"], row["certainty"]) for row in got], expected, question)


# ── sets and counts ──────────────────────────────────────────────────────────────────────────────


def test_sets_follow_kleene(world: Loaded) -> None:
    for _ in range(30):
        random = world.random
        sides = []
        for _ in range(3):
            (seen, known), (window, when) = world.known(), world.window()
            organization, status = random.choice(ORGANIZATIONS), random.choice(STATUSES)
            told = parties(seen, organization, frozenset([status]), window)
            sides.append((f"{status} members of {organization} {when} {known}", told))
        one, other = (random.choice(["union", "intersect", "except"]) for _ in range(2))
        (a, left), (b, middle), (c, right) = sides
        nests = random.random() < 0.5
        question = f"{a} {one} ({b} {other} ({c}))" if nests else f"{a} {one} ({b}) {other} ({c})"

        got = world.ask(question)
        (counted,) = world.ask(f"count ({question})")

        expected = []
        for id_ in STATES:
            x, y, z = left.get(id_), middle.get(id_), right.get(id_)
            if nests:
                certainty = naive.kleene(one, x, naive.kleene(other, y, z))
            else:
                certainty = naive.kleene(other, naive.kleene(one, x, y), z)
            if certainty:
                expected.append((id_, certainty))
        same([(row["party"], row["certainty"]) for row in got], expected, question)
        assert (counted["certain"], counted["possible"]) == figures(dict(expected)), question


@pytest.mark.parametrize("granule", ["day", "month", "quarter", "year", "decade"])
def test_counts_by_a_granule_are_those_as_of_each(world: Loaded, granule: str) -> None:
    for _ in range(3):
        seen, known = world.known()
        window, when = world.window()
        when = f"between {text(window.start)} and {text(window.stop - 1)}"
        organization = world.random.choice(ORGANIZATIONS)
        values = frozenset(world.random.sample(STATUSES, 2))
        first, second = sorted(values)
        asked = f"{first} members of {organization} including {second}"

        got = world.ask(f"count {asked} {when} by {granule} {known}")
        every = world.ask(f"count {first} members of every organization by {granule} {when} {known}")

        expected = [
            (name, *figures(parties(seen, organization, values, days)))
            for name, days in naive.buckets(granule, window)
        ]
        assert [(row["period"], row["certain"], row["possible"]) for row in got] == expected, asked
        each = {(row["organization"], row["period"]): (row["certain"], row["possible"]) for row in every}
        for name, days in naive.buckets(granule, window):
            for where in ORGANIZATIONS:
                told = figures(parties(seen, where, frozenset([first]), days))
                assert each.get((where, name), (0, 0)) == told
        if granule == "day":
            (as_of,) = world.ask(f"count {asked} as of {expected[0][0]} {known}")
            assert (as_of["certain"], as_of["possible"]) == expected[0][1:]


def test_counts_by_a_granule_heed_every_clause(world: Loaded) -> None:
    random = world.random
    for _ in range(12):
        seen, known = world.known()
        organization, status = random.choice(ORGANIZATIONS), random.choice(STATUSES)
        words, _ = condition(world, seen)
        clause = random.choice(
            [
                f"while {words}",
                "that held for more than 2 weeks",
                f"that began after {text(random.choice(DAYS))}",
            ]
        )
        only = random.choice(["", "certainly", "possibly"])
        granule, name = random.choice([("month", "2001-01"), ("month", "2001-02"), ("day", "2001-01-20")])
        asked = f"{status} members of {organization} {clause}"

        (as_of,) = world.ask(f"count {asked} {only} as of {name} {known}")
        (by,) = world.ask(f"count ({asked} {only} as of {name} {known}) by {granule}")
        every = world.ask(
            f"count ({asked.replace(organization, 'every organization', 1)} {only} as of {name} {known}) by {granule}"
        )

        expected = as_of["certain"], as_of["possible"]
        assert (by["certain"], by["possible"]) == expected, asked
        mine = [row for row in every if row["organization"] == organization]
        assert [(row["certain"], row["possible"]) for row in mine] in (
            [expected],
            [] if expected == (0, 0) else [expected],
        )


# ── along time ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", ["", "union", "except", "intersect"])
def test_a_history_is_the_answer_on_each_day(world: Loaded, kind: str) -> None:
    for _ in range(6):
        seen, known = world.known()
        status, other = world.random.sample(STATUSES, 2)
        here, there = world.random.sample(ORGANIZATIONS, 2)
        asked = f"{status} members of {here} {known}"
        if kind:
            asked = f"{asked} {kind} ({other} members of {there} {known})"

        got = world.ask(f"history of ({asked})")

        for day in DAYS:
            expected = parties(seen, here, frozenset([status]), range(day, day + 1))
            if kind:
                right = parties(seen, there, frozenset([other]), range(day, day + 1))
                put = {id_: naive.kleene(kind, expected.get(id_), right.get(id_)) for id_ in STATES}
                expected = {id_: certainty for id_, certainty in put.items() if certainty}
            on = [row for row in got if day in naive.days_between(row["from"], row["to"])]
            told = {id_: word for row in on for word in ("certain", "possible") for id_ in row[word]}
            assert told == expected, (asked, text(day))
        for before, after in pairwise(got):
            assert before["to"] == after["from"]
            assert (before["certain"], before["possible"]) != (after["certain"], after["possible"])


def test_when_is_whether_on_each_day(world: Loaded) -> None:
    for _ in range(25):
        seen, known = world.known()
        values = frozenset(world.random.sample(STATUSES, 2))
        first, second = sorted(values)
        member, where = world.random.choice(list(seen.memberships))
        asked = f"{member} is {first} in {where} including {second} {known}"

        got = world.ask(f"when {asked}")
        days = world.random.sample(DAYS, 4)
        answers = [world.ask(f"whether {asked} as of {text(day)}")[0]["answer"] for day in days]

        found = [whole for whole, _ in naive.wholes(seen.memberships[member, where], values)]
        same([(row["from"], row["to"]) for row in got], [(w.from_, w.to) for w in found], asked)
        certain = set().union(
            *(naive.days_between(row["certain_from"], row["certain_to"]) for row in got if _is_sure(row))
        )
        possible = set().union(*(naive.days_between(row["possible_from"], row["possible_to"]) for row in got))
        assert certain == set().union(*(whole.certain for whole in found)), asked
        assert possible == set().union(*(whole.possible for whole in found)), asked
        expected = ["yes" if day in certain else "possibly" if day in possible else "no" for day in days]
        assert answers == expected, asked


def _is_sure(row: dict[str, Any]) -> bool:
    return row["certain_from"] is not None or row["certain_to"] is not None


def test_an_office_is_vacant_on_the_days_without_holders(world: Loaded) -> None:
    for _ in range(8):
        seen, known = world.known()
        for office, seats in OFFICES.items():
            question = f"vacancies of {office} between {text(DAYS.start)} and {text(DAYS.stop - 1)} {known}"

            got = world.ask(question)

            found = list(naive.terms(held_in(seen, office), seats))
            expected = {day: certainty for day in DAYS if (certainty := naive.vacant(found, day))}
            told = {
                day: row["certainty"] for row in got for day in naive.days_between(row["from"], row["to"])
            }
            assert told == expected, question
            for before, after in pairwise(got):
                assert before["to"] < after["from"] or before["certainty"] != after["certainty"]


def test_whoever_is_asked_of_an_office_the_holders_are_the_same(world: Loaded) -> None:
    for _ in range(3):
        seen, known = world.known()
        for office, seats in OFFICES.items():
            terms = list(naive.terms(held_in(seen, office), seats))
            history = world.ask(f"history of holders of {office} {known}")
            for day in world.random.sample(DAYS, 6):
                expected: dict[str, str] = {}
                for holder, term, still in terms:
                    word = "certain" if day in term.certain else "possible" if day in still else None
                    expected |= {holder: word} if word and expected.get(holder) != "certain" else {}

                (count,) = world.ask(f"count holders of {office} as of {text(day)} {known}")
                on = [row for row in history if day in naive.days_between(row["from"], row["to"])]
                person = world.random.choice(sorted(held_in(seen, office)))
                (answer,) = world.ask(f"whether {person} holds {office} as of {text(day)} {known}")

                assert (count["certain"], count["possible"]) == figures(expected), (office, text(day))
                assert {p: w for row in on for w in ("certain", "possible") for p in row[w]} == expected
                yes = {"certain": "yes", "possible": "possibly", None: "no"}
                assert answer["answer"] == yes[expected.get(person)], (office, person, text(day))


def test_changes_are_the_ends_of_runs_and_statuses(world: Loaded) -> None:
    for _ in range(25):
        seen, known = world.known()
        organization = world.random.choice(ORGANIZATIONS)
        window, when = world.window() if world.random.random() < 0.7 else (None, "")
        question = f"changes in {organization} {when} {known}"

        got = [row for row in world.ask(question) if row["office"] is None]

        expected = []
        for member, told in of(seen, organization).items():
            for change in naive.changes(told, rows):
                if window is None:
                    certainty: str | None = "possible" if NEVER in change.days else "certain"
                else:
                    certainty = naive.happened(change.days, "in", window)
                if certainty:
                    expected.append((change.date, change.word, member, change.status, certainty))
        found = [(row["date"], row["change"], row["party"], row["detail"], row["certainty"]) for row in got]
        assert not set(found) ^ set(expected), question
        same(found, expected, question)


# ── two answers, two beliefs ─────────────────────────────────────────────────────────────────────


def said(seen: World, organization: str, status: str, window: range, with_dates: bool) -> dict[str, str]:
    """Return what a row says of each party."""
    words: dict[str, set[str]] = {}
    for member, told in of(seen, organization).items():
        for row in rows(told):
            certainty = naive.on_some_day(row, window) if row.value == status else None
            if certainty:
                dates = f" {row.from_} to {row.to or 'ongoing'}" if with_dates else ""
                unsure = " (possible)" if certainty == "possible" else ""
                words.setdefault(member, set()).add(f"{row.value}{dates}{unsure}")
    return {member: "; ".join(sorted(pieces)) for member, pieces in words.items()}


@pytest.mark.parametrize("axis", ["valid", "known"])
def test_comparing_tells_what_two_answers_do_not_share(world: Loaded, axis: str) -> None:
    for _ in range(30):
        organization, status = world.random.choice(ORGANIZATIONS), world.random.choice(STATUSES)
        (window, when), (other, then) = world.window(), world.window()
        seen, known = world.known()
        asked = f"compare {status} members of {organization} {when}"
        if axis == "valid":
            question = f"{asked} {known} with {then}"
            is_one = window == other
            before, after = (said(seen, organization, status, days, is_one) for days in (window, other))
        else:
            question = f"{asked} known at {VERSIONS[0]} with known at {VERSIONS[1]}"
            before, after = (said(seen, organization, status, window, True) for seen in world.versions)

        got = world.ask(question)

        expected = [
            (
                id_,
                "added" if id_ not in before else "removed" if id_ not in after else "changed",
                before.get(id_),
                after.get(id_),
            )
            for id_ in STATES
            if before.get(id_) != after.get(id_)
        ]
        same([(r["party"], r["change"], r["before"], r["after"]) for r in got], expected, question)


def test_revisions_are_what_was_believed_at_each_instant(world: Loaded) -> None:
    for member, where in world.random.sample(list(world.versions[0].memberships), 30):
        got = world.ask(f"revisions of {member} in {where}")

        for at, recorded in enumerate(VERSIONS):
            instant = f"{recorded}T00:00:00.000000Z"
            visible = [
                r for r in got if r["recorded_from"] <= instant and (r["recorded_to"] or "9") > instant
            ]
            believed = rows(world.versions[at].memberships[member, where])
            for value in STATUSES:
                told = [Row("", *_joined(r), _worlds(r)) for r in visible if r["status"] == value]
                expected = [row for row in believed if row.value == value]
                possible = set().union(*(row.possible for row in expected))
                # Where a claim is cut at imprecise dates, its parts say less than the whole.
                assert possible <= set().union(*(row.possible for row in told)), (member, where, value)
        for row in got:
            assert row["recorded_from"] in {f"{at}T00:00:00.000000Z" for at in VERSIONS}
            assert row["recorded_to"] in {None, f"{VERSIONS[1]}T00:00:00.000000Z"}


def _joined(row: dict[str, Any]) -> tuple[str, str | None]:
    return row["from"], row["to"]


def _worlds(row: dict[str, Any]) -> frozenset[tuple[int, int]]:
    from oracle.random_world import candidates

    start, end = Stated("", row["from"], row["to"]).bounds
    return frozenset((f, t) for f in candidates(start) for t in candidates(end) if f < t)


def test_precise_worlds_have_certain_answers_alone(world: Loaded) -> None:
    if any(
        len(row.worlds) > 1
        for seen in world.versions
        for told in seen.memberships.values()
        for row in rows(told)
    ):
        return
    for organization in ORGANIZATIONS:
        for asked in (
            f"members of {organization} as of 2001-01-20",
            f"changes in {organization}",
            f"history of members of {organization}",
        ):
            for row in world.ask(asked):
                assert row.get("certainty", "certain") == "certain"
                assert not row.get("possible")
