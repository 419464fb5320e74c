"""Rectangles as columns of numbers → the rows of a table of a lake."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from tempodb.execution.columns.arrays import DAY_BITS, Ints
from tempodb.lake.entity_homes import Homes
from tempodb.lake.lake_layout import ColumnType, LakeTable, plain_fields
from tempodb.lake.numbered_rows import NumberedRows
from tempodb.lake.parquet_files import arrow_schema
from tempodb.model.schema import SCHEMA
from tempodb.store.beliefs.row_periods import read_bound
from tempodb.store.engines.asking_many import of_each
from tempodb.store.engines.port import Snapshot

FILED_NUMBERS = ("scope", "party", "other")
NAMED_ALIKE = {
    "row": "id",
    "from_earliest": "f1",
    "from_latest": "f2",
    "to_earliest": "t1",
    "to_latest": "t2",
}
"""Columns of a lake, and how those are called in a database that they are."""


class BeliefTables:
    """Makes tables of the rows of one state of a database."""

    def __init__(self, snapshot: Snapshot, homes: Homes) -> None:
        self._snapshot = snapshot
        self._homes = homes

    def made(self, table: LakeTable, rows: NumberedRows) -> Any:
        """Return the rows of a kind as those of its table, sorted."""
        assert table.kind is not None
        schema = SCHEMA[table.kind]
        columns = rows.columns
        named: dict[str, Any] = {"home": self._named(columns["scope"], self._homes.homes)}
        for name, numbers in zip(schema.filed, FILED_NUMBERS, strict=False):
            named.setdefault(name, self._named(columns[numbers], self._homes.ids))
        values, places = self._interned(columns["value"])
        named["value"] = _dictionary(values, places)
        named.update(field_columns(values, places, plain_fields(schema)))
        named["sources"] = _dictionary(*self._interned(columns["sources"]))
        for side, (end, first, last) in enumerate((("from", "f1", "f2"), ("to", "t1", "t2"))):
            named[f"{end}_text"] = _worded(rows, columns[first], columns[last], side)
        named["disputed"] = pa.array(columns["disputed"] != 0)
        for column in table.columns:
            if column.name not in named:
                named[column.name] = pa.array(columns[NAMED_ALIKE.get(column.name, column.name)])
        return in_table(table, named)

    def _named(self, numbers: Ints, texts: Sequence[str]) -> Any:
        distinct, places = np.unique(numbers, return_inverse=True)
        return _dictionary([texts[number] for number in distinct.tolist()], places)

    def _interned(self, numbers: Ints) -> tuple[list[str], Ints]:
        distinct, places = np.unique(numbers, return_inverse=True)
        texts = dict(
            of_each(self._snapshot, "SELECT id, text FROM interned WHERE id IN", (), distinct.tolist())
        )
        return [texts[number] for number in distinct.tolist()], places


def in_table(table: LakeTable, columns: Mapping[str, Any]) -> Any:
    """Return columns as a table of Arrow with the types of a table of a lake, in the order that its rows have."""
    schema = arrow_schema(table)
    whole = pa.table([_cast(columns[field.name], field.type) for field in schema], names=schema.names)
    keys = [_ranks(whole[name]) for name in reversed(table.sorted_by)]
    order = np.lexsort(keys) if keys and whole.num_rows else np.arange(whole.num_rows)
    return whole.take(pa.array(order))


def _cast(column: Any, type_: Any) -> Any:
    return column if pa.types.is_dictionary(column.type) else column.cast(type_)


def _ranks(column: Any) -> Ints:
    """Return numbers that are in the order of a column, texts by their code points."""
    chunk = column.combine_chunks()
    if pa.types.is_dictionary(chunk.type):
        texts = chunk.dictionary.to_pylist()
        rank = np.empty(len(texts), np.int64)
        rank[sorted(range(len(texts)), key=texts.__getitem__)] = np.arange(len(texts))
        found: Ints = rank[chunk.indices.to_numpy(zero_copy_only=False)]
        return found
    if pa.types.is_string(chunk.type):
        return _ranks(pa.chunked_array([chunk.dictionary_encode()]))
    numbers: Ints = chunk.to_numpy(zero_copy_only=False)
    return numbers


def _dictionary(texts: Sequence[str | None], places: Ints) -> Any:
    """Return a column of texts, the same one for the same texts, whatever numbers they have in the database."""
    distinct = {
        text: place for place, text in enumerate(sorted({text for text in texts if text is not None}))
    }
    moved = np.array([-1 if text is None else distinct[text] for text in texts], np.int32)
    at = moved[places.reshape(-1)] if len(texts) else np.zeros(0, np.int32)
    indices = pa.array(at, pa.int32(), mask=at < 0)
    return pa.DictionaryArray.from_arrays(indices, pa.array(list(distinct), pa.string()))


def field_columns(
    values: Sequence[str], places: Ints, fields: Mapping[str, ColumnType]
) -> Iterator[tuple[str, Any]]:
    """Yield the columns of the fields that have one, of rows whose values stand at some places."""
    read = json.loads(f"[{','.join(values)}]")
    for name, type_ in fields.items():
        found = [each.get(name) for each in read]
        if type_ is ColumnType.NUMBER:
            yield name, pa.array(found, pa.int64()).take(pa.array(places.reshape(-1)))
        else:
            yield name, _dictionary([None if said is None else str(said) for said in found], places)


def _worded(rows: NumberedRows, earliest: Ints, latest: Ints, side: int) -> Any:
    """Return how ends are shown: nothing for an open one."""
    packed = earliest << DAY_BITS | latest
    distinct, places = np.unique(packed, return_inverse=True)
    places = places.reshape(-1)
    shown = [_shown(end >> DAY_BITS, end & (1 << DAY_BITS) - 1, None) for end in distinct.tolist()]
    if rows.worded:
        known: dict[tuple[int, int, str], int] = {}
        days = zip(rows.columns["id"].tolist(), earliest.tolist(), latest.tolist(), strict=True)
        for at, (number, *ends) in enumerate(days):
            text = rows.worded.get(number, (None, None))[side]
            if text is not None:
                end = (*ends, text)
                if end not in known:
                    known[end] = len(shown)
                    shown.append(_shown(*end))
                places[at] = known[end]
    return _dictionary(shown, places)


def _shown(earliest: int, latest: int, text: str | None) -> str | None:
    return read_bound(earliest, latest, text).stated()
