"""All beliefs of a log, derived in memory, transaction after transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from tempodb.model.claims import Claim
from tempodb.model.kinds import Kind
from tempodb.model.schema import SCHEMA
from tempodb.store.beliefs.belief_keys import belief_key, belief_key_of, folded_names
from tempodb.store.beliefs.claim_reader import ClaimReader, NumberedKey, RowParts
from tempodb.store.beliefs.derivation import CurrentBeliefs
from tempodb.store.beliefs.numbering import Numbering
from tempodb.store.beliefs.open_rows import Parties
from tempodb.store.beliefs.row_periods import StoredPeriod, read_period, stored_period
from tempodb.store.log.actions import Withdraw, read_action
from tempodb.store.schema.layout import BeliefRow
from tempodb.temporal.instants import FOREVER, day_of
from tempodb.temporal.rectangles import BelievedSince, carry_over

StoredRow = tuple[Any, ...]
"""A `BeliefRow` as the driver gives and takes it."""
LoggedAction = tuple[int, str, int | None, str | None]
"""An assertion: its number, what it does, the claim that it withdraws, and its body."""
_NUMBER, _VALUE, _RECORDED_FROM, _RECORDED_TO, _DISPUTED, _CLAIM = map(
    BeliefRow._fields.index, ("id", "value", "recorded_from", "recorded_to", "disputed", "claim")
)
_IN_ORDER = itemgetter(BeliefRow._fields.index("f1"), _NUMBER)
_FILED_BY_SCOPE = frozenset(
    int(kind)
    for kind, schema in SCHEMA.items()
    if belief_key_of(kind, ("x",) * len(schema.key)).party is None
)
"""Kinds of which a scope is one key, whatever party its claims name."""
_AS_STORED = itemgetter(*(BeliefRow._fields.index(name) for name in ("scope", "kind", "f1", "id")))


class FollowingTable(NamedTuple):
    """A table that follows from a log: how many rows it has, whether it has a row, and all of them as they lie."""

    size: int
    has: Callable[[Any], bool]
    rows: Callable[[], Iterable[StoredRow]]


class DerivedBeliefs:
    """The rows that follow from a log, by number, and what numbers stand for; implements `open_rows.Present`.

    `names` are those that anything ever had, folded. The claim of a number is asked of *claim_of*.
    """

    def __init__(self, claim_of: Callable[[int], Claim]) -> None:
        self.numbers = Numbering()
        self.rows: list[StoredRow] = []
        self.names: set[tuple[str, int]] = set()
        self._claim_of = claim_of
        self._reader = ClaimReader(self.numbers)
        self._keys: dict[int, NumberedKey] = {}
        self._open: dict[NumberedKey, tuple[int, ...]] = {}
        self._scoped: dict[tuple[int, int], dict[NumberedKey, None]] = {}

    def last_row(self) -> int:
        """Return the last number that a row was given, 0 before the first."""
        return len(self.rows)

    def open_rows(self, scope: int, kind: Kind, parties: Parties | None) -> Sequence[BeliefRow]:
        """Return the rows that are believed of a scope and kind, of two *parties* or of any, in order of days."""
        if parties is not None:
            return self._rows_of_key((scope, int(kind), *parties))
        found = [row for key in self._scoped.get((scope, int(kind)), ()) for row in self._rows_of_key(key)]
        return sorted(found, key=_IN_ORDER)

    def tables(self) -> dict[str, FollowingTable]:
        """Return the tables that follow from the log, by their names."""
        rows, names, numbers = self.rows, self.names, self.numbers

        def is_row(row: StoredRow) -> bool:
            return bool(0 < row[_NUMBER] <= len(rows) and rows[row[_NUMBER] - 1] == row)

        return {
            "belief": FollowingTable(len(rows), is_row, lambda: sorted(rows, key=_AS_STORED)),
            "label": FollowingTable(len(names), names.__contains__, lambda: sorted(names)),
            "entity": FollowingTable(len(numbers.entities), numbers.is_entity, numbers.entity_rows),
            "interned": FollowingTable(len(numbers.texts), numbers.is_text, numbers.text_rows),
        }

    def take_in(self, at: int, operations: Callable[[], Iterable[LoggedAction]]) -> None:
        """Take in the assertions of the transaction that was recorded *at* an instant.

        Raises:
            ValueError: this program writes no such assertion; other errors where it cannot be read at all.

        """
        if not self._take_in_whole(at, operations()):
            self._take_in_one_by_one(at, operations())

    def _take_in_whole(self, at: int, operations: Iterable[LoggedAction]) -> bool:
        """Take in assertions that state and withdraw; return whether that is all that they do."""
        read, day = self._reader.read, day_of(at)
        shelves: dict[int, list[tuple[int, RowParts]]] = {}
        withdrawn: list[int] = []
        for number, operation, claim, body in operations:
            if operation == "state" and claim is None and body is not None:
                parts = read(body, day)
                key = parts[0]
                shelves.setdefault(key[0] << 4 | key[1], []).append((number, parts))
            elif operation == "withdraw" and claim is not None and body is None:
                if claim in self._keys:
                    key = self._keys[claim]
                    shelves.setdefault(key[0] << 4 | key[1], [])
                    withdrawn.append(claim)
            elif operation == "clear" and body is not None:
                return False
            else:
                read_action(operation, claim, body)
        for shelf in shelves.values():
            for number, parts in shelf:
                self._state(number, parts, at)
            shelf.clear()
        self._close([id_ for claim in withdrawn for id_ in self._rows_of(claim)], at)
        return True

    def _state(self, number: int, parts: RowParts, at: int) -> None:
        key, value, sources, disputed, period, names = parts
        scope, kind, party, other = self._keys[number] = key
        rows, there = self.rows, self._open.get(key, ())
        for (f1, f2, from_, t1, t2, to), since in (
            self._carried_over(parts, there, at) if there else ((period, at),)
        ):
            row = (scope, kind, f1, len(rows) + 1, party, other, value, f2, t1, t2, from_, to, since, at, FOREVER, disputed, sources, number)  # fmt: skip
            rows.append(row)
            there = (*there, len(rows))
        self._open[key] = there
        if kind in _FILED_BY_SCOPE:
            self._scoped.setdefault((scope, kind), {})[key] = None
        for name in names:
            self.names.add((name, scope))

    def _carried_over(
        self, parts: RowParts, there: Iterable[int], at: int
    ) -> Iterable[tuple[StoredPeriod, int]]:
        """Return the periods of a claim, each with the instant since which its value has been believed."""
        _, value, _, disputed, period, _ = parts
        rows = (self.rows[number - 1] for number in there)
        same = [row for row in rows if row[_VALUE] == value and row[_DISPUTED] == disputed and row[_RECORDED_FROM] < at]  # fmt: skip
        if not same:
            return ((period, at),)
        before = [BeliefRow(*row) for row in sorted(same, key=_IN_ORDER)]
        if len(before) == 1 and _period(before[0]) == period and period[1] < period[3]:
            return ((period, before[0].since),)
        known = [BelievedSince(read_period(_period(row)), row.since) for row in before]
        carried = carry_over(read_period(period), known, at)
        return [(stored_period(part), since) for part, since in carried]

    def _take_in_one_by_one(self, at: int, operations: Iterable[LoggedAction]) -> None:
        """Take in assertions each of which changes what the next one finds."""
        current = CurrentBeliefs(self, self.numbers, at)
        numbered = [(number, read_action(what, of, body)) for number, what, of, body in operations]
        claims = {
            action.claim: self._claim_of(action.claim)
            for _, action in numbered
            if isinstance(action, Withdraw) and action.claim in self._keys
        }
        for number, action in numbered:
            current.apply(number, action, claims)
        closed, opened = current.difference()
        for number, claim in current.stated.items():
            scope, party, other = map(self.numbers.entity, belief_key(claim))
            self._keys[number] = (scope, int(claim.kind), party, other)
        self._close([row.id for row in closed], at)
        for row in opened:
            self.rows.append(tuple(row))
            key = self._keys[row.claim]
            self._open[key] = (*self._open.get(key, ()), row.id)
            if row.kind in _FILED_BY_SCOPE:
                self._scoped.setdefault((row.scope, row.kind), {})[key] = None
        believed = {row.claim for row in opened}
        for number in believed & current.stated.keys():
            for name, entity in folded_names(current.stated[number]):
                self.names.add((name, self.numbers.entity(entity)))

    def _rows_of(self, claim: int) -> Iterator[int]:
        """Yield the numbers of the open rows of a claim."""
        for number in self._open.get(self._keys[claim], ()):
            if self.rows[number - 1][_CLAIM] == claim:
                yield number

    def _rows_of_key(self, key: NumberedKey) -> list[BeliefRow]:
        found = [self.rows[number - 1] for number in self._open.get(key, ())]
        return [BeliefRow(*row) for row in sorted(found, key=_IN_ORDER)]

    def _close(self, numbers: Iterable[int], at: int) -> None:
        for number in numbers:
            row = self.rows[number - 1]
            self.rows[number - 1] = (*row[:_RECORDED_TO], at, *row[_RECORDED_TO + 1 :])
            key = self._keys[row[_CLAIM]]
            self._open[key] = tuple(other for other in self._open[key] if other != number)


def _period(row: BeliefRow) -> StoredPeriod:
    return row.f1, row.f2, row.from_text, row.t1, row.t2, row.to_text
