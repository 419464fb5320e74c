"""What an open database has learnt of the state that it is in, as long as nobody writes."""

from __future__ import annotations

from collections.abc import Callable

from tempodb.answers.dispatch import Answering
from tempodb.binding.bound_queries import BoundQueries
from tempodb.execution.allowance import Allowance
from tempodb.execution.choice import ChosenExecutor
from tempodb.execution.view import View
from tempodb.questions import resolved
from tempodb.store.engines.port import Snapshot
from tempodb.store.reading.catalog import StoredCatalog
from tempodb.store.reading.reader import BeliefReader


class Learnt:
    """What reads one state of a database, and what queries mean there; both keep what they have learnt."""

    def __init__(
        self,
        snapshot: Snapshot,
        reader: BeliefReader,
        catalog: StoredCatalog,
        answering: Callable[[resolved.Query], Answering] = Answering,
    ) -> None:
        self._snapshot = snapshot
        self._version = snapshot.version()
        self._executor = ChosenExecutor()
        self.reader = reader
        self.queries = BoundQueries(catalog, answering)

    def view(self, known_at: int, allowance: Allowance) -> View:
        """Return what is seen of it at a recorded instant, as long as the *allowance* lasts."""
        return View(self.reader, self._executor, known_at, allowance)

    def is_of(self, snapshot: Snapshot) -> bool:
        """Return whether it is of this state, or may be hoped to be."""
        return self._snapshot is snapshot and snapshot.is_still(self._version)
