"""An answer as people read it: a drawing, an explanation, figures with bars, or a table."""

from __future__ import annotations

from collections.abc import Callable

from tempodb.printable import printable
from tempodb.query import rows
from tempodb.query.result import Result
from tempodb.query.rows import Row
from tempodb.render.cells import wrapped
from tempodb.render.explanations import explained, reasons
from tempodb.render.figures import figures
from tempodb.render.revisions import revisions
from tempodb.render.table import table
from tempodb.render.timelines import timeline

DRAWINGS: dict[type[Row], Callable[[Result, int | None], str]] = {
    rows.CountRow: figures,
    rows.CountEveryRow: figures,
    rows.TimelineRow: timeline,
    rows.MembershipRevisionRow: revisions,
    rows.TenureRevisionRow: revisions,
    rows.WhyRow: reasons,
    rows.ExplainRow: explained,
}
"""What is drawn by other means than a table alone."""


def screen(result: Result, width: int | None = None) -> str:
    """Return the answer for a terminal of *width* cells, or for none, which takes lines of any length."""
    notes = "".join(f"{line}\n" for note in result.notes for line in wrapped(printable(note), width))
    if not result.rows:
        because = f": {result.empty_because}" if result.empty_because else ""
        return f"no rows{because}\n{notes}"
    return DRAWINGS.get(type(result.rows[0]), table)(result, width) + notes
