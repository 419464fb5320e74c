"""A text → the same with parameters for its literals, so that texts which differ in these alone are known as one.

A literal is a date, a name in quotes, or a bare name of one word. What is lifted is always of one kind, by the
look of it: whatever stands there of that kind, the text is read alike. Where a parameter is not read as the literal
is, as in `suspended members` or where a name has several words, that is found out by one example of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from tempodb.base.errors import QueryError
from tempodb.tql.grammar import parser
from tempodb.tql.parsing.parser import HowAsked, how_asked, parse_one

_DATES = {
    "instant": r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?Z?",
    "day": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "month": r"[0-9]{4}-[0-9]{2}",
    "year": r"[0-9]{4}",
}
# A parameter is read without blanks around it.
_QUOTED = {"quoted": r'"[^"\s](?:[^"\n]*[^"\s])?"'}
# Not those that may be dates: X123, q1-2001.
_WORDS = {"word": r"(?!X[0-9X]|[Qq][1-4][-/])[A-Za-z][A-Za-z0-9_]*(?:[-/][A-Za-z0-9_]+)*"}
_EXAMPLES = {
    "instant": "2006-01-02T03:04",
    "day": "2006-01-02",
    "month": "2006-01",
    "year": "2006",
    "quoted": '"zq7"',
    "word": "zq7",
}
_NO_KEYWORD = "zzqzz"
_ANY_SIGN = r"[^\s"
"""What patterns have in them of words that may be any."""
_LIFTED = re.compile(":_([a-z]+)_[0-9]+")
_UNLIFTED = re.compile(":[A-Za-z_]|--")
"""What is in texts that have parameters of their own, or comments."""


def _pattern(kinds: dict[str, str]) -> re.Pattern[str]:
    any_kind = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in kinds.items())
    return re.compile(rf"(?<![^\s(])(?:{any_kind})(?![^\s;)])")


_LITERALS = (_pattern(_DATES | _QUOTED | _WORDS), _pattern(_DATES | _QUOTED))
"""All that may be literals; and what cannot be a word of the language, as every second bare word is."""


@lru_cache(maxsize=1000)
def lifted(text: str) -> tuple[HowAsked, ...]:
    """Return how *text* would be asked with parameters, the more of them the sooner.

    >>> for asked in lifted("members of csto as of 2006"):
    ...     print(asked[0], dict(asked[1]))
    members of :_word_1 as of :_year_2 {'_word_1': 'csto', '_year_2': '2006'}
    members of csto as of :_year_1 {'_year_1': '2006'}
    """
    if _UNLIFTED.search(text):
        return ()
    found = [_lifted(text, literals) for literals in _LITERALS]
    return tuple(dict.fromkeys(asked for asked in found if asked is not None and asked[1]))


def _lifted(text: str, literals: re.Pattern[str]) -> HowAsked | None:
    given: dict[str, str] = {}

    def lift(literal: re.Match[str]) -> str:
        kind, written = str(literal.lastgroup), literal[0]
        if kind == "word" and _is_keyword(written):
            return written
        name = f"_{kind}_{len(given) + 1}"
        given[name] = written.strip('"')
        return f":{name}"

    return how_asked(literals.sub(lift, text), given)


@lru_cache(maxsize=10_000)
def _is_keyword(word: str) -> bool:
    """Return whether the language has a word for something."""
    return word.lower() in _words() or any(pattern.fullmatch(word) for pattern in _keywords())


@cache
def _words() -> frozenset[str]:
    """Return the words that patterns of the grammar are made of."""
    patterns = map(parser().written, parser().terminals)
    return frozenset(word for pattern in patterns for word in re.findall("[a-z]+", pattern.lower()))


@cache
def _keywords() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of all that is no name."""
    # Those of names are long, and take the most to be compiled.
    terminals = [name for name in parser().terminals if _ANY_SIGN not in parser().written(name)]
    patterns = map(parser().pattern, terminals)
    return tuple(pattern for pattern in patterns if not pattern.fullmatch(_NO_KEYWORD))


@lru_cache(maxsize=1000)
def is_alike(form: str) -> bool:
    """Return whether a text with lifted literals is read as it would be with the literals in their places.

    >>> is_alike("members of :_word_1 as of :_year_2"), is_alike(":_word_1 members of csto")
    (True, False)
    """
    given = dict(_examples(form))
    try:
        written = parse_one(_LIFTED.sub(lambda place: _EXAMPLES[place[1]], form))
        return parse_one(form, {name: example.strip('"') for name, example in given.items()}) == written
    except QueryError:
        return False


def _examples(form: str) -> Iterator[tuple[str, str]]:
    for place in _LIFTED.finditer(form):
        yield place[0][1:], _EXAMPLES[place[1]]
