"""What may be meant where a text stops being TQL: repairs to be tried, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tempodb.base.errors import Span
from tempodb.base.nearest import nearest
from tempodb.temporal.date_advice import WORDS_FOR_NO_END
from tempodb.tql.diagnosis.paraphrases import paraphrases
from tempodb.tql.diagnosis.repairs import BEGINNING, Repair, dates, keywords, quotes, stretches
from tempodb.tql.diagnosis.stops import CLAUSE_START, Stop
from tempodb.tql.lexemes import LEXEME

PUT_TOGETHER = ("_UNION", "_INTERSECT", "_EXCEPT")
"""After these a query stands in parentheses."""
LACKING = {"_OF": "of", "_AS_OF": "as of", "_KNOWN_AT": "known at", "_IN": "in", "_AND": "and"}
"""Words whose lack is tried as the fault, where they would fit."""
CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})?")
CERTAINTY = ("certainly", "possibly")
ARTICLES = ("a", "an", "the")
UNTIL = ("to", "until", "till", "-", "–")


def reworded(text: str, stop: Stop) -> Iterator[Repair]:
    """Yield what is meant by a text that is English, or out of order."""
    begun, ended = text.rfind(";", 0, stop.span.start) + 1, text.find(";", stop.span.end)
    yield from _two_statements(text, stop)
    before = stretches(text, begun, stop.span.start)
    yield from _certainty_first(text, before)
    for at in (stop.span.start, *(span.start for span in reversed(before[-4:]))):
        yield from quotes(text, at)
    yield from paraphrases(text, begun, ended if ended >= 0 else len(text))


def repairs(text: str, stop: Stop) -> Iterator[Repair]:
    """Yield repairs of the words at fault, the likeliest first."""
    start, end = stop.span
    if start == end:
        return
    before = stretches(text, text.rfind(";", 0, start) + 1, start)
    fault = _Fault(text, stop, text[start:end], before, stretches(text, start, len(text)))
    for guess in GUESSES:
        yield from guess(fault)


class _Fault(NamedTuple):
    """The word at which a text stops, the runs of its statement before, and all from it onwards."""

    text: str
    stop: Stop
    word: str
    before: list[Span]
    after: list[Span]

    @property
    def previous(self) -> str:
        """The word before, or nothing."""
        return self.text[slice(*self.before[-1])] if self.before else ""

    def instead_of_both(self, words: str) -> Repair:
        """Return *words* in the place of the word before and the one at fault."""
        return Repair(Span(self.before[-1].start, self.stop.span.end), words)

    def lacking(self) -> list[str]:
        """Return the words that would fit, and are often left out."""
        return [words for terminal, words in LACKING.items() if terminal in self.stop.accepted]


def _no_end(fault: _Fault) -> Iterator[Repair]:
    if fault.previous.lower() == "to" and fault.word.lower() in WORDS_FOR_NO_END:
        yield fault.instead_of_both("onwards")


def _in_parentheses(fault: _Fault) -> Iterator[Repair]:
    if fault.stop.last in PUT_TOGETHER:
        start = fault.stop.span.start
        second = fault.text[start:].partition(";")[0].rstrip()
        yield Repair(Span(start, start + len(second)), f"({second})")


def _date(fault: _Fault) -> Iterator[Repair]:
    if not fault.stop.accepted.isdisjoint(("INSTANT", "YEAR")):
        yield from dates(fault.text, fault.after)


def _instant(fault: _Fault) -> Iterator[Repair]:
    if fault.stop.last == "ISO_DAY" and fault.before and CLOCK.fullmatch(fault.word):
        yield fault.instead_of_both(f"{fault.previous}T{fault.word}")


def _keyword(fault: _Fault) -> Iterator[Repair]:
    yield from keywords(fault.text, fault.after)
    if (near := nearest(fault.word.lower(), fault.lacking())) is not None:
        yield Repair(fault.stop.span, near)
    for i in range(1, min(len(fault.before), 3) + 1):
        yield from keywords(fault.text, [*fault.before[-i:], fault.stop.span])


def _no_comment(fault: _Fault) -> Iterator[Repair]:
    if fault.word.startswith("--"):
        yield Repair(fault.stop.span, f" {fault.word}")


def _one_word_less(fault: _Fault) -> Iterator[Repair]:
    """Yield the text without an article, or a word that calls for a name which does not come."""
    stop, previous = fault.stop, fault.previous.lower()
    lacks_name = stop.wants_name and CLAUSE_START.match(fault.text, stop.span.start)
    if previous in ARTICLES or (previous in ("of", "in") and lacks_name):
        yield fault.instead_of_both(fault.word)


def _next_column(fault: _Fault) -> Iterator[Repair]:
    if fault.stop.last == "COLUMN" and "_COMMA" in fault.stop.accepted and fault.before:
        yield Repair(Span(fault.before[-1].end, fault.stop.span.end), ",")


def _other_word(fault: _Fault) -> Iterator[Repair]:
    word, accepted = fault.word.lower(), fault.stop.accepted
    if "INTEGER" in accepted and word.isdigit():
        yield Repair(fault.stop.span, "999999999")
    if "_AND" in accepted and word in UNTIL:
        yield Repair(fault.stop.span, "and")
    if "_OF" in accepted and word == "in":
        yield Repair(fault.stop.span, "of")


def _member(fault: _Fault) -> Iterator[Repair]:
    if fault.stop.last == "STATUS_WORD" and fault.previous.lower() in ("in", "of"):
        yield fault.instead_of_both(f"member {fault.previous} {fault.word}")


def _one_word_more(fault: _Fault) -> Iterator[Repair]:
    for words in fault.lacking():
        yield Repair(fault.stop.span, f"{words} {fault.word}")


GUESSES: tuple[Callable[[_Fault], Iterator[Repair]], ...] = (
    *(_no_end, _in_parentheses, _date, _instant, _keyword, _no_comment, _one_word_less, _next_column),
    *(_other_word, _member, _one_word_more),
)
"""In the order in which they are tried."""


def _two_statements(text: str, stop: Stop) -> Iterator[Repair]:
    """Yield `;` after the last word before the fault, if the one to blame begins both a line and statements."""
    words = (sign for sign in LEXEME.finditer(text, 0, stop.span.start) if sign.lastgroup != "comment")
    end = max((sign.end() for sign in words), default=0)
    if "\n" in text[end : stop.span.start] and text[stop.span.start : stop.span.end].lower() in BEGINNING:
        yield Repair(Span(end, end), ";")


def _certainty_first(text: str, before: list[Span]) -> Iterator[Repair]:
    """Yield the last time clauses with the word put before them that follows them."""
    if not before or (word := text[before[-1].start : before[-1].end]).lower() not in CERTAINTY:
        return
    for i in range(len(before) - 2, max(-1, len(before) - 8), -1):
        clause = text[before[i].start : before[-2].end]
        if CLAUSE_START.match(clause):
            yield Repair(Span(before[i].start, before[-1].end), f"{word} {clause}")
