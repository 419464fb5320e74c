"""What differs between two answers to one question: at two times, or as known at two instants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable

from tempodb.answers.context import AnswerContext
from tempodb.answers.ordering import Shaped, ordered
from tempodb.answers.parties import names_of, parties, who_of
from tempodb.execution.beliefs import fields
from tempodb.execution.view import Verdict, View
from tempodb.model.kind_schema import KindSchema
from tempodb.model.schema import SCHEMA
from tempodb.planning.plan import kind_of
from tempodb.planning.planner import plan
from tempodb.questions import resolved
from tempodb.questions.rows import CompareRow, Row
from tempodb.temporal.periods import Certainty


def rows(asked: AnswerContext) -> list[Row]:
    """Return a row for each party that is in one answer only, or of which they say different things.

    MEANING.md, M35.
    """
    question = asked.query.question
    assert isinstance(question, resolved.Compare)
    before, after = question.before, question.after
    # Of two instants of belief the dates may differ; of two times in the world they always would.
    is_of_beliefs = before.scope.window == after.scope.window
    was, is_ = (_descriptions(query, asked.view, is_of_beliefs) for query in (before, after))
    named = names_of(map(str, was | is_), before.question, asked.display)
    shaped = []
    for id_ in asked.view.each(was | is_):
        if was.get(id_) != is_.get(id_):
            change = "added" if id_ not in was else "removed" if id_ not in is_ else "changed"
            name = named[str(id_)]
            party = name if isinstance(before.question, resolved.NamesOf) else str(id_)
            row = CompareRow(party, name, change, was.get(id_), is_.get(id_))
            shaped.append(Shaped(row, None, name))
    return ordered(shaped, asked)


def _descriptions(query: resolved.Query, view: View, is_of_beliefs: bool) -> dict[Hashable, str]:
    """Return what an answer says of each of those it has, in words."""
    if isinstance(query.question, resolved.Combined):
        return {id_: certainty.value for id_, certainty in parties(query, view).items()}
    who = who_of(query.question)
    said: dict[Hashable, list[str]] = defaultdict(list)
    planned = plan(query)
    schema = SCHEMA[kind_of(planned)]
    for verdict in view.each(view.at(query.scope.known_at).run(planned)):
        said[who(verdict.fact)].append(_words(verdict, schema, is_of_beliefs))
    return {id_: "; ".join(sorted(set(words))) for id_, words in said.items()}


def _words(verdict: Verdict, schema: KindSchema, is_of_beliefs: bool) -> str:
    value = fields(str(verdict.fact.value))
    word, beside, ending = schema.in_short(value), schema.beside(value), schema.ending(value)
    from_, to = (end.stated() for end in verdict.fact.period)
    dates = [f"{from_ or 'always'} to {to or 'ongoing'}", ending and f"({ending})"] if is_of_beliefs else []
    unsure = "(possible)" if verdict.certainty is Certainty.POSSIBLE else ""
    return " ".join(filter(None, [word, beside and f"({beside})", *dates, unsure])) or "certain"
