"""A picture put together: title and legend above, days along the bottom, and below them what was asked."""

from __future__ import annotations

from collections.abc import Sequence

from tempodb.answers.result import Result
from tempodb.output.plots import framing, scale_marks
from tempodb.output.plots.framing import FrameHead
from tempodb.output.plots.picture import Lane, Lettering, Picture, Stroked
from tempodb.output.plots.scale_marks import ScaleField

ASKED_ROOM = 18.0
"""The room above the days for the one that is marked."""


def composed_picture(
    result: Result,
    width: float,
    asked: int | None,
    head: FrameHead,
    field: ScaleField,
    lanes: Sequence[Lane],
    strokes: Sequence[Stroked],
    texts: Sequence[Lettering],
) -> Picture:
    """Return the picture of lanes in a field of days, with whatever else is drawn there."""
    axis = scale_marks.axis(field)
    present = scale_marks.present(field, result.today)
    day = scale_marks.day_asked(field, asked, head.below + 8)
    below = framing.instants_below(result, width, field.bottom + scale_marks.BELOW)
    return Picture(
        width,
        framing.bottom_of(below),
        result.query,
        present.ground,
        (*axis.strokes, *strokes),
        (*head.texts, *texts, *axis.texts, *present.texts, *day.texts, *below),
        tuple(lanes),
        head.legend,
        (*present.strokes, *day.strokes),
        None if asked is None else tuple(field.scale),
    )
