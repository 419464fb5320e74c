"""What is offered while somebody types a name or a question."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

import tempodb
from tempodb.language_service.completions import Completion, Vocabulary, complete
from tempodb.language_service.name_index import NameIndex
from tempodb.model.kinds import EntityType
from tempodb.model.labels import Label

MOST_COMPLETIONS = 12
MOST_SORTED = 50_000
"""How many parties there may be for all names to be sorted; of more, those that begin so are read each time."""


class OfferedNames:
    """The names of a database, sorted anew when something was recorded."""

    def __init__(self) -> None:
        self._lock, self._index = Lock(), NameIndex(())
        self._recorded: int | None = None

    def starting(self, database: tempodb.Database, typed: str, most: int) -> Sequence[Label]:
        """Return what is called as was typed, or has its letters; each thing once."""
        if _is_large(database):
            return database.labels_beginning(typed, most) if typed.strip() else []
        return self._current(database).found(typed, database.today(), most)

    def completions(self, database: tempodb.Database, typed: str) -> Sequence[Completion]:
        """Return what can follow in a question."""
        names = NameIndex(()) if _is_large(database) else self._current(database)
        vocabulary = Vocabulary(names, today=database.today())
        return complete(typed, len(typed), vocabulary)[:MOST_COMPLETIONS]

    def _current(self, database: tempodb.Database) -> NameIndex:
        with self._lock:
            recorded = database.last_recorded()
            if recorded != self._recorded:
                self._index, self._recorded = NameIndex(database.labels()), recorded
            return self._index


def _is_large(database: tempodb.Database) -> bool:
    return database.how_many(EntityType.PARTY) > MOST_SORTED
