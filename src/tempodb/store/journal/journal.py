"""The only writer: appends transactions to the log and brings the beliefs to what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from tempodb.base.errors import OperationalError, Problem
from tempodb.base.progress import Progress, unwatched
from tempodb.model.claims import ManyClaims
from tempodb.model.write_results import ErasureResult
from tempodb.store.beliefs.replay import replay
from tempodb.store.beliefs.stored_beliefs import believe
from tempodb.store.beliefs.upgrading import upgrade
from tempodb.store.engines.late_failures import Late
from tempodb.store.engines.port import Snapshot, Storage, WriteTransaction
from tempodb.store.erasing.erasure import Traces, header_without, traces
from tempodb.store.journal.blame import blaming
from tempodb.store.journal.migrating import keep_older, migrate
from tempodb.store.loading.file_texts import forget_texts, keep_text
from tempodb.store.loading.load_report import LoadReport
from tempodb.store.log import entries
from tempodb.store.log.actions import Action, Erase, Remark, State, Withdraw, assertion_columns
from tempodb.store.log.digests import GENESIS, Header, assertion_digest, erasure_mark, transaction_digest
from tempodb.store.log.headers import header
from tempodb.store.log.log_end import LastTransaction, last_transaction
from tempodb.store.log.transaction_info import TransactionInfo

if TYPE_CHECKING:
    from tempodb.store.writing.draft import Draft


class Journal:
    """Writes one database; *clock* gives microseconds UTC, *salts* as many fresh random texts as asked for.

    What failed after a commit is told to *late*.
    """

    def __init__(
        self, storage: Storage, clock: Callable[[], int], salts: Callable[[int], Sequence[str]], late: Late
    ) -> None:
        self._storage = storage
        self._clock = clock
        self._salts = salts
        self._late = late

    def on(self, storage: Storage) -> Journal:
        """Return what writes another database so."""
        return Journal(storage, self._clock, self._salts, self._late)

    def load(
        self, plan: Callable[[Snapshot], list[LoadReport]], progress: Progress = unwatched
    ) -> list[LoadReport]:
        """Record what loads write by a *plan* that is made under the lock: all of it, or nothing.

        Raises:
            DatasetError: with every contradiction and dangling id that the loads would leave.
            InputError: the own recorded time is in the future, or not after the last transaction.

        """
        with self._writing() as transaction:
            planned = plan(transaction)
            if written := [step for step in planned if step.change is not None]:
                # It takes NumPy, and most loads are small.
                from tempodb.store.journal.changed_writing import write_changes

                write_changes(transaction, written, self._salts, progress)
            elif any(isinstance(step.difference.added, ManyClaims) for step in planned):
                # Likewise.
                from tempodb.store.journal.first_writing import write_first_load

                write_first_load(transaction, planned, self._salts, progress)
            else:
                for step in planned:
                    self._write(transaction, step, progress)
        return planned

    @contextmanager
    def drafting(self, info: TransactionInfo) -> Iterator[Draft]:
        """Yield a draft of writes, which is recorded at the end as one transaction, or on any error not at all.

        Raises:
            InputError: the own recorded time is in the future, or not after the last transaction.
            OperationalError: the file is locked, full, damaged or not ours.

        """
        # A load does without it.
        from tempodb.store.writing.draft import Draft

        with self._storage.writing() as transaction:
            with self._storage.translated():
                last = last_transaction(transaction)
                head = header(last, info, self._clock())
                first = last.assertion + 1 if last else 1
                draft = Draft(transaction, head.recorded, first, _Guarding(self._storage, transaction))
            yield draft
            with self._storage.translated():
                difference, undoing = draft.difference(), draft.undoing
                if any(difference) or undoing:
                    remark = Remark(head.author, head.note)
                    if undoing:
                        note = head.note or undoing.remark
                        remark = Remark(head.author, note, undoes=undoing.transaction)
                    migrate(self._storage, transaction, self._late)
                    append(transaction, last, head, draft.actions, self._salts, remark)
                    draft.write(difference)
                    transaction.commit(self._late)

    def erase(self, person: str, info: TransactionInfo) -> ErasureResult:
        """Empty all that the log says of a person, note that it was done, and derive the beliefs anew.

        Raises:
            InputError: there is no such person.
            OperationalError: the file is locked, full, damaged or not ours.

        """
        with self._writing() as transaction:
            found = traces(transaction, person)
            migrate(self._storage, transaction, self._late)
            last = last_transaction(transaction)
            head = header_without(header(last, info, self._clock()), found.names)
            salts = self._salts(len(found.ids))
            marks = tuple(erasure_mark(salt, id_) for salt, id_ in zip(salts, found.ids, strict=True))
            with transaction.rewriting():
                erased = take_out(transaction, found, marks, self._salts)
            append(transaction, last, head, [erased], self._salts)
            forget_texts(transaction)
            replay(transaction)
        self._compact(", and may hold what was erased")
        return found.outcome

    def rebuild(self, progress: Progress = unwatched) -> int:
        """Derive the beliefs anew from the log, write the file anew, and return how many transactions there are.

        Raises:
            OperationalError: the file is locked, full, damaged or not ours.

        """
        with self._writing() as transaction:
            keep_older(self._storage, transaction, self._late)
            count = replay(transaction, progress)
            upgrade(transaction)
        self._compact()
        return count

    def migrate(self) -> None:
        """Bring a database of an older version to this one, after a copy of it is kept.

        Raises:
            OperationalError: the file is locked, full, damaged or not ours, or no copy can be kept.

        """
        with self._writing() as transaction:
            migrate(self._storage, transaction, self._late)

    @contextmanager
    def _writing(self) -> Iterator[WriteTransaction]:
        """Give a transaction that is committed at the end, or on any error rolled back."""
        with (
            blaming(self._storage, self._storage.snapshot),
            self._storage.translated(),
            self._storage.writing() as transaction,
        ):
            yield transaction
            transaction.commit(self._late)

    def _compact(self, and_so: str = "") -> None:
        """Write the file anew, on which what was done before does not depend."""
        try:
            self._storage.compact(self._late)
        except OperationalError as error:
            message = f"the file could not be written anew{and_so}: {error.problems[0].message}"
            self._late(Problem("warning", message, "tempodb rebuild writes it anew"))

    def _write(self, transaction: WriteTransaction, step: LoadReport, progress: Progress) -> None:
        """Append the transaction of a load to the log, and bring the beliefs to what follows from it."""
        if step.header is None:
            return
        migrate(self._storage, transaction, self._late)
        difference = step.difference
        actions: list[Action] = [Withdraw(numbered.id) for numbered in difference.withdrawn]
        actions += [State(claim) for claim in difference.stated]
        watched_actions = progress(actions, len(actions), "recording")
        last = last_transaction(transaction)
        remark = Remark(step.header.author, step.header.note, step.loaded, step.commit)
        numbered = append(transaction, last, step.header, watched_actions, self._salts, remark)
        keep_text(transaction, step)
        believe(transaction, step.header.recorded, numbered, dict(difference.withdrawn), progress)


class _Guarding:
    """Tells what fails in a transaction that goes on, in one block after the other."""

    # A write comes through here several times: as a generator it would take twice as long.
    __slots__ = ("_storage", "_transaction")

    def __init__(self, storage: Storage, transaction: WriteTransaction) -> None:
        self._storage = storage
        self._transaction = transaction

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, Exception):
            with self._storage.translated(), blaming(self._storage, lambda: nullcontext(self._transaction)):
                raise error


def take_out(
    transaction: WriteTransaction,
    found: Traces,
    marks: tuple[str, ...],
    salts: Callable[[int], Sequence[str]],
) -> Erase:
    """Take out of the log what has to go, and return what is recorded of that."""
    execute = transaction.execute
    for id_ in found.emptied:
        execute("UPDATE assertion SET body = NULL, salt = NULL WHERE id = ?", (id_,))
    blanked = {}
    fresh_salts = salts(len(found.bodies))
    for fresh, (operation, body) in zip(fresh_salts, found.bodies.items(), strict=True):
        blanked[operation.id] = assertion_digest(fresh, operation.id, operation.operation, None, body)
        execute("UPDATE assertion SET body = ?, salt = ? WHERE id = ?", (body, fresh, operation.id))
    digests = {header.id: digest for header, digest in entries.headers(transaction)}
    headers = {}
    for left in found.headers:
        own = [row[0] for row in execute("SELECT digest FROM assertion WHERE tx = ? ORDER BY id", (left.id,))]
        headers[left.id] = transaction_digest(digests.get(left.id - 1, GENESIS), left, own)
        execute("UPDATE tx SET author = ?, note = ? WHERE id = ?", (left.author, left.note, left.id))
    return Erase(found.emptied, blanked, headers, marks)


def append(
    transaction: WriteTransaction,
    last: LastTransaction | None,
    header: Header,
    actions: Iterable[Action],
    salts: Callable[[int], Sequence[str]],
    remark: Remark | None = None,
) -> list[tuple[int, Action]]:
    """Append a transaction to the log after the *last*; return its actions with the numbers of their assertions.

    What is remarked of it comes last, as an assertion of its own: the header holds what nobody has erased.
    """
    remark = remark or Remark(header.author, header.note)
    header = header._replace(author=None, note=None)
    actions = actions if remark.is_empty else [*actions, remark]
    numbered = list(enumerate(actions, last.assertion + 1 if last else 1))
    rows = []
    for fresh, (id_, action) in zip(salts(len(numbered)), numbered, strict=True):
        columns = assertion_columns(action)
        digest = assertion_digest(fresh, id_, *columns)
        rows.append(entries.Operation(id_, header.id, *columns, fresh, digest))
    digest = transaction_digest(last.digest if last else GENESIS, header, [row.digest for row in rows])
    transaction.insert("tx", [(*header, digest)])
    transaction.insert("assertion", rows)
    return numbered
