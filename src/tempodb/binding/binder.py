"""AST → bound: names looked up, dates made windows; refuses what means nothing.

The only stage that looks names up. It is told the present instant and the focus, and asks no clock.
"""

from __future__ import annotations

from collections.abc import Iterable

from tempodb.base.errors import Problem, QueryError, Span
from tempodb.base.nearest import nearest
from tempodb.binding.clause_rules import refuse_out_of_place, refuse_without_sources
from tempodb.binding.likeness import Instants
from tempodb.binding.lookup import Lookup
from tempodb.binding.time_clauses import Clock, Present
from tempodb.model.kinds import PartyClass
from tempodb.questions import resolved
from tempodb.questions.columns import columns_of
from tempodb.temporal.bounds import LAST_DAY
from tempodb.temporal.facts import Quantifier
from tempodb.temporal.granules import Granule
from tempodb.tql import ast
from tempodb.tql.printing.questions import write
from tempodb.tql.sides import sides

NOTHING_MORE = ast.Including()


def bind(query: ast.Query, catalog: resolved.Catalog, present: Present, text: str = "") -> resolved.Bound:
    """Return what *query* means to *catalog* at *present*; *text* is what its spans point into.

    Raises:
        QueryError: a name is unknown or ambiguous, or a clause means nothing here.

    """
    return Binder(catalog, present, text).query(query)


