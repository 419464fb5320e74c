"""The grammar of TQL, loaded once: its parser, and the patterns of its terminals."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tempodb.base.once import once
from tempodb.syntax.grammars import parser_of

if TYPE_CHECKING:
    import re

    from tempodb.syntax.parser import Parser


@once
def parser() -> Parser:
    """Return the parser of questions."""
    return parser_of("tql", ("tql", "dates", "terminals"))


@once
def script_parser() -> Parser:
    """Return the parser of questions and writes, which questions alone need not wait for."""
    return parser_of("script", ("tql", "dates", "terminals", "writes"))


@cache
def pattern(terminal: str) -> re.Pattern[str]:
    """Return the pattern of what a terminal matches.

    >>> pattern("INTEGER").match("42 rows").end()
    2
    """
    known = parser() if terminal in parser().terminals else script_parser()
    return known.pattern(terminal)
