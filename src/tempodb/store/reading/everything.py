"""Beliefs → columns: all that was ever believed of a kind, in one pass over its rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import chain

import numpy as np

from tempodb.execution.columns.arrays import DAY_BITS, Ints
from tempodb.execution.columns.belief_columns import BeliefColumns, StatedEnd
from tempodb.execution.columns.distinct import Distinct
from tempodb.model.kinds import Kind
from tempodb.model.schema import SCHEMA
from tempodb.store.engines.port import Snapshot

NUMBERS = (
    *("scope", "party", "f1", "f2", "t1", "t2", "value", "sources"),
    *("disputed", "recorded_from", "recorded_to", "claim", "id"),
)
EVERYTHING = f"SELECT {', '.join(NUMBERS)} FROM belief WHERE kind = ?"
WORDED = """SELECT id, from_text, to_text FROM belief
  WHERE kind = ? AND (from_text IS NOT NULL OR to_text IS NOT NULL)"""


def read_everything(snapshot: Snapshot, kind: Kind, ids: Distinct[str]) -> BeliefColumns:
    """Return all that was ever believed of a kind whose facts are filed under nothing but scope and party."""
    found = np.fromiter(chain.from_iterable(snapshot.execute(EVERYTHING, (int(kind),))), np.int64)
    rows = found.reshape(-1, len(NUMBERS))
    named = dict(zip(NUMBERS, range(len(NUMBERS)), strict=True))
    rows = rows[np.lexsort([rows[:, named[name]] for name in ("id", "f1", "party", "scope")])]
    columns = {name: np.ascontiguousarray(rows[:, place]) for name, place in named.items()}
    scope, party = columns.pop("scope"), columns.pop("party")
    begins = np.ones(len(rows), np.bool_)
    begins[1:] = (scope[1:] != scope[:-1]) | (party[1:] != party[:-1])
    values, value = _interned(snapshot, columns.pop("value"))
    sets, sources = _interned(snapshot, columns.pop("sources"))
    ends, from_, to = _ends(snapshot, kind, columns)
    narrow = ("f1", "f2", "t1", "t2", "claim", "id")
    columns.update({name: columns[name].astype(np.int32) for name in narrow})
    return BeliefColumns(
        key=(np.cumsum(begins) - 1).astype(np.int32),
        from_=from_,
        to=to,
        value=value,
        sources=sources,
        disputed=columns.pop("disputed").astype(np.bool_),
        scope=scope[begins],
        party=party[begins],
        values=Distinct(values),
        source_sets=Distinct(frozenset(json.loads(told)) for told in sets),
        ends=ends,
        ids=ids,
        places=SCHEMA[kind].places,
        **columns,
    )


def read_ids(snapshot: Snapshot) -> Distinct[str]:
    """Return what all entities are called, each at the place of its number."""
    pairs = snapshot.execute("SELECT id, slug FROM entity ORDER BY id").fetchall()
    ids = [""] * (pairs[-1][0] + 1 if pairs else 1)
    for number, slug in pairs:
        ids[number] = slug
    return Distinct(ids)


def _interned(snapshot: Snapshot, numbers: Ints) -> tuple[list[str], Ints]:
    """Return the texts that some numbers stand for, and the place of each among them."""
    distinct, places = np.unique(numbers, return_inverse=True)
    wanted = distinct.tolist()
    texts: dict[int, str] = {}
    for start in range(0, len(wanted), 500):
        chunk = wanted[start : start + 500]
        marks = ", ".join("?" * len(chunk))
        texts.update(snapshot.execute(f"SELECT id, text FROM interned WHERE id IN ({marks})", chunk))
    return [texts[number] for number in wanted], places.reshape(-1).astype(np.int32)


def _ends(snapshot: Snapshot, kind: Kind, columns: dict[str, Ints]) -> tuple[Distinct[StatedEnd], Ints, Ints]:
    """Return the distinct ends, and the places of both ends of each row among them."""
    packed = [columns[first] << DAY_BITS | columns[last] for first, last in (("f1", "f2"), ("t1", "t2"))]
    distinct, places = np.unique(np.concatenate(packed), return_inverse=True)
    both = places.reshape(2, -1).astype(np.int32)
    days = zip((distinct >> DAY_BITS).tolist(), (distinct & (1 << DAY_BITS) - 1).tolist(), strict=True)
    ends = Distinct(StatedEnd(earliest, latest, None) for earliest, latest in days)
    worded: Sequence[tuple[int, str | None, str | None]] = snapshot.execute(WORDED, (int(kind),)).fetchall()
    if worded:
        at = dict(zip(columns["id"].tolist(), range(len(columns["id"])), strict=True))
        for id_, *texts in worded:
            for side, text in zip(both, texts, strict=True):
                if text is not None:
                    end = ends.values[side[at[id_]]]
                    side[at[id_]] = ends.place(end._replace(text=text))
    return ends, both[0], both[1]
