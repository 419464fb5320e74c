"""How ages are compared, which may be known within some years only."""

from __future__ import annotations

from collections.abc import Callable

from tempodb.tql.filter_ast import ColumnRelation, Compared

Years = tuple[int | None, int | None]
"""Whole years at least and at most."""


def age_test(one: Compared) -> Callable[[Years], bool | None]:
    """Return what tells of an age whether a comparison is so; None where it is so of some years that it may be alone.

    >>> over_59 = age_test(Compared("age", ColumnRelation.MORE, ("59",)))
    >>> over_59((60, 61)), over_59((58, 59)), over_59((59, 60)), over_59((60, None)), over_59((None, None))
    (True, False, None, True, None)
    """
    relation = one.relation
    if relation in (ColumnRelation.UNKNOWN, ColumnRelation.KNOWN):
        is_wanted = relation is ColumnRelation.KNOWN
        return lambda age: (age[0] is not None) is is_wanted
    numbers = tuple(map(int, one.values))
    holds = _HOLDS[relation]

    def told(age: Years) -> bool | None:
        least, most = age
        if least is None:
            return None
        # Behind the greatest number that it is compared with, all ages are alike.
        last = max(least, *numbers) + 1 if most is None else min(most, max(least, *numbers) + 1)
        outcomes = {holds(years, numbers) for years in range(least, last + 1)}
        return outcomes.pop() if len(outcomes) == 1 else None

    return told


_HOLDS: dict[ColumnRelation, Callable[[int, tuple[int, ...]], bool]] = {
    ColumnRelation.IS: lambda years, numbers: years in numbers,
    ColumnRelation.IS_NOT: lambda years, numbers: years not in numbers,
    ColumnRelation.IN: lambda years, numbers: years in numbers,
    ColumnRelation.MORE: lambda years, numbers: years > numbers[0],
    ColumnRelation.LESS: lambda years, numbers: years < numbers[0],
    ColumnRelation.AT_LEAST: lambda years, numbers: years >= numbers[0],
    ColumnRelation.AT_MOST: lambda years, numbers: years <= numbers[0],
}
