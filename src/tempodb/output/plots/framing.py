"""What stands around a picture: its title, its legend, and below what it was asked of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from tempodb.answers.result import Result
from tempodb.output.plots.hues import Hue
from tempodb.output.plots.lettering import SIZES, in_lines, text_width
from tempodb.output.plots.picture import Dot, Ink, LegendEntry, Lettering, Look, Patch, Stretch

DEFAULT_WIDTH, NARROWEST, WIDEST = 960, 320, 10_000
"""How wide a picture is where nobody says, and may be."""
LABELS_ABOVE = 600
"""Below this width labels stand above what they are of."""
EDGE, RIGHT = 16.0, 28.0
"""What is left free at the left and at the right."""
MOST_TITLE_LINES = 3
_SAMPLE, _LINE = 22.0, 22.0

Sample = Callable[[float, float], Stretch | Dot]
"""What draws a sample of a look at a place."""


class FrameHead(NamedTuple):
    """What stands above a picture, and where the rest of it begins."""

    texts: tuple[Lettering, ...]
    legend: tuple[LegendEntry, ...]
    below: float


def framed(title: str, samples: Iterable[tuple[Sample, str]], width: float) -> FrameHead:
    """Return a title and a legend, each on as many lines as it needs."""
    lines = in_lines(title, width - 2 * EDGE, Ink.TITLE, MOST_TITLE_LINES)
    texts = [Lettering(EDGE, 30 + 22 * at, line, Ink.TITLE) for at, line in enumerate(lines)]
    if lines[-1].count("…") > title.count("…"):
        texts[-1] = texts[-1]._replace(whole=title)
    x, y = EDGE, texts[-1].y + 24
    legend: list[LegendEntry] = []
    for sample, meaning in samples:
        across = _SAMPLE + 7 + text_width(meaning, Ink.SOFT)
        if legend and x + across > width - EDGE:
            x, y = EDGE, y + _LINE
        legend.append(LegendEntry(sample(x, y - 10), Lettering(x + _SAMPLE + 7, y, meaning, Ink.SOFT)))
        x = round(x + across + 16, 1)
    return FrameHead(tuple(texts), tuple(legend), y + 14 if legend else y - 8)


def bar_sample(hue: Hue, look: Look) -> Sample:
    """Return what draws a little bar."""
    return lambda x, y: Stretch((), hue, "", (Patch(x, y, _SAMPLE, 12, look),))


def dot_sample(hue: Hue, is_filled: bool) -> Sample:
    """Return what draws a diamond."""
    return lambda x, y: Dot((), hue, "", x + _SAMPLE / 2, y + 6, 5, is_filled)


def instants_below(result: Result, width: float, y: float) -> list[Lettering]:
    """Return what an answer was asked of, in as many lines as it needs, the first on *y*."""
    sources = {source for row in result.rows for source in getattr(row, "sources", ())}
    counted = [f"{len(sources)} source{'s' if len(sources) != 1 else ''}"] if sources else []
    lines = in_lines(" · ".join([*result.instants, *counted]), width - 2 * EDGE, Ink.SMALL, 3)
    return [Lettering(EDGE, y + 14 * at, line, Ink.SMALL) for at, line in enumerate(lines)]


def bottom_of(texts: Sequence[Lettering]) -> float:
    """Return how high a picture is whose last texts these are."""
    return max(text.y for text in texts) + SIZES[Ink.SMALL]
