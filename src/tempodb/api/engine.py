"""One open database: what is read of it in one state, and what is written to it."""

from __future__ import annotations

import weakref
from _thread import get_ident as current_thread
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, TypeVar

from tempodb.answers.reasons import Reason, Reasons
from tempodb.api.state_readers import StateReaders
from tempodb.base.clock import random_salts, system_clock, timer
from tempodb.base.errors import InputError, OperationalError, Problem
from tempodb.base.progress import Progress, unwatched
from tempodb.binding.asked_at import AskedAt
from tempodb.execution.allowance import MEGABYTES, SECONDS, Allowance
from tempodb.store.engines.closed import ClosedStorage
from tempodb.store.engines.port import Storage, SupersededError
from tempodb.store.journal.blame import blaming

if TYPE_CHECKING:
    from tempodb.answers.dispatch import Answering
    from tempodb.api.learnt import Learnt
    from tempodb.api.shown_result import ShownResult
    from tempodb.binding.bound_queries import BoundQueries
    from tempodb.execution.view import View
    from tempodb.model.write_results import ErasureResult
    from tempodb.store.engines.port import Snapshot
    from tempodb.store.journal.journal import Journal
    from tempodb.store.loading.due_load import DueLoad
    from tempodb.store.loading.load_report import LoadReport
    from tempodb.store.log.transaction_info import TransactionInfo
    from tempodb.store.reading.catalog import StoredCatalog
    from tempodb.store.reading.reader import BeliefReader
    from tempodb.store.writing.draft import Draft
    from tempodb.tql import ast
    from tempodb.tql.parsing.parser import HowAsked

T = TypeVar("T")


