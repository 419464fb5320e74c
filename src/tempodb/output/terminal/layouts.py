"""What a table shows of each type of row: which columns, in which order, under which headings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from typing import Any, NamedTuple

from tempodb.answers.result import Result
from tempodb.base.printable import printable
from tempodb.model.kinds import Kind
from tempodb.model.schema import SCHEMA
from tempodb.questions import aged_rows, count_rows, fact_rows, rows
from tempodb.questions.columns import columns
from tempodb.questions.rows import Row
from tempodb.temporal.date_reader import day_through


class Fit(Enum):
    """What becomes of a column where a terminal is too narrow; dates are parted between two ends."""

    WHOLE = "whole"
    WRAPPED = "wrapped"
    PARTED = "parted"
    CUT = "cut"


class Column(NamedTuple):
    """A column: the fields of which the first that says something is shown.

    Where none does, *absent* stands, if the row has the field *given*. A column in which all rows
    say nothing, or what is *dull*, is left out. What the field *beside* says stands behind it, unless that
    *goes without saying*. A value is *told* in other words where people want that.
    """

    heading: str
    fields: tuple[str, ...]
    fit: Fit = Fit.WHOLE
    absent: str = ""
    given: str | None = None
    dull: str | None = None
    is_figure: bool = False
    beside: str | None = None
    told: Callable[[str], str] = str
    goes_without_saying: Callable[[Any], bool] | None = None

    def value(self, row: Row) -> Any:
        """Return what a row says, or None."""
        if self.goes_without_saying is not None and self.goes_without_saying(row):
            return None
        for field in self.fields:
            value = getattr(row, field)
            if value not in (None, "", ()):
                beside = getattr(row, self.beside) if self.beside not in (None, field) else None
                return value if beside is None else f"{value}, {beside}"
        if self.absent and (self.given is None or getattr(row, self.given) is not None):
            return self.absent
        return None

    def text(self, row: Row) -> str:
        """Return a cell."""
        value = self.value(row)
        if value is None:
            return ""
        if isinstance(value, tuple):
            return str(len(value)) if self.is_figure else printable(", ".join(value))
        return printable(str(value) if value == self.absent else self.told(str(value)))

    def says_something(self, answer: Iterable[Row]) -> bool:
        """Return whether there is a row for which the column is needed."""
        return any(self.value(row) not in (None, self.dull) for row in answer)


class Layout(NamedTuple):
    """The columns of a table; of names, one of *below* that is the same in all rows stands below them instead."""

    columns: tuple[Column, ...]
    below: tuple[str, ...] = ()


def _short(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, (name,)) for name in names)


def _long(heading: str, *fields: str) -> Column:
    return Column(heading, fields or (heading,), Fit.WRAPPED)


def _figure(name: str, absent: str = "") -> Column:
    return Column(name, (name,), absent=absent, is_figure=True)


NARROW_HEADINGS = {"ordinal": "no.", "number": "no."}
"""The headings of columns that are as narrow as a number."""


def _kind_columns(row: type[Row], kind: Kind, given: str | None = None) -> Iterator[Column]:
    """Yield the columns of what a kind says and of its dates, in the order in which a row has them."""
    ends = {column.heading: column for column in _holding(given)}
    said = {field.name: field.words for field in SCHEMA[kind].fields if not field.name_of}
    said |= {part.name: part.name for part in SCHEMA[kind].key if part.is_optional}
    for name in columns(row):
        if name in ends:
            yield ends[name]
        elif name in said:
            named = f"{name}_name"
            fit = Fit.WRAPPED if name == "end_reason" else Fit.WHOLE
            yield Column(
                NARROW_HEADINGS.get(name, said[name]), (named if named in columns(row) else name,), fit
            )


SAID_BY_CHANGE = {"joined": "member", "left": "member", "resumed": "member", "suspended": "suspended"}
"""The status that a change of a member has without a word."""


def _is_said_by_change(row: Any) -> bool:
    """Return whether a change says by itself what stands beside it."""
    if row.change == "renamed":
        return bool(row.detail_name == row.party_name)
    status = SAID_BY_CHANGE.get(row.change, row.change.removeprefix("became "))
    return row.title is None and row.detail_name == status


def _holding(given: str | None = None) -> tuple[Column, ...]:
    """Return the columns of the stated ends of a fact."""
    return (
        Column("from", ("from",), Fit.PARTED, absent="always", given=given),
        Column("to", ("to",), Fit.PARTED, absent="ongoing", given=given),
    )


UNSURE = Column("certainty", ("certainty",), dull="certain")
"""Certainty where most is certain, since all time is asked about."""
DATE = Column("date", ("date",), Fit.PARTED)
STANDING = Column("standing", ("standing",), dull="accepted")
SOURCES = Column("sources", ("sources",), Fit.CUT)
ALIAS = Column("kind", ("kind",), dull="name")
SUPPORT = (*_short("certainty"), STANDING, SOURCES)
ORGANIZATION_COLUMN = _long("organization", "organization_name")
RECORDED = (
    Column("believed since", ("recorded_from",), Fit.WRAPPED),
    Column("until", ("recorded_to",), Fit.WRAPPED, absent="now"),
)
SHARES = (
    *(_figure("certain"), _figure("possible")),
    *(Column(f"of {word}", (f"of_{word}",), is_figure=True) for word in ("certain", "possible")),
    *(Column(f"{word} %", (f"{word}_percent",), is_figure=True) for word in ("least", "most")),
)
FIGURES = (_figure("certain"), _figure("possible"), *_short("coverage"))


def _members(*beside: Column) -> Layout:
    return Layout(
        (
            *(_long("member", "member_name"), ORGANIZATION_COLUMN),
            *(*_kind_columns(fact_rows.MembershipRow, Kind.MEMBERSHIP), *beside, *SUPPORT),
        ),
        below=("member_name", "organization_name"),
    )


def _holders(*beside: Column) -> Layout:
    return Layout(
        (
            *(_long("holder", "holder_name"), _long("office", "title"), ORGANIZATION_COLUMN),
            *(*_kind_columns(fact_rows.TenureRow, Kind.TENURE, given="holder"), *beside, *SUPPORT),
        ),
        below=("holder_name", "title", "organization_name"),
    )


LAYOUTS: dict[type[Row], Layout] = {
    rows.AnswerRow: Layout(_short("answer")),
    fact_rows.MembershipRow: _members(),
    aged_rows.AgedMembershipRow: _members(*_short("age")),
    fact_rows.TenureRow: _holders(),
    aged_rows.AgedTenureRow: _holders(*_short("age")),
    fact_rows.NameRow: Layout((_long("name"), *_short("short", "language"), ALIAS, *_holding(), *SUPPORT)),
    fact_rows.BodyRow: Layout(
        (_long("body", "body_name"), ORGANIZATION_COLUMN, *_holding(), *SUPPORT), below=("organization_name",)
    ),
    fact_rows.EventRow: Layout(
        (
            *(DATE, *_short("kind"), Column(NARROW_HEADINGS["number"], ("number",))),
            *(_long("title"), _long("body", "body_name"), _long("place")),
            *(*_short("state"), *SUPPORT),
        ),
        below=("body_name",),
    ),
    rows.EntityRow: Layout((*_short("id"), _long("name"), *_short("kind"), _long("detail")), below=("id",)),
    rows.PartyRow: Layout((_long("party", "party_name"), *_short("certainty"))),
    count_rows.CountRow: Layout((*_short("period"), *FIGURES)),
    count_rows.DurationRow: Layout(
        (*_short("measure"), *(map(_figure, ("certain", "possible", "least_days", "most_days"))))
    ),
    count_rows.AgeRow: Layout(
        (*_short("measure"), *map(_figure, ("certain", "possible", "unknown", "least_age", "most_age")))
    ),
    count_rows.ShareRow: Layout((*_short("period"), *SHARES)),
    count_rows.ShareGroupRow: Layout((_long("group", "group_name"), *_short("period"), *SHARES)),
    count_rows.CountEveryRow: Layout((ORGANIZATION_COLUMN, *_short("period"), *FIGURES)),
    count_rows.CountGroupRow: Layout((_long("group", "group_name"), *_short("period"), *FIGURES)),
    count_rows.CountEveryGroupRow: Layout(
        (ORGANIZATION_COLUMN, _long("group", "group_name"), *_short("period"), *FIGURES)
    ),
    rows.PeriodRow: Layout((*_holding(), *SUPPORT)),
    rows.ChangeRow: Layout(
        (
            *(DATE, *_short("change"), _long("party", "party_name")),
            Column(
                *("as", ("title", "detail_name"), Fit.WRAPPED),
                beside="detail_name",
                goes_without_saying=_is_said_by_change,
            ),
            *(ORGANIZATION_COLUMN, UNSURE, STANDING, SOURCES),
        ),
        below=("party_name", "organization_name"),
    ),
    rows.CompareRow: Layout(
        (
            *_short("change"),
            _long("party", "party_name"),
            _long("before", "before_name"),
            _long("after", "after_name"),
        )
    ),
    rows.VacancyRow: Layout(
        (_long("office", "title"), ORGANIZATION_COLUMN, *_holding(), *_short("certainty")),
        below=("title", "organization_name"),
    ),
    rows.MembershipRevisionRow: Layout(
        (
            *(_long("member", "member_name"), ORGANIZATION_COLUMN),
            *(*_kind_columns(rows.MembershipRevisionRow, Kind.MEMBERSHIP), *RECORDED, STANDING, SOURCES),
        ),
        below=("member_name", "organization_name"),
    ),
    rows.TenureRevisionRow: Layout(
        (
            *(_long("holder", "holder_name"), _long("office", "title"), ORGANIZATION_COLUMN),
            *(*_kind_columns(rows.TenureRevisionRow, Kind.TENURE), *RECORDED, STANDING, SOURCES),
        ),
        below=("holder_name", "title", "organization_name"),
    ),
    rows.ConflictRow: Layout(
        (
            *(_long("party", "member_name", "holder_name"), _long("office", "title"), ORGANIZATION_COLUMN),
            *(_long("says", "status", "capacity"), *_holding(), UNSURE),
            *(*_short("standing"), _long("contradicts", "other"), SOURCES),
        ),
        below=("organization_name",),
    ),
    rows.OverlapRow: Layout(
        (
            *(_long("member", "member_name"), _long("with", "other_name"), ORGANIZATION_COLUMN),
            *(*_holding(), *SUPPORT),
        ),
        below=("member_name", "other_name", "organization_name"),
    ),
    rows.HistoryRow: Layout(
        (
            *(*_holding(), _figure("certain", absent="0"), _figure("possible")),
            _long("change", "change_names"),
        )
    ),
}


def layout_of(result: Result) -> Layout:
    """Return how the rows of an answer are laid out, their ends as the answer wants them."""
    layout = LAYOUTS.get(result.row_type) or Layout(
        tuple(Column(name, (name,), Fit.WRAPPED) for name in result.columns)
    )
    if result.ends == "to":
        return layout
    return layout._replace(columns=tuple(map(_through, layout.columns)))


def _through(column: Column) -> Column:
    return column._replace(heading="through", told=day_through) if column.fields == ("to",) else column


def columns_named(result: Result, names: Sequence[str]) -> list[Column]:
    """Return the columns of some names, each as it is usually laid out."""
    layout = layout_of(result)
    usual = {field: column for column in layout.columns for field in column.fields[:1]}
    return [usual.get(name, Column(name, (name,), Fit.WRAPPED)) for name in names]
