"""The open rows that a transaction touches, key by key, and the order in which it opens others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Protocol

from tempodb.model.kinds import Entity, Kind
from tempodb.store.beliefs.belief_keys import BeliefKey
from tempodb.store.beliefs.interning import Numbers
from tempodb.store.beliefs.row_periods import period_of
from tempodb.store.schema.layout import BeliefRow
from tempodb.temporal.rectangles import BelievedSince

Parties = tuple[int, int]
Asked = tuple[int, Kind, Parties | None]
"""What rows are asked for by: a scope, a kind, and two parties or any."""
RowIdentity = tuple[int, ...]
"""Of the beliefs of one scope and kind: party, other, value and standing."""


class Present(Protocol):
    """What is believed before a transaction."""

    def last_row(self) -> int:
        """Return the last number that a row was given, 0 before the first."""

    def open_rows(self, scope: int, kind: Kind, parties: Parties | None) -> Sequence[BeliefRow]:
        """Return the rows that are believed of a scope and kind, of two *parties* or of any, in order of days."""


@dataclass(slots=True)
class OpenRows:
    """The open rows of one key: those before the transaction, and those by claim as it goes on."""

    before: Sequence[BeliefRow]
    now: dict[int, list[BeliefRow]]
    known: Mapping[RowIdentity, list[BelievedSince]]

    @classmethod
    def of(cls, before: Sequence[BeliefRow]) -> OpenRows:
        """Return what is open before anything has changed."""
        now: dict[int, list[BeliefRow]] = defaultdict(list)
        known: dict[RowIdentity, list[BelievedSince]] = defaultdict(list)
        for row in before:
            now[row.claim].append(row)
            known[row.party, row.other, row.value, row.disputed].append(
                BelievedSince(period_of(row), row.since)
            )
        return cls(before, now, known)

    def rows(self) -> Iterator[BeliefRow]:
        """Yield the rows as they are now."""
        for rows in self.now.values():
            yield from rows

    def closed(self) -> Iterator[BeliefRow]:
        """Yield the rows of before that are gone."""
        kept = {row.id for row in self.rows()}
        yield from (row for row in self.before if row.id not in kept)

    def opened(self) -> Iterator[tuple[tuple[int, ...], BeliefRow]]:
        """Yield the new rows, each with the place of its claim: after those that had a row before, by number."""
        places: dict[int, tuple[int, ...]] = {}
        for row in self.before:
            places.setdefault(row.claim, (0, row.f1, row.id))
        for row in self.rows():
            if row.id == 0:
                yield places.get(row.claim, (1, row.claim)), row


@dataclass(slots=True)
class Shelf:
    """The keys of one scope and kind that a transaction looks at."""

    scope: Entity
    kind: Kind
    groups: dict[BeliefKey, OpenRows] = field(default_factory=dict)

    def group(self, filed: BeliefKey, present: Present, numbers: Numbers) -> OpenRows:
        """Return what is open of one key; what is filed under its scope alone is one key whatever party it names."""
        found = self.groups.get(filed)
        if found is None:
            found = self.groups[filed] = OpenRows.of(self._before(filed, present, numbers))
        return found

    def rows(self, present: Present, numbers: Numbers) -> Iterator[BeliefRow]:
        """Yield the open rows of all keys as they are now."""
        seen = {(numbers.known(filed.party), numbers.known(filed.other)) for filed in self.groups}
        scope = numbers.known(self.scope)
        before = present.open_rows(scope, self.kind, None) if scope else ()
        yield from (row for row in before if (row.party, row.other) not in seen)
        for group in self.groups.values():
            yield from group.rows()

    def opened(self) -> list[BeliefRow]:
        """Return the new rows in the order in which they are numbered."""
        found = [placed for group in self.groups.values() for placed in group.opened()]
        return [row for _, row in sorted(found, key=itemgetter(0))]

    def _before(self, filed: BeliefKey, present: Present, numbers: Numbers) -> Sequence[BeliefRow]:
        asked = asked_of(self.kind, filed, numbers)
        return () if asked is None else present.open_rows(*asked)


def asked_of(kind: Kind, filed: BeliefKey, numbers: Numbers) -> Asked | None:
    """Return by what the rows of a key are asked for; None where there can be none."""
    scope = numbers.known(filed.scope)
    if not scope:
        return None
    if filed.party is None:
        return scope, kind, None
    party, other = numbers.known(filed.party), numbers.known(filed.other)
    return (scope, kind, (party, other)) if party and other is not None else None
