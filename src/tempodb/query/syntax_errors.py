"""Where a text stops being TQL, and what would be right: only repairs that were parsed are offered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedInput, UnexpectedToken

from tempodb.errors import Problem, Span
from tempodb.nearest import nearest

WORDS = (
    *("members", "observers", "candidates", "associates", "partners", "organizations", "status", "periods"),
    *(
        "whether",
        "holders",
        "offices",
        "names",
        "bodies",
        "events",
        "show",
        "describe",
        "use",
        "of",
        "in",
        "is",
    ),
    *(
        "holds",
        "as of",
        "during",
        "between",
        "and",
        "throughout",
        "certainly",
        "possibly",
        "known at",
        "limit",
    ),
    *(
        "published by",
        "according to",
        "including",
        "disputed",
        "order by",
        "any office",
        "any status",
        "today",
    ),
    *("states", "persons", "sources", "datasets", "transactions", "acting", "interim", "substantive"),
)
STARTS = "members, observers, organizations, status, periods, whether, holders, offices, names, bodies, events, show"
REPAIRS = ("of", "as of", "known at", "in", "and")
"""Words whose lack is tried as the fault."""

DESCRIBED = {
    "_OF": "of",
    "_IN": "in",
    "_AND": "and",
    "_IS": "is",
    "_HOLDS": "holds",
    "NAME": "a name",
    "ORGANIZATION_NAME": "an organization",
    "PARTY_NAME": "a name",
    "MEMBER_NAME": "a party",
    "SUBJECT_NAME": "a party",
    "OFFICE_NAME": "an office",
    "SOURCE_NAME": "a source",
    "STATUS_WORD": "a status",
    "INTEGER": "a number",
    "COLUMN": "a column",
    "YEAR": "a date",
    "SORT": "organizations, states, persons, offices, sources, datasets or transactions",
}


def explain(text: str, error: UnexpectedInput, parses: Callable[[str], bool]) -> Problem:
    """Return what is wrong with *text*, with a repair if one is found that *parses*."""
    span = _blamed(text, error)
    word = text[span.start : span.end]
    repaired = next((fixed for fixed in _repairs(text, span) if parses(fixed)), None)
    if word.startswith('"'):
        problem = Problem("syntax", "the quote is not closed", 'end the name with "')
    elif not word.strip():
        problem = Problem("syntax", "the text ends too early", _wanted(error))
    else:
        problem = Problem("syntax", f"`{_short(word)}` does not fit here", _wanted(error))
    if repaired is not None:
        problem = replace(problem, hint=f"write `{_short(repaired, 200)}`", suggestions=(repaired,))
    return problem.at(text, span)


def _blamed(text: str, error: UnexpectedInput) -> Span:
    """Return the words to blame; at the end of the text, the place after it."""
    at = getattr(error, "pos_in_stream", None)
    is_end = isinstance(error, UnexpectedEOF) or (
        isinstance(error, UnexpectedToken) and error.token.type == "$END"
    )
    if is_end or at is None or at >= len(text):
        end = len(text.rstrip())
        return Span(end, end)
    run = re.compile(r'"[^"]*"?|[^\s;]+|;').match(text, at)
    return Span(at, run.end() if run else at + 1)


def _repairs(text: str, span: Span) -> Iterator[str]:
    """Yield texts in which a word near the fault is put right, or one is put in before it."""
    if span.end == span.start:
        return
    before = list(re.finditer(r"[^\s;]+", text[: span.start]))[-3:]
    blamed = [(span.start, span.end)]
    for start, end in [*blamed, *((found.start(), found.end()) for found in reversed(before))]:
        word = text[start:end].lower()
        if (near := nearest(word, WORDS)) and near != word:
            yield text[:start] + near + text[end:]
        for phrase in ("as of", "known at", "order by", "published by", "according to"):
            if word == phrase.split()[0]:
                yield text[:start] + phrase + text[end:]
    for start, _ in blamed:
        for word in REPAIRS:
            yield f"{text[:start].rstrip()} {word} {text[start:]}"


def _wanted(error: UnexpectedInput) -> str | None:
    expected = error.allowed if isinstance(error, UnexpectedCharacters) else getattr(error, "expected", None)
    words = sorted({DESCRIBED[name] for name in expected or () if name in DESCRIBED})
    if "_WHETHER" in (expected or ()):
        return f"a question begins with {STARTS}"
    if "YEAR" in (expected or ()):
        return "a date is wanted, as in 2006, 2002-10 or 2012-06-28"
    return f"{' or '.join(words)} would fit" if 0 < len(words) <= 3 else None


def _short(text: str, most: int = 60) -> str:
    return " ".join(text.split()) if len(text) <= most else text[: most - 1] + "…"
