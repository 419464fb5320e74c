"""Recomputes the digest chain and the beliefs, and says where they differ from what is stored."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, groupby
from typing import NamedTuple

from sqlalchemy import Connection

from tempodb.base.progress import Progress, in_parts, unwatched
from tempodb.store.engines.port import Snapshot
from tempodb.store.engines.sqlite.engine import holding, memory_engine
from tempodb.store.journal.journal import replay
from tempodb.store.log import entries
from tempodb.store.log.actions import Erase
from tempodb.store.log.digests import GENESIS, assertion_digest, transaction_digest
from tempodb.store.schema.layout import COLUMNS, DERIVED, FOLDED_ALIKE

ERASABLE = ("state", "clear", "say", "remark")
"""The operations that can speak of a person."""


def findings(
    connection: Snapshot, expected_digest: str | None = None, progress: Progress = unwatched
) -> Iterator[str]:
    """Yield what is wrong with the database that *connection* reads; nothing if all is well.

    *expected_digest* is one that `tempodb digest` printed earlier and that was kept elsewhere: with
    it, a log that was cut off or rewritten from the start is found too.
    """
    damage = connection.execute("PRAGMA integrity_check(5)").fetchall()
    if damage != [("ok",)]:
        yield from (f"the file is damaged: {row[0]}" for row in damage)
        return
    yield from _chain(connection, expected_digest, progress)
    yield from _beliefs(connection, progress)


def _chain(connection: Snapshot, expected: str | None, progress: Progress) -> Iterator[str]:
    operations = {
        tx: list(group) for tx, group in groupby(entries.operations(connection.execute), lambda o: o.tx)
    }
    watched: Callable[[Iterable[entries.Operation]], Iterator[entries.Operation]] = in_parts(
        progress, sum(map(len, operations.values())), "checking"
    )
    emptied, blanked, headers = _erased(chain(*operations.values()))
    previous, last_recorded, next_assertion = GENESIS, None, 1
    seen: set[str] = set()
    for number, (header, stored) in enumerate(entries.headers(connection.execute), 1):
        if header.id != number:
            yield f"transaction {number} is missing"
            return
        if last_recorded is not None and header.recorded <= last_recorded:
            yield f"transaction {number} was not recorded after the one before it"
        group = operations.pop(header.id, [])
        for operation in watched(group):
            if operation.id != next_assertion:
                yield f"assertion {next_assertion} is missing"
            next_assertion = operation.id + 1
            id_, _, what, claim, body, salt, digest = operation
            if id_ in emptied and body is None and salt is None and what in ERASABLE:
                continue
            due = blanked.get(id_, digest) if what in ERASABLE else digest
            if salt is None or due != assertion_digest(salt, id_, what, claim, body):
                yield f"assertion {operation.id} of transaction {number} was altered"
        found = transaction_digest(previous, header, [operation.digest for operation in group])
        if found != headers.get(number, stored):
            yield f"transaction {number} was altered"
        previous, last_recorded = stored, header.recorded
        seen.add(stored)
    if operations:
        yield f"there are assertions of transactions that do not exist: {sorted(operations)}"
    if expected is not None and expected not in seen:
        yield f"no transaction has the digest {expected}: the log was cut off or rewritten"


class _Erasures(NamedTuple):
    """What later erasures, as they lie in the log, have emptied; and the digests of what they blanked."""

    emptied: set[int]
    blanked: dict[int, str]
    headers: dict[int, str]


def _erased(operations: Iterable[entries.Operation]) -> _Erasures:
    found = _Erasures(set(), {}, {})
    for operation in operations:
        if operation.operation == "erase" and operation.body is not None:
            try:
                action = operation.action
            except (LookupError, ValueError, TypeError, AttributeError, RecursionError):
                continue
            if isinstance(action, Erase):
                found.emptied.update(id_ for id_ in action.emptied if id_ < operation.id)
                found.blanked.update((id_, to) for id_, to in action.blanked.items() if id_ < operation.id)
                found.headers.update((id_, to) for id_, to in action.headers.items() if id_ < operation.tx)
    return found


def _beliefs(connection: Snapshot, progress: Progress) -> Iterator[str]:
    derived = sqlite3.connect(":memory:", isolation_level=None)
    try:
        with holding(memory_engine(derived), ":memory:") as anew:
            _copy_log(connection, anew)
            replay(anew, progress)
            anew.commit()
        if _schema(connection) != _schema(derived):
            yield "the tables are not made as this program makes them"
        is_older = connection.execute("PRAGMA user_version").fetchone()[0] not in FOLDED_ALIKE
        for table in DERIVED:
            if table == "label" and is_older:
                continue  # The next write makes it anew.
            yield from _compared(table, _rows(connection, table), _rows(derived, table))
    except Exception as error:
        # A log that was written by something else can fail in any way; that it does is the finding.
        yield f"the log cannot be replayed ({type(error).__name__}): it holds what this program never wrote"
    finally:
        derived.close()


def _copy_log(source: Snapshot, target: Connection) -> None:
    for table in ("tx", "assertion"):
        columns = COLUMNS[table]
        rows = source.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY id").fetchall()
        if rows:
            marks = ", ".join("?" * len(columns))
            target.exec_driver_sql(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)


def _schema(connection: Snapshot) -> list[tuple[str, ...]]:
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name"
    )
    return [
        (type_, name, " ".join(sql.split())) for type_, name, sql in rows if not name.startswith("sqlite_")
    ]


def _rows(connection: Snapshot, table: str) -> set[tuple[object, ...]]:
    return set(connection.execute(f"SELECT {', '.join(COLUMNS[table])} FROM {table}"))


def _compared(table: str, stored: set[tuple[object, ...]], anew: set[tuple[object, ...]]) -> Iterator[str]:
    if stored != anew:
        extra, lacking = len(stored - anew), len(anew - stored)
        yield f"the table `{table}` does not follow from the log: {extra} rows too many, {lacking} missing"
