"""Valid × recorded: what a correction takes away, and what it leaves.

What it leaves keeps the recorded time since which it was believed. The rule is that of XTDB's
bitemporal resolution: an unrelated correction must not make an old belief look new.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from tempodb.base.errors import InputError, Problem
from tempodb.temporal.bounds import Bound, earlier, later
from tempodb.temporal.facts import Fact
from tempodb.temporal.periods import Period, extent_of
from tempodb.temporal.timelines import can_precede, coalesce


class BelievedSince(NamedTuple):
    """A part of valid time, and the instant (microseconds) since which its value has been believed."""

    period: Period
    since: int


class Cut(NamedTuple):
    """A period cut by a window: the part within it, and what is left before and after."""

    within: Period
    left: tuple[Period, ...]


class OpenOrderError(InputError):
    """Imprecise dates leave open which of two boundaries comes first."""

    def __init__(self, of: Bound, and_: Bound) -> None:
        shown = " or ".join(f"`{bound.text}`" for bound in (of, and_))
        message = f"which comes first, {shown}, is open"
        if of == and_:
            message = f"what lies before {shown} and what lies after it cannot be told apart"
        super().__init__(Problem("open-order", message, "give one of the dates more precisely"))
        self.boundaries = (of, and_)

    def with_hint(self, hint: str) -> OpenOrderError:
        """Return the error with another thing to try."""
        error = OpenOrderError(*self.boundaries)
        error.problems = (self.problems[0]._replace(hint=hint),)
        return error


def cut(period: Period, window: Period) -> Cut | None:
    """Return what *window* cuts out of *period*, or None where the two do not overlap (MEANING.md, M41).

    Boundaries are compared component by component; those with equal candidates are one event. An
    unknown or one-sided end makes no overlap with what lies beyond the other end.

    >>> from tempodb.temporal.date_reader import read_date as d
    >>> found = cut(Period(d("1992"), d("2012-06")), Period(d("1999"), d("2006")))
    >>> [(part.from_.text, part.to.text) for part in found.left]
    [('1992', '1999'), ('2006', '2012-06')]
    >>> cut(Period(d("1992"), d("unknown")), Period(d("1999"), d("2006"))) is None
    True

    Raises:
        OpenOrderError: one of two boundaries that matter is nested in the other.

    """
    # MEANING.md, M12, M13 and M39.
    if period == window:
        return Cut(period, ())
    if _lies_before(period, window) or _lies_before(window, period):
        if period.from_ == period.to and period.from_ in window:
            raise OpenOrderError(*period)
        return None
    ends = list(zip(period, window, strict=True))
    # What begins within the window ends after the window begins, however its end is written.
    ends += [] if window.from_.precedes(period.from_) else [(period.to, window.from_)]
    ends += [] if period.to.precedes(window.to) else [(period.from_, window.to)]
    for a, b in ends:
        if not _comparable(a, b):
            raise OpenOrderError(a, b)
    within = Period(later(period.from_, window.from_), earlier(period.to, window.to))
    left = around(period, within)
    if len(left) == 2 and within.from_ == within.to:
        raise OpenOrderError(*within)
    return Cut(within, tuple(left))


def left_of(claim: Fact, window: Period, beside: Sequence[Fact]) -> tuple[Period, ...] | None:
    """Return what *window* leaves of a claim, or None where the two do not overlap (MEANING.md, M41).

    Of a claim that tells a holding more vaguely than those *beside* it do, it leaves what it leaves of
    the holding, where its own dates do not say.

    Raises:
        OpenOrderError: one of two boundaries that matter is nested in the other.

    """
    try:
        found = cut(claim.period, window)
    except OpenOrderError:
        holding = _told_exactly(claim, beside)
        if holding is None:
            raise
        found = cut(holding, window)
    return None if found is None else found.left


def _told_exactly(claim: Fact, beside: Sequence[Fact]) -> Period | None:
    """Return the dates of the one holding of which *claim* tells, where it allows both of them."""
    told = [whole.period for whole in coalesce(beside) if claim.claims <= whole.claims]
    if len(told) != 1 or not all(_allows(*ends) for ends in zip(claim.period, told[0], strict=True)):
        return None
    return told[0]


def _allows(vague: Bound, exact: Bound) -> bool:
    return vague.earliest <= exact.earliest and exact.latest <= vague.latest


def _lies_before(a: Period, b: Period) -> bool:
    """Whether *a* ends before *b* begins, or an end left open between them lets it."""
    if a.to.precedes(b.from_):
        return True
    ends_open, begins_open = a.to.is_one_sided, b.from_.is_one_sided
    if not (ends_open or begins_open):
        return False
    first, second = a.from_ if ends_open else a.to, b.to if begins_open else b.from_
    if (first, second) == (a.to, b.from_) or first == second or not first.precedes(second):
        return False
    extents = extent_of(a), extent_of(b)
    return extents[0] is not None and extents[1] is not None and can_precede(extents[0], extents[1])


def carry_over(stated: Period, before: Iterable[BelievedSince], at: int) -> list[BelievedSince]:
    """Cut what is stated *at* an instant into parts, each with the instant since which it was believed.

    MEANING.md, M39.

    *before* is what was believed of the same value just before. A part that it covers keeps its
    instant; the rest is new. Where imprecise dates leave open which of two ends comes first, nothing
    is known to be untouched, and the whole counts as new; so it does where a part may be no day at all.

    >>> from tempodb.temporal.date_reader import read_date as d
    >>> old = BelievedSince(Period(d("1992"), d("2012")), since=1)
    >>> [(k.period.from_.text, k.period.to.text, k.since) for k in carry_over(Period(d("1992"), d("2015")), [old], 2)]
    [('1992', '2012', 1), ('2012', '2015', 2)]
    """
    new, kept = [stated], []
    for known in sorted(before, key=lambda known: known.since):
        uncovered = []
        for part in new:
            common = common_part(part, known.period)
            if common is None:
                uncovered.append(part)
                continue
            kept.append(BelievedSince(common, known.since))
            uncovered += around(part, common)
        new = uncovered
    parts = kept + [BelievedSince(part, at) for part in new]
    return sorted(parts, key=lambda known: (known.period.from_.earliest, known.period.from_.latest))


def common_part(part: Period, known: Period) -> Period | None:
    """Return the part of *part* that *known* covers, or None if none, or if it is open which."""
    if not (_comparable(part.from_, known.from_) and _comparable(part.to, known.to)):
        return None
    common = Period(later(part.from_, known.from_), earlier(part.to, known.to))
    cuts = [cut for cut, end in zip(common, part, strict=True) if cut != end]
    if cuts and (any(cut.is_one_sided for cut in cuts) or not _apart([part.from_, *cuts, part.to])):
        return None
    return common if extent_of(common) else None


def _apart(ends: Sequence[Bound]) -> bool:
    """Return whether ends follow each other however they are meant, so that cutting there adds nothing."""
    return all(a.earliest < b.earliest and a.latest < b.latest for a, b in pairwise(ends))


def _comparable(a: Bound, b: Bound) -> bool:
    return a.precedes(b) or b.precedes(a)


def around(part: Period, common: Period) -> list[Period]:
    """Return what of *part* lies before and after the *common* part."""
    rest = []
    if part.from_ != common.from_:
        rest.append(Period(part.from_, common.from_))
    if common.to != part.to:
        rest.append(Period(common.to, part.to))
    return rest
