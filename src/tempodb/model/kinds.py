"""What there is to speak of: the words of the model, the kinds of claims, and the types of ids."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import NamedTuple

CORE_STATUSES = ("member", "associate", "observer", "candidate", "partner", "suspended")
MEMBERSHIP_STATUS = "member"
"""The status that others may count as."""
SUSPENDED = "suspended"
SUBSTANTIVE = "substantive"
"""The capacity of who holds an office plainly."""
CAPACITIES = (SUBSTANTIVE, "acting", "interim", "elect", "honorary")
STATES = ("held", "planned")
"""What an event may be."""
SEATLESS = frozenset({"elect", "honorary"})
"""Capacities that take no seat."""
MANY = "many"
"""As a number of seats: no limit."""


class EntityType(IntEnum):
    """What an id can name; each has its own ids."""

    PARTY = 1
    OFFICE = 2
    SOURCE = 3
    STATUS = 4
    DATASET = 5
    EVENT = 6
    LANGUAGE = 7
    OTHER_ID = 8
    """What is no id of its own, as a dataset says that it is another one."""


class Entity(NamedTuple):
    """An id of one type, such as the party `uzbekistan`."""

    type: EntityType
    id: str


class Kind(IntEnum):
    """What a claim is about; the numbers are stored."""

    DATASET = 1
    STATUS = 2
    SOURCE = 3
    PARTY = 4
    OFFICE = 5
    EXISTENCE = 6
    NAME = 7
    PART_OF = 8
    SUCCEEDS = 9
    MEMBERSHIP = 10
    TENURE = 11
    EVENT = 12
    TITLE = 13
    SAME_AS = 14
    OFFICE_OF = 15

    @property
    def defines(self) -> bool:
        """Whether the claim defines what an id means, and so has no valid time."""
        return self <= Kind.OFFICE


class PartyClass(StrEnum):
    """What a party is."""

    PERSON = "person"
    STATE = "state"
    ORGANIZATION = "organization"
