"""The unbroken terms that the rows of a question are parts of, and what is worked out of several."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tempodb.execution.view import View
from tempodb.planning.planner import plan, terms
from tempodb.questions import resolved
from tempodb.temporal.facts import Fact
from tempodb.temporal.measured import Measured, average_of, median_of, total_of
from tempodb.temporal.periods import Certainty
from tempodb.temporal.wholes import containing
from tempodb.tql.ast import Measure

MEASURES: dict[Measure, Callable[[Sequence[Measured]], tuple[float, float]]] = {
    Measure.AVERAGE: average_of,
    Measure.MEDIAN: median_of,
    Measure.TOTAL: total_of,
}


def terms_taking_part(asked: resolved.Query, view: View) -> dict[Fact, bool]:
    """Return the terms of the rows that answer a question, and of each whether it certainly does (MEANING.md, M59)."""
    term_of = containing(view.facts(terms(asked)))
    taking_part: dict[Fact, bool] = {}
    for fact, certainty in view.each(view.run(plan(asked))):
        term = term_of(fact)
        taking_part[term] = taking_part.get(term, False) or certainty is Certainty.CERTAIN
    return taking_part
