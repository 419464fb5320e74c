"""What is read of clean tables without places is what the reader that tells places reads."""

from __future__ import annotations

from io import BytesIO

import pytest

from tempodb.base.errors import DatasetError
from tempodb.markup.csv_table import MAX_CELL, MAX_ROW_BYTES, CsvTable
from tempodb.markup.plain_csv import plain_columns
from tempodb.markup.plain_json import NotCleanError
from tempodb.markup.tree import Findings

CLEAN = [
    b"id,name\na,A\nb,B\n",
    b"id,name\na,A\nb,B",
    b"\xef\xbb\xbfid,name\r\na,A\r\n\r\nb,B\r\n",
    b'id,name\na,"A, ""the first"""\nb,"two\nlines"\n',
    "id,name\na,Å\u2028\x0b\x85x\n".encode(),
    b"id,name\n" + b"a,A\n" * 300_000,
    b'id,name\na,"' + b"x" * 100_000 + b'"\n',
]
UNCLEAN = [
    b"", b"\n", b",\n", b"id,id\n", b"id,\n", b"id,name\na\n", b"id,name\na,b,c\n", b'id,name\n"a"b,c\n',
    b'id,name\na,"b\n', b"id,name\na,b\rc,d\n", b"id,name\na,\xe9\n", b"id,name\na,\0\n", b"id,\0\n",
    b"id,name\na," + b"x" * (MAX_CELL + 1) + b"\n", b"id,name\na," + b"x" * 3 * MAX_ROW_BYTES,
]  # fmt: skip


@pytest.mark.parametrize("data", CLEAN, ids=len)
@pytest.mark.parametrize("at_once", [1, 4096])
def test_a_clean_table_is_read_alike(data: bytes, at_once: int) -> None:
    located = CsvTable(BytesIO(data), "x.csv", Findings())
    names, parts = plain_columns(BytesIO(data), at_once)

    assert names == located.columns
    assert [row for part in parts for row in zip(*part, strict=True)] == [tuple(row.cells) for row in located]


@pytest.mark.parametrize("data", UNCLEAN, ids=lambda data: repr(data[:20]))
def test_what_is_to_be_told_is_not_read(data: bytes) -> None:
    findings = Findings()
    with pytest.raises(DatasetError):
        list(CsvTable(BytesIO(data), "x.csv", findings))
        findings.check()
    with pytest.raises(NotCleanError):
        list(plain_columns(BytesIO(data), 4096)[1])
