"""Beliefs → facts: a few fixed SQL texts over the driver, and what numbers mean, each read once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tempodb.model.kinds import Entity, Kind
from tempodb.model.schema import SCHEMA
from tempodb.planning.plan import Scan, ScanAll, Side
from tempodb.store.beliefs.row_periods import period_of
from tempodb.store.engines.port import Rows, Snapshot
from tempodb.store.schema.layout import COLUMNS, BeliefRow
from tempodb.temporal.facts import Fact, Standing
from tempodb.temporal.instants import FOREVER
from tempodb.temporal.merging import rejoined
from tempodb.temporal.periods import tighten

if TYPE_CHECKING:
    from tempodb.execution.allowance import Allowance
    from tempodb.model.provenance import Clearing, Origin, RecordedTransaction
    from tempodb.temporal.revisions import BelievedRow

_SELECT = f"SELECT {', '.join('b.' + column for column in COLUMNS['belief'])} FROM belief b"
_VISIBLE = "b.recorded_from <= ? AND b.recorded_to > ?"
BY_SCOPE = f"{_SELECT} WHERE b.scope = ? AND b.kind = ? AND {_VISIBLE}"
BY_PARTY = f"{_SELECT} WHERE b.party = ? AND b.kind = ? AND {_VISIBLE}"
BY_KIND = f"{_SELECT} WHERE b.kind = ? AND {_VISIBLE} ORDER BY b.id"
COUNT_BY_KIND = f"SELECT count(*) FROM belief b WHERE b.kind = ? AND {_VISIBLE}"
EVER_BY_SCOPE = f"{_SELECT} WHERE b.scope = ? AND b.kind = ? AND b.recorded_from <= ?"
EVER_BY_PARTY = f"{_SELECT} WHERE b.party = ? AND b.kind = ? AND b.recorded_from <= ?"
_WITHDRAWN = "(SELECT min(u.recorded) FROM assertion w JOIN tx u ON u.id = w.tx WHERE w.claim = a.id)"
_SAID = """(SELECT s.body FROM assertion s WHERE s.tx = a.tx AND s.operation = 'say' AND s.id < a.id
  ORDER BY s.id DESC LIMIT 1)"""
ORIGIN = f"""SELECT a.id, a.body, t.dataset, t.id, t.recorded, {_WITHDRAWN}, {_SAID}
  FROM assertion a JOIN tx t ON t.id = a.tx WHERE a.id = ?"""
CLEARED_SQL = f"""SELECT a.body, t.id, t.recorded, {_SAID} FROM assertion a JOIN tx t ON t.id = a.tx
  WHERE a.operation = 'clear' AND a.body IS NOT NULL ORDER BY a.id"""
TRANSACTIONS = """SELECT t.id, t.recorded, t.dataset, t.author, t.note, r.body FROM tx t
  LEFT JOIN assertion r ON r.id = (SELECT max(id) FROM assertion WHERE tx = t.id) AND r.operation = 'remark'
  WHERE t.recorded <= ? ORDER BY t.id"""


class BeliefReader:
    """Reads facts in one state of the database; implements `execution.beliefs.Beliefs`."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._slugs: dict[int, str] = {0: ""}
        self._numbers: dict[Entity, int | None] = {}
        self._texts: dict[int, str] = {}
        self._sources: dict[int, frozenset[str]] = {}
        self._last = self.last_recorded()

    def reads(self, snapshot: Snapshot) -> bool:
        """Return whether it is there that it reads."""
        return self._snapshot is snapshot

    def renewed(self) -> BeliefReader:
        """Return a reader of what is stored now: this one, unless something was recorded since.

        What numbers mean stays as it is, until an erasure numbers all anew.
        """
        return self if self.last_recorded() == self._last else BeliefReader(self._snapshot)

    def scan(
        self, kind: Kind, side: Side, of: Iterable[Entity], known_at: int, allowance: Allowance
    ) -> list[Fact]:
        """Return the facts of a kind that are filed under some entities, or are about some parties."""
        sql = BY_SCOPE if side is Side.SCOPE else BY_PARTY
        numbers = filter(None, map(self._number, of))
        found = (
            row for number in numbers for row in self._execute(sql, number, int(kind), known_at, known_at)
        )
        return rejoined(self._facts(kind, list(allowance.each(map(BeliefRow._make, found))), allowance))

    def scan_all(self, kind: Kind, known_at: int, allowance: Allowance) -> list[Fact]:
        """Return all facts of a kind."""
        visible = (int(kind), known_at, known_at)
        ((count,),) = self._execute(COUNT_BY_KIND, *visible)
        allowance.refuse_rows(count)
        found = map(BeliefRow._make, self._execute(BY_KIND, *visible))
        return rejoined(self._facts(kind, list(allowance.each(found)), allowance))

    def rows(
        self, kind: Kind, side: Side, of: Iterable[Entity], known_at: int, allowance: Allowance
    ) -> list[BelievedRow]:
        """Return the rows of a kind that were ever believed by an instant, of some entities."""
        # Few questions need it.
        from tempodb.temporal.revisions import BelievedRow

        sql = EVER_BY_SCOPE if side is Side.SCOPE else EVER_BY_PARTY
        shown: list[BelievedRow] = []
        for number in filter(None, map(self._number, of)):
            found = map(BeliefRow._make, self._execute(sql, number, int(kind), known_at))
            rows = list(allowance.each(found))
            # What was hidden after that instant is still believed at it.
            ends = (row.recorded_to if row.recorded_to <= known_at else FOREVER for row in rows)
            known = zip(self._facts(kind, rows, allowance), rows, ends, strict=True)
            shown += [BelievedRow(fact, row.since, row.recorded_from, end) for fact, row, end in known]
        return shown

    def origins(self, claims: Iterable[int]) -> list[Origin]:
        """Return where some claims come from, in the order of the log."""
        # Only `why` needs it.
        from tempodb.model.claims import Claim
        from tempodb.model.provenance import Origin
        from tempodb.model.wording import described

        origins = []
        for id_ in sorted(claims):
            for number, body, dataset, tx, recorded, withdrawn, said in self._snapshot.execute(
                ORIGIN, (id_,)
            ):
                if body is not None:
                    claim = Claim.from_body(body)
                    stated = (described(claim), claim.standing.value, dataset, tx, recorded, withdrawn)
                    origins.append(Origin(number, *stated, claim.sources, claim.note, _words(said)))
        return origins

    def clearings(self, kind: Kind, key: tuple[str, ...]) -> list[Clearing]:
        """Return the writes by which something of a key is no longer believed, in order."""
        from tempodb.model.provenance import Clearing

        clearings = []
        for body, tx, recorded, said in self._snapshot.execute(CLEARED_SQL):
            cleared = json.loads(body)
            if (cleared["kind"], tuple(cleared["key"])) == (kind.name.lower(), key):
                clearings.append(Clearing(_words(said) or "a write", tx, recorded))
        return clearings

    def described(self, operators: Iterable[object]) -> list[str]:
        """Return the SQL texts by which the leaves among some operators of a plan are read."""
        texts = []
        for operator in operators:
            if isinstance(operator, Scan):
                texts.append(BY_SCOPE if operator.side is Side.SCOPE else BY_PARTY)
            elif isinstance(operator, ScanAll):
                texts.append(BY_KIND)
        return list(dict.fromkeys(texts))

    def transactions(self, known_at: int) -> list[RecordedTransaction]:
        """Return the transactions that were recorded by then."""
        from tempodb.model.provenance import RecordedTransaction

        found = []
        for id_, recorded, dataset, author, note, remark in self._snapshot.execute(TRANSACTIONS, (known_at,)):
            if remark is not None:
                said = json.loads(remark)
                author, note = said.get("author"), said.get("note")
            found.append(RecordedTransaction(id_, recorded, dataset, author, note))
        return found

    def last_recorded(self, by: int = FOREVER) -> int | None:
        """Return the instant of the last transaction that was recorded by then, None before the first."""
        row = self._snapshot.execute("SELECT max(recorded) FROM tx WHERE recorded <= ?", (by,)).fetchone()
        recorded: int | None = row[0]
        return recorded

    def _execute(self, sql: str, *parameters: int) -> Rows:
        return self._snapshot.execute(sql, parameters)

    def _facts(self, kind: Kind, rows: Sequence[BeliefRow], allowance: Allowance) -> list[Fact]:
        self._learn(rows)
        slugs, texts, places = self._slugs, self._texts, SCHEMA[kind].places
        facts = []
        for row in allowance.each(rows):
            period = period_of(row)
            extent = tighten(row.f1, row.f2, row.t1, row.t2)
            if extent is None:
                raise ValueError(f"belief {row.id} can hold on no day")
            filed = slugs[row.scope], slugs[row.party], slugs[row.other]
            facts.append(
                Fact(
                    tuple([filed[place] for place in places]),
                    texts[row.value],
                    period,
                    extent,
                    Standing.DISPUTED if row.disputed else Standing.ACCEPTED,
                    self._sources_of(row.sources),
                    frozenset((row.claim,)),
                )
            )
        return facts

    def _sources_of(self, number: int) -> frozenset[str]:
        if number not in self._sources:
            self._sources[number] = frozenset(json.loads(self._texts[number]))
        return self._sources[number]

    def _number(self, entity: Entity) -> int | None:
        if entity not in self._numbers:
            found = self._snapshot.execute(
                "SELECT id FROM entity WHERE type = ? AND slug = ?", (int(entity.type), entity.id)
            ).fetchone()
            if found is None:
                return None
            self._numbers[entity] = found[0]
        return self._numbers[entity]

    def _learn(self, rows: Sequence[BeliefRow]) -> None:
        """Read what the numbers in *rows* stand for, those not read before."""
        entities = {
            number for row in rows for number in (row.scope, row.party, row.other)
        } - self._slugs.keys()
        texts = {number for row in rows for number in (row.value, row.sources)} - self._texts.keys()
        self._slugs.update(self._pairs("SELECT id, slug FROM entity", entities))
        self._texts.update(self._pairs("SELECT id, text FROM interned", texts))

    def _pairs(self, select: str, numbers: Iterable[int]) -> Iterable[tuple[int, str]]:
        wanted = sorted(numbers)
        for start in range(0, len(wanted), 500):
            chunk = wanted[start : start + 500]
            yield from self._snapshot.execute(f"{select} WHERE id IN ({', '.join('?' * len(chunk))})", chunk)


def _words(said: str | None) -> str | None:
    return None if said is None else json.loads(said)["words"]
