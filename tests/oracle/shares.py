"""What part some are of all, by every state that each of them can be in (MEANING.md, M69)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import product

from oracle.operators import Verdict

Placed = tuple[Verdict, Verdict, Verdict]
"""How surely one is among those who are counted, among the rest, and among all."""
MAY_BE = {"certain": [True], "possible": [True, False], None: [False]}


def share(each: Iterable[Placed]) -> tuple[int, int] | None:
    """Return the least and the most percent that there can be, None where there is nobody."""
    states = [
        {
            (is_among, is_among or is_beside)
            for is_among, is_beside in product(MAY_BE[among], MAY_BE[rest])
            if (is_among or is_beside) in MAY_BE[whole]
        }
        for among, rest, whole in each
    ]
    parts = {
        Fraction(sum(a for a, _ in world), number)
        for world in product(*states)
        if (number := sum(whole for _, whole in world))
    }
    return (round(100 * min(parts)), round(100 * max(parts))) if parts else None
