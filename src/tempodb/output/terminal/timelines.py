"""A timeline, drawn: one bar a party, track by track, and events as points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tempodb.answers.result import Result
from tempodb.base.printable import printable
from tempodb.model.kinds import SUBSTANTIVE
from tempodb.output.plots.strips import Strip, StripSpan, timeline_strips
from tempodb.output.terminal.bars import LIGHT, BarPiece, Chart, Ends, Line, Mark, glyphs, legend
from tempodb.output.terminal.footers import footer
from tempodb.questions.rows import TimelineRow
from tempodb.questions.tracks import Track
from tempodb.temporal.bounds import ALWAYS, NEVER, day_text

LINES_WITH_FOOT = 20
"""Below more lines than this the years stand once more."""
CERTAIN, POSSIBLE = "◆", "◇"
"""An event that certainly took place on a day drawn, and one of which the day is not known."""


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
    return {
        group.heading: [_line(strip, rows, "  " if group.heading else "") for strip in group.strips]
        for group in timeline_strips(rows)
    }


def _line(strip: Strip, rows: Sequence[TimelineRow], indent: str) -> Line:
    pieces, marks = [], []
    for span in strip.spans:
        if rows[span.row].track != Track.EVENT:
            word = f"{span.word} {span.standing}".strip() if span.is_disputed else span.word
            pieces.append(BarPiece(word, _ends(span.first, span.last), span.sure and _ends(*span.sure)))
        else:
            pieces += _light(span)
            marks += _marks(span)
    for moment in strip.moments:
        if not moment.is_day_known:
            pieces.append(BarPiece("", _ends(moment.first, moment.last), None))
        marks.append(Mark(CERTAIN if moment.is_day_known else POSSIBLE, day_text(moment.first)))
    return Line(f"{indent}{strip.label}", pieces, marks)


def _light(span: StripSpan) -> list[BarPiece]:
    """Return the days through which an event may have begun."""
    until = span.sure.start if span.sure else span.last
    if ALWAYS < span.first < until < NEVER:
        return [BarPiece("", _ends(span.first, until), None)]
    return []


def _marks(span: StripSpan) -> list[Mark]:
    if span.sure and span.sure.start > ALWAYS:
        return [Mark(CERTAIN, day_text(span.sure.start))]
    return [Mark(POSSIBLE, day_text(span.first))] if span.first > ALWAYS else []


def _ends(first: int, last: int) -> Ends:
    return None if first <= ALWAYS else day_text(first), None if last >= NEVER else day_text(last)
