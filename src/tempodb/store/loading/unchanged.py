"""Files that are to the letter what was loaded last: known by their fingerprints, without being read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tempodb.model.kinds import EntityType
from tempodb.store.engines.port import Snapshot
from tempodb.store.loading.difference import Difference
from tempodb.store.loading.load_report import LoadReport
from tempodb.store.log.loaded_file import LoadedFile, file_remarked

SAYS_SAME = f"SELECT EXISTS (SELECT 1 FROM entity WHERE type = {int(EntityType.OTHER_ID)})"
_LAST_LOADS = """
WITH last AS (SELECT max(id) AS id, dataset FROM tx WHERE dataset IS NOT NULL GROUP BY dataset),
  undone AS (
    SELECT max(t.id) AS id FROM tx t WHERE t.dataset IS NULL AND t.id > (SELECT min(id) FROM last) AND EXISTS (
      SELECT 1 FROM assertion a WHERE a.tx = t.id AND a.operation IN ('revoke', 'restore')))
SELECT last.dataset, a.body FROM last
JOIN assertion a ON a.id = (SELECT max(id) FROM assertion WHERE tx = last.id)
WHERE a.operation = 'remark' AND last.id > (SELECT coalesce(max(id), 0) FROM undone)
"""
_LOADS = "SELECT id FROM tx WHERE dataset = ? ORDER BY id DESC"
_LAST_OF = """SELECT operation, body FROM assertion
WHERE id = (SELECT max(id) FROM assertion WHERE tx = ?)"""
_UNDONE_SINCE = """SELECT 1 FROM assertion WHERE operation IN ('revoke', 'restore')
AND tx IN (SELECT id FROM tx WHERE dataset IS NULL AND id > ?) LIMIT 1"""
_CUTS = """SELECT count(*) FROM assertion
WHERE operation = 'clear' AND tx IN (SELECT id FROM tx WHERE dataset IS NULL)"""


def known_texts(snapshot: Snapshot) -> dict[str, LoadReport]:
    """Return what loading files reports that need not be read for that, by their fingerprints.

    What a dataset states is what the last load of it left. So a file with the text of that load says
    nothing new: what others have added since was held against the claims of this one, and what writes have
    cut of them is told, and stays so. An erasure, which empties claims, takes all fingerprints with it; what was
    undone since may be any of it. What a file says of an id that is another one depends on who else says so.
    """
    if snapshot.execute(SAYS_SAME).fetchone()[0]:
        return {}
    found = {}
    for dataset, body in snapshot.execute(_LAST_LOADS):
        loaded = file_remarked(body)
        if loaded is not None:
            found[loaded.fingerprint] = LoadReport(dataset, None, Difference.none(loaded.claims))
    return found


def known_again(known: Mapping[str, LoadReport], fingerprints: Sequence[str]) -> dict[str, LoadReport]:
    """Return what is *known* of files by their fingerprints; nothing where one of them is named twice."""
    if len(set(fingerprints)) < len(fingerprints):
        return {}
    return {print_: known[print_] for print_ in fingerprints if print_ in known}


def all_known(
    known: Mapping[str, LoadReport], fingerprints: Sequence[str], snapshot: Snapshot
) -> list[LoadReport] | None:
    """Return what loading all files reports, None unless each is *known* and no write has cut claims."""
    are_known = fingerprints and known.keys() >= set(fingerprints) and not was_cut(snapshot)
    return [known[print_] for print_ in fingerprints] if are_known else None


class Load(NamedTuple):
    """A transaction that loaded a dataset, and the file, if it is known by its fingerprint."""

    transaction: int
    file: LoadedFile | None


def loads_of(snapshot: Snapshot, dataset: str) -> Iterator[Load]:
    """Yield the loads of a dataset, the last one first."""
    for (tx,) in snapshot.execute(_LOADS, (dataset,)).fetchall():
        yield Load(tx, _loaded_in(snapshot, tx))


def was_cut(snapshot: Snapshot) -> bool:
    """Return whether writes have cut claims."""
    return bool(next(iter(snapshot.execute(_CUTS)))[0])


def _loaded_in(snapshot: Snapshot, tx: int) -> LoadedFile | None:
    """Return the file that a transaction loaded, if it is remarked."""
    if snapshot.execute(_UNDONE_SINCE, (tx,)).fetchone() is not None:
        return None
    for operation, body in snapshot.execute(_LAST_OF, (tx,)):
        if operation == "remark":
            return file_remarked(body)
    return None
