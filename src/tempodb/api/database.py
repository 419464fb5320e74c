"""The façade: open a database, load datasets, ask, verify."""

from __future__ import annotations

import sqlite3
import weakref
from _thread import get_ident as current_thread
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

from tempodb.answers.result import Result
from tempodb.api.asking import Questions
from tempodb.api.datasets import FilePath, excerpted, excerpts, read_datasets
from tempodb.api.interpretation import Reading
from tempodb.api.session import Session
from tempodb.base.clock import random_salt, system_clock, timer
from tempodb.base.errors import InputError, OperationalError, Problem, TempodbError
from tempodb.base.progress import Progress, unwatched
from tempodb.binding.binder import bind
from tempodb.binding.time_clauses import Present
from tempodb.execution.allowance import MEGABYTES, SECONDS, Allowance
from tempodb.model.caller_values import limit_of, path_of, progress_of
from tempodb.questions.resolved import Memberships, Question
from tempodb.store.blame import judged
from tempodb.store.engines.sqlite import driver
from tempodb.store.engines.sqlite.driver import MEMORY
from tempodb.store.reading.catalog import Catalog
from tempodb.store.reading.reader import Reader
from tempodb.store.storage import ClosedStorage, Storage, storage
from tempodb.temporal.instants import FOREVER, day_of
from tempodb.tql import ast

if TYPE_CHECKING:
    from tempodb.api.load_reports import Loadings
    from tempodb.api.session import Consent, Outcome
    from tempodb.api.transactions.transaction import Transaction
    from tempodb.model.claims import Dataset
    from tempodb.model.commands import Done, Erased
    from tempodb.model.labels import Label
    from tempodb.model.provenance import Transaction as Recorded
    from tempodb.store.erasing.erasure import Erasure
    from tempodb.store.journal.journal import Journal
    from tempodb.store.loading.load_plan import Loading
    from tempodb.store.log.headers import Remarks
    from tempodb.store.writing.draft import Draft
    from tempodb.temporal.given import DateLike
    from tempodb.tql import write_ast

T = TypeVar("T")


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
    deadline, memory = limit_of(deadline, "seconds"), limit_of(memory, "megabytes")
    frozen = None if now is None else _known(now, clock())
    return Database(storage(path_of(location)), frozen, clock, deadline=deadline, memory=memory)


