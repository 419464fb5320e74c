"""Plan + view → judged facts: each operator as a plain function over lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Hashable, Iterable, Iterator, Sequence
from typing import assert_never

from tempodb.execution.allowance import STEPS_OF_A_CLAIM
from tempodb.execution.beliefs import fields
from tempodb.execution.evidence import (
    aliases_in_time,
    by_key,
    by_party,
    clip_to_body,
    closure,
    coalesce_groups,
    fill_lifetimes,
    filter_evidence,
    held_while,
)
from tempodb.execution.homes import clip_to_home
from tempodb.execution.judging import verdicts_of
from tempodb.execution.seating import apply_seats
from tempodb.execution.view import Verdict, View
from tempodb.model.kinds import Entity, EntityType, Kind
from tempodb.model.schema import SCHEMA
from tempodb.planning import plan as op
from tempodb.temporal.bounds import shifted
from tempodb.temporal.facts import Fact, distinct
from tempodb.temporal.timelines import coalesce, coalesce_parties, narrow
from tempodb.temporal.together import together
from tempodb.tql.ast import Extension


class RowExecutor:
    """Runs plans over facts, one by one; it keeps nothing."""

    def run(self, plan: op.Judge, view: View) -> list[Verdict]:
        """Return the facts that answer *plan*, judged."""
        return verdicts_of(view.facts(plan.inner), plan, view)

    def judged(self, plan: op.Judge, view: View) -> None:
        """Return that there are no columns."""

    def facts(self, plan: op.Plan, view: View) -> list[Fact]:  # noqa: C901
        """Return the facts that *plan* yields, before they are judged."""
        view.allowance.check()
        match plan:
            case op.Scan(kind, side, of):
                return view.scan(kind, side, _entities(of, view))
            case op.ScanAll(kind):
                return view.scan_all(kind)
            case op.FilterEvidence(inner, published_by, according_to, disputed):
                return filter_evidence(view.facts(inner), published_by, according_to, disputed, view)
            case op.SemiJoin(inner, by):
                told = {fact.key[0] for fact in view.facts(by)}
                return [fact for fact in view.each(view.facts(inner)) if fact.key[0] in told]
            case op.Narrow(inner):
                return [fact for timeline in _timelines(inner, view) for fact in narrow(coalesce(timeline))]
            case op.FillLifetime(inner, published_by, according_to):
                return fill_lifetimes(view.facts(inner), published_by, according_to, view)
            case op.WithAliases(inner, of):
                return [*view.facts(inner), *aliases_in_time(_entities(of, view), view)]
            case op.FilterField(inner, field, words):
                return [
                    fact for fact in view.each(view.facts(inner)) if fields(str(fact.value))[field] in words
                ]
            case op.FilterKey(inner, position, id_):
                return [fact for fact in view.each(view.facts(inner)) if fact.key[position] == id_]
            case op.FilterFacts(inner, kept):
                return _kept(view.each(view.facts(inner)), kept)
            case op.Coalesce(inner):
                return [fact for timeline in _timelines(inner, view) for fact in coalesce(timeline)]
            case op.CoalesceParties(inner):
                parties = _within(by_party(view.facts(inner)), view)
                return [fact for timeline in parties for fact in coalesce_parties(timeline)]
            case op.CoalesceGroups(inner, field):
                schema, parties = SCHEMA[op.kind_of(inner)], _within(by_party(view.facts(inner)), view)
                return [fact for timeline in parties for fact in coalesce_groups(timeline, field, schema)]
            case op.ApplySeats(inner):
                return apply_seats(view.facts(inner), view)
            case op.ClipToBody(inner, organization):
                is_of_offices = op.kind_of(inner) is Kind.TENURE
                clip = clip_to_home if is_of_offices else clip_to_body
                return clip(view.facts(inner), organization, view)
            case op.MergePredecessors(inner, organization):
                return _merged(view.facts(inner), organization, view)
            case op.While(inner, condition):
                return held_while(view.facts(inner), view.facts(condition), view)
            case op.PairUp(inner):
                return _paired(view.facts(inner), view)
            case op.DropSingleDays(inner):
                return _of_several_days(view.each(view.facts(inner)))
            case op.Judge():
                return [verdict.fact for verdict in view.run(plan)]
            case _:
                assert_never(plan)


def _kept(found: Iterable[Fact], kept: Container[tuple[Hashable, ...]]) -> list[Fact]:
    return [
        fact
        for fact in found
        if (fact.key, fact.value) in kept or (fact.key, fact.value, fact.period) in kept
    ]


def _of_several_days(found: Iterable[Fact]) -> list[Fact]:
    return [fact for fact in found if fact.period.to != shifted(fact.period.from_, 1)]


def _timelines(plan: op.Plan, view: View) -> Iterator[list[Fact]]:
    """Return the facts of each key, if there is time for what is to be done with them."""
    return _within(by_key(view.facts(plan)), view)


def _within(timelines: Iterable[list[Fact]], view: View) -> Iterator[list[Fact]]:
    """Yield timelines, if there is time for what is to be done with them."""
    for timeline in view.each(timelines):
        view.allowance.begin(len(timeline) * STEPS_OF_A_CLAIM)
        yield timeline


def _paired(found: Sequence[Fact], view: View) -> list[Fact]:
    """Return each two parties in one organization for as long as both can have been in it."""
    inside: dict[Hashable, list[Fact]] = defaultdict(list)
    for fact in found:
        inside[fact.key[1]].append(fact)
    view.allowance.refuse_steps(sum(len(each) ** 2 // 2 for each in inside.values()))
    return distinct(view.each(pair for each in inside.values() for pair in together(each)))


def _merged(found: Sequence[Fact], organization: str, view: View) -> list[Fact]:
    """Return the facts, those in predecessors of an organization as if they were in itself."""
    predecessors = closure(organization, Kind.SUCCEEDS, op.Side.PARTY, 1, view)
    return [
        fact._replace(key=(fact.key[0], organization, *fact.key[2:])) if fact.key[1] in predecessors else fact
        for fact in view.each(found)
    ]


def _entities(of: op.Entities, view: View) -> list[Entity]:
    match of:
        case op.Ids(type_, ids):
            return [Entity(type_, id_) for id_ in ids]
        case op.ProjectedIds(type_, within, position):
            found = dict.fromkeys(str(fact.key[position]) for plan in within for fact in view.facts(plan))
            return [Entity(type_, id_) for id_ in found]
        case op.Closure(organization, extensions):
            reached = {organization}
            if Extension.PREDECESSORS in extensions:
                reached |= closure(organization, Kind.SUCCEEDS, op.Side.PARTY, 1, view)
            if Extension.BODIES in extensions:
                reached |= closure(organization, Kind.PART_OF, op.Side.SCOPE, 0, view)
            return [Entity(EntityType.PARTY, id_) for id_ in sorted(reached)]
        case _:
            assert_never(of)
