"""Where a span of days lies in a picture: patches for what is certain and possible, points where it goes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tempodb.output.plots.picture import Chevron, Look, Patch
from tempodb.output.plots.strips import StripSpan
from tempodb.output.plots.time_scale import TimeScale
from tempodb.temporal.bounds import ALWAYS, NEVER

MOST_FADED = 400
"""So many days at most, about a year, are drawn as a fade: a longer one reads as a rising probability."""
LEAST = 3.0
"""So wide at least is what is certain, be it a single day."""
POINT = 7.0
"""How far a bar that goes on reaches beyond the days."""
PARTED = 1.5
"""The ground between two bars that follow each other."""


class PlacedBar(NamedTuple):
    """What a span is drawn with."""

    patches: tuple[Patch, ...]
    chevrons: tuple[Chevron, ...]

    @property
    def hard(self) -> tuple[float, float] | None:
        """Return from where to where nothing else can be drawn; a fade may lie over another."""
        solid = [patch for patch in self.patches if patch.look not in (Look.RISING, Look.FALLING)]
        return (solid[0].x, solid[-1].x + solid[-1].width) if solid else None


def placed_bar(span: StripSpan, scale: TimeScale, y: float, height: float) -> PlacedBar:
    """Return where *span* lies, in a band from *y* on of some *height*."""
    patches = tuple(Patch(x, y, round(width, 1), height, look) for x, width, look in _bands(span, scale))
    return PlacedBar(patches, tuple(_points(span, scale, y, height)))


def _bands(span: StripSpan, scale: TimeScale) -> Iterator[tuple[float, float, Look]]:
    low, high = scale.at(span.first), scale.at(span.last)
    if span.is_disputed or span.sure is None:
        x, width = _at_least(low, high, scale)
        yield x, width, Look.HOLLOW if span.is_disputed else Look.PALE
        return
    start, end = scale.at(span.sure.start), scale.at(span.sure.end)
    if start - low > 0.5:
        fades = span.first > ALWAYS and span.sure.start - span.first <= MOST_FADED
        yield low, start - low, Look.RISING if fades else Look.PALE
    x, width = _at_least(start, end, scale)
    yield x, width, Look.SOLID
    if high - max(end, x + width) > 0.5:
        fades = span.last < NEVER and span.last - span.sure.end <= MOST_FADED
        begins = max(end, x + width)
        yield begins, high - begins, Look.FALLING if fades else Look.PALE


def _at_least(start: float, end: float, scale: TimeScale) -> tuple[float, float]:
    """Return where something begins that is wide enough to be seen, and how wide that is."""
    width = max(end - start, LEAST)
    return round(min(start, scale.right - width), 1), width


def _points(span: StripSpan, scale: TimeScale, y: float, height: float) -> Iterator[Chevron]:
    if span.first <= ALWAYS:
        is_pale = span.is_disputed or span.sure is None or span.sure.start > ALWAYS
        yield Chevron(scale.left, y, -POINT, height, is_pale)
    if span.last >= NEVER:
        is_pale = span.is_disputed or span.sure is None or span.sure.end < NEVER
        yield Chevron(scale.right, y, POINT, height, is_pale)


def rows_of_bars(spans: Iterable[StripSpan], scale: TimeScale) -> list[list[StripSpan]]:
    """Return spans in as few rows as keep apart what would lie over each other."""
    bars: list[tuple[float, list[StripSpan]]] = []
    for span in sorted(spans, key=lambda span: (span.is_disputed, span.first)):
        hard = placed_bar(span, scale, 0, 1).hard or (0, 0)
        free = next((at for at, (end, _) in enumerate(bars) if end <= hard[0] + 1), None)
        if free is None:
            bars.append((hard[1], [span]))
        else:
            bars[free] = (hard[1], [*bars[free][1], span])
    return [row for _, row in bars]


def parted_from(bar: PlacedBar, following: PlacedBar | None) -> PlacedBar:
    """Return the bar with a strip of ground behind it where another begins at its end."""
    if following is None or bar.hard is None or following.hard is None:
        return bar
    last, begins = bar.patches[-1], following.hard[0]
    end = last.x + last.width
    if last.look in (Look.RISING, Look.FALLING) or not begins - PARTED < end <= begins + LEAST:
        return bar
    shorter = last._replace(width=round(max(begins - PARTED - last.x, 1.0), 1))
    return bar._replace(patches=(*bar.patches[:-1], shorter))
