"""Answers, and what statements did, written in the formats that are chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tempodb.answers.result import Result
from tempodb.base.errors import InputError
from tempodb.output.formats import FORMATS, NamedFormat

if TYPE_CHECKING:
    from tempodb.model.write_results import ErasureResult, Preview, WriteResult


def written(results: Sequence[Result], chosen: NamedFormat, width: int | None) -> str | bytes:
    """Return the answers in a format, for a terminal of *width* cells or for none.

    Raises:
        InputError: the format holds one answer, or needs what is not installed; or an answer has no
            column of those that it shows.

    """
    base = chosen.base
    if not base.is_binary:
        text = ("\n" if base.is_apart else "").join(_text(result, chosen, width) for result in results)
        return text if base.page is None else base.page("; ".join(result.query for result in results), text)
    if len(results) > 1:
        message = f"a file of the format {chosen.format} holds one answer, and there are {len(results)}"
        raise InputError.of("format", message, "ask one query at a time")
    try:
        return base.write(_shown(results[0], chosen), None)
    except ModuleNotFoundError as error:
        hint = f"install it with: pip install 'tempodb[{base.extra}]'"
        raise InputError.of("format", f"the format {chosen.format} needs {error.name}", hint) from None


def _text(result: Result, chosen: NamedFormat, width: int | None) -> str:
    kept, base = _shown(result, chosen), chosen.base
    if base.write_some and chosen.columns and len(result):
        return base.write_some(result, kept.columns, width)
    write = base.write_raw if base.write_raw and chosen.raw else base.write
    text = write(kept, width)
    assert isinstance(text, str)
    # No heading has a line break in it.
    return text if chosen.headings else text.partition("\n")[2]


def _shown(result: Result, chosen: NamedFormat) -> Result:
    """Return what *result* has of the columns that are chosen, in their order; all of it where none are."""
    wanted = chosen.columns
    if chosen.base.write_some is None and (chosen.dates or not set(wanted) <= set(result.columns)):
        result = result.with_dates()
    if not wanted:
        return result
    kept = tuple(name for name in wanted if name in result.columns)
    if not kept:
        message = f"the answer has none of the columns {', '.join(wanted)}, which the format shows"
        raise InputError.of("format", message, f"it has {', '.join(result.columns)}")
    return result.with_columns(kept)


def outcome_text(
    outcome: Result | WriteResult | ErasureResult | Preview, name: str, width: int | None
) -> str:
    """Return what a statement answered or did in one of the formats that tell both."""
    if isinstance(outcome, Result):
        return _text(outcome, NamedFormat(name), width)
    tell = FORMATS[name].tell
    assert tell is not None
    return tell(outcome)
