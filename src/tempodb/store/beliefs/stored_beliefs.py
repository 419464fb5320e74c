"""The beliefs in a database, read where a transaction touches them, and brought to what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter

from tempodb.model.claims import Claim
from tempodb.model.kinds import Kind
from tempodb.store.beliefs.belief_keys import folded_names
from tempodb.store.beliefs.derivation import CurrentBeliefs, RowChanges
from tempodb.store.beliefs.interning import Interner
from tempodb.store.beliefs.open_rows import Parties
from tempodb.store.engines.port import Snapshot, WriteTransaction
from tempodb.store.log.actions import Action, Emptied
from tempodb.store.schema.layout import COLUMNS, HAS_NUMBER, BeliefRow
from tempodb.temporal.instants import FOREVER

_COLUMNS = ", ".join(COLUMNS["belief"])
_OPEN = f"kind = ? AND recorded_to = {FOREVER}"
OPEN_OF_SCOPE = f"SELECT {_COLUMNS} FROM belief WHERE scope = ? AND {_OPEN} ORDER BY f1, id"
# Where they lie is looked for first: an engine would look through all members of an organization for one.
OPEN_OF_PARTIES = f"""SELECT {", ".join("b." + column for column in COLUMNS["belief"])}
  FROM belief place CROSS JOIN belief b
  WHERE place.scope = ? AND place.kind = ? AND place.party = ? AND b.other = ? AND b.recorded_to = {FOREVER}
  AND b.scope = place.scope AND b.kind = place.kind AND b.f1 = place.f1 AND b.id = place.id
  ORDER BY place.f1, place.id"""
LAST = f"""SELECT (SELECT coalesce(max(id), 0) FROM entity), (SELECT coalesce(max(id), 0) FROM interned),
  (SELECT coalesce(max(id), 0) FROM belief WHERE {HAS_NUMBER})"""
CLOSE = "UPDATE belief SET recorded_to = ? WHERE scope = ? AND kind = ? AND f1 = ? AND id = ?"


class StoredRows:
    """The open rows in a database, of which the *last* was given that number; implements `open_rows.Present`."""

    def __init__(self, snapshot: Snapshot, last: int) -> None:
        self._snapshot = snapshot
        self._last = last

    def last_row(self) -> int:
        """Return the last number that a row was given, 0 before the first."""
        return self._last

    def open_rows(self, scope: int, kind: Kind, parties: Parties | None) -> Sequence[BeliefRow]:
        """Return the rows that are believed of a scope and kind, of two *parties* or of any, in order of days."""
        if not self._last:
            return ()
        if parties is None:
            found = self._snapshot.execute(OPEN_OF_SCOPE, (scope, int(kind)))
        else:
            found = self._snapshot.execute(OPEN_OF_PARTIES, (scope, int(kind), *parties))
        return [BeliefRow(*row) for row in found]


class StoredBeliefs(CurrentBeliefs):
    """What is believed in a database, changed in memory by a transaction *at* one instant, and written at its end."""

    def __init__(self, transaction: WriteTransaction, at: int) -> None:
        self._transaction = transaction
        entity, text, row = transaction.execute(LAST).fetchone()
        self._interner = Interner(transaction, entity, text)
        super().__init__(StoredRows(transaction, row), self._interner, at)

    def write(self, difference: RowChanges) -> None:
        """Bring the stored beliefs to what holds from now on, which differs so from what was stored."""
        closed, opened = difference
        if closed:
            parameters = [(self.at, row.scope, row.kind, row.f1, row.id) for row in closed]
            self._transaction.execute_many(CLOSE, parameters)
        if opened:
            self._transaction.insert("belief", sorted(opened, key=itemgetter(0, 1, 2, 3)))
        believed = {row.claim for row in opened}
        named = [
            label
            for number in self.stated
            if number in believed
            for label in folded_names(self.stated[number])
        ]
        found = dict.fromkeys((folded, self._interner.entity(entity)) for folded, entity in named)
        self._interner.write()
        if found:
            self._transaction.insert_missing("label", found)


def believe(
    transaction: WriteTransaction,
    at: int,
    actions: Iterable[tuple[int, Action | Emptied]],
    claims: Mapping[int, Claim],
) -> None:
    """Bring the beliefs to what holds from *at* on, after numbered *actions* in their order."""
    present = StoredBeliefs(transaction, at)
    for number, action in actions:
        present.apply(number, action, claims)
    present.write(present.difference())
