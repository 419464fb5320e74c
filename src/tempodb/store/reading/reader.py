"""Beliefs → facts: a few fixed SQL texts over the driver, and what numbers mean, each read once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from tempodb.execution.beliefs import OnlyName
from tempodb.execution.shelves import BeliefShelf
from tempodb.model.kinds import Entity, EntityType, Kind
from tempodb.model.schema import DEFINED_BY, SCHEMA
from tempodb.planning.plan import Scan, ScanAll, Side
from tempodb.store.engines.port import Rows, Snapshot
from tempodb.store.log.holding import STOOD_THEN, WITHDRAWN
from tempodb.store.reading.kept_columns import KeptColumns
from tempodb.store.reading.meanings import Meanings
from tempodb.store.reading.naming import Naming
from tempodb.store.reading.shelving import Shelving, select
from tempodb.store.schema.layout import COLUMNS, BeliefRow
from tempodb.temporal.facts import Fact
from tempodb.temporal.instants import FOREVER, day_of
from tempodb.temporal.merging import rejoined

if TYPE_CHECKING:
    from tempodb.execution.allowance import Allowance
    from tempodb.execution.columns.arrays import Ints
    from tempodb.execution.columns.belief_columns import BeliefColumns
    from tempodb.model.provenance import Clearing, Origin, RecordedTransaction
    from tempodb.temporal.revisions import BelievedRow

_SELECT = f"SELECT {', '.join('b.' + column for column in COLUMNS['belief'])} FROM belief b"
_VISIBLE = "b.recorded_from <= ? AND b.recorded_to > ?"
BY_SCOPE = f"{_SELECT} WHERE b.scope = ? AND b.kind = ? AND {_VISIBLE}"
BY_PARTY = f"{_SELECT} WHERE b.party = ? AND b.kind = ? AND {_VISIBLE}"
# With the plus no index leads to the rows, each of which would be looked up by itself.
BY_KIND = f"{_SELECT} WHERE +b.kind = ? AND {_VISIBLE} ORDER BY b.id"
COUNT_BY_KIND = f"SELECT count(*) FROM belief b WHERE +b.kind = ? AND {_VISIBLE}"
COUNT_FILED = f"""SELECT count(*) FROM
  (SELECT DISTINCT b.scope FROM belief b WHERE b.kind = ? AND {_VISIBLE} LIMIT ?) AS filed"""
_DEFINED = f"JOIN entity e ON e.id = b.scope WHERE e.type = ? AND b.kind = ? AND {_VISIBLE}"
BY_TYPE = f"{_SELECT} {_DEFINED} ORDER BY b.id"
COUNT_BY_TYPE = f"SELECT count(*) FROM belief b {_DEFINED}"
EVER_BY_SCOPE = f"{_SELECT} WHERE b.scope = ? AND b.kind = ? AND b.recorded_from <= ?"
EVER_BY_PARTY = f"{_SELECT} WHERE b.party = ? AND b.kind = ? AND b.recorded_from <= ?"
# A load has a dataset, and no statement: to look for one would be to read all that it loaded.
_SAID = """CASE WHEN t.dataset IS NULL THEN (SELECT s.body FROM assertion s
  WHERE s.tx = a.tx AND s.operation = 'say' AND s.id < a.id ORDER BY s.id DESC LIMIT 1) END"""
ORIGIN = f"""SELECT a.id, a.body, t.dataset, t.id, t.recorded, {WITHDRAWN}, {_SAID}
  FROM assertion a JOIN tx t ON t.id = a.tx WHERE a.id = ?"""
# A load clears nothing, and nobody looks through what it wrote for that.
CLEARED_SQL = f"""SELECT a.body, t.id, t.recorded, {_SAID} FROM assertion a JOIN tx t ON t.id = a.tx
  WHERE a.tx IN (SELECT id FROM tx WHERE dataset IS NULL) AND a.operation = 'clear' AND a.body IS NOT NULL
  AND t.recorded <= ? AND {STOOD_THEN} ORDER BY a.id"""
TRANSACTIONS = """SELECT t.id, t.recorded, t.dataset, t.author, t.note, r.body FROM tx t
  LEFT JOIN assertion r ON r.id = (SELECT max(id) FROM assertion WHERE tx = t.id) AND r.operation = 'remark'
  WHERE t.recorded <= ? ORDER BY t.id"""
MOST_INSTANTS = 1_000
"""Of how many instants it is kept what was recorded last before them, and how much was believed."""
_DEFINES = {kind: type_ for type_, kind in DEFINED_BY.items()}
"""Definitions are found by the ids of their type: there are few beside all that is believed."""


class BeliefReader:
    """Reads facts in one state of the database; implements `execution.beliefs.Beliefs`."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._meanings = Meanings(snapshot)
        self._shelving = Shelving(snapshot, self._meanings)
        self._naming = Naming(snapshot, self._meanings)
        self._columns = KeptColumns(snapshot)
        self._last = self._last_by(FOREVER)
        self._lasts: dict[int, int | None] = {}
        self._filed: dict[tuple[Kind, int, int], int] = {}

    def scan(
        self, kind: Kind, side: Side, of: Iterable[Entity], known_at: int, allowance: Allowance
    ) -> list[Fact]:
        """Return the facts of a kind that are filed under some entities, or are about some parties."""
        numbers = self._numbers(allowance.each(of))
        found: list[Fact] = []
        for number, shelf in zip(
            numbers, self._shelving.shelves(kind, side, numbers, allowance), strict=True
        ):
            if shelf is None:
                found += self._believed(kind, side, number, known_at, allowance)
            else:
                found += allowance.each(shelf.believed(known_at))
        return found

    def shelf(self, kind: Kind, side: Side, of: Entity, allowance: Allowance) -> BeliefShelf | None:
        """Return all that was ever recorded of a kind under an entity, or about a party.

        None where there is nothing, or so much that only what is believed should be read.
        """
        number = self._meanings.number(of)
        return None if number is None else self._shelving.shelf(kind, side, number, allowance)

    def _believed(
        self, kind: Kind, side: Side, number: int, known_at: int, allowance: Allowance
    ) -> list[Fact]:
        """Return what is believed of what has a long history, without the rest of it."""
        sql = BY_SCOPE if side is Side.SCOPE else BY_PARTY
        found = map(BeliefRow._make, self._execute(sql, number, int(kind), known_at, known_at))
        return rejoined(self._facts(kind, list(allowance.each(found)), allowance))

    def only_names(
        self, kind: Kind, type_: EntityType, ids: Iterable[str], allowance: Allowance
    ) -> Mapping[str, OnlyName | None]:
        """Return the names of those of some ids that never had another one; of others, None."""
        return self._naming.names(kind, type_, ids, allowance)

    def scan_all(self, kind: Kind, known_at: int, allowance: Allowance) -> list[Fact]:
        """Return all facts of a kind."""
        defined = _DEFINES.get(kind)
        counting, sql = (COUNT_BY_KIND, BY_KIND) if defined is None else (COUNT_BY_TYPE, BY_TYPE)
        asked = (*(() if defined is None else (int(defined),)), int(kind), known_at, known_at)
        ((count,),) = self._execute(counting, *asked)
        allowance.refuse_rows(count)
        found = map(BeliefRow._make, self._execute(sql, *asked))
        return rejoined(self._facts(kind, list(allowance.each(found)), allowance))

    def columns(
        self, kind: Kind, of: Entity | None, least: int, allowance: Allowance
    ) -> BeliefColumns | None:
        """Return all that was ever believed of a kind as columns, or what of that is filed under an entity.

        None of fewer claims, and without room.
        """
        if of is None:
            return self._columns.everything(kind, least, allowance)
        numbers = self._numbers([of])
        return self._columns.under(kind, numbers[0], least, allowance) if numbers else None

    def columns_about(
        self, kind: Kind, numbers: Sequence[Ints], least: int, allowance: Allowance
    ) -> BeliefColumns | None:
        """Return, as columns, all that was ever believed of a kind under entities of some numbers, or more.

        None of fewer claims, and without room.
        """
        return self._columns.about(kind, numbers, least, allowance)

    def rows(
        self, kind: Kind, side: Side, of: Iterable[Entity], known_at: int, allowance: Allowance
    ) -> list[BelievedRow]:
        """Return the rows of a kind that were ever believed by an instant, of some entities."""
        # Few questions need it.
        from tempodb.temporal.revisions import BelievedRow

        sql = EVER_BY_SCOPE if side is Side.SCOPE else EVER_BY_PARTY
        shown: list[BelievedRow] = []
        for number in self._numbers(of):
            found = map(BeliefRow._make, self._execute(sql, number, int(kind), known_at))
            rows = list(allowance.each(found))
            # What was hidden after that instant is still believed at it.
            ends = (row.recorded_to if row.recorded_to <= known_at else FOREVER for row in rows)
            known = zip(self._facts(kind, rows, allowance), rows, ends, strict=True)
            shown += [BelievedRow(fact, row.since, row.recorded_from, end) for fact, row, end in known]
        return shown

    def filed(self, kind: Kind, known_at: int, most: int) -> int:
        """Return under how many entities something of a kind is believed, counted up to so many."""
        asked = kind, self.last_recorded(known_at) or 0, most
        if asked not in self._filed:
            if len(self._filed) >= MOST_INSTANTS:
                self._filed.clear()
            (self._filed[asked],) = self._execute(COUNT_FILED, int(kind), known_at, known_at, most).fetchone()
        return self._filed[asked]

    def origins(self, claims: Iterable[int], known_at: int) -> list[Origin]:
        """Return where some claims come from, in the order of the log, as was known at an instant."""
        # Only `why` needs it.
        from tempodb.model.claims import Claim
        from tempodb.model.provenance import Origin
        from tempodb.model.wording import described

        origins = []
        for id_ in sorted(claims):
            for number, body, dataset, tx, recorded, withdrawn, said in self._snapshot.execute(
                ORIGIN, (known_at, known_at, id_)
            ):
                if body is not None:
                    claim = Claim.from_body(body)
                    from_, to = claim.period(day_of(recorded))
                    stated = (described(claim), claim.key, claim.value, from_.stated(), to.stated())
                    told = (
                        dataset,
                        tx,
                        recorded,
                        withdrawn,
                        claim.sources,
                        claim.note,
                        claim.details,
                        _words(said),
                    )
                    origins.append(Origin._make((number, *stated, claim.standing.value, *told)))
        return origins

    def clearings(self, kind: Kind, key: tuple[str, ...], known_at: int) -> list[Clearing]:
        """Return the writes by which something of a key was not believed any more at an instant, in order."""
        from tempodb.model.provenance import Clearing

        clearings = []
        for body, tx, recorded, said in self._snapshot.execute(CLEARED_SQL, (known_at,) * 3):
            cleared = json.loads(body)
            if (cleared["kind"], SCHEMA[kind].from_log(cleared["key"])) == (kind.name.lower(), key):
                clearings.append(Clearing(_words(said) or "a write", tx, recorded))
        return clearings

    def described(self, operators: Iterable[object]) -> list[str]:
        """Return the SQL texts by which the leaves among some operators of a plan are read."""
        texts = []
        for operator in operators:
            if isinstance(operator, Scan):
                texts.append(select(operator.side, 1))
            elif isinstance(operator, ScanAll):
                texts.append(BY_TYPE if operator.kind in _DEFINES else BY_KIND)
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
        if self._last is None or self._last <= by:
            return self._last
        if by not in self._lasts:
            if len(self._lasts) >= MOST_INSTANTS:
                self._lasts.clear()
            self._lasts[by] = self._last_by(by)
        return self._lasts[by]

    def _last_by(self, by: int) -> int | None:
        row = self._snapshot.execute("SELECT max(recorded) FROM tx WHERE recorded <= ?", (by,)).fetchone()
        recorded: int | None = row[0]
        return recorded

    def _numbers(self, of: Iterable[Entity]) -> list[int]:
        return [number for number in map(self._meanings.number, of) if number is not None]

    def _execute(self, sql: str, *parameters: int) -> Rows:
        return self._snapshot.execute(sql, parameters)

    def _facts(self, kind: Kind, rows: Sequence[BeliefRow], allowance: Allowance) -> list[Fact]:
        self._meanings.learn(rows)
        return [self._meanings.fact(kind, row) for row in allowance.each(rows)]


def _words(said: str | None) -> str | None:
    return None if said is None else json.loads(said)["words"]
