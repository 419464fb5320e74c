"""All of a party along valid time: its names, its members or memberships, its offices, bodies and events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from tempodb.answers.context import AnswerContext
from tempodb.answers.days import ends_of
from tempodb.answers.ordering import Shaped, days_of, ordered
from tempodb.execution.beliefs import fields, sources_of
from tempodb.execution.evidence import lives_of
from tempodb.model.kinds import Entity, EntityType, PartyClass
from tempodb.model.schema import SCHEMA
from tempodb.planning.plan import Judge, kind_of
from tempodb.planning.planner import plan
from tempodb.questions import resolved
from tempodb.questions.rows import Row, TimelineRow
from tempodb.questions.tracks import Track
from tempodb.temporal.facts import Fact

HOLDINGS = (Track.MEMBER, Track.MEMBERSHIP, Track.TENURE)
"""The tracks of holdings in which somebody may be represented."""


def rows(asked: AnswerContext) -> list[Row]:
    """Return a row for each holding, track by track, each in the order of time."""
    question, view = asked.query.question, asked.view
    assert isinstance(question, resolved.TimelineOf)
    lived = lives_of(question.party, view)
    shaped = [_of(Track.EXISTENCE, 0, life, question.party, None, asked) for life in lived]
    for number, (track, about) in enumerate(_tracks(question), 1):
        planned = plan(asked.query.having(question=about))
        schema = SCHEMA[kind_of(planned)]
        verdicts = view.run(planned)
        asked.display.learn(
            each for verdict in view.each(verdicts) for each in _named_by(track, verdict.fact)
        )
        for verdict in view.each(verdicts):
            value = fields(str(verdict.fact.value))
            word = schema.in_short(value)
            if track in HOLDINGS:
                word = f"{word}{asked.display.beside(verdict.fact.key, value)}"
            shaped.append(_of(track, number, verdict.fact, question.party, word, asked))
    return ordered(shaped, asked)


def plans(query: resolved.Query) -> Iterator[Judge]:
    """Yield the operators that find the holdings of each track."""
    assert isinstance(query.question, resolved.TimelineOf)
    for _, about in _tracks(query.question):
        yield plan(query.having(question=about))


def _tracks(question: resolved.TimelineOf) -> Iterator[tuple[Track, resolved.Question]]:
    """Yield the questions that a timeline is made of, each with its track."""
    party = question.party
    yield Track.NAME, resolved.NamesOf(party)
    if question.class_ is PartyClass.ORGANIZATION:
        yield Track.MEMBER, resolved.Memberships(party, None, None)
    yield Track.MEMBERSHIP, resolved.Memberships(None, party, None)
    if question.class_ is PartyClass.PERSON:
        yield Track.TENURE, resolved.TenuresBy(party)
    else:
        yield Track.TENURE, resolved.TenuresIn(party)
        yield Track.BODY, resolved.BodiesOf(party)
        yield Track.EVENT, resolved.EventsOf(party)


def _named_by(track: Track, fact: Fact) -> Iterator[Entity]:
    """Yield what a row of a track shows by its name, so that the names of all rows are looked up at once."""
    if track in (Track.MEMBER, Track.MEMBERSHIP, Track.TENURE, Track.BODY):
        yield Entity(EntityType.PARTY, str(fact.key[0]))
    if track in (Track.MEMBER, Track.MEMBERSHIP):
        yield Entity(EntityType.PARTY, str(fact.key[1]))
    if track is Track.TENURE:
        yield Entity(EntityType.OFFICE, str(fact.key[1]))


def _of(track: Track, number: int, fact: Fact, party: str, word: str | None, asked: AnswerContext) -> Shaped:
    match track:
        case Track.EXISTENCE | Track.NAME:
            return _row(track, number, fact, party, None, word, asked)
        case Track.TENURE:
            return _row(track, number, fact, str(fact.key[0]), str(fact.key[1]), word, asked)
        case Track.EVENT:
            return _row(track, number, fact, party, str(fact.key[0]), word, asked)
        case Track.BODY:
            return _row(track, number, fact, str(fact.key[0]), party, word, asked)
        case Track.MEMBER | Track.MEMBERSHIP:
            return _row(track, number, fact, str(fact.key[0]), str(fact.key[1]), word, asked)
        case _:
            assert_never(track)


def _row(
    track: Track,
    number: int,
    fact: Fact,
    party: str,
    place: str | None,
    value: str | None,
    asked: AnswerContext,
) -> Shaped:
    display = asked.display
    name = display.party(party)
    where = None
    if place is not None:
        where = (
            display.title(place)
            if track is Track.TENURE
            else place
            if track is Track.EVENT
            else display.party(place)
        )
    from_, to = (end.stated() for end in fact.period)
    sources = sources_of(fact)
    row = TimelineRow(
        *(track.value, party, name, place, where, value, from_, to),
        *ends_of(fact),
        fact.standing.value,
        sources,
    )
    order = [f"{number:02}", (where or "").casefold() if track is Track.TENURE else name.casefold()]
    return Shaped(row, fact.period, " ".join([*order, *(f"{day:08}" for day in days_of(fact.period))]))
