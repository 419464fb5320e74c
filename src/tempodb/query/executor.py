"""Plan + beliefs → judged facts: each operator as a plain function over lists."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, Protocol, assert_never

from tempodb.claims import MANY, SEATLESS, Entity, EntityType, Kind
from tempodb.query import plan as op
from tempodb.temporal.bounds import ONGOING, SINCE_ALWAYS
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.facts import Fact, Standing, judge
from tempodb.temporal.periods import Certainty, Period
from tempodb.temporal.seats import seat
from tempodb.temporal.timelines import coalesce, coalesce_parties, life, narrow


class Transaction(NamedTuple):
    """A transaction of the log, as it is shown."""

    id: int
    recorded: int
    dataset: str | None
    author: str | None
    note: str | None


class Beliefs(Protocol):
    """What the executor asks of the store: facts, as believed at an instant of recorded time.

    The keys of facts are ids, in the order of their claims; values are canonical JSON.
    """

    def scan(self, kind: Kind, side: op.Side, of: Iterable[Entity], known_at: int) -> list[Fact]:
        """Return the facts of a kind that are filed under some entities, or are about some parties."""
        ...

    def scan_all(self, kind: Kind, known_at: int) -> list[Fact]:
        """Return all facts of a kind."""
        ...

    def transactions(self, known_at: int) -> list[Transaction]:
        """Return the transactions that were recorded by then."""
        ...


class Verdict(NamedTuple):
    """A fact, and how surely it answers the question."""

    fact: Fact
    certainty: Certainty


@lru_cache(maxsize=50_000)
def fields(value: str) -> dict[str, Any]:
    """Return a fact's value as a mapping, which nobody may change."""
    decoded: dict[str, Any] = json.loads(value)
    return decoded


def run(plan: op.Judged, beliefs: Beliefs, known_at: int) -> list[Verdict]:
    """Return the facts that answer *plan*, judged."""
    verdicts = (
        (fact, judge(fact, plan.window, plan.quantifier)) for fact in facts(plan.inner, beliefs, known_at)
    )
    return [
        Verdict(fact, certainty)
        for fact, certainty in verdicts
        if certainty is not None and plan.only in (None, certainty)
    ]


def facts(plan: op.Plan, beliefs: Beliefs, known_at: int) -> list[Fact]:
    """Return the facts that *plan* yields, before they are judged."""
    match plan:
        case op.Scan(kind, side, of):
            return beliefs.scan(kind, side, _entities(of, beliefs, known_at), known_at)
        case op.ScanAll(kind):
            return beliefs.scan_all(kind, known_at)
        case op.Supported(inner):
            return _supported(facts(inner, beliefs, known_at), plan, beliefs, known_at)
        case op.Attested(inner, by):
            told = {fact.key[0] for fact in facts(by, beliefs, known_at)}
            return [fact for fact in facts(inner, beliefs, known_at) if fact.key[0] in told]
        case op.Narrowed(inner):
            return [
                fact for timeline in _by_key(facts(inner, beliefs, known_at)) for fact in narrow(timeline)
            ]
        case op.Lasting(inner):
            return _lasting(facts(inner, beliefs, known_at), beliefs, known_at)
        case op.Having(inner, field, words):
            return [f for f in facts(inner, beliefs, known_at) if fields(str(f.value))[field] in words]
        case op.Keyed(inner, position, id_):
            return [fact for fact in facts(inner, beliefs, known_at) if fact.key[position] == id_]
        case op.Coalesced(inner):
            return coalesce(facts(inner, beliefs, known_at))
        case op.Whole(inner):
            return coalesce_parties(facts(inner, beliefs, known_at))
        case op.Seated(inner):
            return _seated(facts(inner, beliefs, known_at), beliefs, known_at)
        case op.Judged():
            return [verdict.fact for verdict in run(plan, beliefs, known_at)]
        case _:
            assert_never(plan)


