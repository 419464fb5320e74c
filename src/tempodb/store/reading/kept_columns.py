"""Keeps what was read as columns: all of a kind, and of the last entities what is filed under each."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tempodb.base.collecting import uncollected
from tempodb.model.kinds import Kind
from tempodb.store.engines.port import Snapshot

if TYPE_CHECKING:
    from tempodb.execution.allowance import Allowance
    from tempodb.execution.columns.arrays import Ints
    from tempodb.execution.columns.belief_columns import BeliefColumns
    from tempodb.execution.columns.distinct import Distinct
    from tempodb.store.reading.everything import SomeColumns

COLUMN_BYTES = 250
"""What a rectangle takes in columns, with what is made of it."""
ENTITIES_KEPT = 4
"""Of how many entities what is filed under them is kept."""


class KeptColumns:
    """The columns of one state of the database; None of fewer claims than the *least*, and without room."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._everything: dict[Kind, BeliefColumns | None] = {}
        self._some: dict[Kind, SomeColumns] = {}
        self._under: OrderedDict[tuple[Kind, int], BeliefColumns] = OrderedDict()
        self._ids: Distinct[str] | None = None

    def everything(self, kind: Kind, least: int, allowance: Allowance) -> BeliefColumns | None:
        """Return all that was ever believed of a kind."""
        if self._has_fewer_than(least):
            return None
        if kind not in self._everything:
            self._everything[kind] = self._read_everything(kind, allowance)
            self._some.pop(kind, None)
        return self._everything[kind]

    def about(
        self, kind: Kind, numbers: Sequence[Ints], least: int, allowance: Allowance
    ) -> BeliefColumns | None:
        """Return all that was ever believed of a kind under the entities of some numbers, and perhaps under others.

        What is first asked for of few is read alone; who then asks for that of others gets everything.
        """
        if kind in self._everything or self._has_fewer_than(least):
            return self.everything(kind, least, allowance)
        some = self._some.get(kind)
        if some is None:
            # Whoever asks of one thing does without.
            from tempodb.store.reading.everything import read_some

            with uncollected():
                some = read_some(self._snapshot, kind, numbers, self._all_ids())
            if some is not None:
                self._some[kind] = some
        if some is None or not some.has(numbers):
            return self.everything(kind, least, allowance)
        return some.columns

    def _read_everything(self, kind: Kind, allowance: Allowance) -> BeliefColumns | None:
        # All there are are counted in a fraction of the time.
        counts = ("SELECT count(*) FROM belief",), ("SELECT count(*) FROM belief WHERE kind = ?", int(kind))
        if not any(allowance.has_room(self._count(*count), COLUMN_BYTES) for count in counts):
            return None
        # Whoever asks of one thing does without.
        from tempodb.store.reading.everything import read_everything

        with uncollected():
            return read_everything(self._snapshot, kind, self._all_ids())

    def _all_ids(self) -> Distinct[str]:
        from tempodb.store.reading.everything import read_ids

        if self._ids is None:
            self._ids = read_ids(self._snapshot)
        return self._ids

    def under(self, kind: Kind, number: int, least: int, allowance: Allowance) -> BeliefColumns | None:
        """Return all that was ever believed of a kind under the entity of a number."""
        if (found := self._under.get((kind, number))) is None:
            count = self._count("SELECT count(*) FROM belief WHERE kind = ? AND scope = ?", int(kind), number)
            if count < least or not allowance.has_room(count, COLUMN_BYTES):
                return None
            # Whoever asks of little does without.
            from tempodb.store.reading.everything import read_under

            found = self._under[kind, number] = read_under(self._snapshot, kind, number)
            if len(self._under) > ENTITIES_KEPT:
                self._under.popitem(last=False)
        self._under.move_to_end((kind, number))
        return found

    def _has_fewer_than(self, least: int) -> bool:
        """Return whether there are fewer claims."""
        return self._count("SELECT coalesce(max(id), 0) FROM assertion") < least

    def _count(self, sql: str, *asked: int) -> int:
        ((count,),) = self._snapshot.execute(sql, asked)
        return int(count)
