"""Tables that were read of files which never change, kept while there is room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class KeptTables:
    """Tables by the paths of their files, of so many bytes at most.

    What was kept first stays: whoever goes through more files than there is room for, again and again, would find
    none of them if the last ones were kept.

    >>> import pyarrow as pa
    >>> kept, read = KeptTables(100), []
    >>> for rows in ([1], [2] * 100, [1]):
    ...     table = kept.of(f"{len(rows)}.parquet", lambda rows=rows: read.append(len(rows)) or pa.table({"a": rows}))
    >>> read
    [1, 100]
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._tables: dict[str, Any] = {}

    def of(self, path: str, read: Callable[[], Any]) -> Any:
        """Return the table of a file, which is *read* if it is not here."""
        if path in self._tables:
            return self._tables[path]
        table = read()
        if table.nbytes <= self._room:
            self._room -= table.nbytes
            self._tables[path] = table
        return table
