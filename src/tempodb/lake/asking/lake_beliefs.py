"""The beliefs of a lake, read as those of a database when what is asked for was brought; implements `execution.beliefs.Beliefs`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from tempodb.execution.beliefs import OnlyName
from tempodb.execution.shelves import BeliefShelf
from tempodb.lake.asking import lake_log
from tempodb.lake.asking.bringing import Bringing
from tempodb.model.kinds import Entity, EntityType, Kind
from tempodb.planning.plan import Side
from tempodb.store.engines.asking_many import of_each
from tempodb.store.reading.kept_columns import COLUMN_BYTES
from tempodb.store.reading.reader import BeliefReader
from tempodb.temporal.facts import Fact
from tempodb.temporal.merging import rejoined

if TYPE_CHECKING:
    from tempodb.execution.allowance import Allowance
    from tempodb.execution.columns.arrays import Ints
    from tempodb.execution.columns.belief_columns import BeliefColumns
    from tempodb.model.provenance import Clearing, Origin
    from tempodb.temporal.revisions import BelievedRow

SCOPES = "SELECT e.slug FROM belief b JOIN entity e ON e.id = b.scope WHERE b.claim IN"


class LakeBeliefs(BeliefReader):
    """Reads facts of a lake; of everything, those of one share."""

    def __init__(self, bringing: Bringing) -> None:
        super().__init__(bringing.replica.snapshot)
        self._bringing = bringing

    def scan(
        self, kind: Kind, side: Side, of: Iterable[Entity], known_at: int, allowance: Allowance
    ) -> list[Fact]:
        """Return the facts of a kind that are filed under some entities, or are about some parties."""
        entities = list(of)
        self._bring(kind, side, entities)
        return super().scan(kind, side, entities, known_at, allowance)

    def shelf(self, kind: Kind, side: Side, of: Entity, allowance: Allowance) -> BeliefShelf | None:
        """Return all that was ever recorded of a kind under an entity, or about a party."""
        self._bring(kind, side, [of])
        return super().shelf(kind, side, of, allowance)

    def only_names(
        self, kind: Kind, type_: EntityType, ids: Iterable[str], allowance: Allowance
    ) -> Mapping[str, OnlyName | None]:
        """Return the names of those of some ids that never had another one; of others, None."""
        wanted = list(ids)
        self._bringing.bring(kind, Side.SCOPE, wanted)
        return super().only_names(kind, type_, wanted, allowance)

    def scan_all(self, kind: Kind, known_at: int, allowance: Allowance) -> list[Fact]:
        """Return all facts of a kind."""
        if not self._bringing.is_of_share(kind):
            self._bringing.bring_all(kind, allowance)
            return super().scan_all(kind, known_at, allowance)
        columns = self._columns_of(kind, allowance)
        if columns is None:
            allowance.refuse_rows(self._bringing.count(kind))
            columns = self._bringing.columns(kind)
        rows = columns.visible(known_at).nonzero()[0]
        allowance.refuse_rows(len(rows))
        # In the order of their numbers, as a database has them.
        return rejoined(columns.facts(rows[columns.id[rows].argsort()]))

    def columns(
        self, kind: Kind, of: Entity | None, least: int, allowance: Allowance
    ) -> BeliefColumns | None:
        """Return all that was ever believed of a kind as columns; None of fewer claims, of one entity, and without room."""
        if of is not None or not self._bringing.is_of_share(kind) or self._bringing.count(kind) < least:
            return None
        return self._columns_of(kind, allowance)

    def columns_about(
        self, kind: Kind, numbers: Sequence[Ints], least: int, allowance: Allowance
    ) -> BeliefColumns | None:
        """Return, as columns, what was ever believed of a kind under entities of some numbers; None without room."""
        return self._bringing.columns_under(kind, numbers)

    def _columns_of(self, kind: Kind, allowance: Allowance) -> BeliefColumns | None:
        if not allowance.has_room(self._bringing.count(kind), COLUMN_BYTES):
            return None
        return self._bringing.columns(kind)

    def rows(
        self, kind: Kind, side: Side, of: Iterable[Entity], known_at: int, allowance: Allowance
    ) -> list[BelievedRow]:
        """Return the rows of a kind that were ever believed by an instant, of some entities."""
        entities = list(of)
        self._bring(kind, side, entities)
        return super().rows(kind, side, entities, known_at, allowance)

    def filed(self, kind: Kind, known_at: int, most: int) -> int:
        """Return under how many entities something of a kind is believed, counted up to so many."""
        columns = self._bringing.columns(kind)
        return min(most, len(set(columns.scope[columns.key[columns.visible(known_at)]].tolist())))

    def origins(self, claims: Iterable[int], known_at: int) -> list[Origin]:
        """Return where some claims come from, in the order of the log."""
        numbers = list(claims)
        told = self._bringing.tables.assertions(numbers, self._scopes_of(numbers))
        return lake_log.origins(told, self._bringing.recorded, known_at)

    def clearings(self, kind: Kind, key: tuple[str, ...], known_at: int) -> list[Clearing]:
        """Return the writes by which something of a key is no longer believed, in order."""
        told = self._bringing.tables.clearings()
        return lake_log.clearings(told, self._bringing.recorded, kind, key, known_at)

    def _scopes_of(self, claims: Iterable[int]) -> list[str]:
        """Return under which ids lie the beliefs that follow from some claims, which were brought."""
        found = of_each(self._bringing.replica.snapshot, SCOPES, (), claims)
        return sorted({scope for (scope,) in found})

    def _bring(self, kind: Kind, side: Side, of: Iterable[Entity]) -> None:
        self._bringing.bring(kind, side, [entity.id for entity in of])
