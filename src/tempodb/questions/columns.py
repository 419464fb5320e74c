"""The columns of an answer, before there is one."""

from __future__ import annotations

from functools import cache
from itertools import chain
from types import NoneType
from typing import TYPE_CHECKING, Any, cast, get_args, get_type_hints

from tempodb.questions import fact_rows, resolved
from tempodb.questions.catalogue import meaning_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from tempodb.questions.rows import Row
    from tempodb.temporal.span_dates import SpanDates


def columns(type_: type[Row]) -> tuple[str, ...]:
    """Return the keys of a row as they are printed.

    >>> columns(fact_rows.NameRow)[:3]
    ('party', 'name', 'short')
    """
    return type_._fields


def column_meant(column: str, names: Sequence[str]) -> str | None:
    """Return which of some columns is meant: by its own name, or by `name` or `party` whom rows are about.

    >>> column_meant("name", columns(fact_rows.TenureRow)), column_meant("party", columns(fact_rows.MembershipRow))
    ('holder_name', 'member')
    """
    if column in names:
        return column
    about = {
        "name": (name for name in names if name.endswith("_name")),
        "party": (n for n in names if n in PARTIES),
    }
    return next(about.get(column, iter(())), None)


PARTIES = ("member", "holder", "body")
"""The columns of whom rows are about, where these are called otherwise than parties."""


def columns_of(query: resolved.Query) -> tuple[str, ...]:
    """Return the keys of the rows that answer *query*."""
    return columns(row_type_answering(query, row_type_of(query.question)))


DURATION = "duration"
"""How long rows held: no column that is shown, but one by which they can be ordered."""


AGE = "age"
"""How old those were whom rows are about: no column by itself, but what the columns of ages bound."""
AGES = (AGE, "least_age", "most_age")
"""The columns of ages, for which a query asks by naming one."""
AGED = ("MembershipRow", "TenureRow")
"""The rows that may tell ages."""


def orders(type_: type[Row]) -> tuple[str, ...]:
    """Return by what rows can be ordered: their columns, those of facts by how long they held, of parties by how old they were.

    >>> orders(fact_rows.TenureRow)[-4:-2], orders(fact_rows.EventRow)[-1]
    (('duration', 'age'), 'sources')
    """
    shown = columns(type_)
    holds = type_.__name__ in vars(fact_rows) and {"from", "to"} <= set(shown)
    aged = AGES if type_.__name__ in AGED else ()
    return (*shown, DURATION, *aged) if holds else shown


def row_type_of(question: resolved.Question) -> type[Row]:
    """Return what the rows are that answer *question*."""
    # Each type of row takes its time to be made, and most questions ask for facts.
    fact_row: type[Row] | None = getattr(fact_rows, meaning_of(question).rows[0], None)
    if fact_row is not None:
        return fact_row
    from tempodb.questions.row_types import row_type

    return row_type(question)


def row_type_answering(query: resolved.Query, plain: type[Row]) -> type[Row]:
    """Return what the rows are that answer *query*: *plain* ones, or where it asks for ages those that tell them."""
    if not query.tells_ages:
        return plain
    # Few questions ask for ages.
    from tempodb.questions.aged_rows import AGED_ROWS

    return AGED_ROWS[plain.__name__]


def asked_for(question: resolved.Question) -> tuple[str, ...]:
    """Return the columns that *question* asks for, which say most even where all rows have the same.

    >>> asked_for(resolved.Memberships(None, "uzbekistan", None))
    ('organization_name',)
    """
    asks_for = meaning_of(question).asks_for
    return asks_for if isinstance(asks_for, tuple) else asks_for(question)


def column_types(type_: type[Row | SpanDates]) -> Mapping[str, Any]:
    """Return what each column holds where it is not empty: `str`, `int`, `date` or `tuple[str, ...]`.

    >>> column_types(fact_rows.EventRow)["number"]
    <class 'int'>
    """
    return _types(cast("Hashable", type_))


@cache
def _types(row: Hashable) -> Mapping[str, Any]:
    return {name: _filled(hint) for name, hint in get_type_hints(row).items()}


def _filled(hint: Any) -> Any:
    """Return a type without None."""
    return next((type_ for type_ in get_args(hint) if NoneType in get_args(hint)), hint)


def every_column() -> tuple[str, ...]:
    """Return the keys of all rows, of whatever question, each once.

    >>> "member_name" in every_column()
    True
    """
    from tempodb.questions.rows import Row
    from tempodb.temporal.span_dates import DATE_COLUMNS

    names = (name for type_ in get_args(Row) for name in columns(type_))
    return tuple(dict.fromkeys(chain(names, DATE_COLUMNS)))
