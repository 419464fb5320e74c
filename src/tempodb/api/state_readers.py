"""What reads one state of a database: its beliefs, and its names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tempodb.store.engines.port import Snapshot
    from tempodb.store.reading.catalog import StoredCatalog
    from tempodb.store.reading.reader import BeliefReader


class StateReaders:
    """Reads a state by the tables in which all of it lies; what lies otherwise is read otherwise."""

    def reader(self, snapshot: Snapshot) -> BeliefReader:
        """Return what reads the beliefs of one state."""
        # A load asks for no beliefs, and for no names.
        from tempodb.store.reading.reader import BeliefReader

        return BeliefReader(snapshot)

    def catalog(self, snapshot: Snapshot) -> StoredCatalog:
        """Return what looks names up in one state."""
        # Likewise.
        from tempodb.store.reading.catalog import StoredCatalog

        return StoredCatalog(snapshot)
