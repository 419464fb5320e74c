"""The grammar of TQL, loaded once: its parser, and the patterns of its terminals."""

from __future__ import annotations

import os
import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

from lark import Lark

from tempodb._files import grammar_text


@cache
def parser() -> Lark:
    """Return the parser."""
    grammar = grammar_text("tql", "dates", "terminals")
    options: dict[str, Any] = {"parser": "lalr", "maybe_placeholders": True, "propagate_positions": True}
    return Lark(grammar, cache=_cache_file() or False, **options)


@cache
def pattern(terminal: str) -> re.Pattern[str]:
    """Return the pattern of what a terminal matches.

    >>> pattern("INTEGER").match("42 rows").end()
    2
    """
    return re.compile(parser().get_terminal(terminal).pattern.to_regexp())


def _cache_file() -> str | None:
    """Return where the built parser is kept: in the user's own folder, since it is unpickled."""
    base = os.environ.get("XDG_CACHE_HOME") or (os.environ.get("LOCALAPPDATA") if os.name == "nt" else None)
    folder = (Path(base) if base else Path("~/.cache").expanduser()) / "tempodb"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name != "nt" and folder.stat().st_uid != os.getuid():
            return None
    except (OSError, RuntimeError):
        return None
    return str(folder / f"tql-{sys.version_info.major}.{sys.version_info.minor}.parser")
