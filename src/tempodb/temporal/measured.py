"""Averages, medians and sums of what is not known exactly, nor whether all of it takes part: the least and the greatest."""

# Annotations are no texts here, as `from __future__ import annotations` would make them: of a NamedTuple
# each is compiled again, which costs a start as much as the class.

from bisect import insort
from collections.abc import Callable, Iterable, Sequence
from math import inf
from typing import NamedTuple


class Measured(NamedTuple):
    """The least and the greatest value of one, which is infinite where nobody knows; and whether it certainly takes part."""

    least: float
    greatest: float
    is_certain: bool = True


def total_of(each: Sequence[Measured]) -> tuple[float, float]:
    """Return the least and the greatest sum.

    >>> total_of([Measured(1, 2), Measured(5, 9, False)])
    (1, 11)
    """
    return sum(one.least for one in each if one.is_certain), sum(one.greatest for one in each)


def average_of(each: Sequence[Measured]) -> tuple[float, float]:
    """Return the least and the greatest average of one or more.

    >>> average_of([Measured(4, 6), Measured(2, 9, False), Measured(8, 8, False)])
    (3.0, 7.666666666666667)
    """
    return _between(each, lambda values: sum(values) / len(values))


def median_of(each: Sequence[Measured]) -> tuple[float, float]:
    """Return the least and the greatest median of one or more; of two in the middle it is their average.

    >>> median_of([Measured(4, 6), Measured(2, 9, False), Measured(8, 8, False)])
    (3.0, 8)
    """
    return _between(each, _middle)


def _between(each: Sequence[Measured], measure: Callable[[Sequence[float]], float]) -> tuple[float, float]:
    least = _least([one.least for one in each if one.is_certain], _open(each, 0), measure)
    negated = _least(
        [-one.greatest for one in each if one.is_certain],
        [-value for value in _open(each, 1)],
        measure,
    )
    return least, -negated


def _open(each: Sequence[Measured], end: int) -> list[float]:
    return [one[end] for one in each if not one.is_certain]


def _least(
    certain: Iterable[float], maybe: Iterable[float], measure: Callable[[Sequence[float]], float]
) -> float:
    """Return the least measure: whatever is less than what there is makes it less, and the least the most."""
    values = sorted(certain)
    for value in sorted(maybe):
        if values and value >= measure(values):
            break
        insort(values, value)
    return measure(values)


def _middle(values: Sequence[float]) -> float:
    half = len(values) // 2
    if len(values) % 2:
        return values[half]
    low, high = values[half - 1 : half + 1]
    return inf if high == inf else (low + high) / 2
