"""Valid × recorded: what a correction leaves keeps the recorded time since which it was believed.

The rule is that of XTDB's bitemporal resolution: an unrelated correction must not make an old
belief look new.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from tempodb.temporal.bounds import Bound, earlier, later
from tempodb.temporal.periods import Period, extent_of


class Known(NamedTuple):
    """A part of valid time, and the instant (microseconds) since which its value has been believed."""

    period: Period
    since: int


def carry_over(stated: Period, before: Iterable[Known], at: int) -> list[Known]:
    """Cut what is stated *at* an instant into parts, each with the instant since which it was believed.

    *before* is what was believed of the same value just before. A part that it covers keeps its
    instant; the rest is new. Where imprecise dates leave open which of two ends comes first, nothing
    is known to be untouched, and the whole counts as new; so it does where a part may be no day at all.

    >>> from tempodb.temporal.date_reader import read_date as d
    >>> old = Known(Period(d("1992"), d("2012")), since=1)
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
            kept.append(Known(common, known.since))
            uncovered += around(part, common)
        new = uncovered
    parts = kept + [Known(part, at) for part in new]
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
