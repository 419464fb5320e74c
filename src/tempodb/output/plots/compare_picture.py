"""What differs between two answers: before at the left, after at the right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tempodb.answers.result import Result
from tempodb.base.printable import printable
from tempodb.output.plots import framing
from tempodb.output.plots.framing import EDGE, LABELS_ABOVE, RIGHT, bar_sample
from tempodb.output.plots.hues import Hue, base_word, hues_of
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
from tempodb.questions.rows import CompareRow

ORDER = ("removed", "changed", "added")
"""The sorts of differences, as they come below each other."""
POSSIBLE_MARK = " (possible)"
_LANE, _NOTHING = 24.0, "—"
_CHIP, _CHIP_ON_A_PHONE = 44.0, 12.0
DIVIDING = 12.0
"""How far left of the second column the line between both stands."""


def compare_picture(result: Result, width: float, _: int | None) -> Picture:
    """Return the picture of two answers; days are not along it, so that none can be marked."""
    found: Sequence[CompareRow] = result.rows  # type: ignore[assignment]
    words = [_word(said) for row in found for said in (row.before_name, row.after_name) if said is not None]
    hues = hues_of(words)
    head = framing.framed(result.query, _samples(found, hues), width)
    labels = max(text_width(row.party_name, Ink.PLAIN) for row in found)
    left = round(min(labels + 2 * EDGE, width * 0.4), 1)
    columns = (left, round(left + (width - left - RIGHT) / 2, 1))
    y = head.below + 18
    texts = [
        Lettering(x, y, said, Ink.HEAD, Anchor.START)
        for x, said in zip(columns, _headings(result, columns[1] - columns[0] - 12), strict=True)
    ]
    lanes: list[Lane] = []
    y += 10
    for change in ORDER:
        told = [(place, row) for place, row in enumerate(found) if row.change == change]
        if told:
            texts.append(Lettering(left - 12, y + 15, change.capitalize(), Ink.HEAD, Anchor.END))
            y += _LANE
        for place, row in told:
            lane, beside = _lane(place, row, y, columns, hues)
            lanes.append(lane)
            texts += beside
            y += _LANE
        y += 8 * bool(told)
    middle = columns[1] - DIVIDING
    below = framing.instants_below(result, width, y + 16)
    return Picture(
        *(width, framing.bottom_of(below), result.query, None),
        (Stroked(middle, head.below + 6, middle, y - 4, Stroke.GRID),),
        (*head.texts, *texts, *below),
        tuple(lanes),
        head.legend,
    )


def _word(said: str) -> str:
    return base_word(said.partition(";")[0].removesuffix(POSSIBLE_MARK).partition(" (")[0])


def _samples(found: Sequence[CompareRow], hues: Mapping[str, Hue]) -> Iterator[tuple[framing.Sample, str]]:
    if len(hues) <= len(Hue):
        yield from ((bar_sample(hue, Look.SOLID), word) for word, hue in hues.items())
    if any(POSSIBLE_MARK in (said or "") for row in found for said in (row.before_name, row.after_name)):
        yield bar_sample(next(iter(hues.values())), Look.PALE), "possible"


def _headings(result: Result, room: float) -> list[str]:
    """Return what is compared with what: the days, or the instants of belief where those differ."""
    for said, words in ((result.valid, "as of"), (result.known_at, "as known at")):
        both = (said or "").split(" and ")
        if len(both) == 2:
            return [cut_in_the_middle(f"{words} {each[:19]}", room, Ink.HEAD) for each in both]
    return ["before", "after"]


def _lane(
    place: int, row: CompareRow, y: float, columns: tuple[float, float], hues: Mapping[str, Hue]
) -> tuple[Lane, list[Lettering]]:
    """Return the lane of a difference, and what is written beside its bars."""
    base, room = y + 15, columns[0] - 12 - EDGE
    chip = _CHIP_ON_A_PHONE if columns[1] < LABELS_ABOVE / 2 else _CHIP
    name = printable(row.party_name)
    text = cut_in_the_middle(name, room, Ink.PLAIN)
    label = Lettering(columns[0] - 12, base, text, Ink.PLAIN, Anchor.END, name if text != name else "")
    bars, beside = [], []
    says = f"{name}: {row.before_name or 'nothing'} before, {row.after_name or 'nothing'} after"
    for x, said in zip(columns, (row.before_name, row.after_name), strict=True):
        if said is None:
            beside.append(Lettering(x, base, _NOTHING, Ink.SOFT))
            continue
        look = Look.PALE if said.endswith(POSSIBLE_MARK) else Look.SOLID
        bars.append(Stretch((place,), hues[_word(said)], says, (Patch(x, y + 4, chip, 14, look),)))
        across = columns[1] - columns[0] - chip - 8 - DIVIDING
        cut = cut_in_the_middle(said, across, Ink.PLAIN)
        beside.append(Lettering(x + chip + 8, base, cut, Ink.PLAIN, whole=said if cut != said else ""))
    return Lane(y, _LANE, label, tuple(bars)), beside
