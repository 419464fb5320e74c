"""What is wrong with a text so far, in the words in which running it would say so."""

from __future__ import annotations

import re
from functools import lru_cache

from tempodb.base.errors import Problem, QueryError
from tempodb.language_service.completeness import Completeness, completeness
from tempodb.language_service.english import is_english
from tempodb.language_service.known_names import stood_in
from tempodb.language_service.tokens import CACHED_READINGS, MAX_LIVE_LENGTH, read
from tempodb.language_service.unfinished import may_be_unfinished
from tempodb.model.labels import Knows, nothing
from tempodb.tql.parsing.parser import parse_script


def fault(text: str, knows: Knows = nothing) -> Problem | None:
    """Return what is wrong with *text*, or None: its last word may still become right, or it is long.

    A name that exists, of which *knows* tells, may hold words of the language.

    >>> fault("members of CSTO limt") is None
    True
    >>> problem = fault("members of CSTO as of 2006 limt 3")
    >>> problem.message, problem.suggestions
    ('`limt` does not fit here', ('limit',))
    """
    found = _fault(text)
    is_meant = found is None or stood_in(text, knows) is not None or is_english(text, knows)
    return None if is_meant else found


@lru_cache(maxsize=CACHED_READINGS)
def _fault(text: str) -> Problem | None:
    if len(text) > MAX_LIVE_LENGTH or completeness(text) is not Completeness.WRONG:
        return None
    word = _last_word(text)
    reading = read(text)
    if reading.stopped is not None and (reading.stopped >= word or may_be_unfinished(reading)):
        return None
    try:
        parse_script(text)
    except QueryError as refusal:
        problem = refusal.problems[0]
        is_last = problem.offset is not None and problem.offset >= word
        return None if is_last else problem
    return None


def _last_word(text: str) -> int:
    """Return where the last word of *text* begins, which is its end where a blank stands there."""
    return len(text) - len(_LAST_WORD.search(text)[0])  # type: ignore[index]  # it matches nothing too


_LAST_WORD = re.compile(r"[^\s;]*\Z")


def repaired(text: str, problem: Problem) -> str | None:
    """Return *text* with the suggestion of *problem* in its place, or None if there is none, or a choice.

    >>> text = "members of CSTO as of 2006 limt 3"
    >>> repaired(text, fault(text))
    'members of CSTO as of 2006 limit 3'
    """
    if len(problem.suggestions) != 1 or problem.offset is None or problem.length is None:
        return None
    end = problem.offset + problem.length
    return text[: problem.offset] + problem.suggestions[0] + text[end:]
