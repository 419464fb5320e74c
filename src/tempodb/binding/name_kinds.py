"""What each place of a question may name."""

from __future__ import annotations

from typing import NamedTuple

from tempodb.model.kinds import EntityType, PartyClass


class Sought(NamedTuple):
    """A type of ids, the word for it, and of parties the classes that fit."""

    type: EntityType
    noun: str
    classes: tuple[PartyClass, ...] = tuple(PartyClass)

    def fits(self, class_: PartyClass | None) -> bool:
        """Return whether what has this class, or none, is of what is sought."""
        return class_ is None or class_ in self.classes


ORGANIZATION = Sought(EntityType.PARTY, "organization", (PartyClass.ORGANIZATION,))
PERSON = Sought(EntityType.PARTY, "person", (PartyClass.PERSON,))
BODY = Sought(EntityType.PARTY, "organization or state", (PartyClass.ORGANIZATION, PartyClass.STATE))
PARTY = Sought(EntityType.PARTY, "party")
OFFICE = Sought(EntityType.OFFICE, "office")
SOURCE = Sought(EntityType.SOURCE, "source")
DATASET = Sought(EntityType.DATASET, "dataset")
STATUS = Sought(EntityType.STATUS, "status")
EVENT = Sought(EntityType.EVENT, "event")
ANYTHING = (PARTY, OFFICE, SOURCE, DATASET, EVENT)
"""All that has names, in the order in which a name is looked for among them."""
