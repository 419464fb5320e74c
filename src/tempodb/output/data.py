"""An answer for programs: JSON, JSON lines, CSV, TSV, Markdown, Arrow, Parquet."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import chain
from operator import methodcaller
from typing import TYPE_CHECKING, Any

from tempodb.base.printable import printable, printable_json
from tempodb.base.spreadsheets import guarded

if TYPE_CHECKING:
    from tempodb.answers.result import Result

_DAY_TEXT = methodcaller("isoformat")
_QUOTED = re.compile('[",\r\n]')


def as_json(result: Result) -> str:
    """Return the whole answer as one object on one line."""
    return json_line(result.as_dict())


def json_line(value: object) -> str:
    """Return *value* as JSON on a line of its own."""
    import json

    return printable_json(json.dumps(value, ensure_ascii=False, default=_DAY_TEXT)) + "\n"


def as_jsonl(result: Result) -> str:
    """Return one object a row, a line each."""
    return "".join(map(json_line, result.to_dicts()))


def as_csv(result: Result) -> str:
    """Return comma-separated values as in RFC 4180, with a heading; lists are joined by `;`.

    A text that a spreadsheet would take for a formula has a `'` before it.
    """
    return _separated(result, guarded)


def as_raw_csv(result: Result) -> str:
    """Return comma-separated values with every text as it is, for programs."""
    return _separated(result, str)


def _separated(result: Result, guard: Callable[[str], str]) -> str:
    rows = result.written(lambda value: _quoted(_flat(value, guard)))
    return "".join(",".join(row) + "\n" for row in chain([result.columns], rows))


def _quoted(cell: str) -> str:
    # The `csv` module before Python 3.13 leaves a lone carriage return bare.
    return '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell


def as_tsv(result: Result) -> str:
    r"""Return tab-separated values with a heading; no cell holds a tab or a line break.

    Those stand as `\t` and `\n`, and a backslash as two.
    """
    rows = result.written(lambda value: printable(_flat(value).replace("\\", "\\\\")))
    return "".join("\t".join(row) + "\n" for row in chain([result.columns], rows))


def as_markdown(result: Result) -> str:
    """Return a Markdown table."""
    rows = [result.columns, ["---"] * len(result.columns)]
    cells = [[_escaped(printable(_flat(value))) for value in row] for row in result.rows]
    return "".join(f"| {' | '.join(row)} |\n" for row in [*rows, *cells])


def _escaped(cell: str) -> str:
    return cell.replace("\\", "\\\\").replace("|", "\\|")


def as_arrow(result: Result) -> bytes:
    """Return an Arrow IPC file; needs the extra `tempodb[arrow]`."""
    import pyarrow

    table = result.to_arrow()
    sink = pyarrow.BufferOutputStream()
    with pyarrow.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue().to_pybytes())


def as_parquet(result: Result) -> bytes:
    """Return a Parquet file; needs the extra `tempodb[arrow]`."""
    import pyarrow
    from pyarrow import parquet

    sink = pyarrow.BufferOutputStream()
    parquet.write_table(result.to_arrow(), sink)
    return bytes(sink.getvalue().to_pybytes())


def _flat(value: Any, guard: Callable[[str], str] = str) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ";".join(map(guard, value))
    return guard(value) if isinstance(value, str) else str(value)
