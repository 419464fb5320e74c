"""The periods in which is counted, and what can be counted in all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tempodb.answers.context import AnswerContext
from tempodb.answers.parties import judged, who_of
from tempodb.base.errors import QueryError
from tempodb.execution.view import View
from tempodb.planning.plan import Judge
from tempodb.questions import resolved
from tempodb.temporal.bounds import FIRST_DAY, LAST_DAY
from tempodb.temporal.granules import Bucket, Granule, buckets, number_of
from tempodb.temporal.periods import Window
from tempodb.temporal.steps import Holder

MOST_BUCKETS = 50_000
"""How many periods, or organizations or groups times periods, one count may have."""


def periods_of(question: resolved.Count | resolved.Share, asked: AnswerContext) -> Sequence[Bucket]:
    """Return the periods of a count, none where there is nothing to be counted.

    Raises:
        QueryError: there would be too many.

    """
    granule = question.by
    assert granule is not None
    counted = question.of if isinstance(question, resolved.Share) else question.counted
    window = question.window or days_counted(counted, asked)
    if window is None:
        return []
    refuse_too_many(number_of(granule, window), granule)
    return list(buckets(granule, window))


def refuse_too_many(number: int, granule: Granule) -> None:
    """Refuse more periods than are counted.

    Raises:
        QueryError: there would be too many.

    """
    if number > MOST_BUCKETS:
        message = f"there would be {number} periods, and {MOST_BUCKETS} are the most"
        raise QueryError.of("too-many", message, f"ask for less time, or by more than a {granule.value}")


def days_counted(query: resolved.Query, asked: AnswerContext) -> Window | None:
    """Return the days from the first beginning that is stated, else today, through today or a later one."""
    if isinstance(query.question, resolved.Combined):
        both = [days_counted(side, asked) for side in (query.question.left, query.question.right)]
        known = [window for window in both if window is not None]
        return Window(min(w.start for w in known), max(w.end for w in known)) if known else None
    found = beginnings(query, asked.view)
    return since_begun(found.days, asked.query.today) if found.places else None


class Beginnings(NamedTuple):
    """The first and the last day that is stated as a beginning, if any is, and in how many places anything is."""

    days: tuple[int, ...]
    places: int


def beginnings(query: resolved.Query, view: View) -> Beginnings:
    """Return when what a query asks about begins, at whatever time."""
    view, ever = view.at(query.scope.known_at), Judge(judged(query).inner, (), None)
    if columns := view.judged(ever):
        starts, places = columns.pieces.starts(), columns.pieces.organizations()
    else:
        found = view.facts(ever.inner)
        starts = [f1 if f1 > FIRST_DAY else f2 for f1, f2, _, _ in (fact.extent for fact in found)]
        places = len({fact.key[1:2] for fact in found})
    # What may have begun on any day begins on none that is stated.
    days = [start for start in starts if FIRST_DAY < start < LAST_DAY]
    return Beginnings((min(days), max(days)) if days else (), places)


def since_begun(begun: Iterable[int], today: int) -> Window:
    """Return the days from the first of some beginnings through today, or the last of them."""
    days = [today, *begun]
    return Window(min(days[1:], default=today), max(days) + 1)


def since_all_begun(reaches: Iterable[Beginnings], today: int) -> Window | None:
    """Return the same of beginnings that were told apart; None where there is nothing anywhere."""
    told = [found for found in reaches if found.places]
    return since_begun((day for found in told for day in found.days), today) if told else None


def countable(query: resolved.Query, view: View) -> list[Holder] | None:
    """Return what can be counted in all periods at once: None where more than the period is asked of a fact."""
    if asks_more(query.scope):
        return None
    found = view.at(query.scope.known_at).facts(judged(query).inner)
    if any(fact.intersected for fact in found):
        return None
    who = who_of(query.question)
    return [Holder(who(fact), fact) for fact in found]


def asks_more(scope: resolved.Scope) -> bool:
    """Whether more is asked of a fact than that it holds in a period."""
    return bool(scope.only or scope.that or scope.while_ or scope.rank)


def asked_within(query: resolved.Query, window: Window) -> resolved.Query:
    """Return the same query, asked of another window."""
    if isinstance(query.question, resolved.Combined):
        combined = query.question
        sides = {"left": asked_within(combined.left, window), "right": asked_within(combined.right, window)}
        query = query.having(question=combined.having(**sides))
    return query.having(scope=query.scope.having(window=window))
