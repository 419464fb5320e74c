"""A membership with its suspensions → its pieces, each of which begins with the event that ended the one before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tempodb.interchange.dataset.period_words import period_told
from tempodb.model.claims import ClaimDates
from tempodb.temporal.bounds import ONGOING, SINCE_ALWAYS, Bound
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.periods import Period, extent_of


class Piece(NamedTuple):
    """From when to when a membership was in force, or which of its suspensions was."""

    when: ClaimDates
    suspension: int | None


class OutsideError(ValueError):
    """A suspension, by its place among the others, that cannot lie within its membership and beside them."""

    def __init__(self, place: int, message: str) -> None:
        super().__init__(message)
        self.place = place


def cut_by(membership: ClaimDates, suspensions: Sequence[ClaimDates]) -> list[Piece]:
    """Return the pieces of a membership, in the order of time (MEANING.md, M49).

    >>> for piece in cut_by(ClaimDates("1992", "2006"), [ClaimDates("1999", "2001")]):
    ...     print(piece.when.from_, piece.when.to, piece.suspension)
    1992 1999 None
    1999 2001 0
    2001 2006 None

    Raises:
        OutsideError: one of them lies outside, or on days of another.

    """
    return list(_pieces(membership, suspensions))


def _pieces(membership: ClaimDates, suspensions: Sequence[ClaimDates]) -> Iterator[Piece]:
    begun, over = membership.stated()
    reached: Bound | None = begun
    since = membership.from_
    in_order = sorted(range(len(suspensions)), key=lambda place: _start(suspensions[place]))
    for place in in_order:
        when = suspensions[place]
        from_, to = when.stated()
        if from_ is None:
            raise OutsideError(place, "a suspension does not say from when")
        if reached is not None and from_.latest < reached.earliest:
            is_first = place == in_order[0]
            raise OutsideError(place, _outside(when, membership) if is_first else _too_early(when))
        if reached is None or not _is_same(from_, reached):
            _refuse_impossible(Period(reached or SINCE_ALWAYS, from_), place, when, membership)
            yield Piece(ClaimDates(since, when.from_), None)
        if _is_beyond(to, over):
            raise OutsideError(place, _outside(when, membership))
        yield Piece(when, place)
        if to is None:
            if place != in_order[-1]:
                raise OutsideError(in_order[-1], "a suspension follows one that goes on")
            return
        reached, since = to, when.to if when.through is None else to.text
    if over is None or reached is None or not _is_same(reached, over):
        last = in_order[-1]
        _refuse_impossible(
            Period(reached or SINCE_ALWAYS, over or ONGOING), last, suspensions[last], membership
        )
        yield Piece(ClaimDates(since, membership.to, membership.through), None)


def _start(when: ClaimDates) -> tuple[int, int]:
    begin = None if when.from_ is None else read_date(when.from_)
    return (0, 0) if begin is None else (begin.earliest, begin.latest)


def _is_same(a: Bound, b: Bound) -> bool:
    return (a.earliest, a.latest) == (b.earliest, b.latest)


def _is_beyond(to: Bound | None, over: Bound | None) -> bool:
    """Whether a suspension certainly goes on behind the end of its membership."""
    return over is not None and (to is None or to.earliest > over.latest)


def _refuse_impossible(piece: Period, place: int, when: ClaimDates, membership: ClaimDates) -> None:
    if extent_of(piece) is None:
        raise OutsideError(place, _outside(when, membership))


def _outside(when: ClaimDates, membership: ClaimDates) -> str:
    return f"the suspension {period_told(when)} lies outside of the membership {period_told(membership)}"


def _too_early(when: ClaimDates) -> str:
    return f"the suspension {period_told(when)} begins before another one is over"
