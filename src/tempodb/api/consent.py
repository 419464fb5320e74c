"""A statement that writes is carried out, at once or after somebody saw what it would do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from tempodb.api.engine import Engine
from tempodb.api.transactions.transaction import Transaction
from tempodb.base.errors import InputError, QueryError, TempodbError
from tempodb.binding.asked_at import AskedAt
from tempodb.binding.write_binder import bind_person
from tempodb.model.write_results import Preview
from tempodb.store.erasing.erasure import foreseen
from tempodb.store.log.transaction_info import TransactionInfo, transaction_info
from tempodb.tql.write_ast import EraseStatement, PreviewStatement, UndoStatement

if TYPE_CHECKING:
    from tempodb.model.write_results import ErasureResult, WriteResult
    from tempodb.temporal.given import DateLike
    from tempodb.tql import write_ast

    Consent: TypeAlias = Callable[[WriteResult | ErasureResult], bool]


def execute_write(
    statement: write_ast.WritingStatement,
    text: str,
    engine: Engine,
    recorded_at: DateLike | None = None,
    consent: Consent | None = None,
) -> WriteResult | ErasureResult | Preview | None:
    """Return what a statement of *text* did, or None if it was not consented to.

    Raises:
        InputError: it is refused, or would do something else than what was consented to.

    """
    if isinstance(statement, PreviewStatement):
        with engine.trying() as trying:
            foreseen = execute_write(statement.of, text, trying, recorded_at)
        return None if foreseen is None or isinstance(foreseen, Preview) else Preview(foreseen)
    if isinstance(statement, EraseStatement):
        return _erased(statement, text, engine, consent)
    if isinstance(statement, UndoStatement):
        return _undone(statement, text, engine, transaction_info(recorded_at, note=statement.note), consent)
    info = transaction_info(recorded_at)
    if consent is None:
        with Transaction(engine, info) as tx:
            return tx.perform(statement, text)
    trial = _trial(statement, text, engine, info)
    if not trial.is_empty and not consent(trial):
        return None
    with Transaction(engine, info) as tx:
        done = tx.perform(statement, text)
        if done != trial:
            raise _changed()
        return done


def _undone(
    statement: UndoStatement, text: str, engine: Engine, info: TransactionInfo, consent: Consent | None
) -> WriteResult | None:
    foreseen = None
    try:
        if consent is not None:
            with engine.trying() as trial, trial.drafting(info) as draft:
                foreseen = draft.undo(statement.transaction)
            if not consent(foreseen):
                return None
        engine.refuse_missing()
        with engine.drafting(info) as draft:
            done = draft.undo(statement.transaction)
            if foreseen is not None and done != foreseen:
                raise _changed()
            return done
    except InputError as error:
        if not text or statement.span is None or isinstance(error, QueryError):
            raise
        raise QueryError(*(problem.at(text, statement.span) for problem in error.problems)) from None


def _erased(
    statement: EraseStatement, text: str, engine: Engine, consent: Consent | None
) -> ErasureResult | None:
    present = AskedAt(0)
    person = engine.read(lambda snapshot: bind_person(statement, engine.catalog(snapshot), present, text))
    if consent is not None:
        seen = engine.read(lambda snapshot: foreseen(snapshot, person))
        if not consent(seen):
            return None
        if engine.read(lambda snapshot: foreseen(snapshot, person)) != seen:
            raise _changed()
    return engine.erase(person, TransactionInfo())


def _changed() -> TempodbError:
    message = "what is believed has changed since it was shown, and nothing was written"
    return InputError.of("meanwhile", message, "run the statement again")


def _trial(
    statement: write_ast.WriteStatement, text: str, engine: Engine, info: TransactionInfo
) -> WriteResult:
    """Return what a statement would do, and leave nothing of it."""
    with Transaction(engine, info) as tx:
        seen = tx.perform(statement, text)
        tx.discard()
        return seen