def _entities(of: op.Ids | op.Found, beliefs: Beliefs, known_at: int) -> list[Entity]:
    if isinstance(of, op.Ids):
        return [Entity(of.type, id_) for id_ in of.ids]
    found = dict.fromkeys(str(fact.key[of.position]) for fact in facts(of.within, beliefs, known_at))
    return [Entity(of.type, id_) for id_ in found]


def _by_key(facts: Iterable[Fact]) -> Iterable[list[Fact]]:
    timelines: dict[object, list[Fact]] = defaultdict(list)
    for fact in facts:
        timelines[fact.key].append(fact)
    return timelines.values()


def _supported(found: Sequence[Fact], plan: op.Supported, beliefs: Beliefs, known_at: int) -> list[Fact]:
    kept: Iterable[Fact] = found
    if plan.according_to is not None:
        kept = [fact for fact in kept if plan.according_to in fact.sources]
    elif not plan.disputed:
        kept = [fact for fact in kept if fact.standing is Standing.ACCEPTED]
    if plan.published_by is not None:
        published = _published(kept, plan.published_by, beliefs, known_at)
        kept = [fact for fact in kept if fact.sources & published]
    return list(kept)


def _published(found: Iterable[Fact], by: int, beliefs: Beliefs, known_at: int) -> set[object]:
    """Return those of the facts' sources that were certainly published by a day."""
    used = {Entity(EntityType.SOURCE, str(source)) for fact in found for source in fact.sources}
    published = set()
    for source in beliefs.scan(Kind.SOURCE, op.Side.SCOPE, sorted(used), known_at):
        date = fields(str(source.value)).get("published")
        if date is not None and read_date(date).latest <= by:
            published.add(source.key[0])
    return published


def _lasting(found: Sequence[Fact], beliefs: Beliefs, known_at: int) -> list[Fact]:
    undated = Period(SINCE_ALWAYS, ONGOING)
    parties = {str(fact.key[0]) for fact in found if fact.period == undated}
    lived = lives(sorted(parties), beliefs, known_at)
    return [
        fact._replace(period=its.period, extent=its.extent)
        if fact.period == undated and (its := lived.get(str(fact.key[0])))
        else fact
        for fact in found
    ]


def lives(parties: Iterable[str], beliefs: Beliefs, known_at: int) -> dict[str, Fact]:
    """Return from when to when each party existed, of those of which anything is said."""
    entities = [Entity(EntityType.PARTY, party) for party in parties]
    found = beliefs.scan(Kind.EXISTENCE, op.Side.SCOPE, entities, known_at)
    accepted = (fact for fact in found if fact.standing is Standing.ACCEPTED)
    return {str(facts[0].key[0]): life(facts) for facts in _by_key(accepted)}


def _seated(found: Sequence[Fact], beliefs: Beliefs, known_at: int) -> list[Fact]:
    offices: dict[object, list[Fact]] = defaultdict(list)
    others: list[Fact] = []
    for fact in found:
        takes_seat = (
            fields(str(fact.value))["capacity"] not in SEATLESS and fact.standing is Standing.ACCEPTED
        )
        (offices[fact.key[1]] if takes_seat else others).append(fact)
    seats = seats_of([str(office) for office in offices], beliefs, known_at)
    seated = [
        fact
        for office, holders in offices.items()
        for fact in (holders if seats[str(office)] == MANY else seat(holders, int(seats[str(office)])))
    ]
    return seated + others


def seats_of(offices: Iterable[str], beliefs: Beliefs, known_at: int) -> dict[str, int | str]:
    """Return how many seats each office has, as believed at an instant; 1 where nothing is said."""
    seats: dict[str, int | str] = dict.fromkeys(offices, 1)
    entities = [Entity(EntityType.OFFICE, office) for office in seats]
    for definition in beliefs.scan(Kind.OFFICE, op.Side.SCOPE, entities, known_at):
        seats[str(definition.key[0])] = fields(str(definition.value)).get("seats", 1)
    return seats
