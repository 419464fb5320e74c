"""All that is observed of a database: how it lies, whether its tables and its clock are right; nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from tempodb.base.errors import TempodbError
from tempodb.store.engines.observations import Observation, observed
from tempodb.store.engines.port import Snapshot, Storage
from tempodb.store.journal.ahead import ahead
from tempodb.store.log.log_end import last_transaction
from tempodb.store.schema.layout import SCHEMA_VERSION
from tempodb.temporal.instants import instant_text


def observations(storage: Storage, clock: int) -> Iterator[Observation]:
    """Yield what is observed of the database in a *storage*, by a *clock* in microseconds UTC.

    Raises:
        InputError: there is none.
        OperationalError: its server cannot be reached.
        OSError: the system does not let its file be looked at.

    """
    told = set()
    for observation in storage.observed(clock):
        told.add(observation.about)
        yield observation
    # What keeps it from being read has been told then.
    with suppress(TempodbError), storage.translated(), storage.glance() as snapshot:
        yield from [inside for inside in _inside(snapshot, clock) if inside.about not in told]


def _inside(snapshot: Snapshot, clock: int) -> Iterator[Observation]:
    version, last = snapshot.schema_version(), last_transaction(snapshot)
    found = f"version {version}, which is that of this program"
    hint = None
    if version != SCHEMA_VERSION:
        found = f"version {version}, and this program writes {SCHEMA_VERSION}"
        hint = f"it is read as it is; the next write, or tempodb maintain, makes it one of {SCHEMA_VERSION}"
    yield Observation("schema", found, hint)
    if snapshot.has_own_tables():
        yield Observation("tables", "tables, indexes and views are as this program makes them")
    else:
        hint = "tempodb verify tells whether the rows are whole; if so, move them with tempodb copy"
        yield Observation("tables", "tables, indexes or views are not as this program makes them", hint)
    doubts = list(ahead(snapshot, clock))
    yield from map(observed, doubts)
    if last is not None and not doubts:
        yield Observation("clock", f"the last transaction was recorded at {instant_text(last.recorded)}")
