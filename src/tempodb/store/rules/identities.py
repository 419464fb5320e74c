"""What may not be meant where datasets say that an id is another one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from tempodb.base.errors import Problem
from tempodb.model.claims import Claim
from tempodb.model.kinds import Entity, EntityType, Kind
from tempodb.store.rules.consistency import Stated, article, placed, still_used


def meant_parties(claims: Iterable[Claim]) -> dict[str, str]:
    """Return the ids that are others and nothing else, each with the last one that it is (MEANING.md, M56).

    >>> meant_parties(Claim(Kind.SAME_AS, key, "{}") for key in (("y", "x"), ("z", "y")))
    {'x': 'z', 'y': 'z'}
    """
    same: dict[str, str] = {}
    defined: set[str] = set()
    for claim in claims:
        if claim.kind is Kind.SAME_AS:
            same.setdefault(claim.key[1], claim.key[0])
        elif claim.kind is Kind.PARTY:
            defined.add(claim.key[0])
    found = {id_: _last(id_, same) for id_ in same if id_ not in defined}
    return {id_: last for id_, last in found.items() if last is not None}


def _last(id_: str, same: Mapping[str, str]) -> str | None:
    """Return what is meant by an id in the end, None where that is nothing but itself."""
    passed = {id_}
    while (id_ := same[id_]) in same:
        if id_ in passed:
            return None
        passed.add(id_)
    return id_


def still_apart(
    kept: Iterable[Stated], claims: Iterable[Stated], definitions: Collection[Entity]
) -> Iterator[Problem]:
    """Yield a problem for every id that is spoken of by who stays as it is, and is nothing any more, or another one."""
    same = meant_parties(stated.claim for stated in claims)
    for stated in kept:
        for problem in still_used([stated], definitions):
            others = [id_ for id_ in (entity.id for entity in stated.claim.mentions()) if id_ in same]
            if not others:
                yield problem
            elif stated.dataset is None:
                hint = f"`retract` that, and record it of `{same[others[0]]}` instead"
                yield problem._replace(hint=hint)
            else:
                yield problem._replace(hint=f"load dataset `{stated.dataset}` along with this one")


def mistaken(claims: Iterable[Stated], definitions: Mapping[Entity, Claim]) -> Iterator[Problem]:
    """Yield a problem for every id that is another one, and is defined too, is a third one, or of another class."""
    meant: dict[str, str] = {}
    for claim in (stated.claim for stated in claims if stated.claim.kind is Kind.SAME_AS):
        id_, same = claim.key
        if own := definitions.get(Entity(EntityType.PARTY, same)):
            message = f"`{same}` is said to be `{id_}`, and is defined itself, too"
            hint = "say it wherever it is defined, or give one of them another id"
            yield placed(Problem("duplicate", message, hint), claim.origin or own.origin)
        if (other := meant.setdefault(same, id_)) != id_:
            message = f"`{same}` is said to be `{other}` and `{id_}`"
            yield placed(Problem("contradiction", message, "keep one of them"), claim.origin)
        definition = definitions.get(Entity(EntityType.PARTY, id_))
        if definition is not None and definition.fields["class"] != claim.fields["class"]:
            message = f"`{id_}` is {article(definition.fields['class'])}, and `{same}` {article(claim.fields['class'])}"
            yield placed(
                Problem("wrong-class", message, "only what is of one class can be one"), claim.origin
            )
