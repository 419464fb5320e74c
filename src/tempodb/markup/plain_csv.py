"""Clean tables of CSV as plain columns, without places: what `csv_table` would tell of is not read."""

from __future__ import annotations

import csv
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import chain, islice
from typing import IO

from tempodb.markup.csv_table import MAX_ROW_BYTES
from tempodb.markup.plain_json import NotCleanError

_READ_AT_ONCE = 1024 * 1024


def plain_columns(stream: IO[bytes], at_once: int) -> tuple[Sequence[str], Iterator[Sequence[Sequence[str]]]]:
    """Return the names of the columns, and an iterator over the columns of some rows *at once*.

    >>> from io import BytesIO
    >>> names, parts = plain_columns(BytesIO(b"id,name\\na,A\\nb,B\\n"), 2)
    >>> names, list(parts)
    (['id', 'name'], [[('a', 'b'), ('A', 'B')]])

    Raises:
        NotCleanError: it has to be read with places; so does the iterator.

    """
    rows = filter(None, csv.reader(chain.from_iterable(_texts(stream)), strict=True))
    try:
        names = next(rows, [])
    except (csv.Error, UnicodeDecodeError):
        raise NotCleanError from None
    if not names or not all(names) or len(set(names)) < len(names):
        raise NotCleanError
    return names, _parts(rows, len(names), at_once)


def _parts(rows: Iterator[list[str]], width: int, at_once: int) -> Iterator[Sequence[Sequence[str]]]:
    try:
        while some := list(islice(rows, at_once)):
            if set(map(len, some)) != {width}:
                raise NotCleanError
            yield list(zip(*some, strict=True))
    except (csv.Error, UnicodeDecodeError):
        raise NotCleanError from None


def _texts(stream: IO[bytes]) -> Iterator[StringIO]:
    """Yield whole lines, many at a time."""
    rest = b""
    part = stream.read(_READ_AT_ONCE).removeprefix(BOM_UTF8)
    while part:
        lines, end, begun = part.rpartition(b"\n")
        if b"\0" in part or len(rest) > MAX_ROW_BYTES:
            raise NotCleanError
        if end:
            yield StringIO((rest + lines + end).decode(), newline="\n")
            rest = begun
        else:
            rest += part
        part = stream.read(_READ_AT_ONCE)
    yield StringIO(rest.decode(), newline="\n")
