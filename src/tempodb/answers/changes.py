"""What changed in an organization, or in every one: who joined, left, was suspended or took office; names, bodies, its own life."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tempodb.answers.context import AnswerContext
from tempodb.answers.ordering import Shaped, ordered
from tempodb.execution.beliefs import fields, sources_of
from tempodb.execution.evidence import by_key, lives
from tempodb.model.kinds import SUBSTANTIVE, EntityType, Kind
from tempodb.model.schema import SCHEMA
from tempodb.planning.plan import Ids, Judge, Plan, ProjectedIds
from tempodb.planning.planner import all_organizations, bodies_of, called, offices_of_all
from tempodb.planning.planner import facts as planned
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
    organization: str
    fact: Fact
    office: str | None = None
    detail: str | None = None


def rows(asked: AnswerContext) -> list[Row]:
    """Return a row for each change, in the order of time (MEANING.md, M34)."""
    scope, display = asked.query.scope, asked.display
    found = [
        (change, certainty)
        for change in asked.view.each(_changes(asked))
        if (certainty := _certainty(change, scope.window)) is not None and scope.only in (None, certainty)
    ]
    display.parties({id_ for change, _ in found for id_ in (change.party, change.organization)})
    display.titles({change.office for change, _ in found if change.office})
    shaped = []
    for change, certainty in asked.view.each(found):
        row = ChangeRow(
            *(change.stated.stated(), change.word, change.party, display.party(change.party)),
            *(change.organization, display.party(change.organization)),
            *(change.office, display.title(change.office) if change.office else None, change.detail),
            certainty=certainty.value,
            standing=change.fact.standing.value,
            sources=sources_of(change.fact),
        )
        order = f"{change.first:08} {change.last:08} {change.word} {display.party(change.party).casefold()}"
        shaped.append(Shaped(row, change.fact.period._replace(from_=change.stated), order))
    return ordered(shaped, asked)


class Sought(NamedTuple):
    """What tells of changes: what belonged, was held, was its name and was part of some organizations."""

    memberships: Plan
    tenures: Plan
    names: Plan
    bodies: Plan


def sought(query: resolved.Query) -> Sought:
    """Return what has to be found for the changes that *query* asks for, in whatever window."""
    organization, scope = _organization(query), query.scope
    of = _entities(organization)
    return Sought(
        planned(resolved.Memberships(organization, None, None), scope),
        tenures_of(offices_of_all(of), scope),
        called(of, scope),
        bodies_of(of, scope),
    )


def plans(query: resolved.Query) -> Iterator[Judge]:
    """Yield the operators that find all that may have changed, in whatever window changes are looked for."""
    for plan in sought(query):
        yield Judge(plan, (), None)


def _organization(query: resolved.Query) -> str | None:
    assert isinstance(query.question, resolved.ChangesIn)
    return query.question.organization


def _entities(organization: str | None) -> Ids | ProjectedIds:
    return all_organizations() if organization is None else Ids(EntityType.PARTY, (organization,))


def _certainty(change: Occurrence, window: Window | None) -> Certainty | None:
    return judge_day(change.first, change.last, DayRelation.IN, window or ALL_DAYS)


def _changes(asked: AnswerContext) -> Iterator[Occurrence]:
    scope, view, told = asked.query.scope, asked.view, sought(asked.query)
    for timeline in view.each(by_key(view.facts(told.memberships))):
        yield from _of_member(timeline)
    yield from _of_offices(view.facts(told.tenures), asked)
    for names in by_key(view.facts(told.names)):
        for name in sorted(names, key=lambda name: name.extent)[1:]:
            organization = str(name.key[0])
            now = str(fields(str(name.value))["name"])
            yield from _started(name, "renamed", organization, organization, None, now)
    for part in view.facts(told.bodies):
        yield from _started(part, "body added", *map(str, part.key))
        yield from _ended(part, "body removed", *map(str, part.key))
    for organization, life in lives(_ids(asked), view, scope.published_by, scope.according_to).items():
        yield from _started(life, "founded", organization, organization)
        yield from _ended(life, "dissolved", organization, organization)


def _ids(asked: AnswerContext) -> list[str]:
    """Return the ids of the organizations that are asked about."""
    of = _entities(_organization(asked.query))
    if isinstance(of, Ids):
        return list(of.ids)
    return [str(fact.key[of.position]) for fact in asked.view.facts(of.within)]


def _of_offices(tenures: Sequence[Fact], asked: AnswerContext) -> Iterator[Occurrence]:
    offices = {str(tenure.key[1]) for tenure in tenures}
    organization = _organization(asked.query)
    homes = asked.display.organizations(offices) if organization is None else {}
    for tenure in tenures:
        value = fields(str(tenure.value))
        ending = SCHEMA[Kind.TENURE].ending(value)
        detail = None if value["capacity"] == SUBSTANTIVE else value["capacity"]
        holder, office = str(tenure.key[0]), str(tenure.key[1])
        where = (organization or homes[office], office)
        yield from _started(tenure, "took office", holder, *where, detail)
        yield from _ended(tenure, "left office", holder, *where, _ended_by(detail, ending))


def _of_member(timeline: Sequence[Fact]) -> Iterator[Occurrence]:
    """Yield what happened to one member: the start and end of each run, and each change of status within."""
    run_of = containing(coalesce_parties(timeline))
    parts: dict[Fact, list[Fact]] = defaultdict(list)
    for fact in timeline:
        parts[run_of(fact)].append(fact)
    for run, unordered in parts.items():
        pieces = in_order(unordered)
        before: str | None = None
        who = (str(run.key[0]), str(run.key[1]))
        for piece in pieces:
            status = str(fields(str(piece.value))["status"])
            yield from _started(piece, _word(before, status), *who, None, status)
            before = status
        ending = SCHEMA[Kind.MEMBERSHIP].ending(fields(str(pieces[-1].value)))
        yield from _ended(pieces[-1], "left", *who, None, _ended_by(before, ending))


def _ended_by(detail: str | None, ending: str | None) -> str | None:
    return f"{detail} ({ending})" if detail and ending else detail or ending


def _word(before: str | None, status: str) -> str:
    if status == "suspended":
        return "suspended"
    if before == "suspended":
        return "resumed"
    return "joined" if before is None else f"became {status}"


def _started(
    fact: Fact,
    word: str,
    party: str,
    organization: str,
    office: str | None = None,
    detail: str | None = None,
) -> Iterator[Occurrence]:
    if not fact.period.from_.is_open:
        yield Occurrence(fact.period.from_, *fact.extent[:2], word, party, organization, fact, office, detail)


def _ended(
    fact: Fact,
    word: str,
    party: str,
    organization: str,
    office: str | None = None,
    detail: str | None = None,
) -> Iterator[Occurrence]:
    if not fact.period.to.is_open:
        yield Occurrence(fact.period.to, *fact.extent[2:], word, party, organization, fact, office, detail)
