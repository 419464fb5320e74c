"""A text that means nothing as it stands, with names that exist in quotes, which then are read whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import combinations

from tempodb.base.errors import Span
from tempodb.tql.printing.written_names import quoted

MAX_TEXT_WORDS = 80
"""How many words a text may have."""
MAX_NAME_WORDS = 16
"""How many words of a name are looked at."""
MAX_QUOTED_NAMES = 8
"""How many names are put in quotes, one by one and two by two."""
_RUN = re.compile(r'"(?:[^"\n]|"")*"|[^\s"]+|"')
_STOPS = re.compile('[,;:()"]')

Known = Callable[[str], bool]


def requoted(text: str, is_name: Known) -> Iterator[str]:
    """Yield *text* with names that exist in quotes: as many as fit, then one or two, the longest first.

    >>> next(requoted("offices in 1922 Committee in 2005", {"1922 Committee"}.__contains__))
    'offices in "1922 Committee" in 2005'
    """
    for spans in taken_for_names([span for span in _names(text, is_name) if not _stops(text, span)]):
        yield _put(text, list(spans))


def with_stops_quoted(text: str, is_name: Known) -> Iterator[tuple[str, str]]:
    """Yield *text* with a name that needs its quotes in them, and that name.

    >>> next(with_stops_quoted("members of Order, Upper House", {"Order, Upper House"}.__contains__))
    ('members of "Order, Upper House"', '"Order, Upper House"')
    """
    for span in _names(text, is_name)[:MAX_QUOTED_NAMES]:
        if _stops(text, span):
            yield _put(text, [span]), quoted(_name(text, span))


def taken_for_names(spans: list[Span]) -> Iterator[tuple[Span, ...]]:
    """Yield which of the places where names stand are taken for them: as many as fit, then one or two.

    >>> list(taken_for_names([Span(11, 25), Span(3, 8)]))
    [(Span(start=3, end=8), Span(start=11, end=25)), (Span(start=11, end=25),), (Span(start=3, end=8),)]
    """
    cover: list[Span] = []
    for span in spans:
        if not any(_overlap(span, other) for other in cover):
            cover.append(span)
    few = spans[:MAX_QUOTED_NAMES]
    pairs = (pair for pair in combinations(few, 2) if not _overlap(*pair))
    tried = dict.fromkeys(tuple(sorted(cover)) for _ in spans[:1])
    tried |= dict.fromkeys((span,) for span in few)
    tried |= dict.fromkeys(tuple(sorted(pair)) for pair in pairs)
    yield from tried


def longest_first(span: Span) -> tuple[int, int]:
    """Return what places are sorted by, so that of those as long the rightmost comes first."""
    return span.start - span.end, -span.start


def _names(text: str, is_name: Known) -> list[Span]:
    """Return where names of several words stand, the longest first, of those as long the rightmost."""
    runs = [Span(*run.span()) for run in _RUN.finditer(text)]
    if len(runs) > MAX_TEXT_WORDS:
        return []
    spans = [
        Span(first.start, last.end)
        for i, first in enumerate(runs)
        for last in runs[i : i + MAX_NAME_WORDS]
        if first is not last and "\n" not in text[first.start : last.end]
    ]
    spans += [Span(span.start, span.end - 1) for span in spans if text[span.end - 1] in ";)"]
    found = [span for span in dict.fromkeys(spans) if is_name(_name(text, span))]
    return sorted(found, key=longest_first)


def _name(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split())


def _stops(text: str, span: Span) -> bool:
    return bool(_STOPS.search(text, span.start, span.end))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _put(text: str, spans: list[Span]) -> str:
    for span in sorted(spans, reverse=True):
        text = text[: span.start] + quoted(_name(text, span)) + text[span.end :]
    return text
