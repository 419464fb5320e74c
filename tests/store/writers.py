"""Writers that are forks of this process, and the datasets that they write."""

from __future__ import annotations

import json
import os
import sqlite3
import warnings
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import tempodb

MEMBERS = [f"m{i}" for i in range(30)]


def written(
    folder: Path, dataset: str, turn: int, members: list[str] = MEMBERS, status: str = "member"
) -> Path:
    """Write the file of one dataset in one turn, which differs from that of every other turn in every fact."""
    facts = [{"member": member, "of": "o", "from": 1000 + turn, "status": status} for member in members]
    content = {
        "tempodb": 1,
        "dataset": dataset,
        "statuses": ["member", "observer"],
        "states": {member: {"name": f"{member} of all"} for member in members},
        "organizations": {"o": {"name": "Org"}},
        "memberships": facts,
    }
    path = folder / f"{dataset}-{turn}.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def turns(path: Path, dataset: str) -> set[int]:
    """Return the turns from which the facts of a dataset are that are believed now: one, if all is well."""
    with tempodb.open(path) as db:
        facts = json.loads(db.export(dataset, format="json")).get("memberships", [])
    return {int(fact["from"]) - 1000 for fact in facts}


def transactions(path: Path) -> list[tuple[int, str]]:
    """Return recorded time and dataset of every transaction, in order."""
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT recorded, dataset FROM tx ORDER BY id").fetchall()
    connection.close()
    return rows


def assert_whole(path: Path) -> None:
    with tempodb.open(path) as db:
        assert db.verify() == []
    recorded = [instant for instant, _ in transactions(path)]
    assert all(a < b for a, b in pairwise(recorded))


def fork(work: Callable[[], object]) -> int:
    """Do *work* in a process of its own, which ends with 0, or with 1 if the work fails."""
    with warnings.catch_warnings():
        # Python warns of other threads, which the runner of the tests may have; the child uses none.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child:
        return child
    try:
        work()
        os._exit(0)
    except BaseException:
        os._exit(1)


def ended(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
