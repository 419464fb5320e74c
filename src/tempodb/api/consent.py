"""A statement that writes is carried out, at once or after somebody saw what it would do."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

from tempodb.base.errors import InputError, TempodbError
from tempodb.binding.time_clauses import Present
from tempodb.binding.write_binder import bind_person
from tempodb.store.erasing.erasure import foreseen
from tempodb.store.reading.catalog import Catalog
from tempodb.tql.write_ast import Erase

if TYPE_CHECKING:
    from tempodb.api.session import Consent
    from tempodb.api.transactions.transaction import Transaction
    from tempodb.model.commands import Done, Erased
    from tempodb.temporal.given import DateLike
    from tempodb.tql import write_ast

T = TypeVar("T")


class Writing(Protocol):
    """What carrying out asks of a database."""

    def transaction(self, *, recorded_at: DateLike | None = None) -> Transaction:
        """Return a block of writes."""

    def _reading(self, read: Callable[[sqlite3.Connection], T]) -> T: ...

    def _erase(self, id_: str, author: str | None, note: str | None) -> Erased: ...


def perform(
    statement: write_ast.Statement,
    text: str,
    database: Writing,
    recorded_at: DateLike | None = None,
    consent: Consent | None = None,
) -> Done | Erased | None:
    """Return what a statement of *text* did, or None if it was not consented to.

    Raises:
        InputError: it is refused, or would do something else than what was consented to.

    """
    if isinstance(statement, Erase):
        return _erased(statement, text, database, consent)
    if consent is None:
        with database.transaction(recorded_at=recorded_at) as tx:
            return tx.perform(statement, text)
    trial = _trial(statement, text, database, recorded_at)
    if not trial.is_empty and not consent(trial):
        return None
    with database.transaction(recorded_at=recorded_at) as tx:
        done = tx.perform(statement, text)
        if done != trial:
            raise _changed()
        return done


def _erased(statement: Erase, text: str, database: Writing, consent: Consent | None) -> Erased | None:
    present = Present(0)
    person = database._reading(lambda reading: bind_person(statement, Catalog(reading), present, text))
    if consent is not None:
        seen = database._reading(lambda reading: foreseen(reading.execute, person))
        if not consent(seen):
            return None
        if database._reading(lambda reading: foreseen(reading.execute, person)) != seen:
            raise _changed()
    return database._erase(person, None, None)


def _changed() -> TempodbError:
    message = "what is believed has changed since it was shown, and nothing was written"
    return InputError.of("meanwhile", message, "run the statement again")


class _EnoughSeen(Exception):  # noqa: N818
    """Ends a transaction that was only to be looked at."""


def _trial(statement: write_ast.Write, text: str, database: Writing, recorded_at: DateLike | None) -> Done:
    """Return what a statement would do, and leave nothing of it."""
    seen: list[Done] = []
    try:
        with database.transaction(recorded_at=recorded_at) as tx:
            seen.append(tx.perform(statement, text))
            raise _EnoughSeen
    except _EnoughSeen:
        return seen[0]
