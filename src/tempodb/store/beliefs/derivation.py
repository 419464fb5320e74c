"""Actions → beliefs: which rows a transaction closes, and which it opens (MEANING.md, M37).

The same code runs when a transaction is written and when the beliefs are rebuilt from the log, in the
same order, so that both give the same rows with the same numbers.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from tempodb.model.claims import Claim, canonical
from tempodb.model.kinds import Entity, EntityType, Kind
from tempodb.store.beliefs.belief_keys import belief_key, belief_key_of, folded_names
from tempodb.store.beliefs.interning import Interner, last_number
from tempodb.store.beliefs.row_periods import period_of, with_period
from tempodb.store.engines.port import Snapshot, WriteTransaction
from tempodb.store.log.actions import Action, Clear, Emptied, Erase, Remark, Say, State, Withdraw
from tempodb.store.schema.layout import COLUMNS, BeliefRow
from tempodb.temporal.facts import Fact, Standing
from tempodb.temporal.instants import FOREVER, day_of
from tempodb.temporal.merging import rejoined
from tempodb.temporal.periods import Period, extent_of
from tempodb.temporal.rectangles import BelievedSince, OpenOrderError, carry_over, cut, left_of

RowIdentity = tuple[int, int, int, int]
"""Of the beliefs of one scope and kind: party, other, value and standing."""


@dataclass(slots=True)
class _OpenRows:
    """The open rows of one scope and kind: those before the transaction, and those by claim as it goes on."""

    before: list[BeliefRow]
    now: dict[int, list[BeliefRow]]
    known: Mapping[RowIdentity, list[BelievedSince]]


class CurrentBeliefs:
    """What is believed now, changed in memory by the actions of a transaction *at* one instant.

    They apply one after the other, so that the last one wins; what they come to is written as one
    difference. What was believed in between leaves no row.
    """

    def __init__(self, transaction: WriteTransaction, at: int) -> None:
        self._transaction = transaction
        self._at = at
        self._interner = Interner(transaction)
        self._last_row = last_number(transaction, "belief")
        self._open_rows: dict[tuple[Entity, Kind], _OpenRows] = {}
        self._stated: dict[int, Claim] = {}

    def apply(self, number: int, action: Action | Emptied, claims: Mapping[int, Claim]) -> None:
        """Do what assertion *number* says; *claims* are those that were stated before, by number."""
        match action:
            case State(claim):
                group = self._rows_of(belief_key(claim).scope, claim.kind)
                group.now[number] = list(self._rows(number, claim, group.known))
                self._stated[number] = claim
            case Withdraw(withdrawn):
                # When the log is replayed, one that was emptied since is not there.
                if (before := claims.get(withdrawn)) is not None:
                    self._rows_of(belief_key(before).scope, before.kind).now.pop(withdrawn, None)
            case Clear(kind, key, window):
                now = self._rows_of(belief_key_of(kind, key).scope, kind).now
                cleared = [row for row in self._of_key(kind, key) if not row.disputed]
                for claim_number in dict.fromkeys(row.claim for row in cleared):
                    now[claim_number] = self._left(now[claim_number], window, cleared)
            case Say() | Remark() | Erase() | Emptied():
                pass
            case _:
                assert_never(action)

    def facts(self, kind: Kind, key: tuple[str, ...]) -> list[Fact]:
        """Return what is believed of one key, accepted or disputed."""
        return rejoined(self._fact(key, row) for row in self._of_key(kind, key))

    def tenures(self, office: str) -> list[Fact]:
        """Return what is believed of all holders of an office, accepted or disputed."""
        group = self._rows_of(Entity(EntityType.OFFICE, office), Kind.TENURE)
        name = self._interner.id_of
        return rejoined(
            self._fact((name(row.party), office, name(row.other)), row)
            for rows in group.now.values()
            for row in rows
        )

    def difference(self) -> tuple[list[BeliefRow], list[BeliefRow]]:
        """Return the rows to close and those to open."""
        closed: list[BeliefRow] = []
        opened: list[BeliefRow] = []
        for group in self._open_rows.values():
            rows = [row for rows in group.now.values() for row in rows]
            kept = {row.id for row in rows}
            closed += [row for row in group.before if row.id not in kept]
            opened += [row for row in rows if row.id == 0]
        return closed, [row._replace(id=id_) for id_, row in enumerate(opened, self._last_row + 1)]

    def write(self) -> None:
        """Bring the stored beliefs to what holds from now on."""
        closed, opened = self.difference()
        self._transaction.execute_many(
            "UPDATE belief SET recorded_to = ? WHERE scope = ? AND kind = ? AND f1 = ? AND id = ?",
            [(self._at, row.scope, row.kind, row.f1, row.id) for row in closed],
        )
        ordered = sorted(opened, key=lambda row: row[:4])
        self._transaction.insert("belief", ordered)
        believed = {row.claim for row in opened}
        named = [
            label
            for number in self._stated
            if number in believed
            for label in folded_names(self._stated[number])
        ]
        found = dict.fromkeys((folded, self._interner.entity(entity)) for folded, entity in named)
        self._interner.write()
        self._transaction.insert_missing("label", found)

    def _rows_of(self, scope: Entity, kind: Kind) -> _OpenRows:
        group = self._open_rows.get((scope, kind))
        if group is None:
            number = self._interner.known(scope) if self._last_row else None
            before = open_beliefs(self._transaction, number, kind) if number else []
            now: dict[int, list[BeliefRow]] = defaultdict(list)
            known: dict[RowIdentity, list[BelievedSince]] = defaultdict(list)
            for row in before:
                now[row.claim].append(row)
                known[row.party, row.other, row.value, row.disputed].append(
                    BelievedSince(period_of(row), row.since)
                )
            group = self._open_rows[scope, kind] = _OpenRows(before, now, known)
        return group

    def _of_key(self, kind: Kind, key: tuple[str, ...]) -> Iterator[BeliefRow]:
        scope, party, other = belief_key_of(kind, key)
        # What is filed under its scope alone, such as an event, is one key whatever party it names.
        of = None if party is None else (self._interner.known(party), self._interner.known(other))
        for rows in self._rows_of(scope, kind).now.values():
            yield from (row for row in rows if of is None or (row.party, row.other) == of)

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
        return [with_period(row, left)._replace(id=0, recorded_from=self._at) for left in found.left]

    def _left_of_whole(
        self, rows: Sequence[BeliefRow], window: Period, beside: Sequence[BeliefRow]
    ) -> Iterator[BeliefRow]:
        held = rejoined(self._fact((), row) for row in beside)
        known = [BelievedSince(period_of(row), row.since) for row in rows]
        for whole in held:
            if rows[0].claim in whole.claims:
                left = left_of(whole, window, held)
                for part in (whole.period,) if left is None else left:
                    for period, since in carry_over(part, known, self._at):
                        row = with_period(rows[0], period)
                        yield row._replace(id=0, since=since, recorded_from=self._at)

    def _fact(self, key: tuple[str, ...], row: BeliefRow) -> Fact:
        period = period_of(row)
        extent = extent_of(period)
        if extent is None:
            raise ValueError(f"belief {row.id} can hold on no day")
        return Fact(
            key,
            self._interner.meaning(row.value),
            period,
            extent,
            Standing.DISPUTED if row.disputed else Standing.ACCEPTED,
            frozenset(json.loads(self._interner.meaning(row.sources))),
            frozenset((row.claim,)),
        )

    def _rows(
        self, number: int, claim: Claim, known: Mapping[RowIdentity, list[BelievedSince]]
    ) -> Iterator[BeliefRow]:
        interner = self._interner
        scope, party, other = map(interner.entity, belief_key(claim))
        value = interner.text(claim.value)
        disputed = int(claim.standing is Standing.DISPUTED)
        sources = interner.text(canonical(sorted(claim.sources)))
        row = BeliefRow(
            scope=scope,
            kind=int(claim.kind),
            f1=0,
            id=0,
            party=party,
            other=other,
            value=value,
            f2=0,
            t1=0,
            t2=0,
            from_text=None,
            to_text=None,
            since=self._at,
            recorded_from=self._at,
            recorded_to=FOREVER,
            disputed=disputed,
            sources=sources,
            claim=number,
        )
        before = known.get((party, other, value, disputed), ())
        for period, since in carry_over(claim.period(day_of(self._at)), before, self._at):
            yield with_period(row, period)._replace(since=since)


def believe(
    transaction: WriteTransaction,
    at: int,
    actions: Iterable[tuple[int, Action | Emptied]],
    claims: Mapping[int, Claim],
) -> None:
    """Bring the beliefs to what holds from *at* on, after numbered *actions* in their order."""
    present = CurrentBeliefs(transaction, at)
    for number, action in actions:
        present.apply(number, action, claims)
    present.write()


def open_beliefs(snapshot: Snapshot, scope: int, kind: Kind) -> list[BeliefRow]:
    """Return the rows that are believed now, of one scope and kind."""
    rows = snapshot.execute(
        f"SELECT {', '.join(COLUMNS['belief'])} FROM belief WHERE scope = ? AND kind = ? AND recorded_to = ?",
        (scope, int(kind), FOREVER),
    )
    return [BeliefRow(*row) for row in rows]
