"""What is wrong with the rows of one table of beliefs, looked at column by column."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from tempodb.base.errors import DateError
from tempodb.execution.columns.arrays import Flags, Ints
from tempodb.lake.belief_tables import field_columns
from tempodb.lake.lake_layout import LakeTable, bucket_of, plain_fields
from tempodb.lake.manifest import Manifest
from tempodb.model.canonical_json import canonical
from tempodb.model.kinds import EntityType
from tempodb.model.schema import SCHEMA
from tempodb.temporal.bounds import NEVER, UNKNOWN_TEXT, Bound, edtf
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.instants import FOREVER


def distinct_texts(column: Any) -> tuple[list[str | None], Ints]:
    """Return the distinct texts of a column, and where each row has its own among them."""
    chunk = column.combine_chunks()
    texts = [*chunk.dictionary.to_pylist(), None]
    found = chunk.indices.fill_null(len(texts) - 1).to_numpy(zero_copy_only=False)
    used = np.unique(found)
    place = np.zeros(len(texts), np.int64)
    place[used] = np.arange(len(used))
    return [texts[at] for at in used.tolist()], place[found]


def number_column(rows: Any, name: str) -> Ints:
    """Return a column of numbers."""
    numbers: Ints = rows[name].to_numpy()
    return numbers


def row_findings(table: LakeTable, rows: Any, bucket: int, manifest: Manifest) -> Iterator[str]:
    """Yield what is wrong with rows of a table that lie in a bucket, in words; each thing once, with how many rows have it."""
    if table.bucketed_by:
        texts, _ = distinct_texts(rows[table.bucketed_by])
        lost = [text for text in texts if bucket_of(text or "", manifest.buckets) != bucket]
        if lost:
            yield f"`{lost[0]}` does not lie in this bucket but in {bucket_of(lost[0] or '', manifest.buckets)}"
    if table.kind is None:
        return
    yield from _wrong_homes(table, rows)
    yield from _counted(rows, manifest)
    yield from _wrong_values(table, rows)
    for end in ("from", "to"):
        yield from _wrong_texts(rows, end)


def _wrong_homes(table: LakeTable, rows: Any) -> Iterator[str]:
    """Yield a home that is another one than what the row is about, but for offices and events, which are at home elsewhere."""
    assert table.kind is not None
    schema = SCHEMA[table.kind]
    if schema.key[schema.places.index(0)].type in (EntityType.OFFICE, EntityType.EVENT):
        return
    (homes, home), (scopes, scope) = (distinct_texts(rows[name]) for name in ("home", schema.filed[0]))
    for at, about in np.unique(np.stack([home, scope]), axis=1).T.tolist():
        if homes[at] != scopes[about]:
            yield f"`home` is `{homes[at]}`, and not `{scopes[about]}` as `{schema.filed[0]}`"
            return


def _counted(rows: Any, manifest: Manifest) -> Iterator[str]:
    f1, f2, t1, t2 = (
        number_column(rows, f"{end}_{side}") for end in ("from", "to") for side in ("earliest", "latest")
    )
    begin, end = number_column(rows, "recorded_from"), number_column(rows, "recorded_to")
    later = (begin > manifest.recorded) | ((end > manifest.recorded) & (end < FOREVER))
    wrong: Sequence[tuple[Flags, str]] = (
        ((f1 < 0) | (t1 < 0) | (f2 > NEVER) | (t2 > NEVER), "has a day beyond the years 1 to 9999"),
        ((f1 > f2) | (t1 > t2), "has an end whose earliest day comes after its latest one"),
        ((f1 <= f2) & (t1 <= t2) & (f1 >= t2), "can hold on no day: it ends before it begins"),
        (begin >= end, "is believed up to an instant that is not after the one from which it is"),
        (later, "is recorded after the instant up to which the snapshot goes"),
    )
    ids = number_column(rows, "row")
    for flags, what in wrong:
        if flags.any():
            yield _of_rows(ids[flags], what)
    distinct, counts = np.unique(ids, return_counts=True)
    if (counts > 1).any():
        yield _of_rows(distinct[counts > 1], "is there twice")


def _of_rows(ids: Ints, what: str) -> str:
    more = f", and {len(ids) - 1:,} more such" if len(ids) > 1 else ""
    return f"row {ids[0]} {what}{more}"


def _wrong_values(table: LakeTable, rows: Any) -> Iterator[str]:
    assert table.kind is not None
    schema = SCHEMA[table.kind]
    needed = [field.name for field in schema.fields if field.is_required]
    values, places = distinct_texts(rows["value"])
    for value in values:
        if (why := _why_no_value(value or "", needed)) is not None:
            yield f"the value {value} {why}"
            return
    for name, column in field_columns([value or "" for value in values], places, plain_fields(schema)):
        plain = column.type.value_type if hasattr(column, "dictionary") else column.type
        if not column.cast(plain).equals(rows[name].combine_chunks().cast(plain)):
            yield f"the column `{name}` says otherwise than `value`"
    for sources in distinct_texts(rows["sources"])[0]:
        if (why := _why_no_sources(sources or "")) is not None:
            yield f"the sources {sources} {why}"
            return


def _why_no_value(value: str, needed: Sequence[str]) -> str | None:
    try:
        said = json.loads(value)
    except (ValueError, RecursionError):
        return "is no JSON"
    if not isinstance(said, dict):
        return "is no object of JSON"
    missing = [name for name in needed if name not in said]
    if missing:
        return f"lacks `{missing[0]}`"
    return None if canonical(said) == value else f"is not written as {canonical(said)}"


def _why_no_sources(sources: str) -> str | None:
    try:
        said = json.loads(sources)
    except (ValueError, RecursionError):
        return "are no JSON"
    if not isinstance(said, list) or not all(isinstance(each, str) for each in said):
        return "are no list of ids"
    return (
        None
        if canonical(sorted(set(said))) == sources
        else f"are not written as {canonical(sorted(set(said)))}"
    )


def _wrong_texts(rows: Any, end: str) -> Iterator[str]:
    """Yield an end whose text says other days than its numbers."""
    texts, places = distinct_texts(rows[f"{end}_text"])
    days = np.stack([places, number_column(rows, f"{end}_earliest"), number_column(rows, f"{end}_latest")])
    for place, earliest, latest in np.unique(days, axis=1).T.tolist():
        text = texts[place]
        if Bound(earliest, latest, "").is_open != (text is None):
            yield f"`{end}_text` is {text or 'empty'}, and the days beside it are {earliest} to {latest}"
            return
        if text is None or text == UNKNOWN_TEXT or not 0 <= earliest <= latest <= NEVER:
            continue
        if text != edtf(earliest, latest) and not _means(text, earliest, latest):
            yield f"`{end}_text` is {text}, and the days beside it are {earliest} to {latest}"
            return


def _means(text: str, earliest: int, latest: int) -> bool:
    try:
        return read_date(text) == Bound(earliest, latest, "")
    except DateError:
        return False
