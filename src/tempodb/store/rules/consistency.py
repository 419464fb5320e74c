"""What the believed state may not contain: dangling ids, contradictions between accepted facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from tempodb.base.errors import Problem
from tempodb.base.nearest import nearest
from tempodb.model.claims import Claim, shared_day
from tempodb.model.kinds import CORE_STATUSES, Entity, EntityType, Kind
from tempodb.model.schema import DEFINED_BY, SCHEMA, SELF_DEFINED
from tempodb.model.wording import described
from tempodb.temporal.facts import Fact, Standing
from tempodb.temporal.lives import contradictory_lives
from tempodb.temporal.periods import Period, extent_of
from tempodb.temporal.timelines import contradictions

ONCE_DEFINED = {type_: kind for type_, kind in DEFINED_BY.items() if type_ not in SELF_DEFINED}
"""By which kind of claim an id of a type is defined, where a claim that mentions it needs that."""

MOST_HINTS = 100
"""For how many wrong ids the nearest right one is looked for."""
MOST_PAIRS = 1_000
"""How many contradictions are told of one key."""
ENDS_THAT_DAY = "`to` instead of `through` if the one ended with it"
"""What may be meant where the last day of the one is the first day of the other."""
OVERWRITE = "correct the file, or give up what was written with --overwrite"


class Stated(NamedTuple):
    """A claim, the dataset that states it (None for a write), and the periods over which it is believed."""

    claim: Claim
    dataset: str | None
    believed: tuple[Period, ...] = ()

    @property
    def speaker(self) -> str:
        """Who states it, in words."""
        return "a write" if self.dataset is None else f"dataset `{self.dataset}`"


def defined(claims: Iterable[Claim]) -> dict[Entity, Claim]:
    """Return the entities that *claims* define, each with its definition."""
    return {claim.subject: claim for claim in claims if claim.kind in ONCE_DEFINED.values()}


def dangling(
    claims: Iterable[Claim], known: Collection[Entity], doubtful: Collection[str] = ()
) -> Iterator[Problem]:
    """Yield a problem for every id that is mentioned but not defined, nor *doubtful*.

    Of the first of them it says what is the nearest to each: to look for that takes a look at all that is known.
    """
    hinted: set[Entity] = set()
    for claim in claims:
        for entity in dict.fromkeys(claim.mentions()):
            is_core = entity.type is EntityType.STATUS and entity.id in CORE_STATUSES
            if entity.type not in ONCE_DEFINED or is_core or entity.id in doubtful:
                continue
            if entity not in known:
                if len(hinted) < MOST_HINTS:
                    hinted.add(entity)
                yield placed(_undefined(entity, known if entity in hinted else ()), claim.place_of(entity.id))


def undefined_defaults(
    defaults: Iterable[tuple[str, Problem]], known: Collection[Entity]
) -> Iterator[tuple[str, Problem]]:
    """Yield the sources that a file means where it names none, and nothing defines: each with one problem."""
    for id_, place in defaults:
        entity = Entity(EntityType.SOURCE, id_)
        if entity not in known:
            yield id_, placed(_undefined(entity, known), place)


def _undefined(entity: Entity, known: Iterable[Entity]) -> Problem:
    schema = SCHEMA[ONCE_DEFINED[entity.type]]
    *sections, last = schema.sections
    under = f"{', '.join(sections)} or {last}" if sections else last
    ids = [other.id for other in known if other.type is entity.type]
    ending = [id_ for id_ in ids if id_.endswith(f"/{entity.id}")]
    near = nearest(entity.id, ids) or (ending[0] if len(ending) == 1 else None)
    hint = f"the nearest is `{near}`" if near else f"define it under {under}"
    return Problem("undefined", f"no {schema.noun} has the id `{entity.id}`", hint, (near,) if near else ())


def still_used(kept: Iterable[Stated], definitions: Collection[Entity]) -> Iterator[Problem]:
    """Yield a problem for every id that a dataset which stays as it is mentions, and nothing defines any more."""
    for stated in kept:
        for problem in dangling([stated.claim], definitions):
            message = f"{problem.message}, and {stated.speaker} still speaks of it"
            yield Problem("still-used", message, "keep its definition")


def misclassed(claims: Iterable[Stated], definitions: dict[Entity, Claim]) -> Iterator[Problem]:
    """Yield a problem for every party that cannot be what a claim takes it for, such as a holder that is a state."""
    for stated in claims:
        claim = stated.claim
        if claim.kind in (Kind.MEMBERSHIP, Kind.PART_OF, Kind.SUCCEEDS) and claim.key[0] == claim.key[1]:
            yield placed(
                Problem("itself", f"`{claim.key[0]}` stands on both sides", "name two parties"), claim.origin
            )
            continue
        for entity, classes in claim.wanted():
            definition = definitions.get(entity) if classes else None
            if definition is not None and definition.fields["class"] not in classes:
                where = "here" if claim.origin or stated.dataset is None else f"in {stated.speaker}"
                wanted = " or ".join(map(article, classes))
                message = (
                    f"`{entity.id}` is {article(definition.fields['class'])}, and {wanted} is wanted {where}"
                )
                hint = f"name {wanted}, or define `{entity.id}` in another section"
                yield placed(Problem("wrong-class", message, hint), claim.place_of(entity.id))


def article(noun: str) -> str:
    """Return *noun* after `a` or `an`.

    >>> article("organization")
    'an organization'
    """
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def contradicting_definitions(kept: Iterable[Stated], new: Iterable[Stated]) -> Iterator[Problem]:
    """Yield a problem for every new definition that says otherwise than another dataset's."""
    known: dict[tuple[Kind, tuple[str, ...]], list[Stated]] = defaultdict(list)
    for stated in kept:
        known[stated.claim.kind, stated.claim.key].append(stated)
    for stated in new:
        if stated.claim.kind.defines:
            for other in known[stated.claim.kind, stated.claim.key]:
                if other.dataset != stated.dataset:
                    yield from _different_fields(stated.claim, other)
                    yield from _counted_otherwise(stated.claim, other)
            known[stated.claim.kind, stated.claim.key].append(stated)


