"""Who were members together, two by two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tempodb.answers.context import AnswerContext
from tempodb.answers.display import Display
from tempodb.answers.ordering import Shaped, ordered
from tempodb.execution.beliefs import sources_of
from tempodb.execution.view import Verdict, View
from tempodb.model.kinds import Entity, EntityType
from tempodb.planning.planner import overlaps, whole
from tempodb.questions import resolved
from tempodb.questions.rows import OverlapRow, Row
from tempodb.temporal.facts import Quantifier

if TYPE_CHECKING:
    from tempodb.answers.result_table import Table


def rows(asked: AnswerContext) -> list[Row] | Table:
    """Return a row for each two parties and time that they had together (MEANING.md, M46)."""
    question = asked.query.question
    assert isinstance(question, resolved.Overlaps)
    view = asked.view.at(question.asked.scope.known_at)
    if (table := _table(question.asked, view, asked)) is not None:
        return table
    found = view.run(overlaps(question.asked))
    asked.display.learn(Entity(EntityType.PARTY, str(id_)) for fact, _ in found for id_ in fact.key)
    return ordered([_shaped(verdict, asked.display) for verdict in view.each(found)], asked)


def _table(query: resolved.Query, view: View, asked: AnswerContext) -> Table | None:
    """Return who were together as a table, where there are enough of them."""
    if query.scope.quantifier is Quantifier.EVERY:
        return None
    # The two are judged together, and not each by itself.
    judged = view.judged(whole(query).having(only=None))
    if judged is None:
        return None
    # Whoever asks of little does without.
    from tempodb.answers.tables.overlapping import overlap_table

    return overlap_table(judged, query, asked)


def _shaped(verdict: Verdict, display: Display) -> Shaped:
    fact, certainty = verdict
    (a, a_name), (b, b_name), (place, place_name) = ((id_, display.party(id_)) for id_ in map(str, fact.key))
    from_, to = (bound.stated() for bound in fact.period)
    row = OverlapRow(
        *(a, a_name, b, b_name, place, place_name, from_, to),
        *(certainty.value, fact.standing.value, sources_of(fact)),
    )
    return Shaped(row, fact.period, row.member_name)
