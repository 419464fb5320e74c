"""What may not be meant where datasets say that an id is another one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tempodb.base.errors import Problem
from tempodb.model.claims import Claim
from tempodb.model.kinds import Entity, EntityType, Kind
from tempodb.store.rules.consistency import Stated, article, placed


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
