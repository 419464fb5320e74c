"""Files that are to the letter what was loaded last: known by their marks, without being read."""

from __future__ import annotations

from collections.abc import Sequence

from tempodb.store.engines.port import Snapshot
from tempodb.store.loading.difference import Difference
from tempodb.store.loading.load_plan import LoadReport
from tempodb.store.log.actions import Remark, read_action

_LAST_LOADS = """SELECT max(id), dataset FROM tx WHERE dataset IS NOT NULL GROUP BY dataset"""
_LAST_OF = """SELECT operation, claim, body FROM assertion
WHERE id = (SELECT max(id) FROM assertion WHERE tx = ?)"""
_INTERVENING = """SELECT count(*) FROM assertion
WHERE operation IN ('clear', 'erase') AND tx IN (SELECT id FROM tx WHERE dataset IS NULL)"""


def unchanged(snapshot: Snapshot, marks: Sequence[str]) -> list[LoadReport] | None:
    """Return what loading files of these *marks* reports, or None if they have to be read for that.

    What a dataset states is what the last load of it left. So a file with the text of that load says
    nothing new, as long as nothing but loads has cut or emptied claims: what others have added since was
    held against the claims of this one.
    """
    if not marks or len(set(marks)) < len(marks):
        return None
    known = _last_loaded(snapshot)
    if not known.keys() >= set(marks):
        return None
    if next(iter(snapshot.execute(_INTERVENING)))[0]:
        return None
    return [known[mark] for mark in marks]


def _last_loaded(snapshot: Snapshot) -> dict[str, LoadReport]:
    """Return for the mark of the file that each dataset was last loaded from, that it says nothing new."""
    found = {}
    for tx, dataset in snapshot.execute(_LAST_LOADS).fetchall():
        for row in snapshot.execute(_LAST_OF, (tx,)):
            match read_action(*row) if row[0] == "remark" else None:
                case Remark(loaded=loaded) if loaded is not None:
                    found[loaded.mark] = LoadReport(dataset, None, Difference((), (), (), loaded.claims))
    return found