class Binder:
    """Binds the questions of one *text* at *present*; knows how to say what is wrong where in it."""

    def __init__(self, catalog: resolved.Catalog, present: Present, text: str) -> None:
        self._present = present
        self._text = text
        self._catalog = catalog
        self._notes: dict[str, None] = {}
        self.lookup = Lookup(catalog, present.focus, self)
        self.clock = Clock(present, self)

    def query(self, query: ast.Query) -> resolved.Bound:
        """Return what *query* means, with its names as they are believed at the instants that it asks for."""
        outer = self.lookup
        instants = Instants(self.clock.known_at(query.clauses.known_at), self.clock.window(query)[0])
        self.lookup = Lookup(self._catalog, self._present.focus, self, instants)
        try:
            return self._meant(query)
        finally:
            self.lookup = outer

    def _meant(self, query: ast.Query) -> resolved.Bound:
        clauses = query.clauses
        refuse_out_of_place(query, self)
        question = self._question(query)
        refuse_without_sources(query, question, self)
        window, valid = self.clock.window(query)
        when = clauses.when
        scope = resolved.Scope(
            window,
            when.quantifier if when else Quantifier.SOME,
            when.only if when else None,
            self.clock.known_at(clauses.known_at),
            None
            if clauses.published_by is None
            else min(self.clock.days(clauses.published_by).end - 1, LAST_DAY),
            None if clauses.according_to is None else self.lookup.source(clauses.according_to),
            clauses.including.disputed,
            tuple(self._condition(condition) for condition in clauses.while_),
            None if clauses.that is None else self._that(clauses.that),
        )
        for order in clauses.order_by:
            self._refuse_unknown_column(order, columns_of(question))
        return resolved.Bound(
            question,
            scope,
            clauses.order_by,
            clauses.limit,
            write(query),
            valid,
            self._present.today,
            tuple(self._notes),
        )

    # ── questions ────────────────────────────────────────────────────────────────────────────────

    def _question(self, query: ast.Query) -> resolved.Question:
        find = self.lookup
        including = query.clauses.including
        match query.question:
            case ast.Members(organization, status):
                id_ = None if isinstance(organization, ast.Every) else find.organization(organization)
                statuses = self._statuses(including, status)
                return resolved.Memberships(id_, None, statuses, including.extensions)
            case ast.Organizations(party):
                statuses = self._statuses(including, ast.Name("member"))
                return resolved.Memberships(None, find.party(party), statuses)
            case ast.Status(party, organization) | ast.Periods(party, organization):
                return resolved.Memberships(find.organization(organization), find.party(party), None)
            case ast.Whether(condition):
                return resolved.Whether(self._condition(condition, including))
            case ast.WhenHeld(condition):
                return resolved.WhenHeld(self._condition(condition, including))
            case ast.Why(condition):
                return resolved.Why(self._condition(condition))
            case ast.Holders(office, capacity):
                return resolved.TenuresOf(find.office(office), capacity)
            case ast.HoldersOfAny(organization, capacity):
                return resolved.TenuresIn(find.body(organization), capacity)
            case ast.Offices(of):
                return self._offices(of)
            case ast.Names(party):
                return resolved.NamesOf(find.organization(None) if party is None else find.party(party))
            case ast.Bodies(organization):
                return resolved.BodiesOf(find.body(organization))
            case ast.Events(body):
                return resolved.EventsOf(None if body is None else find.body(body))
            case ast.Changes(organization):
                return resolved.ChangesIn(find.body(organization))
            case ast.Vacancies(office):
                return resolved.VacanciesOf((find.office(office),))
            case ast.VacanciesOfAny(organization):
                return resolved.VacanciesOf(find.offices_in(find.body(organization)))
            case ast.Timeline(None):
                return resolved.TimelineOf(find.organization(None), PartyClass.ORGANIZATION)
            case ast.Timeline(ast.Name() as party):
                return resolved.TimelineOf(*find.classed(party))
            case ast.Revisions(party, place):
                return resolved.RevisionsOf(self._place(party, place))
            case ast.Conflicts(organization):
                return resolved.ConflictsIn(find.body(organization))
            case ast.Show(sort):
                return resolved.Show(sort)
            case ast.Describe(name):
                return resolved.Describe(*find.anything(name))
            case _:
                return self._compound(query)

    def _compound(self, query: ast.Query) -> resolved.Question:
        """Return what a question about other queries means."""
        match query.question:
            case ast.SetOperation(kind, left, right):
                return resolved.Combined(kind, self._parties(left), self._parties(right))
            case ast.Count(counted, by):
                return self._count(query, counted, by)
            case ast.History(asked):
                return resolved.History(_untimed(asked, self._rows(asked, "history of")))
            case ast.Compare(asked, with_):
                before, after = (asked.having(clauses=side) for side in sides(asked.clauses, with_))
                return resolved.Compare(self._rows(before, "compare"), self._rows(after, "compare"))
            case ast.Explain(explained):
                return resolved.Explain(self.query(explained))
            case _:
                raise AssertionError(query.question)

    def _operand(self, query: ast.Query) -> resolved.Bound:
        if query.clauses.order_by or query.clauses.limit is not None:
            message = "only the whole of a query is ordered and limited"
            raise self.error(
                "out-of-place", message, "put it at the end, after the parentheses", span=query.span
            )
        return self.query(query)

    def _rows(self, query: ast.Query, word: str) -> resolved.Bound:
        """Return what a query means that *word* is about: one whose rows are facts or parties."""
        meant = self._operand(query)
        if not isinstance(meant.question, OF_ROWS):
            message = f"`{word}` goes with members, organizations, holders, offices and the like"
            hint = "ask for one of these, or for a union of them"
            raise self.error("out-of-place", message, hint, span=query.span)
        return meant

    def _parties(self, query: ast.Query) -> resolved.Bound:
        meant = self._operand(query)
        if not isinstance(meant.question, OF_PARTIES):
            message = "union, intersect and except put parties together"
            hint = "ask for members, organizations, holders or bodies on both sides"
            raise self.error("out-of-place", message, hint, span=query.span)
        return meant

    def _count(self, query: ast.Query, counted: ast.Query, by: Granule | None) -> resolved.Count:
        if by is None:
            return resolved.Count(self._rows(counted, "count"), None, None)
        inside = counted.clauses.when
        when = query.clauses.when or inside
        if when is not None and when.quantifier is Quantifier.EVERY:
            raise self.error(
                "out-of-place", "`throughout` does not go with `by …`", "write `between`", span=when.span
            )
        window = None if when is None else self.clock.window(query.having(clauses=ast.Clauses(when=when)))[0]
        return resolved.Count(self._rows(counted, "count"), by, window)

    def _condition(
        self, condition: ast.Condition, including: ast.Including = NOTHING_MORE
    ) -> resolved.Condition:
        find = self.lookup
        match condition:
            case ast.HasStatus(party, None, organization):
                return self._place(party, organization)
            case ast.HasStatus(party, status, organization):
                assert status is not None
                statuses = self._statuses(including, status)
                return resolved.Memberships(find.organization(organization), find.party(party), statuses)
            case ast.HoldsOffice(person, office):
                return resolved.Holding(find.person(person), find.office(office))

    def _place(self, party: ast.Name, place: ast.Name | None) -> resolved.Condition:
        """Return what a party is in a place: any status in an organization, or the holder of an office."""
        find = self.lookup
        if place is not None and not find.is_organization(place) and find.is_office(place):
            return resolved.Holding(find.person(party), find.office(ast.OfficeName(place)))
        return resolved.Memberships(find.organization(place), find.party(party), None)

    def _that(self, that: ast.That) -> resolved.Happened | resolved.HeldFor:
        match that:
            case ast.Happened(moment, relation, window):
                return resolved.Happened(moment, relation, self.clock.days_asked(window, that.span)[0])
            case ast.HeldFor(comparison, duration):
                return resolved.HeldFor(comparison, duration)

    def _offices(self, of: ast.Name | None) -> resolved.TenuresBy | resolved.OfficesIn:
        if of is None:
            return resolved.OfficesIn(self.lookup.organization(None))
        id_, class_ = self.lookup.classed(of)
        return resolved.TenuresBy(id_) if class_ is PartyClass.PERSON else resolved.OfficesIn(id_)

    def _statuses(self, including: ast.Including, asked: ast.Name) -> frozenset[str] | None:
        named = [self.lookup.status(name) for name in (asked, *including.statuses)]
        return None if including.any_status else frozenset(named)

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

    def note(self, said: str) -> None:
        """Take note of what is to be said beside the answer."""
        self._notes[said] = None

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
        from tempodb.tql.parsing.parser import parse

        # Without a text nothing is mended while something is.
        silent = Binder(self._catalog, self._present, "")
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


def _untimed(query: ast.Query, meant: resolved.Bound) -> resolved.Bound:
    """Return what a query means where it asks for all time unless it says otherwise."""
    if isinstance(query.question, ast.SetOperation) and isinstance(meant.question, resolved.Combined):
        sides = {
            "left": _untimed(query.question.left, meant.question.left),
            "right": _untimed(query.question.right, meant.question.right),
        }
        return meant.having(question=meant.question.having(**sides))
    if query.clauses.when is not None:
        return meant
    return meant.having(scope=meant.scope.having(window=None), valid=None)


OF_PARTIES = (
    resolved.Combined,
    resolved.Memberships,
    resolved.TenuresOf,
    resolved.TenuresIn,
    resolved.BodiesOf,
)
"""What can be put together: answers whose rows are about parties."""
OF_ROWS = (
    *(*OF_PARTIES, resolved.TenuresBy, resolved.OfficesIn, resolved.NamesOf, resolved.EventsOf),
    *(resolved.Show, resolved.Whether, resolved.WhenHeld),
)
"""What can be counted, compared and have a history: answers found by one plan, and sets of them."""
