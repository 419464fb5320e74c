"""What can stand at the cursor, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from tempodb.base.printable import printable
from tempodb.language_service.cursor_context import CursorContext, asked_day, context
from tempodb.language_service.keyword_completions import phrases, statuses_of_members
from tempodb.language_service.name_completions import (
    NameWriter,
    Suggestion,
    name_kinds,
    status_words,
)
from tempodb.language_service.name_index import NameIndex
from tempodb.language_service.row_columns import columns_asked
from tempodb.language_service.statements import is_quiet, statement_at
from tempodb.language_service.terminal_words import texts_of
from tempodb.language_service.tokens import accepted, read
from tempodb.language_service.unfinished import BARE_NAME_TERMINALS
from tempodb.model.kinds import CORE_STATUSES
from tempodb.syntax.trees import ParserState
from tempodb.temporal.date_reader import read_date
from tempodb.tql.grammar import script_parser

MAX_NAMES = 20
"""How many names are offered."""
LONGEST_PHRASE = 4
"""How many words of a keyword may have been typed."""


class Completion(NamedTuple):
    """A text that can stand in the place of the characters from *start* up to the cursor.

    *meta* says in a word or two what it is; *is_used* is false for a name not in use at the time that
    the statement asks about.
    """

    start: int
    text: str
    display: str
    meta: str
    is_used: bool = True


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a database knows of: names, declared statuses, instants; days are numbers as in `tempodb.temporal`.

    *day* is the day that the session asks about, if it has set one. *dates* takes the text of a question
    without its time clause, and returns the days, in EDTF, on which its answer changes, each with how;
    it is called where a date is wanted and nowhere else.
    """

    names: NameIndex
    today: int
    statuses: tuple[str, ...] = ()
    day: int | None = None
    dates: Callable[[str], Sequence[tuple[str, str]]] = lambda question: ()
    instants: Sequence[tuple[str, str]] = ()


def complete(text: str, cursor: int, vocabulary: Vocabulary) -> tuple[Completion, ...]:
    """Return what can stand at *cursor* of *text*, the likeliest first.

    >>> complete("members as o", 12, Vocabulary(NameIndex([]), today=738000))
    (Completion(start=8, text='as of', display='as of', meta='keyword', is_used=True),)
    """
    if is_quiet(text, cursor):
        return ()
    statement = statement_at(text, cursor)
    before = text[statement.start : cursor]
    place = _CursorPlace(before, text[statement.start : statement.end], text[cursor : cursor + 1], vocabulary)
    offered = place.offered()
    distinct: dict[tuple[int, str], Completion] = {}
    for found in offered:
        moved = found._replace(start=found.start + statement.start)
        distinct.setdefault((moved.start, moved.text), moved)
    return tuple(distinct.values())


class _Spot(NamedTuple):
    """Where a word may begin that the cursor is in or after, and where the parser stands there."""

    start: int
    state: ParserState
    context: CursorContext


