"""Looking after a database for years, as the façade offers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tempodb.api.engine import Engine
from tempodb.base.errors import OperationalError

if TYPE_CHECKING:
    from tempodb.store.engines.observations import Observation


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
