"""All of a party along valid time: its names, its members or memberships, its offices, bodies and events."""

from __future__ import annotations

from collections.abc import Iterator

from tempodb.answers.context import AnswerContext
from tempodb.answers.days import ends_of
from tempodb.answers.ordering import Shaped, days_of, ordered
from tempodb.execution.beliefs import fields, sources_of
from tempodb.execution.evidence import lives
from tempodb.execution.view import Verdict
from tempodb.model.kinds import Entity, EntityType, PartyClass
from tempodb.planning.plan import Judge
from tempodb.planning.planner import plan
from tempodb.questions import resolved
from tempodb.questions.rows import Row, TimelineRow
from tempodb.temporal.facts import Fact


def rows(asked: AnswerContext) -> list[Row]:
    """Return a row for each holding, track by track, each in the order of time."""
    question, view = asked.query.question, asked.view
    assert isinstance(question, resolved.TimelineOf)
    shaped = []
    if life := lives([question.party], view).get(question.party):
        shaped.append(_row("existence", 0, life, question.party, None, None, asked))
    for number, (track, about) in enumerate(_tracks(question), 1):
        verdicts = view.run(plan(asked.query.having(question=about)))
        shaped += [_of(track, number, verdict, question.party, asked) for verdict in view.each(verdicts)]
    return ordered(shaped, asked)


def plans(query: resolved.Query) -> Iterator[Judge]:
    """Yield the operators that find the holdings of each track."""
    assert isinstance(query.question, resolved.TimelineOf)
    for _, about in _tracks(query.question):
        yield plan(query.having(question=about))


def _tracks(question: resolved.TimelineOf) -> Iterator[tuple[str, resolved.Question]]:
    """Yield the questions that a timeline is made of, each with the name of its track."""
    party = question.party
    yield "name", resolved.NamesOf(party)
    if question.class_ is PartyClass.ORGANIZATION:
        yield "member", resolved.Memberships(party, None, None)
    yield "membership", resolved.Memberships(None, party, None)
    if question.class_ is PartyClass.PERSON:
        yield "tenure", resolved.TenuresBy(party)
    else:
        yield "tenure", resolved.TenuresIn(party)
        yield "body", resolved.BodiesOf(party)
        yield "event", resolved.EventsOf(party)


def _of(track: str, number: int, verdict: Verdict, party: str, asked: AnswerContext) -> Shaped:
    fact, display = verdict.fact, asked.display
    value = fields(str(fact.value))
    match track:
        case "name":
            return _row(track, number, fact, party, None, value["name"], asked)
        case "tenure":
            display.learn([Entity(EntityType.OFFICE, str(fact.key[1]))])
            return _row(track, number, fact, str(fact.key[0]), str(fact.key[1]), value["capacity"], asked)
        case "event":
            return _row(
                track, number, fact, party, str(fact.key[0]), value.get("title") or value.get("kind"), asked
            )
        case "body":
            return _row(track, number, fact, str(fact.key[0]), party, None, asked)
        case _:
            return _row(track, number, fact, str(fact.key[0]), str(fact.key[1]), value["status"], asked)


def _row(
    track: str,
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
            display.title(place) if track == "tenure" else place if track == "event" else display.party(place)
        )
    from_, to = (end.stated() for end in fact.period)
    sources = sources_of(fact)
    row = TimelineRow(
        *(track, party, name, place, where, value, from_, to), *ends_of(fact), fact.standing.value, sources
    )
    order = [f"{number:02}", (where or "").casefold() if track == "tenure" else name.casefold()]
    return Shaped(row, fact.period, " ".join([*order, *(f"{day:08}" for day in days_of(fact.period))]))