class Engine(StateReaders):
    """Reads and writes the database that lies in a storage; it closes when nobody uses it any more.

    *now* freezes the clock of questions; *clock* and *salts* are for writing. A question may take *deadline* seconds
    and some megabytes of *memory*. What failed after the last write is `late`, what was learnt since `known`.
    """

    def __init__(
        self,
        storage: Storage,
        now: int | None = None,
        clock: Callable[[], int] = system_clock,
        salts: Callable[[int], Sequence[str]] = random_salts,
        deadline: float = SECONDS,
        memory: float = MEGABYTES,
    ) -> None:
        self.storage = storage
        self.clock = clock
        self.late: list[Problem] = []
        self._now, self._salts, self._allowance = now, salts, Allowance(deadline, memory, timer)
        self.known: Learnt | None = None
        self._reasons = Reasons()
        self._writer: int | None = None
        weakref.finalize(self, storage.close)

    # ── reading ──────────────────────────────────────────────────────────────────────────────────

    def exists(self) -> bool:
        """Return whether there is anything to read."""
        return self.storage.exists()

    def read(self, read: Callable[[Snapshot], T]) -> T:
        """Return what *read* finds in one state of the database.

        Raises:
            InputError: there is none.
            OperationalError: it cannot be read, or is none of ours.

        """
        try:
            return self._read_once(read)
        except SupersededError:
            return self._read_once(read)
        except OperationalError as error:
            if error.problems[0].code != "unreachable":
                raise
            # A writer died since the database was opened; opening it anew rolls back what it left.
            self._forget()
            return self._read_once(read)

    def _read_once(self, read: Callable[[Snapshot], T]) -> T:
        with self.storage.snapshot() as snapshot:
            try:
                return read(snapshot)
            except Exception:
                with blaming(self.storage, lambda: nullcontext(snapshot)):
                    raise

    def look_up(self, look: Callable[[StoredCatalog, AskedAt], T]) -> T | None:
        """Return what *look* finds among the names, None where there is no database yet."""
        if not self.exists():
            return None
        return self.read(lambda snapshot: look(self.catalog(snapshot), AskedAt(self.now())))

    def answer(self, query: ast.Query, text: str = "", focus: ast.Name | None = None) -> ShownResult:
        """Return the answer to a query, which stands in *text*.

        Raises:
            QueryError: it speaks of what does not exist, or takes longer or more memory than it may.

        """
        answer = self._answered(lambda queries, at: queries.bind(query, at._replace(focus=focus), text))
        assert answer is not None
        return answer

    def again(self, asked: HowAsked) -> ShownResult | None:
        """Return the answer to what was asked before, None unless it means the same, and that was plain."""
        return self._answered(lambda queries, at: queries.again(asked, at)) if self.knows(asked) else None

    def knows(self, asked: HowAsked) -> bool:
        """Return whether something was *asked* so before, or so but for what its parameters say."""
        return self.known is not None and self.known.queries.knows(asked)

    def remember(self, asked: HowAsked, query: ast.Query, like: Iterable[HowAsked] = ()) -> None:
        """Know the query that was answered last by how it was *asked*, and what is asked *like* it."""
        if self.known is not None:
            self.known.queries.remember(asked, query, like)

    def _answered(
        self, find: Callable[[BoundQueries[Answering], AskedAt], Answering | None]
    ) -> ShownResult | None:
        """Return the answer to what is found among the queries; None if nothing is."""
        from tempodb.api.shown_result import ShownResult

        def ask(snapshot: Snapshot) -> ShownResult | None:
            known = self._learnt(snapshot)
            found = find(known.queries, AskedAt(self.present(known.reader)))
            if found is None:
                return None
            shown = self.seen(known, found, lambda view: found.answer(view, self.why_empty, ShownResult))
            return shown if isinstance(shown, ShownResult) else None

        return self.read(ask)

    def seen(self, known: Learnt, answering: Answering, look: Callable[[View], T]) -> T:
        """Return what *look* makes of what a query sees, as long as it may."""
        allowance = self._allowance.renewed()
        with self.storage.interrupted(allowance):
            return look(known.view(answering.query.scope.known_at, allowance))

    def why_empty(self, answering: Answering) -> Reason:
        """Return the reason of an empty answer, which is looked for when it is asked for."""
        return self._reasons.kept(
            lambda: self.read(lambda state: self.seen(self._learnt(state), answering, answering.reason))
        )

    def _learnt(self, snapshot: Snapshot) -> Learnt:
        """Return what reads there, with what it has learnt, unless something was written since."""
        known = self.known
        if known is None or not known.is_of(snapshot):
            # A prompt is up before anything is asked.
            from tempodb.api.learnt import Learnt

            known = self.known = Learnt(snapshot, self.reader(snapshot), self.catalog(snapshot))
        return known

    def focus(self) -> str | None:
        """Return the organization meant where a question names none, if the datasets agree on one."""
        if not self.exists():
            return None
        foci = {focus for _, focus in self.read(lambda snapshot: self.catalog(snapshot).foci())}
        return foci.pop() if len(foci) == 1 else None

    def now(self) -> int:
        """Return the instant at which a question is asked now."""
        return self.clock() if self._now is None else self._now

    def today(self) -> int:
        """Return the day on which a question is asked now."""
        return AskedAt(self.now()).today

    def present(self, reader: BeliefReader) -> int:
        """Return the frozen instant, else the present one, which is never before the last transaction."""
        return self._now if self._now is not None else max(self.clock(), reader.last_recorded() or 0)

    # ── writing ──────────────────────────────────────────────────────────────────────────────────

    def load(self, due: DueLoad, progress: Progress) -> list[LoadReport]:
        """Record how dataset files differ from what they last stated: all of it, or nothing."""
        self._begin_writing()
        if not self.exists():
            planning = due.planning()
            # What an empty database would refuse is refused before there is one.
            planning.foresee()
        elif (known := due.known(self.read)) is not None:
            return known
        else:
            planning = due.read(self.read)
        return self._journal().load(planning.on, progress)

    def plan(self, due: DueLoad) -> list[LoadReport]:
        """Return what `load` would do."""
        if not self.exists():
            return due.planning().foresee()
        known = due.known(self.read)
        return self.read(due.read(self.read).on) if known is None else known

    def drafting(self, info: TransactionInfo) -> AbstractContextManager[Draft]:
        """Give the writes of one transaction, recorded at the end, or on any error not at all."""
        from tempodb.api.write_places import drafting_in

        return self._writing(drafting_in(self.storage, self._journal(), info))

    @contextmanager
    def trying(self) -> Iterator[Engine]:
        """Yield an engine that reads and writes as this one does, and nothing of it stays."""
        from tempodb.api.write_places import trying_in

        self._refuse_within()
        with self._writing(trying_in(self.storage)) as storage:
            engine = Engine(storage, self._now, self.clock, self._salts)
            engine._allowance = self._allowance
            yield engine

    @contextmanager
    def _writing(self, block: AbstractContextManager[T]) -> Iterator[T]:
        with block as given:
            self._writer = current_thread()
            try:
                yield given
            finally:
                self._writer = None

    def erase(self, person: str, info: TransactionInfo) -> ErasureResult:
        """Erase what the log says of the person of an id, and note that it was done."""
        self.known = None
        return self._journal().erase(person, info)

    def rebuild(self, progress: Progress = unwatched) -> int:
        """Derive the beliefs anew from the log, and return how many transactions it has."""
        self.refuse_missing()
        self.known = None
        return self._journal().rebuild(progress)

    def migrate(self) -> None:
        """Bring a database of an older version to this one, after a copy of it is kept."""
        self._journal().migrate()

    def as_a_whole(self) -> Storage:
        """Return the storage for what is done to all of it, after which nothing is known of it any more."""
        self._begin_writing()
        self.known = None
        return self.storage

    def _journal(self) -> Journal:
        # Who only asks needs nothing of what writes.
        from tempodb.store.journal.journal import Journal

        self._begin_writing()
        return Journal(self.storage, self.clock, self._salts, self.late.append)

    def _begin_writing(self) -> None:
        # It would wait for itself.
        self._refuse_within()
        self._reasons.find()
        self.late.clear()

    def _refuse_within(self) -> None:
        if self._writer == current_thread():
            hint = "write with it, or after its `with` block"
            raise InputError.of("transaction", "a transaction of this database is open", hint)

    def refuse_missing(self) -> None:
        """Refuse to go on without a database.

        Raises:
            InputError: there is none.
            OperationalError: it cannot be read, or is none of ours.

        """
        self.storage.refuse_missing()

    def close(self) -> None:
        """Close the database, which is asked in vain from then on.

        Raises:
            InputError: a transaction of it is open here.

        """
        self._refuse_within()
        self._reasons.find()
        self._forget()
        self.storage = ClosedStorage(self.storage.path)

    def _forget(self) -> None:
        self.known = None
        self.storage.close()
