"""What the believed state may not contain: dangling ids, contradictions between accepted facts."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from tempodb.claims import CORE_STATUSES, Claim, Entity, EntityType, Kind, PartyClass
from tempodb.errors import Problem
from tempodb.nearest import nearest
from tempodb.temporal.facts import Fact
from tempodb.temporal.periods import extent_of
from tempodb.temporal.timelines import contradictions

NOUNS = {
    EntityType.PARTY: ("party", "states, persons or organizations"),
    EntityType.OFFICE: ("office", "offices"),
    EntityType.SOURCE: ("source", "sources"),
    EntityType.STATUS: ("status", "statuses"),
    EntityType.DATASET: ("dataset", "datasets"),
    EntityType.EVENT: ("event", "events"),
}
ONCE_DEFINED = {
    EntityType.PARTY: Kind.PARTY,
    EntityType.OFFICE: Kind.OFFICE,
    EntityType.SOURCE: Kind.SOURCE,
    EntityType.STATUS: Kind.STATUS,
}
"""By which kind of claim an id of a type is defined; other ids need no definition."""

EXPECTED_CLASS = {
    Kind.TENURE: ((0, PartyClass.PERSON),),
    Kind.MEMBERSHIP: ((1, PartyClass.ORGANIZATION),),
}


class Stated(NamedTuple):
    """A claim, and the dataset that states it."""

    claim: Claim
    dataset: str


def defined(claims: Iterable[Claim]) -> dict[Entity, Claim]:
    """Return the entities that *claims* define, each with its definition."""
    return {claim.subject: claim for claim in claims if claim.kind in ONCE_DEFINED.values()}


def dangling(
    claims: Iterable[Claim], known: Collection[Entity], doubtful: Collection[str] = ()
) -> Iterator[Problem]:
    """Yield a problem for every id that is mentioned but not defined, nor *doubtful*."""
    for claim in claims:
        for entity in dict.fromkeys(claim.mentions()):
            is_core = entity.type is EntityType.STATUS and entity.id in CORE_STATUSES
            if entity.type not in ONCE_DEFINED or is_core or entity.id in doubtful:
                continue
            if entity not in known:
                yield _undefined(claim, entity, known)


def _undefined(claim: Claim, entity: Entity, known: Iterable[Entity]) -> Problem:
    noun, section = NOUNS[entity.type]
    ids = [other.id for other in known if other.type is entity.type]
    near = nearest(entity.id, ids)
    hint = f"the nearest is `{near}`" if near else f"define it under {section}"
    problem = Problem("undefined", f"no {noun} has the id `{entity.id}`", hint, (near,) if near else ())
    return placed(problem, claim)


def misclassed(claims: Iterable[Claim], definitions: dict[Entity, Claim]) -> Iterator[Problem]:
    """Yield a problem for every holder that is no person, and every membership in no organization."""
    for claim in claims:
        for position, class_ in EXPECTED_CLASS.get(claim.kind, ()):
            id_ = claim.key[position]
            definition = definitions.get(Entity(EntityType.PARTY, id_))
            if definition is not None and definition.fields["class"] != class_:
                is_a = definition.fields["class"]
                yield placed(
                    Problem("wrong-class", f"`{id_}` is a {is_a}, and a {class_} is wanted here"), claim
                )


def contradicting_definitions(new: Iterable[Claim], others: Iterable[Stated]) -> Iterator[Problem]:
    """Yield a problem for every definition that says otherwise than another dataset's."""
    known: dict[tuple[Kind, tuple[str, ...]], list[Stated]] = defaultdict(list)
    for other in others:
        if other.claim.kind.defines:
            known[other.claim.kind, other.claim.key].append(other)
    for claim in new:
        for other in known.get((claim.kind, claim.key), ()):
            for field in sorted(claim.fields.keys() & other.claim.fields.keys() - {"aliases"}):
                ours, theirs = claim.fields[field], other.claim.fields[field]
                if ours != theirs and not (field == "published" and claim.published == other.claim.published):
                    message = f"`{claim.key[0]}` has {field} `{ours}` here and `{theirs}` in dataset `{other.dataset}`"
                    yield placed(
                        Problem("contradiction", message, "make them alike, or give it another id"), claim
                    )


def contradicting_facts(
    facts: Iterable[Fact], new: dict[int, Claim], others: dict[int, Stated]
) -> Iterator[Problem]:
    """Yield a problem for every new fact of one key that can be disjoint from another in no world.

    Each fact's `claims` holds its claim's number, by which *new* and *others* tell what states it.
    """
    for a, b in contradictions(facts):
        (id_a,), (id_b,) = a.claims, b.claims
        if id_a in new or id_b in new:
            first, second = (id_b, id_a) if id_b in new else (id_a, id_b)
            yield _contradiction(new[first], new.get(second), others.get(second))


def _contradiction(claim: Claim, sibling: Claim | None, stranger: Stated | None) -> Problem:
    other = sibling or (stranger.claim if stranger else None)
    assert other is not None
    if stranger is not None:
        where = f"dataset `{stranger.dataset}`"
    else:
        where = f"line {other.origin.line}" if other.origin and other.origin.line else "the same dataset"
    message = f"{described(claim)} contradicts {described(other)} of {where}"
    hint = "correct the dates of one, or give one standing: disputed"
    return placed(Problem("contradiction", message, hint), claim)


def described(claim: Claim) -> str:
    """Return a fact in words, for an error.

    >>> from tempodb.claims import When
    >>> described(Claim(Kind.MEMBERSHIP, ("uzbekistan", "csto"), '{"status":"suspended"}', When(from_="1999")))
    '`uzbekistan` suspended in `csto` from 1999 onwards'
    """
    fields, key = claim.fields, claim.key
    match claim.kind:
        case Kind.MEMBERSHIP:
            said = f"`{key[0]}` {fields['status']} in `{key[1]}`"
        case Kind.TENURE:
            ordinal = f" ({fields['ordinal']})" if "ordinal" in fields else ""
            said = f"`{key[0]}` {fields['capacity']} in `{key[1]}`{ordinal}"
        case Kind.NAME | Kind.TITLE:
            said = f"the name `{fields['name']}` of `{key[0]}`"
        case Kind.EVENT:
            shown = ", ".join(f"{k} {json.dumps(v, ensure_ascii=False)}" for k, v in fields.items())
            said = f"the event `{key[0]}` ({shown})"
        case _:
            said = f"`{' '.join(key)}`"
    return f"{said} {claim.dates}"


def placed(problem: Problem, claim: Claim) -> Problem:
    """Return *problem* at the place where *claim* is written."""
    origin = claim.origin
    if origin is None:
        return problem
    return replace(
        problem,
        file=origin.file,
        line=origin.line,
        column=origin.column,
        offset=origin.offset,
        length=origin.length,
    )


def fact_of(id_: int, claim: Claim, recorded_day: int) -> Fact | None:
    """Return a claim as a fact of its own, or None if it can hold on no day."""
    period = claim.period(recorded_day)
    extent = extent_of(period)
    if extent is None:
        return None
    return Fact(
        (claim.kind, *claim.key), claim.value, period, extent, claim.standing, claims=frozenset({id_})
    )
