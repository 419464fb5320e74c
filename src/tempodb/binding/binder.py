"""AST → resolved: names looked up, dates made windows; refuses what means nothing.

The only stage that looks names up. It is told the present instant and the focus, and asks no clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from tempodb.base.errors import Problem, QueryError, Span
from tempodb.binding.age_rules import asks_for_ages, refuse_ages_within, refuse_total
from tempodb.binding.asked_at import AskedAt
from tempodb.binding.clause_rules import refuse_out_of_place, refuse_without_sources
from tempodb.binding.filter_rules import column_asked, filter_given, refuse_within, statuses_compared
from tempodb.binding.groups import refuse_group, refuse_undividable, undivided
from tempodb.binding.likeness import Instants
from tempodb.binding.lookup import Lookup
from tempodb.binding.parts import PartBinder
from tempodb.binding.time_clauses import TimeBinder, untimed
from tempodb.questions import resolved
from tempodb.questions.catalogue import form_of, meaning_of
from tempodb.questions.columns import orders, row_type_of
from tempodb.questions.name_catalog import Catalog
from tempodb.temporal.bounds import LAST_DAY
from tempodb.temporal.day_relations import DayRelation
from tempodb.temporal.facts import Quantifier
from tempodb.temporal.periods import Window
from tempodb.tql import ast
from tempodb.tql.printing.questions import write
from tempodb.tql.sides import sides


def bind(query: ast.Query, catalog: Catalog, present: AskedAt, text: str = "") -> resolved.Query:
    """Return what *query* means to *catalog* at *present*; *text* is what its spans point into.

    Raises:
        QueryError: a name is unknown or ambiguous, or a clause means nothing here.

    """
    return Binder(catalog, present, text).query(query)


class Binder:
    """Binds the questions of one *text* at *present*; knows how to say what is wrong where in it."""

    def __init__(self, catalog: Catalog, present: AskedAt, text: str) -> None:
        self._present = present
        self._text = text
        self.catalog = catalog
        self._notes: dict[str, None] = {}
        self.lookup = Lookup(catalog, present.focus, self)
        self.clock = TimeBinder(present, self)

    def query(self, query: ast.Query) -> resolved.Query:
        """Return what *query* means, with its names as they are believed at the instants that it asks for."""
        clauses, question = query.clauses, query.question
        window, valid = self.clock.window(query)
        instants = Instants(self.clock.known_at(clauses.known_at), window)
        parts = self._parts(instants, clauses.including)
        refuse_out_of_place(query, self)
        if isinstance(question, ast.Compound):
            meant = self._compound(query, question)
        else:
            meant = form_of(question).bind(question, parts)
        refuse_without_sources(query, meant, self)
        scope = self._scope(clauses, instants, parts)
        columns, where = orders(row_type_of(meant)), clauses.where or clauses.having_
        ordered = [
            order.having(column=column_asked(order.column, columns, self, order.span))
            for order in clauses.order_by
        ]
        for status in () if where is None else statuses_compared(where):
            parts.status(status)
        return resolved.Query(
            meant,
            scope,
            tuple(ordered),
            clauses.limit,
            write(query),
            valid,
            self._present.today,
            tuple(self._notes),
            clauses.when is not None,
            filter_given(clauses, meant, self),
            tells_ages=asks_for_ages(clauses),
            is_reworded=query.is_reworded,
        )

    def _parts(self, instants: Instants, including: ast.Including) -> PartBinder:
        return PartBinder(self.catalog, self._present.focus, self, instants, including)

    def _scope(self, clauses: ast.Clauses, instants: Instants, parts: PartBinder) -> resolved.Scope:
        when = clauses.when
        published, source = clauses.published_by, clauses.according_to
        # The statuses that are included belong to the question, and not to the conditions beside it.
        beside = self._parts(instants, ast.Including())
        return resolved.Scope(
            instants.window,
            when.quantifier if when else Quantifier.SOME,
            when.only if when else None,
            instants.known_at,
            None if published is None else min(self.clock.days(published).end - 1, LAST_DAY),
            None if source is None else parts.source(source),
            clauses.including.disputed,
            tuple(map(beside.condition, clauses.while_)),
            tuple(map(self._that, clauses.that)),
            clauses.rank,
        )

    # ── questions about other queries ────────────────────────────────────────────────────────────

    def _compound(self, query: ast.Query, question: ast.Compound) -> resolved.Question:
        """Return what a question about other queries means."""
        match question:
            case ast.SetOperation(kind, left, right):
                return resolved.Combined(kind, self._parties(left), self._parties(right))
            case ast.Count() | ast.Share() | ast.Sum():
                return self._figures(query, question)
            case ast.History(asked):
                return resolved.History(untimed(asked, self._rows(asked, question)))
            case ast.Overlaps(asked):
                return resolved.Overlaps(untimed(asked, self._members(asked)))
            case ast.Durations() | ast.Ages():
                return self._measured(query, question)
            case ast.Compare(ast.Query(ast.SetOperation()) as asked, _):
                message = "`compare` does not go with `both … and`"
                raise self.error("out-of-place", message, "ask for one of them", span=asked.span)
            case ast.Compare(asked, with_):
                before, after = (asked.having(clauses=side) for side in sides(asked.clauses, with_))
                return resolved.Compare(self._rows(before, question), self._rows(after, question))
            case ast.Explain(explained):
                return resolved.Explain(self.query(explained))
            case _:
                assert_never(question)

    def _operand(self, query: ast.Query) -> resolved.Query:
        if query.clauses.given & {"order_by", "limit", "having_"}:
            message = "only the whole of a query is ordered and limited"
            raise self.error(
                "out-of-place", message, "put it at the end, after the parentheses", span=query.span
            )
        meant = self.query(query)
        refuse_ages_within(query, self)
        refuse_within(query, meant, self)
        return meant

    def _rows(self, query: ast.Query, asking: ast.Compound) -> resolved.Query:
        """Return what a query means that another is *asking* about: one whose rows can be counted."""
        meant = self._operand(query)
        if meaning_of(meant.question).counted is None:
            message = (
                f"`{form_of(asking).name}` goes with members, organizations, holders, offices and the like"
            )
            hint = "ask for one of these, or for a union of them"
            raise self.error("out-of-place", message, hint, span=query.span)
        return meant

    def _parties(self, query: ast.Query) -> resolved.Query:
        meant = self._operand(query)
        if meaning_of(meant.question).counted != "parties":
            message = "union, intersect and except put parties together"
            hint = "ask for members, organizations, holders or bodies on both sides"
            raise self.error("out-of-place", message, hint, span=query.span)
        return meant

    def _members(self, query: ast.Query) -> resolved.Query:
        """Return what a query means of which the rows are put together, two by two."""
        meant = self._operand(query)
        is_whole = isinstance(query.question, ast.Members) and query.question.relation is None
        if not is_whole or meant.scope.that or meant.scope.rank:
            message = "`overlaps of` goes with members, with no `that …`, `first`, `before` or `after`"
            hint = "ask for `overlaps of members of X`, also of every organization, and with a time"
            raise self.error("out-of-place", message, hint, span=query.span)
        return meant

    def _terms(self, query: ast.Query, asking: str) -> resolved.Query:
        """Return what a query means of which the rows are parts of terms."""
        meant = self._operand(query)
        if "rank" not in form_of(query.question).takes:
            message = f"`{asking}` goes with members, organizations, holders and offices"
            raise self.error("out-of-place", message, "ask for one of these", span=query.span)
        return meant

    def _figures(self, query: ast.Query, question: ast.Count | ast.Share | ast.Sum) -> resolved.Question:
        match question:
            case ast.Count():
                return self._count(query, question)
            case ast.Share():
                return self._share(query, question)
            case ast.Sum(counted):
                # Few questions are sums.
                from tempodb.binding.summing import refuse_unsummed, sum_meant

                refuse_unsummed(query, question, self)
                return sum_meant(question, self._operand(counted))
            case _:
                assert_never(question)

    def _measured(
        self, query: ast.Query, question: ast.Durations | ast.Ages
    ) -> resolved.Durations | resolved.Ages:
        asked, measure = question.asked, question.measure
        if isinstance(question, ast.Durations):
            return resolved.Durations(untimed(asked, self._terms(asked, "duration of")), measure)
        refuse_total(question, query, self)
        return resolved.Ages(untimed(asked, self._terms(asked, "age of")), measure)

    def _count(self, query: ast.Query, question: ast.Count) -> resolved.Count:
        counted, by, group, distinct = question.counted, question.by, question.group, question.distinct
        meant = self._rows(counted, question)
        if group is not None:
            refuse_group(group, meant, counted, self)
        if distinct is not None and distinct.of is not None:
            refuse_group(distinct.of, meant, counted, self, "distinct {0.noun} of")
            if group is not None:
                message = f"`distinct {distinct.of.noun} of` does not go with `by {group.value}`"
                raise self.error("out-of-place", message, "leave one of them out", span=query.span)
        return resolved.Count(meant, by, self._counted_in(query, question), group, distinct)

    def _share(self, query: ast.Query, question: ast.Share) -> resolved.Share:
        counted, group = question.counted, question.group
        refuse_undividable(question, self)
        meant = self._rows(counted, question)
        if group is not None:
            refuse_group(group, meant, counted, self)
        of = meant if group is not None else self._operand(undivided(counted, self))
        return resolved.Share(meant, of, question.by, self._counted_in(query, question), group)

    def _counted_in(self, query: ast.Query, question: ast.Count | ast.Share) -> Window | None:
        """Return the window in which it is counted by periods."""
        when = query.clauses.when or question.counted.clauses.when
        if question.by is None or when is None:
            return None
        if when.quantifier is Quantifier.EVERY:
            raise self.error(
                "out-of-place", "`throughout` does not go with `by …`", "write `between`", span=when.span
            )
        return self.clock.window(query.having(clauses=ast.Clauses(when=when)))[0]

    def _that(self, that: ast.That) -> resolved.That:
        match that:
            case ast.Happened(moment, relation, window):
                if window is None:
                    tomorrow = self._present.today + 1
                    return resolved.Happened(moment, DayRelation.BEFORE, Window(tomorrow, tomorrow + 1))
                return resolved.Happened(moment, relation, self.clock.days_asked(window, that.span)[0])
            case ast.HeldFor(comparison, duration):
                return resolved.HeldFor(comparison, duration)
            case _:
                assert_never(that)

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
        silent = Binder(self.catalog, self._present, "")
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
