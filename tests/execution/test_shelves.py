"""What a shelf yields is what the plain operators make of all its rows, and no key that can show is left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from itertools import chain
from random import Random

import pytest

from oracle.thoroughness import rounds
from tempodb.execution.allowance import Allowance
from tempodb.execution.pages import Page, facts_of, held_at_some_time, held_ever, held_together, near, page_of
from tempodb.execution.shelves import BeliefShelf, ShelvedRow, block_of
from tempodb.temporal.bounds import ALWAYS, FIRST_DAY, NEVER, Bound, edtf
from tempodb.temporal.facts import Fact, Quantifier, Standing, intersection, judge
from tempodb.temporal.instants import FOREVER
from tempodb.temporal.merging import rejoined
from tempodb.temporal.periods import Certainty, Period, Window, tighten
from tempodb.temporal.timelines import coalesce, narrow

DAY = 730_000
INSTANTS = range(1, 6)


def end_of(random: Random, day: int) -> tuple[int, int]:
    """Return the candidates of an end: exact, vague, one-sided, unknown or open."""
    match random.choice(["day"] * 6 + ["range"] * 3 + ["until", "since", "unknown", "always", "never"]):
        case "day":
            return day, day
        case "range":
            return day, day + random.choice([1, 30, 365])
        case "until":
            return FIRST_DAY, day
        case "since":
            return day, NEVER
        case "always":
            return ALWAYS, ALWAYS
        case "never":
            return NEVER, NEVER
        case _:
            return FIRST_DAY, NEVER


def random_rows(random: Random, count: int, keys: int) -> list[ShelvedRow]:
    """Return rows of a few keys that may overlap, meet, agree, contradict each other, or be of one claim."""
    rows: list[ShelvedRow] = []
    days: dict[int, list[tuple[int, int]]] = defaultdict(list)
    while len(rows) < count:
        party = random.randrange(keys)
        start = DAY + random.randrange(60) * 100
        # Ends that were used before make facts meet.
        f1, f2 = (
            random.choice(days[party]) if days[party] and random.random() < 0.4 else end_of(random, start)
        )
        t1, t2 = end_of(random, start + random.randrange(1, 20) * 100)
        if tighten(f1, f2, t1, t2) is None:
            continue
        days[party].append((t1, t2))
        known = sorted(random.sample(INSTANTS, 2))
        recorded = (known[0], random.choice([known[1], FOREVER, FOREVER]))
        value, disputed = random.randrange(2), int(random.random() < 0.15)
        # A claim may have been cut into parts, of which only the days are not the same.
        told_before = [
            row.claim for row in rows if (row.party, row.value, row.disputed) == (party, value, disputed)
        ]
        claim = random.choice(told_before) if told_before and random.random() < 0.2 else len(rows)
        place = (7, party, 0, f2, t1, None, None, value, random.randrange(3), disputed, claim, len(rows))
        rows.append(ShelvedRow(f1, t2, *recorded, *place))
    return rows


def told(row: ShelvedRow) -> Fact:
    extent = tighten(row.f1, row.f2, row.t1, row.t2)
    assert extent is not None
    from_, to = (Bound(a, b, edtf(a, b)) for a, b in ((row.f1, row.f2), (row.t1, row.t2)))
    standing = Standing.DISPUTED if row.disputed else Standing.ACCEPTED
    sources: frozenset[Hashable] = frozenset([row.sources])
    return Fact(
        (row.party, "o"), row.value, Period(from_, to), extent, standing, sources, frozenset([row.claim])
    )


def all_told(rows: Iterable[ShelvedRow]) -> list[Fact]:
    return list(map(told, rows))


def plainly(rows: Iterable[ShelvedRow], known_at: int, disputed: bool) -> list[Fact]:
    """Return what the operators of a plan make of all rows that are believed, key by key."""
    believed = rejoined(told(row) for row in rows if row.recorded_from <= known_at < row.recorded_to)
    timelines: dict[object, list[Fact]] = defaultdict(list)
    for fact in believed:
        if disputed or fact.standing is Standing.ACCEPTED:
            timelines[fact.key].append(fact)
    return [fact for timeline in timelines.values() for fact in coalesce(narrow(coalesce(timeline)))]


def shown(facts: Iterable[Fact], days: Window | None) -> set[tuple[Fact, Certainty]]:
    verdicts = ((fact, judge(fact, days, Quantifier.SOME)) for fact in facts)
    return {(fact, verdict) for fact, verdict in verdicts if verdict is not None}


def page(shelf: BeliefShelf, known_at: int, days: Window | None, disputed: bool) -> Page:
    block = block_of(days)
    timelines = shelf.timelines(known_at, block, disputed, Allowance(30, 300, lambda: 0))
    return near(list(chain.from_iterable(timelines)), block)


def of_shelf(shelf: BeliefShelf, known_at: int, days: Window | None, disputed: bool) -> list[Fact]:
    return facts_of(near(page(shelf, known_at, days, disputed), days))


@pytest.mark.parametrize("seed", range(6))
def test_what_can_show_is_what_all_rows_come_to(seed: int) -> None:
    random = Random(seed)
    for _ in rounds(20):
        rows = random_rows(random, 40, 12)
        shelf = BeliefShelf(rows, all_told)
        for _ in range(20):
            start = DAY + random.randrange(-100, 8_000)
            days = random.choice([None, Window(start, start + random.choice([1, 1, 365, 9_000]))])
            known_at, disputed = random.choice(INSTANTS), random.random() < 0.3

            found = page(shelf, known_at, days, disputed)
            verdicts = held_ever(found) if days is None else held_at_some_time(found, days)

            expected = shown(plainly(rows, known_at, disputed), days)
            assert shown(facts_of(near(found, days)), days) == expected
            assert {(fact, certainty) for fact, certainty in verdicts} == expected


@pytest.mark.parametrize("seed", range(6))
def test_intersections_are_judged_by_integers_as_by_their_meaning(seed: int) -> None:
    random, certainties = Random(seed), set[Certainty | None]()
    for _ in rounds(20):
        told = facts_of(page(BeliefShelf(random_rows(random, 40, 12), all_told), 3, None, True))
        both = [intersection(random.choice(told), random.choice(told)) for _ in range(40)] if told else []
        doubtful = [fact._replace(excluded=(window_of(random),)) for fact in both]
        for window in (None, window_of(random), window_of(random)):
            judged = {(fact, judge(fact, window, Quantifier.SOME)) for fact in (*both, *doubtful)}
            certainties |= {certainty for _, certainty in judged}

            found = held_together(page_of([*both, *doubtful]), window)

            assert set(found) == {each for each in judged if each[1] is not None}
    assert certainties == {*Certainty, None}


def window_of(random: Random) -> Window:
    start = DAY + random.randrange(-100, 8_000)
    return Window(start, start + random.choice([1, 1, 365, 9_000]))


def test_a_later_piece_outside_of_the_window_ends_what_shows() -> None:
    meeting = ShelvedRow(DAY, DAY + 9, 1, FOREVER, 7, 1, 0, DAY, DAY + 9, None, None, 0, 0, 0, 1, 1)
    later = ShelvedRow(DAY + 9, DAY + 50, 1, FOREVER, 7, 1, 0, DAY + 9, DAY + 50, None, None, 0, 1, 0, 2, 2)

    (fact,) = of_shelf(BeliefShelf([meeting, later], all_told), 1, Window(DAY, DAY + 1), False)

    assert fact.extent == (DAY, DAY, DAY + 50, DAY + 50)
    assert fact.sources == {0, 1}


def test_a_timeline_is_worked_out_once_where_the_same_is_believed() -> None:
    made: list[int] = []

    def tell(rows: Iterable[ShelvedRow]) -> list[Fact]:
        made.extend(row.id for row in rows)
        return all_told(rows)

    rows = [ShelvedRow(DAY, DAY + 9, 1, 5, 7, 1, 0, DAY, DAY + 9, None, None, 0, 0, 0, 1, 1)]
    shelf = BeliefShelf(rows, tell)
    first, second = (of_shelf(shelf, known_at, None, False) for known_at in (1, 4))

    assert first[0] is second[0]
    assert made == [1]
    assert of_shelf(shelf, 5, None, False) == []
