"""What rows are kept by, as Python says it: `column("status").is_("suspended")`."""

from __future__ import annotations

from tempodb.api.query_values import named, spelt, word
from tempodb.base.errors import QueryError
from tempodb.base.node import Node
from tempodb.temporal.given import shown
from tempodb.tql.filter_ast import AllOf, AnyOf, ColumnRelation, Compared, Filter, NoneOf


class ComparedColumn(Node):
    """A column of an answer, to be compared; `&`, `|` and `~` put comparisons together."""

    key: str

    def is_(self, value: str | int) -> Compared:
        """Keep rows in which it is that."""
        return self._that(ColumnRelation.IS, value)

    def is_not(self, value: str | int) -> Compared:
        """Keep rows in which it is known, and something else."""
        return self._that(ColumnRelation.IS_NOT, value)

    def starts_with(self, value: str) -> Compared:
        """Keep rows in which it begins so."""
        return self._that(ColumnRelation.STARTS_WITH, value)

    def contains(self, value: str) -> Compared:
        """Keep rows in which that stands somewhere in it."""
        return self._that(ColumnRelation.CONTAINS, value)

    def in_(self, value: str | int, *others: str | int) -> Compared:
        """Keep rows in which it is one of these."""
        return self._that(ColumnRelation.IN, value, *others)

    def is_unknown(self) -> Compared:
        """Keep rows in which there is nothing."""
        return self._that(ColumnRelation.UNKNOWN)

    def is_known(self) -> Compared:
        """Keep rows in which there is something."""
        return self._that(ColumnRelation.KNOWN)

    def more_than(self, number: int) -> Compared:
        """Keep rows in which the number is greater."""
        return self._that(ColumnRelation.MORE, number)

    def less_than(self, number: int) -> Compared:
        """Keep rows in which the number is smaller."""
        return self._that(ColumnRelation.LESS, number)

    def at_least(self, number: int) -> Compared:
        """Keep rows in which the number is that or greater."""
        return self._that(ColumnRelation.AT_LEAST, number)

    def at_most(self, number: int) -> Compared:
        """Keep rows in which the number is that or smaller."""
        return self._that(ColumnRelation.AT_MOST, number)

    def _that(self, relation: ColumnRelation, *values: object) -> Compared:
        return Compared(self.key, relation, tuple(map(_value, values)))


def column(key: str) -> ComparedColumn:
    """Return a column of an answer, by its key.

    >>> kept = column("status").is_("suspended") & ~column("member").starts_with("A")
    >>> [type(part).__name__ for part in kept.parts]
    ['Compared', 'NoneOf']

    Raises:
        QueryError: it is no text.

    """
    return ComparedColumn("_".join(word(key).split()))


def filter_of(given: object) -> Filter:
    """Return the filter that is handed over.

    Raises:
        QueryError: it is none.

    """
    if not isinstance(given, Compared | AllOf | AnyOf | NoneOf):
        hint = 'give one such as column("status").is_("member")'
        raise QueryError.of("no-filter", f"{shown(given)} is no filter", hint)
    return given


def _value(given: object) -> str:
    return str(given) if type(given) is int else named(spelt(given)).text