class Database(Questions):
    """A bitemporal database; see `open`.

    *now* freezes the clock of questions; *clock* and *salt* are for writing.
    """

    def __init__(
        self,
        storage: Storage,
        now: int | None = None,
        clock: Callable[[], int] = system_clock,
        salt: Callable[[], str] = random_salt,
        deadline: float = SECONDS,
        memory: float = MEGABYTES,
    ) -> None:
        self._storage = storage
        self._now = now
        self._clock = clock
        self._salt = salt
        self._deadline = deadline
        self._memory = memory
        self._reader: Reader | None = None
        self._writer: int | None = None
        self._late: list[Problem] = []
        # A database that nobody closed is closed when it is no longer used.
        weakref.finalize(self, storage.close)

    # ── writing ──────────────────────────────────────────────────────────────────────────────────

    def load(
        self,
        *paths: FilePath,
        recorded_at: DateLike | None = None,
        author: str | None = None,
        note: str | None = None,
        overwrite: bool = False,
        allow_erased: bool = False,
        progress: Progress = unwatched,
    ) -> Loadings:
        """Record how dataset files differ from what they last stated: all of it, or nothing.

        What writes corrected stays corrected, and a file that would undo it is refused; to
        *overwrite* is to give up what writes say otherwise than the files. So is a file that states a
        person who was erased, unless you *allow_erased*. *progress* watches it.

        Raises:
            DatasetError: with every problem of the files, each with its line and column.
            InputError: no file is named, or *recorded_at* is in the future or not after the last
                transaction.
            OperationalError: the database is locked, full or damaged.

        """
        from tempodb.store.log.headers import remarks

        datasets = read_datasets(paths, progress)
        said = remarks(recorded_at, author, note, overwrite, allow_erased)
        if not self._storage.exists():
            # What an empty database would refuse is refused before there is one.
            self._planned(datasets, said)
        return self._loaded(datasets, lambda: self._journal().load(datasets, said, progress))

    def preview(
        self,
        *paths: FilePath,
        recorded_at: DateLike | None = None,
        overwrite: bool = False,
        allow_erased: bool = False,
        progress: Progress = unwatched,
    ) -> Loadings:
        """Return what `load` would do, and write nothing."""
        from tempodb.store.log.headers import remarks

        datasets, said = (
            read_datasets(paths, progress),
            remarks(recorded_at, overwrite=overwrite, allow_erased=allow_erased),
        )
        return self._planned(datasets, said)

    def _planned(self, datasets: Sequence[Dataset], remarks: Remarks) -> Loadings:
        from tempodb.store.loading.load_plan import plan
        from tempodb.store.loading.survey import EMPTY_LOG, survey

        exists = self._storage.exists()
        state = self._reading(lambda connection: survey(connection.execute)) if exists else EMPTY_LOG
        return self._loaded(datasets, lambda: plan(datasets, state, remarks, self._clock()))

    def _loaded(self, datasets: Sequence[Dataset], load: Callable[[], Iterable[Loading]]) -> Loadings:
        """Return what a load of datasets does; what is refused, or doubtful, is told with its lines."""
        from tempodb.api.load_reports import Loadings
        from tempodb.store.loading.lint import doubts

        with excerpted():
            loadings = load()
        return Loadings(loadings, lambda: excerpts(doubts(datasets, self._clock())))

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
        from tempodb.store.log.headers import remarks

        self._storage.reading()
        said = remarks(recorded_at, author, note)
        return Transaction(lambda: self._drafting(said), source)

    @contextmanager
    def _drafting(self, remarks: Remarks) -> Iterator[Draft]:
        with self._journal().drafting(remarks) as draft:
            self._writer = current_thread()
            try:
                yield draft
            finally:
                self._writer = None

    def erase(self, person: str, *, author: str | None = None, note: str | None = None) -> Erased:
        """Erase a person's data from both axes, the log included, and note that it was done.

        Raises:
            InputError: no such person is known.
            OperationalError: the database is locked, full or damaged.

        """
        return self._erase(self._person(person), author, note)

    def preview_erasure(self, person: str) -> Erased:
        """Return what `erase` would do, and erase nothing.

        Raises:
            InputError: no such person is known.

        """
        from tempodb.store.erasing.erasure import foreseen

        id_ = self._person(person)
        return self._reading(lambda connection: foreseen(connection.execute, id_))

    def _person(self, person: str) -> str:
        from tempodb.api.query_builder import named
        from tempodb.api.transactions.naming import lookup_in

        name = named(person)
        return self._reading(lambda connection: lookup_in(connection).plainly(name))

    def _erase(self, id_: str, author: str | None, note: str | None) -> Erased:
        from tempodb.store.log.headers import remarks

        self._reader = None
        return self._journal().erase(id_, remarks(None, author, note))

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

    def _perform(
        self,
        statement: write_ast.Statement,
        text: str,
        recorded_at: DateLike | None,
        consent: Consent | None = None,
    ) -> Done | Erased | None:
        from tempodb.api.consent import perform

        return perform(statement, text, self, recorded_at, consent)

    def rebuild(self, *, progress: Progress = unwatched) -> int:
        """Derive the beliefs anew from the log, and return how many transactions it has."""
        self._storage.reading()
        self._reader = None
        return self._journal().rebuild(progress_of(progress))

    def _journal(self) -> Journal:
        # It would wait for itself.
        self._refuse_within()
        self._late.clear()
        return self._storage.journal(self._clock, self._salt, self._late.append)

    def _refuse_within(self) -> None:
        if self._writer == current_thread():
            hint = "write with it, or after its `with` block"
            raise InputError.of("transaction", "a transaction of this database is open", hint)

    # ── asking ───────────────────────────────────────────────────────────────────────────────────

    def query(self, question: str, /, **parameters: object) -> Result:
        """Return the answer to one query; `:name` in it stands for the parameter of that name.

        >>> import tempodb
        >>> db = tempodb.open(":memory:")
        >>> _ = db.load(tempodb.bundled_fixture("csto.yaml"))
        >>> [row.member for row in db.query("suspended members of :o as of 2013", o="CSTO")]
        ['uzbekistan']

        Raises:
            QueryError: the query cannot be read, or asks for what does not exist.

        """
        # The prompt of the REPL is up before there is a parser.
        from tempodb.tql.parsing.parser import parse_one

        def read(text: str, parameters: Mapping[str, object]) -> tuple[ast.Query, ...]:
            return (parse_one(text, parameters),)

        (asked,) = Reading(self._with_names, read, parameters).statements(question)
        answer = self.session().carry_out(asked, question, parameters)
        assert isinstance(answer, Result)
        return answer

    def session(self) -> Session:
        """Return a conversation of several statements, in which `use` sets the focus."""
        return Session(self)

    def _answer(self, query: ast.Query, text: str = "", focus: ast.Name | None = None) -> Result:
        def ask(connection: sqlite3.Connection) -> Result:
            known = self._reader
            is_of_this = known is not None and known.reads(connection)
            reader = self._reader = known.renewed() if known and is_of_this else Reader(connection)
            # A prompt is up before anything is asked.
            from tempodb.answers.dispatch import answer
            from tempodb.execution.row_executor import RowExecutor
            from tempodb.execution.view import View

            meant = bind(query, Catalog(connection), Present(self._present(reader), focus), text)
            allowance = Allowance(self._deadline, self._memory, timer)
            with driver.interrupted(connection, allowance):
                return answer(meant, View(reader, RowExecutor(), meant.scope.known_at, allowance))

        return self._reading(ask)

    def _organization(self, name: ast.Name, text: str) -> str:
        """Return the id of the organization that *name* means, which stands in *text*."""
        query = ast.Query(ast.Members(name))

        def read(connection: sqlite3.Connection) -> Question:
            present = Present(self._present(Reader(connection)))
            return bind(query, Catalog(connection), present, text).question

        meant = self._reading(read)
        assert isinstance(meant, Memberships) and meant.organization is not None
        return meant.organization

    def _with_names(self, look: Callable[[Catalog, Present], T]) -> T | None:
        """Return what *look* finds among the names, None where there is no database yet."""
        if not self._storage.exists():
            return None
        return self._reading(lambda reading: look(Catalog(reading), Present(self.now())))

    def _reading(self, read: Callable[[sqlite3.Connection], T]) -> T:
        """Return what *read* finds in one state of the database."""
        try:
            return self._read_once(read)
        except OperationalError as error:
            if error.problems[0].code != "unreachable":
                raise
            # A writer died since the database was opened; opening it anew rolls back what it left.
            self._forget()
            return self._read_once(read)

    def _read_once(self, read: Callable[[sqlite3.Connection], T]) -> T:
        connection = self._storage.reading()
        path = self._storage.path
        with (
            driver.translated(path),
            judged(path, lambda: nullcontext(connection)),
            driver.reading(connection),
        ):
            return read(connection)

    def _present(self, reader: Reader) -> int:
        """Return the frozen instant, else the present one, which is never before the last transaction."""
        return self._now if self._now is not None else max(self._clock(), reader.last_recorded() or 0)

    # ── what an editor offers ────────────────────────────────────────────────────────────────────

    def labels(self) -> list[Label]:
        """Return every name that is believed at present, with what it names; none without a database.

        >>> import tempodb
        >>> db = tempodb.open(":memory:")
        >>> _ = db.load(tempodb.bundled_fixture("csto.yaml"))
        >>> [label.name for label in db.labels() if label.id == "csto/secretary-general"]
        ['Secretary General', 'Secretary-General', 'csto/secretary-general']
        """
        from tempodb.store.reading.labels import labels

        return self._reading(labels) if self._storage.exists() else []

    def labels_at_once(self) -> list[Label]:
        """Return what `labels` does, for whoever would sooner know nothing than wait or be told why.

        There are none where the database is locked, cannot be read, or is no file.
        """
        from tempodb.store.reading.labels import labels

        try:
            return self._storage.at_once(labels)
        except (sqlite3.Error, TempodbError, OSError, ValueError, LookupError, TypeError):
            return []

    def recorded(self) -> list[Recorded]:
        """Return the transactions, the last one first; their instants are in microseconds UTC."""
        if not self._storage.exists():
            return []
        everything = self._reading(lambda connection: Reader(connection).transactions(FOREVER))
        return everything[::-1]

    def last_recorded(self) -> int | None:
        """Return the instant of the last transaction, in microseconds UTC, or None before the first."""
        if not self._storage.exists():
            return None
        return self._reading(lambda connection: Reader(connection).last_recorded())

    def focus(self) -> str | None:
        """Return the id of the organization meant where a question names none, if the datasets agree on one."""
        if not self._storage.exists():
            return None
        foci = {focus for _, focus in self._reading(lambda connection: Catalog(connection).foci())}
        return foci.pop() if len(foci) == 1 else None

    def today(self) -> int:
        """Return the UTC day, as a number, on which a question is asked now."""
        return day_of(self.now())

    def now(self) -> int:
        """Return the instant at which a question is asked now, in microseconds UTC."""
        return self._clock() if self._now is None else self._now

    # ── looking after ────────────────────────────────────────────────────────────────────────────

    def verify(self, digest: str | None = None, *, progress: Progress = unwatched) -> list[str]:
        """Return what is wrong with the database: altered transactions, beliefs that do not follow.

        With a *digest* that was kept elsewhere, a log that was cut off or rewritten is found too.
        What is merely doubtful is told by `warnings`.

        Raises:
            InputError: *digest* is none.

        """
        from tempodb.store.journal.verify import findings
        from tempodb.store.log.digests import read_digest

        expected = None if digest is None else read_digest(digest)
        return self._reading(lambda connection: list(findings(connection, expected, progress_of(progress))))

    def warnings(self) -> list[Problem]:
        """Return what failed after the last write was done, and what is doubtful.

        The disk may not have confirmed a write, or the file not have been written anew. Doubtful is a
        last transaction that is recorded more than a day from now: a clock that is ahead leaves such a
        time, and every later transaction has to come after it.

        >>> import tempodb
        >>> db = tempodb.open(":memory:")
        >>> _ = db.load(tempodb.bundled_fixture("csto.yaml"))
        >>> db.warnings()
        []
        """
        from tempodb.store.journal.ahead import ahead

        try:
            doubts = self._reading(lambda connection: list(ahead(connection.execute, self._clock())))
        except OperationalError as error:
            # What was done before is done all the same.
            doubts = [problem._replace(code="warning") for problem in error.problems]
        return [*self._late, *doubts]

    def erasures(self) -> list[Erasure]:
        """Return the erasures of persons that took place, each with its transaction and what it emptied."""
        from tempodb.store.erasing.erasure import erasures

        return self._reading(lambda connection: erasures(connection.execute))

    def digest(self) -> str:
        """Return the digest of the last transaction, which covers all before it.

        Raises:
            InputError: nothing was recorded yet.

        """
        from tempodb.store.log import entries

        last = self._reading(lambda connection: entries.last_transaction(connection.execute))
        if last is None:
            raise InputError.of("empty", "nothing was recorded yet")
        return last.digest

    def export(
        self,
        dataset: str | None = None,
        known_at: DateLike | None = None,
        format: str = "yaml",
        *,
        progress: Progress = unwatched,
    ) -> str:
        """Return what a dataset states as the text of a file; loading it changes nothing.

        Raises:
            InputError: there is no such dataset, or there are several and none is named; or nothing
                was recorded yet.

        """
        from tempodb.api.exports import exported

        def read(connection: sqlite3.Connection) -> str:
            instant = FOREVER if known_at is None else _known(known_at, self._present(Reader(connection)))
            return exported(connection.execute, dataset, instant, format, progress_of(progress))

        return self._reading(read)

    def backup(self, path: FilePath) -> None:
        """Write a copy of the database to a new file, whole or not at all, while others may go on writing.

        Raises:
            InputError: the file is there already, or there is no database.
            OperationalError: the file cannot be written.

        """
        from pathlib import Path

        from tempodb.base.text_files import refuse_database
        from tempodb.store.engines.sqlite.backup import copy

        to = Path(path_of(path))
        refuse_database(to)
        self._late.clear()
        copy(self._storage.reading(), to, self._late.append)

    def close(self) -> None:
        """Close the database, which is asked in vain from then on; a throw-away one is gone.

        Raises:
            InputError: a transaction of it is open here.

        """
        self._refuse_within()
        self._forget()
        self._storage = ClosedStorage(self._storage.path)

    def _forget(self) -> None:
        self._reader = None
        self._storage.close()

    def __enter__(self) -> Database:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _known(given: DateLike, present: int) -> int:
    from tempodb.temporal.instant_reader import read_known

    return read_known(given, present)


__all__ = ["MEMORY", "Database", "open"]
