"""Claims → beliefs: which rows a transaction closes, and which it opens.

The same code runs when a claim is written and when the beliefs are rebuilt from the log, in the same
order, so that both give the same rows with the same numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, insert

from tempodb.claims import Claim, canonical
from tempodb.folding import fold
from tempodb.kinds import Entity, EntityType, Kind
from tempodb.schema.layout import COLUMNS, BeliefRow
from tempodb.schema.tables import Belief, EntityRow, Interned, Label
from tempodb.store.rows import period_of, stored_text
from tempodb.temporal.facts import Standing
from tempodb.temporal.instants import FOREVER, day_of
from tempodb.temporal.rectangles import Known, carry_over


class Numbered(NamedTuple):
    """A claim with the number of the assertion that states it."""

    id: int
    claim: Claim


Said = tuple[int, int, int, int]
"""Of the beliefs of one scope and kind: party, other, value and standing."""


class Filed(NamedTuple):
    """Under what a claim's beliefs are filed."""

    scope: Entity
    party: Entity | None = None
    other: Entity | None = None


def filed(claim: Claim) -> Filed:
    """Return where the beliefs of *claim* lie: by organization or office, and by party."""
    party = [Entity(EntityType.PARTY, id_) for id_ in claim.key]
    match claim.kind:
        case Kind.MEMBERSHIP | Kind.PART_OF | Kind.SUCCEEDS:
            return Filed(party[1], party[0])
        case Kind.TENURE:
            return Filed(
                Entity(EntityType.OFFICE, claim.key[1]), party[0], party[2] if claim.key[2] else None
            )
        case Kind.OFFICE:
            return Filed(claim.subject, Entity(EntityType.PARTY, claim.fields["organization"]))
        case Kind.EVENT:
            body = claim.fields.get("body")
            return Filed(claim.subject, Entity(EntityType.PARTY, body) if body else None)
        case Kind.PARTY | Kind.NAME | Kind.EXISTENCE:
            return Filed(claim.subject, claim.subject)
        case _:
            return Filed(claim.subject)


def labels(claim: Claim) -> list[tuple[str, Entity]]:
    """Return the folded names under which what the claim is about can be found."""
    fields = claim.fields
    match claim.kind:
        case Kind.PARTY | Kind.OFFICE:
            names = [claim.key[0], claim.key[0].rpartition("/")[2], *fields.get("aliases", ())]
        case Kind.NAME | Kind.TITLE:
            names = [name for name in (fields["name"], fields.get("short")) if name]
        case Kind.SOURCE:
            names = [claim.key[0], fields["title"]]
        case Kind.STATUS | Kind.DATASET | Kind.EVENT:
            names = [claim.key[0]]
        case _:
            names = []
    return [(fold(name), claim.subject) for name in names]


