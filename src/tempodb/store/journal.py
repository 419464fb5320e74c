"""The only writer: appends transactions to the log and brings the beliefs to what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

from sqlalchemy import Connection, Engine, insert

from tempodb.claims import Claim, Dataset
from tempodb.schema.layout import DERIVED
from tempodb.schema.tables import Assertion, Tx
from tempodb.store import log
from tempodb.store.derivation import Numbered, believe
from tempodb.store.digests import GENESIS, assertion_digest, transaction_digest
from tempodb.store.engine import writing
from tempodb.store.loads import Loading, Remarks, plan


class Journal:
    """Writes one database; *clock* gives microseconds UTC, *salt* a fresh random text."""

    def __init__(
        self, engine: Engine, path: Path | str, clock: Callable[[], int], salt: Callable[[], str]
    ) -> None:
        self._engine = engine
        self._path = path
        self._clock = clock
        self._salt = salt

    def load(self, datasets: Sequence[Dataset], remarks: Remarks) -> list[Loading]:
        """Record how the *datasets* differ from what they last stated: all of it, or nothing.

        Raises:
            DatasetError: with every contradiction and dangling id that the loads would leave.
            InputError: the own recorded time is in the future, or not after the last transaction.

        """
        with writing(self._engine, self._path) as connection:
            planned = plan(datasets, log.state(connection.exec_driver_sql), remarks, self._clock())
            for step in planned:
                self._write(connection, step)
        return planned

    def rebuild(self) -> int:
        """Derive the beliefs anew from the log, and return how many transactions it has."""
        with writing(self._engine, self._path) as connection:
            return replay(connection)

    def _write(self, connection: Connection, step: Loading) -> None:
        """Append a transaction to the log, and bring the beliefs to what follows from it."""
        if step.header is None:
            return
        difference = step.difference
        first = int(connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM assertion").scalar_one()) + 1
        claims: list[tuple[str, int | None, str | None]] = [
            (log.WITHDRAW, numbered.id, None) for numbered in difference.withdrawn
        ]
        claims += [(log.STATE, None, claim.body()) for claim in difference.stated]
        rows = []
        for id_, (operation, claim, body) in enumerate(claims, first):
            salt = self._salt()
            digest = assertion_digest(salt, id_, operation, claim, body)
            rows.append(log.Operation(id_, step.header.id, operation, claim, body, salt, digest))
        last = log.last_transaction(connection.exec_driver_sql)
        digest = transaction_digest(
            last.digest if last else GENESIS, step.header, [row.digest for row in rows]
        )
        connection.execute(insert(Tx), [{**step.header._asdict(), "digest": digest}])
        connection.execute(insert(Assertion), [row._asdict() for row in rows])
        numbers = range(first + len(difference.withdrawn), first + len(rows))
        stated = [Numbered(id_, claim) for id_, claim in zip(numbers, difference.stated, strict=True)]
        believe(connection, step.header.recorded, stated, difference.withdrawn)


def replay(connection: Connection) -> int:
    """Derive the beliefs of the log that *connection* holds anew; return its number of transactions."""
    for table in DERIVED:
        connection.exec_driver_sql(f"DELETE FROM {table}")
    claims: dict[int, Claim] = {}
    recorded = {header.id: header.recorded for header, _ in log.headers(connection.exec_driver_sql)}
    everything = list(log.operations(connection.exec_driver_sql))
    for tx, group in groupby(everything, key=lambda operation: operation.tx):
        stated, withdrawn = [], []
        for operation in group:
            if operation.operation == log.STATE and operation.body is not None:
                claims[operation.id] = Claim.from_body(operation.body)
                stated.append(Numbered(operation.id, claims[operation.id]))
            elif operation.claim is not None:
                withdrawn.append(Numbered(operation.claim, claims.pop(operation.claim)))
        believe(connection, recorded[tx], stated, withdrawn)
    return len(recorded)
