"""Answers to be drawn, and what holds of every picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from xml.etree import ElementTree

import tempodb
from tempodb.answers.result import Result
from tempodb.output.plots.lettering import SIZES, text_width
from tempodb.output.plots.picture import Anchor, Lettering, Patch, Picture
from tempodb.questions.columns import columns
from tempodb.questions.rows import Row, TimelineRow
from tempodb.temporal.bounds import day_text

TODAY = 739_949
"""2026-12-04."""


NOW = 1_795_910_400_000_000
"""2026-11-29T00:00:00Z, in microseconds."""


def opened(*fixtures: str) -> tempodb.Database:
    """Return a database into which some datasets were loaded on that day."""
    db = tempodb.open(":memory:", clock=lambda: NOW)
    for fixture in fixtures:
        db.load(tempodb.bundled_fixture(fixture))
    return db


def answer(*rows: Row, query: str = "timeline of O", today: int | None = TODAY) -> Result:
    type_ = type(rows[0])
    known_at = "2026-06-01T12:00:00.000000Z"
    return Result(query, columns(type_), type_, rows, None, known_at, today=today)


def held(
    name: str,
    possible: tuple[int | None, int | None],
    certain: tuple[int | None, int | None] | None,
    word: str = "member",
    standing: str = "accepted",
) -> TimelineRow:
    """Return a row of a timeline that held in those days."""
    core = certain or (None, None)
    first, start, end, last = (
        None if day is None else day_text(day) for day in (possible[0], *core, possible[1])
    )
    from_, to = first, last
    if certain is None and possible == (None, None):
        from_ = to = "unknown"
    return TimelineRow(
        "member", name, name, "o", "O", word, from_, to, first, start, end, last, standing, ("s",)
    )


def parsed(drawn: str) -> ElementTree.Element:
    return ElementTree.fromstring(drawn)


def texts(picture: Picture) -> Iterator[Lettering]:
    yield from picture.texts
    yield from (entry.meaning for entry in picture.legend)
    yield from (lane.label for lane in picture.lanes if lane.label is not None)


def box(text: Lettering) -> tuple[float, float, float, float]:
    """Return where a text lies: from the left, the top, to the right, the bottom."""
    wide = text_width(text.text, text.ink, text.scale)
    left = text.x - {Anchor.START: 0.0, Anchor.MIDDLE: wide / 2, Anchor.END: wide}[text.anchor]
    return left, text.y - SIZES[text.ink] * text.scale * 0.74, left + wide, text.y + 2


def overlapping(found: Iterable[Lettering]) -> list[tuple[str, str]]:
    boxes = sorted((box(text), text.text) for text in found)
    return [
        (a, b)
        for (one, a), (other, b) in combinations(boxes, 2)
        if one[0] < other[2] - 1 and other[0] < one[2] - 1 and one[1] < other[3] - 1 and other[1] < one[3] - 1
    ]


def outside(picture: Picture) -> list[object]:
    """Return what reaches beyond the picture."""
    beyond: list[object] = [
        text.text
        for text in texts(picture)
        if box(text)[0] < -0.5
        or box(text)[2] > picture.width + 0.5
        or not 0 <= box(text)[1] <= box(text)[3] <= picture.height
    ]
    return beyond + [
        patch
        for patch in patches(picture)
        if patch.x < 0
        or patch.y < 0
        or patch.x + patch.width > picture.width
        or patch.y + patch.height > picture.height
    ]


def patches(picture: Picture) -> Sequence[Patch]:
    return [patch for lane in picture.lanes for bar in lane.stretches for patch in bar.patches]


def rows_told(picture: Picture) -> list[int]:
    return sorted(row for lane in picture.lanes for row in lane.rows)
