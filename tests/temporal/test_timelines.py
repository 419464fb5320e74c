"""One key along valid time: narrowing and coalescing, against every world."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise, permutations, product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from oracle.agreement import Told, tell_one, told, told_by
from oracle.strategies import begins, can_hold, ends, examples, fact, periods, timelines, two_sided
from oracle.worlds import (
    History,
    World,
    answer,
    disjoint,
    history,
    is_unknown,
    joint_histories,
    windows,
    worlds,
)
from tempodb.temporal.bounds import NEVER, Bound, unknown_until
from tempodb.temporal.facts import Fact, Quantifier, Standing, judge
from tempodb.temporal.periods import Certainty, Extent, Period
from tempodb.temporal.timelines import coalesce, coalesce_parties, narrow
from temporal.few_facts import FEW, period

FEWER = range(1000, 1005)
"""Smaller calendars, for questions about two and three facts at once."""

QUESTIONS = [(window, quantifier) for window in windows(FEW) for quantifier in Quantifier]


def days(f1: int, f2: int, t1: int, t2: int) -> Period:
    """Return the period that began on a day from *f1* through *f2* and ended on one from *t1* through *t2*."""
    return Period(Bound.between(f1, f2), Bound.between(t1, t2))


def shown(facts: Iterable[Fact]) -> set[str]:
    """Return all that can be seen of the facts, texts included, in no order."""
    return {
        repr((fact.key, fact.value, fact.period, fact.extent, fact.standing, sorted(map(str, fact.sources)),
              sorted(fact.claims), fact.excluded))
        for fact in facts
    }  # fmt: skip


def are_disjoint(facts: Sequence[Fact], spans: Sequence[World]) -> bool:
    """Return whether in one world no two facts of different values have a day in common."""
    return all(
        disjoint(x, y)
        for (a, x), (b, y) in combinations(zip(facts, spans, strict=True), 2)
        if a.value != b.value
    )


# --- narrowing ----------------------------------------------------------------------------------------


def possible_spans(facts: Sequence[Fact], calendar: range) -> list[tuple[World, ...]]:
    """Return the worlds of all facts together in which no two of different values overlap, and events are one day."""
    spans = product(*(worlds(fact.period, calendar) for fact in facts))
    shared = [(i, j) for i, j in permutations(range(len(facts)), 2) if meet(facts[i], facts[j])]
    return [
        world
        for world in spans
        if are_disjoint(facts, world) and all(world[i][1] == world[j][0] for i, j in shared)
    ]


def meet(a: Fact, b: Fact) -> bool:
    """Return whether *a* ends with the event that *b* begins with, as they cannot come the other way round."""
    end, start = a.period.to, b.period.from_
    if is_unknown(end) or is_unknown(start) or end != start:
        return False
    return can_come_first(a.period, b.period) and not can_come_first(b.period, a.period)


def do_not_meet(facts: Sequence[Fact]) -> bool:
    return not any(meet(a, b) for a, b in permutations(facts, 2))


@given(timelines(days=FEWER, min_size=2, max_size=3))
@examples(80)
def test_narrowing_removes_no_world_in_which_different_values_are_disjoint(facts: list[Fact]) -> None:
    narrowed = [fact.extent for fact in narrow(facts)]

    for world in possible_spans(facts, FEWER):
        for (from_, to), extent in zip(world, narrowed, strict=True):
            assert extent.f1 <= from_ <= extent.f2
            assert extent.t1 <= to <= extent.t2


@given(periods(FEWER), periods(FEWER))
@examples(130)
def test_of_two_facts_in_a_forced_order_the_facing_ends_that_were_left_open_keep_what_is_possible(
    one: Period, other: Period
) -> None:
    assume(can_come_first(one, other) and not can_come_first(other, one))
    together = [(x, y) for x, y in product(worlds(one, FEWER), worlds(other, FEWER)) if disjoint(x, y)]
    first, second = fact(one, "member"), fact(other, "suspended", claim=2)
    assume(do_not_meet([first, second]))

    for facts in ([first, second], [second, first]):
        result = {narrowed.value: narrowed.extent for narrowed in narrow(facts)}
        extent = result["member"]
        if one.to.is_one_sided:
            assert extent == box(x for x, _ in together)
        else:
            assert extent == first.extent
        extent = result["suspended"]
        if other.from_.is_one_sided:
            assert extent == box(y for _, y in together)
        else:
            assert extent == second.extent


def can_come_first(a: Period, b: Period) -> bool:
    """Return whether in some world *a* has ended when *b* begins."""
    begun = {from_ for from_, _ in worlds(b, FEWER)}
    return any(to <= from_ for to in {to for _, to in worlds(a, FEWER)} for from_ in begun)


def box(spans: Iterable[World]) -> Extent:
    """Return the first and last day that each end has in any of the spans."""
    begun, ended = zip(*spans, strict=True)
    return Extent(min(begun), max(begun), min(ended), max(ended))


@given(periods(FEWER), periods(FEWER))
@examples(80)
def test_of_two_facts_in_no_forced_order_nothing_is_narrowed(one: Period, other: Period) -> None:
    assume(can_come_first(one, other) is can_come_first(other, one))
    facts = [fact(one, "member"), fact(other, "suspended", claim=2)]

    assert narrow(facts) == facts


@given(timelines(days=FEWER, min_size=2, max_size=4, disputes=True))
@examples(110)
def test_narrowing_keeps_what_was_stated_and_ends_stated_on_both_sides(facts: list[Fact]) -> None:
    """An end stated on both sides is only tightened to the other end of its own fact, as always."""
    assume(do_not_meet(facts))
    for before, after in zip(facts, narrow(facts), strict=True):
        old, new = before.extent, after.extent
        assert after._replace(extent=old) == before
        assert new.f1 >= old.f1 and new.f2 <= old.f2 and new.t1 >= old.t1 and new.t2 <= old.t2
        assert new.f1 <= new.f2 and new.t1 <= new.t2
        if not before.period.from_.is_one_sided:
            assert (new.f1, new.f2) == (old.f1, min(old.f2, new.t2 - 1))
        if not before.period.to.is_one_sided:
            assert (new.t1, new.t2) == (max(old.t1, new.f1 + 1), old.t2)
        if before.standing is Standing.DISPUTED:
            assert after == before


@given(timelines(days=FEWER, min_size=2, max_size=3), st.randoms(use_true_random=False))
@examples(50)
def test_narrowing_does_not_depend_on_the_order_of_facts_that_can_be_disjoint(
    facts: list[Fact], random: object
) -> None:
    assume(possible_spans(facts, FEWER))
    shuffled = list(facts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert shown(narrow(shuffled)) == shown(narrow(facts))


@given(timelines(days=FEWER, min_size=2, max_size=4))
@examples(80)
def test_narrowing_twice_is_narrowing_once(facts: list[Fact]) -> None:
    once = narrow(facts)

    assert narrow(once) == once


@given(timelines(days=FEWER, min_size=2, max_size=4, values="x"))
@examples(40)
def test_facts_of_equal_value_do_not_narrow_each_other_but_for_an_event_that_they_share(
    facts: list[Fact],
) -> None:
    assume(do_not_meet(facts))
    assert narrow(facts) == facts


def test_narrowing_does_not_depend_on_the_order_of_facts_that_cannot_all_be_disjoint() -> None:
    facts = [
        fact(Period(Bound.day(1000), Bound.between(1, 1001)), "member"),
        fact(Period(Bound.between(1, 1001), Bound.between(1001, 1002)), "suspended", claim=2),
        fact(Period(Bound.between(1, 1001), Bound.day(1002)), "member", claim=3),
    ]

    assert len({frozenset(shown(narrow(order))) for order in permutations(facts)}) == 1


def test_an_unknown_end_is_bounded_by_the_neighbour_that_is_known_to_follow() -> None:
    member = fact(period("1992", "unknown"), "member")
    suspended = fact(period("2012-06-28", "unknown"), "suspended")

    before, after = narrow([member, suspended])

    assert Bound.day(before.extent.t2).text == "2012-06-28"
    assert after == suspended
    assert (before.period, after.period) == (member.period, suspended.period)


# --- coalescing ---------------------------------------------------------------------------------------


def judged_alike(whole: Fact, may_be: set[History]) -> None:
    """Check that one row is judged in every window as all that may have happened says."""
    for window, quantifier in QUESTIONS:
        assert judge(whole, window, quantifier) == answer(may_be, window, quantifier), (window, quantifier)


@st.composite
def handovers(draw: st.DrawFn) -> tuple[Period, Period]:
    """Draw two periods of which the first ends where the second begins, and not the other way round."""
    a, b = draw(periods(FEW)), draw(periods(FEW))
    event = draw(st.sampled_from([a.to, b.from_]))
    a, b = Period(a.from_, event), Period(event, b.to)
    # What may never come is nothing that something else begins with.
    assume(event.latest < NEVER and not event.is_open and not is_unknown(event) and b.to != a.from_)
    assume(worlds(a, FEW) and worlds(b, FEW) and a != b)
    return a, b


@given(handovers())
@examples(160)
def test_pieces_that_share_an_event_are_one_in_every_world_in_which_it_fell_on_one_day(
    pieces: tuple[Period, Period],
) -> None:
    a, b = pieces
    may_be = {history([x, y], FEW) for x in worlds(a, FEW) for y in worlds(b, FEW) if x[1] == y[0]}
    assume(may_be)

    for facts in ([fact(a), fact(b, claim=2)], [fact(b, claim=2), fact(a)]):
        (whole,) = coalesce(facts)
        assert whole.period == Period(a.from_, b.to)
        judged_alike(whole, may_be)


def test_a_fact_without_a_certain_day_stays_a_row_of_its_own_within_one_that_holds_throughout() -> None:
    """It overlaps in every world, but MEANING.md, M27 goes by components and calls that possible."""
    vague, around = fact(period("1999", "1999"), claim=1), fact(period("1992", "2006"), claim=2)

    assert shown(coalesce([vague, around])) == shown([vague, around])


@given(periods(FEW))
@examples(40)
def test_a_fact_stated_alike_by_two_is_one_with_the_sources_of_both(stated: Period) -> None:
    facts = [fact(stated, claim=1, sources="a"), fact(stated, claim=2, sources="b")]

    (whole,) = coalesce(facts)

    assert whole == fact(stated)._replace(claims=frozenset({1, 2}), sources=frozenset("ab"))


@given(timelines(days=FEWER, min_size=2, max_size=4, keys="kl", disputes=True))
@examples(220)
def test_coalescing_loses_no_claim_and_no_source_and_joins_only_what_says_the_same(facts: list[Fact]) -> None:
    wholes = coalesce(facts)

    by_claim = {claim: piece for piece in facts for claim in piece.claims}
    assert {claim for whole in wholes for claim in whole.claims} == by_claim.keys()
    for whole in wholes:
        pieces = [by_claim[claim] for claim in whole.claims]
        assert whole.sources == frozenset.union(*(piece.sources for piece in pieces))
        assert {(p.key, p.value, p.standing) for p in pieces} == {(whole.key, whole.value, whole.standing)}


@given(timelines(days=FEW, min_size=2, max_size=4, disputes=True), st.randoms(use_true_random=False))
@examples(220)
def test_coalescing_does_not_depend_on_the_order_of_the_pieces(facts: list[Fact], random: object) -> None:
    shuffled = list(facts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert shown(coalesce(shuffled)) == shown(coalesce(facts))


@given(timelines(days=FEW, min_size=1, max_size=4))
@examples(220)
def test_coalescing_twice_is_coalescing_once(facts: list[Fact]) -> None:
    once = coalesce(facts)

    assert shown(coalesce(once)) == shown(once)


def test_pieces_that_together_say_what_another_says_are_one_with_it() -> None:
    pieces = [("1999-03", "[1999-03..1999-04]"), ("[1999-03..1999-04]", "[1999-03..1999-05]"),
              ("1999-03", "[1999-03..1999-05]")]  # fmt: skip
    once = coalesce(fact(period(*piece), claim=claim) for claim, piece in enumerate(pieces))

    assert shown(coalesce(once)) == shown(once)


def told_apart(stated: Sequence[Period]) -> Iterator[tuple[Told, Told]]:
    """Yield what is told by each two of some periods; and by two that meet, and either of them, and a third."""
    for a, b, *others in permutations(stated):
        yield told(a, 0, FEWER), told(b, 0, FEWER)
        joint = [(x, y) for x in worlds(a, FEWER) for y in worlds(b, FEWER) if x[1] == y[0]]
        if a.to == b.from_ and joint:
            chained = [[x for x, _ in joint], [y for _, y in joint], [(x[0], y[1]) for x, y in joint]]
            for spans, other in product(chained, others):
                yield told_by(spans, 0, FEWER), told(other, 0, FEWER)


@given(timelines(days=FEWER, min_size=2, max_size=3, values="x"))
@examples(160)
def test_a_row_is_certain_only_if_every_world_says_so_and_what_is_possible_stays_so(
    facts: list[Fact],
) -> None:
    """With any number of pieces, of which those that meet share their event."""
    may_be = joint_histories([fact.period for fact in facts], FEWER)
    # What claims that agree mean is another question.
    assume(may_be and not any(tell_one(a, b) for a, b in told_apart([fact.period for fact in facts])))
    wholes = coalesce(facts)

    for window, quantifier in product(windows(FEWER), Quantifier):
        verdicts = {judge(whole, window, quantifier) for whole in wholes}
        truth = answer(may_be, window, quantifier)
        if Certainty.CERTAIN in verdicts:
            assert truth is Certainty.CERTAIN, (window, quantifier)
        if verdicts == {None} and quantifier is Quantifier.SOME:
            assert truth is None, (window, quantifier)


@given(timelines(days=FEW, min_size=1, max_size=5, keys="kl", disputes=True, is_precise=True))
@examples(160)
def test_precise_pieces_are_joined_as_plain_intervals_are(facts: list[Fact]) -> None:
    plain: set[tuple[object, ...]] = set()
    for group in {(piece.key, piece.value, piece.standing) for piece in facts}:
        spans = sorted(
            (p.period.from_.earliest, p.period.to.earliest)
            for p in facts
            if (p.key, p.value, p.standing) == group
        )
        runs = spans[:1]
        for from_, to in spans[1:]:
            if from_ <= runs[-1][1]:
                runs[-1] = (runs[-1][0], max(runs[-1][1], to))
            else:
                runs.append((from_, to))
        plain |= {(*group, from_, from_, to, to) for from_, to in runs}

    wholes = coalesce(facts)

    assert {(w.key, w.value, w.standing, *w.extent) for w in wholes} == plain
    assert len(wholes) == len(plain)
    assert all(w.extent == (w.period.from_.earliest, w.period.from_.latest, w.period.to.earliest, w.period.to.latest)
               for w in wholes)  # fmt: skip


@pytest.mark.parametrize(
    ("pieces", "wholes"),
    [
        ([("1992", "1999"), ("1999", "2006")], {("1992", "2006")}),
        ([("1992", "1999"), ("1999-06", "2006")], {("1992", "1999"), ("1999-06", "2006")}),
        ([("1992", "2000"), ("1999", "2006")], {("1992", "2006")}),
        ([("1992", "1999"), ("2006", None)], {("1992", "1999"), ("2006", None)}),
        ([("1992", "1999"), ("1999", "1999"), ("1999", "2006")], {("1992", "2006")}),
        ([("1992", "unknown"), ("unknown", "2006")], {("1992", "unknown"), ("unknown", "2006")}),
        ([("1992", "2000"), ("1999", None)], {("1992", None)}),
        ([("1992", "2000"), ("1992-05-15", "2000")], {("1992-05-15", "2000")}),
        ([("1992", "[..1999]"), ("[..1999]", "2006")], {("1992", "2006")}),
        ([("1992", "1999"), ("1999", "[1999..2000]"), ("1999", "2006")], {("1992", "2006")}),
        ([("1992", "1999"), ("1995", "1999"), ("1999", "2006")], {("1992", "2006")}),
        ([("unknown", "1999"), ("1999", "unknown"), ("1990", "1999")], {("1990", "unknown")}),
    ],
)
def test_pieces_that_meet_or_certainly_overlap_show_as_one(
    pieces: list[tuple[str, str | None]], wholes: set[tuple[str, str | None]]
) -> None:
    for order in permutations(enumerate(pieces)):
        joined = coalesce([fact(period(*piece), claim=claim) for claim, piece in order])
        assert {(w.period.from_.stated(), w.period.to.stated()) for w in joined} == wholes


def can_be_one_day(ended: Fact, began: Fact) -> bool:
    """Return whether some day can end the one, after it began, and begin the other, before it ends."""
    (began_first, meeting), (_, ended_last) = ended.period, began.period
    days = range(meeting.earliest, meeting.latest + 1)
    return any(began_first.earliest < day < ended_last.latest for day in days)


@given(timelines(days=FEW, min_size=2, max_size=4, keys="kl", values="xy", disputes=True))
@examples(80)
def test_whole_questions_join_pieces_whatever_their_values(facts: list[Fact]) -> None:
    # Where no day can be both, the end of the one and the beginning of the other are two events.
    assume(all(can_be_one_day(a, b) for a, b in permutations(facts, 2) if a.period.to == b.period.from_))
    alike = [piece._replace(value="x") for piece in facts]

    wholes = coalesce_parties(facts)

    assert shown(whole._replace(value="x") for whole in wholes) == shown(coalesce_parties(alike))


def test_a_beginning_that_was_not_given_is_no_event_that_ends_what_came_before() -> None:
    ended, began = fact(Period(Bound.day(2), Bound.between(1, 1005))), unknown_until(1005)
    also = fact(Period(began, Bound.day(1010)), claim=2)

    assert is_unknown(began) and ended.period.to == began
    assert shown(coalesce([ended, also])) == shown([ended, also])


def test_only_ends_that_were_stated_are_events() -> None:
    """The union begins on some day of 1999, but it is another day than that on which the first piece ended."""
    before = fact(period("1990", "1999"), claim=1)
    after = [fact(period("1999-12-31", "2005"), claim=2), fact(period("[1999..2000-06]", "2005"), claim=3)]

    assert len(coalesce(after)) == 1
    assert len(coalesce([before, *after])) == 2


def test_pieces_that_leave_only_one_day_for_each_event_are_certain_on_all_of_them() -> None:
    ends = [Bound.between(*pair) for pair in [(1000, 1001), (1000, 1002), (1000, 1003), (1001, 1003)]]
    pieces = [Period(*pair) for pair in pairwise(ends)]

    (whole,) = coalesce(fact(piece, claim=claim) for claim, piece in enumerate(pieces))

    judged_alike(whole, joint_histories(pieces, FEW) or set())


@given(begins(FEWER), two_sided(FEWER), two_sided(FEWER), ends(FEWER), st.permutations([0, 1, 2]))
@examples(200)
def test_a_run_of_pieces_is_judged_as_every_world_says_in_which_each_begins_when_the_one_before_ends(
    begin: Bound, first: Bound, second: Bound, end: Bound, claims: list[int]
) -> None:
    pieces = [Period(begin, first), Period(first, second), Period(second, end)]
    assume(all(map(can_hold, pieces)) and len({begin, first, second, end}) == 4)
    may_be = joint_histories(pieces, FEW)
    assume(may_be)

    (whole,) = coalesce(fact(piece, claim=claim) for claim, piece in zip(claims, pieces, strict=True))

    assert whole.period == Period(begin, end)
    judged_alike(whole, may_be or set())
