"""A timeline, drawn: one bar a party, track by track, and events as points."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple, assert_never

from tempodb.answers.result import Result
from tempodb.base.printable import printable
from tempodb.model.kinds import SUBSTANTIVE
from tempodb.output.terminal.bars import LIGHT, BarPiece, Chart, Line, Mark, glyphs, legend
from tempodb.output.terminal.footers import footer
from tempodb.questions.rows import TimelineRow
from tempodb.questions.tracks import Track

GROUP_HEADINGS = {
    Track.EXISTENCE: "",
    Track.NAME: "names",
    Track.MEMBER: "members",
    Track.MEMBERSHIP: "memberships",
    Track.TENURE: "offices",
    Track.BODY: "bodies",
    Track.EVENT: "events",
}
OF_OTHERS = (Track.MEMBER, Track.TENURE, Track.BODY)
"""Tracks whose party may be another than the one that the timeline is of."""
LINES_WITH_FOOT = 20
"""Below more lines than this the years stand once more."""
CERTAIN, POSSIBLE = "◆", "◇"
"""An event that certainly took place on a day drawn, and one of which the day is not known."""


class _BarPlace(NamedTuple):
    """Where a row is drawn: under which heading, on which line, with which label."""

    heading: str
    line: Hashable
    label: str


def timeline(result: Result, width: int | None) -> str:
    """Return the timeline of a party as bars."""
    rows: Sequence[TimelineRow] = result.rows  # type: ignore[assignment]
    groups = _groups(rows)
    lines = [line for group in groups.values() for line in group]
    chart = Chart.of(lines, width, result.known_at)
    words = glyphs(piece.word for line in lines for piece in line.pieces if piece.certain is not None)
    drawn = chart.axis()
    for heading, group in groups.items():
        drawn += ["", printable(heading)] if heading else []
        drawn += [chart.row(line, words) for line in group]
    if len(lines) > LINES_WITH_FOOT:
        drawn += ["", *chart.foot()]
    if meanings := _meanings(words, lines):
        drawn += ["", *legend(meanings, width)]
    return "\n".join([*drawn, "", *footer(result, width=width)]) + "\n"


def _meanings(words: dict[str, str], lines: Iterable[Line]) -> dict[str, str]:
    """Return what the glyphs mean that do not speak for themselves."""
    pieces = [piece for line in lines for piece in line.pieces]
    marks = {mark.glyph for line in lines for mark in line.marks}
    shown = {word: glyph for word, glyph in words.items() if word not in ("", SUBSTANTIVE)}
    if any(piece.possible != piece.certain for piece in pieces):
        shown["possible"] = LIGHT
    if CERTAIN in marks:
        shown["event"] = CERTAIN
    if POSSIBLE in marks:
        shown["event, day unknown"] = POSSIBLE
    return shown


def _groups(rows: Sequence[TimelineRow]) -> dict[str, list[Line]]:
    """Return the lines under each heading, in the order of the rows."""
    subject = next((row.party for row in rows if row.track not in OF_OTHERS), None)
    placed: dict[str, dict[Hashable, list[TimelineRow]]] = {}
    labels: dict[Hashable, str] = {}
    for row in rows:
        place = _place(row, subject)
        placed.setdefault(place.heading, {}).setdefault(place.line, []).append(row)
        labels[place.line] = place.label
    return {
        heading: [_line(labels[line], found) for line, found in lines.items()]
        for heading, lines in placed.items()
    }


def _place(row: TimelineRow, subject: str | None) -> _BarPlace:
    track = Track(row.track)
    heading = GROUP_HEADINGS[track]
    match track:
        case Track.EXISTENCE:
            return _BarPlace(heading, row.party, "existence")
        case Track.NAME | Track.EVENT:
            return _BarPlace(heading, (row.place, row.value), f"  {row.value or row.place}")
        case Track.TENURE if row.party != subject:
            return _BarPlace(row.place_name or heading, (row.place, row.party), f"  {row.party_name}")
        case Track.MEMBERSHIP | Track.TENURE:
            return _BarPlace(heading, (track, row.place), f"  {row.place_name}")
        case Track.MEMBER | Track.BODY:
            return _BarPlace(heading, (track, row.party), f"  {row.party_name}")
        case _:
            assert_never(track)


def _line(label: str, rows: Iterable[TimelineRow]) -> Line:
    pieces, marks = [], []
    for row in rows:
        if row.track == Track.EVENT:
            pieces += _light(row)
            marks += _marks(row)
        else:
            pieces.append(BarPiece(_word(row), (row.possible_from, row.possible_to), _core(row)))
    return Line(label, pieces, marks)


def _word(row: TimelineRow) -> str:
    said = "" if row.track in (Track.NAME, Track.EXISTENCE) else row.value or ""
    return said if row.standing == "accepted" else f"{said} {row.standing}".strip()


def _core(row: TimelineRow) -> tuple[str | None, str | None] | None:
    """Return the days on which it certainly held; None if there is none."""
    is_always = row.from_ is None and row.to is None
    core = (row.certain_from, row.certain_to)
    return core if is_always or core != (None, None) else None


def _light(row: TimelineRow) -> list[BarPiece]:
    """Return the days through which an event may have begun."""
    until = row.certain_from or row.possible_to
    if row.possible_from is None or until is None or until == row.possible_from:
        return []
    return [BarPiece("", (row.possible_from, until), None)]


def _marks(row: TimelineRow) -> list[Mark]:
    if row.certain_from is not None:
        return [Mark(CERTAIN, row.certain_from)]
    return [] if row.possible_from is None else [Mark(POSSIBLE, row.possible_from)]
