"""What of the log concerns one key, whose claims are found by way of its beliefs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from tempodb.model.claims import Claim
from tempodb.model.commands import Subject
from tempodb.model.kinds import Entity
from tempodb.store.beliefs.belief_keys import belief_key_of
from tempodb.store.beliefs.row_periods import period_of
from tempodb.store.engines.port import Snapshot
from tempodb.store.loading.log_state import gaps
from tempodb.store.log.actions import Action, Clear, Emptied, State, read_action
from tempodb.store.log.entries import LoggedClaim
from tempodb.store.schema.layout import COLUMNS, BeliefRow
from tempodb.temporal.instants import FOREVER, day_of
from tempodb.temporal.periods import Period

_WITHDRAWN = "SELECT claim FROM assertion WHERE claim IS NOT NULL AND operation = 'withdraw'"
_CLAIMS = """SELECT DISTINCT a.id, a.body, t.dataset, t.recorded FROM belief b
JOIN assertion a ON a.id = b.claim JOIN tx t ON t.id = a.tx WHERE a.body IS NOT NULL AND b.kind = ? AND"""
_OF_SCOPE = f"{_CLAIMS} b.scope = ?"
# The sign keeps an engine from looking through all members of an organization for one.
_OF_PARTY = f"{_CLAIMS} b.party = ? AND +b.scope = ? AND b.other = ?"


_CLEARED = """SELECT a.id, a.operation, a.body, t.recorded FROM tx t JOIN assertion a ON a.tx = t.id
WHERE t.dataset IS NULL AND a.operation = 'clear' AND a.body IS NOT NULL ORDER BY a.id"""
_BELIEVED = (
    f"SELECT {', '.join(COLUMNS['belief'])} FROM belief WHERE scope = ? AND kind = ? AND recorded_to = ?"
)


class LogPart:
    """The claims that are live in the log, as far as they are asked for."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._withdrawn = {claim for (claim,) in snapshot.execute(_WITHDRAWN)}
        self._numbers: dict[Entity, int] = {}

    def claims(self, subject: Subject) -> Iterator[LoggedClaim]:
        """Yield what is claimed on a key."""
        return (entry for entry, _ in self._stated(subject) if entry.id not in self._withdrawn)

    def cleared(self) -> dict[Subject, list[Period]]:
        """Return the windows of each key that writes cleared and nobody filled since."""
        said: dict[int, tuple[Action | Emptied, int]] = {}
        subjects = set()
        for id_, operation, body, recorded in self._snapshot.execute(_CLEARED).fetchall():
            action = read_action(operation, None, body)
            said[id_] = action, recorded
            if isinstance(action, Clear):
                subjects.add((action.kind, action.key))
        for subject in subjects:
            said |= {entry.id: (State(entry.claim), recorded) for entry, recorded in self._stated(subject)}
        return gaps(said[id_] for id_ in sorted(said))

    def believed(self, subject: Subject) -> dict[int, list[Period]]:
        """Return the periods over which each claim on a key is believed now, by its number."""
        kind, key = subject
        left: dict[int, list[Period]] = defaultdict(list)
        scope = self._number(belief_key_of(kind, key).scope)
        for row in self._snapshot.execute(_BELIEVED, (scope, int(kind), FOREVER)):
            belief = BeliefRow(*row)
            left[belief.claim].append(period_of(belief))
        return left

    def _stated(self, subject: Subject) -> Iterator[tuple[LoggedClaim, int]]:
        """Yield what was ever claimed on a key and believed, each with the instant at which it was recorded."""
        kind, key = subject
        scope, party, other = belief_key_of(kind, key)
        if party is None or party == scope:
            rows = self._snapshot.execute(_OF_SCOPE, (int(kind), self._number(scope)))
        else:
            rows = self._snapshot.execute(
                _OF_PARTY, (int(kind), self._number(party), self._number(scope), self._number(other))
            )
        for id_, body, dataset, recorded in rows.fetchall():
            claim = Claim.from_body(body)
            if claim.key == key:
                yield LoggedClaim(id_, claim, dataset, day_of(recorded)), recorded

    def _number(self, entity: Entity | None) -> int:
        """Return the number of an entity, 0 for none; of one that is not stored, that of nothing."""
        if entity is None:
            return 0
        if entity not in self._numbers:
            sql = "SELECT id FROM entity WHERE type = ? AND slug = ?"
            found = self._snapshot.execute(sql, (int(entity.type), entity.id)).fetchone()
            self._numbers[entity] = -1 if found is None else found[0]
        return self._numbers[entity]
