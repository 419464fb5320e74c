"""Counts by periods as steps: solid as high as is certain, pale as high as is possible, stacked by groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from tempodb.answers.result import Result
from tempodb.base.errors import InputError
from tempodb.output.plots import framing
from tempodb.output.plots.composing import ASKED_ROOM, composed_picture
from tempodb.output.plots.framing import EDGE, RIGHT, bar_sample
from tempodb.output.plots.hues import HUES_OF_WORDS, Hue, hues_of
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
from tempodb.output.plots.placing import PARTED
from tempodb.output.plots.scale_marks import ScaleField
from tempodb.output.plots.time_scale import TimeScale
from tempodb.temporal.date_reader import read_date

FIGURES_HEIGHT, FIGURE_LINES = 260.0, 6
"""How high the highest step is, and beside how many lines at most figures stand."""
MOST_GROUPS = 8
"""So many groups at most have colours of their own; the least of more share one."""
OVER = 0.4
"""So much further than it ends is what is solid drawn."""
UNNAMED, SHARED = "none stated", "others"
_NAMED = (Hue.MEMBER, Hue.PLUM, Hue.MOSS, Hue.ROSE, Hue.CLAY, Hue.OBSERVER, Hue.ACTING, Hue.SUSPENDED)


class _Figure(NamedTuple):
    """What one row counts: of which group, in which days."""

    row: int
    group: str
    period: str
    first: int
    last: int
    certain: int
    possible: int


class _EqualPeriods(NamedTuple):
    """Periods one after the other in which each group has the same figures."""

    figures: Sequence[_Figure]

    def of(self, group: str) -> list[_Figure]:
        return [figure for figure in self.figures if figure.group == group]


def counts_picture(result: Result, width: float, asked: int | None) -> Picture:
    """Return the picture of figures in periods.

    Raises:
        InputError: there is one period alone, as it is without `by year` or the like.

    """
    figures = list(_figures(result.rows))
    if len({figure.period for figure in figures}) < 2:
        message = "there is one period alone, and a picture has steps from one to the next"
        raise InputError.of(
            "picture", message, f"add by year: {result.query.partition(' as of ')[0]} by year"
        )
    hues = _hues(figures)
    figures = [figure if figure.group in hues else figure._replace(group=SHARED) for figure in figures]
    head = framing.framed(result.query, _samples(figures, hues), width)
    top = head.below + ASKED_ROOM * (asked is not None) + 6
    steps = list(_steps(figures))
    most = max(sum(_sums(step.figures)) for step in steps) or 1
    unit = _unit(most)
    lines = range(0, -(-most // unit) * unit + 1, unit)
    left = EDGE + text_width(str(lines[-1]), Ink.SOFT) + 8
    days = [day for figure in figures for day in (figure.first, figure.last)]
    scale = TimeScale.of(days, round(left), width - RIGHT, (False, False), None)
    field = ScaleField(scale, top, top + FIGURES_HEIGHT)
    tall = FIGURES_HEIGHT / lines[-1]
    bars = tuple(bar for step in steps for bar in _bars(step, hues, scale, field.bottom, tall))
    heights = [(number, round(field.bottom - number * tall, 1)) for number in lines]
    return composed_picture(
        *(result, width, asked, head, field, [Lane(top, FIGURES_HEIGHT, None, bars)]),
        [Stroked(scale.left, y, scale.right, y, Stroke.GRID) for _, y in heights],
        [Lettering(scale.left - 6, y + 4, str(number), Ink.SOFT, Anchor.END) for number, y in heights],
    )


def _figures(found: Sequence[Any]) -> Iterator[_Figure]:
    for place, row in enumerate(found):
        period = read_date(row.period)
        group = getattr(row, "group_name", "") if hasattr(row, "group") else ""
        days = (period.earliest, period.latest + 1)
        yield _Figure(
            place, UNNAMED if group is None else group, row.period, *days, row.certain, row.possible
        )


def _hues(figures: Sequence[_Figure]) -> Mapping[str, Hue]:
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
        return {**dict(zip(named, _NAMED, strict=False)), SHARED: Hue.REST}
    return dict(zip(named, _NAMED, strict=False))


def _samples(figures: Sequence[_Figure], hues: Mapping[str, Hue]) -> Iterator[tuple[framing.Sample, str]]:
    yield from ((bar_sample(hue, Look.SOLID), group or "certain") for group, hue in hues.items())
    if any(figure.certain != figure.possible for figure in figures):
        yield bar_sample(next(iter(hues.values())), Look.PALE), "possible"


def _steps(figures: Sequence[_Figure]) -> Iterator[_EqualPeriods]:
    """Yield the steps in the order of time; a period that does not follow the last begins another."""
    periods = [list(same) for _, same in groupby(sorted(figures, key=_begin), key=_begin)]
    run: list[_Figure] = []
    for period in periods:
        is_same = run and run[-1].last == period[0].first and _told(run[-len(period) :]) == _told(period)
        if run and not is_same:
            yield _EqualPeriods(run)
            run = []
        run = [*run, *period]
    yield _EqualPeriods(run)


def _begin(figure: _Figure) -> int:
    return figure.first


def _told(figures: Sequence[_Figure]) -> list[tuple[str, int, int]]:
    return [(figure.group, figure.certain, figure.possible) for figure in figures]


def _sums(figures: Sequence[_Figure]) -> tuple[int, int]:
    """Return how many are certain in one period of some figures, and how many more are possible."""
    first = [figure for figure in figures if figure.first == figures[0].first]
    certain = sum(figure.certain for figure in first)
    return certain, sum(figure.possible for figure in first) - certain


def _bars(
    step: _EqualPeriods, hues: Mapping[str, Hue], scale: TimeScale, bottom: float, tall: float
) -> Iterator[Stretch]:
    """Yield a bar a group: what is certain of all groups below, and what is possible above."""
    left, right = (round(scale.at(day)) for day in (step.figures[0].first, step.figures[-1].last))
    # A little of the next step lies below it, or a seam would show between them wherever it is not drawn in whole pixels.
    over = min(OVER, scale.right - right)
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
        yield Stretch(
            tuple(figure.row for figure in told), hue, _says(told, group, sure, sure + more), patches
        )


def _says(told: Sequence[_Figure], group: str, certain: int, possible: int) -> str:
    first, last = told[0].period, told[-1].period
    figures = f"{certain}" if certain == possible else f"{certain} certain, {possible} possible"
    return f"{group + ', ' if group else ''}{first if first == last else f'{first} to {last}'}: {figures}"


def _unit(most: int) -> int:
    """Return how many lie between two lines: 1, 2 or 5 times a power of ten.

    >>> [_unit(most) for most in (1, 9, 28, 193, 4000)]
    [1, 2, 5, 50, 1000]
    """
    power = 1
    while True:
        for unit in (power, 2 * power, 5 * power):
            if -(-most // unit) <= FIGURE_LINES:
                return unit
        power *= 10
