"""Every operator on random worlds, precise and imprecise, answers as enumerating worlds and days does."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from oracle import operators as naive
from oracle.asked_world import NOW, Loaded, figures, held_in, of, parties, same
from oracle.operators import Together
from oracle.random_world import (
    DAYS,
    OFFICES,
    ORGANIZATIONS,
    STATES,
    STATUSES,
    Stated,
    World,
    rows,
    text,
)
from oracle.thoroughness import rounds

TODAY = date.fromisoformat(NOW).toordinal()

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


def spans(row: dict[str, Any]) -> tuple[tuple[int, int], tuple[int, int]]:
    start, end = Stated("", row["from"], row["to"]).bounds
    return (start.earliest, start.latest), (end.earliest, end.latest)


@pytest.mark.parametrize("conditions", [1, 2])
def test_while_keeps_the_days_of_both(world: Loaded, conditions: int) -> None:
    for _ in rounds(18):
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


def test_overlaps_are_of_each_two_members_while_both_are(world: Loaded) -> None:
    """Worked out from the days of each (MEANING.md, M46)."""
    for _ in rounds(18):
        seen, known = world.known()
        window, when = world.window()
        organization = world.random.choice([*ORGANIZATIONS, None])
        values = frozenset(world.random.sample(STATUSES, 2))
        first, second = sorted(values)
        place = organization or "every organization"
        question = f"overlaps of {first} members of {place} including {second} {when} {known}"

        got = world.ask(question)

        held = [
            (member, where, Together.of(whole))
            for (member, where), told in seen.memberships.items()
            if organization in (None, where)
            for whole, _ in naive.wholes(told, values)
        ]
        both = {
            (a, b, where, one.while_(other))
            for a, where, one in held
            for b, there, other in held
            if a < b and where == there
        }
        expected = [
            (a, b, where, (pair.starts, pair.ends), certainty)
            for a, b, where, pair in both
            if (certainty := pair.judged(window))
        ]
        columns = ("member", "other", "organization")
        found = [(*(row[name] for name in columns), spans(row), row["certainty"]) for row in got]
        same(found, expected, question)


def test_a_count_while_joins_the_pieces_of_a_party_first(world: Loaded) -> None:
    for _ in rounds(18):
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
    for _ in rounds(35):
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


def test_several_conditions_have_to_hold_and_without_a_date_it_is_by_today(world: Loaded) -> None:
    by_today = range(TODAY + 1, TODAY + 1)
    for _ in rounds(35):
        seen, known = world.known()
        random = world.random
        organization, status = random.choice(ORGANIZATIONS), random.choice(STATUSES)
        moments = random.sample(["joined", "left", "began", "ended", "returned"], 2)
        windows, words = [], []
        for moment in moments:
            dated = random.random() < 0.5
            day = random.choice(DAYS)
            relation = random.choice(["before", "after"]) if dated else "before"
            windows.append((relation, range(day, day + 1) if dated else by_today))
            words.append(f"{moment} {relation} {text(day)}" if dated else moment)
        said = random.choice([" and ", " that "]).join(words)
        question = f"{status} members of {organization} that {said} {known}"

        got = world.ask(question)

        expected = []
        for member, told in of(seen, organization).items():
            runs = [whole for whole, _ in naive.wholes(told, frozenset(fact.value for fact in told))]
            for row in rows(told):
                if row.value != status:
                    continue
                run = naive.run_of(row, told)
                verdicts = []
                for moment, (relation, window) in zip(moments, windows, strict=True):
                    ends = row if moment in ("began", "ended") else run
                    days = [world_[moment in ("left", "ended")] for world_ in ends.worlds]
                    verdicts.append(naive.happened(days, relation, window))
                    if moment == "returned":
                        verdicts.append(naive.came_back(run, runs))
                if certainty := naive.weakest(*verdicts):
                    expected.append((member, row.from_, row.to, certainty))
        same([(row["member"], row["from"], row["to"], row["certainty"]) for row in got], expected, question)


def test_that_held_for_measures_every_world(world: Loaded) -> None:
    for _ in rounds(35):
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


def test_ever_asks_for_all_time(world: Loaded) -> None:
    for _ in rounds(20):
        seen, known = world.known()
        organization, status = world.random.choice(ORGANIZATIONS), world.random.choice(STATUSES)
        words = world.random.choice(["{} ever", "{} at any time", "all {}"])
        question = f"{words.format(f'{status} members of {organization}')} {known}"

        got = world.ask(question)

        expected = [
            (member, row.from_, row.to, "certain")
            for member, told in of(seen, organization).items()
            for row in rows(told)
            if row.value == status
        ]
        same([(row["member"], row["from"], row["to"], row["certainty"]) for row in got], expected, question)


# ── sets and counts ──────────────────────────────────────────────────────────────────────────────


def test_sets_follow_kleene(world: Loaded) -> None:
    for _ in rounds(18):
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
    for _ in rounds(3):
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
    for _ in rounds(12):
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
