"""Files of a lake ↔ tables of Arrow; what is read is held against its digest and its table first."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from tempodb.base.errors import DatasetError, Problem
from tempodb.lake.lake_layout import LAKE_TABLES, ColumnType, LakeTable
from tempodb.lake.lake_places import LakePlace
from tempodb.lake.manifest import LakeFile, damaged

ROWS_OF_A_GROUP = 250_000
"""How many rows are packed at once."""


@cache
def arrow_schema(table: LakeTable) -> Any:
    """Return the schema of Arrow that the files of a table have.

    >>> from tempodb.lake.lake_layout import ENTITY
    >>> arrow_schema(ENTITY).names
    ['id', 'type', 'home']
    """
    types = {
        ColumnType.TEXT: pa.string(),
        ColumnType.DAY: pa.int32(),
        ColumnType.NUMBER: pa.int64(),
        ColumnType.INSTANT: pa.int64(),
        ColumnType.FLAG: pa.bool_(),
    }
    return pa.schema(
        [pa.field(column.name, types[column.type], column.is_optional) for column in table.columns]
    )


def parquet_bytes(rows: Any) -> bytes:
    """Return a table of Arrow as the bytes of a file, the same ones for the same rows."""
    sink = pa.BufferOutputStream()
    parquet.write_table(rows, sink, ROWS_OF_A_GROUP, compression="zstd", store_schema=False)
    return bytes(sink.getvalue().to_pybytes())


def whole_content(place: LakePlace, file: LakeFile) -> bytes:
    """Return the bytes of a file, which are those that were written.

    Raises:
        OperationalError: they are not, or the file is gone.

    """
    try:
        content = place.read(file.path)
    except FileNotFoundError:
        raise damaged(file.path, "it is not there") from None
    if len(content) != file.bytes:
        raise damaged(file.path, f"it has {len(content)} bytes, not {file.bytes}")
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise damaged(file.path, "its digest is another one than the manifest says")
    return content


def read_file(place: LakePlace, file: LakeFile, columns: Sequence[str] | None = None) -> Any:
    """Return the rows of a file as a table of Arrow, texts as dictionaries, or some of its columns.

    Raises:
        OperationalError: the file is damaged, or gone.
        DatasetError: it is no Parquet, or lacks a column of its table.

    """
    return rows_of_bytes(whole_content(place, file), file, columns)


def read_files(
    place: LakePlace, files: Iterable[LakeFile], table: LakeTable, columns: Sequence[str] | None = None
) -> Any:
    """Return the rows of some files of a table, in their order; no rows where there are no files.

    Raises:
        OperationalError: a file is damaged, or gone.
        DatasetError: one is no Parquet, or lacks a column of its table.

    """
    found = [read_file(place, file, columns) for file in files]
    if not found:
        return _fitted(arrow_schema(table).empty_table(), table, columns, "")
    return pa.concat_tables(found).unify_dictionaries()


def rows_of_bytes(content: bytes, file: LakeFile, columns: Sequence[str] | None = None) -> Any:
    """Return what the bytes of a file are as a table of Arrow, or some of its columns.

    Raises:
        DatasetError: it is no Parquet, has other rows than the manifest says, or lacks a column of its table.

    """
    table = LAKE_TABLES[file.table]
    wanted = [column.name for column in table.columns if columns is None or column.name in columns]
    texts = [column.name for column in table.columns if column.type is ColumnType.TEXT]
    try:
        read = parquet.ParquetFile(pa.BufferReader(content), read_dictionary=texts)
        missing = [name for name in wanted if name not in read.schema_arrow.names]
        if missing:
            named = ", ".join(f"`{name}`" for name in missing)
            raise _wrong(file.path, f"the table `{table.path}` lacks {named}")
        rows = read.read(columns=wanted, use_threads=False)
    except (pa.ArrowException, OSError) as error:
        raise _wrong(file.path, f"this is no Parquet: {str(error).splitlines()[0]}") from None
    if rows.num_rows != file.rows:
        raise _wrong(file.path, f"it has {rows.num_rows:,} rows, and {file.rows:,} in the manifest")
    return _fitted(rows, table, wanted, file.path)


def row_count(path: str, content: bytes) -> int:
    """Return how many rows the bytes of a file hold.

    Raises:
        DatasetError: they are no Parquet.

    """
    try:
        return int(parquet.ParquetFile(pa.BufferReader(content)).metadata.num_rows)
    except (pa.ArrowException, OSError) as error:
        raise _wrong(path, f"this is no Parquet: {str(error).splitlines()[0]}") from None


def _fitted(rows: Any, table: LakeTable, columns: Sequence[str] | None, path: str) -> Any:
    """Return rows with the types of their table, texts as dictionaries, nothing empty that may not be."""
    schema, fitted = arrow_schema(table), {}
    for column in table.columns:
        if columns is not None and column.name not in columns:
            continue
        type_, found = schema.field(column.name).type, rows[column.name]
        if column.type is ColumnType.TEXT:
            type_ = pa.dictionary(pa.int32(), pa.string())
        try:
            fitted[column.name] = found if found.type == type_ else found.cast(type_)
        except (pa.ArrowException, ValueError):
            what = f"the column `{column.name}` holds {found.type}, and {schema.field(column.name).type} is wanted"
            raise _wrong(path, what) from None
        if found.null_count and not column.is_optional:
            raise _wrong(path, f"the column `{column.name}` is empty in {found.null_count:,} rows")
    return pa.table(fitted)


def _wrong(path: str, what: str) -> DatasetError:
    return DatasetError(Problem("lake", what, "docs/lake.md says which columns a table has", file=path))
