"""Actions → beliefs: which rows a transaction closes, and which it opens (MEANING.md, M37).

The same code runs when a transaction is written and when the beliefs are rebuilt from the log, in the
same order, so that both give the same rows with the same numbers.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import assert_never

from tempodb.model.canonical_json import canonical
from tempodb.model.claims import Claim
from tempodb.model.commands import Subject
from tempodb.model.kinds import Entity, EntityType, Kind
from tempodb.store.beliefs.belief_keys import belief_key, belief_key_of
from tempodb.store.beliefs.interning import Numbers
from tempodb.store.beliefs.key_logs import KeyAction
from tempodb.store.beliefs.open_rows import OpenRows, Present, Shelf
from tempodb.store.beliefs.row_periods import period_of, stored_text, with_period
from tempodb.store.log.actions import (
    Action,
    Clear,
    Emptied,
    Erase,
    Remark,
    Restore,
    Revoke,
    Say,
    State,
    Withdraw,
)
from tempodb.store.schema.layout import BeliefRow
from tempodb.temporal.facts import Fact, Standing
from tempodb.temporal.instants import FOREVER, day_of
from tempodb.temporal.merging import rejoined
from tempodb.temporal.periods import Period, extent_of
from tempodb.temporal.rectangles import BelievedSince, OpenOrderError, carry_over, cut, left_of

RowChanges = tuple[list[BeliefRow], list[BeliefRow]]
"""The rows to close, and those to open."""
LISTS_KEPT = 1_000
"""Of how many lists of sources it is remembered what they say: the rows of a key have few of them."""


class CurrentBeliefs:
    """What is believed now, changed in memory by the actions of a transaction *at* one instant.

    They apply one after the other, so that the last one wins; what they come to is one difference
    from what is *present* before. What was believed in between leaves no row.
    """

    def __init__(self, present: Present, numbers: Numbers, at: int) -> None:
        self._present = present
        self._numbers = numbers
        self.at = at
        self._shelves: dict[tuple[Entity, Kind], Shelf] = {}
        self._acted_on: dict[int, Shelf] = {}
        self.stated: dict[int, Claim] = {}

    def apply(self, number: int, action: Action | Emptied, claims: Mapping[int, Claim]) -> None:
        """Do what assertion *number* says; *claims* are those that were stated before, by number."""
        match action:
            case State(claim):
                group = self._acting_on(claim.kind, claim.key)
                group.now[number] = self._rows(number, claim, group.known, self.at)
                self.stated[number] = claim
            case Withdraw(withdrawn):
                # When the log is replayed, one that was emptied since is not there.
                if (before := claims.get(withdrawn)) is not None:
                    self.take_back(withdrawn, before)
            case Clear(kind, key, window):
                self._clear(self._acting_on(kind, key).now, window)
            case Revoke() | Restore():
                # What is undone is told by the claims themselves, or by all that holds of a key.
                pass
            case Say() | Remark() | Erase() | Emptied():
                pass
            case _:
                assert_never(action)

    def take_back(self, number: int, claim: Claim) -> None:
        """Believe a claim no more."""
        self._acting_on(claim.kind, claim.key).now.pop(number, None)

    def restore(self, number: int, claim: Claim, recorded: int) -> None:
        """Believe a claim again that was *recorded* at some instant, and of which no write has cut anything."""
        group = self._acting_on(claim.kind, claim.key)
        group.now[number] = self._rows(number, claim, group.known, recorded)

    def anew(self, subject: Subject, held: Iterable[KeyAction]) -> None:
        """Believe of one key what comes of all that is *held*; what comes to the same stays."""
        group = self._acting_on(*subject)
        group.now.clear()
        for number, recorded, action in held:
            match action:
                case State(claim):
                    group.now[number] = self._rows(number, claim, group.known, recorded)
                case Clear(_, _, window):
                    self._clear(group.now, window)
        before: dict[int, list[BeliefRow]] = defaultdict(list)
        for row in group.before:
            before[row.claim].append(row)
        for number, rows in group.now.items():
            if sorted(map(_believed, rows)) == sorted(map(_believed, before[number])):
                group.now[number] = before[number]

    def facts(self, kind: Kind, key: tuple[str, ...]) -> list[Fact]:
        """Return what is believed of one key, accepted or disputed."""
        return rejoined(self._fact(key, row) for row in self.of_key(kind, key).rows())

    def tenures(self, office: str) -> list[Fact]:
        """Return what is believed of all holders of an office, accepted or disputed."""
        shelf = self._shelf(Entity(EntityType.OFFICE, office), Kind.TENURE)
        name = self._numbers.id_of
        return rejoined(
            self._fact((name(row.party), office, name(row.other)), row)
            for row in shelf.rows(self._present, self._numbers)
        )

    def difference(self) -> RowChanges:
        """Return the rows to close and those to open."""
        closed: list[BeliefRow] = []
        opened: list[BeliefRow] = []
        for shelf in self._acted_on.values():
            for group in shelf.groups.values():
                closed += group.closed()
            opened += shelf.opened()
        return closed, [row._replace(id=id_) for id_, row in enumerate(opened, self._present.last_row() + 1)]

    def _acting_on(self, kind: Kind, key: tuple[str, ...]) -> OpenRows:
        filed = belief_key_of(kind, key)
        shelf = self._shelf(filed.scope, kind)
        self._acted_on.setdefault(id(shelf), shelf)
        return shelf.group(filed, self._present, self._numbers)

    def of_key(self, kind: Kind, key: tuple[str, ...]) -> OpenRows:
        """Return the open rows of one key."""
        filed = belief_key_of(kind, key)
        return self._shelf(filed.scope, kind).group(filed, self._present, self._numbers)

    def _shelf(self, scope: Entity, kind: Kind) -> Shelf:
        shelf = self._shelves.get((scope, kind))
        if shelf is None:
            shelf = self._shelves[scope, kind] = Shelf(scope, kind)
        return shelf

    def _clear(self, now: dict[int, list[BeliefRow]], window: Period) -> None:
        cleared = [row for rows in now.values() for row in rows if not row.disputed]
        for number in dict.fromkeys(row.claim for row in cleared):
            now[number] = self._left(now[number], window, cleared)

    def _left(
        self, rows: Sequence[BeliefRow], window: Period, beside: Sequence[BeliefRow]
    ) -> list[BeliefRow]:
        """Return what *window* leaves of a claim, whose rows are among those *beside*, all of one key."""
        try:
            return [left for row in rows for left in self._left_of_row(row, window)]
        except OpenOrderError:
            # It may have been cut before at a date of another claim that is less exact than its own.
            return list(self._left_of_whole(rows, window, beside))

    def _left_of_row(self, row: BeliefRow, window: Period) -> list[BeliefRow]:
        found = cut(period_of(row), window)
        if found is None:
            return [row]
        return [with_period(row, left, id=0, recorded_from=self.at) for left in found.left]

    def _left_of_whole(
        self, rows: Sequence[BeliefRow], window: Period, beside: Sequence[BeliefRow]
    ) -> Iterator[BeliefRow]:
        held = rejoined(self._fact((), row) for row in beside)
        known = [BelievedSince(period_of(row), row.since) for row in rows]
        for whole in held:
            if rows[0].claim in whole.claims:
                left = left_of(whole, window, held)
                for part in (whole.period,) if left is None else left:
                    for period, since in carry_over(part, known, self.at):
                        yield with_period(rows[0], period, id=0, since=since, recorded_from=self.at)

    def _fact(self, key: tuple[str, ...], row: BeliefRow) -> Fact:
        period = period_of(row)
        extent = extent_of(period)
        if extent is None:
            raise ValueError(f"belief {row.id} can hold on no day")
        return Fact(
            key,
            self._numbers.meaning(row.value),
            period,
            extent,
            Standing.DISPUTED if row.disputed else Standing.ACCEPTED,
            _sources_in(self._numbers.meaning(row.sources)),
            frozenset((row.claim,)),
        )

    def _rows(
        self,
        number: int,
        claim: Claim,
        known: Mapping[tuple[int, ...], Iterable[BelievedSince]],
        recorded: int,
    ) -> list[BeliefRow]:
        """Return the rows of a claim that was *recorded* at some instant, and is believed from now on."""
        numbers = self._numbers
        scope, party, other = map(numbers.entity, belief_key(claim))
        value = numbers.text(claim.value)
        sources = numbers.text(canonical(sorted(claim.sources)))
        disputed = int(claim.standing is Standing.DISPUTED)
        before = known.get((party, other, value, disputed), ())
        return [
            BeliefRow(
                *(scope, int(claim.kind), from_.earliest, 0, party, other, value),
                *(from_.latest, to.earliest, to.latest, stored_text(from_), stored_text(to)),
                *(since, self.at, FOREVER, disputed, sources, number),
            )
            for (from_, to), since in carry_over(claim.period(day_of(recorded)), before, self.at)
        ]


@lru_cache(maxsize=LISTS_KEPT)
def _sources_in(text: str) -> frozenset[str]:
    return frozenset(json.loads(text))


def _believed(row: BeliefRow) -> tuple[object, ...]:
    """Return what a row says, and since when, whichever row it is."""
    period = (row.f1, row.f2, row.from_text or "", row.t1, row.t2, row.to_text or "")
    return *period, row.value, row.disputed, row.since, row.sources, row.party, row.other
