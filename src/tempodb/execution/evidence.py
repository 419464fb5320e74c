"""Which facts are told as is asked for, and from when to when parties and bodies existed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain

from tempodb.execution.beliefs import fields
from tempodb.execution.view import View
from tempodb.model.aliases import aliases_said
from tempodb.model.canonical_json import canonical
from tempodb.model.kind_schema import KindSchema
from tempodb.model.kinds import Entity, EntityType, Kind
from tempodb.planning.plan import Side
from tempodb.temporal.bounds import ONGOING, SINCE_ALWAYS
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.facts import Fact, Standing, distinct, intersection, of_party, unattributed
from tempodb.temporal.lives import told_apart
from tempodb.temporal.periods import Period, extent_of
from tempodb.temporal.timelines import coalesce, coalesce_parties, life


def by_key(facts: Iterable[Fact]) -> Iterable[list[Fact]]:
    """Return the facts of each key."""
    timelines: dict[object, list[Fact]] = defaultdict(list)
    for fact in facts:
        timelines[fact.key].append(fact)
    return timelines.values()


def by_party(facts: Iterable[Fact]) -> Iterable[list[Fact]]:
    """Return the facts of each party in each place, whomever it represents."""
    timelines: dict[object, list[Fact]] = defaultdict(list)
    for fact in facts:
        timelines[of_party(fact.key)].append(fact)
    return timelines.values()


def coalesce_groups(timeline: Iterable[Fact], field: str, schema: KindSchema) -> list[Fact]:
    """Return the facts of one party in one place that say the same in a field joined; they say that alone."""
    groups: dict[object, list[Fact]] = defaultdict(list)
    values: dict[object, str] = {}
    for fact in timeline:
        said = schema.said(fact.key, fields(str(fact.value)))
        group = said.get(field)
        told = {name: said[name] for name in (field, f"{field}_name") if name in said}
        groups[group].append(fact._replace(value=values.setdefault(group, canonical(told))))
    return [whole for facts in groups.values() for whole in coalesce_parties(facts)]


def filter_evidence(
    found: Sequence[Fact], published_by: int | None, according_to: str | None, disputed: bool, view: View
) -> list[Fact]:
    """Return the facts that are told as is asked for."""
    # MEANING.md, M21 and M22.
    kept: Iterable[Fact] = found
    if according_to is not None:
        kept = [fact for fact in kept if according_to in fact.sources]
    elif not disputed:
        kept = [fact for fact in kept if fact.standing is Standing.ACCEPTED]
    if published_by is not None:
        by_then = published({source for fact in kept for source in fact.sources}, published_by, view)
        kept = [fact for fact in kept if fact.sources & by_then]
    return list(kept)


def published(sources: Iterable[object], by: int, view: View) -> set[object]:
    """Return those of some sources that were certainly published by a day."""
    used = {Entity(EntityType.SOURCE, str(source)) for source in sources}
    published = set()
    for source in view.scan(Kind.SOURCE, Side.SCOPE, sorted(used)):
        date = fields(str(source.value)).get("published")
        if date is not None and read_date(date).latest <= by:
            published.add(source.key[0])
    return published


def fill_lifetimes(
    found: Sequence[Fact], published_by: int | None, according_to: str | None, view: View
) -> list[Fact]:
    """Return the facts, those without dates given the dates of each life of their party."""
    undated = Period(SINCE_ALWAYS, ONGOING)
    parties = {str(fact.key[0]) for fact in found if fact.period == undated}
    lived = lives(sorted(parties), view, published_by, according_to)
    filled: list[Fact] = []
    for fact in found:
        its = lived.get(str(fact.key[0])) if fact.period == undated else None
        filled += [fact._replace(period=life.period, extent=life.extent) for life in its] if its else [fact]
    return filled


def lives(
    parties: Iterable[str], view: View, published_by: int | None = None, according_to: str | None = None
) -> dict[str, list[Fact]]:
    """Return from when to when each party existed, life by life, of those of which anything is said."""
    found = view.scan(Kind.EXISTENCE, Side.SCOPE, [Entity(EntityType.PARTY, id_) for id_ in parties])
    if not found:
        return {}
    told = filter_evidence(found, published_by, according_to, False, view)
    accepted = (fact for fact in told if fact.standing is Standing.ACCEPTED)
    return {str(facts[0].key[0]): list(map(life, told_apart(facts))) for facts in by_key(accepted)}


def lives_of(
    party: str, view: View, published_by: int | None = None, according_to: str | None = None
) -> list[Fact]:
    """Return from when to when one party existed, life by life; worked out once where the same is believed."""

    def lived() -> list[Fact]:
        return lives([party], view, published_by, according_to).get(party, [])

    shelf = view.beliefs.shelf(Kind.EXISTENCE, Side.SCOPE, Entity(EntityType.PARTY, party), view.allowance)
    if shelf is None or published_by is not None or according_to is not None:
        return lived()
    return shelf.once("lives", view.known_at, lived)


def held_while(found: Sequence[Fact], conditions: Sequence[Fact], view: View) -> list[Fact]:
    """Return each fact for as long as each condition held, if it could on any day."""
    view.allowance.refuse_steps(len(found) * len(conditions))
    both = (intersection(fact, other) for fact in found for other in view.each(conditions))
    # Those that are equal are one, or each step of a chain would have as many times more as it has conditions.
    return distinct(fact for fact in view.each(both) if fact.extent.f1 < fact.extent.t2)


def aliases_in_time(parties: Iterable[Entity], view: View) -> list[Fact]:
    """Return the aliases of some parties that have dates, each as a name that is one."""
    found = {}
    told = list(parties)
    definitions = (view.scan(kind, Side.SCOPE, told) for kind in (Kind.PARTY, Kind.SAME_AS))
    for definition in chain.from_iterable(definitions):
        for alias in aliases_said(fields(str(definition.value))):
            extent = None if alias.period is None else extent_of(alias.period)
            if alias.period is not None and extent is not None:
                key = (definition.key[0], alias.language or "")
                value = canonical({"alias": True, "name": alias.name})
                found[key, value, alias.period] = Fact(
                    key, value, alias.period, extent, claims=definition.claims
                )
    return list(found.values())


def clip_to_body(found: Sequence[Fact], organization: str, view: View) -> list[Fact]:
    """Return the facts, those in a body of *organization* for as long as it was one."""
    bodies = {str(fact.key[1]) for fact in found} - {organization}
    belonged = {body: times_as_body(body, organization, view) for body in sorted(bodies)}
    result = []
    for fact in found:
        if times := belonged.get(str(fact.key[1])):
            both = [intersection(fact, time) for time in view.each(times)]
            # What held on no day would join with what did.
            result += [fact for fact in both if fact.extent.f1 < fact.extent.t2]
        else:
            result.append(fact)
    return result


def times_as_body(body: str, organization: str, view: View) -> list[Fact]:
    """Return when *body* was a body of *organization*, directly or through others that were."""
    # The transitive closure, semi-naively as in Datalog: each round goes on from what the last one found.
    belonging: list[Fact] = []
    known: set[Fact] = set()
    paths = _parts(body, view)
    while paths:
        belonging += [path for path in paths if path.key[1] == organization]
        # However many ways there are, and if they go in circles, each stretch of time is gone on from once.
        fresh = [p for p in paths if p.key[1] != organization and unattributed(p) not in known]
        known.update(map(unattributed, fresh))
        above = {parent: _parts(parent, view) for parent in sorted({str(path.key[1]) for path in fresh})}
        longer = (
            intersection(path, part)._replace(key=(body, part.key[1]))
            for path in fresh
            for part in view.each(above[str(path.key[1])])
        )
        paths = distinct(view.each(path for path in longer if path.extent.f1 < path.extent.t2))
    return belonging


def _parts(body: str, view: View) -> list[Fact]:
    """Return what *body* was a part of, and when."""
    found = view.scan(Kind.PART_OF, Side.PARTY, [Entity(EntityType.PARTY, body)])
    return coalesce(
        fill_lifetimes([fact for fact in found if fact.standing is Standing.ACCEPTED], None, None, view)
    )


def closure(root: str, kind: Kind, side: Side, position: int, view: View) -> set[str]:
    """Return what facts of a kind lead to from *root*, however many steps away."""
    # The same closure over ids alone, whose dates do not count.
    reached: set[str] = set()
    fresh = {root}
    while fresh:
        reached |= fresh
        found = view.scan(kind, side, [Entity(EntityType.PARTY, id_) for id_ in sorted(fresh)])
        accepted = (fact for fact in found if fact.standing is Standing.ACCEPTED)
        fresh = {str(fact.key[position]) for fact in accepted} - reached
    return reached
