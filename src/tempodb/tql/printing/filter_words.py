"""Filter → text, with brackets where they are needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from tempodb.tql.filter_ast import VALUELESS, AllOf, AnyOf, ColumnRelation, Compared, Filter, NoneOf


def filter_text(filter_: Filter, written: Callable[[str], str]) -> str:
    """Return the words of a filter, whose values are *written* somehow.

    >>> either = AnyOf((Compared("a", ColumnRelation.IS, ("b",)), Compared("a", ColumnRelation.UNKNOWN)))
    >>> filter_text(AllOf((either, NoneOf(Compared("c", ColumnRelation.IN, ("d", "e"))))), str)
    '(a is b or a is unknown) and not c in (d, e)'
    """
    match filter_:
        case Compared(column, relation, _) if relation in VALUELESS:
            return f"{column} {relation.value}"
        case Compared(column, ColumnRelation.IN, values):
            return f"{column} in ({', '.join(map(written, values))})"
        case Compared(column, relation, values):
            return f"{column} {relation.value} {' '.join(map(written, values))}"
        case AllOf(parts):
            return " and ".join(_within(part, written) for part in parts)
        case AnyOf(parts):
            return " or ".join(_within(part, written) for part in parts)
        case NoneOf(part):
            return f"not {_within(part, written)}"
        case _:
            assert_never(filter_)


def _within(part: Filter, written: Callable[[str], str]) -> str:
    text = filter_text(part, written)
    return f"({text})" if isinstance(part, AllOf | AnyOf) else text
