"""Facts that may be asked for again and again, ready to be judged by integers, with what is said of each.

A page is what of a shelf can show on some days. What was made of a verdict for an answer is kept with it.
"""

# Annotations are no texts here, as `from __future__ import annotations` would make them: of a NamedTuple
# each is compiled again, which costs a start as much as the class.

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, TypeAlias

from tempodb.temporal.bounds import NEVER
from tempodb.temporal.facts import Fact, Quantifier, judge
from tempodb.temporal.periods import Certainty, Window

EVER = Window(-1, NEVER + 1)


class _FactAndCertainty(NamedTuple):
    fact: Fact
    certainty: Certainty


class Verdict(_FactAndCertainty):
    """A fact, and how surely it answers the question; with it is kept what was last `shown` of it."""

    shown: Any = None


Judgeable: TypeAlias = tuple[int, int, int, int, Verdict, Verdict]
"""The extent of a fact, and the verdicts that it is certain, and that it is possible."""
Page: TypeAlias = Sequence[Judgeable]


def page_of(facts: Iterable[Fact]) -> Page:
    """Return some facts, ready to be judged."""
    return [
        (*fact.extent, Verdict(fact, Certainty.CERTAIN), Verdict(fact, Certainty.POSSIBLE)) for fact in facts
    ]


def facts_of(page: Page) -> list[Fact]:
    """Return the facts of a page."""
    return [certain.fact for _, _, _, _, certain, _ in page]


def near(page: Page, days: Window | None) -> Page:
    """Return what of a page can hold on some of the *days*."""
    start, end = days or EVER
    return [judgeable for judgeable in page if judgeable[0] < end and judgeable[3] > start]


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


def held_together(page: Page, window: Window | None) -> list[Verdict]:
    """Return how surely the facts of a page held on some day of a window, or ever, which are all intersections.

    As `temporal.facts.judge` does; one that surely holds in the window does so at some time.
    """
    start, end = window or EVER
    found: list[Verdict] = []
    for f1, f2, t1, t2, certain, possible in page:
        if f1 < t2 and f1 < end and t2 > start:
            if f2 < t1 and f2 < end and t1 > start:
                found.append(certain)
            elif not possible.fact.excluded or judge(possible.fact, window, Quantifier.SOME):
                found.append(possible)
    return found