def _different_fields(claim: Claim, other: Stated) -> Iterator[Problem]:
    for field in sorted(claim.fields.keys() & other.claim.fields.keys() - {"aliases"}):
        ours, theirs = claim.fields[field], other.claim.fields[field]
        if ours != theirs and not (field == "published" and claim.published == other.claim.published):
            message = f"`{claim.key[0]}` has {field} `{ours}` here and `{theirs}` in {other.speaker}"
            yield placed(
                Problem("contradiction", message, "make them alike, or give it another id"), claim.origin
            )


def contradicting_homes(kept: Iterable[Stated], new: Iterable[Stated]) -> Iterator[Problem]:
    """Yield a problem for every office that belongs to one organization always, and to another at times.

    MEANING.md, M57.
    """
    new = list(new)
    always, at_times = (
        [stated for stated in (*kept, *new) if _home(stated.claim) and stated.claim.kind is kind]
        for kind in (Kind.OFFICE, Kind.OFFICE_OF)
    )
    settled = {stated.claim.key: stated for stated in always}
    fresh = set(map(id, new))
    for moved in at_times:
        stays = settled.get(moved.claim.key)
        if stays is None or _home(stays.claim) == _home(moved.claim):
            continue
        here, there = (moved, stays) if id(moved) in fresh else (stays, moved)
        if id(here) in fresh:
            message = f"{_belonging(here.claim)} contradicts {_belonging(there.claim)} of {there.speaker}"
            hint = "make them alike: name the organization alone in both, or a list with dates in both"
            yield placed(Problem("contradiction", message, hint), here.claim.origin)


def _belonging(claim: Claim) -> str:
    """Return in words to which organization a claim says that an office belongs."""
    is_always = claim.kind is Kind.OFFICE
    return f"`{claim.key[0]}` always an office of `{_home(claim)}`" if is_always else described(claim)


def _home(claim: Claim) -> str | None:
    """Return the organization that an accepted claim says an office belongs to."""
    if claim.kind not in (Kind.OFFICE, Kind.OFFICE_OF) or claim.standing is Standing.DISPUTED:
        return None
    organization: str | None = claim.fields.get("organization")
    return organization


