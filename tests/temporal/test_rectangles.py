"""Valid × recorded: what a correction leaves keeps the instant since which it has been believed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oracle.strategies import (
    begins,
    can_hold,
    ends,
    examples,
    fact,
    periods,
    precise_periods,
    timelines,
    two_sided_periods,
)
from oracle.worlds import DAYS, World, days_since, disjoint, history, worlds
from tempodb.temporal.bounds import NEVER, ONGOING, Bound
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.facts import Fact
from tempodb.temporal.periods import Certainty, Extent, Period, Window, at_some_time, extent_of
from tempodb.temporal.rectangles import BelievedSince, OpenOrderError, carry_over, cut
from tempodb.temporal.timelines import coalesce, narrow

State = dict[str, list[World]]
"""The spans over which each value is believed; no day has two values."""


def period(from_: str, to: str | None) -> Period:
    """Return a period as a file states it."""
    return Period(read_date(from_), ONGOING if to is None else read_date(to))


def plain(span: World) -> Period:
    """Return a precise period; the last one of a timeline may be ongoing."""
    return Period(Bound.day(span[0]), ONGOING if span[1] == NEVER else Bound.day(span[1]))


def state(drawn: tuple[set[int], list[str]]) -> State:
    """Return what a dataset states at one time: some days have one of two values, some have none."""
    cuts, values = drawn
    return {
        value: [span for span, said in zip(pairwise(sorted(cuts)), values, strict=False) if said == value]
        for value in "xy"
    }


states = st.tuples(
    st.sets(st.sampled_from([*DAYS, NEVER]), max_size=5),
    st.lists(st.sampled_from(["x", "y", "none"]), min_size=4, max_size=4),
).map(state)


def since_by_day(parts: Iterable[BelievedSince]) -> dict[int, int]:
    """Return since when each day has been believed; no day lies in two parts."""
    by_day: dict[int, int] = {}
    for known in parts:
        for day in history([(known.period.from_.earliest, known.period.to.earliest)]):
            assert day not in by_day
            by_day[day] = known.since
    return by_day


@given(st.lists(states, min_size=1, max_size=6))
@examples(220)
def test_a_replay_of_precise_states_dates_every_day_since_when_it_was_believed(replay: list[State]) -> None:
    believed: dict[str, list[BelievedSince]] = {"x": [], "y": []}

    for at, state in enumerate(replay, start=1):
        believed = {
            value: [part for span in spans for part in carry_over(plain(span), believed[value], at)]
            for value, spans in state.items()
        }

        for value in "xy":
            assert since_by_day(believed[value]) == days_since([earlier[value] for earlier in replay[:at]])


@given(st.lists(states, min_size=1, max_size=6))
@examples(110)
def test_a_journal_that_touches_only_what_differs_dates_every_day_alike(replay: list[State]) -> None:
    """Equal facts keep their parts; those that are dropped still say since when the new ones were believed."""
    believed: dict[str, dict[World, list[BelievedSince]]] = {"x": {}, "y": {}}

    for at, state in enumerate(replay, start=1):
        for value, spans in state.items():
            before = [part for parts in believed[value].values() for part in parts]
            believed[value] = {
                span: believed[value].get(span) or carry_over(plain(span), before, at) for span in spans
            }
            found = since_by_day(part for parts in believed[value].values() for part in parts)
            assert found == days_since([earlier[value] for earlier in replay[:at]])


@given(precise_periods(), st.lists(st.tuples(precise_periods(), st.integers(1, 5)), max_size=5))
@examples(220)
def test_where_several_said_it_before_a_day_counts_from_the_first_of_them(
    stated: Period, said: list[tuple[Period, int]]
) -> None:
    before = [BelievedSince(*each) for each in said]

    found = since_by_day(carry_over(stated, before, at=9))

    for day in history([(stated.from_.earliest, stated.to.earliest)]):
        instants = [since for old, since in said if old.from_.earliest <= day < old.to.earliest]
        assert found.pop(day) == min(instants, default=9)
    assert not found


def corrected(drawn: tuple[list[Fact], list[tuple[int, int]]]) -> tuple[Period, list[BelievedSince]]:
    """Return a period and what was believed of its value before, with ends often in common."""
    (stated, *olds), choices = [piece.period for piece in drawn[0]], drawn[1]
    before = []
    for old, (shared, since) in zip(olds, choices, strict=False):
        kept = Period(stated.from_ if shared == 1 else old.from_, stated.to if shared == 2 else old.to)
        before.append(BelievedSince(kept if can_hold(kept) else old, since))
    return stated, before


choices = st.lists(st.tuples(st.integers(0, 2), st.integers(1, 8)), min_size=4, max_size=4)
corrections = st.tuples(timelines(min_size=2, max_size=5), choices).map(corrected)


def rejoined(parts: Iterable[BelievedSince]) -> tuple[Period, Extent]:
    """Return what the parts of one claim show as."""
    (whole,) = coalesce([fact(known.period) for known in parts])
    return whole.period, whole.extent


@given(corrections)
@examples(220)
def test_the_parts_of_a_claim_always_rejoin_to_what_was_stated(
    correction: tuple[Period, list[BelievedSince]],
) -> None:
    stated, before = correction

    parts = carry_over(stated, before, at=9)

    whole, extent = rejoined(parts)
    assert whole == stated
    if are_clear(parts):
        assert extent == extent_of(stated)


def are_clear(parts: Sequence[BelievedSince]) -> bool:
    """Return whether every end of the parts has its first and its last candidate after those of the end before."""
    ends = [parts[0].period.from_, *(part.period.to for part in parts)]
    return all(a.earliest < b.earliest and a.latest < b.latest for a, b in pairwise(ends)) or len(parts) == 1


@pytest.mark.parametrize(
    ("stated", "before"),
    [
        (("1999-12", "2000-01-01"), ("1999-12", "1999-12-31")),
        (("[..1999-12-31]", "2000-01-01"), ("1999-12-31", "2000-01-01")),
    ],
)
def test_parts_that_are_cut_at_an_end_of_the_candidates_rejoin_to_what_can_be_meant(
    stated: tuple[str, str], before: tuple[str, str]
) -> None:
    parts = carry_over(period(*stated), [BelievedSince(period(*before), 1)], at=9)

    assert rejoined(parts) == (period(*stated), extent_of(period(*stated)))


@given(corrections)
@examples(160)
def test_stating_the_same_again_keeps_every_part(correction: tuple[Period, list[BelievedSince]]) -> None:
    stated, before = correction
    once = carry_over(stated, before, at=9)

    assert carry_over(stated, once, at=10) == once


@given(corrections)
@examples(160)
def test_a_part_is_new_or_lies_within_what_was_believed_since_then(
    correction: tuple[Period, list[BelievedSince]],
) -> None:
    stated, before = correction

    for part in carry_over(stated, before, at=9):
        within = [
            old
            for old, since in before
            if since == part.since
            and old.from_.precedes(part.period.from_)
            and part.period.to.precedes(old.to)
        ]
        assert part.since == 9 or within


@given(periods())
@examples(50)
def test_what_was_never_believed_is_new(stated: Period) -> None:
    assert carry_over(stated, [], at=9) == [BelievedSince(stated, 9)]


@given(periods(), st.integers(1, 8))
@examples(50)
def test_what_was_believed_alike_is_no_news(stated: Period, since: int) -> None:
    assert carry_over(stated, [BelievedSince(stated, since)], at=9) == [BelievedSince(stated, since)]


def nested(days: set[int]) -> tuple[Bound, Bound]:
    """Return two bounds of four days, of which the first lies within the second."""
    first, second, third, fourth = sorted(days)
    return Bound.between(second, third), Bound.between(first, fourth)


nests = st.sets(st.sampled_from(DAYS), min_size=4, max_size=4).map(nested)


@given(nests, st.permutations([0, 1]), begins(), ends())
@examples(100)
def test_where_one_end_is_nested_in_another_the_whole_is_new(
    nest: tuple[Bound, Bound], order: list[int], begin: Bound, end: Bound
) -> None:
    one, other = (nest[i] for i in order)
    starts, stops = (Period(one, end), Period(other, end)), (Period(begin, one), Period(begin, other))

    for stated, old in (starts, stops):
        if can_hold(stated) and can_hold(old):
            assert carry_over(stated, [BelievedSince(old, 1)], at=9) == [BelievedSince(stated, 9)]


@given(corrections, periods())
@examples(150)
def test_narrowing_the_parts_of_a_claim_removes_no_world_of_the_whole(
    correction: tuple[Period, list[BelievedSince]], near: Period
) -> None:
    stated, before = correction
    parts = carry_over(stated, before, at=9)
    facts = [fact(part.period) for part in parts] if are_clear(parts) else [fact(stated)]

    rows = coalesce(narrow([*facts, fact(near, "suspended", claim=2)]))

    extents = {row.value: row.extent for row in rows}
    assert len(rows) == 2
    for x, y in product(worlds(stated), worlds(near)):
        if disjoint(x, y):
            for (from_, to), extent in ((x, extents["member"]), (y, extents["suspended"])):
                assert extent.f1 <= from_ <= extent.f2 and extent.t1 <= to <= extent.t2


@pytest.mark.xfail(
    reason="parts of one claim are narrowed one by one, as if a neighbour could lie between them"
)
def test_what_is_left_of_a_neighbour_does_not_depend_on_how_a_claim_was_corrected() -> None:
    stated, before = period("1992", "[2004..2005]"), period("1992", "[2003..2004]")
    neighbour = fact(period("[..2004-12-30]", "[2001..2005]"), "suspended", claim=2)
    parts = [fact(part.period) for part in carry_over(stated, [BelievedSince(before, 1)], at=9)]

    assert len(parts) == 2
    assert set(coalesce(narrow([*parts, neighbour]))) == set(narrow([fact(stated), neighbour]))


@pytest.mark.parametrize(
    ("stated", "before", "parts"),
    [
        (("1992", "2015"), [("1992", "2012", 1)], [("1992", "2012", 1), ("2012", "2015", 9)]),
        (("1992", "2012"), [("1992", "2015", 1)], [("1992", "2012", 1)]),
        (("1992", None), [("1992", "2012", 1)], [("1992", "2012", 1), ("2012", None, 9)]),
        (("1992", "2012"), [("1999", "2006", 1)], [("1992", "1999", 9), ("1999", "2006", 1), ("2006", "2012", 9)]),
        (("1992", "2012"), [("1992", "1999", 1), ("2006", None, 2)],
         [("1992", "1999", 1), ("1999", "2006", 9), ("2006", "2012", 2)]),
        (("1999", "2012"), [("1999-06", "2012", 1)], [("1999", "2012", 9)]),
        (("1999-06", "2012"), [("1999", "2012", 1)], [("1999-06", "2012", 9)]),
        (("1992", "2012"), [("2012", "2020", 1)], [("1992", "2012", 9)]),
        (("1992", "2012"), [("1980", "1992", 1)], [("1992", "2012", 9)]),
        (("unknown", "2012"), [("unknown", "2012", 1)], [("unknown", "2012", 1)]),
        (("1992", "2012"), [("unknown", "2012", 1)], [("1992", "2012", 9)]),
        (("1992", "unknown"), [("1992", "[..2005]", 1)], [("1992", "unknown", 9)]),
        (("[2003..]", "2012"), [("[2005..]", "2012", 1)], [("[2003..]", "2012", 9)]),
    ],
)  # fmt: skip
def test_a_correction_splits_what_is_stated_where_it_was_believed_before(
    stated: tuple[str, str | None],
    before: list[tuple[str, str | None, int]],
    parts: list[tuple[str, str | None, int]],
) -> None:
    known = [BelievedSince(period(from_, to), since) for from_, to, since in before]

    found = carry_over(period(*stated), known, at=9)

    assert [(k.period.from_.stated(), k.period.to.stated(), k.since) for k in found] == parts


# --- cutting a window out -----------------------------------------------------------------------------

FEW_DAYS = range(1000, 1007)


@pytest.mark.parametrize(
    ("of", "window", "left"),
    [
        (("1992", "2012"), ("1999", "2001"), [("1992", "1999"), ("2001", "2012")]),
        (("1992", "2012"), ("1992", "2001"), [("2001", "2012")]),
        (("1992", "2012"), ("1992", "2012"), []),
        (("1992", "2012"), ("1990", None), []),
        (("1992", "2012"), ("2012", None), None),
        (("1992", "2012"), ("1980", "1992"), None),
        (("1992", "2012"), ("2012-06", None), "2012"),
        (("1992", "2012"), ("1992-06", "2001"), "1992"),
        (("1992", "2012"), ("1999", "1999"), "1999"),
        (("1992", "1999"), ("1999", "1999"), None),
        (("1999", "1999"), ("1999", "1999"), []),
        (("1999", "1999"), ("1998", "1999"), "1999"),
        (("1999", "1999"), ("1998", "2000"), []),
        # an end that is left open makes no overlap with what lies beyond the other one
        (("1992", "unknown"), ("1999", None), None),
        (("1992", "unknown"), ("1992", None), []),
        (("1992", "unknown"), ("1990", "1999"), "unknown"),
        (("1992", "[2005..]"), ("1999", "2001"), [("1992", "1999"), ("2001", "[2005..]")]),
        (("unknown", "2012"), ("1999", "2001"), None),
        (("unknown", None), ("2001", None), "unknown"),
        (("[..2017-04-18]", "[2017-04-19..]"), ("2018", None), None),
        (("[..2017-04-18]", "[2017-04-19..]"), ("2012", "2016"), None),
        (("[..2017-04-18]", "[2017-04-19..]"), ("2012", "2018"), "2012"),
        (("1992", "unknown"), ("1992-06", "1999"), "1992-06"),
    ],
)  # fmt: skip
def test_a_window_cuts_a_period_where_the_order_of_their_ends_is_known(
    of: tuple[str, str | None], window: tuple[str, str | None], left: list[tuple[str, str]] | str | None
) -> None:
    if isinstance(left, str):
        with pytest.raises(OpenOrderError) as refusal:
            cut(period(*of), period(*window))
        assert left in [bound.text for bound in refusal.value.boundaries]
        return

    found = cut(period(*of), period(*window))

    assert (found and [(p.from_.stated(), p.to.stated()) for p in found.left]) == left


def in_order(ends: Sequence[tuple[Bound, int]]) -> bool:
    """Whether days chosen for boundaries keep the order of these: equal ones are one event."""
    for (a, day), (b, other) in product(ends, repeat=2):
        if (a == b and day != other) or (a != b and a.precedes(b) and day >= other):
            return False
    return True


@given(two_sided_periods(FEW_DAYS), two_sided_periods(FEW_DAYS))
@examples(150)
def test_what_a_cut_leaves_is_what_every_world_leaves(of: Period, window: Period) -> None:
    """MEANING.md, M12, M41."""
    try:
        found = cut(of, window)
    except OpenOrderError:
        return
    left = [of] if found is None else found.left
    possible = [
        history([span], FEW_DAYS) - history([gap], FEW_DAYS)
        for span, gap in product(worlds(of, FEW_DAYS), worlds(window, FEW_DAYS))
        if of.from_ != of.to and window.from_ != window.to
        if in_order([*zip(of, span, strict=True), *zip(window, gap, strict=True)])
    ]

    for day in FEW_DAYS if possible else ():
        extents = [extent for part in left if (extent := extent_of(part)) is not None]
        judged = {at_some_time(extent, Window(day, day + 1)) for extent in extents}
        if Certainty.CERTAIN in judged:
            assert all(day in days for days in possible)
        if any(day in days for days in possible):
            assert judged & {Certainty.CERTAIN, Certainty.POSSIBLE}
