"""What was believed when: a bar for each stretch of recorded time, and the rectangles as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tempodb.answers.result import Result
from tempodb.output.terminal.bars import LIGHT, BarPiece, Chart, Ends, Line, glyphs, legend
from tempodb.output.terminal.table import Drawn, as_blocks, table
from tempodb.questions.rows import MembershipRevisionRow, TenureRevisionRow
from tempodb.temporal.bounds import ALWAYS, FIRST_DAY, NEVER, Bound, day_text
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.periods import Extent, Period, extent_of

Revision = MembershipRevisionRow | TenureRevisionRow

OPEN_FROM, OPEN_TO = Bound(ALWAYS, ALWAYS, ""), Bound(NEVER, NEVER, "")


def revisions(result: Result, width: int | None, otherwise: Drawn = as_blocks) -> str:
    """Return a bar for each stretch of time between two corrections, newest last, and a table."""
    rows: Sequence[Revision] = result.rows  # type: ignore[assignment]
    since = _labels(sorted({instant for row in rows for instant in _recorded(row)}))
    lines = [
        Line(label, _pieces(row for row in rows if _is_believed(row, instant)))
        for instant, label in since.items()
    ]
    chart = Chart.of(lines, width, result.known_at, "believed since")
    pieces = [piece for line in lines for piece in line.pieces]
    words = glyphs(piece.word for piece in pieces)
    shown = dict(words)
    if any(piece.possible != piece.certain for piece in pieces):
        shown["possible"] = LIGHT
    drawn = [*chart.axis(), *(chart.row(line, words) for line in lines)]
    below = table(_relabelled(result, since), width, otherwise)
    return "\n".join([*drawn, "", *legend(shown, width), "", below])


def _recorded(row: Revision) -> Iterator[str]:
    yield row.recorded_from
    if row.recorded_to is not None:
        yield row.recorded_to


def _labels(since: Sequence[str]) -> dict[str, str]:
    """Return the day of each instant, or all of each where two are of one day."""
    days = [instant[:10] for instant in since]
    return dict(zip(since, days if len(set(days)) == len(days) else since, strict=True))


def _relabelled(result: Result, labels: Mapping[str, str]) -> Result:
    """Return the same answer, its instants of recording as short as the labels of the bars."""
    found: Sequence[Revision] = result.rows  # type: ignore[assignment]
    return result.having(made=tuple(_labelled(row, labels) for row in found))


def _labelled(row: Revision, labels: Mapping[str, str]) -> Revision:
    until = None if row.recorded_to is None else labels[row.recorded_to]
    return row._replace(recorded_from=labels[row.recorded_from], recorded_to=until)


def _is_believed(row: Revision, instant: str) -> bool:
    return row.recorded_from <= instant and (row.recorded_to is None or instant < row.recorded_to)


def _pieces(rows: Iterable[Revision]) -> list[BarPiece]:
    """Return the pieces of what was believed at one time, those that make up one stretch joined."""
    joined: list[Revision] = []
    for row in sorted(rows, key=lambda row: _extent(row).f1):
        if joined and _word(joined[-1]) == _word(row) and joined[-1].to == row.from_ is not None:
            joined[-1] = joined[-1]._replace(to=row.to)
        else:
            joined.append(row)
    return [_piece(row) for row in joined]


def _piece(row: Revision) -> BarPiece:
    extent = _extent(row)
    core = _ends(extent.f2, extent.t1) if extent.is_certain_once else None
    return BarPiece(_word(row), _ends(extent.f1, extent.t2), core)


def _word(row: Revision) -> str:
    said = row.status if isinstance(row, MembershipRevisionRow) else row.capacity
    return said if row.standing == "accepted" else f"{said} {row.standing}"


def _extent(row: Revision) -> Extent:
    from_ = OPEN_FROM if row.from_ is None else read_date(row.from_)
    to = OPEN_TO if row.to is None else read_date(row.to)
    extent = extent_of(Period(from_, to))
    assert extent is not None
    return extent


def _ends(first: int, last: int) -> Ends:
    return (
        day_text(first) if first > FIRST_DAY else None,
        day_text(last) if last < NEVER else None,
    )
