"""The façade: open a database, load datasets, ask, write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tempodb.api.asking import Questions
from tempodb.api.care import Care
from tempodb.api.closing import Closing
from tempodb.api.datasets import FilePath
from tempodb.api.engine import Engine
from tempodb.api.lake_care import Publishing
from tempodb.api.loads import Loads
from tempodb.api.maintenance import Maintenance
from tempodb.api.opened_engine import opened_engine
from tempodb.api.overview import Overview
from tempodb.api.reversals import Reversals
from tempodb.base.clock import system_clock
from tempodb.execution.allowance import MEGABYTES, SECONDS
from tempodb.store.engines.locations import MEMORY

if TYPE_CHECKING:
    from tempodb.api.session import Outcome, Session
    from tempodb.api.shown_result import ShownResult
    from tempodb.api.transactions.transaction import Transaction
    from tempodb.temporal.given import DateLike
    from tempodb.tql import ast


def open(
    location: FilePath = "tempodb.db",
    *,
    now: DateLike | None = None,
    deadline: float = SECONDS,
    memory: float = MEGABYTES,
    clock: Callable[[], int] = system_clock,
) -> Database:
    """Return the database at *location*: a path of a SQLite file, or `:memory:`.

    A missing file is made by the first load. *now* freezes the clock of questions, for answers that
    can be repeated: an instant, or a date, of which the last instant is meant; of one that is not over,
    the present. A query that takes longer than *deadline* seconds, or more than about so many megabytes
    of *memory*, is refused or given up. What is recorded is dated by the *clock*, in microseconds since
    1970 UTC.

    >>> import tempodb
    >>> with tempodb.open(":memory:") as db:
    ...     db.load(tempodb.bundled_fixture("csto.yaml"))[0].dataset
    'csto'

    Raises:
        DateError: *now* is neither a date nor an instant.
        InputError: *location* names an engine that is not supported, or no file; or *deadline* or *memory* is none.

    """
    return Database(opened_engine(location, now, deadline, memory, clock))


class Database(Questions, Loads, Reversals, Overview, Maintenance, Care, Publishing, Closing):
    """A bitemporal database; see `open`."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    # ── writing ──────────────────────────────────────────────────────────────────────────────────

    def transaction(
        self,
        *,
        note: str | None = None,
        author: str | None = None,
        source: str | Iterable[str] | None = None,
        recorded_at: DateLike | None = None,
    ) -> Transaction:
        """Return a `with` block of writes, all of which land at one instant, or none.

        *source* is meant where a write names none.

        >>> import tempodb
        >>> db = tempodb.open(":memory:")
        >>> _ = db.load(tempodb.bundled_fixture("csto.yaml"))
        >>> with db.transaction(note="from a letter") as tx:
        ...     done = tx.record_membership("tajikistan", "csto", status="suspended", from_="2024", to="2025")
        >>> done.left
        ('`tajikistan` member in `csto` from 1992 to 2024', '`tajikistan` member in `csto` from 2025 onwards')

        Raises:
            InputError: there is no database, or *recorded_at* is in the future or not after the last transaction.
            OperationalError: the database is locked, full or damaged.

        """
        from tempodb.api.transactions.transaction import Transaction
        from tempodb.store.log.transaction_info import transaction_info

        return Transaction(self.engine, transaction_info(recorded_at, author, note), source)

    def run(
        self,
        text: str,
        parameters: Mapping[str, object] | None = None,
        *,
        recorded_at: DateLike | None = None,
    ) -> list[Outcome]:
        """Return what each statement of *text* answers or does, each write as a transaction of its own.

        >>> import tempodb
        >>> db = tempodb.open(":memory:")
        >>> _ = db.load(tempodb.bundled_fixture("csto.yaml"))
        >>> (done,) = db.run("end membership of Armenia in CSTO from 2024-02-22")
        >>> print(*done.lines())
        - `armenia` member in `csto` from 1992 onwards = `armenia` member in `csto` from 1992 to 2024-02-22

        Raises:
            QueryError: a statement cannot be read, or speaks of what does not exist.
            InputError: a write is refused; those before it are done.

        """
        return list(self.session().execute(text, parameters, recorded_at=recorded_at))

    @contextmanager
    def trial(self) -> Iterator[Database]:
        """Give a database that is as this one and may be written and asked; nothing of it stays.

        Until the block ends, nobody else can write.

        >>> import tempodb
        >>> db = tempodb.open(":memory:")
        >>> _ = db.load(tempodb.bundled_fixture("csto.yaml"))
        >>> with db.trial() as trial:
        ...     _ = trial.run("end membership of Armenia in CSTO from 2024-02-22")
        ...     print(len(trial.query("members of CSTO as of 2025")))
        5
        >>> len(db.query("members of CSTO as of 2025"))
        6

        Raises:
            InputError: there is no database.
            OperationalError: the database is locked or damaged.

        """
        with self.engine.trying() as engine:
            trial = Database(engine)
            try:
                yield trial
            finally:
                trial.close()

    def preview_run(
        self,
        text: str,
        parameters: Mapping[str, object] | None = None,
        *,
        recorded_at: DateLike | None = None,
    ) -> list[Outcome]:
        """Return what `run` would, and write nothing; later statements find what earlier ones would have written.

        Raises:
            QueryError: a statement cannot be read, or speaks of what does not exist.
            InputError: a write would be refused.

        """
        with self.trial() as trial:
            return trial.run(text, parameters, recorded_at=recorded_at)

    # ── asking ───────────────────────────────────────────────────────────────────────────────────

    def query(self, question: str, /, **parameters: object) -> ShownResult:
        """Return the answer to one query; `:name` in it stands for the parameter of that name.

        >>> import tempodb
        >>> db = tempodb.open(":memory:")
        >>> _ = db.load(tempodb.bundled_fixture("csto.yaml"))
        >>> [row.member for row in db.query("suspended members of :o as of 2013", o="CSTO")]
        ['uzbekistan']

        Raises:
            QueryError: the query cannot be read, or asks for what does not exist.

        """
        # The prompt of the REPL is up before there is a parser; and a load asks nothing.
        from tempodb.api.interpretation import Reading
        from tempodb.api.shown_result import ShownResult
        from tempodb.tql.parsing.literals import is_alike, lifted
        from tempodb.tql.parsing.parser import how_asked, parse_one

        known_by = how_asked(question, parameters)
        if known_by is not None and (again := self.engine.again(known_by)) is not None:
            return again
        # Who asks one thing alone waits for nothing that helps with the next.
        is_other = known_by is not None and not parameters and self.engine.known is not None
        like = lifted(question) if is_other else ()
        for asked_so in like:
            if self.engine.knows(asked_so) and is_alike(asked_so[0]):
                if (again := self.engine.again(asked_so)) is not None:
                    return again
                break

        def read(text: str, parameters: Mapping[str, object]) -> tuple[ast.Query, ...]:
            return (parse_one(text, parameters),)

        (asked,) = Reading(self.engine.look_up, read, parameters).statements(question)
        answer = self.session().carry_out(asked, question, parameters)
        assert isinstance(answer, ShownResult)
        if known_by is not None:
            self.engine.remember(known_by, asked, like)
        return answer

    def session(self) -> Session:
        """Return a conversation of several statements, in which `use` sets the focus."""
        # Who loads files says nothing.
        from tempodb.api.session import Session

        return Session(self.engine)


__all__ = ["MEMORY", "Database", "open"]
