"""The grammar of TQL, loaded once: its parser, and the patterns of its terminals."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any

from tempodb.base import user_folders
from tempodb.base.bundled import grammar_text

if TYPE_CHECKING:
    from lark import Lark


OPTIONS: dict[str, Any] = {"parser": "lalr", "maybe_placeholders": True, "propagate_positions": True}


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
    from hashlib import sha256

    from lark import Lark, __version__

    # Making LALR tables takes about a second, and they follow from these three alone.
    text = grammar_text(*files)
    key = sha256(repr((text, OPTIONS, __version__)).encode()).hexdigest().encode()
    path = _cache_file(name)
    if path and (kept := _kept(path, key)):
        return kept
    parser = Lark(text, **OPTIONS)
    if path:
        _keep(path, key, parser)
    return parser


@cache
def pattern(terminal: str) -> re.Pattern[str]:
    """Return the pattern of what a terminal matches.

    >>> pattern("INTEGER").match("42 rows").end()
    2
    """
    known = parser() if any(defined.name == terminal for defined in parser().terminals) else script_parser()
    return re.compile(known.get_terminal(terminal).pattern.to_regexp())


def _cache_file(name: str) -> str | None:
    """Return where the built parser is kept; None where there is no folder that is the user's alone to write."""
    folder = user_folders.cache(os.environ)
    if not os.path.isabs(folder):
        return None
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        if not _is_own(os.stat(folder)):
            return None
    except OSError:
        return None
    return os.path.join(folder, f"{name}-{sys.version_info.major}.{sys.version_info.minor}.parser")


def _kept(path: str, key: bytes) -> Lark | None:
    """Return the parser that is kept under a *key*; None if there is none to be trusted."""
    from pickle import Unpickler

    from lark import Lark

    class Plain(Unpickler):
        """Reads what is plain data alone: what would name something to call is none."""

        def find_class(self, module: str, name: str) -> Any:
            raise ValueError(f"{module}.{name} is no plain data")

    try:
        with open(path, "rb") as file:
            if _is_own(os.fstat(file.fileno())) and file.readline() == key + b"\n":
                return Lark.load(Plain(file).load())
    except Exception:
        # Whatever stands there, it can be made anew.
        return None
    return None


def _keep(path: str, key: bytes, parser: Lark) -> None:
    # Only a parser that was built needs it.
    from pathlib import Path

    from tempodb.base.partial_files import unfinished

    with suppress(OSError), unfinished(Path(path)) as making:
        with making.open("wb") as file:
            file.write(key + b"\n")
            parser.save(file)
        making.replace(path)


def _is_own(found: os.stat_result) -> bool:
    """Return whether a file or folder is the user's, and nobody else can write it."""
    return os.name == "nt" or (found.st_uid == os.getuid() and not found.st_mode & 0o022)
