"""From and to; what of them can be meant; and whether they certainly or possibly meet a window."""

# Annotations are no texts here, as `from __future__ import annotations` would make them: of a NamedTuple
# each is compiled again, which costs a start as much as the class.

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from tempodb.temporal.bounds import LAST_DAY, Bound


class Certainty(StrEnum):
    """Whether an answer holds in every world that the dates allow, or in some only (MEANING.md, M5)."""

    CERTAIN = "certain"
    POSSIBLE = "possible"


def surest(verdicts: Iterable[Certainty | None]) -> Certainty | None:
    """Return what any of some verdicts says: certain where one is certain, else possible where one is.

    >>> surest([None, Certainty.POSSIBLE, Certainty.CERTAIN])
    <Certainty.CERTAIN: 'certain'>
    """
    told = set(verdicts)
    return next((each for each in (Certainty.CERTAIN, Certainty.POSSIBLE) if each in told), None)


class Window(NamedTuple):
    """The days asked about: from *start* up to, not including, *end*."""

    start: int
    end: int


class Period(NamedTuple):
    """A period as stated: it held from *from_* and no longer from *to* on."""

    from_: Bound
    to: Bound


class Extent(NamedTuple):
    """The candidates of both ends of a period, reduced to what can be meant (MEANING.md, M6).

    It began on a day from *f1* through *f2*, and the first day after it is from *t1* through *t2*.
    It certainly held on the days from *f2* up to *t1*, if there are any.
    """

    f1: int
    f2: int
    t1: int
    t2: int

    @property
    def core(self) -> Window:
        """The days on which it certainly held; empty when its end does not exceed its start."""
        return Window(self.f2, self.t1)

    @property
    def has_core(self) -> bool:
        """Whether there is a day on which it certainly held."""
        return self.f2 < self.t1

    @property
    def is_certain_once(self) -> bool:
        """Whether it certainly held on a day that a question can be about.

        What began nobody knows when has begun by the last day of the calendar, and on none before.
        """
        return self.f2 < min(self.t1, LAST_DAY)


def tighten(f1: int, f2: int, t1: int, t2: int) -> Extent | None:
    """Return the candidates of which each has a partner with from before to; None if there are none.

    >>> tighten(10, 20, 10, 20)
    Extent(f1=10, f2=19, t1=11, t2=20)
    >>> tighten(20, 20, 20, 20) is None
    True
    """
    # MEANING.md, M6: bounds of `from < to` made consistent, as in a simple temporal network (Dechter, Meiri, Pearl 1991).
    extent = Extent(f1, min(f2, t2 - 1), max(t1, f1 + 1), t2)
    return extent if extent.f1 <= extent.f2 and extent.t1 <= extent.t2 else None


def extent_of(period: Period) -> Extent | None:
    """Return what can be meant by *period*, or None when it can hold on no day."""
    from_, to = period
    return tighten(from_.earliest, from_.latest, to.earliest, to.latest)


def at_some_time(extent: Extent, window: Window) -> Certainty | None:
    """Return how surely it held on some day of *window*, or None if on none.

    >>> at_some_time(Extent(10, 12, 20, 25), Window(12, 13))
    <Certainty.CERTAIN: 'certain'>
    >>> at_some_time(Extent(10, 12, 20, 25), Window(11, 12))
    <Certainty.POSSIBLE: 'possible'>
    """
    # MEANING.md, M7: certain and possible as for valid-time indeterminacy (Dyreson and Snodgrass 1998).
    if extent.f2 < window.end and extent.t1 > window.start:
        return Certainty.CERTAIN
    if extent.f1 < window.end and extent.t2 > window.start:
        return Certainty.POSSIBLE
    return None


def throughout(extent: Extent, window: Window) -> Certainty | None:
    """Return how surely it held on every day of *window*, or None if it cannot have (MEANING.md, M8)."""
    if extent.f2 <= window.start and extent.t1 >= window.end:
        return Certainty.CERTAIN
    if extent.f1 <= window.start and extent.t2 >= window.end:
        return Certainty.POSSIBLE
    return None


def intersect(a: Extent, b: Extent) -> Extent:
    """Return the later from and the earlier to, component by component; the result is not tightened.

    MEANING.md, M27.
    """
    return Extent(max(a.f1, b.f1), max(a.f2, b.f2), min(a.t1, b.t1), min(a.t2, b.t2))


def meets(both: Extent, window: Window) -> Certainty | None:
    """Return how surely an intersection holds on some day of *window*, or None if on none (MEANING.md, M27).

    Unlike a fact, an intersection may be empty, so that its own ends have to leave a day between them.
    """
    if max(both.f2, window.start) < min(both.t1, window.end):
        return Certainty.CERTAIN
    if max(both.f1, window.start) < min(both.t2, window.end):
        return Certainty.POSSIBLE
    return None
