"""What changed in an organization: who joined, left, was suspended or took office; names, bodies, its own life."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tempodb.answers.context import AnswerContext
from tempodb.answers.ordering import Shaped, ordered
from tempodb.execution.beliefs import fields, sources_of
from tempodb.execution.evidence import by_key, lives
from tempodb.model.kinds import SUBSTANTIVE, Entity, EntityType, Kind
from tempodb.model.schema import SCHEMA
from tempodb.planning.plan import Judge
from tempodb.planning.planner import facts as planned
from tempodb.planning.planner import offices_of, plan
from tempodb.planning.planner import tenures as tenures_of
from tempodb.questions import resolved
from tempodb.questions.rows import ChangeRow, Row
from tempodb.temporal.bounds import ALWAYS, NEVER, Bound
from tempodb.temporal.day_relations import DayRelation, judge_day
from tempodb.temporal.facts import Fact
from tempodb.temporal.periods import Certainty, Window
from tempodb.temporal.timelines import coalesce_parties, in_order
from tempodb.temporal.wholes import containing

ALL_DAYS = Window(ALWAYS, NEVER)
"""Every day; what may never happen is not certain to lie in it."""


class Occurrence(NamedTuple):
    """Something that happened on one of the days from *first* through *last*."""

    stated: Bound
    first: int
    last: int
    word: str
    party: str
    fact: Fact
    office: str | None = None
    detail: str | None = None


def rows(asked: AnswerContext) -> list[Row]:
    """Return a row for each change, in the order of time (MEANING.md, M34)."""
    question, scope, display = asked.query.question, asked.query.scope, asked.display
    assert isinstance(question, resolved.ChangesIn)
    organization = question.organization
    found = [
        (change, certainty)
        for change in asked.view.each(_changes(organization, asked))
        if (certainty := _certainty(change, scope.window)) is not None and scope.only in (None, certainty)
    ]
    display.learn(Entity(EntityType.PARTY, change.party) for change, _ in found)
    shaped = []
    for change, certainty in asked.view.each(found):
        row = ChangeRow(
            *(change.stated.stated(), change.word, change.party, display.party(change.party)),
            *(organization, display.party(organization)),
            *(change.office, display.title(change.office) if change.office else None, change.detail),
            certainty=certainty.value,
            standing=change.fact.standing.value,
            sources=sources_of(change.fact),
        )
        order = f"{change.first:08} {change.last:08} {change.word} {display.party(change.party).casefold()}"
        shaped.append(Shaped(row, change.fact.period._replace(from_=change.stated), order))
    return ordered(shaped, asked)


def plans(query: resolved.Query) -> Iterator[Judge]:
    """Yield the operators that find all that may have changed, in whatever window changes are looked for."""
    assert isinstance(query.question, resolved.ChangesIn)
    organization, scope = query.question.organization, query.scope.having(window=None, only=None)
    for about in (
        resolved.Memberships(organization, None, None),
        resolved.TenuresIn(organization),
        resolved.NamesOf(organization),
        resolved.BodiesOf(organization),
    ):
        yield plan(query.having(question=about, scope=scope))


def _certainty(change: Occurrence, window: Window | None) -> Certainty | None:
    return judge_day(change.first, change.last, DayRelation.IN, window or ALL_DAYS)


def _changes(organization: str, asked: AnswerContext) -> Iterator[Occurrence]:
    scope, view = asked.query.scope, asked.view
    memberships = view.facts(planned(resolved.Memberships(organization, None, None), scope))
    for timeline in view.each(by_key(memberships)):
        yield from _of_member(timeline)
    for tenure in view.facts(tenures_of(offices_of(organization), scope)):
        value = fields(str(tenure.value))
        ending = SCHEMA[Kind.TENURE].ending(value)
        detail = None if value["capacity"] == SUBSTANTIVE else value["capacity"]
        holder, office = str(tenure.key[0]), str(tenure.key[1])
        yield from _started(tenure, "took office", holder, office, detail)
        yield from _ended(tenure, "left office", holder, office, _ended_by(detail, ending))
    names = sorted(view.facts(planned(resolved.NamesOf(organization), scope)), key=lambda name: name.extent)
    for name in names[1:]:
        yield from _started(name, "renamed", organization, None, str(fields(str(name.value))["name"]))
    for part in view.facts(planned(resolved.BodiesOf(organization), scope)):
        yield from _started(part, "body added", str(part.key[0]))
        yield from _ended(part, "body removed", str(part.key[0]))
    if life := lives([organization], view, scope.published_by, scope.according_to).get(organization):
        yield from _started(life, "founded", organization)
        yield from _ended(life, "dissolved", organization)


def _of_member(timeline: Sequence[Fact]) -> Iterator[Occurrence]:
    """Yield what happened to one member: the start and end of each run, and each change of status within."""
    run_of = containing(coalesce_parties(timeline))
    parts: dict[Fact, list[Fact]] = defaultdict(list)
    for fact in timeline:
        parts[run_of(fact)].append(fact)
    for run, unordered in parts.items():
        pieces = in_order(unordered)
        before: str | None = None
        member = str(run.key[0])
        for piece in pieces:
            status = str(fields(str(piece.value))["status"])
            yield from _started(piece, _word(before, status), member, None, status)
            before = status
        ending = SCHEMA[Kind.MEMBERSHIP].ending(fields(str(pieces[-1].value)))
        yield from _ended(pieces[-1], "left", member, None, _ended_by(before, ending))


def _ended_by(detail: str | None, ending: str | None) -> str | None:
    return f"{detail} ({ending})" if detail and ending else detail or ending


def _word(before: str | None, status: str) -> str:
    if status == "suspended":
        return "suspended"
    if before == "suspended":
        return "resumed"
    return "joined" if before is None else f"became {status}"


def _started(
    fact: Fact, word: str, party: str, office: str | None = None, detail: str | None = None
) -> Iterator[Occurrence]:
    if not fact.period.from_.is_open:
        yield Occurrence(fact.period.from_, *fact.extent[:2], word, party, fact, office, detail)


def _ended(
    fact: Fact, word: str, party: str, office: str | None = None, detail: str | None = None
) -> Iterator[Occurrence]:
    if not fact.period.to.is_open:
        yield Occurrence(fact.period.to, *fact.extent[2:], word, party, fact, office, detail)
