"""The kinds of claims, an entry each: what a claim is about, what it is filed under, and what it says.

How a file, a write, the store and a row tell of a kind follows from its entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum, auto
from typing import Any, NamedTuple

from tempodb.model.kinds import CAPACITIES, STATES, Entity, EntityType, Kind, PartyClass

ORGANIZATIONS = (PartyClass.ORGANIZATION,)
GOVERNED = (PartyClass.ORGANIZATION, PartyClass.STATE)
"""What can have offices, bodies and predecessors."""


class FieldType(Enum):
    """What a value may be."""

    ADDRESS = auto()
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


WORDS = {
    FieldType.CAPACITY: CAPACITIES,
    FieldType.CLASS: tuple(PartyClass),
    FieldType.STATE: STATES,
}
"""The values of the types that have only a few."""


class Part(NamedTuple):
    """A part of the key of a kind: its name in files, and what it names; of parties, of which classes.

    One that can be absent is *told* behind the rest.
    """

    name: str
    type: EntityType
    classes: tuple[PartyClass, ...] = ()
    told: str = ""

    @property
    def is_optional(self) -> bool:
        """Whether a key may be without it."""
        return self.told != ""


class Field(NamedTuple):
    """What a claim says: the name of it in files, writes and rows, its type, and what is meant where none is said.

    A *required* one is said by every claim, be it what is meant where a file or a write says nothing.

    Of parties, `classes` are those that they have to be of. `told` is how an error words the value, if not
    by the name of the field and as JSON.
    """

    name: str
    type: FieldType
    default: str | int | None = None
    is_required: bool = False
    classes: tuple[PartyClass, ...] = ()
    told: str = "{words} {json}"

    @property
    def words(self) -> str:
        """The name as a write has it."""
        return self.name.replace("_", " ")

    @property
    def is_bare(self) -> bool:
        """Whether a write says it as a word alone, without the name of the field."""
        return self.type in (FieldType.STATUS, FieldType.CAPACITY)

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


class KindSchema(NamedTuple):
    """One kind of claims.

    `filed` names the parts or fields under which beliefs lie: a scope, a party, and another party.
    `told` words a claim for an error, with `rest` for what it does not name, and `written` what a write
    is about.
    """

    noun: str
    key: tuple[Part, ...]
    filed: tuple[str, ...]
    fields: tuple[Field, ...] = ()
    told: str = ""
    written: str = ""

    def entities(self, key: Iterable[str]) -> list[Entity]:
        """Return what the parts of a key name, of an optional one that is absent an empty id."""
        return [Entity(part.type, id_) for part, id_ in zip(self.key, key, strict=True)]

    @property
    def defaults(self) -> dict[str, Any]:
        """What is meant where nothing is said."""
        return {field.name: field.default for field in self.fields if field.default is not None}

    def mentions(self, key: Iterable[str], said: Mapping[str, Any]) -> Iterator[Entity]:
        """Yield every entity that a key, and what is said of it, name."""
        yield from (entity for entity in self.entities(key) if entity.id)
        for field in self.fields:
            if field.name in said:
                yield from field.entities(said[field.name])

    def filed_under(self, key: Iterable[str], said: Mapping[str, Any]) -> list[Entity | None]:
        """Return under which scope, party and other party the beliefs lie, as far as the kind has them.

        >>> [entity and entity.id for entity in SCHEMA[Kind.TENURE].filed_under(("p", "o/chair", ""), {})]
        ['o/chair', 'p', None]
        """
        named = dict(zip((part.name for part in self.key), self.entities(key), strict=True))
        for field in self.fields:
            if field.name in self.filed and field.name in said:
                (named[field.name],) = field.entities(said[field.name])
        found = (named.get(name) for name in self.filed)
        return [entity if entity and entity.id else None for entity in found]

    def columns(self, key: Sequence[object], said: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a row tells of a fact beside whom it is about: None for what is not said.

        >>> SCHEMA[Kind.TENURE].columns(("p", "o/chair", ""), {"capacity": "acting"})
        {'capacity': 'acting', 'ordinal': None, 'representing': None}
        """
        beside = {part.name: id_ or None for part, id_ in zip(self.key, key, strict=True) if part.is_optional}
        return {field.name: said.get(field.name) for field in self.fields} | beside

    @property
    def places(self) -> tuple[int, ...]:
        """Where the parts of the key stand in what its beliefs are filed under.

        >>> SCHEMA[Kind.TENURE].places
        (1, 0, 2)
        """
        return tuple(self.filed.index(part.name) for part in self.key)


