"""The beliefs in a database, read where a transaction touches them, and brought to what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from operator import itemgetter

from tempodb.base.progress import Progress, unwatched
from tempodb.model.canonical_json import canonical
from tempodb.model.claims import Claim
from tempodb.model.commands import Subject
from tempodb.model.kinds import Entity, Kind
from tempodb.store.beliefs.belief_keys import belief_key, belief_key_of, folded_names
from tempodb.store.beliefs.derivation import CurrentBeliefs, RowChanges
from tempodb.store.beliefs.interning import Interner
from tempodb.store.beliefs.open_rows import asked_of
from tempodb.store.beliefs.stored_rows import StoredRows
from tempodb.store.engines.port import WriteTransaction
from tempodb.store.log.actions import Action, State, Withdraw
from tempodb.store.schema.layout import HAS_NUMBER
from tempodb.temporal.facts import Fact
from tempodb.temporal.instants import FOREVER

LAST = f"""SELECT (SELECT coalesce(max(id), 0) FROM entity), (SELECT coalesce(max(id), 0) FROM interned),
  (SELECT coalesce(max(id), 0) FROM belief WHERE {HAS_NUMBER})"""
DEFINITION = f"""SELECT e.id, i.text, b.disputed FROM entity e JOIN belief b ON b.scope = e.id
  JOIN interned i ON i.id = b.value WHERE e.type = ? AND e.slug = ? AND b.kind = ? AND b.recorded_to = {FOREVER}"""
CLOSE = "UPDATE belief SET recorded_to = ? WHERE scope = ? AND kind = ? AND f1 = ? AND id = ?"


class StoredBeliefs(CurrentBeliefs):
    """What is believed in a database, changed in memory by a transaction *at* one instant, and written at its end."""

    def __init__(self, transaction: WriteTransaction, at: int) -> None:
        self._transaction = transaction
        entity, text, row = transaction.execute(LAST).fetchone()
        self._interner = Interner(transaction, entity, text)
        self._rows_before = StoredRows(transaction, row, self._interner.learn_text)
        super().__init__(self._rows_before, self._interner, at)

    def look_ahead(self, subjects: Iterable[Subject], stated: Sequence[Claim] = ()) -> None:
        """Read in few statements what is believed of some keys, and the numbers of what claims name and say.

        Each of them would be asked for by itself where it is touched.
        """
        filed = [(kind, belief_key_of(kind, key)) for kind, key in dict.fromkeys(subjects)]
        keys = chain((key for _, key in filed), map(belief_key, stated))
        values = (claim.value for claim in stated)
        sources = (canonical(sorted(claim.sources)) for claim in stated)
        self._interner.look_ahead(filter(None, chain.from_iterable(keys)), chain(values, sources))
        self._rows_before.look_ahead(
            filter(None, (asked_of(kind, key, self._interner) for kind, key in filed))
        )

    def definition(self, kind: Kind, entity: Entity) -> tuple[str, int] | None:
        """Return the value by which an id is defined by claims of a kind, and whether that is disputed."""
        row = self._transaction.execute(DEFINITION, (int(entity.type), entity.id, int(kind))).fetchone()
        if row is None:
            return None
        number, value, disputed = row
        # Whose beliefs are asked for next, most of the time.
        self._interner.learn(entity, number)
        return value, disputed

    def facts(self, kind: Kind, key: tuple[str, ...]) -> list[Fact]:
        """Return what is believed of one key, accepted or disputed."""
        rows = self.of_key(kind, key).rows()
        self._interner.learn_texts(number for row in rows for number in (row.value, row.sources))
        return super().facts(kind, key)

    def write(self, difference: RowChanges) -> None:
        """Bring the stored beliefs to what holds from now on, which differs so from what was stored."""
        closed, opened = difference
        if closed:
            # In the order in which they lie, so that a page is changed once.
            places = sorted((row.scope, row.kind, row.f1, row.id) for row in closed)
            parameters = [(self.at, *place) for place in places]
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
    actions: Sequence[tuple[int, Action]],
    claims: Mapping[int, Claim],
    progress: Progress = unwatched,
) -> None:
    """Bring the beliefs to what holds from *at* on, after numbered *actions* in their order."""
    present = StoredBeliefs(transaction, at)
    stated = [action.claim for _, action in actions if isinstance(action, State)]
    withdrawn = (claims.get(action.claim) for _, action in actions if isinstance(action, Withdraw))
    touched = chain(stated, filter(None, withdrawn))
    present.look_ahead(((claim.kind, claim.key) for claim in touched), stated)
    for number, action in progress(actions, len(actions), "deriving"):
        present.apply(number, action, claims)
    present.write(present.difference())
