"""Python → AST: each step returns a new question, the same one that the text would be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, TypeAlias

from tempodb.errors import QueryError
from tempodb.query import ast
from tempodb.query.parser import parse_one
from tempodb.query.printer import write
from tempodb.query.result import Result
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.facts import Quantifier
from tempodb.temporal.instants import is_instant, read_instant
from tempodb.temporal.periods import Certainty

DateLike: TypeAlias = str | int | date
"""A date as written (`"2002-10"`, `"today"`), a year, or a day."""


def read_day(given: DateLike) -> ast.Day:
    """Return the days that *given* names.

    >>> read_day(2006) == read_day("2006")
    True

    Raises:
        DateError: it is no date.

    """
    if isinstance(given, int):
        return read_date(f"{given:04}")
    text = given.isoformat() if isinstance(given, date) else given
    return ast.Today() if text.strip().lower() == "today" else read_date(text)


def named(text: str) -> ast.Name:
    """Return the name that *text* is.

    Raises:
        QueryError: it is blank.

    """
    if not text.strip():
        raise QueryError.of("empty-name", "the name is empty", "give an id or a name")
    return ast.Name(text)


def word(text: str) -> str:
    """Return a word of the language as it is compared, in whatever case it is given.

    >>> word(" Suspended ")
    'suspended'

    Raises:
        QueryError: it is blank.

    """
    if not text.strip():
        raise QueryError.of("empty-word", "the word is empty", "leave it out")
    return text.strip().lower()


@dataclass(frozen=True, slots=True)
class Asking:
    """A question being built; iterate over it, or call `run`, to have it answered.

    >>> members = asking(ast.Members(ast.Name("CSTO")), lambda query: None)
    >>> print(members.as_of("2006").known_at("2017-12-31").text)
    members of CSTO as of 2006 known at 2017-12-31
    """

    query: ast.Query
    answer: Callable[[ast.Query], Result] = field(repr=False, compare=False)

    def __post_init__(self) -> None:
        # What Python asks has to be what a text can ask, so that every answer can be asked for again.
        if parse_one(write(self.query)) != self.query:
            raise QueryError.of("unsayable", "no text says this", "look at its names, dates and numbers")

    @property
    def text(self) -> str:
        """The canonical text of the question."""
        return write(self.query)

    def as_of(self, day: DateLike) -> Asking:
        """Ask for some time in *day*, which may be a month, a year or a range."""
        return self._at(ast.AsOf(read_day(day)))

    def during(self, day: DateLike) -> Asking:
        """Ask for some time in *day*, said otherwise."""
        return self._at(ast.During(read_day(day)))

    def between(self, first: DateLike, last: DateLike) -> Asking:
        """Ask for some time from the first day of *first* through the last of *last*."""
        return self._at(ast.Between(read_day(first), read_day(last)))

    def throughout(self, first: DateLike, last: DateLike | None = None) -> Asking:
        """Ask for every day of *first*, or from *first* through *last*."""
        day = read_day(first)
        window = ast.AsOf(day) if last is None else ast.Between(day, read_day(last))
        return self._at(window, Quantifier.EVERY)

    def certainly(self) -> Asking:
        """Keep the rows that are certain; follows the time that is asked for."""
        return self._only(Certainty.CERTAIN)

    def possibly(self) -> Asking:
        """Keep the rows that are possible only; follows the time that is asked for."""
        return self._only(Certainty.POSSIBLE)

    def known_at(self, instant: DateLike | datetime) -> Asking:
        """Ask what was believed at an instant, or at the last instant of a day, month or year."""
        text = instant.isoformat() if isinstance(instant, datetime) else instant
        if isinstance(text, str) and is_instant(text):
            return self._with(known_at=ast.Instant(read_instant(text)))
        return self._with(known_at=read_day(text))

    def published_by(self, day: DateLike) -> Asking:
        """Keep what has a source that was published by then."""
        return self._with(published_by=read_day(day))

    def according_to(self, source: str) -> Asking:
        """Keep what has this source, disputed claims too."""
        return self._with(according_to=named(source))

    def including(self, *statuses: str) -> Asking:
        """Ask for more statuses; `"any status"` for all, `"disputed"` for disputed claims."""
        sofar, words = self.query.clauses.including, [word(status) for status in statuses]
        names = [ast.Name(status) for status in words if status not in ("any status", "disputed")]
        including = ast.Including(
            tuple(dict.fromkeys([*sofar.statuses, *names])),
            sofar.any_status or "any status" in words,
            sofar.disputed or "disputed" in words,
        )
        return self._with(including=including)

    def order_by(self, *columns: str) -> Asking:
        """Order by columns; a minus before one for descending."""
        ordered = [(word(column.removeprefix("-")), column.startswith("-")) for column in columns]
        return self._with(order_by=tuple(ast.Order(*order) for order in ordered))

    def limit(self, rows: int) -> Asking:
        """Return at most so many rows."""
        if rows < 0:
            raise QueryError.of("limit", f"`{rows}` is no number of rows")
        return self._with(limit=rows)

    def run(self) -> Result:
        """Return the answer."""
        return self.answer(self.query)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.run())

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the rows as mappings."""
        return self.run().to_dicts()

    def to_arrow(self) -> Any:
        """Return the rows as a `pyarrow.Table`."""
        return self.run().to_arrow()

    def to_polars(self) -> Any:
        """Return the rows as a `polars.DataFrame`."""
        return self.run().to_polars()

    def _at(
        self, window: ast.AsOf | ast.During | ast.Between, quantifier: Quantifier = Quantifier.SOME
    ) -> Asking:
        return self._with(when=ast.When(window, quantifier))

    def _only(self, certainty: Certainty) -> Asking:
        when = self.query.clauses.when
        if when is None:
            raise QueryError.of("no-time", "no time is asked for yet", "ask as_of(…) first")
        return self._with(when=when.having(only=certainty))

    def _with(self, **clauses: Any) -> Asking:
        return replace(self, query=self.query.having(clauses=self.query.clauses.having(**clauses)))


def asking(question: ast.Question, answer: Callable[[ast.Query], Result]) -> Asking:
    """Return a question without clauses, to be built on."""
    return Asking(ast.Query(question), answer)
