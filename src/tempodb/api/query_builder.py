"""Python → AST: each step returns a new question, the same one that the text would be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from tempodb.api.choosing import Choosing
from tempodb.api.query_values import chosen, condition_of, counted_by, named, read_day, spelt, word
from tempodb.base.errors import QueryError
from tempodb.base.node import Node
from tempodb.temporal.facts import Quantifier
from tempodb.temporal.given import DateLike, moment_text, shown
from tempodb.temporal.instants import is_instant, read_instant
from tempodb.temporal.periods import Certainty
from tempodb.tql import ast
from tempodb.tql.sides import sides

if TYPE_CHECKING:
    from tempodb.api.shown_result import ShownResult


def has_status(party: str, organization: str | None = None, status: str = "member") -> ast.HasStatus:
    """Return the condition that a party has a status in an organization, the focus if none is named."""
    place = None if organization is None else named(organization)
    return ast.HasStatus(named(party), ast.Name(word(status)), place)


def holds(person: str, office: str) -> ast.HoldsOffice:
    """Return the condition that a person holds an office."""
    return ast.HoldsOffice(named(person), ast.OfficeName(named(office)))


class Asking(Choosing, Node):
    """A question being built; iterate over it, or call `run`, to have it answered.

    >>> members = asking(ast.Members(ast.Name("CSTO")), lambda query: None)
    >>> print(members.as_of("2006").known_at("2017-12-31").text)
    members of CSTO as of 2006 known at 2017-12-31
    """

    query: ast.Query
    answer: Callable[[ast.Query], ShownResult]

    def __init__(self, query: ast.Query, answer: Callable[[ast.Query], ShownResult]) -> None:
        super().__init__(query, answer)
        from tempodb.tql.parsing.parser import parse_one

        # What Python asks has to be what a text can ask, so that every answer can be asked for again.
        if parse_one(self.text) != self.query:
            raise QueryError.of("unsayable", "no text says this", "look at its names, dates and numbers")

    @property
    def text(self) -> str:
        """The canonical text of the question."""
        # Who asks nothing in Python writes no question.
        from tempodb.tql.printing.questions import write

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

    def since(self, day: DateLike) -> Asking:
        """Ask for some time from the first day of *day* until today."""
        return self._at(ast.Between(read_day(day), ast.Today()))

    def ever(self) -> Asking:
        """Ask for all time.

        >>> members = asking(ast.Members(ast.Name("CSTO")), lambda query: None)
        >>> print(members.ever().text)
        members of CSTO ever
        """
        return self._at(ast.Ever())

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

    def known_at(self, instant: DateLike) -> Asking:
        """Ask what was believed at an instant, or at the last instant of a day, month or year."""
        if is_instant(text := moment_text(instant)):
            return self._with(known_at=ast.Instant(read_instant(text)))
        return self._with(known_at=read_day(text))

    def published_by(self, day: DateLike) -> Asking:
        """Keep what has a source that was published by then."""
        return self._with(published_by=read_day(day))

    def according_to(self, source: str) -> Asking:
        """Keep what has this source, disputed claims too."""
        return self._with(according_to=named(source))

    def including(self, *statuses: str) -> Asking:
        """Ask for more statuses; `"any status"` for all, `"disputed"` for disputed claims.

        `"predecessors"` and `"bodies"` take those of the organization too.
        """
        sofar, words = self.query.clauses.including, [word(status) for status in statuses]
        extensions = {ast.Extension(said) for said in words if said in tuple(ast.Extension)}
        others = ("any status", "disputed", *ast.Extension)
        names = [ast.Name(status) for status in words if status not in others]
        including = ast.Including(
            tuple(dict.fromkeys([*sofar.statuses, *names])),
            sofar.any_status or "any status" in words,
            sofar.disputed or "disputed" in words,
            sofar.extensions | extensions,
        )
        return self._with(including=including)

    def while_(self, condition: ast.Condition) -> Asking:
        """Keep each row for as long as a condition holds: the later from, the earlier to.

        >>> members = asking(ast.Members(ast.Name("CSTO")), lambda query: None)
        >>> print(members.while_(holds("Denis Manturov", "chairman of ICMEC")).text)
        members of CSTO while Denis Manturov holds chairman of ICMEC
        """
        return self._with(while_=(*self.query.clauses.while_, condition_of(condition)))

    # ── questions about this one ─────────────────────────────────────────────────────────────────

    def union(self, other: Asking) -> Asking:
        """Ask for the parties of either answer."""
        return self._combined(ast.SetKind.UNION, other)

    def intersect(self, other: Asking) -> Asking:
        """Ask for the parties of both answers."""
        return self._combined(ast.SetKind.INTERSECT, other)

    def except_(self, other: Asking) -> Asking:
        """Ask for the parties of this answer that are not in the other."""
        return self._combined(ast.SetKind.EXCEPT, other)

    def count(self, by: str | None = None, *also: str) -> Asking:
        """Ask how many there are; `by` a `"day"`, `"month"`, `"quarter"`, `"year"` or `"decade"`.

        Members and holders may be counted `by` whom they are `"representing"`, the area that they are `"for"`,
        their `"status"` or `"capacity"`, their `"end reason"`, the `"party"` or the `"office"`; and by one
        of these and a period.

        >>> members = asking(ast.Members(ast.Name("CSTO")), lambda query: None)
        >>> print(members.between(1992, 2023).count(by="year").text)
        count members of CSTO between 1992 and 2023 by year
        """
        return self._about(ast.Count(self.query, *counted_by(by, *also)))

    def count_distinct(self, of: str | None = None, by: str | None = None, *also: str) -> Asking:
        """Ask how many there are, each once wherever it is; or how many different ones stand in a column.

        That is *of* whom these are `"representing"`, their `"status"`, and whatever else may be counted by.

        >>> members = asking(ast.Members(ast.Name("CSTO")), lambda query: None)
        >>> print(members.count_distinct("representing", by="year").text)
        count distinct representing of members of CSTO by year
        """
        said = None if of is None else ast.Grouping(chosen(of, tuple(ast.Grouping)))
        return self._about(ast.Count(self.query, *counted_by(by, *also), ast.Once(said)))

    def share(self, by: str | None = None, *also: str) -> Asking:
        """Ask what part these are of all, in percent, at least and at most; *by* as they may be counted.

        >>> members = asking(ast.Members(ast.Name("CSTO"), ast.Name("suspended")), lambda query: None)
        >>> print(members.share("year").text)
        share of suspended members of CSTO by year
        """
        return self._about(ast.Share(self.query, *counted_by(by, *also)))

    def sum(self, by: str | None = None, *also: str) -> Asking:
        """Ask for the figures of this count added up; *by* what they are so each by itself. Of no count it is that of all.

        >>> members = asking(ast.Members(ast.Every()), lambda query: None)
        >>> print(members.sum("year").text)
        sum of members of every organization by year
        """
        kept = counted_by(by, *also)
        is_count = isinstance(self.query.question, ast.Count)
        return self._about(
            ast.Sum(self.query if is_count else ast.Query(ast.Count(self.query, *kept)), *kept)
        )

    def history(self) -> Asking:
        """Ask when this answer changed, and how."""
        return self._about(ast.History(self.query))

    def overlaps(self) -> Asking:
        """Ask who were members together, two by two."""
        return self._about(ast.Overlaps(self.query))

    def duration(self, measure: str | None = None) -> Asking:
        """Ask how long the terms of these lasted: `"average"`, `"median"` or `"total"`, without a word all."""
        by = None if measure is None else ast.Measure(chosen(measure, tuple(ast.Measure)))
        return self._about(ast.Durations(self.query, by))

    def age(self, measure: str | None = None) -> Asking:
        """Ask how old these were when their terms began, or on the asked day: `"average"`, `"median"`, without a word both."""
        by = None if measure is None else ast.Measure(chosen(measure, tuple(ast.Measure)))
        return self._about(ast.Ages(self.query, by))

    def compare(self, other: Asking) -> Asking:
        """Ask what differs in the answer to the same question at another time, or known at another."""
        asked = _query_of(other)
        if self.query.question != asked.question:
            hint = "build both from one question, as in q.as_of(1998).compare(q.as_of(2007))"
            raise QueryError.of("out-of-place", "the questions differ", hint)
        ours, theirs = self.query.clauses, asked.clauses
        parts = [part for part in ours.__match_args__ if getattr(ours, part) != getattr(theirs, part)]
        with_ = ast.Clauses(**{part: getattr(theirs, part) for part in parts})
        if sides(ours, with_) != (ours, theirs):
            hint = "give both sides the same clauses, but for the time or the known instant"
            raise QueryError.of("out-of-place", "the questions differ in more than time", hint)
        return self._about(ast.Compare(self.query, with_))

    def explain(self) -> Asking:
        """Ask how this is answered."""
        return self._about(ast.Explain(self.query))

    def _combined(self, kind: ast.SetKind, other: Asking) -> Asking:
        return self._about(ast.SetOperation(kind, self.query, _query_of(other)))

    def _about(self, question: ast.Question) -> Asking:
        return Asking(ast.Query(question), self.answer)

    # ── the whole of a query ─────────────────────────────────────────────────────────────────────

    def order_by(self, *columns: str) -> Asking:
        """Order by columns; a minus before one for descending."""
        ordered = [(word(column.removeprefix("-")), column.startswith("-")) for column in map(spelt, columns)]
        return self._with(order_by=tuple(ast.Order(*order) for order in ordered))

    def limit(self, rows: int) -> Asking:
        """Return at most so many rows."""
        if type(rows) is not int or not 0 <= rows < 10**9:
            raise QueryError.of("limit", "that is no number of rows", "give one from 0 to 999999999")
        return self._with(limit=rows)

    def run(self) -> ShownResult:
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
        self, window: ast.AsOf | ast.During | ast.Between | ast.Ever, quantifier: Quantifier = Quantifier.SOME
    ) -> Asking:
        return self._with(when=ast.When(window, quantifier))

    def _only(self, certainty: Certainty) -> Asking:
        when = self.query.clauses.when
        if when is None:
            raise QueryError.of("no-time", "no time is asked for yet", "ask as_of(…) first")
        return self._with(when=when.having(only=certainty))

    def _with(self, **clauses: Any) -> Asking:
        return Asking(self.query.having(clauses=self.query.clauses.having(**clauses)), self.answer)


def asking(question: ast.Question, answer: Callable[[ast.Query], ShownResult]) -> Asking:
    """Return a question without clauses, to be built on."""
    return Asking(ast.Query(question), answer)


def _query_of(given: object) -> ast.Query:
    if not isinstance(given, Asking):
        hint = "give one that is built as this one is, as in db.members(…)"
        raise QueryError.of("no-question", f"{shown(given)} is no question", hint)
    return given.query
