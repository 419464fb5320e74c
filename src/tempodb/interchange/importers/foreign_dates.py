"""Dates of a source, and the conventions that hold for them → the dates of an entry of our own format."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tempodb.base.errors import DateError
from tempodb.base.spelling import spelt_out
from tempodb.interchange.importers.conventions import (
    Conventions,
    EndDay,
    JanuaryFirst,
    TakenConventions,
    Undated,
)
from tempodb.temporal.bounds import FIRST_DAY, LAST_DAY, UNKNOWN_TEXT, Bound, edtf
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.durations import Duration, Unit, later_by
from tempodb.temporal.placeholders import is_placeholder

_LONGEST_DATE = 100
"""How many characters a text may have that is looked at as a date."""
_TIMED = re.compile(r"\+?([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:[0-9:.,]*(?:Z|[+-][0-9]{2}:?[0-9]{2})?")
_MIDNIGHT = re.compile(r".*[T ]00:00(?::00(?:[.,]0+)?)?(?:Z|[+-]00:?00)?")
_NOTHING = re.compile(r"([0-9]{4})(?:-00)?-00|([0-9]{4}-[0-9]{2})-00")
_FIRST_OF_JANUARY = re.compile("[0-9]{4}-01-01")
_VAGUE = re.compile(r"(.*[^~?%])[~?%]+")


class NotTakenError(ValueError):
    """A date that is not taken; carries a code, one thing to try, and the text if that knows its place."""

    def __init__(self, code: str, message: str, hint: str | None, text: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.hint = hint
        self.text = text


@dataclass(frozen=True, slots=True)
class Spell:
    """From when to when something held, as a source says it.

    *period* is a longer one within which it did, such as a legislative term. Spans of one *group*
    follow one another, as those of an office do. With *has_precision*, a first of January is one.
    *end_day* is what the source itself says of its end, and *goes_on* that there is none.
    """

    start: str | None = None
    end: str | None = None
    period: tuple[str | None, str | None] | None = None
    group: str = ""
    has_precision: bool = False
    observed: tuple[str, ...] = ()
    end_day: EndDay | None = None
    goes_on: bool = False


class ForeignDates:
    """Makes dates of spells as the conventions have it, and counts which were taken."""

    def __init__(
        self, conventions: Conventions, end_day: EndDay, january_first: JanuaryFirst, taken: TakenConventions
    ) -> None:
        self._conventions = conventions
        self._january_first = conventions.january_first or january_first
        self._end_day = conventions.end_day or end_day
        self._usual_end_day = end_day
        self._taken = taken
        self._days: dict[str, str] = {}

    def measure(self, spells: Iterable[Spell]) -> None:
        """Find out how ends are meant from how *spells* follow one another, if that is to be measured."""
        if self._end_day is not EndDay.MEASURE:
            return
        starts, ends = defaultdict[str, set[int]](set), defaultdict[str, list[int]](list)
        for spell in spells:
            if (start := day_told(spell.start)) is not None:
                starts[spell.group].add(start)
            if (end := day_told(spell.end)) is not None:
                ends[spell.group].append(end)
        same = sum(end in starts[group] for group, days in ends.items() for end in days)
        next_ = sum(end + 1 in starts[group] for group, days in ends.items() for end in days)
        found = self._usual_end_day if same == next_ else EndDay.OUTSIDE if same > next_ else EndDay.INSIDE
        self._end_day = found
        measured = f"{same} successions on the same day, {next_} on the next day"
        self._taken.take(f"--end-day measure: {measured}: ends are taken as {found}", 0)

    def dates(self, spell: Spell) -> dict[str, Any]:
        """Return the keys of an entry that say when.

        Raises:
            NotTakenError: a date is none, or none that is taken without a convention.

        """
        if spell.observed:
            days = [self.date(day, spell) for day in spell.observed]
            return {"observed": [day for day in days if day is not None]}
        start, end = self.date(spell.start, spell, "from"), self.date(spell.end, spell, "to")
        if spell.period is not None and (start is None or spell.end is None):
            return self._within(start, end, spell)
        if start is None and end is None and not spell.end:
            return self._undated(spell)
        if end is None and not spell.end and self._conventions.observed is not None:
            seen = read_date(self._conventions.observed).earliest
            if read_date(start or UNKNOWN_TEXT).latest <= seen:
                self._taken.take("rows without an end go on beyond the day of --observed, who knows how long")
                return _without_none({"from": start, "to": edtf(seen + 1, LAST_DAY + 1)})
        return self._ended(start, end, spell)

    def _undated(self, spell: Spell) -> dict[str, Any]:
        if self._conventions.observed is not None:
            self._taken.take("rows without dates are taken as seen on the day of --observed")
            return {"observed": self._conventions.observed}
        if spell.goes_on:
            self._taken.take("without dates and told to be current: it goes on, and nobody knows since when")
            return {}
        self._taken.take(
            "rows have no dates: taken as held at an unknown time (--observed D says when they were seen)"
        )
        return {"from": UNKNOWN_TEXT, "to": UNKNOWN_TEXT}

    def _ended(self, start: str | None, end: str | None, spell: Spell) -> dict[str, Any]:
        if end is None or end == UNKNOWN_TEXT:
            return _without_none({"from": start, "to": end})
        if spell.end_day is not None:
            key = "through" if spell.end_day is EndDay.INSIDE else "to"
            return _without_none({"from": start, key: end})
        if self._end_day is EndDay.INSIDE:
            self._taken.take("ends are taken as the last day (--end-day inside)")
            return _without_none({"from": start, "through": end})
        if start == end and day_told(start) is not None:
            self._taken.take("rows begin and end on one day: taken as that day")
            return {"from": start, "through": end}
        self._taken.take("ends are taken as the first day after (--end-day outside)")
        return _without_none({"from": start, "to": end})

    def _within(self, start: str | None, end: str | None, spell: Spell) -> dict[str, Any]:
        """Return the dates of what lacks one or both, and has a period."""
        assert spell.period is not None
        first, last = (
            self.date(text, spell, key) for text, key in zip(spell.period, ("from", "to"), strict=True)
        )
        _refuse_outside(first, start, end, last)
        what = "dates" if start is None and spell.end is None else "start" if start is None else "end"
        if self._conventions.undated is Undated.WHOLE:
            self._taken.take(f"rows have no {what}: taken as that of their period (--undated whole)")
            return self._ended(start or first, end if spell.end is not None else last, spell)
        self._taken.take(f"rows have no {what}: taken as within their period (--undated within)")
        begin, finish = _bound(first, (1, 1)).earliest, _bound(last, (LAST_DAY, LAST_DAY + 1)).latest
        inside = self._end_day is EndDay.INSIDE and last is not None
        said: dict[str, Any] = {"from": start}
        if start is None:
            ended = finish if end is None else min(finish, read_date(end).latest)
            said["from"] = edtf(begin, ended)
        if spell.end is not None:
            return {**said, **{k: v for k, v in self._ended(None, end, spell).items() if k != "from"}}
        begun = begin if start is None else max(begin, read_date(start).earliest)
        return {**said, "to": edtf(begun + 1, max(finish + inside, begun + 1))}

    def date(self, text: str | None, spell: Spell, key: str = "") -> str | None:
        """Return a date of a source as one of ours, or None where it stands for none.

        Raises:
            NotTakenError: it is no date, or none that is taken without a convention.

        """
        said = (text or "").strip()
        if (day := self._days.get(said)) is not None:
            return day
        try:
            return self._date(said, spell, key)
        except NotTakenError as error:
            error.text = text
            raise

    def _date(self, text: str, spell: Spell, key: str) -> str | None:
        if not text or text in self._conventions.open:
            if text:
                self._taken.take(f"`{spelt_out(text)}` is taken as no date (--open)")
            return None
        if len(text) > _LONGEST_DATE:
            raise NotTakenError("date", f"`{spelt_out(text)}` is no date", "write it as in 2012-06-28")
        if timed := _TIMED.fullmatch(text):
            if not _MIDNIGHT.fullmatch(text):
                self._taken.take("times of day are left out: whole days are told")
            text = timed[1]
        if nothing := _NOTHING.fullmatch(text):
            text = nothing[1] or nothing[2]
        if vague := _VAGUE.fullmatch(text):
            return self._widened(vague[1], text)
        try:
            bound = read_date(text)
        except DateError as error:
            (problem,) = error.problems
            raise NotTakenError("date", problem.message, problem.hint) from None
        if is_placeholder(bound):
            self._taken.take(f"`{spelt_out(text)}` is taken as no date")
            return None if key != "from" else UNKNOWN_TEXT
        return self._dated(bound, text, spell)

    def _dated(self, bound: Bound, text: str, spell: Spell) -> str:
        if _FIRST_OF_JANUARY.fullmatch(bound.text):
            return self._first_of_january(bound, spell)
        if text == bound.text and text not in self._conventions.open:
            # Nothing has to be taken for it, so that it is not looked at again.
            self._days[bound.text] = bound.text
        return bound.text

    def _first_of_january(self, bound: Bound, spell: Spell) -> str:
        if spell.has_precision:
            return bound.text
        if self._january_first is JanuaryFirst.REFUSE:
            message = f"`{bound.text}` may be a day, or its whole year"
            hint = "say which with --january-first day or --january-first year"
            raise NotTakenError("january-first", message, hint)
        self._taken.take(
            f"dates are 1 January: taken as the {self._january_first} (--january-first {self._january_first})"
        )
        return bound.text[:4] if self._january_first is JanuaryFirst.YEAR else bound.text

    def _widened(self, text: str, written: str) -> str:
        margin = self._conventions.margin
        try:
            bound = read_date(text)
        except DateError as error:
            (problem,) = error.problems
            raise NotTakenError("date", problem.message, problem.hint) from None
        if margin is None:
            message = f"`{spelt_out(written)}` is vague, and nothing says how far it reaches"
            raise NotTakenError("margin", message, "say it with --margin, as in --margin 1y")
        self._taken.take(f"`~`, `?` and `%` reach as far as --margin {margin.number} {margin.unit}")
        return edtf(_moved(bound.earliest, margin, -1), _moved(bound.latest, margin, 1))


def _refuse_outside(first: str | None, start: str | None, end: str | None, last: str | None) -> None:
    """Refuse what ends before its period begins, or begins after it ends."""
    if _bound(end, (LAST_DAY, LAST_DAY)).latest < _bound(first, (1, 1)).earliest:
        message = f"it ends with {end}, before its period begins with {first}"
    elif _bound(last, (LAST_DAY, LAST_DAY)).latest < _bound(start, (1, 1)).earliest:
        message = f"it begins with {start}, after its period ends with {last}"
    else:
        return
    raise NotTakenError("date", message, "correct its dates, or its period")


def _moved(day: int, margin: Duration, sign: int) -> int:
    """Return the day that lies a margin before or after another."""
    number = sign * margin.number
    if margin.unit is Unit.DAY:
        return min(max(day + number, FIRST_DAY), LAST_DAY)
    try:
        return min(later_by(day, Duration(number, margin.unit)), LAST_DAY)
    except ValueError:
        # There is no year before the first.
        return FIRST_DAY


def day_told(text: str | None) -> int | None:
    """Return the day that a text is, if it is one."""
    found = _TIMED.fullmatch(text or "")
    text = found[1] if found else text
    if text is None or not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return read_date(text).earliest
    except DateError:
        return None


def _bound(text: str | None, otherwise: tuple[int, int]) -> Bound:
    return Bound(*otherwise, "") if text is None or text == UNKNOWN_TEXT else read_date(text)


def _without_none(said: dict[str, str | None]) -> dict[str, Any]:
    return {key: text for key, text in said.items() if text is not None}
