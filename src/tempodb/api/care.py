"""Looking after a database for years, as the façade offers it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tempodb.api.engine import Engine
from tempodb.base.errors import InputError, OperationalError
from tempodb.base.progress import Progress, unwatched
from tempodb.model.caller_values import path_of, progress_of
from tempodb.store.engines.locations import refuse_database, storage

if TYPE_CHECKING:
    from tempodb.api.datasets import FilePath
    from tempodb.api.kept_backups import KeptBackup
    from tempodb.api.sample_questions import SampleAnswer
    from tempodb.store.engines.fitness import Fitness
    from tempodb.store.engines.observations import Observation
    from tempodb.store.engines.port import Storage


class Care:
    """Observes a database, keeps copies of it, puts one in its place, and makes it fit again."""

    engine: Engine

    def doctor(self) -> list[Observation]:
        """Return what is observed of how the database lies, each with a `hint` where something is to be done; nothing is written.

        >>> import tempodb
        >>> db = tempodb.open(":memory:")
        >>> _ = db.load(tempodb.bundled_fixture("csto.yaml"))
        >>> [observation.about for observation in db.doctor()]
        ['engine', 'schema', 'tables', 'clock']

        Raises:
            InputError: there is no database.
            OperationalError: its server cannot be reached, or the system does not let its file be looked at.

        """
        from tempodb.store.journal.doctor import observations

        try:
            return list(observations(self.engine.storage, self.engine.clock()))
        except OSError as error:
            message = f"`{self.engine.storage.path}` cannot be looked at: {error.strerror or error}"
            raise OperationalError.of("unreachable", message, "look at its folder and permissions") from None

    def backup(self, path: FilePath, *, progress: Progress = unwatched) -> None:
        """Write a copy of the database to a new file, whole or not at all, while others may go on asking.

        Raises:
            InputError: the file is there already, or there is no database.
            OperationalError: the file cannot be written.

        """
        from pathlib import Path

        to = Path(path_of(path))
        refuse_database(to)
        self.engine.late.clear()
        self.engine.storage.backup(to, self.engine.late.append, progress_of(progress))

    def keep_backup(self, folder: FilePath, keep: int, *, progress: Progress = unwatched) -> KeptBackup:
        """Write a verified copy of the database to a folder, and remove all but the last so many that were written there so.

        The name of the copy is that of the database with the instant. What was not written so, or was
        changed since, stays.

        >>> import tempodb
        >>> from tempfile import TemporaryDirectory
        >>> db = tempodb.open(":memory:")
        >>> _ = db.load(tempodb.bundled_fixture("csto.yaml"))
        >>> with TemporaryDirectory() as folder:
        ...     for _ in range(3):
        ...         done = db.keep_backup(folder, keep=2)
        ...     len(done.removed), len(done.kept)
        (1, 2)

        Raises:
            InputError: *keep* is less than 1, the folder is none, or there is no database.
            OperationalError: the copy cannot be written, or is not whole.

        """
        from pathlib import Path

        from tempodb.api.kept_backups import keep_backup

        if not isinstance(keep, int) or isinstance(keep, bool) or keep < 1:
            raise InputError.of("keep", f"`{keep}` is no number of backups to keep", "keep 1 or more")
        return keep_backup(self.engine, Path(path_of(folder)), keep, progress_of(progress))

    def restore(self, backup: FilePath, *, overwrite: bool = False, progress: Progress = unwatched) -> None:
        """Put a *backup* in the place of the database, once it is verified; what is there is replaced only by *overwrite*.

        On a server it is copied to a schema in which nothing is yet.

        >>> import tempodb
        >>> from tempfile import TemporaryDirectory
        >>> db = tempodb.open(":memory:")
        >>> _ = db.load(tempodb.bundled_fixture("csto.yaml"))
        >>> before = db.digest()
        >>> with TemporaryDirectory() as folder:
        ...     db.backup(f"{folder}/copy.db")
        ...     _ = db.run("record membership of azerbaijan in csto as observer from 2020 onwards")
        ...     db.restore(f"{folder}/copy.db", overwrite=True)
        >>> db.digest() == before
        True

        Raises:
            InputError: there is a database, and *overwrite* is not said; or there is no backup.
            OperationalError: the backup is not whole, or the database is in use.

        """
        from tempodb.store.journal.backups import put_in_place

        own = self.engine.as_a_whole()
        if not overwrite and _is_taken(own):
            hint = "to replace it, add --yes; tempodb backup keeps a copy of it before"
            raise InputError.of("exists", f"there is a database at `{own.path}` already", hint)
        put_in_place(storage(path_of(backup)), own, self.engine.late.append, progress_of(progress))

    def maintain(self) -> Maintained:
        """Bring the database to this version, give room back, and see to what its engine plans by; return what that gained.

        On a server others go on meanwhile; a file is written anew, for which others wait. Some questions
        about what the database has most of are asked before and after, each three times.

        >>> import tempodb
        >>> db = tempodb.open(":memory:")
        >>> _ = db.load(tempodb.bundled_fixture("csto.yaml"))
        >>> done = db.maintain()
        >>> done.after.idle
        '0 bytes are free'
        >>> [answer.question for answer in done.answered_after][0]
        'members of csto'

        Raises:
            InputError: there is no database.
            OperationalError: it is locked, there is no room for a second one, or it is somebody else's.

        """
        from tempodb.api.sample_questions import sample_answers, sample_questions

        engine = self.engine
        engine.refuse_missing()
        questions = engine.read(sample_questions)
        answered_before = sample_answers(engine, questions)
        own = engine.as_a_whole()
        before = own.fitness()
        engine.migrate()
        own.make_fit(engine.late.append)
        after, late = own.fitness(), list(engine.late)
        answered = sample_answers(engine, questions)
        engine.late[:] = late
        return Maintained(before, after, answered_before, answered)


class Maintained(NamedTuple):
    """What a database was like before it was maintained and after that, and how long sample questions took then."""

    before: Fitness
    after: Fitness
    answered_before: tuple[SampleAnswer, ...] = ()
    answered_after: tuple[SampleAnswer, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """Return what programs are told; sizes are in bytes."""
        return {
            "before": _told(self.before, self.answered_before),
            "after": _told(self.after, self.answered_after),
        }


def _told(fitness: Fitness, answered: tuple[SampleAnswer, ...]) -> dict[str, object]:
    return {**fitness._asdict(), "questions": [answer._asdict() for answer in answered]}


def _is_taken(own: Storage) -> bool:
    """Return whether something is there, though it may not be readable any more."""
    try:
        return own.exists()
    except OperationalError:
        return True
