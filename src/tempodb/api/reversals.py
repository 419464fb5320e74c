"""What takes back what was recorded, as the façade offers it: an undo, and an erasure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tempodb.api.engine import Engine
from tempodb.api.query_values import named
from tempodb.base.errors import InputError
from tempodb.temporal.given import shown

if TYPE_CHECKING:
    from tempodb.model.write_results import ErasureResult, WriteResult
    from tempodb.store.log.transaction_info import TransactionInfo


class Reversals:
    """Undoes transactions, and erases persons."""

    engine: Engine

    def undo(
        self, transaction: int | None = None, *, author: str | None = None, note: str | None = None
    ) -> WriteResult:
        """Record the reverse of a transaction, the last one if no number is given, and return what that did.

        From then on is believed what was believed before it; what was known until then stays known. An
        undo is a transaction itself: to undo it is to do again what it undid.

        >>> import tempodb
        >>> db = tempodb.open(":memory:")
        >>> _ = db.load(tempodb.bundled_fixture("csto.yaml"))
        >>> _ = db.run("end membership of Armenia in CSTO from 2024-02-22")
        >>> print(*db.undo().lines(), sep=chr(10))
        - `armenia` member in `csto` from 1992 to 2024-02-22 source report-2017-04-21, report-2023-04-27
        + `armenia` member in `csto` from 1992 onwards source report-2017-04-21, report-2023-04-27

        Raises:
            InputError: there is no such transaction, it erased a person, or what was recorded since stands in the way.
            OperationalError: the database is locked, full or damaged.

        """
        from tempodb.store.log.transaction_info import transaction_info

        return undo_in(self.engine, transaction, transaction_info(None, author, note))

    def preview_undo(self, transaction: int | None = None) -> WriteResult:
        """Return what `undo` would do, and write nothing.

        Raises:
            InputError: there is no such transaction, or what was recorded since stands in the way.

        """
        from tempodb.store.log.transaction_info import TransactionInfo

        with self.engine.trying() as engine:
            return undo_in(engine, transaction, TransactionInfo())

    def erase(self, person: str, *, author: str | None = None, note: str | None = None) -> ErasureResult:
        """Erase a person's data from both axes, the log included, and note that it was done.

        Raises:
            InputError: no such person is known.
            OperationalError: the database is locked, full or damaged.

        """
        from tempodb.store.log.transaction_info import transaction_info

        id_ = self._person(person)
        return self.engine.erase(id_, transaction_info(None, author, note))

    def preview_erasure(self, person: str) -> ErasureResult:
        """Return what `erase` would do, and erase nothing.

        Raises:
            InputError: no such person is known.

        """
        from tempodb.store.erasing.erasure import foreseen

        id_ = self._person(person)
        return self.engine.read(lambda snapshot: foreseen(snapshot, id_))

    def _person(self, person: str) -> str:
        from tempodb.api.transactions.naming import lookup_in

        name = named(person)
        return self.engine.read(lambda snapshot: lookup_in(self.engine.catalog(snapshot)).plainly(name))


def undo_in(engine: Engine, transaction: int | None, info: TransactionInfo) -> WriteResult:
    """Undo a transaction in a database, and return what that did.

    Raises:
        InputError: there is no such transaction, or what was recorded since stands in the way.

    """
    given: object = transaction
    if given is not None and (not isinstance(given, int) or isinstance(given, bool)):
        raise InputError.of(
            "no-transaction", f"{shown(given)} is no number of a transaction", "write one, as in undo(7)"
        )
    engine.refuse_missing()
    with engine.drafting(info) as draft:
        return draft.undo(transaction)
