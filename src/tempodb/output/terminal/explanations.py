"""Reasons for an answer, and how a query is answered: told line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from tempodb.answers.result import Result
from tempodb.base.printable import printable
from tempodb.output.terminal.cells import indented
from tempodb.output.terminal.footers import FOOTER_SEPARATOR, plain_footer
from tempodb.questions.rows import ExplainRow, WhyRow

REASON_HEADINGS = {
    "absent": "no answer",
    "conflict": "dates that differ",
    "claim": "claims",
    "source": "sources",
    "withdrawn": "withdrawn claims",
    "disputed": "disputed claims",
    "write": "written",
}
"""What stands above the reasons of one sort."""
MARGIN = 2
"""The cells by which one line stands below another."""


def reasons(result: Result, width: int | None) -> str:
    """Return what answers, then under a heading each what stands behind it."""
    rows: Sequence[WhyRow] = result.rows  # type: ignore[assignment]
    lines: list[str] = []
    for what, found in groupby(rows, key=lambda row: row.what):
        lines.append(printable(REASON_HEADINGS.get(what, what)))
        for row in found:
            lines += _reason_lines(row, width)
        lines.append("")
    return "\n".join([*lines, *plain_footer(result, width)]) + "\n"


def _reason_lines(row: WhyRow, width: int | None) -> list[str]:
    said = f"{row.sources[0]}: {row.says}" if row.what == "source" and row.sources else row.says
    margin, deeper = " " * MARGIN, " " * MARGIN * 2
    lines = indented(printable(said), width, margin, deeper)
    for detail in _details(row):
        lines += indented(printable(detail), width, deeper, deeper)
    return lines


def _details(row: WhyRow) -> Iterator[str]:
    """Yield what else is known of a reason, a line each."""
    if row.what in ("answer", "absent") and row.standing is not None:
        standing = None if row.standing == "accepted" else row.standing
        yield ", ".join(filter(None, [_dates(row), row.certainty, standing]))
    if row.because:
        yield f"because {row.because}"
    if row.sources and row.what not in ("answer", "source"):
        yield f"by {', '.join(row.sources)}" + (f" ({row.detail})" if row.detail else "")
    recorded = [
        row.dataset,
        f"transaction {row.transaction}" if row.transaction is not None else None,
        f"recorded {row.recorded_at}" if row.recorded_at else None,
    ]
    if any(recorded):
        yield FOOTER_SEPARATOR.join(filter(None, recorded))
    if row.withdrawn_at:
        yield f"withdrawn {row.withdrawn_at}"
    if row.note:
        yield row.note


def _dates(row: WhyRow) -> str:
    if row.from_ is None:
        return "always" if row.to is None else f"always to {row.to}"
    return f"from {row.from_} onwards" if row.to is None else f"from {row.from_} to {row.to}"


def explained(result: Result, _: int | None) -> str:
    """Return each part of the plan behind its label, indented as it is; lines stay whole, to be copied."""
    rows: Sequence[ExplainRow] = result.rows  # type: ignore[assignment]
    margin = max(len(printable(row.part)) for row in rows) + MARGIN
    lines: list[str] = []
    for part, found in groupby(rows, key=lambda row: row.part):
        label = printable(part)
        for row in found:
            lines.append((label.ljust(margin) + printable(row.text)).rstrip())
            label = ""
    return "\n".join(lines) + "\n"
