"""What of the log concerns some keys, whose claims are found by way of their beliefs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from typing import Any, NamedTuple

from tempodb.model.claims import Claim
from tempodb.model.commands import Subject
from tempodb.model.kinds import Entity, EntityType, Kind
from tempodb.store.beliefs.belief_keys import belief_key_of
from tempodb.store.beliefs.key_logs import KeyAction
from tempodb.store.beliefs.row_periods import period_of
from tempodb.store.engines.asking_many import of_each, of_each_row
from tempodb.store.engines.port import Snapshot
from tempodb.store.loading.log_state import gaps
from tempodb.store.log.actions import Action, Clear, Emptied, State, read_action
from tempodb.store.log.entries import LoggedClaim
from tempodb.store.log.holding import GONE_BY, STANDS, UNDONE_BY, gone_by
from tempodb.store.schema.layout import COLUMNS, BeliefRow
from tempodb.temporal.instants import FOREVER, day_of
from tempodb.temporal.periods import Period

_FOUND = "SELECT DISTINCT a.id, a.body, t.dataset, t.recorded FROM"
_STATED = "JOIN assertion a ON a.id = b.claim JOIN tx t ON t.id = a.tx WHERE a.body IS NOT NULL AND"
_OF_SCOPES = f"{_FOUND} belief b {_STATED} b.kind = ? AND b.scope IN"
# Where they lie is looked for first: an engine would look through all members of an organization for one.
OF_PARTIES = f"""{_FOUND} asked k CROSS JOIN belief place CROSS JOIN belief b {_STATED}
place.party = k.party AND place.kind = k.kind AND place.scope = k.scope AND b.other = k.other
AND b.scope = place.scope AND b.kind = place.kind AND b.f1 = place.f1 AND b.id = place.id"""
_NUMBERS = "SELECT slug, id FROM entity WHERE type = ? AND slug IN"

# Writes are few, and an engine that is not told may look through the whole log for what they cleared.
_CLEARS = "a.tx IN (SELECT id FROM tx WHERE dataset IS NULL) AND a.operation = 'clear' AND a.body IS NOT NULL"
_EVER_CLEARED = f"SELECT a.body FROM assertion a WHERE {_CLEARS}"
CLEARED_BY_WRITES = f"""SELECT a.id, a.operation, a.body, t.recorded FROM assertion a JOIN tx t ON t.id = a.tx
WHERE {_CLEARS} AND {STANDS} ORDER BY a.id"""
_BELIEVED = (
    f"SELECT {', '.join(COLUMNS['belief'])} FROM belief WHERE scope = ? AND kind = ? AND recorded_to = ?"
)


class _FiledKey(NamedTuple):
    """Where the beliefs of a key lie, by numbers."""

    kind: Kind
    scope: int
    party: int
    other: int


class LogPart:
    """The claims that are live in the log, as far as they are asked for."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._numbers: dict[Entity, int] = {}

    def claims(self, subjects: Iterable[Subject]) -> list[LoggedClaim]:
        """Return what is claimed on some keys."""
        stated = {entry.id: entry for entry, _ in self._stated(subjects)}
        gone = gone_by(GONE_BY, self._snapshot, stated)
        return [entry for number, entry in stated.items() if number not in gone]

    def ever_cleared(self) -> set[Subject]:
        """Return the keys of which writes have ever cleared something."""
        read = (read_action("clear", None, body) for (body,) in self._snapshot.execute(_EVER_CLEARED))
        return {(action.kind, action.key) for action in read if isinstance(action, Clear)}

    def held(self, subject: Subject) -> list[KeyAction]:
        """Return what is stated and cleared of one key and holds."""
        stated = {entry.id: (entry, recorded) for entry, recorded in self._stated([subject])}
        gone = gone_by(GONE_BY, self._snapshot, stated)
        held = [
            KeyAction(number, recorded, State(entry.claim))
            for number, (entry, recorded) in stated.items()
            if number not in gone
        ]
        for id_, operation, body, recorded in self._snapshot.execute(CLEARED_BY_WRITES).fetchall():
            action = read_action(operation, None, body)
            if isinstance(action, Clear) and (action.kind, action.key) == subject:
                held.append(KeyAction(id_, recorded, action))
        return held

    def cleared(self) -> dict[Subject, list[Period]]:
        """Return the windows of each key that writes cleared and nobody filled since."""
        said: dict[int, tuple[Action | Emptied, int]] = {}
        subjects = set()
        for id_, operation, body, recorded in self._snapshot.execute(CLEARED_BY_WRITES).fetchall():
            action = read_action(operation, None, body)
            said[id_] = action, recorded
            if isinstance(action, Clear):
                subjects.add((action.kind, action.key))
        stated = {entry.id: (State(entry.claim), recorded) for entry, recorded in self._stated(subjects)}
        undone = gone_by(UNDONE_BY, self._snapshot, stated)
        said |= {number: stated[number] for number in stated if number not in undone}
        return gaps(said[id_] for id_ in sorted(said))

    def believed(self, subject: Subject) -> dict[int, list[Period]]:
        """Return the periods over which each claim on a key is believed now, by its number."""
        left: dict[int, list[Period]] = defaultdict(list)
        (filed,) = self._filed([subject])
        for row in self._snapshot.execute(_BELIEVED, (filed.scope, int(filed.kind), FOREVER)):
            belief = BeliefRow(*row)
            left[belief.claim].append(period_of(belief))
        return left

    def _stated(self, subjects: Iterable[Subject]) -> Iterator[tuple[LoggedClaim, int]]:
        """Yield what was ever claimed on keys and believed, each with the instant at which it was recorded."""
        asked = set(subjects)
        for id_, body, dataset, recorded in self._rows(asked):
            claim = Claim.from_body(body)
            if (claim.kind, claim.key) in asked:
                yield LoggedClaim(id_, claim, dataset, day_of(recorded)), recorded

    def _rows(self, subjects: Collection[Subject]) -> Iterator[Any]:
        scopes: dict[Kind, list[int]] = defaultdict(list)
        parties: list[tuple[int, ...]] = []
        for filed in self._filed(subjects):
            if filed.party in (0, filed.scope):
                scopes[filed.kind].append(filed.scope)
            else:
                parties.append((filed.party, int(filed.kind), filed.scope, filed.other))
        yield from of_each_row(self._snapshot, ("party", "kind", "scope", "other"), OF_PARTIES, parties)
        for kind, numbers in scopes.items():
            yield from of_each(self._snapshot, _OF_SCOPES, (int(kind),), numbers)

    def _filed(self, subjects: Collection[Subject]) -> list[_FiledKey]:
        """Return where the beliefs of keys lie, by numbers: 0 for none, of what is not stored that of nothing."""
        keys = [(kind, belief_key_of(kind, key)) for kind, key in subjects]
        unknown: dict[EntityType, set[str]] = defaultdict(set)
        for entity in filter(None, chain.from_iterable(key for _, key in keys)):
            if entity not in self._numbers:
                self._numbers[entity] = -1
                unknown[entity.type].add(entity.id)
        for type_, ids in unknown.items():
            for id_, number in of_each(self._snapshot, _NUMBERS, (int(type_),), ids):
                self._numbers[Entity(type_, id_)] = number
        return [
            _FiledKey(kind, *(0 if entity is None else self._numbers[entity] for entity in key))
            for kind, key in keys
        ]
