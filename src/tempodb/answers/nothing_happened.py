"""Why nothing changed for a party, or why two were never in one place: what is recorded of them, and when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tempodb.answers.absence import there_are
from tempodb.answers.context import AnswerContext, PlannedQuery
from tempodb.answers.days import period_text
from tempodb.answers.modules import answering
from tempodb.execution.view import View
from tempodb.planning.planner import plan
from tempodb.questions import resolved
from tempodb.questions.rows import ChangeRow, OverlapRow, Row
from tempodb.temporal.periods import Certainty
from tempodb.tql.printing.written_names import bare

if TYPE_CHECKING:
    from tempodb.answers.result_table import Table

MOST_STAYS = 3
"""Of how many stretches of time it is told when somebody was in a place."""


def why_nothing(asked: AnswerContext) -> str | None:
    """Return which restriction left nothing of what changed, or of when two were together; else what is recorded."""
    query = asked.query
    scope = query.scope
    without = {
        "only": scope.having(only=None),
        "evidence": scope.having(only=None, published_by=None, according_to=None),
        "time": scope.having(only=None, published_by=None, according_to=None, window=None),
    }
    found = {word: _rows(query.having(scope=less), asked.view) for word, less in without.items()}
    if found["only"]:
        other = "certain" if scope.only is Certainty.POSSIBLE else "merely possible"
        return f"every row is {other}; without that word {there_are(len(found['only']))}"
    if found["evidence"]:
        return f"no row has such a source; without that clause {there_are(len(found['evidence']))}"
    if found["time"]:
        return f"outside of what is recorded: without a time {there_are(len(found['time']))}{_when(found['time'])}"
    disputed = _rows(query.having(scope=without["time"].having(disputed=True)), asked.view)
    if disputed:
        return f"only disputed claims say so: with `including disputed` {there_are(len(disputed))}"
    if isinstance(query.question, resolved.Overlap):
        return _never_together(asked, query.question)
    return None if not isinstance(query.question, resolved.ChangesIn) else _nothing(asked, query.question)


def _rows(query: resolved.Query, view: View) -> Sequence[Row] | Table:
    anyone = AnswerContext(PlannedQuery(query.having(where=None, limit=None, order_by=())), view)
    return answering(query.question)(anyone)


def _when(rows: Sequence[Row] | Table) -> str:
    """Return when the first of what was found is."""
    # Of columns no row is made for that.
    found = [row for row in rows if isinstance(row, ChangeRow | OverlapRow)] if isinstance(rows, list) else []
    days = [row.date if isinstance(row, ChangeRow) else row.from_ for row in found]
    known = [day for day in days if day is not None]
    return f", from {known[0]} on" if known else ""


def _nothing(asked: AnswerContext, question: resolved.ChangesIn) -> str:
    if question.party is None:
        return "nothing is recorded of it"
    name = bare(asked.display.party(question.party))
    place = (
        "anywhere"
        if question.organization is None
        else f"in {bare(asked.display.party(question.organization))}"
    )
    return f"nothing is recorded of {name} {place}"


def _never_together(asked: AnswerContext, question: resolved.Overlap) -> str:
    if question.office is question.organization is None:
        return "they are not recorded in one organization, nor as holders of its offices, on one day"
    told = [_stay(party, question, asked) for party in (question.one, question.other)]
    return f"{' and '.join(told)}, on no day both"


def _stay(party: str, question: resolved.Overlap, asked: AnswerContext) -> str:
    """Return when one of the two was in the place that is asked about."""
    about: list[resolved.Question] = []
    if question.office is not None:
        about = [resolved.Holding(party, question.office)]
    elif question.organization is not None:
        about = [
            resolved.Memberships(question.organization, party, question.statuses),
            resolved.TenuresIn(question.organization),
        ]
    timeless = asked.query.scope.having(window=None, only=None)
    found = [
        verdict.fact
        for each in about
        for verdict in asked.view.run(
            plan(asked.query.having(question=each, scope=timeless, where=None, limit=None))
        )
        if verdict.fact.key[0] == party
    ]
    name = bare(asked.display.party(party))
    if not found:
        return f"{name} is not recorded there"
    stays = list(
        dict.fromkeys(period_text(fact.period) for fact in sorted(found, key=lambda fact: fact.extent))
    )
    more = f" and {len(stays) - MOST_STAYS} times more" if len(stays) > MOST_STAYS else ""
    return f"{name} was there {', '.join(stays[:MOST_STAYS])}{more}"
