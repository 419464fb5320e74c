"""What changed in an organization, or in every one, also of one party: who joined, left, was suspended or took office; names, bodies, its own life."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from tempodb.answers.context import AnswerContext
from tempodb.answers.named_details import id_in, named_detail
from tempodb.answers.occurrences import (
    Occurrence,
    of_body,
    of_life,
    of_member,
    of_moves,
    of_moving_tenure,
    of_renaming,
    of_tenure,
)
from tempodb.answers.ordering import Shaped, ordered
from tempodb.execution.beliefs import sources_of
from tempodb.execution.evidence import by_key, by_party, lives
from tempodb.execution.homes import organization_of
from tempodb.model.kinds import EntityType, Kind, PartyClass
from tempodb.planning.fact_plans import (
    all_organizations,
    all_tenures,
    bodies_of,
    called,
    offices_of,
    wholes_of,
)
from tempodb.planning.fact_plans import facts as planned
from tempodb.planning.fact_plans import tenures as tenures_of
from tempodb.planning.plan import FilterField, Ids, Judge, Plan, ProjectedIds, Scan, ScanAll, Side
from tempodb.questions import resolved
from tempodb.questions.rows import ChangeRow, Row
from tempodb.temporal.bounds import ALWAYS, NEVER
from tempodb.temporal.day_relations import DayRelation, judge_day
from tempodb.temporal.facts import Fact
from tempodb.temporal.periods import Certainty, Window

if TYPE_CHECKING:
    from tempodb.answers.result_table import Table

EVERYTHING = resolved.ChangesIn(None)
ALL_DAYS = Window(ALWAYS, NEVER)
"""Every day; what may never happen is not certain to lie in it."""


def rows(asked: AnswerContext) -> list[Row] | Table:
    """Return a row for each change, in the order of time (MEANING.md, M34, M64)."""
    table = _table(asked) if _question(asked.query) == EVERYTHING else None
    return _one_by_one(asked) if table is None else table


def _table(asked: AnswerContext) -> Table | None:
    """Return the changes in every organization as a table, where there are enough of them."""
    told, view = sought(asked.query), asked.view
    memberships, tenures = (view.judged(Judge(plan, (), None)) for plan in (told.memberships, told.tenures))
    if memberships is None or tenures is None:
        return None
    # Whoever asks of one organization does without.
    from tempodb.answers.tables.changed import changes_table

    def besides(ids: Mapping[Kind, Sequence[str]]) -> Iterator[Occurrence]:
        yield from _besides(told.about(ids, asked.query.scope), ids[Kind.EXISTENCE], asked)
        if moved := _moved(ids[Kind.OFFICE], asked):
            held = view.facts(tenures_of(Ids(EntityType.OFFICE, tuple(moved)), asked.query.scope))
            yield from _of_moved(held, moved, _organizations(_belonged_to((), moved), asked))

    return changes_table(memberships.pieces, tenures.pieces, besides, asked)


def _one_by_one(asked: AnswerContext) -> list[Row]:
    """Return a row for each change, however many there are."""
    scope, display = asked.query.scope, asked.display
    found = [
        (change, certainty)
        for change in asked.view.each(_changes(asked))
        if (certainty := _certainty(change, scope.window)) is not None and scope.only in (None, certainty)
    ]
    beside = (id_in(change.word, change.detail) for change, _ in found)
    display.parties(
        {id_ for change, _ in found for id_ in (change.party, change.organization)}
        | set(filter(None, beside))
    )
    display.titles({change.office for change, _ in found if change.office})
    # Of all organizations words come in their order, and names in each of them, as columns are ordered.
    between = "\0" if _question(asked.query).organization is None else " "
    shaped = []
    for change, certainty in asked.view.each(found):
        row = ChangeRow(
            *(change.stated.stated(), change.word, change.party, display.party(change.party)),
            *(change.organization, display.party(change.organization)),
            *(change.office, display.title(change.office) if change.office else None),
            *(change.detail, named_detail(change.word, change.detail, display.party)),
            certainty=certainty.value,
            standing=change.fact.standing.value,
            sources=sources_of(change.fact),
        )
        name = display.party(change.party).casefold()
        order = f"{change.first:08} {change.last:08} {change.word}{between}{name}"
        shaped.append(Shaped(row, change.fact.period._replace(from_=change.stated), order))
    return ordered(shaped, asked)


class Sought(NamedTuple):
    """What tells of changes: what belonged, was held, was its name and was part of some organizations."""

    memberships: Plan
    tenures: Plan
    names: Plan
    bodies: Plan

    def about(self, ids: Mapping[Kind, Sequence[str]], scope: resolved.Scope) -> Sought:
        """Return the same, but for the names and bodies of some organizations alone."""
        named, whole = (Ids(EntityType.PARTY, tuple(ids[kind])) for kind in (Kind.NAME, Kind.PART_OF))
        return self._replace(names=called(named, scope), bodies=bodies_of(whole, scope))


def sought(query: resolved.Query) -> Sought:
    """Return what has to be found for the changes that *query* asks for, in whatever window."""
    question, scope = _question(query), query.scope
    organization, party = question.organization, question.party
    memberships = planned(resolved.Memberships(organization, party, None), scope)
    if party is not None:
        held, named = planned(resolved.TenuresBy(party), scope), Ids(EntityType.PARTY, (party,))
        return Sought(memberships, held, called(named, scope), wholes_of(party, scope))
    of = _entities(organization)
    return Sought(
        memberships,
        all_tenures(scope) if organization is None else tenures_of(offices_of(organization), scope),
        called(of, scope),
        bodies_of(of, scope),
    )


def plans(query: resolved.Query) -> Iterator[Judge]:
    """Yield the operators that find all that may have changed, in whatever window changes are looked for."""
    for plan in sought(query):
        yield Judge(plan, (), None)


def _question(query: resolved.Query) -> resolved.ChangesIn:
    assert isinstance(query.question, resolved.ChangesIn)
    return query.question


def _entities(organization: str | None) -> Ids | ProjectedIds:
    return all_organizations() if organization is None else Ids(EntityType.PARTY, (organization,))


def _certainty(change: Occurrence, window: Window | None) -> Certainty | None:
    certainty = judge_day(change.first, change.last, DayRelation.IN, window or ALL_DAYS)
    return certainty and (Certainty.POSSIBLE if change.is_doubtful else certainty)


def _changes(asked: AnswerContext) -> Iterator[Occurrence]:
    view, told, question = asked.view, sought(asked.query), _question(asked.query)
    party = question.party
    for timeline in view.each(by_party(view.facts(told.memberships))):
        yield from of_member(timeline)
    tenures = view.facts(told.tenures)
    moved = _moved(_offices(asked, tenures), asked)
    homes = asked.display.organizations(str(tenure.key[1]) for tenure in tenures)
    if question.organization is not None:
        among = {question.organization}
    elif party is None:
        among = _organizations(_belonged_to(homes.values(), moved), asked)
    else:
        among = _places_of(party, homes.values(), moved, asked)
    for tenure in tenures:
        if (home := homes[str(tenure.key[1])]) in among:
            yield from of_tenure(tenure, home)
    living = set(_ids(asked)) if party is None else among & {party}
    for change in chain(_of_moved(tenures, moved, among), _besides(told, living, asked)):
        if party is None or (change.party == party and change.organization in among):
            yield change


def _places_of(
    party: str, homes: Iterable[str | None], moved: Mapping[str, Sequence[Fact]], asked: AnswerContext
) -> set[str]:
    """Return the organizations in which something of one party may have changed."""
    parts = asked.view.facts(sought(asked.query).bodies)
    return _organizations({party, *(str(part.key[1]) for part in parts)} | _belonged_to(homes, moved), asked)


def _belonged_to(homes: Iterable[str | None], moved: Mapping[str, Sequence[Fact]]) -> set[str]:
    """Return to whom offices belonged, those that moved too."""
    return {*filter(None, homes)} | {
        organization_of(home) for belonging in moved.values() for home in belonging
    }


def _organizations(places: Iterable[str], asked: AnswerContext) -> set[str]:
    """Return which of some parties are organizations."""
    named = Scan(Kind.PARTY, Side.SCOPE, Ids(EntityType.PARTY, tuple(sorted(places))))
    organizations = FilterField(named, "class", frozenset({PartyClass.ORGANIZATION.value}))
    return {str(fact.key[0]) for fact in asked.view.facts(organizations)}


def _of_moved(
    tenures: Iterable[Fact], moved: Mapping[str, Sequence[Fact]], among: Collection[str]
) -> Iterator[Occurrence]:
    """Yield when offices that moved did so, and when they were taken and left, in some organizations."""
    taken = (of_moving_tenure(tenure, moved.get(str(tenure.key[1]), ())) for tenure in tenures)
    for change in chain(chain.from_iterable(taken), chain.from_iterable(map(of_moves, moved.values()))):
        if change.organization in among:
            yield change


def _offices(asked: AnswerContext, tenures: Sequence[Fact]) -> set[str]:
    """Return the offices that are asked about: of one party its own, and those that it held."""
    question = _question(asked.query)
    of, held = question.party or question.organization, tenures if question.party else ()
    told = (ScanAll(Kind.OFFICE),) if of is None else offices_of(of).within
    return {str(fact.key[0]) for plan in told for fact in asked.view.facts(plan)} | {
        str(tenure.key[1]) for tenure in held
    }


def _moved(offices: Collection[str], asked: AnswerContext) -> dict[str, Sequence[Fact]]:
    """Return when those of some offices that moved belonged where."""
    asked.display.organizations(offices)
    return {office: homes for office in sorted(offices) if (homes := asked.display.homes(office))}


def _besides(told: Sought, living: Iterable[str], asked: AnswerContext) -> Iterator[Occurrence]:
    """Yield what is no matter of members and holders; the lives are those of some organizations."""
    scope, view = asked.query.scope, asked.view
    for names in by_key(view.facts(told.names)):
        yield from of_renaming(names)
    for part in view.facts(told.bodies):
        yield from of_body(part)
    for life in chain.from_iterable(lives(living, view, scope.published_by, scope.according_to).values()):
        yield from of_life(life)


def _ids(asked: AnswerContext) -> list[str]:
    """Return the ids of the organizations that are asked about."""
    of = _entities(_question(asked.query).organization)
    if isinstance(of, Ids):
        return list(of.ids)
    return [str(fact.key[of.position]) for plan in of.within for fact in asked.view.facts(plan)]
