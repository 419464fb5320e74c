"""What differs between two answers to one question: at two times, or as known at two instants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from typing import TYPE_CHECKING

from tempodb.answers.compare_words import in_both, with_name, words_of_fact
from tempodb.answers.context import AnswerContext
from tempodb.answers.display import Display
from tempodb.answers.ordering import Shaped, ordered
from tempodb.answers.parties import names_of, parties, who_of
from tempodb.execution.beliefs import fields
from tempodb.execution.view import Verdict, View
from tempodb.model.kind_schema import KindSchema
from tempodb.model.schema import SCHEMA
from tempodb.planning.plan import kind_of
from tempodb.planning.planner import plan
from tempodb.questions import resolved
from tempodb.questions.row_types import is_every
from tempodb.questions.rows import CompareRow, Row
from tempodb.temporal.periods import Certainty

if TYPE_CHECKING:
    from tempodb.answers.result_table import Table

NOT_THERE = (None, None)
"""What is told of a party that is not in an answer, in ids and in names."""


def rows(asked: AnswerContext) -> list[Row] | Table:
    """Return a row for each party that is in one answer only, or of which they say different things.

    MEANING.md, M35.
    """
    question = asked.query.question
    assert isinstance(question, resolved.Compare)
    table = _table(question, asked)
    return _rows(question, asked) if table is None else table


def _table(question: resolved.Compare, asked: AnswerContext) -> Table | None:
    """Return what differs as a table, where both answers are about enough."""
    if not all(is_every(query.question) for query in (question.before, question.after)):
        return None
    before, after = (
        asked.view.at(query.scope.known_at).judged(plan(query)) for query in (question.before, question.after)
    )
    if before is None or after is None:
        return None
    # Whoever compares of one thing does without.
    from tempodb.answers.tables.compared import compare_table

    return compare_table(before, after, _is_of_beliefs(question), asked)


def _is_of_beliefs(question: resolved.Compare) -> bool:
    """Whether two instants of belief are compared, so that dates may differ; of two times they always would."""
    return question.before.scope.window == question.after.scope.window


def _rows(question: resolved.Compare, asked: AnswerContext) -> list[Row]:
    before, after = question.before, question.after
    was, is_ = (
        _descriptions(query, asked.view, asked.display, _is_of_beliefs(question)) for query in (before, after)
    )
    named = names_of(map(str, was | is_), before.question, asked.display)
    shaped = []
    for id_ in asked.view.each(was | is_):
        if was.get(id_) != is_.get(id_):
            change = "added" if id_ not in was else "removed" if id_ not in is_ else "changed"
            name = named[str(id_)]
            party = name if isinstance(before.question, resolved.NamesOf) else str(id_)
            told = (words for side in (was, is_) for words in side.get(id_, NOT_THERE))
            row = CompareRow(party, name, change, *told)
            shaped.append(Shaped(row, None, name))
    return ordered(shaped, asked)


def _descriptions(
    query: resolved.Query, view: View, display: Display, is_of_beliefs: bool
) -> dict[Hashable, tuple[str, str]]:
    """Return what an answer says of each of those it has, in words with ids and in words with names."""
    if isinstance(query.question, resolved.Combined):
        return {id_: (certainty.value,) * 2 for id_, certainty in parties(query, view).items()}
    who = who_of(query.question)
    said: dict[Hashable, set[tuple[str, str]]] = defaultdict(set)
    planned = plan(query)
    schema = SCHEMA[kind_of(planned)]
    for verdict in view.each(view.at(query.scope.known_at).run(planned)):
        said[who(verdict.fact)].add(_words(verdict, schema, display, is_of_beliefs))
    return {id_: in_both(words) for id_, words in said.items()}


def _words(verdict: Verdict, schema: KindSchema, display: Display, is_of_beliefs: bool) -> tuple[str, str]:
    value = schema.said(verdict.fact.key, fields(str(verdict.fact.value)))
    dates = [end.stated() for end in verdict.fact.period] if is_of_beliefs else None
    is_certain = verdict.certainty is Certainty.CERTAIN
    told = words_of_fact(value, schema, dates, is_certain)
    if (named := with_name(value, display.party)) is value:
        return told, told
    return told, words_of_fact(named, schema, dates, is_certain)
