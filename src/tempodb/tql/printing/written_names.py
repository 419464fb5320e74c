"""Names as a text has them: bare where they are read whole, else in quotes."""

from __future__ import annotations

import re

from tempodb.tql import ast
from tempodb.tql.grammar import pattern

BOTH = re.compile(r"both(?!\S)", re.IGNORECASE)
"""With what no bare name begins where several may be named."""


def name_text(name: ast.Name, terminal: str = "ORGANIZATION_NAME") -> str:
    """Return how a name is written where *terminal* stands: bare, or in quotes if it would not be read whole."""
    return name.text if _reads_back(name.text, terminal) else quoted(name.text)


def _reads_back(text: str, terminal: str) -> bool:
    """Whether the bare name is read whole, whatever clause follows it."""
    if text != " ".join(text.split()) or not (found := pattern(terminal).match(text)):
        return False
    if BOTH.match(text) or (terminal == "OFFICE_NAME" and pattern("_ANY_OFFICE").match(text)):
        return False
    return found.end() == len(text)


def bare(id_: str) -> str:
    """Return *id_* as it can be written wherever a name can stand.

    >>> bare("csto"), bare("in"), bare("2006")
    ('csto', '"in"', '"2006"')
    """
    is_read = all(_reads_back(id_, terminal) for terminal in ("MEMBER_NAME", "SUBJECT_NAME", "OFFICE_NAME"))
    return id_ if is_read and not pattern("_IN_TIME").match(f"in {id_}") else quoted(id_)


def quoted(text: str) -> str:
    """Return *text* in double quotes, those within it doubled."""
    return '"' + text.replace('"', '""') + '"'
