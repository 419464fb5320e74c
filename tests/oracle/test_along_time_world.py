"""What runs along time, compares two answers or two beliefs, answers as enumerating worlds and days does."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from oracle import operators as naive
from oracle.asked_world import Loaded, figures, held_in, parties, said, same
from oracle.loaded_world import VERSIONS
from oracle.random_world import (
    DAYS,
    NEVER,
    OFFICES,
    ORGANIZATIONS,
    PERSONS,
    STATES,
    STATUSES,
    Row,
    Stated,
    rows,
    text,
)
from oracle.thoroughness import rounds

# ── along time ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", ["", "union", "except", "intersect"])
def test_a_history_is_the_answer_on_each_day(world: Loaded, kind: str) -> None:
    """MEANING.md, M33."""
    for _ in rounds(6):
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
    for _ in rounds(15):
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
    for _ in rounds(8):
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
    for _ in rounds(3):
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
    for _ in rounds(15):
        seen, known = world.known()
        place = world.random.choice([*ORGANIZATIONS, "every organization"])
        of = world.random.choice([None, *{member for member, _ in seen.memberships}])
        window, when = world.window() if world.random.random() < 0.7 else (None, "")
        question = f"changes {f'of {of} ' if of else ''}in {place} {when} {known}"

        got = [row for row in world.ask(question) if row["office"] is None]

        expected = []
        for (member, organization), told in seen.memberships.items():
            is_asked = place in (organization, "every organization") and of in (None, member)
            for change in naive.changes(told, rows) if is_asked else ():
                if window is None:
                    certainty: str | None = "possible" if NEVER in change.days else "certain"
                else:
                    certainty = naive.happened(change.days, "in", window)
                if certainty:
                    said = (change.date, change.word, member, organization, change.status, certainty)
                    expected.append(said)
        told_of = ("date", "change", "party", "organization", "detail", "certainty")
        found = [tuple(row[column] for column in told_of) for row in got]
        assert not set(found) ^ set(expected), question
        same(found, expected, question)


@pytest.mark.parametrize("place", ["one", "every organization"])
def test_changes_of_a_person_are_those_in_the_offices_it_held(world: Loaded, place: str) -> None:
    """MEANING.md, M64."""
    for _ in rounds(8):
        _, known = world.known()
        where = world.random.choice(ORGANIZATIONS) if place == "one" else place
        person = world.random.choice(PERSONS)
        _, when = world.window() if world.random.random() < 0.5 else (None, "")

        got = world.ask(f"changes of {person} in {where} {when} {known}")

        everybody = world.ask(f"changes in {where} {when} {known}")
        expected = [row for row in everybody if row["party"] == person]
        same([str(row) for row in got], [str(row) for row in expected], f"{person} in {where} {when}")


# ── two answers, two beliefs ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("axis", ["valid", "known"])
def test_comparing_tells_what_two_answers_do_not_share(world: Loaded, axis: str) -> None:
    """MEANING.md, M35."""
    for _ in rounds(18):
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
    for member, where in world.random.sample(list(world.versions[0].memberships), 30)[: len(rounds(18))]:
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
    """MEANING.md, M10."""
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
