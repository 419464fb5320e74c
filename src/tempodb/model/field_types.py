"""What claims say: a field by its name and its type, and what a value of each type may be."""

# Annotations are no texts here, as `from __future__ import annotations` would make them: of a NamedTuple
# each is compiled again, which costs a start as much as the class.

from enum import Enum, auto
from keyword import iskeyword
from typing import Any, NamedTuple

from tempodb.model.kinds import CAPACITIES, STATES, Entity, EntityType, PartyClass


class FieldType(Enum):
    """What a value may be."""

    ADDRESS = auto()
    AREA = auto()
    """The id of an area, or what it is called."""
    CAPACITY = auto()
    CLASS = auto()
    COVERAGE = auto()
    """Intervals by organization."""
    DATE = auto()
    NAME = auto()
    NAMES = auto()
    NUMBER = auto()
    PARTY = auto()
    PARTIES = auto()
    SEATS = auto()
    STATE = auto()
    STATUS = auto()
    TEXT = auto()
    """Prose, in which anything may be named."""
    WORD = auto()
    """A text that sorts or marks, such as a code."""


WORDS_OF_FIELD = {
    FieldType.CAPACITY: CAPACITIES,
    FieldType.CLASS: tuple(PartyClass),
    FieldType.STATE: STATES,
}
"""The values of the types that have only a few."""
NAMING_TYPES = (FieldType.PARTY, FieldType.PARTIES, FieldType.COVERAGE, FieldType.STATUS)
"""The types whose values name something that has to be defined."""
BARE = {FieldType.STATUS: "statuses", FieldType.CAPACITY: "capacities"}
"""The types whose values a write says as words alone, and how they are called together."""


def unknown_word(type_: FieldType, word: object) -> tuple[str, str, str]:
    """Return the code, the message and the hint for a word that is none of the few of a type of words alone.

    >>> unknown_word(FieldType.CAPACITY, "boss")[1]
    'no capacity is called `boss`'
    """
    noun = type_.name.lower()
    hint = f"the {BARE[type_]} are {', '.join(WORDS_OF_FIELD[type_])}"
    return f"unknown-{noun}", f"no {noun} is called `{word}`", hint


class Field(NamedTuple):
    """What a claim says: the name of it in files, writes and rows, its type, and what is meant where none is said.

    A *required* one is said by every claim, be it what is meant where a file or a write says nothing.

    Of parties, `classes` are those that they have to be of. `key` is what files call it, and `told` how an
    error words the value, if not by the name of the field, and as JSON. What is *of the end* tells how it
    came to it. One that is the *name of* another field stands with it in files and writes.
    """

    name: str
    type: FieldType
    default: str | int | None = None
    is_required: bool = False
    classes: tuple[PartyClass, ...] = ()
    told: str = "{words} {json}"
    is_of_end: bool = False
    key: str = ""
    name_of: str = ""

    @property
    def argument(self) -> str:
        """The name that Python has for it."""
        return f"{self.name}_" if iskeyword(self.name) else self.name

    @property
    def in_files(self) -> str:
        """The key that an entry of a file has for it."""
        return self.key or self.name

    @property
    def words(self) -> str:
        """The name as a write has it."""
        return self.name.replace("_", " ")

    @property
    def is_bare(self) -> bool:
        """Whether a write says it as a word alone, without the name of the field."""
        return self.type in BARE

    def entities(self, value: Any) -> list[Entity]:
        """Return what a value names.

        >>> Field("participants", FieldType.PARTIES).entities(["a", "b"])[1].id
        'b'
        """
        match self.type:
            case FieldType.PARTY:
                return [Entity(EntityType.PARTY, value)]
            case FieldType.PARTIES | FieldType.COVERAGE:
                return [Entity(EntityType.PARTY, id_) for id_ in value]
            case FieldType.STATUS:
                return [Entity(EntityType.STATUS, value)]
            case _:
                return []
