"""Filters that mean nothing: of columns that are not there, or that cannot be compared so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never, get_args

from tempodb.base.errors import QueryError
from tempodb.base.nearest import nearest
from tempodb.binding.other_clause import said_by_another
from tempodb.questions import resolved
from tempodb.questions.columns import AGES, column_meant, column_types, orders, row_type_of
from tempodb.tql import ast
from tempodb.tql.filter_ast import (
    VALUELESS,
    AllOf,
    AnyOf,
    ColumnRelation,
    Compared,
    Filter,
    NoneOf,
    comparisons,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tempodb.base.errors import Span
    from tempodb.binding.source_text import SourceText

MOMENT_OF_COLUMN = {"from": "began", "to": "ended", "date": "began"}
"""The columns of dates, and the word by which time is asked for instead."""
JUDGED = ("from", "to", "certainty", "standing", "sources")
"""The columns of rows that are no matter of whom they are about alone."""
OF_NUMBERS = frozenset(
    {ColumnRelation.IS, ColumnRelation.IS_NOT, ColumnRelation.IN, ColumnRelation.MORE, ColumnRelation.LESS, ColumnRelation.AT_LEAST, ColumnRelation.AT_MOST}
)  # fmt: skip
OF_TEXTS = frozenset(
    {
        ColumnRelation.IS,
        ColumnRelation.IS_NOT,
        ColumnRelation.IN,
        ColumnRelation.STARTS_WITH,
        ColumnRelation.CONTAINS,
    }
)


def column_asked(column: str, columns: Sequence[str], asked: SourceText, span: Span | None) -> str:
    """Return which column of an answer is meant.

    Raises:
        QueryError: it has none of that name; with the nearest one, and all there are.

    """
    meant = column_meant(column, columns)
    if meant is not None:
        return meant
    near = nearest(column, columns)
    hint = f"the nearest is `{near}`; " if near else ""
    hint += f"the columns are {', '.join(columns)}"
    suggestions = (near,) if near else ()
    raise asked.error("unknown-column", f"there is no column `{column}`", hint, suggestions, span)


def filter_given(clauses: ast.Clauses, question: resolved.Question, asked: SourceText) -> Filter | None:
    """Return what the rows of a question are kept by, with the columns that are meant.

    Raises:
        QueryError: with the other of `where` and `having`, if with that it would mean something.

    """
    filter_ = clauses.where or clauses.having_
    if filter_ is None:
        return None
    try:
        return filter_asked(filter_, question, asked)
    except QueryError as refusal:
        words = ("having", "where") if clauses.where is None else ("where", "having")
        raise said_by_another(filter_, *words, refusal, asked) from None


def filter_asked(filter_: Filter, question: resolved.Question, asked: SourceText) -> Filter:
    """Return a filter with the columns that are meant.

    Raises:
        QueryError: the rows of the question do not have one, or it cannot be compared so.

    """
    match filter_:
        case Compared(column, relation):
            type_ = row_type_of(question)
            types = {**column_types(type_), **{name: int for name in AGES if name in orders(type_)}}
            meant = filter_.having(column=column_asked(column, tuple(types), asked, filter_.span))
            if relation not in VALUELESS:
                _refuse_wrong_relation(meant, types[meant.column], asked)
            return meant
        case AllOf(parts) | AnyOf(parts):
            return filter_.having(parts=tuple(filter_asked(part, question, asked) for part in parts))
        case NoneOf(part):
            return filter_.having(part=filter_asked(part, question, asked))
        case _:
            assert_never(filter_)


def statuses_compared(filter_: Filter) -> Iterator[ast.Name]:
    """Yield the statuses that rows are compared with, each of which there has to be.

    >>> [name.text for name in statuses_compared(Compared("status", ColumnRelation.IS, ("Suspended",)))]
    ['suspended']
    """
    whole = (ColumnRelation.IS, ColumnRelation.IS_NOT, ColumnRelation.IN)
    for one in comparisons(filter_):
        if one.column == "status" and one.relation in whole:
            yield from (ast.Name(value.lower(), one.span) for value in one.values)


def _refuse_wrong_relation(one: Compared, type_: Any, asked: SourceText) -> None:
    column, relation = one.column, one.relation.value
    if type_ is int:
        if one.relation not in OF_NUMBERS:
            message, hint = (
                f"`{column}` has numbers, which `{relation}` does not compare",
                f"write `{column} > 10`",
            )
            raise asked.error("filter", message, hint, span=one.span)
        wrong = next((value for value in one.values if not _is_number(value)), None)
        if wrong is not None:
            message = f"`{column}` has numbers, and `{wrong}` is none"
            raise asked.error("filter", message, f"write `{column} {relation} 10`", span=one.span)
    elif one.relation not in OF_TEXTS:
        if column in MOMENT_OF_COLUMN:
            message, word = f"`{column}` is a date as it was stated", MOMENT_OF_COLUMN[column]
            when = "before" if one.relation in (ColumnRelation.LESS, ColumnRelation.AT_MOST) else "after"
            hint = f"ask for time in its own words, as in `that {word} {when} 2000`"
        else:
            message, hint = (
                f"`{column}` has texts, which `{relation}` does not compare",
                f"write `{column} starts with A`",
            )
        raise asked.error("filter", message, hint, span=one.span)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def refuse_within(query: ast.Query, meant: resolved.Query, asked: SourceText) -> None:
    """Refuse a filter within another question that is of more than whom its rows are about, and what they say.

    Raises:
        QueryError: with the column, and the clause that asks the same.

    """
    if meant.where is None:
        return
    if not isinstance(meant.question, get_args(resolved.AboutFacts)):
        message = "within another question, `where …` goes with members, holders, names, bodies and events"
        raise asked.error("out-of-place", message, "ask for them alone", span=query.span)
    if (rank := query.clauses.rank) is not None:
        message = f"within another question, `where …` does not go with `{rank.by.value}`"
        raise asked.error("out-of-place", message, "ask for them alone", span=query.span)
    for one in comparisons(meant.where):
        if one.column in JUDGED:
            message = (
                f"`{one.column}` is told of rows, and here those are counted or compared whom they are about"
            )
            raise asked.error("out-of-place", message, _instead(one.column), span=one.span)


def _instead(column: str) -> str:
    match column:
        case "certainty":
            return "write `certainly` or `possibly` before the time"
        case "sources":
            return "write `according to` with the source"
        case "standing":
            return "write `including disputed`, or leave it out"
        case _:
            return f"write `that {MOMENT_OF_COLUMN[column]} in`, `before` or `after` a date"
