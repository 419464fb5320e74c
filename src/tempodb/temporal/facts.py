"""One holding of one key: what scans yield, operators pass on and answers are made of."""

# Annotations are no texts here, as `from __future__ import annotations` would make them: of a NamedTuple
# each is compiled again, which costs a start as much as the class.

from collections.abc import Hashable, Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from tempodb.temporal.bounds import ALWAYS, FIRST_DAY, NEVER, Bound, earlier, later
from tempodb.temporal.periods import (
    Certainty,
    Extent,
    Period,
    Window,
    at_some_time,
    intersect,
    meets,
    throughout,
)

ALL_TIME = Window(ALWAYS, NEVER + 1)
"""Every day, and the open ends."""
EVERY_DAY = Window(FIRST_DAY, NEVER)
"""Every day of the calendar."""


class Standing(StrEnum):
    """Whether a claim is believed, or only known to be made (MEANING.md, M21)."""

    ACCEPTED = "accepted"
    DISPUTED = "disputed"


class Fact(NamedTuple):
    """A value that one key had over a period, as far as one claim or several say (MEANING.md, M11).

    `period` is what was stated, `extent` what of it can be meant. On the windows in `excluded` it is
    known not to have held, though its dates alone would allow it. What is `intersected` held while
    two facts did, and so possibly on no day at all. `began` and `ended` are how its claims put its
    ends, where together they date them otherwise. At the bounds in `parted` another fact lay between it
    and the next of its value.
    """

    key: tuple[Hashable, ...]
    value: Hashable
    period: Period
    extent: Extent
    standing: Standing = Standing.ACCEPTED
    sources: frozenset[Hashable] = frozenset()
    claims: frozenset[int] = frozenset()
    excluded: tuple[Window, ...] = ()
    intersected: bool = False
    began: frozenset[Bound] = frozenset()
    ended: frozenset[Bound] = frozenset()
    parted: frozenset[Bound] = frozenset()


def of_party(key: tuple[Hashable, ...]) -> tuple[Hashable, ...]:
    """Return a key of a party in a place without whom it represents there.

    >>> of_party(("p", "o", "a"))
    ('p', 'o', '')
    """
    return (*key[:2], "") if len(key) > 2 else key


class Quantifier(StrEnum):
    """Which days of the asked window have to hold: some day of it, or every day."""

    SOME = "some"
    EVERY = "every"


def judge(fact: Fact, window: Window | None, quantifier: Quantifier) -> Certainty | None:
    """Return how surely *fact* held in *window*, or None if it did not; all of time is certain."""
    # MEANING.md, M7 to M9; an intersection by M27.
    if window is None and not fact.intersected:
        return Certainty.CERTAIN
    window = window or ALL_TIME
    if quantifier is Quantifier.EVERY:
        verdict = throughout(fact.extent, window)
    else:
        verdict = (meets if fact.intersected else at_some_time)(fact.extent, window)
    if verdict is not Certainty.POSSIBLE or not fact.excluded:
        return verdict
    if quantifier is Quantifier.EVERY:
        excluded = any(days.start < window.end and days.end > window.start for days in fact.excluded)
    else:
        excluded = _covered(_common(fact.extent, window), fact.excluded)
    return None if excluded else verdict


def intersection(a: Fact, b: Fact) -> Fact:
    """Return *a* for as long as *b* holds too (MEANING.md, M27)."""
    period = Period(later(a.period.from_, b.period.from_), earlier(a.period.to, b.period.to))
    doubtful = {*_doubtful(a), *_doubtful(b)} if a.excluded or b.excluded else ()
    return Fact(
        a.key,
        a.value,
        period,
        intersect(a.extent, b.extent),
        a.standing,
        a.sources | b.sources,
        a.claims,
        tuple(sorted(doubtful)),
        True,
        a.began if a.began and period.from_ == a.period.from_ else frozenset(),
        a.ended if a.ended and period.to == a.period.to else frozenset(),
    )


def distinct(facts: Iterable[Fact]) -> list[Fact]:
    """Return the facts, those that differ only by who says so, and in which words, made one."""
    told = list(facts)
    if len({fact.key for fact in told}) == len(told):
        return told
    found: dict[object, Fact] = {}
    for fact in told:
        same = _said(fact)
        known = found.setdefault(same, fact)
        if known is not fact:
            found[same] = known._replace(
                sources=known.sources | fact.sources,
                claims=known.claims | fact.claims,
                began=known.began | fact.began,
                ended=known.ended | fact.ended,
            )
    return list(found.values())


def _said(fact: Fact) -> object:
    """Return what of a fact `unattributed` leaves, in what is compared sooner than facts are."""
    from_, to = fact.period
    ends = from_.earliest, from_.latest, to.earliest, to.latest, fact.extent
    return fact.key, fact.value, ends, fact.standing, fact.excluded, fact.intersected


def unattributed(fact: Fact) -> Fact:
    """Return a fact without who says so, and without how else they put its ends."""
    return fact._replace(sources=frozenset(), claims=frozenset(), began=frozenset(), ended=frozenset())


def _doubtful(fact: Fact) -> Iterator[Window]:
    """Yield the excluded days but for those on which it certainly held all the same."""
    core = fact.extent.core if fact.extent.is_certain_once else Window(NEVER, NEVER)
    for days in fact.excluded:
        for rest in (
            Window(days.start, min(days.end, core.start)),
            Window(max(days.start, core.end), days.end),
        ):
            if rest.start < rest.end:
                yield rest


def _common(extent: Extent, window: Window) -> Window:
    return Window(max(extent.f1, window.start), min(extent.t2, window.end))


def _covered(window: Window, excluded: tuple[Window, ...]) -> bool:
    reached = window.start
    for days in excluded:
        if days.start > reached:
            return False
        reached = max(reached, days.end)
        if reached >= window.end:
            return True
    return False
