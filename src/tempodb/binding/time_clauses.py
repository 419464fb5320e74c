"""Time clauses → windows of days and instants, as meant at the present."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from tempodb.base.errors import Span
from tempodb.binding.present_days import bound_at
from tempodb.questions import resolved
from tempodb.questions.catalogue import form_of
from tempodb.temporal.bounds import Bound, day_text
from tempodb.temporal.instants import last_instant
from tempodb.temporal.periods import Window
from tempodb.tql import ast

if TYPE_CHECKING:
    from tempodb.binding.asked_at import AskedAt
    from tempodb.binding.source_text import SourceText


class TimeBinder:
    """Tells what time clauses mean at *present*; *asked* says what is wrong with them."""

    def __init__(self, present: AskedAt, asked: SourceText) -> None:
        self._present = present
        self._asked = asked

    def window(self, query: ast.Query) -> tuple[Window | None, str | None]:
        """Return the days that *query* asks about, None for all time, and how they are written."""
        when = query.clauses.when
        if when is None:
            if asks_all_time(query):
                return None, None
            today = self._present.today
            return Window(today, today + 1), day_text(today)
        if isinstance(when.window, ast.Ever):
            return None, None
        return self.days_asked(when.window, when.span)

    def days_asked(
        self, window: ast.AsOf | ast.During | ast.Between, span: Span | None
    ) -> tuple[Window, str]:
        """Return the days of a window, and how they are written."""
        match window:
            case ast.AsOf(day) | ast.During(day):
                return self.days(day), self._day_text(day)
            case ast.Between(first, last):
                days = Window(self.days(first).start, self.days(last).end)
                if days.start >= days.end:
                    raise self._asked.error("reversed", "the window ends before it begins", span=span)
                return days, f"{self._day_text(first)}/{self._day_text(last)}"
            case _:
                assert_never(window)

    def days(self, day: ast.Day) -> Window:
        """Return the days of a date."""
        bound = bound_at(day, self._present.today)
        return Window(bound.earliest, bound.latest + 1)

    def _day_text(self, day: ast.Day) -> str:
        return bound_at(day, self._present.today).text

    def known_at(self, known_at: ast.Day | ast.Instant | None) -> int:
        """Return the instant of recorded time that is meant, the present one where none is named."""
        match known_at:
            case ast.Instant(microseconds):
                return min(microseconds, self._present.now)
            case ast.Today() | None:
                return self._present.now
            case Bound() | ast.Ago() | ast.ThisOrLast():
                return min(last_instant(bound_at(known_at, self._present.today)), self._present.now)
            case _:
                assert_never(known_at)


def asks_all_time(query: ast.Query) -> bool:
    """Return whether *query* asks for all time where it has no time clause (MEANING.md, M9)."""
    question = query.question
    if isinstance(question, ast.Holders | ast.Members) and question.relation is not None:
        return True
    asks_when = bool(query.clauses.that or query.clauses.while_ or query.clauses.rank)
    return asks_when or form_of(question).time == "all time"


def untimed(query: ast.Query, meant: resolved.Query) -> resolved.Query:
    """Return what a query means where it asks for all time unless it says otherwise."""
    if isinstance(query.question, ast.SetOperation) and isinstance(meant.question, resolved.Combined):
        sides = {
            "left": untimed(query.question.left, meant.question.left),
            "right": untimed(query.question.right, meant.question.right),
        }
        return meant.having(question=meant.question.having(**sides))
    if query.clauses.when is not None:
        return meant
    return meant.having(scope=meant.scope.having(window=None), valid=None)
