"""Strips as a picture: a lane for each, under headings, above an axis of days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from tempodb.answers.result import Result
from tempodb.output.plots import framing, scale_marks
from tempodb.output.plots.composing import ASKED_ROOM, composed_picture
from tempodb.output.plots.framing import EDGE, LABELS_ABOVE, RIGHT
from tempodb.output.plots.hues import Hue, base_word, hues_of
from tempodb.output.plots.legends import samples_of
from tempodb.output.plots.lettering import cut_in_the_middle, in_lines, text_width
from tempodb.output.plots.picture import (
    Anchor,
    Dot,
    Ink,
    Lane,
    Lettering,
    Picture,
    Stretch,
    Stroke,
    Stroked,
)
from tempodb.output.plots.placing import POINT, parted_from, placed_bar, rows_of_bars
from tempodb.output.plots.scale_marks import ScaleField
from tempodb.output.plots.strips import Strip, StripGroup, StripMoment, StripSpan
from tempodb.output.plots.time_scale import TimeScale
from tempodb.temporal.bounds import ALWAYS, NEVER

Says = Callable[[int, str], str]
"""What is said of the row at a place in the answer, on a strip of some label."""


class _Density(NamedTuple):
    """How high lanes and bars are, and how large their labels, up to so many lanes."""

    most: float
    lane: float
    bar: float
    letters: float


DENSITIES = (_Density(60, 22, 14, 1.0), _Density(120, 18, 11, 0.92), _Density(float("inf"), 15, 10, 0.83))
MOST_LINES_ABOVE = 2
"""How many lines a label has that stands above its bars."""
MANY_LANES = 25
"""Above more lanes than this the axis stands once more."""
BETWEEN_GROUPS = 10.0
"""What is left free between groups."""


class LabelColumn(NamedTuple):
    """What part of the width labels may take, and to which side they stand."""

    most: float
    anchor: Anchor


NAMES_BESIDE = LabelColumn(0.4, Anchor.END)
SENTENCES_BESIDE = LabelColumn(0.56, Anchor.START)


def lane_picture(
    title: str,
    groups: Sequence[StripGroup],
    says: Says,
    result: Result,
    width: float,
    asked: int | None,
    column: LabelColumn = NAMES_BESIDE,
) -> Picture:
    """Return the picture of strips, as what an answer says; *asked* is a day to be marked."""
    strips = [strip for group in groups for strip in group.strips]
    density = next(each for each in DENSITIES if len(strips) <= each.most)
    spans = [span for strip in strips for span in strip.spans]
    hues = hues_of(base_word(span.word) for span in spans if span.hue is None)
    scale = _scale(strips, _left(groups, density, width, column.most), width - RIGHT, asked, result.today)
    moments = [moment for strip in strips for moment in strip.moments]
    head = framing.framed(title, samples_of(hues, spans, moments), width)
    is_many = len(strips) > MANY_LANES
    top = head.below + ASKED_ROOM * (asked is not None) + 18 * is_many
    anchor = Anchor.START if width < LABELS_ABOVE else column.anchor
    laying = _Laying(scale, density, hues, says, width < LABELS_ABOVE, anchor, top)
    for group in groups:
        laying.lay(group)
    field = ScaleField(scale, top, laying.y)
    twice = scale_marks.above(scale_marks.axis(field).texts, top - 6) if is_many else ()
    return composed_picture(
        result, width, asked, head, field, laying.lanes, laying.guides, (*laying.texts, *twice)
    )


class _Laying:
    """Lanes laid one below the other; *y* is where the next begins."""

    def __init__(
        self,
        scale: TimeScale,
        density: _Density,
        hues: Mapping[str, Hue],
        says: Says,
        is_narrow: bool,
        anchor: Anchor,
        top: float,
    ) -> None:
        self.y = top + 6
        self.lanes: list[Lane] = []
        self.texts: list[Lettering] = []
        self.guides: list[Stroked] = []
        self._scale = scale
        self._density = density
        self._hues = hues
        self._says = says
        self._is_narrow = is_narrow
        self._anchor = anchor

    def lay(self, group: StripGroup) -> None:
        """Lay the lanes of a group below its heading."""
        if group.heading:
            self._heading(group.heading)
        for strip in group.strips:
            self._lane(strip)
        self.y += BETWEEN_GROUPS

    def _heading(self, heading: str) -> None:
        text = heading[:1].upper() + heading[1:]
        room = self._scale.right - EDGE
        x, anchor = self._label_place()
        if anchor is Anchor.END:
            # A heading may reach over the bars: nothing lies beside it.
            wide = text_width(text, Ink.HEAD) > x - EDGE
            x, anchor = (EDGE, Anchor.START) if wide else (x, anchor)
        cut = cut_in_the_middle(text, room, Ink.HEAD)
        self.texts.append(Lettering(x, self.y + 13, cut, Ink.HEAD, anchor, text if cut != text else ""))
        self.y += 20

    def _label_place(self) -> tuple[float, Anchor]:
        return EDGE if self._anchor is Anchor.START else self._scale.left - 12, self._anchor

    def _lane(self, strip: Strip) -> None:
        density, begins, down = self._density, self.y, 14 * self._density.letters
        x, anchor = self._label_place()
        room = (self._scale.right if self._is_narrow else self._scale.left - 12) - EDGE
        most = MOST_LINES_ABOVE if self._is_narrow else 1
        lines = in_lines(strip.label, room / density.letters, Ink.PLAIN, most)
        whole = strip.label if " ".join(lines) != " ".join(strip.label.split()) else ""
        base = self.y + (12 if self._is_narrow else density.lane / 2 + 4) * density.letters
        label, *below = (
            Lettering(x, round(base + place * down, 1), line, Ink.PLAIN, anchor, whole, density.letters)
            for place, line in enumerate(lines)
        )
        self.texts += below
        self.y += down * len(lines) if self._is_narrow else 0
        bars = rows_of_bars(strip.spans, self._scale) or [[]]
        stretches: list[Stretch] = []
        for bar in bars:
            stretches += self._bar(bar, strip.label)
            if bar is bars[0]:
                middle = round(self.y + density.lane / 2, 1)
                self.guides.append(Stroked(self._scale.left, middle, self._scale.right, middle, Stroke.GRID))
                dots = tuple(self._dot(moment, strip.label, middle) for moment in strip.moments)
            self.y += density.lane
        self.lanes.append(Lane(begins, self.y - begins, label, tuple(stretches), dots))

    def _bar(self, spans: Sequence[StripSpan], label: str) -> Iterator[Stretch]:
        y = round(self.y + (self._density.lane - self._density.bar) / 2, 1)
        bars = [placed_bar(span, self._scale, y, self._density.bar) for span in spans]
        for span, bar, following in zip_longest(spans, bars, bars[1:]):
            drawn = parted_from(bar, following)
            hue = span.hue or self._hues[base_word(span.word)]
            yield Stretch((span.row,), hue, self._says(span.row, label), drawn.patches, drawn.chevrons)

    def _dot(self, moment: StripMoment, label: str, y: float) -> Dot:
        x = self._scale.at((moment.first + moment.last) // 2)
        first = max(moment.first, self._scale.first)
        x = self._scale.at(first if moment.is_day_known else (first + moment.last) // 2)
        says = self._says(moment.row, label)
        return Dot((moment.row,), moment.hue, says, x, y, self._density.bar / 2 - 1, moment.is_day_known)


def _left(groups: Sequence[StripGroup], density: _Density, width: float, part: float) -> float:
    """Return where the days begin: right of the labels, where these stand beside them."""
    if width < LABELS_ABOVE:
        return EDGE + POINT
    labels = [
        text_width(strip.label, Ink.PLAIN, density.letters) for group in groups for strip in group.strips
    ]
    headings = [text_width(group.heading, Ink.HEAD) for group in groups]
    most = width * part
    fitting = [across for across in headings if across < most]
    return round(min(max([*labels, *fitting]) + EDGE + 12, most) + 1, 1)


def _scale(
    strips: Iterable[Strip], left: float, right: float, asked: int | None, today: int | None
) -> TimeScale:
    days: list[int] = [] if asked is None else [asked]
    is_open = [False, False]
    for strip in strips:
        for span in strip.spans:
            days += [span.first, span.last, *(span.sure or ())]
            is_open[0] |= span.first <= ALWAYS
            is_open[1] |= span.last >= NEVER
        for moment in strip.moments:
            days += [moment.first, moment.last]
    told = [day for day in days if ALWAYS < day < NEVER]
    return TimeScale.of(told, left, right, (is_open[0], is_open[1]), today)
