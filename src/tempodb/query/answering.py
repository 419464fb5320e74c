"""Bound → result: the plan made, run, and its facts shaped into rows."""

from __future__ import annotations

from tempodb.query import bound, emptiness, listing
from tempodb.query.display import Display
from tempodb.query.executor import Beliefs, run
from tempodb.query.planner import plan
from tempodb.query.result import Result, Row, columns_of
from tempodb.query.shaping import shape
from tempodb.temporal.instants import instant_text


def answer(query: bound.Bound, beliefs: Beliefs, now: int) -> Result:
    """Return the answer to *query*; *now* is the present instant, in microseconds UTC."""
    rows = tuple(_rows(query, beliefs))
    return Result(
        query.text,
        columns_of(query.question),
        rows,
        query.valid,
        instant_text(query.scope.known_at),
        None if rows or query.limit == 0 else emptiness.explain(query, beliefs, now),
    )


def _rows(query: bound.Bound, beliefs: Beliefs) -> list[Row]:
    verdicts = run(plan(query), beliefs, query.scope.known_at)
    display = Display.of(query, beliefs)
    match query.question:
        case bound.Show():
            return listing.show(query, [verdict.fact for verdict in verdicts], beliefs, display)
        case bound.Describe():
            return listing.describe(query, [verdict.fact for verdict in verdicts], beliefs, display)
        case _:
            return shape(query, verdicts, display)
