"""What rows are kept by: comparisons of their columns, with `and`, `or` and `not`."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

from tempodb.base.errors import Span
from tempodb.base.node import Node


class ColumnRelation(StrEnum):
    """How a column lies to values, in the words that say it."""

    IS = "is"
    IS_NOT = "is not"
    STARTS_WITH = "starts with"
    CONTAINS = "contains"
    IN = "in"
    MORE = ">"
    LESS = "<"
    AT_LEAST = ">="
    AT_MOST = "<="
    UNKNOWN = "is unknown"
    KNOWN = "is not unknown"


VALUELESS = frozenset({ColumnRelation.UNKNOWN, ColumnRelation.KNOWN})
"""The relations that are to no value."""


class Filtering(Node):
    """A filter, which `&`, `|` and `~` put together with others."""

    def __and__(self, other: Filter) -> AllOf:
        return AllOf((*_parts(AllOf, self), *_parts(AllOf, other)))

    def __or__(self, other: Filter) -> AnyOf:
        return AnyOf((*_parts(AnyOf, self), *_parts(AnyOf, other)))

    def __invert__(self) -> NoneOf:
        (part,) = _parts(NoneOf, self)
        return NoneOf(part)


class Compared(Filtering):
    """`status is suspended`: a column, and how it lies to values."""

    column: str
    relation: ColumnRelation
    values: tuple[str, ...] = ()
    span: Span | None = None


class AllOf(Filtering):
    """Filters with `and` between them."""

    parts: tuple[Filter, ...]


class AnyOf(Filtering):
    """Filters with `or` between them."""

    parts: tuple[Filter, ...]


class NoneOf(Filtering):
    """A filter behind `not`."""

    part: Filter


Filter: TypeAlias = Compared | AllOf | AnyOf | NoneOf


def _parts(together: type[AllOf | AnyOf | NoneOf], filter_: Filtering) -> tuple[Filter, ...]:
    """Return the parts of what is put *together* already, so that brackets within it say nothing."""
    assert isinstance(filter_, Compared | AllOf | AnyOf | NoneOf)
    if isinstance(filter_, together) and not isinstance(filter_, Compared | NoneOf):
        return filter_.parts
    return (filter_,)


def comparisons(filter_: Filter) -> tuple[Compared, ...]:
    """Return the comparisons of a filter, from left to right.

    >>> one = Compared("status", ColumnRelation.IS, ("member",))
    >>> comparisons(one & ~one) == (one, one)
    True
    """
    match filter_:
        case Compared():
            return (filter_,)
        case NoneOf(part):
            return comparisons(part)
        case AllOf(parts) | AnyOf(parts):
            return tuple(one for part in parts for one in comparisons(part))
