"""The columns of an answer, before there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from tempodb.questions import fact_rows, resolved
from tempodb.questions.catalogue import meaning_of

if TYPE_CHECKING:
    from tempodb.questions.rows import Row


def columns(type_: type[Row]) -> tuple[str, ...]:
    """Return the keys of a row as they are printed.

    >>> columns(fact_rows.NameRow)[:3]
    ('party', 'name', 'short')
    """
    return type_._fields


def columns_of(question: resolved.Question) -> tuple[str, ...]:
    """Return the keys of the rows that answer *question*."""
    # Each type of row takes its time to be made, and most questions ask for facts.
    fact_row: type[Row] | None = getattr(fact_rows, meaning_of(question).rows[0], None)
    if fact_row is not None:
        return columns(fact_row)
    from tempodb.questions.rows import row_type

    return columns(row_type(question))


def every_column() -> tuple[str, ...]:
    """Return the keys of all rows, of whatever question, each once.

    >>> "member_name" in every_column()
    True
    """
    from tempodb.questions.rows import Row

    return tuple(dict.fromkeys(name for type_ in get_args(Row) for name in columns(type_)))
