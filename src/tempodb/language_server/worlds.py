"""The names that are known in an editor: those of a database, or of the datasets beside the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tempodb import Database
from tempodb.base.errors import DatasetError, OperationalError, TempodbError
from tempodb.language_server.findings import Located
from tempodb.language_server.workspace_files import FileState, texts_of_datasets
from tempodb.language_service.completions import Vocabulary
from tempodb.language_service.dataset_files.entry_outline import defined_in
from tempodb.language_service.name_index import NameIndex
from tempodb.model.kinds import EntityType
from tempodb.temporal.instants import instant_text

THROWAWAY = ":memory:"


@dataclass(frozen=True)
class World:
    """What is known: a database that can be asked, the names in it, and where datasets define them.

    `today` is a day as a number.
    """

    database: Database
    names: NameIndex = field(default_factory=lambda: NameIndex([]))
    statuses: tuple[str, ...] = ()
    instants: tuple[tuple[str, str], ...] = ()
    defined: Mapping[str, tuple[Located, ...]] = field(default_factory=dict)

    def vocabulary(self) -> Vocabulary:
        """Return what can be offered."""
        return Vocabulary(self.names, self.database.today(), self.statuses, instants=self.instants)


def world_of(database: Database, defined: Mapping[str, tuple[Located, ...]]) -> World:
    """Return what a database knows; nothing of one that is not there yet.

    Raises:
        OperationalError: it cannot be read.

    """
    labels = database.labels()
    statuses = tuple(sorted({label.id for label in labels if label.type is EntityType.STATUS}))
    instants = tuple(
        (instant_text(each.recorded), each.note or each.dataset or "recorded") for each in database.recorded()
    )
    return World(database, NameIndex(labels), statuses, instants, defined)


def definitions(files: Sequence[FileState]) -> dict[str, tuple[Located, ...]]:
    """Return where the datasets among some files define what."""
    found: dict[str, tuple[Located, ...]] = {}
    for path, text in texts_of_datasets(files).items():
        for id_, entries in defined_in(text).items():
            found[id_] = (*found.get(id_, ()), *(Located(path, text, entry) for entry in entries))
    return found


def loaded(files: Sequence[FileState], open_: Callable[[str], Database]) -> Database:
    """Return a throw-away database of the datasets among some files, without those that cannot be loaded."""
    left = list(texts_of_datasets(files))
    while left:
        database = open_(THROWAWAY)
        try:
            database.load(*left)
        except DatasetError as refusal:
            database.close()
            wrong = {Path(problem.file) for problem in refusal.problems if problem.file is not None}
            kept = [path for path in left if path not in wrong]
            # What is wrong with one may be that another lacks something.
            left = kept if len(kept) < len(left) else left[:-1]
        except (TempodbError, OSError):
            database.close()
            left = left[:-1]
        else:
            return database
    return open_(THROWAWAY)


def readable(database: Database) -> bool:
    """Return whether a database can be read at present."""
    try:
        database.last_recorded()
    except (OperationalError, OSError):
        return False
    return True
