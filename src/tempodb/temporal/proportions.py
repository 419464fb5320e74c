"""What part some are of others, where it is not certain who is among them: the least and the greatest."""

# Annotations are no texts here, as `from __future__ import annotations` would make them: of a NamedTuple
# each is compiled again, which costs a start as much as the class.

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from tempodb.temporal.periods import Certainty


class HowSurely(NamedTuple):
    """How surely one is among those who are counted, among the rest, and among all of these; None where it cannot be."""

    among: Certainty | None
    rest: Certainty | None
    whole: Certainty | None


def proportion(each: Iterable[HowSurely]) -> tuple[Fraction, Fraction] | None:
    """Return the least and the greatest part of all, None where there is nobody.

    >>> sure, maybe = Certainty.CERTAIN, Certainty.POSSIBLE
    >>> proportion([HowSurely(sure, None, sure), HowSurely(maybe, maybe, sure), HowSurely(None, maybe, maybe)])
    (Fraction(1, 3), Fraction(1, 1))
    """
    placed = [one for one in each if one.whole is not None]
    if not placed:
        return None
    among = sum(one.among is Certainty.CERTAIN for one in placed)
    beside = sum(one.among is not Certainty.CERTAIN and one.rest is not None for one in placed)
    may_be = sum(one.among is not None for one in placed)
    never = sum(one.among is None and one.whole is Certainty.CERTAIN for one in placed)
    # Where nobody has to be there, there is a part only where somebody is.
    least = Fraction(among, among + beside) if among + beside else Fraction(1)
    return least, Fraction(may_be, may_be + never) if may_be else Fraction(0)