def _party(name: str, *classes: PartyClass) -> Part:
    return Part(name, EntityType.PARTY, classes)


SCHEMA: dict[Kind, KindSchema] = {
    Kind.DATASET: KindSchema(
        "dataset",
        (Part("dataset", EntityType.DATASET),),
        ("dataset",),
        (
            Field("title", FieldType.TEXT),
            Field("focus", FieldType.PARTY, classes=ORGANIZATIONS),
            Field("coverage", FieldType.COVERAGE, classes=ORGANIZATIONS),
        ),
    ),
    Kind.STATUS: KindSchema("status", (Part("status", EntityType.STATUS),), ("status",)),
    Kind.SOURCE: KindSchema(
        "source",
        (Part("source", EntityType.SOURCE),),
        ("source",),
        (
            Field("title", FieldType.TEXT, is_required=True),
            Field("publisher", FieldType.TEXT),
            Field("published", FieldType.DATE),
            Field("url", FieldType.ADDRESS),
        ),
    ),
    Kind.PARTY: KindSchema(
        "party",
        (_party("party"),),
        ("party", "party"),
        (
            Field("class", FieldType.CLASS, is_required=True),
            Field("kind", FieldType.WORD),
            Field("code", FieldType.WORD),
            Field("aliases", FieldType.NAMES),
        ),
    ),
    Kind.OFFICE: KindSchema(
        "office",
        (Part("office", EntityType.OFFICE),),
        ("office", "organization"),
        (
            Field("organization", FieldType.PARTY, is_required=True, classes=GOVERNED),
            Field("seats", FieldType.SEATS, 1),
            Field("aliases", FieldType.NAMES),
        ),
    ),
    Kind.EXISTENCE: KindSchema(
        "existence",
        (_party("party"),),
        ("party", "party"),
        told="that `{party}` existed",
        written="existence of {party}",
    ),
    Kind.NAME: KindSchema(
        "name",
        (_party("party"),),
        ("party", "party"),
        (
            Field("name", FieldType.NAME, is_required=True),
            Field("short", FieldType.NAME, told="short `{value}`"),
        ),
        told="the name `{name}`{rest} of `{party}`",
        written="name of {party}",
    ),
    Kind.TITLE: KindSchema(
        "title",
        (Part("office", EntityType.OFFICE),),
        ("office",),
        (Field("name", FieldType.NAME, is_required=True),),
        told="the name `{name}` of `{office}`",
    ),
    Kind.PART_OF: KindSchema(
        "part",
        (_party("party", *GOVERNED), _party("of", *GOVERNED)),
        ("of", "party"),
        told="`{party}` part of `{of}`",
        written="{party} as part of {of}",
    ),
    Kind.SUCCEEDS: KindSchema(
        "successor",
        (_party("party", *GOVERNED), _party("of", *GOVERNED)),
        ("of", "party"),
        told="`{party}` successor of `{of}`",
        written="{party} as successor of {of}",
    ),
    Kind.MEMBERSHIP: KindSchema(
        "membership",
        (_party("member"), _party("of", *ORGANIZATIONS)),
        ("of", "member"),
        (Field("status", FieldType.STATUS, "member", is_required=True),),
        told="`{member}` {status} in `{of}`{rest}",
        written="membership of {member} in {of}",
    ),
    Kind.TENURE: KindSchema(
        "tenure",
        (
            _party("holder", PartyClass.PERSON),
            Part("office", EntityType.OFFICE),
            Part("representing", EntityType.PARTY, told=" for `{}`"),
        ),
        ("office", "holder", "representing"),
        (
            Field("capacity", FieldType.CAPACITY, "substantive", is_required=True),
            Field("ordinal", FieldType.NUMBER, told="{value}"),
        ),
        told="`{holder}` {capacity} in `{office}`{rest}",
        written="tenure of {holder} in {office}",
    ),
    Kind.EVENT: KindSchema(
        "event",
        (Part("id", EntityType.EVENT),),
        ("id", "body"),
        (
            Field("kind", FieldType.WORD),
            Field("body", FieldType.PARTY, classes=GOVERNED),
            Field("number", FieldType.NUMBER),
            Field("title", FieldType.TEXT),
            Field("place", FieldType.TEXT),
            Field("participants", FieldType.PARTIES),
            Field("outcome", FieldType.TEXT),
            Field("state", FieldType.STATE, "held", is_required=True),
        ),
        told="the event `{id}`{rest}",
        written="event {id}",
    ),
}
