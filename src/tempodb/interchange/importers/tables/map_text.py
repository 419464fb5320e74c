"""How a map that is suggested is written."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from tempodb.base.spelling import spelt_out

_PLAIN = re.compile(r"(?:[^\W\d_]|<\w)[\w./+()<>-]*(?: [\w./+()<>-]+)*")
_WORDS = frozenset(["true", "false", "null", "yes", "no", "on", "off"])


def column_hole(column: str) -> str:
    """Return the text that stands for what a row has in a column."""
    return f"<{column}>"


def in_braces(said: Mapping[str, str]) -> str:
    """Return a mapping as YAML has it on one line.

    >>> in_braces({"name": "<Name>", "note": "a: b"})
    '{name: <Name>, note: "a: b"}'
    """
    return "{" + ", ".join(f"{map_text(key)}: {map_text(text)}" for key, text in said.items()) + "}"


def map_text(text: str) -> str:
    """Return a text as YAML has it wherever it stands, in quotes where it needs them."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)


def in_comment(text: str) -> str:
    """Return a text as a comment has it."""
    shown = spelt_out(text)
    return shown if len(shown) <= 40 else f"{shown[:39]}…"