def _counted_otherwise(claim: Claim, other: Stated) -> Iterator[Problem]:
    """Yield a problem where two datasets declare a status, of which one says what it counts as (MEANING.md, M48)."""
    here, there = (said.fields.get("counts_as") for said in (claim, other.claim))
    # A write has no words for it.
    if claim.kind is Kind.STATUS and (here is None) != (there is None) and other.dataset is not None:
        counts = f"`{claim.key[0]}` counts as {here or there}"
        message = (
            f"{counts} here, and not in {other.speaker}"
            if here
            else f"{counts} in {other.speaker}, and not here"
        )
        hint = "say it in both, or in neither, or give the status of one another id"
        yield placed(Problem("contradiction", message, hint), claim.origin)


def contradicting_facts(claims: Iterable[Stated]) -> Iterator[Problem]:
    """Yield a problem for every two accepted facts of one key that can be disjoint in no world."""
    for stated, other in contradictory(claims):
        yield _contradiction(stated, other)


def contradictory(claims: Iterable[Stated]) -> Iterator[tuple[Stated, Stated]]:
    """Yield every two accepted facts of one key that can be disjoint in no world.

    The first of the two stands in a file, and is the later one if both do.
    """
    numbered = dict(enumerate(claims))
    timelines: dict[tuple[Kind, object], list[Fact]] = defaultdict(list)
    for id_, (claim, _, believed) in numbered.items():
        if not claim.kind.defines:
            timelines[claim.kind, claim.key] += [fact_of(id_, claim, period) for period in believed]
    for (kind, _), facts in timelines.items():
        pairs = (contradictory_lives if kind is Kind.EXISTENCE else contradictions)(facts)
        for pair in dict.fromkeys((a.claims, b.claims) for a, b in islice(pairs, MOST_PAIRS)):
            first, second = sorted(
                (numbered[id_] for claims in reversed(pair) for id_ in claims),
                key=lambda stated: stated.claim.origin is None,
            )
            if first.claim.origin is not None:
                yield first, second


def _contradiction(stated: Stated, other: Stated) -> Problem:
    where = other.speaker
    if other.dataset == stated.dataset and other.claim.origin is not None:
        where = _stands(other.claim.origin) or other.speaker
    message = f"{described(stated.claim)} contradicts {described(other.claim)} of {where}"
    hint = "correct the dates of one, or give one standing: disputed"
    if (day := shared_day(stated.claim.when, other.claim.when)) is not None:
        hint = f"they share the day {day}: write {ENDS_THAT_DAY}; else {hint}"
    if stated.claim.kind is Kind.NAME and stated.claim.fields["name"] == other.claim.fields["name"]:
        hint = "give both the same `short`"
    elif stated.claim.kind in (Kind.NAME, Kind.TITLE) and not stated.claim.key[1]:
        hint = "correct the dates of one, give each its `language`, or give one standing: disputed"
    if other.dataset is None:
        return placed(Problem("overrides", message, OVERWRITE), stated.claim.origin)
    return placed(Problem("contradiction", message, hint), stated.claim.origin)


def _stands(origin: Problem) -> str | None:
    """Return where in a file a claim stands, None where that is not known."""
    if origin.pointer is not None:
        return f"`{origin.place}`"
    return f"line {origin.line}" if origin.line else None


def undoing(claim: Claim, gap: Period) -> Problem:
    """Return the problem that a new claim would undo a write, after which nothing held within a *gap*."""
    until = "onwards" if gap.to.is_open else f"to {gap.to.text}"
    message = f"{described(claim)} undoes a write, by which nothing held from {gap.from_.text} {until}"
    return placed(Problem("overrides", message, OVERWRITE), claim.origin)


def placed(problem: Problem, origin: Problem | None) -> Problem:
    """Return *problem* at the place of another, such as the origin of a claim."""
    if origin is None:
        return problem
    return problem._replace(
        file=origin.file,
        line=origin.line,
        column=origin.column,
        offset=origin.offset,
        length=origin.length,
        pointer=origin.pointer,
    )


def fact_of(id_: int, claim: Claim, period: Period) -> Fact:
    """Return a claim, as far as it is believed over a *period*, as a fact of its own.

    Raises:
        ValueError: it can hold on no day, which no dataset that was read states.

    """
    extent = extent_of(period)
    if extent is None:
        raise ValueError(f"{described(claim)} can hold on no day")
    return Fact(
        (claim.kind, *claim.key), claim.value, period, extent, claim.standing, claims=frozenset({id_})
    )
