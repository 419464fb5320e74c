"""How a text is refused, and what becomes of it when it is mended."""

from __future__ import annotations

import pytest

from tempodb.base.errors import Problem, QueryError
from tempodb.tql.parsing.parser import parse


def problem(text: str, **parameters: object) -> Problem:
    """Return why *text* is refused."""
    with pytest.raises(QueryError) as refusal:
        parse(text, parameters)
    (found,) = refusal.value.problems
    return found


def applied(text: str, found: Problem) -> list[str]:
    """Return *text* with each suggestion in the place of the blamed words."""
    if not found.suggestions:
        return []
    assert found.offset is not None and found.length is not None
    before, after = text[: found.offset], text[found.offset + found.length :]
    return [before + suggestion + after for suggestion in found.suggestions]


def reads(text: str) -> bool:
    """Return whether *text* can be read."""
    try:
        parse(text)
    except QueryError:
        return False
    return True
