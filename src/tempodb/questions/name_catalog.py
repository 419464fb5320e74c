"""What names there are and what they mean: what the binder asks of a store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from typing import NamedTuple, Protocol

from tempodb.base.node import Node
from tempodb.model.kinds import EntityType, PartyClass


class Match(Node):
    """An entity that a name may mean."""

    id: str
    type: EntityType
    class_: PartyClass | None


class Days(NamedTuple):
    """From which day, and until which, something may have held; and its dates as written, if it has any."""

    first: int
    end: int
    text: str = ""


class Unbelieved(IntEnum):
    """Why a name was not believed at an instant, the reason first that comes nearest to believing it."""

    DISPUTED = 0
    WITHDRAWN = 1
    RECORDED_LATER = 2
    """Nothing at all was known of what has it."""
    NAMED_LATER = 3
    """What has it was known, but not by this name."""


class Named(Node):
    """A name of something that is believed or was, and the days on which it was in use.

    `existing` are the days on which what has it existed, if they are known. Of what
    was not believed at the asked instant, `unbelieved` says why; of a part, only words of it were asked for.
    """

    name: str
    match: Match
    used: tuple[Days, ...] = ()
    existing: tuple[Days, ...] = ()
    unbelieved: Unbelieved | None = None
    is_part: bool = False

    @property
    def is_path(self) -> bool:
        """Whether it is an id that begins with that of something else."""
        return self.name == self.match.id and "/" in self.name


class Catalog(Protocol):
    """What the binder asks of the names and ids that the database knows, as believed at an instant."""

    def called(self, name: str, type_: EntityType, known_at: int) -> Sequence[Named]:
        """Return each id, name and alias, believed then or not, that reads like *name* when folded."""
        ...

    def called_later(self, name: str, type_: EntityType, known_at: int) -> Sequence[Named]:
        """Return what was known, but was called so only after that instant."""
        ...

    def holding(self, words: str, type_: EntityType, known_at: int) -> Sequence[Named]:
        """Return each believed id, name and alias that has these whole words within it; an id with a slash does not count."""
        ...

    def is_name(self, name: str) -> bool:
        """Return whether anything has or had this id or name."""
        ...

    def names_with(self, words: Sequence[str]) -> Sequence[str]:
        """Return folded names that hold any of these folded words, not all if there are very many."""
        ...

    def names(self, type_: EntityType) -> Iterable[tuple[str, Match]]:
        """Return every folded name of a type with what it means."""
        ...

    def names_of(self, match: Match, known_at: int) -> Sequence[Named]:
        """Return all the names of one thing."""
        ...

    def counted_as(self, status: str, known_at: int) -> frozenset[str]:
        """Return the other statuses that count as one, as some dataset says."""
        ...

    def offices_of(self, organization: str) -> Sequence[str]:
        """Return the ids of the offices of an organization or state, withdrawn ones among them."""
        ...

    def belongings(self, organization: str, known_at: int) -> Mapping[str, tuple[Days, ...]]:
        """Return the days on which each office may have belonged to an organization or state, as was believed then."""
        ...

    def offices_held_by(self, person: str, known_at: int) -> Sequence[str]:
        """Return the ids of the offices that a person ever held, as was believed then."""
        ...

    def foci(self) -> Sequence[tuple[str, str]]:
        """Return each dataset that names a focus, with the id of that organization."""
        ...
