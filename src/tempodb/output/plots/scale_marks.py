"""What is marked along the days of a picture: ticks, the present and what is still to come, the day asked about."""

from __future__ import annotations

from typing import NamedTuple

from tempodb.output.plots.calendar_ticks import day_written, ticks_between
from tempodb.output.plots.lettering import text_width
from tempodb.output.plots.picture import Anchor, Ink, Lettering, Look, Patch, Stroke, Stroked
from tempodb.output.plots.time_scale import TimeScale

TICKS_APART = 14.0
"""Pixels between what is written at two ticks."""
BELOW = 48.0
"""How far below the days the next text has its place."""
_DIGIT = text_width("0", Ink.SOFT)


class ScaleField(NamedTuple):
    """Where days lie across, and from which height down to which they are drawn."""

    scale: TimeScale
    top: float
    bottom: float


class Marked(NamedTuple):
    """Marks: a ground, lines, and texts."""

    ground: Patch | None
    strokes: tuple[Stroked, ...]
    texts: tuple[Lettering, ...]


def axis(field: ScaleField) -> Marked:
    """Return a line at each day that is written, and ticks between them."""
    scale = field.scale
    strokes, texts = [], []
    room = scale.right - scale.left
    for tick in ticks_between(scale.first, scale.last, room, TICKS_APART, _DIGIT):
        x = scale.at(tick.day)
        top = field.top if tick.text else field.bottom - 4
        strokes.append(Stroked(x, top, x, field.bottom, Stroke.GRID if tick.text else Stroke.TICK))
        if tick.text:
            at, anchor = _within(x, tick.text, Ink.SOFT, scale.right + 24)
            texts.append(Lettering(at, field.bottom + 16, tick.text, Ink.SOFT, anchor))
    strokes.append(Stroked(scale.left, field.bottom, scale.right, field.bottom, Stroke.EDGE))
    return Marked(None, tuple(strokes), tuple(texts))


def above(texts: tuple[Lettering, ...], y: float) -> tuple[Lettering, ...]:
    """Return the same texts once more, on another height."""
    return tuple(text._replace(y=y) for text in texts)


def present(field: ScaleField, today: int | None) -> Marked:
    """Return the mark of the day on which was asked, and a ground behind it for what is to come."""
    scale = field.scale
    if today is None or not scale.shows(today):
        return Marked(None, (), ())
    x = scale.at(today)
    ground = Patch(x, field.top, round(scale.right - x, 1), field.bottom - field.top, Look.SOLID)
    text = f"today, {day_written(today)}"
    at, anchor = _within(x, text, Ink.SMALL, scale.right + 24)
    return Marked(
        ground if ground.width > 0 else None,
        (Stroked(x, field.top, x, field.bottom + 4, Stroke.PRESENT),),
        (Lettering(at, field.bottom + 31, text, Ink.SMALL, anchor),),
    )


def day_asked(field: ScaleField, day: int | None, y: float) -> Marked:
    """Return the mark of a day that is asked about, its date written on the line of *y*."""
    scale = field.scale
    if day is None or not scale.shows(day):
        return Marked(None, (), ())
    x, text = scale.at(day), day_written(day)
    at, anchor = _within(x, text, Ink.ASKED, scale.right + 24)
    return Marked(
        None,
        (Stroked(x, y + 4, x, field.bottom, Stroke.ASKED),),
        (Lettering(at, y, text, Ink.ASKED, anchor),),
    )


def _within(x: float, text: str, ink: Ink, right: float) -> tuple[float, Anchor]:
    """Return where a text that belongs to *x* has its anchor, so that it does not reach beyond the picture."""
    half = text_width(text, ink) / 2
    if x + half > right:
        return right, Anchor.END
    return (2.0, Anchor.START) if x - half < 2 else (x, Anchor.MIDDLE)
