"""Answers → the one text or file that they are asked for as."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, cast

from tempodb.answers.result import Result
from tempodb.base.errors import InputError
from tempodb.output import data
from tempodb.settings.values import NamedFormat

if TYPE_CHECKING:
    from tempodb.model.commands import Done, Erased

TEXTS: dict[str, Callable[[Result], str]] = {
    "json": data.as_json,
    "jsonl": data.as_jsonl,
    "csv": data.as_csv,
    "tsv": data.as_tsv,
    "markdown": data.as_markdown,
}
RAW: dict[str, Callable[[Result], str]] = {"csv": data.as_raw_csv}
"""The formats that guard their cells, as they are without."""
BINARIES: dict[str, Callable[[Result], bytes]] = {
    "parquet": data.as_parquet,
    "arrow": data.as_arrow,
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
    suffix = _suffix(file)
    if suffix and suffix not in BY_SUFFIX:
        hint = f"end the name with one of {' '.join(BY_SUFFIX)}, or add --format"
        raise InputError.of("format", f"no format is known by the end `{suffix}` of the file's name", hint)
    return BY_SUFFIX.get(suffix, "tsv")


def _suffix(file: str) -> str:
    from pathlib import PurePath

    return PurePath(file).suffix.lower()


def refuse_for_terminal(format_: str) -> None:
    """Refuse a format that is no text.

    Raises:
        InputError: a terminal cannot show it.

    """
    if format_ in BINARIES:
        message = f"a terminal cannot show {format_}"
        raise InputError.of("format", message, "write it to a file with -o FILE, or into a pipe")


def written(results: Sequence[Result], chosen: NamedFormat, width: int | None) -> str | bytes:
    """Return the answers in a format, for a terminal of *width* cells or for none.

    Raises:
        InputError: the format holds one answer, or needs what is not installed; or an answer has no
            column of those that it shows.

    """
    format_ = chosen.format
    if format_ not in BINARIES:
        texts = (_shown(result, chosen, width) for result in results)
        return ("\n" if format_ in APART else "").join(texts)
    if len(results) > 1:
        message = f"a file of the format {format_} holds one answer, and there are {len(results)}"
        raise InputError.of("format", message, "ask one query at a time")
    try:
        return BINARIES[format_](_of_columns(results[0], chosen.columns))
    except ModuleNotFoundError as error:
        hint = "install it with: pip install '.[arrow]'"
        raise InputError.of("format", f"the format {format_} needs {error.name}", hint) from None


def _shown(result: Result, chosen: NamedFormat, width: int | None) -> str:
    if chosen.format == "table" and chosen.columns and result.rows:
        from tempodb.output.terminal.table import table_of

        return table_of(result, _of_columns(result, chosen.columns).columns, width)
    draw = RAW[chosen.format] if chosen.raw else None
    kept = _of_columns(result, chosen.columns)
    text = _text(kept, chosen.format, width) if draw is None else draw(kept)
    # No heading has a line break in it.
    return text if chosen.headings else text.partition("\n")[2]


def _of_columns(result: Result, wanted: Sequence[str]) -> Result:
    """Return what *result* has of the *wanted* columns, in their order; all of it where none are."""
    if not wanted:
        return result
    kept = tuple(name for name in wanted if name in result.columns)
    if not kept:
        message = f"the answer has none of the columns {', '.join(wanted)}, which the format shows"
        raise InputError.of("format", message, f"it has {', '.join(result.columns)}")
    at = [result.columns.index(name) for name in kept]
    rows: Any = tuple(tuple(row[i] for i in at) for row in cast("Sequence[tuple[Any, ...]]", result.rows))
    return replace(result, columns=kept, rows=rows)


def _text(result: Result, format_: str, width: int | None) -> str:
    if format_ != "table":
        return TEXTS[format_](result)
    # What draws for people takes its time to be imported, and programs do without.
    from tempodb.output.terminal.screens import screen

    return screen(result, width)


def outcome_text(outcome: Result | Done | Erased, format_: str, width: int | None) -> str:
    """Return what a statement answered or did, for people as a `table` or for programs as `json`."""
    if isinstance(outcome, Result):
        return _text(outcome, format_, width)
    if format_ == "json":
        return data.json_line(asdict(outcome))
    remark = ", which was so already" if outcome.is_empty else ""
    return "\n".join([outcome.said + remark, *(f"  {line}" for line in outcome.lines())]) + "\n"
