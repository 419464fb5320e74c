"""What may have been meant instead of words that do not fit: keywords, dates, and one word more or less."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tempodb.base.errors import Span
from tempodb.base.nearest import nearest
from tempodb.model.kinds import CAPACITIES, SEATLESS
from tempodb.temporal.date_reader import date_or_none
from tempodb.tql.ast import SHOWN
from tempodb.tql.openings import QUESTIONS, VERBS

STARTS = (*QUESTIONS, "use", "set as of", "set known at")
JOINTS = (
    *("of", "in", "is", "holds", "any office", "any status", "every organization", "disputed", "today"),
    *("predecessors", "more", "less", "before", "after"),
)
BEGINNING = frozenset(phrase.split()[0] for phrase in (*STARTS, *VERBS))
"""The words that statements begin with."""
WRITES = (*VERBS, "membership of", "tenure of", "name of", "existence of")
SORTS = tuple(sort for sort in SHOWN if sort not in QUESTIONS)
REPAIRED_CAPACITIES = tuple(sorted(set(CAPACITIES) - SEATLESS))
"""The capacities that take a seat: who writes `select` means no `elect`."""
CLAUSES = (
    *("as of", "during", "between", "and", "throughout", "certainly", "possibly", "known at", "published by"),
    *("according to", "including", "order by", "limit", "while", "with", "union", "intersect", "except"),
    *("that joined", "that left", "that began", "that ended", "that held for"),
    *("by year", "by day", "by month", "by quarter", "by decade"),
)
WORDS = (*STARTS, *WRITES, *JOINTS, *SORTS, *REPAIRED_CAPACITIES, *CLAUSES)
PHRASES = {phrase.split()[0]: phrase for phrase in reversed((*STARTS, *CLAUSES)) if " " in phrase}
"""By their first word: of several the first one."""
MEANT = {"ascending": "asc", "descending": "desc"}
NOW = ("now", "present", "currently")
QUOTES = {"'": "'", "`": "`'", "‘": "’", "“": "”", "„": "“”", "«": "»"}
"""With what other quotes than the double ones end, by what they begin with."""
LONGEST_LINE = 200
LONGEST_DATE = 4
"""How many words of a date are looked at."""


class Repair(NamedTuple):
    """Words to put in the place of a span of a text."""

    span: Span
    words: str

    def applied(self, text: str) -> str:
        """Return *text* with the words in place.

        >>> Repair(Span(8, 12), "limit").applied("members limt 3")
        'members limit 3'
        """
        return text[: self.span.start] + self.words + text[self.span.end :]

    def line(self, text: str) -> str:
        """Return the line of *text* that is put right, or the words alone where it is long."""
        start = text.rfind("\n", 0, self.span.start) + 1
        end = text.find("\n", self.span.end)
        line = text[start : self.span.start] + self.words + text[self.span.end : end if end >= 0 else None]
        return self.words if len(line) > LONGEST_LINE else " ".join(line.split())


def stretches(text: str, start: int, end: int) -> list[Span]:
    """Return the runs of *text* between blanks and semicolons, from *start* to *end*."""
    return [Span(*run.span()) for run in re.compile(r"[^\s;]+").finditer(text, start, end)]


def keywords(text: str, runs: Sequence[Span], words: Iterable[str] = WORDS) -> Iterator[Repair]:
    """Yield the keywords for which the first one or two of *runs* may stand."""
    wanted = tuple(words)
    for count in (2, 1):
        if len(runs) < count:
            continue
        span = Span(runs[0].start, runs[count - 1].end)
        written = " ".join(text[span.start : span.end].lower().split())
        if meant := MEANT.get(written):
            yield Repair(span, meant)
        # Of two letters, one edit leaves nothing: `as` is no `is`.
        near = nearest(written, wanted) if len(written) > 2 else None
        if near is not None and near != written:
            yield Repair(span, near)
        if (phrase := PHRASES.get(written)) in wanted and phrase is not None:
            yield Repair(span, phrase)


def quotes(text: str, start: int) -> Iterator[Repair]:
    """Yield what is meant by words in quotes of another sort: the words in double ones, or without any.

    >>> [repair.words for repair in quotes("note 'it says so'", 5)]
    ['"it says so"', 'it says so']
    """
    closing = QUOTES.get(text[start : start + 1], "")
    if found := re.compile(f"[^\n]+?[{closing}](?![^\\s;])" if closing else "(?!)").match(text, start + 1):
        words = found[0][:-1]
        if '"' not in words:
            yield Repair(Span(start, found.end()), f'"{words}"')
        yield Repair(Span(start, found.end()), words)


def unquoted(word: str) -> str:
    """Return a word without the quotes around it, of whatever sort.

    >>> unquoted("'Union'"), unquoted("d'Ivoire")
    ('Union', "d'Ivoire")
    """
    return word[1:-1] if len(word) > 2 and word[-1] in QUOTES.get(word[0], "") else word


def dates(text: str, runs: Sequence[Span]) -> Iterator[Repair]:
    """Yield the dates for which the first of *runs* may stand, the most of them first."""
    for count in range(min(len(runs), LONGEST_DATE), 0, -1):
        span = Span(runs[0].start, runs[count - 1].end)
        if meant := _date(" ".join(text[span.start : span.end].split())):
            yield Repair(span, meant)


def _date(written: str) -> str | None:
    if written.lower() in NOW:
        return "today"
    plain = re.sub(r"(?i)^the ", "", written)
    if decade := re.fullmatch(r"[’'`]?([0-9])0s", plain):
        # Nobody who writes so means another century than the last.
        return f"19{decade[1]}X"
    read = date_or_none(plain) if plain != written else None
    return read.text if read is not None else None
