"""All that was ever believed of one key: every rectangle, valid × recorded."""

from __future__ import annotations

from typing import TypedDict, assert_never

from tempodb.answers.context import AnswerContext
from tempodb.answers.ordering import Shaped, days_of, ordered
from tempodb.execution.beliefs import fields, sources_of
from tempodb.execution.view import View
from tempodb.model.kinds import Entity, EntityType, Kind
from tempodb.model.schema import SCHEMA
from tempodb.planning.plan import Side
from tempodb.questions import resolved
from tempodb.questions.rows import MembershipRevisionRow, Row, TenureRevisionRow
from tempodb.temporal.facts import Fact, Standing
from tempodb.temporal.instants import FOREVER, instant_text
from tempodb.temporal.periods import Certainty
from tempodb.temporal.revisions import BelievedRow, Rectangle, rectangles


def rows(asked: AnswerContext) -> list[Row]:
    """Return a row for each rectangle, in the order in which it came to be believed (MEANING.md, M39)."""
    question, scope = asked.query.question, asked.query.scope
    assert isinstance(question, resolved.RevisionsOf)
    seen = [
        row
        for row in believed(question.condition, asked.view)
        if (scope.disputed or scope.according_to or row.fact.standing is Standing.ACCEPTED)
        and (scope.according_to is None or scope.according_to in row.fact.sources)
    ]
    return ordered([_shaped(rectangle, asked) for rectangle in asked.view.each(rectangles(seen))], asked)


def believed(condition: resolved.Condition, view: View) -> list[BelievedRow]:
    """Return the rows that were ever believed of the key of *condition*, by the instant of *view*."""
    match condition:
        case resolved.Holding(person, office):
            rows = view.rows(Kind.TENURE, Side.SCOPE, [Entity(EntityType.OFFICE, office)])
            return [row for row in rows if row.fact.key[0] == person]
        case resolved.Memberships(organization, party, _):
            assert party is not None
            rows = view.rows(Kind.MEMBERSHIP, Side.PARTY, [Entity(EntityType.PARTY, party)])
            return [row for row in rows if row.fact.key[1] == organization]
        case _:
            assert_never(condition)


def _shaped(rectangle: Rectangle, asked: AnswerContext) -> Shaped:
    fact = rectangle.fact
    until = None if rectangle.end == FOREVER else instant_text(rectangle.end)
    order = [f"{rectangle.start:020}", *(f"{day:08}" for day in days_of(fact.period))]
    return Shaped(_row(fact, instant_text(rectangle.start), until, asked), fact.period, " ".join(order))


class _Known(TypedDict):
    from_: str | None
    to: str | None
    certainty: str
    recorded_from: str
    recorded_to: str | None
    standing: str
    sources: tuple[str, ...]


def _row(fact: Fact, recorded_from: str, recorded_to: str | None, asked: AnswerContext) -> Row:
    display, value = asked.display, fields(str(fact.value))
    known: _Known = {
        "from_": fact.period.from_.stated(),
        "to": fact.period.to.stated(),
        # Of all time, what is believed is certain.
        "certainty": Certainty.CERTAIN.value,
        "recorded_from": recorded_from,
        "recorded_to": recorded_to,
        "standing": fact.standing.value,
        "sources": sources_of(fact),
    }
    party, place = str(fact.key[0]), str(fact.key[1])
    represented = {"representing_name": display.represented(fact.key)}
    assert isinstance(asked.query.question, resolved.RevisionsOf)
    if isinstance(asked.query.question.condition, resolved.Memberships):
        where = (place, display.party(place))
        said = SCHEMA[Kind.MEMBERSHIP].columns(fact.key, value) | represented
        return MembershipRevisionRow(party, display.party(party), *where, **said, **known)
    organization = display.home(fact)
    office = (place, display.title(place), organization, display.party(organization))
    said = SCHEMA[Kind.TENURE].columns(fact.key, value) | represented
    return TenureRevisionRow(party, display.party(party), *office, **said, **known)
