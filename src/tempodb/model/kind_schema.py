"""What an entry of the schema of kinds is made of, and what follows from it."""

# Annotations are no texts here, as `from __future__ import annotations` would make them: of a NamedTuple
# each is compiled again, which costs a start as much as the class.

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, compress
from typing import Any, NamedTuple, TypeAlias

from tempodb.model.aliases import name_of
from tempodb.model.field_types import Field, FieldType
from tempodb.model.kinds import Entity, EntityType, Kind, PartyClass

Wanted = tuple[Entity, tuple[PartyClass, ...]]
"""What has to be defined, and of which classes a party; none where it may be of any."""
NamesInPlaces: TypeAlias = tuple[list[str], list[int]]
"""Names, and in which place among others what gives each stands."""


class Part(NamedTuple):
    """A part of the key of a kind: its name in files, and what it names; of parties, of which classes.

    One that can be absent is *told* behind the rest. One that is *late* came when keys without it lay in the
    log already, as keys without it still do.
    """

    name: str
    type: EntityType
    classes: tuple[PartyClass, ...] = ()
    told: str = ""
    is_late: bool = False

    @property
    def is_optional(self) -> bool:
        """Whether a key may be without it."""
        return self.told != ""


class KindSchema(NamedTuple):
    """One kind of claims.

    `filed` names the parts or fields under which beliefs lie: a scope, a party, and another party.
    `told` words a claim for an error, with `rest` for what it does not name, and `written` what a write
    is about. What is *once* has one time a key, where others may hold again. A claim that lasts by default
    and is given without dates holds for as long as its party does. What is *since always* and is given without a
    beginning has none.

    `word` names the fields of which the first that is said tells it in short.

    Files state it in the `sections` by these names, or in such a list of each entry that it is *within*.
    """

    noun: str
    key: tuple[Part, ...]
    filed: tuple[str, ...]
    fields: tuple[Field, ...] = ()
    told: str = ""
    written: str = ""
    word: tuple[str, ...] = ()
    is_once: bool = False
    lasts_by_default: bool = False
    is_since_always: bool = False
    sections: tuple[str, ...] = ()
    within: Kind | None = None

    @property
    def section(self) -> str:
        """The one section in which files state it."""
        (section,) = self.sections
        return section

    def entities(self, key: Iterable[str]) -> list[Entity]:
        """Return what the parts of a key name, of an optional one that is absent an empty id."""
        return [Entity(part.type, id_) for part, id_ in zip(self.key, key, strict=True)]

    def in_log(self, key: Sequence[str]) -> Sequence[str]:
        """Return a key as it lies in the log: without what is late and absent.

        >>> from tempodb.model.schema import SCHEMA, Kind
        >>> SCHEMA[Kind.MEMBERSHIP].in_log(("uzbekistan", "csto", ""))
        ('uzbekistan', 'csto')
        """
        return key[:-1] if self.key[-1].is_late and not key[-1] else key

    def from_log(self, key: Iterable[str]) -> tuple[str, ...]:
        """Return the key that lies in the log.

        Raises:
            ValueError: no such key is written.

        """
        read = tuple(key)
        if not self.key[-1].is_late:
            return read
        if len(read) == len(self.key) and not read[-1]:
            raise ValueError("what is absent is said of a key")
        return (*read, "") if len(read) < len(self.key) else read

    @property
    def defaults(self) -> dict[str, Any]:
        """What is meant where nothing is said."""
        return {field.name: field.default for field in self.fields if field.default is not None}

    def wanted(self, key: Iterable[str], said: Mapping[str, Any]) -> Iterator[Wanted]:
        """Yield every entity that a key, and what is said of it, name; a party with the classes of which it has to be one."""
        for part, id_ in zip(self.key, key, strict=True):
            if id_:
                yield Entity(part.type, id_), part.classes
        for field in self.fields:
            if field.name in said:
                for entity in field.entities(said[field.name]):
                    yield entity, field.classes

    def filed_under(self, key: Iterable[str], said: Mapping[str, Any]) -> list[Entity | None]:
        """Return under which scope, party and other party the beliefs lie, as far as the kind has them.

        >>> from tempodb.model.schema import SCHEMA, Kind
        >>> [entity and entity.id for entity in SCHEMA[Kind.TENURE].filed_under(("p", "o/chair", ""), {})]
        ['o/chair', 'p', None]
        """
        named = {part.name: Entity(part.type, id_) for part, id_ in zip(self.key, key, strict=True) if id_}
        for field in self.fields if said else ():
            if field.name in self.filed and said.get(field.name):
                (named[field.name],) = field.entities(said[field.name])
        return [named.get(name) for name in self.filed]

    def names(self, said: Mapping[str, Any]) -> list[str]:
        """Return the names that what is said gives to what the claim is about.

        >>> from tempodb.model.schema import SCHEMA, Kind
        >>> SCHEMA[Kind.NAME].names({"name": "Collective Security Treaty", "short": "CST"})
        ['Collective Security Treaty', 'CST']
        """
        names, _ = self.names_in_all([said])
        return names

    def names_in_all(self, said: Sequence[Mapping[str, Any]]) -> NamesInPlaces:
        """Return the names that are given by what many claims say, field by field, each with the place of what gives it.

        >>> from tempodb.model.schema import SCHEMA, Kind
        >>> SCHEMA[Kind.NAME].names_in_all([{"name": "Treaty"}, {"name": "Pact", "short": "P"}])
        (['Treaty', 'Pact', 'P'], [0, 1, 1])
        """
        names: list[str] = []
        places: list[int] = []
        for field in self.fields:
            match field.type:
                case FieldType.NAME:
                    own = [each.get(field.name) for each in said]
                    names += filter(None, own)
                    places += compress(range(len(own)), own)
                case FieldType.NAMES:
                    listed = [each.get(field.name, ()) for each in said]
                    names += map(name_of, chain.from_iterable(listed))
                    places += [place for place, own in enumerate(listed) for _ in own]
        return names, places

    def said(self, key: Iterable[object], said: Mapping[str, Any]) -> dict[str, Any]:
        """Return what is said of a holding, with what of its key can be absent and is not.

        >>> from tempodb.model.schema import SCHEMA, Kind
        >>> SCHEMA[Kind.MEMBERSHIP].said(("p", "parliament", "labour"), {"status": "member"})
        {'status': 'member', 'representing': 'labour'}
        """
        parts = zip(self.key, key, strict=True)
        return dict(said) | {part.name: id_ for part, id_ in parts if part.is_optional and id_}

    def in_short(self, said: Mapping[str, Any]) -> str | None:
        """Return the word or name that tells what is said, if there is one.

        >>> from tempodb.model.schema import SCHEMA, Kind
        >>> SCHEMA[Kind.TENURE].in_short({"capacity": "acting", "ordinal": 3})
        'acting'
        """
        return next((str(said[name]) for name in self.word if said.get(name)), None)

    def beside(self, said: Mapping[str, Any]) -> str | None:
        """Return what a word alone leaves untold of a holding, but for its end, if anything is.

        >>> from tempodb.model.schema import SCHEMA, Kind
        >>> SCHEMA[Kind.TENURE].beside({"capacity": "acting", "ordinal": 3, "end_reason": "died"})
        'ordinal 3'
        """
        if not any(field.is_bare for field in self.fields):
            return None
        told = [f for f in self.fields if f.name in said and not (f.is_bare or f.is_of_end or f.name_of)]
        words = [f"{f.words} {self.value_told(f, said)}" for f in told]
        words += [
            f"{part.name} {said[part.name]}" for part in self.key if part.is_optional and part.name in said
        ]
        return ", ".join(words) or None

    def value_told(self, field: Field, said: Mapping[str, Any]) -> str:
        """Return the value of a field, behind the name of what it is the id of.

        >>> from tempodb.model.schema import SCHEMA, Kind
        >>> member = SCHEMA[Kind.MEMBERSHIP]
        >>> member.value_told(member.fields[1], {"for": "scotland-2", "for_name": "Scotland"})
        'Scotland (scotland-2)'
        """
        value = str(said[field.name])
        name = next((said[f.name] for f in self.fields if f.name_of == field.name and f.name in said), None)
        return value if name is None else f"{name} ({value})"

    def corrected(self, said: Mapping[str, Any], changed: Mapping[str, Any]) -> dict[str, Any]:
        """Return what is said after some of it was changed, without names of what is another now.

        >>> from tempodb.model.schema import SCHEMA, Kind
        >>> SCHEMA[Kind.MEMBERSHIP].corrected({"for": "scotland-2", "for_name": "Scotland"}, {"for": "Wales"})
        {'for': 'Wales'}
        """
        gone = {field.name for field in self.fields if field.name_of in changed}
        return {name: value for name, value in said.items() if name not in gone} | dict(changed)

    def ending(self, said: Mapping[str, Any]) -> str | None:
        """Return what is said of the end, if anything is."""
        return ", ".join(str(said[f.name]) for f in self.fields if f.is_of_end and f.name in said) or None

    def columns(self, key: Sequence[object], said: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a row tells of a fact beside whom it is about: None for what is not said.

        What has no name is called as it is.

        >>> from tempodb.model.schema import SCHEMA, Kind
        >>> SCHEMA[Kind.TENURE].columns(("p", "o/chair", ""), {"capacity": "acting", "for": "Wales"})
        {'capacity': 'acting', 'ordinal': None, 'for_': 'Wales', 'for_name': 'Wales', 'end_reason': None, 'representing': None}
        """
        beside = {part.name: id_ or None for part, id_ in zip(self.key, key, strict=True) if part.is_optional}
        return {f.argument: said.get(f.name, said.get(f.name_of)) for f in self.fields} | beside

    @property
    def places(self) -> tuple[int, ...]:
        """Where the parts of the key stand in what its beliefs are filed under.

        >>> from tempodb.model.schema import SCHEMA, Kind
        >>> SCHEMA[Kind.TENURE].places
        (1, 0, 2)
        """
        return tuple(self.filed.index(part.name) for part in self.key)
