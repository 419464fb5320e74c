"""How many there are, each as often as there are organizations that it is in (MEANING.md, M72)."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from tempodb.answers.counted_once import over_columns
from tempodb.answers.counted_periods import asked_within, countable
from tempodb.answers.grouped import figures_of
from tempodb.answers.parties import judged, who_of
from tempodb.execution.view import View
from tempodb.questions import resolved
from tempodb.temporal.granules import Bucket
from tempodb.temporal.periods import Certainty
from tempodb.temporal.steps import Holder
from tempodb.temporal.window_counts import Counts, count_by_window


def counted_often(question: resolved.Count, periods: Sequence[Bucket], view: View) -> list[Counts]:
    """Return how many there are in each period, in all organizations together."""
    query = question.counted
    if (found := over_columns(question, periods, view)) is not None:
        return found
    if question.by is None:
        return [_in_one(query, view)]
    held = countable(query, view)
    if held is None:
        view.allowance.refuse_steps(len(periods) * len(view.facts(judged(query).inner)))
        return [_in_one(asked_within(query, period.days), view) for period in view.each(periods)]
    in_places = [Holder((each.who, each.fact.key[1]), each.fact) for each in held]
    return count_by_window(in_places, [period.days for period in periods])


def _in_one(query: resolved.Query, view: View) -> Counts:
    """Return how many there are in the time that a query asks about."""
    who, found = who_of(query.question), dict[Hashable, Certainty]()
    for fact, certainty in view.each(view.run(judged(query))):
        place = who(fact), fact.key[1]
        if found.get(place) is not Certainty.CERTAIN:
            found[place] = certainty
    return figures_of(found.values())
