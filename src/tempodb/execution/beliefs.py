"""The port to the store: what an executor asks of the beliefs, and how the values of facts are read."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from tempodb.execution.allowance import Allowance
from tempodb.execution.shelves import BeliefShelf
from tempodb.model.kinds import Entity, EntityType, Kind
from tempodb.planning.plan import Side
from tempodb.temporal.facts import Fact

if TYPE_CHECKING:
    from tempodb.execution.columns.arrays import Ints
    from tempodb.execution.columns.belief_columns import BeliefColumns
    from tempodb.model.provenance import Clearing, Origin, RecordedTransaction
    from tempodb.temporal.revisions import BelievedRow


OnlyName: TypeAlias = tuple[str, int, int]
"""The name of what never had another one, and from when to when it is believed."""


class Beliefs(Protocol):
    """What the executor asks of the store: facts, as believed at an instant of recorded time.

    The keys of facts are ids, in the order of their claims; values are canonical JSON.
    """

    def scan(
        self, kind: Kind, side: Side, of: Iterable[Entity], known_at: int, allowance: Allowance
    ) -> list[Fact]:
        """Return the facts of a kind that are filed under some entities, or are about some parties."""
        ...

    def shelf(self, kind: Kind, side: Side, of: Entity, allowance: Allowance) -> BeliefShelf | None:
        """Return all that was ever recorded of a kind under an entity, or about a party.

        None where there is nothing, or so much that only what is believed should be read.
        """
        ...

    def only_names(
        self, kind: Kind, type_: EntityType, ids: Iterable[str], allowance: Allowance
    ) -> Mapping[str, OnlyName | None]:
        """Return the names of those of some ids that never had another one; of others, None."""
        ...

    def scan_all(self, kind: Kind, known_at: int, allowance: Allowance) -> list[Fact]:
        """Return all facts of a kind."""
        ...

    def columns(
        self, kind: Kind, of: Entity | None, least: int, allowance: Allowance
    ) -> BeliefColumns | None:
        """Return all that was ever believed of a kind as columns, or what of that is filed under an entity.

        None of fewer claims, and without room.
        """
        ...

    def columns_about(
        self, kind: Kind, numbers: Sequence[Ints], least: int, allowance: Allowance
    ) -> BeliefColumns | None:
        """Return, as columns, all that was ever believed of a kind under entities of some numbers, or more.

        None of fewer claims, and without room.
        """
        ...

    def rows(
        self, kind: Kind, side: Side, of: Iterable[Entity], known_at: int, allowance: Allowance
    ) -> list[BelievedRow]:
        """Return the rows of a kind that were ever believed by an instant, of some entities."""
        ...

    def filed(self, kind: Kind, known_at: int, most: int) -> int:
        """Return under how many entities something of a kind is believed, counted up to so many."""
        ...

    def origins(self, claims: Iterable[int], known_at: int) -> list[Origin]:
        """Return where some claims come from, in the order of the log."""
        ...

    def clearings(self, kind: Kind, key: tuple[str, ...], known_at: int) -> list[Clearing]:
        """Return the writes by which something of a key is no longer believed, in order."""
        ...

    def described(self, operators: Iterable[object]) -> list[str]:
        """Return the texts by which the leaves among some operators of a plan are read."""
        ...

    def last_recorded(self, by: int) -> int | None:
        """Return the instant of the last transaction that was recorded by then, None before the first."""
        ...

    def transactions(self, known_at: int) -> list[RecordedTransaction]:
        """Return the transactions that were recorded by then."""
        ...


@lru_cache(maxsize=50_000)
def fields(value: str) -> dict[str, Any]:
    """Return a fact's value as a mapping, which nobody may change."""
    decoded: dict[str, Any] = json.loads(value)
    return decoded


def all_fields(values: Iterable[str]) -> list[dict[str, Any]]:
    """Return the values of many facts as mappings, which are read all at once."""
    decoded: list[dict[str, Any]] = json.loads(f"[{','.join(values)}]")
    return decoded


def sources_of(fact: Fact) -> tuple[str, ...]:
    """Return the ids of a fact's sources, in order."""
    return _in_order(fact.sources)


@lru_cache(maxsize=50_000)
def _in_order(sources: frozenset[Hashable]) -> tuple[str, ...]:
    return tuple(sorted(map(str, sources)))
