"""A text in English that is read as a question about names that are known: nothing is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from tempodb.base.errors import QueryError
from tempodb.base.node import Node
from tempodb.model.labels import Knows
from tempodb.tql import ast
from tempodb.tql.natural_words import ANY_OFFICE, of_any_office, readings
from tempodb.tql.parsing.parser import parse_one

MAX_TRIED = 12
"""How many readings of a text are tried at a key."""
ENGLISH_KEPT = 32
"""How many texts are kept with whether they are English."""


@lru_cache(maxsize=ENGLISH_KEPT)
def is_english(text: str, knows: Knows) -> bool:
    """Return whether *text* may be read as a question all of whose names are known, or begin as one that is.

    >>> is_english("who was chair of LS in 2008", lambda words: words in ("chair", "LS"))
    True
    >>> is_english("membrs of LS", lambda words: words == "LS")
    False
    """
    return any(_is_meant(reading, knows) for reading in islice(dict.fromkeys(readings(text)), MAX_TRIED))


def _is_meant(reading: str, knows: Knows) -> bool:
    if (person := of_any_office(reading)) is not None:
        return knows(person)
    if ANY_OFFICE in reading:
        return False
    try:
        names = list(_names(parse_one(reading)))
    except QueryError:
        return False
    return bool(names) and all(knows(part) for name in names for part in name.split(" of "))


def _names(part: object) -> Iterator[str]:
    """Yield the names in a question, but for statuses, which are words of the language too."""
    if isinstance(part, ast.Name):
        yield part.text
    elif isinstance(part, Node):
        for name in part.__match_args__:
            if name != "status":
                yield from _names(getattr(part, name))
    elif isinstance(part, tuple):
        for each in part:
            yield from _names(each)
