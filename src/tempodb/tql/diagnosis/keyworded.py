"""A text that stops at words of the language which belong to a name: that name, whole and in quotes."""

from __future__ import annotations

import re
from collections.abc import Callable

from tempodb.base.errors import Span
from tempodb.tql.printing.written_names import quoted

MAX_WORDS_AFTER_NAME = 40
"""How many words of a text are looked at."""
CLAUSE_AFTER_NAME = re.compile(
    r"(?<![\w'-])(?:as\s+of|during|between|throughout|known\s+at|published\s+by|according\s+to|order\s+by"
    r"|limit|certainly|possibly|including|while|that|with|union|intersect|except|by|is|holds|in)(?![\w'-])",
    re.IGNORECASE,
)
_OPENING = ("in", "holds", "whether", "why", "when", "describe", "use", "of")
"""Words after which a name begins."""
_GOES_ON = re.compile(r"\s+of(?!\S)", re.IGNORECASE)
_EVERY = re.compile(r"every\s+organization(?!\S)", re.IGNORECASE)


def keyworded(
    text: str, stopped: int, is_name: Callable[[str], bool], reads: Callable[[str], bool]
) -> str | None:
    """Return the name in quotes with which *text*, which stops at an offset, *reads*.

    What stands before the word of the language, or before one that comes earlier, must be no name by itself: then
    the word is no clause.

    >>> def reads(text):
    ...     return text == 'members of "Foo While You Wait" as of 2005'
    >>> keyworded("members of Foo While You Wait as of 2005", 30, {"Foo"}.__contains__, reads)
    >>> keyworded("members of Foo While You Wait as of 2005", 30, set().__contains__, reads)
    '"Foo While You Wait"'
    """
    words = [Span(*found.span()) for found in re.finditer(r"[^\s;()]+", text)]
    if len(words) > MAX_WORDS_AFTER_NAME or '"' in text:
        return None
    clauses = [clause for clause in CLAUSE_AFTER_NAME.finditer(text) if clause.start() <= stopped]
    for clause in clauses:
        before = [word for word in words if word.end <= clause.start()]
        first = len(before) + 1 if clause[0].lower() == "in" else _begun(text, before)
        if first >= len(words):
            continue
        start = words[first].start
        if _EVERY.match(text, start) or any(
            is_name(text[start : after.start()].strip()) for after in clauses
        ):
            continue
        for _, end in words[first:]:
            if "\n" in text[start:end]:
                break
            if end >= clause.end() and not _GOES_ON.match(text, end):
                name = quoted(" ".join(text[start:end].split()))
                if reads(text[:start] + name + text[end:]):
                    return name
    return None


def _begun(text: str, words: list[Span]) -> int:
    """Return which of the words before a clause the name begins with: the one after the last that opens one."""
    said = [text[start:end].lower() for start, end in words]
    opening = [i for i, word in enumerate(said) if word in _OPENING]
    last = max((i for i in opening if said[i] != "of"), default=-1)
    first_of = next((i for i in opening if said[i] == "of" and i > last), None)
    return (last if first_of is None else first_of) + 1
