"""Why `from`, `to`, `on`, `at` and `since` before a date are no clause, and which clause is meant."""

from __future__ import annotations

from tempodb.base.errors import Problem, Span
from tempodb.tql.diagnosis.repairs import CLAUSES, Repair, keywords, stretches

WordAndDate = tuple[Span, Span]
"""A word before a date, and the date."""


def explain_misplaced(text: str, first: WordAndDate, second: WordAndDate | None = None) -> Problem:
    """Return what is wrong with the first misplaced word; the second one may belong to it."""
    (word, date), end = first, first[1].end
    before = stretches(text, 0, word.start)[-1:]
    for repair in keywords(text, [*before, word], [phrase for phrase in CLAUSES if " " in phrase]):
        if repair.span.end == word.end:
            problem = Problem("syntax", f"`{_at(text, repair.span)}` does not fit here")
            return _mended(problem, repair, text)
    named = _at(text, word)
    problem = Problem("time-word", f"`{named}` is no time clause")
    if second is not None and not text[end : second[0].start].strip():
        end, to = second[1].end, _at(text, second[0])
        if (named.lower(), to.lower()) in RANGES:
            meant = f"between {_at(text, date)} and {_at(text, second[1])}"
            problem = problem._replace(message=f"`{named} … {to}` is no time clause")
            return _mended(problem, Repair(Span(word.start, end), meant), text)
    span = Span(word.start, date.end)
    if named.lower() == "to":
        return problem._replace(hint=f"write `between … and {_at(text, date)}`").at(text, span)
    meant = f"between {_at(text, date)} and today" if named.lower() in SINCE else f"as of {_at(text, date)}"
    return _mended(problem, Repair(span, meant), text)


def _mended(problem: Problem, repair: Repair, text: str) -> Problem:
    hint = f"write `{repair.words}`"
    return problem._replace(hint=hint, suggestions=(repair.words,)).at(text, repair.span)


def _at(text: str, span: Span) -> str:
    return text[span.start : span.end]


SINCE = ("since", "from")
RANGES = (("from", "to"), ("since", "to"))
