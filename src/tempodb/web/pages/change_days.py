"""The days on which something changes, and the ones next to a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from tempodb.temporal.bounds import ALWAYS, Bound, day_text
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.granules import Granule, stepped
from tempodb.temporal.periods import Window
from tempodb.web.pages.page import ChangeDay
from tempodb.web.pages.plain_words import in_office

MOST_A_DAY = 3
"""How many changes of one day are told at its tick."""


def steps_of_timeline(rows: Iterable[Any]) -> tuple[ChangeDay, ...]:
    """Return the days on which something of a timeline begins or ends, the earliest first, each with what it is."""
    words: dict[str, list[str]] = {}
    for row in rows:
        if row.track == "event":
            continue
        what = in_office(row.value or row.track)
        if row.possible_from is not None and row.certain_from is not None:
            words.setdefault(row.possible_from, []).append(f"{row.party_name}: {what}")
        if row.possible_to is not None and row.certain_to is not None:
            words.setdefault(row.certain_to, []).append(f"{row.party_name}: {what} ends")
    return tuple(
        ChangeDay(date.fromisoformat(day).toordinal(), "; ".join(said[:MOST_A_DAY]))
        for day, said in sorted(words.items())
    )


def steps_of_terms(rows: Iterable[Any]) -> tuple[ChangeDay, ...]:
    """Return the days on which holders of an office come and go."""
    words: dict[int, list[str]] = {}
    for row in rows:
        for date_, said in ((row.from_, row.holder_name), (row.to, f"{row.holder_name} ends")):
            if (day := _first(date_)) is not None:
                words.setdefault(day, []).append(said)
    return tuple(ChangeDay(day, "; ".join(said[:MOST_A_DAY])) for day, said in sorted(words.items()))


def _first(text: str | None) -> int | None:
    if text is None:
        return None
    bound = read_date(text.partition("/")[0])
    return None if bound.is_one_sided or bound.earliest == ALWAYS else bound.earliest


class Around(NamedTuple):
    """The dates next to one: of changes, and a month and a year away; of changes there may be none."""

    change_before: str | None
    change_after: str | None
    month_before: str
    month_after: str
    year_before: str
    year_after: str


def days_around(days: Bound, steps: Sequence[ChangeDay]) -> Around:
    """Return what lies next to the asked days.

    >>> days_around(Bound.day(read_date("2013-01-31").earliest), ()).month_after
    '2013-02-28'
    """
    before = [step.day for step in steps if step.day < days.earliest]
    after = [step.day for step in steps if step.day > days.latest]
    window = Window(days.earliest, days.latest + 1)
    return Around(
        day_text(max(before)) if before else None,
        day_text(min(after)) if after else None,
        *(stepped(granule, window, by).text for granule in (Granule.MONTH, Granule.YEAR) for by in (-1, 1)),
    )
