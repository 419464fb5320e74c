"""How a source is meant where its format leaves that open: what a user says, and what was taken, counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from tempodb.base.errors import DateError, InputError
from tempodb.base.spelling import spelt_out, why_no_language
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.durations import Duration, Unit


class EndDay(StrEnum):
    """Whether the day of an end is the last one, or the first one after; or whether to look at successions."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    MEASURE = "measure"


class Undated(StrEnum):
    """What a row means that has a period and no dates: some time within it, or the whole of it."""

    WITHIN = "within"
    WHOLE = "whole"


class JanuaryFirst(StrEnum):
    """What the first of January means where no precision is said: that day, its year, or nothing that is taken."""

    DAY = "day"
    YEAR = "year"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Conventions:
    """What is taken where a source leaves something open; what is None is as its format usually has it.

    *margin* is how far `~`, `?` and `%` reach, *observed* the day on which the source told how things
    were, *open* the texts that stand for no date; names are taken in *language* first.
    """

    end_day: EndDay | None = None
    undated: Undated = Undated.WITHIN
    january_first: JanuaryFirst | None = None
    margin: Duration | None = None
    observed: str | None = None
    open: frozenset[str] = frozenset()
    language: str | None = None


def conventions_of(
    end_day: str | None = None,
    undated: str | None = None,
    january_first: str | None = None,
    margin: str | None = None,
    observed: str | None = None,
    open: Iterable[str] | str = (),
    language: str | None = None,
) -> Conventions:
    """Return the conventions that are given as texts.

    >>> conventions_of(end_day="inside", margin="1y").margin
    Duration(number=1, unit=<Unit.YEAR: 'year'>)

    Raises:
        InputError: one of them is none.

    """
    return Conventions(
        None if end_day is None else EndDay(_one_of("end-day", end_day, EndDay)),
        Undated(_one_of("undated", undated or Undated.WITHIN, Undated)),
        None
        if january_first is None
        else JanuaryFirst(_one_of("january-first", january_first, JanuaryFirst)),
        None if margin is None else margin_of(margin),
        None if observed is None else _day(observed),
        frozenset(open.split(",") if isinstance(open, str) else open),
        None if language is None else _language(language),
    )


def _one_of(option: str, given: str, words: type[StrEnum]) -> str:
    if given not in tuple(words):
        message = f"`{given}` is no value of --{option}"
        raise InputError.of("argument", message, f"choose from {', '.join(words)}")
    return given


def margin_of(text: str) -> Duration:
    """Return how far a margin reaches, as in `1y`, `6m` or `10d`.

    Raises:
        InputError: it is none.

    """
    found = re.fullmatch(r"([1-9][0-9]{0,3})([dmy])", text)
    if found is None:
        raise InputError.of("argument", f"`{text}` is no margin", "write it as in 1y, 6m or 10d")
    return Duration(int(found[1]), {"d": Unit.DAY, "m": Unit.MONTH, "y": Unit.YEAR}[found[2]])


def _language(text: str) -> str:
    if why := why_no_language(text):
        raise InputError.of("argument", f"`{spelt_out(text)}` is no language", why)
    return text


def _day(text: str) -> str:
    try:
        bound = read_date(text)
    except DateError as error:
        raise InputError(*error.problems) from None
    if bound.earliest != bound.latest:
        raise InputError.of("argument", f"`{text}` is no day", "write it as in 2019-06-01")
    return bound.text


class TakenConventions:
    """What was taken where a source leaves something open, and how many times."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def take(self, convention: str, times: int = 1) -> None:
        """Count a convention, which is told as what it says."""
        self._counts[convention] = self._counts.get(convention, 0) + times

    def told(self) -> Iterator[tuple[str, int]]:
        """Yield each convention with how many times it was taken, in the order of their first times."""
        yield from self._counts.items()
