"""What was believed when: rectangles over the days when it was so, and the time in which it was believed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from tempodb.answers.result import Result
from tempodb.output.plots import framing
from tempodb.output.plots.bar_words import told
from tempodb.output.plots.composing import ASKED_ROOM, composed_picture
from tempodb.output.plots.framing import EDGE, RIGHT
from tempodb.output.plots.hues import Hue, base_word, hues_of
from tempodb.output.plots.legends import samples_of
from tempodb.output.plots.lettering import text_width
from tempodb.output.plots.picture import (
    Anchor,
    Ink,
    Lane,
    Lettering,
    Look,
    Patch,
    Picture,
    Stretch,
    Stroke,
    Stroked,
)
from tempodb.output.plots.placing import PARTED, placed_bar
from tempodb.output.plots.scale_marks import ScaleField
from tempodb.output.plots.strips import StripSpan
from tempodb.output.plots.time_scale import TimeScale
from tempodb.temporal.bounds import ALWAYS, NEVER
from tempodb.temporal.instants import read_instant
from tempodb.temporal.periods import Window
from tempodb.temporal.span_dates import candidates

BELIEFS_HEIGHT, LEAST_BELIEF = 240.0, 26.0
"""How high all of recorded time is, where no belief would be lower than the least."""
BELIEVED_SINCE = "believed since"


class _Band(NamedTuple):
    """How high what was believed from an instant on lies, up to the next one: the latest on top."""

    top: float
    bottom: float


def revisions_picture(result: Result, width: float, asked: int | None) -> Picture:
    """Return the picture of beliefs: days across, and recorded time from below upwards."""
    found: Any = result.rows
    spans = [_span(place, row) for place, row in enumerate(found)]
    hues = hues_of(base_word(span.word) for span in spans)
    head = framing.framed(result.query, samples_of(hues, spans), width)
    instants = sorted({row.recorded_from for row in found} | {row.recorded_to for row in found} - {None})
    labels = _labels(instants)
    left = EDGE + max(text_width(label, Ink.SOFT) for label in (*labels, BELIEVED_SINCE)) + 8
    days = [
        day for span in spans for day in (span.first, span.last, *(span.sure or ())) if ALWAYS < day < NEVER
    ]
    is_open = (any(span.first <= ALWAYS for span in spans), any(span.last >= NEVER for span in spans))
    scale = TimeScale.of(
        [*days, *([] if asked is None else [asked])], round(left), width - RIGHT, is_open, result.today
    )
    top = head.below + ASKED_ROOM * (asked is not None) + 22
    bands = _bands(instants, top)
    field = ScaleField(scale, top, max(band.bottom for band in bands.values()))
    bars = [_bar(span, found[span.row], scale, bands, hues) for span in spans]
    edges = [(label, bands[instant].bottom) for label, instant in zip(labels, instants, strict=True)]
    return composed_picture(
        *(result, width, asked, head, field, [Lane(top, field.bottom - top, None, tuple(bars))]),
        [Stroked(scale.left - 4, y, scale.right, y, Stroke.GRID) for _, y in edges],
        [
            Lettering(scale.left - 8, top - 6, BELIEVED_SINCE, Ink.SOFT, Anchor.END),
            *(Lettering(scale.left - 8, y - 4, label, Ink.SOFT, Anchor.END) for label, y in edges),
            *_words(bars, spans),
        ],
    )


def _span(place: int, row: Any) -> StripSpan:
    (f1, f2), (t1, t2) = candidates(row.from_, ALWAYS), candidates(row.to, NEVER)
    word = row.status if hasattr(row, "status") else row.capacity
    return StripSpan(place, word, f1, Window(f2, t1) if f2 < t1 else None, t2, row.standing)


def _labels(instants: Sequence[str]) -> list[str]:
    """Return the day of each instant, or the second too where two are of one day."""
    days = [instant[:10] for instant in instants]
    return days if len(set(days)) == len(days) else [instant[:19].replace("T", " ") for instant in instants]


def _bands(instants: Sequence[str], top: float) -> dict[str, _Band]:
    """Return how high each belief lies: as long as it was believed, and high enough to be seen.

    What is believed still lies above all others, as high as the highest of them.
    """
    times = [read_instant(instant) for instant in instants]
    lasted = [later - earlier for earlier, later in pairwise(times)]
    lasted.append(max(lasted, default=1))
    heights = [max(BELIEFS_HEIGHT * each / sum(lasted), LEAST_BELIEF) for each in lasted]
    found, y = {}, top
    for instant, height in zip(reversed(instants), reversed(heights), strict=True):
        found[instant] = _Band(round(y, 1), round(y + height, 1))
        y += height
    return found


def _bar(
    span: StripSpan, row: Any, scale: TimeScale, bands: Mapping[str, _Band], hues: Mapping[str, Hue]
) -> Stretch:
    top = (
        min(band.top for band in bands.values()) if row.recorded_to is None else bands[row.recorded_to].bottom
    )
    bottom = bands[row.recorded_from].bottom
    placed = placed_bar(span, scale, top, round(max(bottom - top - PARTED, 1.0), 1))
    patches = (*placed.patches[:-1], _narrowed(placed.patches[-1]))
    until = f"believed from {row.recorded_from} to {row.recorded_to or 'now'}"
    named = row.member_name if hasattr(row, "member_name") else row.holder_name
    return Stretch(
        (span.row,), hues[base_word(span.word)], f"{told(row, named, span.word)}; {until}", patches
    )


def _narrowed(patch: Patch) -> Patch:
    """Return the patch with a strip of ground behind it, so that one that follows is parted from it."""
    is_fade = patch.look in (Look.RISING, Look.FALLING)
    return patch if is_fade else patch._replace(width=round(max(patch.width - PARTED, 1.0), 1))


def _words(bars: Sequence[Stretch], spans: Sequence[StripSpan]) -> Iterator[Lettering]:
    """Yield the word of each rectangle in its middle, where there is room for it."""
    for bar, span in zip(bars, spans, strict=True):
        widest = max(bar.patches, key=lambda patch: patch.width)
        if text_width(span.word, Ink.HEAD) + 16 <= widest.width and widest.height >= LEAST_BELIEF - 4:
            x, y = widest.x + widest.width / 2, widest.y + widest.height / 2 + 4
            yield Lettering(round(x, 1), round(y, 1), span.word, Ink.HEAD, Anchor.MIDDLE)
