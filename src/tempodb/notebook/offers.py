"""What is offered while one types in a cell, from the names of its database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tempodb.language_service.completions import Vocabulary, complete
from tempodb.language_service.name_index import NameIndex
from tempodb.model.kinds import EntityType

if TYPE_CHECKING:
    from tempodb import Database


class Offers:
    """The names of a database, looked up anew once something was recorded."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._seen: int | None = None
        self._names = NameIndex([])
        self._statuses: tuple[str, ...] = ()

    def offered(self, text: str) -> tuple[int, list[str]]:
        """Return what can stand at the end of a text, the likeliest first, and from where on it would stand."""
        self._look_up()
        vocabulary = Vocabulary(self._names, self._database.today(), self._statuses)
        found = complete(text, len(text), vocabulary)
        start = found[0].start if found else len(text)
        return start, [each.text for each in found if each.start == start]

    def _look_up(self) -> None:
        if (last := self._database.last_recorded()) != self._seen:
            labels = self._database.labels()
            self._statuses = tuple(sorted({label.id for label in labels if label.type is EntityType.STATUS}))
            self._names, self._seen = NameIndex(labels), last
