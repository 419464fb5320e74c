"""The grammar of TQL, loaded once: its parser, and the patterns of its terminals."""

from __future__ import annotations

import os
import re
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

from tempodb import _places
from tempodb._files import grammar_text

if TYPE_CHECKING:
    from lark import Lark


@cache
def parser() -> Lark:
    """Return the parser of questions."""
    return _loaded("tql", ("tql", "dates", "terminals"))


@cache
def script_parser() -> Lark:
    """Return the parser of questions and writes, which questions alone need not wait for."""
    return _loaded("script", ("tql", "dates", "terminals", "writes"))


def _loaded(name: str, files: tuple[str, ...]) -> Lark:
    # The prompt of the REPL is up before there is a parser.
    from lark import Lark

    options: dict[str, Any] = {"parser": "lalr", "maybe_placeholders": True, "propagate_positions": True}
    return Lark(grammar_text(*files), cache=_cache_file(name) or False, **options)


@cache
def pattern(terminal: str) -> re.Pattern[str]:
    """Return the pattern of what a terminal matches.

    >>> pattern("INTEGER").match("42 rows").end()
    2
    """
    known = parser() if any(defined.name == terminal for defined in parser().terminals) else script_parser()
    return re.compile(known.get_terminal(terminal).pattern.to_regexp())


def _cache_file(name: str) -> str | None:
    """Return where the built parser is kept: in the user's own folder, since it is unpickled."""
    folder = _places.cache(os.environ)
    if not os.path.isabs(folder):
        return None
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        if os.name != "nt" and os.stat(folder).st_uid != os.getuid():
            return None
    except OSError:
        return None
    return os.path.join(folder, f"{name}-{sys.version_info.major}.{sys.version_info.minor}.parser")
