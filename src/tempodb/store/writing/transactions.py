"""A transaction of the log, what came after it, and the assertions that both speak of."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from tempodb.model.commands import Subject
from tempodb.store.beliefs.key_logs import KeyAction
from tempodb.store.engines.asking_many import of_each
from tempodb.store.engines.port import Snapshot
from tempodb.store.log.actions import (
    Action,
    Clear,
    Emptied,
    Remark,
    Restore,
    Revoke,
    State,
    Withdraw,
    read_action,
)

_SINCE = """SELECT a.tx, a.id, t.recorded, a.operation, a.claim, a.body FROM assertion a JOIN tx t ON t.id = a.tx
WHERE a.tx >= ? ORDER BY a.id"""
_SAID = """SELECT a.id, t.recorded, a.operation, a.claim, a.body FROM assertion a JOIN tx t ON t.id = a.tx
WHERE a.id IN"""
_BEFORE = "SELECT operation FROM assertion WHERE claim = ? AND id < ? ORDER BY id DESC LIMIT 1"


LogChange = State | Clear | Withdraw | Revoke | Restore
"""What changes what is believed."""


class Recorded(NamedTuple):
    """A transaction that was recorded: its number, and the dataset that it loaded if it did."""

    id: int
    dataset: str | None

    @classmethod
    def read(cls, snapshot: Snapshot, number: int) -> Recorded:
        """Return the transaction of a number."""
        return cls(number, *snapshot.execute("SELECT dataset FROM tx WHERE id = ?", (number,)).fetchone())

    def __str__(self) -> str:
        # What it says in words may name persons, whom nobody would find in a text that is cut off.
        loaded = "" if self.dataset is None else f", a load of {self.dataset}"
        return f"transaction {self.id}{loaded}"


class Assertions:
    """The assertions of a transaction and of those after it, and what they refer to."""

    def __init__(self, snapshot: Snapshot, since: int) -> None:
        self._snapshot = snapshot
        self.all: list[tuple[int, int, Action]] = []
        self._said: dict[int, KeyAction] = {}
        for tx, id_, at, *written in snapshot.execute(_SINCE, (since,)).fetchall():
            action = read_action(*written)
            if not isinstance(action, Emptied):
                self.all.append((tx, id_, action))
            if isinstance(action, State | Clear):
                self._said[id_] = KeyAction(id_, at, action)
        self.changes = [(tx, id_, action) for tx, id_, action in self.all if isinstance(action, LogChange)]
        self._read(_referred(action) for _, _, action in self.changes)

    def of(self, number: int) -> list[tuple[int, LogChange]]:
        """Return what a transaction states, clears, or does to assertions before it, by number."""
        return [(id_, action) for tx, id_, action in self.changes if tx == number]

    @cached_property
    def undoing(self) -> dict[int, int]:
        """Which transaction each of those undoes that undo one."""
        remarks = ((tx, action) for tx, _, action in self.all if isinstance(action, Remark))
        return {tx: remark.undoes for tx, remark in remarks if remark.undoes is not None}

    def undone(self) -> set[int]:
        """Return the transactions that are undone at present."""
        gone: set[int] = set()
        for tx, undoes in sorted(self.undoing.items(), reverse=True):
            if tx not in gone:
                gone.add(undoes)
        return gone

    def subject(self, action: LogChange) -> Subject:
        """Return the key that an assertion is about."""
        match action:
            case State(claim):
                return claim.kind, claim.key
            case Clear(kind, key, _):
                return kind, key
            case Withdraw(of) | Revoke(of) | Restore(of):
                return self.said(of).subject

    def said(self, number: int) -> KeyAction:
        """Return the assertion of a number, which states or clears something."""
        if number not in self._said:
            self._read([number])
        return self._said[number]

    def _read(self, numbers: Iterable[int | None]) -> None:
        wanted = dict.fromkeys(number for number in numbers if number and number not in self._said)
        for id_, at, *written in of_each(self._snapshot, _SAID, (), wanted):
            action = read_action(*written)
            if isinstance(action, State | Clear):
                self._said[id_] = KeyAction(id_, at, action)

    def was_withdrawn(self, number: int, before: int) -> bool:
        """Return whether an assertion had been withdrawn, and not revoked, before another one restored it."""
        return bool(self._snapshot.execute(_BEFORE, (number, before)).fetchone() == ("withdraw",))


def _referred(action: LogChange) -> int | None:
    """Return the number of the assertion that another one is about, None where it is about none."""
    match action:
        case Withdraw(of) | Revoke(of) | Restore(of):
            return of
        case State() | Clear():
            return None
