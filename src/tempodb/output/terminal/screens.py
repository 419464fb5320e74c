"""An answer as people read it: a drawing, an explanation, figures with bars, or a table."""

from __future__ import annotations

from collections.abc import Callable

from tempodb.answers.result import Result
from tempodb.base.printable import printable
from tempodb.output.terminal.cells import wrapped
from tempodb.output.terminal.explanations import explained, reasons
from tempodb.output.terminal.figures import figures
from tempodb.output.terminal.revisions import revisions
from tempodb.output.terminal.table import Drawn, as_blocks, table
from tempodb.output.terminal.timelines import timeline
from tempodb.questions import count_rows, rows
from tempodb.questions.rows import Row

DRAWINGS: dict[type[Row], Callable[[Result, int | None], str]] = {
    rows.TimelineRow: timeline,
    rows.WhyRow: reasons,
    rows.ExplainRow: explained,
}
"""What is drawn by other means than a table."""
SCREENS: dict[type[Row], Callable[[Result, int | None, Drawn], str]] = {
    count_rows.CountRow: figures,
    count_rows.CountEveryRow: figures,
    count_rows.CountGroupRow: figures,
    count_rows.CountEveryGroupRow: figures,
    rows.MembershipRevisionRow: revisions,
    rows.TenureRevisionRow: revisions,
}
"""What is drawn beside a table."""


def screen(result: Result, width: int | None = None, otherwise: Drawn = as_blocks) -> str:
    """Return the answer for a terminal of *width* cells, or for none, which takes lines of any length.

    A table that does not fit is drawn *otherwise*.
    """
    above = "".join(f"{line}\n" for line in wrapped(printable(result.read_as or ""), width) if line)
    told = [note for note in result.told if note != result.read_as]
    notes = "".join(f"{line}\n" for note in told for line in wrapped(printable(note), width))
    return above + _drawn(result, width, otherwise, notes)


def _drawn(result: Result, width: int | None, otherwise: Drawn, notes: str) -> str:
    if not result.rows:
        because = f": {result.empty_because}" if result.empty_because else ""
        return f"no rows{because}\n{notes}"
    type_ = type(result.rows[0])
    if type_ in DRAWINGS:
        return DRAWINGS[type_](result, width) + notes
    return SCREENS.get(type_, table)(result, width, otherwise) + notes
