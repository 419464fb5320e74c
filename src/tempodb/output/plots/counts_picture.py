"""Counts by periods as steps: solid as high as is certain, pale as high as is possible, stacked by groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from tempodb.answers.result import Result
from tempodb.base.errors import InputError
from tempodb.output.plots import framing
from tempodb.output.plots.composing import ASKED_ROOM, composed_picture
from tempodb.output.plots.counted_figures import SHARE_ROWS, Figure, FigurePanel, panels_of
from tempodb.output.plots.framing import EDGE, RIGHT, bar_sample
from tempodb.output.plots.hues import HUES_OF_WORDS, Hue, hues_of
from tempodb.output.plots.lettering import cut_in_the_middle, text_width
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
from tempodb.output.plots.placing import PARTED
from tempodb.output.plots.scale_marks import ScaleField
from tempodb.output.plots.time_scale import TimeScale

FIGURES_HEIGHT, FIGURE_LINES = 260.0, 6
"""How high the highest step is, and beside how many lines at most figures stand."""
PANEL_HEIGHT, PANEL_LINES = 84.0, 2
"""The same where several panels lie one below the other."""
PANEL_HEADING, BETWEEN_PANELS = 20.0, 14.0
MOST_PANELS = 40
"""So many at most are drawn: more could not be compared."""
MOST_GROUPS = 8
"""So many groups at most have colours of their own; the least of more share one."""
OVER = 0.4
"""So much further than it ends is what is solid drawn."""
OTHER_GROUPS = "others"
_NAMED = (Hue.MEMBER, Hue.PLUM, Hue.MOSS, Hue.ROSE, Hue.CLAY, Hue.OBSERVER, Hue.ACTING, Hue.SUSPENDED)


class _EqualPeriods(NamedTuple):
    """Periods one after the other in which each group has the same figures."""

    figures: Sequence[Figure]

    def of(self, group: str) -> list[Figure]:
        return [figure for figure in self.figures if figure.group == group]


class _Ruler(NamedTuple):
    """The figures beside the steps of a panel, how many pixels one is high, and what stands behind it."""

    lines: range
    tall: float
    unit: str

    @classmethod
    def of(cls, most: int, height: float, lines: int, unit: str) -> _Ruler:
        """Return the ruler of a panel so high, in which so many are the most."""
        step = _unit(most, lines)
        figures = range(0, -(-most // step) * step + 1, step)
        return cls(figures, height / figures[-1], unit)

    def written(self, figure: int) -> str:
        """Return a figure as it stands beside its line."""
        return f"{figure}{self.unit}"


def counts_picture(result: Result, width: float, asked: int | None) -> Picture:
    """Return the picture of figures in periods, in a panel for each organization, or group of shares.

    Raises:
        InputError: there is one period alone, as it is without `by year` or the like; or too many panels.

    """
    panels = panels_of(result.rows)
    _refuse(result, panels)
    figures = [figure for panel in panels for figure in panel.figures]
    hues = _hues(figures)
    panels = [panel._replace(figures=[_shared(each, hues) for each in panel.figures]) for panel in panels]
    head = framing.framed(result.query, _samples(figures, hues), width)
    is_one = len(panels) == 1
    height, lines = (FIGURES_HEIGHT, FIGURE_LINES) if is_one else (PANEL_HEIGHT, PANEL_LINES)
    steps = [list(_steps(panel.figures)) for panel in panels]
    most = max(sum(_sums(step.figures)) for each in steps for step in each) or 1
    ruler = _Ruler.of(most, height, lines, "\N{NO-BREAK SPACE}%" if result.row_type in SHARE_ROWS else "")
    left = EDGE + text_width(ruler.written(ruler.lines[-1]), Ink.SOFT) + 8
    days = [day for figure in figures for day in (figure.first, figure.last)]
    scale = TimeScale.of(days, round(left), width - RIGHT, (False, False), None)
    top = head.below + ASKED_ROOM * (asked is not None) + 6
    bottoms = [top + height + (height + BETWEEN_PANELS) * at for at in range(len(panels))]
    if any(panel.heading for panel in panels):
        bottoms = [bottom + PANEL_HEADING * (at + 1) for at, bottom in enumerate(bottoms)]
    lanes: list[Lane] = []
    strokes: list[Stroked] = []
    texts: list[Lettering] = []
    for panel, its, bottom in zip(panels, steps, bottoms, strict=True):
        bars = tuple(bar for step in its for bar in _bars(step, hues, scale, bottom, ruler, panel.heading))
        lanes.append(Lane(bottom - height, height, None, bars))
        strokes += _lines(ruler, scale, bottom)
        texts += _beside(ruler, scale, bottom)
        if panel.heading:
            texts.append(_heading(panel.heading, scale, bottom - height - 7))
    field = ScaleField(scale, top, bottoms[-1])
    return composed_picture(result, width, asked, head, field, lanes, strokes, texts)


def _refuse(result: Result, panels: Sequence[FigurePanel]) -> None:
    if len({figure.period for panel in panels for figure in panel.figures}) < 2:
        message = "there is one period alone, and a picture has steps from one to the next"
        raise InputError.of(
            "picture", message, f"add by year: {result.query.partition(' as of ')[0]} by year"
        )
    if len(panels) > MOST_PANELS:
        message = f"{len(panels):,} panels are too many for a picture, which shows {MOST_PANELS}"
        raise InputError.of("picture", message, "ask about one organization: count members of CSTO by year")


def _shared(figure: Figure, hues: Mapping[str, Hue]) -> Figure:
    return figure if figure.group in hues else figure._replace(group=OTHER_GROUPS)


def _lines(ruler: _Ruler, scale: TimeScale, bottom: float) -> Iterator[Stroked]:
    for figure in ruler.lines:
        y = round(bottom - figure * ruler.tall, 1)
        yield Stroked(scale.left, y, scale.right, y, Stroke.GRID)


def _beside(ruler: _Ruler, scale: TimeScale, bottom: float) -> Iterator[Lettering]:
    for figure in ruler.lines:
        y = round(bottom - figure * ruler.tall, 1) + 4
        yield Lettering(scale.left - 6, y, ruler.written(figure), Ink.SOFT, Anchor.END)


def _heading(heading: str, scale: TimeScale, y: float) -> Lettering:
    cut = cut_in_the_middle(heading, scale.right - scale.left, Ink.HEAD)
    return Lettering(scale.left, y, cut, Ink.HEAD, whole=heading if cut != heading else "")


def _hues(figures: Sequence[Figure]) -> Mapping[str, Hue]:
    """Return the colours of the greatest groups; the least share one where there are too many."""
    most: dict[str, int] = {}
    for figure in figures:
        most[figure.group] = max(most.get(figure.group, 0), figure.possible)
    if any(group in HUES_OF_WORDS for group in most):
        return hues_of(most)
    named = list(most)
    if len(named) > MOST_GROUPS:
        greatest = sorted(named, key=lambda group: -most[group])[: MOST_GROUPS - 1]
        named = [group for group in named if group in greatest]
        return {**dict(zip(named, _NAMED, strict=False)), OTHER_GROUPS: Hue.REST}
    return dict(zip(named, _NAMED, strict=False))


def _samples(figures: Sequence[Figure], hues: Mapping[str, Hue]) -> Iterator[tuple[framing.Sample, str]]:
    yield from ((bar_sample(hue, Look.SOLID), group or "certain") for group, hue in hues.items())
    if any(figure.certain != figure.possible for figure in figures):
        yield bar_sample(next(iter(hues.values())), Look.PALE), "possible"


def _steps(figures: Sequence[Figure]) -> Iterator[_EqualPeriods]:
    """Yield the steps in the order of time; a period that does not follow the last begins another."""
    periods = [list(same) for _, same in groupby(sorted(figures, key=_begin), key=_begin)]
    run: list[Figure] = []
    for period in periods:
        is_same = run and run[-1].last == period[0].first and _told(run[-len(period) :]) == _told(period)
        if run and not is_same:
            yield _EqualPeriods(run)
            run = []
        run = [*run, *period]
    yield _EqualPeriods(run)


def _begin(figure: Figure) -> int:
    return figure.first


def _told(figures: Sequence[Figure]) -> list[tuple[str, int, int]]:
    return [(figure.group, figure.certain, figure.possible) for figure in figures]


def _sums(figures: Sequence[Figure]) -> tuple[int, int]:
    """Return how many are certain in one period of some figures, and how many more are possible."""
    first = [figure for figure in figures if figure.first == figures[0].first]
    certain = sum(figure.certain for figure in first)
    return certain, sum(figure.possible for figure in first) - certain


def _bars(
    step: _EqualPeriods,
    hues: Mapping[str, Hue],
    scale: TimeScale,
    bottom: float,
    ruler: _Ruler,
    heading: str,
) -> Iterator[Stretch]:
    """Yield a bar a group: what is certain of all groups below, and what is possible above."""
    left, right = (round(scale.at(day)) for day in (step.figures[0].first, step.figures[-1].last))
    # A little of the next step lies below it, or a seam would show between them wherever it is not drawn in whole pixels.
    over, tall = min(OVER, scale.right - right), ruler.tall
    certain, possible = bottom, bottom - _sums(step.figures)[0] * tall
    for group, hue in hues.items():
        told = step.of(group)
        if not told:
            continue
        sure, more = _sums(told)
        # Groups above others are parted from them by ground, where there is room for it.
        gap = PARTED if certain < bottom and sure * tall > 3 * PARTED else 0.0
        heights = ((certain - gap, sure * tall - gap, Look.SOLID), (possible, more * tall, Look.PALE))
        patches = tuple(
            Patch(
                left,
                round(base - height, 1),
                right - left + over * (look is Look.SOLID),
                round(height, 1),
                look,
            )
            for base, height, look in heights
            if height
        )
        certain, possible = certain - sure * tall, possible - more * tall
        about = ", ".join(filter(None, (heading, group)))
        says = _says(told, about, ruler.written(sure), ruler.written(sure + more))
        yield Stretch(tuple(figure.row for figure in told), hue, says, patches)


def _says(told: Sequence[Figure], about: str, certain: str, possible: str) -> str:
    first, last = told[0].period, told[-1].period
    figures = f"{certain}" if certain == possible else f"{certain} certain, {possible} possible"
    return f"{about + ', ' if about else ''}{first if first == last else f'{first} to {last}'}: {figures}"


def _unit(most: int, lines: int) -> int:
    """Return how many lie between two of so many lines: 1, 2 or 5 times a power of ten.

    >>> [_unit(most, 6) for most in (1, 9, 28, 193, 4000)]
    [1, 2, 5, 50, 1000]
    """
    power = 1
    while True:
        for unit in (power, 2 * power, 5 * power):
            if -(-most // unit) <= lines:
                return unit
        power *= 10
