"""Who comes first of several, of whom it is not known exactly where they stand, nor whether they take part."""

# Annotations are no texts here, as `from __future__ import annotations` would make them: of a NamedTuple
# each is compiled again, which costs a start as much as the class.

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from tempodb.temporal.periods import Certainty


class Contender(NamedTuple):
    """The least and the greatest value that one may have, the least of all winning; and whether it certainly takes part."""

    least: int
    greatest: int
    is_certain: bool = True


def winners(
    contenders: Sequence[Contender], number: int, among: Sequence[Contender] | None = None
) -> list[Certainty | None]:
    """Return of each how surely it is among the first *number*: fewer than so many others have a lesser value.

    MEANING.md, M59. The others are all that are told; or those *among* whom it stands, who are at least the
    ones that are among the first of these, and of each other part of all.

    >>> [verdict and verdict.value for verdict in winners([Contender(1, 4), Contender(3, 3), Contender(9, 9)], 1)]
    ['possible', 'possible', None]
    """
    # Any others may be as far behind as they can at once, as each has its value by itself.
    everyone = contenders if among is None else among
    greatest = sorted(each.greatest for each in everyone if each.is_certain)
    least = sorted(each.least for each in everyone)
    verdicts: list[Certainty | None] = []
    for each in contenders:
        surely_before = bisect_left(greatest, each.least)
        maybe_before = bisect_left(least, each.greatest) - (each.least < each.greatest)
        if surely_before >= number:
            verdicts.append(None)
        else:
            is_certain = each.is_certain and maybe_before < number
            verdicts.append(Certainty.CERTAIN if is_certain else Certainty.POSSIBLE)
    return verdicts
