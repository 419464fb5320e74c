"""Answers → the one text or file that they are asked for as."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from tempodb.errors import InputError
from tempodb.query.result import Result
from tempodb.render import records

if TYPE_CHECKING:
    from tempodb.writes import Done, Erased

TEXTS: dict[str, Callable[[Result], str]] = {
    "json": records.as_json,
    "jsonl": records.as_jsonl,
    "csv": records.as_csv,
    "tsv": records.as_tsv,
    "markdown": records.as_markdown,
}
BINARIES: dict[str, Callable[[Result], bytes]] = {
    "parquet": records.as_parquet,
    "arrow": records.as_arrow,
}
FORMATS = ("table", *TEXTS, *BINARIES)
BY_SUFFIX = {".md": "markdown", **{f".{format_}": format_ for format_ in (*TEXTS, *BINARIES)}}
"""Which format a file has by the end of its name; a table has none."""
APART = ("table", "markdown")
"""The formats in which a blank line stands between one answer and the next."""
SAYING_WHY = ("table", "json")
"""The formats that tell themselves why an answer is empty."""


def format_of(file: str) -> str:
    """Return the format that a file's name tells; a name that ends in nothing tells none, and means TSV.

    Raises:
        InputError: its end is that of no format.

    """
    from pathlib import PurePath

    suffix = PurePath(file).suffix.lower()
    if suffix and suffix not in BY_SUFFIX:
        hint = f"end the name with one of {' '.join(BY_SUFFIX)}, or add --format"
        raise InputError.of("format", f"no format is known by the end `{suffix}` of the file's name", hint)
    return BY_SUFFIX.get(suffix, "tsv")


def refuse_for_terminal(format_: str) -> None:
    """Refuse a format that is no text.

    Raises:
        InputError: a terminal cannot show it.

    """
    if format_ in BINARIES:
        message = f"a terminal cannot show {format_}"
        raise InputError.of("format", message, "write it to a file with -o FILE, or into a pipe")


def written(results: Sequence[Result], format_: str, width: int | None) -> str | bytes:
    """Return the answers in a format, for a terminal of *width* cells or for none.

    Raises:
        InputError: the format holds one answer, or needs what is not installed.

    """
    if format_ not in BINARIES:
        return ("\n" if format_ in APART else "").join(_text(result, format_, width) for result in results)
    if len(results) > 1:
        message = f"a file of the format {format_} holds one answer, and there are {len(results)}"
        raise InputError.of("format", message, "ask one query at a time")
    try:
        return BINARIES[format_](results[0])
    except ModuleNotFoundError as error:
        hint = "install it with: pip install 'tempodb[arrow]'"
        raise InputError.of("format", f"the format {format_} needs {error.name}", hint) from None


def _text(result: Result, format_: str, width: int | None) -> str:
    if format_ != "table":
        return TEXTS[format_](result)
    # What draws for people takes its time to be imported, and programs do without.
    from tempodb.render.screens import screen

    return screen(result, width)


def outcome_text(outcome: Result | Done | Erased, format_: str, width: int | None) -> str:
    """Return what a statement answered or did, for people as a `table` or for programs as `json`."""
    if isinstance(outcome, Result):
        return _text(outcome, format_, width)
    if format_ == "json":
        return records.json_line(asdict(outcome))
    remark = ", which was so already" if outcome.is_empty else ""
    return "\n".join([outcome.said + remark, *(f"  {line}" for line in outcome.lines())]) + "\n"