class Numbers:
    """The numbers of ids and texts: those given before, and new ones for what is new."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._entities: dict[Entity, int] = {}
        self._texts: dict[str, int] = {}
        self._last_entity = _maximum(connection, "entity")
        self._last_text = _maximum(connection, "interned")
        self._known_entity, self._known_text = self._last_entity, self._last_text

    def entity(self, entity: Entity | None) -> int:
        """Return the number of *entity*; 0 for none."""
        if entity is None:
            return 0
        if entity not in self._entities:
            found = self._known_entity and self._one(
                "SELECT id FROM entity WHERE type = ? AND slug = ?", (int(entity.type), entity.id)
            )
            if not found:
                self._last_entity += 1
                found = self._last_entity
            self._entities[entity] = found
        return self._entities[entity]

    def text(self, text: str) -> int:
        """Return the number of *text*."""
        if text not in self._texts:
            found = self._known_text and self._one("SELECT id FROM interned WHERE text = ?", (text,))
            if not found:
                self._last_text += 1
                found = self._last_text
            self._texts[text] = found
        return self._texts[text]

    def write(self) -> None:
        """Insert what was given a new number."""
        entities = [
            {"id": n, "type": int(e.type), "slug": e.id}
            for e, n in self._entities.items()
            if n > self._known_entity
        ]
        texts = [{"id": n, "text": t} for t, n in self._texts.items() if n > self._known_text]
        if entities:
            self._connection.execute(insert(EntityRow), entities)
        if texts:
            self._connection.execute(insert(Interned), texts)
        self._known_entity, self._known_text = self._last_entity, self._last_text

    def _one(self, sql: str, parameters: tuple[object, ...]) -> int:
        row = self._connection.exec_driver_sql(sql, parameters).fetchone()
        return 0 if row is None else int(row[0])


def _maximum(connection: Connection, table: str) -> int:
    return int(connection.exec_driver_sql(f"SELECT coalesce(max(id), 0) FROM {table}").scalar_one())


def believe(
    connection: Connection, at: int, stated: Sequence[Numbered], withdrawn: Sequence[Numbered]
) -> None:
    """Bring the beliefs to what holds from *at* on: *withdrawn* claims closed, *stated* ones opened."""
    numbers = Numbers(connection)
    groups: dict[tuple[Entity, Kind], tuple[list[Numbered], list[Numbered]]] = defaultdict(lambda: ([], []))
    for numbered in withdrawn:
        groups[filed(numbered.claim).scope, numbered.claim.kind][0].append(numbered)
    for numbered in stated:
        groups[filed(numbered.claim).scope, numbered.claim.kind][1].append(numbered)
    last_row = int(connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM belief").scalar_one())
    is_first = last_row == 0
    closed: list[BeliefRow] = []
    opened: list[BeliefRow] = []
    for (scope, kind), (ending, starting) in groups.items():
        open_rows = [] if is_first else open_beliefs(connection, numbers.entity(scope), kind)
        gone = {numbered.id for numbered in ending}
        closed += [row for row in open_rows if row.claim in gone]
        before: dict[Said, list[Known]] = defaultdict(list)
        for row in open_rows:
            before[row.party, row.other, row.value, row.disputed].append(Known(period_of(row), row.since))
        for numbered in starting:
            for row in _rows(numbered, at, before, numbers):
                last_row += 1
                opened.append(row._replace(id=last_row))
    numbers.write()
    _write(connection, at, closed, opened)
    _write_labels(connection, (label for numbered in stated for label in labels(numbered.claim)), numbers)


def open_beliefs(connection: Connection, scope: int, kind: Kind) -> list[BeliefRow]:
    """Return the rows that are believed now, of one scope and kind."""
    rows = connection.exec_driver_sql(
        f"SELECT {', '.join(COLUMNS['belief'])} FROM belief WHERE scope = ? AND kind = ? AND recorded_to = ?",
        (scope, int(kind), FOREVER),
    )
    return [BeliefRow(*row) for row in rows]


def _rows(
    numbered: Numbered, at: int, before: Mapping[Said, Sequence[Known]], numbers: Numbers
) -> Iterable[BeliefRow]:
    claim = numbered.claim
    at_scope, party, other = map(numbers.entity, filed(claim))
    value = numbers.text(claim.value)
    disputed = int(claim.standing is Standing.DISPUTED)
    known = before.get((party, other, value, disputed), ())
    sources = numbers.text(canonical(sorted(claim.sources)))
    for (from_, to), since in carry_over(claim.period(day_of(at)), known, at):
        yield BeliefRow(
            at_scope,
            int(claim.kind),
            from_.earliest,
            0,
            party,
            other,
            value,
            from_.latest,
            to.earliest,
            to.latest,
            stored_text(from_),
            stored_text(to),
            since,
            at,
            FOREVER,
            disputed,
            sources,
            numbered.id,
        )


def _write(connection: Connection, at: int, closed: Sequence[BeliefRow], opened: Sequence[BeliefRow]) -> None:
    if closed:
        connection.exec_driver_sql(
            "UPDATE belief SET recorded_to = ? WHERE scope = ? AND kind = ? AND f1 = ? AND id = ?",
            [(at, row.scope, row.kind, row.f1, row.id) for row in closed],
        )
    if opened:
        ordered = sorted(opened, key=lambda row: row[:4])
        connection.execute(insert(Belief), [row._asdict() for row in ordered])


def _write_labels(connection: Connection, named: Iterable[tuple[str, Entity]], numbers: Numbers) -> None:
    rows = dict.fromkeys((folded, numbers.entity(entity)) for folded, entity in named)
    if rows:
        statement = insert(Label).prefix_with("OR IGNORE")
        connection.execute(statement, [{"folded": folded, "entity": entity} for folded, entity in rows])
