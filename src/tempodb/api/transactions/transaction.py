"""One `with` block of writes: all of them land at one instant, or none does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from types import TracebackType
from typing import TypeVar

from tempodb.api.engine import Engine
from tempodb.api.interpretation import Reading
from tempodb.api.transactions.definitions import DefinitionWrites
from tempodb.api.transactions.events import EventWrites
from tempodb.api.transactions.existences import ExistenceWrites
from tempodb.api.transactions.memberships import MembershipWrites
from tempodb.api.transactions.names import NameWrites
from tempodb.api.transactions.relations import RelationWrites
from tempodb.api.transactions.tenures import TenureWrites
from tempodb.api.transactions.writer import Writer
from tempodb.base.errors import InputError, QueryError
from tempodb.binding.asked_at import AskedAt
from tempodb.binding.write_binder import bind_write
from tempodb.model.commands import Write
from tempodb.model.write_results import WriteResult
from tempodb.questions.name_catalog import Catalog
from tempodb.store.log.transaction_info import TransactionInfo
from tempodb.store.writing.draft import Draft
from tempodb.temporal.given import shown
from tempodb.tql import write_ast
from tempodb.tql.parsing.parser import parse_script
from tempodb.tql.printing.writes import write as canonical_text

T = TypeVar("T")


class Transaction(
    DefinitionWrites,
    MembershipWrites,
    TenureWrites,
    NameWrites,
    ExistenceWrites,
    RelationWrites,
    EventWrites,
):
    """The writes of one transaction; see `Database.transaction`.

    Each verb says at once what it did. Names are ids, or names as questions take them. Until the
    block ends, nobody else can write, and nobody sees what was written.
    """

    def __init__(
        self, engine: Engine, info: TransactionInfo, source: str | Iterable[str] | None = None
    ) -> None:
        self._engine = engine
        self._info = info
        self._draft: Draft | None = None
        self._is_discarded = False
        self.writer = Writer(self._opened, source)

    def do(self, write: Write, words: str | None = None) -> WriteResult:
        """Carry out a write that is already made, told in the log in these *words*.

        Raises:
            InputError: with what is wrong with it; the transaction is as it was before, and goes on.

        """
        given: object = write
        if not isinstance(given, Write):
            raise InputError.of(
                "no-write", f"{shown(given)} is no write", "call a verb, as in tx.record_name"
            )
        return self._opened().do(write, words)

    def preview(self) -> list[WriteResult]:
        """Return what each write so far would do, were the block to end now.

        >>> import tempodb
        >>> db = tempodb.open(":memory:")
        >>> _ = db.load(tempodb.bundled_fixture("csto.yaml"))
        >>> with db.transaction() as tx:
        ...     _ = tx.end_membership("armenia", "csto", from_="2024-02-22")
        ...     print(*tx.preview()[0].lines(), sep=chr(10))
        ...     tx.discard()
        - `armenia` member in `csto` from 1992 onwards
        = `armenia` member in `csto` from 1992 to 2024-02-22
        >>> len(db.recorded())
        1
        """
        return list(self._opened().done)

    def discard(self) -> None:
        """Leave nothing of the writes so far; the transaction is over, and takes no more."""
        self._opened()
        self._draft = None
        self._is_discarded = True

    def run(self, text: str, /, **parameters: object) -> list[WriteResult]:
        """Carry out each write of *text*, and return what it did.

        Raises:
            QueryError: a statement cannot be read, speaks of what does not exist, or is no write.
            InputError: a write is refused.

        """
        reading = Reading(self._look_up, _writes_alone, parameters)
        return [reading.carried_out(write, text, self.perform) for write in reading.statements(text)]

    def perform(self, statement: write_ast.WriteStatement, text: str = "") -> WriteResult:
        """Carry out a write that was read; *text* is what its spans point into.

        Raises:
            InputError: with what is wrong with it, in its place.

        """
        present = AskedAt(self._opened().at)
        write = self._opened().looked_up(lambda catalog: bind_write(statement, catalog, present, text))
        try:
            return self.do(write, canonical_text(statement))
        except InputError as error:
            if not text or statement.span is None or isinstance(error, QueryError):
                raise
            raise QueryError(*(problem.at(text, statement.span) for problem in error.problems)) from None

    def __enter__(self) -> Transaction:
        self._block = self._engine.drafting(self._info)
        self._draft = self._block.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._draft = None
        if error is None and self._is_discarded:
            with suppress(_DiscardedError):
                self._block.__exit__(_DiscardedError, _DiscardedError(), None)
            return
        self._block.__exit__(kind, error, trace)

    def _opened(self) -> Draft:
        if self._draft is None:
            raise InputError.of("transaction", "the transaction is not open", "write within its `with` block")
        return self._draft

    def _look_up(self, look: Callable[[Catalog, AskedAt], T]) -> T | None:
        present = AskedAt(self._opened().at)
        return self._opened().looked_up(lambda catalog: look(catalog, present))


class _DiscardedError(Exception):
    """Ends a transaction of which nothing is to stay."""


def _writes_alone(text: str, parameters: Mapping[str, object]) -> tuple[write_ast.WriteStatement, ...]:
    """Return the writes of *text*, which may hold nothing else."""
    statements = parse_script(text, parameters)
    for statement in statements:
        if not isinstance(statement, write_ast.WriteStatement):
            message = "one transaction takes statements that record, change, end, retract and correct"
            error = QueryError.of("out-of-place", message, "run the others apart")
            raise error if statement.span is None else QueryError(error.problems[0].at(text, statement.span))
    return tuple(statement for statement in statements if isinstance(statement, write_ast.WriteStatement))
