"""AST → bound: names looked up, dates made windows; refuses what means nothing.

The only stage that looks names up. It is told the present instant and the focus, and asks no clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, assert_never

from tempodb.claims import EntityType, PartyClass
from tempodb.errors import Problem, QueryError, Span
from tempodb.nearest import nearest
from tempodb.query import ast, bound
from tempodb.query.lookup import Lookup
from tempodb.query.printer import write
from tempodb.query.result import columns_of
from tempodb.temporal.bounds import Bound, day_text
from tempodb.temporal.facts import Quantifier
from tempodb.temporal.instants import day_of, last_instant
from tempodb.temporal.periods import Window


class Present(NamedTuple):
    """The instant at which a question is asked, in microseconds UTC, and the focus then."""

    now: int
    focus: ast.Name | None = None

    @property
    def today(self) -> int:
        """The UTC day."""
        return day_of(self.now)


def bind(query: ast.Query, catalog: bound.Catalog, present: Present, text: str = "") -> bound.Bound:
    """Return what *query* means to *catalog* at *present*; *text* is what its spans point into.

    Raises:
        QueryError: a name is unknown or ambiguous, or a clause means nothing here.

    """
    return _Binder(catalog, present, text).query(query)


class _Binder:
    def __init__(self, catalog: bound.Catalog, present: Present, text: str) -> None:
        self._present = present
        self._text = text
        self._catalog = catalog
        self._lookup = Lookup(catalog, present.focus, self)

    def query(self, query: ast.Query) -> bound.Bound:
        clauses = query.clauses
        self._refuse_out_of_place(query)
        question = self._question(query)
        self._refuse_without_sources(query, question)
        window, valid = self._window(query)
        when = clauses.when
        scope = bound.Scope(
            window,
            when.quantifier if when else Quantifier.SOME,
            when.only if when else None,
            self._known_at(clauses.known_at),
            None if clauses.published_by is None else self._days(clauses.published_by).end - 1,
            None if clauses.according_to is None else self._lookup.source(clauses.according_to),
            clauses.including.disputed,
        )
        for order in clauses.order_by:
            self._refuse_unknown_column(order, columns_of(question))
        return bound.Bound(
            question, scope, clauses.order_by, clauses.limit, write(query), valid, self._present.today
        )

    # ── questions ────────────────────────────────────────────────────────────────────────────────

    def _question(self, query: ast.Query) -> bound.Question:
        find = self._lookup
        including = query.clauses.including
        match query.question:
            case ast.Members(organization, status):
                return bound.Memberships(
                    find.organization(organization), None, self._statuses(including, status)
                )
            case ast.Organizations(party):
                return bound.Memberships(
                    None, find.party(party), self._statuses(including, ast.Name("member"))
                )
            case ast.Status(party, organization) | ast.Periods(party, organization):
                return bound.Memberships(find.organization(organization), find.party(party), None)
            case ast.Whether(condition):
                return self._condition(condition, including)
            case ast.Holders(office, capacity):
                return bound.TenuresOf(find.office(office), capacity)
            case ast.HoldersOfAny(organization, capacity):
                return bound.TenuresIn(find.body(organization), capacity)
            case ast.Offices(of):
                return self._offices(of)
            case ast.Names(party):
                return bound.NamesOf(find.organization(None) if party is None else find.party(party))
            case ast.Bodies(organization):
                return bound.BodiesOf(find.body(organization))
            case ast.Events(body):
                return bound.EventsOf(None if body is None else find.body(body))
            case ast.Show(sort):
                return bound.Show(sort)
            case ast.Describe(name):
                return bound.Describe(*find.anything(name))
            case _:
                assert_never(query.question)

    def _condition(
        self, condition: ast.HasStatus | ast.HoldsOffice, including: ast.Including
    ) -> bound.WhetherMember | bound.WhetherHolds:
        find = self._lookup
        match condition:
            case ast.HasStatus(party, status, organization):
                statuses = self._statuses(including, status)
                ids = (find.organization(organization), find.party(party))
                return bound.WhetherMember(bound.Memberships(*ids, statuses))
            case ast.HoldsOffice(person, office):
                return bound.WhetherHolds(find.person(person), find.office(office))

    def _offices(self, of: ast.Name | None) -> bound.TenuresBy | bound.OfficesIn:
        if of is None:
            return bound.OfficesIn(self._lookup.organization(None))
        id_, class_ = self._lookup.classed(of)
        return bound.TenuresBy(id_) if class_ is PartyClass.PERSON else bound.OfficesIn(id_)

    def _statuses(self, including: ast.Including, asked: ast.Name) -> frozenset[str] | None:
        named = [self._lookup.status(name) for name in (asked, *including.statuses)]
        return None if including.any_status else frozenset(named)

    # ── time ─────────────────────────────────────────────────────────────────────────────────────

    def _window(self, query: ast.Query) -> tuple[Window | None, str | None]:
        when = query.clauses.when
        if when is None:
            if isinstance(query.question, ASKING_ALL_TIME):
                return None, None
            today = self._present.today
            return Window(today, today + 1), day_text(today)
        match when.window:
            case ast.AsOf(day) | ast.During(day):
                return self._days(day), self._day_text(day)
            case ast.Between(first, last):
                window = Window(self._days(first).start, self._days(last).end)
                if window.start >= window.end:
                    raise self.error("reversed", "the window ends before it begins", span=when.span)
                return window, f"{self._day_text(first)}/{self._day_text(last)}"

    def _days(self, day: ast.Day) -> Window:
        if isinstance(day, ast.Today):
            return Window(self._present.today, self._present.today + 1)
        return Window(day.earliest, day.latest + 1)

    def _day_text(self, day: ast.Day) -> str:
        return day.text if isinstance(day, Bound) else day_text(self._present.today)

    def _known_at(self, known_at: ast.Day | ast.Instant | None) -> int:
        match known_at:
            case Bound():
                return min(last_instant(known_at), self._present.now)
            case ast.Instant(microseconds):
                return min(microseconds, self._present.now)
            case _:
                return self._present.now

    # ── refusals ─────────────────────────────────────────────────────────────────────────────────

    def _refuse_out_of_place(self, query: ast.Query) -> None:
        clauses, question = query.clauses, query.question
        including = clauses.including
        if (including.statuses or including.any_status) and not isinstance(question, TAKING_STATUSES):
            raise self.error(
                "out-of-place",
                "statuses can be included in members and organizations",
                "leave `including …` out",
                span=including.span,
            )
        if clauses.when is not None and isinstance(question, TIMELESS):
            raise self.error(
                "out-of-place", "this takes no time clause", "leave it out", span=clauses.when.span
            )

    def _refuse_without_sources(self, query: ast.Query, question: bound.Question) -> None:
        match question:
            case bound.Show(sort) if sort in SOURCELESS:
                named = sort
            case bound.Describe(EntityType.SOURCE | EntityType.DATASET as type_):
                named = f"{type_.name.lower()}s"
            case _:
                return
        clauses = query.clauses
        if clauses.published_by is not None or clauses.according_to is not None:
            word = "according to" if clauses.published_by is None else "published by"
            message, hint = f"{named} have no sources of their own", f"leave `{word} …` out"
            raise self.error("out-of-place", message, hint, span=query.span)

    def _refuse_unknown_column(self, order: ast.Order, columns: tuple[str, ...]) -> None:
        if order.column not in columns:
            near = nearest(order.column, columns)
            hint = f"the nearest is `{near}`; " if near else ""
            hint += f"the columns are {', '.join(columns)}"
            suggestions = (near,) if near else ()
            raise self.error(
                "unknown-column", f"there is no column `{order.column}`", hint, suggestions, order.span
            )

    # ── what the lookup asks ─────────────────────────────────────────────────────────────────────

    def error(
        self,
        code: str,
        message: str,
        hint: str | None = None,
        suggestions: tuple[str, ...] = (),
        span: Span | None = None,
    ) -> QueryError:
        """Return an error, at its place if there is a text."""
        problem = Problem(code, message, hint, suggestions)
        return QueryError(problem.at(self._text, span) if span is not None and self._text else problem)

    def written(self, span: Span | None) -> str | None:
        """Return what stands at *span* of the text."""
        return self._text[span.start : span.end] if span is not None and self._text else None

    def mended(self, span: Span | None, candidates: Iterable[str]) -> str | None:
        """Return the first of *candidates* with which in the place of *span* the text means something."""
        if span is None or not self._text:
            return None
        texts = ((words, self._text[: span.start] + words + self._text[span.end :]) for words in candidates)
        return next((words for words, text in texts if self._means(text, span.start)), None)

    def _means(self, text: str, at: int) -> bool:
        # Only a wrong query needs it.
        from tempodb.query.parser import parse

        # Without a text nothing is mended while something is.
        silent = _Binder(self._catalog, self._present, "")
        try:
            match [said for said in parse(text) if said.span is None or said.span.start <= at]:
                case [*_, ast.Query() as query]:
                    silent.query(query)
                case [*_, ast.Use(organization)]:
                    silent.query(ast.Query(ast.Members(organization)))
                case _:
                    return False
        except QueryError:
            return False
        return True


ASKING_ALL_TIME = (ast.Periods, ast.Names, ast.Events, ast.Show, ast.Describe)
TIMELESS = (ast.Show, ast.Describe)
SOURCELESS = ("sources", "datasets", "transactions")
TAKING_STATUSES = (ast.Members, ast.Organizations, ast.Whether)
