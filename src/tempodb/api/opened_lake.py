"""An open lake: it is asked as a database is, and what only a log has is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from tempodb.api.database import Database
from tempodb.api.lake_engine import LakeEngine
from tempodb.lake.asking.lake_storage import not_here
from tempodb.model.kinds import EntityType

if TYPE_CHECKING:
    from tempodb.model.labels import Label


class OpenedLake(Database):
    """What `tempodb.open_lake` returns."""

    engine: LakeEngine

    def __init__(self, engine: LakeEngine) -> None:
        super().__init__(engine)

    def labels(self) -> list[Label]:
        """Return every name that is believed, with what it names."""
        self.engine.bring_labels()
        return super().labels()

    def labels_at_once(self) -> list[Label]:
        """Return the same."""
        return self.labels()

    def labels_beginning(self, text: str, most: int) -> list[Label]:
        """Return the names that begin with *text*, of so many things."""
        self.engine.bring_labels()
        return super().labels_beginning(text, most)

    def how_many(self, type_: EntityType) -> int:
        """Return how many things of a type there ever were."""
        return self.engine.tables.how_many(type_)

    def verify(self, *given: Any, **named: Any) -> NoReturn:
        """Refuse: what is verified is a log.

        Raises:
            InputError: always.

        """
        raise not_here(self.engine.location)

    def erasures(self) -> NoReturn:
        """Refuse: a lake does not tell of erasures.

        Raises:
            InputError: always.

        """
        raise not_here(self.engine.location)

    def export(self, *given: Any, **named: Any) -> NoReturn:
        """Refuse: what a dataset states is in the log.

        Raises:
            InputError: always.

        """
        raise not_here(self.engine.location)

    def export_folder(self, *given: Any, **named: Any) -> NoReturn:
        """Refuse: what a dataset states is in the log.

        Raises:
            InputError: always.

        """
        raise not_here(self.engine.location)

    def copy_to(self, *given: Any, **named: Any) -> NoReturn:
        """Refuse: a lake is copied as files are.

        Raises:
            InputError: always.

        """
        raise not_here(self.engine.location)

    def preview_erasure(self, person: str) -> NoReturn:
        """Refuse: an erasure is one of the log.

        Raises:
            InputError: always.

        """
        raise not_here(self.engine.location)