class _CursorPlace:
    """The cursor at the end of *before*, in *statement*, before the character *next_*."""

    def __init__(self, before: str, statement: str, next_: str, vocabulary: Vocabulary) -> None:
        self._before = before
        self._statement = statement
        self._next = next_
        self._known = vocabulary
        self._reading = read(before)

    def offered(self) -> Iterator[Completion]:
        values = [(spot, list(self._values(spot))) for spot in self._spots()]
        keywords = list(self._keywords())
        for is_typed in (True, False):
            for spot, found in values:
                if bool(self._before[spot.start :].strip()) is is_typed and not self._goes_on(spot):
                    yield from found
            if is_typed:
                yield from keywords
        for spot, found in values:
            if self._goes_on(spot):
                yield from found

    def _goes_on(self, spot: _Spot) -> bool:
        """Return whether a name is whole before the cursor, and could go on only."""
        typed = self._before[spot.start :]
        return bool(typed.strip()) and typed[-1].isspace()

    # ── words of the grammar ─────────────────────────────────────────────────────────────────────

    def _keywords(self) -> Iterator[Completion]:
        for start in self._word_starts():
            found = list(self._keywords_from(start))
            yield from found
            # What goes on with more of the words typed is meant, rather than what begins in the midst of them.
            if found and start < len(self._before):
                return

    def _keywords_from(self, start: int) -> Iterator[Completion]:
        reading = read(self._before[:start])
        if reading.stopped is not None:
            return
        typed = " ".join(self._before[start:].lower().split())
        if typed and self._before[-1].isspace():
            typed += " "
        asked = context(self._before, reading.tokens)
        last = reading.tokens[-1].terminal if reading.tokens else ""
        # A name ends with its line.
        is_ended = last not in BARE_NAME_TERMINALS or "\n" in self._before[reading.tokens[-1].end : start]
        for phrase in (
            *(() if reading.dated is None else phrases(reading.dated, "", asked)),
            *phrases(reading.state, "" if is_ended else last, asked),
            *statuses_of_members(reading.state, self._known.statuses),
        ):
            if (
                phrase.text.startswith(typed)
                and phrase.text != typed
                and printable(phrase.text) == phrase.text
            ):
                yield Completion(start, phrase.text, phrase.text, phrase.meta)

    def _word_starts(self) -> list[int]:
        """Return where a keyword may begin: the last words that can begin one, the farthest first, and the cursor."""
        before, reading = self._before, self._reading
        cursor = [len(before)] if self._is_between else []
        is_read = reading.stopped is None and (
            not reading.tokens or reading.tokens[-1].terminal not in BARE_NAME_TERMINALS
        )
        if cursor and is_read:
            return cursor
        runs = [run.start() for run in _RUN.finditer(before)][-LONGEST_PHRASE:]
        return [start for start in runs if _may_begin(before[start:], self._known.statuses)] + cursor

    @property
    def _is_between(self) -> bool:
        """Whether a word may begin at the cursor."""
        return not self._before or self._before[-1].isspace() or self._before[-1] in "(,;["

    # ── what the database knows ──────────────────────────────────────────────────────────────────

    def _spots(self) -> Iterator[_Spot]:
        reading = self._reading
        if reading.stopped is not None:
            yield self._spot(reading.stopped, reading.state, len(reading.tokens))
            return
        if reading.tokens:
            last = reading.tokens[-1]
            gap = self._before[last.end :]
            if not gap or (last.terminal in BARE_NAME_TERMINALS and "\n" not in gap):
                yield self._spot(last.start, reading.before, len(reading.tokens) - 1)
        if self._is_between:
            yield self._spot(len(self._before), reading.state, len(reading.tokens))

    def _spot(self, start: int, state: ParserState, count: int) -> _Spot:
        return _Spot(start, state, context(self._before, self._reading.tokens[:count]))

    def _values(self, spot: _Spot) -> Iterator[Completion]:
        typed = self._before[spot.start :]
        for terminal in sorted(accepted(spot.state)):
            for value in self._of_terminal(terminal, spot, typed):
                text = value.text
                if self._next == '"' and typed.startswith('"') and text.endswith('"'):
                    text = text[:-1]
                if text != typed:
                    yield Completion(spot.start, text, value.display, value.meta, value.is_used)

    def _of_terminal(self, terminal: str, spot: _Spot, typed: str) -> Iterator[Suggestion]:
        kinds = name_kinds(terminal, spot.context)
        if kinds:
            naming = NameWriter(self._known.names, self._day(), terminal, accepted(spot.state))
            yield from naming.found(typed, kinds, MAX_NAMES)
            return
        start = typed.lower()
        for value in self._listed(terminal, spot):
            if value.text.lower().startswith(start) and printable(value.text) == value.text:
                yield value

    def _listed(self, terminal: str, spot: _Spot) -> Iterator[Suggestion]:
        asked = spot.context
        match terminal:
            case "STATUS_WORD" | "WORD" | "VALUE_NAME":
                yield from status_words(terminal, asked, self._known.statuses)
            case "INSTANT":
                yield from (Suggestion(instant, instant, what) for instant, what in self._known.instants)
            case "ISO_DAY" if (question := self._question(spot)) is not None:
                for date, change in self._known.dates(question):
                    if read_date(date).latest >= asked.earliest:
                        yield Suggestion(date, date, change)
            case "TODAY":
                yield from _told_from_today(spot)
            case "UNKNOWN" if asked.verb or asked.filtered:
                yield Suggestion("unknown", "unknown", "date" if asked.verb else asked.filtered)
            case "MONTH_NAME" if self._before[spot.start :]:
                yield from (Suggestion(name, name, "date") for name in _months())
            case "COLUMN":
                columns = columns_asked(asked.columned)
                yield from (Suggestion(column, column, "column") for column in columns)

    def _question(self, spot: _Spot) -> str | None:
        return None if spot.context.verb or "INSTANT" in accepted(spot.state) else spot.context.asked

    def _day(self) -> int:
        asked = asked_day(self._statement)
        if asked is not None:
            return asked
        return self._known.today if self._known.day is None else self._known.day


def _told_from_today(spot: _Spot) -> Iterator[Suggestion]:
    # Where a clause may stand they are one, which stands once.
    if not (spot.context.is_timed and "_AS_OF" in accepted(spot.state)):
        yield from (Suggestion(words, words, "date") for words in ("today", *texts_of("RECENT")))


@cache
def _months() -> tuple[str, ...]:
    """Return the months in full: of two words for one, the longer."""
    spelt = texts_of("MONTH_NAME")
    return tuple(word.title() for word in spelt if not any(o != word and o.startswith(word) for o in spelt))


@cache
def _first_words() -> frozenset[str]:
    """Return the words with which keywords begin."""
    terminals = script_parser().terminals
    return frozenset(word.split(" ")[0] for terminal in terminals for word in texts_of(terminal))


def _may_begin(typed: str, statuses: tuple[str, ...]) -> bool:
    """Return whether *typed* may be the beginning of a keyword, which spares a reading where it is none."""
    first, *rest = typed.lower().split(None, 1) or [""]
    known = (*_first_words(), *CORE_STATUSES, *statuses)
    return first in known if rest or typed[-1:].isspace() else any(word.startswith(first) for word in known)


_RUN = re.compile(r'[^\s,;:()"\[]+')
