"""The timeline of a party as its page has it: whole, or of much only what lies around the asked days."""

from __future__ import annotations

from typing import NamedTuple

import tempodb
from tempodb.temporal.bounds import FIRST_DAY, LAST_DAY, day_text
from tempodb.web.page_questions import PageQuestions
from tempodb.web.pages.change_days import steps_of_timeline
from tempodb.web.pages.page import ChangeDay

_WHOLE = "timeline of :it"
_AROUND = "timeline of :it between :first and :last"
NEAR = 183
"""How many days before and behind the asked ones are looked at first."""
TOGETHER = 128
"""The same is asked for so many days, one after the other."""
FARTHER = 4
"""So many times as many days, where nothing changes on those."""


class PageTimeline(NamedTuple):
    """What is drawn, and the days on which something changes; where those are not all, between which they lie."""

    drawn: tempodb.Result
    steps: tuple[ChangeDay, ...]
    ends: tuple[int, int] | None = None


def page_timeline(asking: PageQuestions, id_: str) -> PageTimeline:
    """Return the timeline of a party; of much, up to the changes before and after the asked days."""
    span = asking.database.timeline_size(id_, asking.clocks.known)
    if span.number <= asking.most_whole or span.first is None:
        whole = asking.ever(_WHOLE, it=id_)
        return PageTimeline(whole, steps_of_timeline(whole))
    days, reach = asking.clocks.days, NEAR
    last = span.last or span.first
    while True:
        first_day = max((days.earliest - reach) // TOGETHER * TOGETHER, FIRST_DAY)
        last_day = min((days.latest + reach) // TOGETHER * TOGETHER + TOGETHER, LAST_DAY)
        told = asking.ever(_AROUND, it=id_, first=day_text(first_day), last=day_text(last_day))
        # What ended on the first of these days is not told any more.
        steps = tuple(step for step in steps_of_timeline(told) if first_day < step.day <= last_day)
        has_before = first_day < span.first or any(step.day < days.earliest for step in steps)
        has_after = last <= last_day or any(step.day > days.latest for step in steps)
        if has_before and has_after:
            return PageTimeline(told, steps, (span.first, last))
        reach *= FARTHER
