"""Beliefs → columns: all that was ever believed of a kind, or of that under one entity, in one pass over its rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, repeat
from typing import Any, NamedTuple

import numpy as np

from tempodb.execution.columns.arrays import DAY_BITS, Flags, Ints, each_placed, ordered_by, repeats
from tempodb.execution.columns.belief_columns import BeliefColumns, StatedEnd
from tempodb.execution.columns.distinct import Distinct
from tempodb.model.kinds import Kind
from tempodb.model.schema import SCHEMA
from tempodb.store.engines.port import Snapshot
from tempodb.store.reading.meanings import AT_ONCE

PAIRS = (
    *(("scope", "party"), ("other", "disputed"), ("f1", "f2"), ("t1", "t2")),
    *(("value", "sources"), ("claim", "id")),
)
"""Numbers that are read two as one: what takes the time is how many are read."""
IS_WORDED = "(from_text IS NOT NULL OR to_text IS NOT NULL)"
WORDED_BIT = 2
"""Stands beside `disputed`, where an end is written otherwise than its days say."""
HALF_BITS = 32
READ_AS = {"disputed": f"disputed + CASE WHEN {IS_WORDED} THEN {WORDED_BIT} ELSE 0 END"}
NUMBERS = (
    *(f"{high} * {1 << HALF_BITS} + {READ_AS.get(low, low)}" for high, low in PAIRS),
    *("recorded_from", "recorded_to"),
)
# With the plus no index leads to the rows, each of which would be looked up by itself.
RECTANGLES = f"SELECT {', '.join(NUMBERS)} FROM belief WHERE +kind = ?"
KEYED_BY = ("scope", "party", "other")
WORDED = f"SELECT id, from_text, to_text FROM belief WHERE {IS_WORDED} AND +kind = ?"
UNDER = " AND scope IN "
FEWER = 3
"""What is filed under so many times fewer entities than there are is sooner looked up than read with all others."""


class SomeColumns(NamedTuple):
    """All that was ever believed of a kind under some entities, and which those are."""

    columns: BeliefColumns
    is_read: Flags

    def has(self, numbers: Iterable[Ints]) -> bool:
        """Return whether all entities of some numbers are among them."""
        return all(self.is_read.take(column).all() for column in numbers)


def read_everything(snapshot: Snapshot, kind: Kind, ids: Distinct[str]) -> BeliefColumns:
    """Return all that was ever believed of a kind."""
    return _read(snapshot, kind, [("", ())], ids)


def read_some(
    snapshot: Snapshot, kind: Kind, numbers: Iterable[Ints], ids: Distinct[str]
) -> SomeColumns | None:
    """Return what was ever believed of a kind under the entities of some numbers; None where they are many."""
    is_read = np.zeros(len(ids.values), np.bool_)
    for column in numbers:
        is_read[column] = True
    wanted = np.flatnonzero(is_read).tolist()
    if len(wanted) * FEWER > len(is_read):
        return None
    return SomeColumns(_read(snapshot, kind, list(_under(wanted)), ids), is_read)


def read_under(snapshot: Snapshot, kind: Kind, number: int) -> BeliefColumns:
    """Return all that was ever believed of a kind under one entity, where nobody else has a number."""
    read = _read(snapshot, kind, list(_under([number])), Distinct([]))
    filed = np.concatenate([read.scope, read.party, read.other])
    slugs, places = _named(snapshot, "slug FROM entity", filed)
    scope, party, other = places.reshape(3, -1)
    return replace(read, scope=scope, party=party, other=other, ids=Distinct(slugs))


def _under(numbers: Sequence[int]) -> Iterator[tuple[str, Sequence[int]]]:
    """Yield conditions of which each finds what is filed under some entities."""
    for marks, some in _looked_for(numbers):
        yield UNDER + marks, some


def _looked_for(numbers: Sequence[int]) -> Iterator[tuple[str, Sequence[int]]]:
    """Yield numbers, with the marks that stand for them in a statement."""
    for start in range(0, len(numbers), AT_ONCE):
        some = numbers[start : start + AT_ONCE]
        yield f"({', '.join('?' * len(some))})", some


def _read(
    snapshot: Snapshot, kind: Kind, where: Sequence[tuple[str, Sequence[int]]], ids: Distinct[str]
) -> BeliefColumns:
    def rows(sql: str) -> Iterator[Any]:
        return chain.from_iterable(snapshot.execute(sql + more, (int(kind), *asked)) for more, asked in where)

    columns = _columns(rows(RECTANGLES))
    values, columns["value"] = _named(snapshot, "text FROM interned", columns["value"])
    sets, columns["sources"] = _named(snapshot, "text FROM interned", columns["sources"])
    disputed = columns["disputed"]
    columns["disputed"] = disputed % WORDED_BIT
    # Where there are none, a second look at all rows would find none.
    worded = list(rows(WORDED)) if (disputed >= WORDED_BIT).any() else ()
    return columns_of_rows(kind, RowsRead(columns, values, sets, worded), ids)


class RowsRead(NamedTuple):
    """Rows in whatever order, as columns of numbers: what of a value and of sources stands among the texts of both.

    The ends are *worded* of rows of some numbers that are written otherwise than their days say.
    """

    columns: dict[str, Ints]
    values: Sequence[str]
    sources: Sequence[str]
    worded: Sequence[tuple[int, str | None, str | None]]


def columns_of_rows(kind: Kind, read: RowsRead, ids: Distinct[str]) -> BeliefColumns:
    """Return the columns of rows of a kind, whose entities are called by *ids*."""
    order = ordered_by(*(read.columns[name] for name in (*KEYED_BY, "f1", "id")))
    columns = {name: column.take(order) for name, column in read.columns.items()}
    filed = {name: columns.pop(name) for name in KEYED_BY}
    begins = ~np.logical_and.reduce([repeats(column) for column in filed.values()])
    ends, from_, to = _ends(columns, read.worded)
    return BeliefColumns(
        key=np.cumsum(begins, dtype=np.int32) - 1,
        from_=from_,
        to=to,
        disputed=columns.pop("disputed").astype(np.bool_),
        **{name: column[begins] for name, column in filed.items()},
        values=Distinct(read.values),
        source_sets=Distinct(frozenset(json.loads(told)) for told in read.sources),
        ends=ends,
        ids=ids,
        places=SCHEMA[kind].places,
        **columns,
    )


def _columns(rows: Iterable[Sequence[int]]) -> dict[str, Ints]:
    """Return the columns of all numbers, in whatever order the rows have."""
    found = np.fromiter(chain.from_iterable(rows), np.int64)
    *pairs, recorded_from, recorded_to = found.reshape(-1, len(NUMBERS)).T
    columns: dict[str, Ints] = {"recorded_from": recorded_from, "recorded_to": recorded_to}
    for (high, low), pair in zip(PAIRS, pairs, strict=True):
        columns[high] = (pair >> HALF_BITS).astype(np.int32)
        columns[low] = (pair & (1 << HALF_BITS) - 1).astype(np.int32)
    return columns


def read_ids(snapshot: Snapshot) -> Distinct[str]:
    """Return what all entities are called, each at the place of its number."""
    pairs = snapshot.execute("SELECT id, slug FROM entity ORDER BY id").fetchall()
    ids = [""] * (pairs[-1][0] + 1 if pairs else 1)
    for number, slug in pairs:
        ids[number] = slug
    return Distinct(ids)


def _named(snapshot: Snapshot, text: str, numbers: Ints) -> tuple[list[str], Ints]:
    """Return the texts that some numbers stand for in a table, 0 for none, and the place of each among them."""
    distinct, places = each_placed(numbers)
    wanted = distinct.tolist()
    texts = {0: ""}
    for marks, some in _looked_for(wanted):
        texts.update(snapshot.execute(f"SELECT id, {text} WHERE id IN {marks}", some))
    return [texts[number] for number in wanted], places


def _ends(
    columns: dict[str, Ints], worded: Sequence[tuple[int, str | None, str | None]]
) -> tuple[Distinct[StatedEnd], Ints, Ints]:
    """Return the distinct ends, and the places of both ends of each row among them."""
    earliest, latest = (np.concatenate([columns[f], columns[t]]) for f, t in (("f1", "t1"), ("f2", "t2")))
    is_day = earliest == latest
    # Most are days, which need not be sorted to be told apart.
    days, day = each_placed(earliest[is_day])
    packed = earliest[~is_day].astype(np.int64) << DAY_BITS | latest[~is_day]
    ranges, range_ = np.unique(packed, return_inverse=True)
    places = np.empty(len(earliest), np.int32)
    places[is_day], places[~is_day] = day, range_.reshape(-1) + len(days)
    candidates = [days, ranges >> DAY_BITS], [days, ranges & (1 << DAY_BITS) - 1]
    ends = Distinct(map(StatedEnd, *(np.concatenate(side).tolist() for side in candidates), repeat(None)))
    both = places.reshape(2, -1)
    if worded:
        at = dict(zip(columns["id"].tolist(), range(len(columns["id"])), strict=True))
        for id_, *texts in worded:
            for side, text in zip(both, texts, strict=True):
                if text is not None:
                    end = ends.values[side[at[id_]]]
                    side[at[id_]] = ends.place(end._replace(text=text))
    return ends, both[0], both[1]
