"""What is said where a date is wanted, and stands there so vaguely that it is none: the same as in files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tempodb.base.errors import Problem, Span
from tempodb.temporal.date_advice import GENERAL, no_date
from tempodb.temporal.date_reader import date_or_none
from tempodb.tql.diagnosis.repairs import Repair

MAX_DATE_WORDS = 5
"""How many words of a date are looked at."""
MAX_END_WORDS = 12
"""How many of the last words of a name are looked at for a time."""
PROBE = "[2001..2002]"
"""What can stand for nothing but a date."""
_IN = re.compile(r"in\s+", re.IGNORECASE)
_TIME = re.compile(r"(?i)(?:^|\s)(?:as\s+of|in|during|on|at|since|from)\s+")
_WORDS = re.compile(r"\[[^\[\]\n;]*\]|[^\s;]+")


def undated(
    text: str, at: int, fits: Callable[[str, int], bool], reads: Callable[[str], bool]
) -> Problem | None:
    """Return why the words of *text* around *at* are no date, where a date in their place *fits*, if no more.

    >>> undated("members as of spring 2001", 14, lambda mended, end: "as of [" in mended, lambda mended: True).hint
    'write [2001-03..2001-05], or south of the equator [2001-09..2001-11]'
    """
    # Before no date, `in` is no word of a time.
    begun = at if (joint := _IN.match(text, at)) is None else joint.end()
    found = [
        (span, said) for span in _around(text, begun) if (said := why_vague(text[span.start : span.end]))
    ]
    with_dates = [each for each in found if each[1].suggestions]
    # Where there is no date to offer, the fewest words are to blame.
    for span, said in (*with_dates, *(each for each in reversed(found) if not each[1].suggestions)):
        if fits(Repair(span, PROBE).applied(text), span.start + len(PROBE)):
            kept = tuple(date for date in said.suggestions if reads(Repair(span, date).applied(text)))
            if [said.hint] == [f"write {date}" for date in kept]:
                said = said._replace(hint=f"write `{Repair(span, *kept).line(text)}`")
            return said._replace(suggestions=kept).at(text, span)
    return None


def why_vague(words: str) -> Problem | None:
    """Return why *words* are no date, if there is more to say than what dates look like.

    >>> why_vague("c. 1984").hint, why_vague("2001"), why_vague("nonsense")
    ('write the range in which it lies, as in [1983..1985]', None, None)
    """
    if date_or_none(words) is not None:
        return None
    said = no_date(words, date_or_none)
    return None if said.hint in GENERAL else said


def vague_end(name: str) -> str | None:
    """Return what is said of a vague date with which a name ends, behind a word for a time.

    >>> vague_end("chairman of ICMEC in late 2023"), vague_end("Council in Rome")
    ('`late 2023` is no date: write the range in which it lies, as in [2023-09..2023-12]', None)
    """
    end = " ".join(name.split()[-MAX_END_WORDS:])
    ends = (end[found.end() :] for found in _TIME.finditer(end))
    said = next(filter(None, map(why_vague, ends)), None)
    return f"{said.message}: {said.hint}" if said else None


def time_clause(rest: str) -> str:
    """Return what to write for *rest*, which stands behind a name that is known.

    >>> time_clause("in c. 1984"), time_clause("in times of old")
    ('`c. 1984` is no date: write the range in which it lies, as in [1983..1985]', 'a time clause is `as of …`')
    """
    return vague_end(rest) or "a time clause is `as of …`"


def _around(text: str, at: int) -> Iterator[Span]:
    """Yield the runs of words that hold the place, the longest first."""
    begun, ended = text.rfind(";", 0, at) + 1, text.find(";", at)
    found = _WORDS.finditer(text, begun, ended if ended >= 0 else len(text))
    words = [Span(*word.span()) for word in found]
    index = next((i for i, word in enumerate(words) if at < word.end), None)
    if index is None:
        return
    for count in range(MAX_DATE_WORDS, 0, -1):
        for first in range(max(index - count + 1, 0), min(index, len(words) - count) + 1):
            start, end = words[first].start, words[first + count - 1].end
            while text[end - 1] == ")" and text.count(")", start, end) > text.count("(", start, end):
                end -= 1  # It closes what the query opened.
            yield Span(start, end)
