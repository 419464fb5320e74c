"""What of a shelf can show on some days: facts with their extents and verdicts, ready to be judged by integers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from tempodb.execution.shelves import EVER
from tempodb.execution.view import Verdict
from tempodb.temporal.facts import Fact, Quantifier, judge
from tempodb.temporal.periods import Certainty, Window

Judgeable: TypeAlias = tuple[int, int, int, int, Verdict, Verdict]
"""The extent of a fact, and the verdicts that it is certain, and that it is possible."""
Page: TypeAlias = Sequence[Judgeable]
"""The facts that can show on some days."""


def page_of(facts: Iterable[Fact], days: Window | None) -> Page:
    """Return those of some facts that can show on some of the *days*."""
    start, end = days or EVER
    return [
        (*fact.extent, Verdict(fact, Certainty.CERTAIN), Verdict(fact, Certainty.POSSIBLE))
        for fact in facts
        if fact.extent.f1 < end and fact.extent.t2 > start
    ]


def facts_near(page: Page, days: Window | None) -> list[Fact]:
    """Return the facts of a page that can hold on some of the *days*."""
    start, end = days or EVER
    return [certain.fact for f1, _, _, t2, certain, _ in page if f1 < end and t2 > start]


def held_ever(page: Page) -> list[Verdict]:
    """Return all facts of a page, which answer what asks for all time."""
    return [certain for _, _, _, _, certain, _ in page]


def held_at_some_time(page: Page, window: Window) -> list[Verdict]:
    """Return how surely the facts of a page held on some day of a window, those that may have.

    As `temporal.facts.judge` does, with which only those are judged that are excluded on some days.
    """
    start, end = window
    found: list[Verdict] = []
    for f1, f2, t1, t2, certain, possible in page:
        if f1 < end and t2 > start:
            if f2 < end and t1 > start:
                found.append(certain)
            elif not possible.fact.excluded or judge(possible.fact, window, Quantifier.SOME):
                found.append(possible)
    return found
