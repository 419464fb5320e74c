"""Looking after a database, as the façade offers it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tempodb.api.engine import Engine
from tempodb.base.errors import InputError, OperationalError, Problem
from tempodb.base.progress import Progress, unwatched
from tempodb.model.caller_values import path_of, progress_of, text_of
from tempodb.store.engines.locations import storage
from tempodb.temporal.instants import FOREVER, instant_text

if TYPE_CHECKING:
    from tempodb.api.datasets import FilePath
    from tempodb.api.exports import ExportedText
    from tempodb.api.kept_digests import KeptDigest
    from tempodb.store.engines.port import Snapshot
    from tempodb.store.erasing.erasure import Erasure
    from tempodb.store.log.log_end import LastTransaction
    from tempodb.temporal.given import DateLike


class Maintenance:
    """Verifies, exports and copies a database, and derives its beliefs anew."""

    engine: Engine

    def rebuild(self, *, progress: Progress = unwatched) -> int:
        """Derive the beliefs anew from the log, and return how many transactions it has."""
        return self.engine.rebuild(progress_of(progress))

    def verify(
        self,
        digest: str | Sequence[str] | None = None,
        *,
        signers: FilePath | None = None,
        progress: Progress = unwatched,
    ) -> list[str]:
        """Return what is wrong with the database: altered transactions, beliefs that do not follow.

        With a *digest* that was kept elsewhere, a log that was cut off or rewritten is found too: the digest
        itself, or a file or a repository of git that holds it. With a file of allowed *signers*, as ssh-keygen
        takes it, one of them has to have signed it. What is merely doubtful is told by `warnings`.

        Raises:
            InputError: *digest* is none, or nobody who may signed it.

        """
        from tempodb.store.journal.verify import findings

        expected = [] if digest is None else [kept.digest for kept in self.kept_digests(digest, signers)]
        foreseen = self.engine.storage.driver_errors
        return self.engine.read(
            lambda snapshot: list(findings(snapshot, expected, progress_of(progress), foreseen))
        )

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
            doubts = self.engine.read(lambda snapshot: list(ahead(snapshot, self.engine.clock())))
        except OperationalError as error:
            # What was done before is done all the same.
            doubts = [problem._replace(code="warning") for problem in error.problems]
        return [*self.engine.late, *doubts]

    def erasures(self) -> list[Erasure]:
        """Return the erasures of persons that took place, each with its transaction and what it emptied."""
        from tempodb.store.erasing.erasure import erasures

        return self.engine.read(lambda snapshot: erasures(snapshot))

    def digest(self) -> str:
        """Return the digest of the last transaction, which covers all before it.

        Raises:
            InputError: nothing was recorded yet.

        """
        return self._last().digest

    def _last(self) -> LastTransaction:
        from tempodb.store.log.log_end import last_transaction

        last = self.engine.read(last_transaction)
        if last is None:
            raise InputError.of("empty", "nothing was recorded yet")
        return last

    def kept_digests(
        self, digest: str | Sequence[str], signers: FilePath | None = None
    ) -> Sequence[KeptDigest]:
        """Return the digests that are kept: the digest itself, or what a file or a repository of git holds.

        Raises:
            InputError: that is none, or none of the *signers* signed it.

        """
        from tempodb.api.kept_digests import kept_digests

        places = [digest] if isinstance(digest, str) or not isinstance(digest, Sequence) else digest
        allowed = None if signers is None else str(path_of(signers))
        location = self.engine.storage.path
        return [
            kept for place in places for kept in kept_digests(text_of(place, "a digest"), location, allowed)
        ]

    def signed_digest(self, key: FilePath) -> str:
        """Return the digest with its signature by a key of SSH, as a file keeps it for `verify`.

        Raises:
            InputError: there is no such key, or nothing was recorded yet.
            OperationalError: there is no ssh-keygen.

        """
        from tempodb.api.kept_digests import signed

        return signed(self.digest(), str(path_of(key)))

    def keep_digest(self, repository: FilePath, *, signed: str | None = None) -> str | None:
        """Commit the digest, or what `signed_digest` made of it, to a repository of git; return the commit.

        It is None if that is there already. No hook is run, and nothing is pushed.

        Raises:
            InputError: there is no such repository, or nothing was recorded yet.
            OperationalError: git cannot write to it, or does not know who commits.

        """
        from tempodb.api.kept_digests import file_name, keep_in_repository

        last = self._last()
        location = self.engine.storage.path
        message = f"{file_name(location)}: transaction {last.id}, recorded {instant_text(last.recorded)}"
        return keep_in_repository(signed or f"{last.digest}\n", location, str(path_of(repository)), message)

    def export(
        self,
        dataset: str | None = None,
        known_at: DateLike | None = None,
        format: str = "yaml",
        *,
        progress: Progress = unwatched,
    ) -> ExportedText:
        """Return what a dataset states as the text of a file; loading it changes nothing.

        Raises:
            InputError: there is no such dataset, or there are several and none is named; or nothing
                was recorded yet.

        """
        from tempodb.api.exports import exported
        from tempodb.temporal.instant_reader import read_known

        def read(snapshot: Snapshot) -> ExportedText:
            present = self.engine.present(self.engine.reader(snapshot))
            instant = FOREVER if known_at is None else read_known(known_at, present)
            return exported(snapshot, dataset, instant, format, progress_of(progress))

        return self.engine.read(read)

    def export_folder(
        self,
        path: FilePath,
        dataset: str | None = None,
        known_at: DateLike | None = None,
        format: str = "folder",
        *,
        progress: Progress = unwatched,
    ) -> Sequence[Problem]:
        """Write what a dataset states as a folder of tables, of CSV or of *format* `parquet`; loading it changes nothing.

        A folder that holds a dataset is replaced. What is to be known of it is returned.

        Raises:
            InputError: there is no such dataset, or there are several and none is named; or the folder
                holds something else.
            OperationalError: it cannot be written.

        """
        from pathlib import Path

        from tempodb.api.exports import exported_folder
        from tempodb.api.output_folders import write_folder
        from tempodb.temporal.instant_reader import read_known

        told: list[Problem] = []

        def fill(to: Path) -> None:
            def read(snapshot: Snapshot) -> Sequence[Problem]:
                present = self.engine.present(self.engine.reader(snapshot))
                instant = FOREVER if known_at is None else read_known(known_at, present)
                return exported_folder(snapshot, dataset, instant, format, to, progress_of(progress))

            told.extend(self.engine.read(read))

        write_folder(Path(path_of(path)), fill)
        return told

    def copy_to(self, location: FilePath, *, progress: Progress = unwatched) -> None:
        """Write the database, with its whole history, to another place where nothing is yet: a file or a server.

        Both have the same digest then, and answer alike.

        >>> import tempodb
        >>> db = tempodb.open(":memory:")
        >>> _ = db.load(tempodb.bundled_fixture("csto.yaml"))
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     db.copy_to(f"{folder}/copy.db")
        ...     with tempodb.open(f"{folder}/copy.db") as copy:
        ...         copy.digest() == db.digest()
        True

        Raises:
            InputError: there is a database already, there is none here, or it is of an earlier version.
            OperationalError: the other place cannot be written.

        """
        from tempodb.store.engines.copying import copy_database

        to = storage(path_of(location))
        late, watched = self.engine.late, progress_of(progress)
        late.clear()
        try:
            self.engine.read(lambda snapshot: copy_database(snapshot, to, late.append, watched))
        finally:
            to.close()
