"""Which answers have a picture, and which question has one where an answer has none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from tempodb.answers.result import Result
from tempodb.base.errors import InputError
from tempodb.output.plots.bar_words import sources_told, told
from tempodb.output.plots.compare_picture import compare_picture
from tempodb.output.plots.counts_picture import counts_picture
from tempodb.output.plots.framing import DEFAULT_WIDTH, NARROWEST, WIDEST
from tempodb.output.plots.lane_picture import SENTENCES_BESIDE, lane_picture
from tempodb.output.plots.legends import IN_WORDS
from tempodb.output.plots.picture import Picture
from tempodb.output.plots.revisions_picture import revisions_picture
from tempodb.output.plots.strips import (
    HAVE_DAYS,
    change_strips,
    fact_strips,
    history_strips,
    subject_of,
    timeline_strips,
)
from tempodb.questions import count_rows, rows
from tempodb.questions.rows import Row

MOST_DRAWN_ROWS = 2_000
"""So many rows at most are drawn: nobody could tell more apart."""
Depiction = Callable[[Result, float, int | None], Picture]


def picture_of(result: Result, width: float = DEFAULT_WIDTH, asked: int | None = None) -> Picture:
    """Return the picture of an answer, so many pixels wide; *asked* is the number of a day to be marked.

    Raises:
        InputError: the answer has no picture, no row, too many of them, or not all of its columns; or the
            picture would be too narrow or too wide.

    """
    if not NARROWEST <= width <= WIDEST:
        message = f"a picture is from {NARROWEST} to {WIDEST} pixels wide, and not {width:g}"
        raise InputError.of("picture", message, f"--width {DEFAULT_WIDTH} is usual")
    depiction = _DEPICTIONS.get(result.row_type)
    if depiction is None:
        told_by = _INSTEAD.get(result.row_type, _ANYTHING)
        raise InputError.of("picture", f"there is no picture of `{result.query}`", f"ask {told_by}")
    if not result:
        because = f": {result.empty_because}" if result.empty_because else ""
        raise InputError.of(
            "picture", f"there is nothing to draw: no rows{because}", "ask about another time"
        )
    if len(result) > MOST_DRAWN_ROWS:
        message = f"{len(result):,} rows are too many for a picture, which shows {MOST_DRAWN_ROWS:,}"
        raise InputError.of("picture", message, "ask about one organization, or end with: limit 200")
    if result.columns != result.row_type._fields:
        raise InputError.of("picture", "a picture needs all columns of an answer", "leave `columns` out")
    return depiction(result, width, asked)


def _timeline(result: Result, width: float, asked: int | None) -> Picture:
    found: Any = result.rows
    subject = subject_of(found)
    named = (row.party_name for row in found if row.party == subject)
    return lane_picture(
        next(named, result.query), timeline_strips(found), _says(result), result, width, asked
    )


def _facts(result: Result, width: float, asked: int | None) -> Picture:
    return lane_picture(result.query, fact_strips(result.rows), _says(result), result, width, asked)


def _changes(result: Result, width: float, asked: int | None) -> Picture:
    found: Any = result.rows
    groups, says = change_strips(found), _says_change(found)
    return lane_picture(result.query, groups, says, result, width, asked, SENTENCES_BESIDE)


def _says_change(found: Sequence[rows.ChangeRow]) -> Callable[[int, str], str]:
    return lambda place, label: "; ".join([label, *sources_told(found[place].sources)])


def _history(result: Result, width: float, asked: int | None) -> Picture:
    found: Any = result.rows
    groups = history_strips(found)

    def says(place: int, label: str) -> str:
        row = found[place]
        return f"{label}; until {row.to or 'now'}: {len(row.certain)} certain, {len(row.possible)} possible"

    return lane_picture(result.query, groups, says, result, width, asked, SENTENCES_BESIDE)


def _says(result: Result) -> Callable[[int, str], str]:
    found = result.rows
    return lambda place, label: told(found[place], label, _word(found[place]))


def _word(row: Any) -> str:
    words = (getattr(row, name, None) for name in ("status", "capacity", "value"))
    word = next(filter(None, words), "") if getattr(row, "track", "") != "name" else ""
    return IN_WORDS.get(word, word)


_DEPICTIONS: Mapping[type[Row], Depiction] = MappingProxyType(
    {
        rows.TimelineRow: _timeline,
        **dict.fromkeys(HAVE_DAYS, _facts),
        rows.ChangeRow: _changes,
        rows.CompareRow: compare_picture,
        rows.MembershipRevisionRow: revisions_picture,
        rows.TenureRevisionRow: revisions_picture,
        count_rows.CountRow: counts_picture,
        count_rows.CountGroupRow: counts_picture,
        count_rows.CountEveryRow: counts_picture,
        count_rows.CountEveryGroupRow: counts_picture,
        count_rows.ShareRow: counts_picture,
        count_rows.ShareGroupRow: counts_picture,
        rows.HistoryRow: _history,
    }
)
"""What draws the rows of each type that has a picture."""
_ANYTHING = "for a timeline: timeline of CSTO"
_INSTEAD: Mapping[type[Row], str] = MappingProxyType(
    {
        rows.AnswerRow: "from when to when: periods of Uzbekistan in CSTO",
        rows.PartyRow: "about one organization: members of CSTO ever",
        rows.WhyRow: "what was believed when: revisions of Uzbekistan in CSTO",
        **dict.fromkeys(
            (count_rows.DurationRow, count_rows.AgeRow),
            "for the terms themselves: holders of secretary-general of CSTO ever",
        ),
    }
)
"""Which question has a picture, where one of another sort has none."""
