"""What each place of a question may name."""

from __future__ import annotations

from tempodb.base.node import Node
from tempodb.model.kinds import EntityType, PartyClass


class NameKind(Node):
    """A type of ids, the word for it, and of parties the classes that fit."""

    type: EntityType
    noun: str
    classes: tuple[PartyClass, ...] = tuple(PartyClass)

    def fits(self, class_: PartyClass | None) -> bool:
        """Return whether what has this class, or none, is of what is sought."""
        return class_ is None or class_ in self.classes


ORGANIZATION = NameKind(EntityType.PARTY, "organization", (PartyClass.ORGANIZATION,))
PERSON = NameKind(EntityType.PARTY, "person", (PartyClass.PERSON,))
BODY = NameKind(EntityType.PARTY, "organization or state", (PartyClass.ORGANIZATION, PartyClass.STATE))
PARTY = NameKind(EntityType.PARTY, "party")
OFFICE = NameKind(EntityType.OFFICE, "office")
SOURCE = NameKind(EntityType.SOURCE, "source")
DATASET = NameKind(EntityType.DATASET, "dataset")
STATUS = NameKind(EntityType.STATUS, "status")
EVENT = NameKind(EntityType.EVENT, "event")
ANYTHING = (PARTY, OFFICE, SOURCE, DATASET, EVENT)
"""All that has names, in the order in which a name is looked for among them."""
