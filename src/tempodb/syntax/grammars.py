"""A grammar's parser: made once, and kept between runs where nobody else can write."""

from __future__ import annotations

import marshal
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from zlib import crc32

from tempodb.base import user_folders
from tempodb.base.bundled import bundled
from tempodb.base.opening import without_waiting

if TYPE_CHECKING:
    from tempodb.syntax.parse_tables import ParseTables
    from tempodb.syntax.parser import Parser

LAYOUT = 1
"""Counts the ways in which tables have been laid out: those of another are none."""


def parser_of(name: str, files: tuple[str, ...], start: str = "start") -> Parser:
    """Return the parser of some files of the grammar, under the *name* by which it is kept.

    >>> parser_of("dates", ("dates", "blanks"), "date").parse("[1999..]").rule
    'since'
    """
    # The prompt of the REPL is up before there is a parser.
    from tempodb.syntax.parser import Parser

    # Making LALR tables takes a quarter of a second, and they follow from these three alone.
    made_of = (LAYOUT, start, grammar_text(*files))
    path = _cache_file(name)
    tables = _kept(path, made_of) if path else None
    if tables is None:
        # Lark alone takes a quarter of what a question does.
        from tempodb.syntax.lark_tables import tables_of

        tables = tables_of(made_of[-1], start)
        if path:
            _keep(path, made_of, tables)
    return Parser(tables)


def grammar_text(*names: str) -> str:
    """Return the named grammar files as one text.

    They are joined as texts because Lark renames every rule and terminal that `%import` brings in.
    """
    return "\n".join(map(_read, names))


def _read(name: str) -> str:
    with open(bundled("grammar", f"{name}.lark"), encoding="utf-8") as file:
        return file.read()


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


def _kept(path: str, made_of: tuple[object, ...]) -> ParseTables | None:
    """Return the tables that are kept of a grammar; None if there are none to be trusted."""
    from tempodb.syntax.parse_tables import ParseTables

    try:
        with open(path, "rb", opener=without_waiting) as file:
            if not _is_own(os.fstat(file.fileno())):
                return None
            seal, kept = file.readline(), file.read()
        if seal != _seal(kept):
            return None
        known, tables = marshal.loads(kept)
        return ParseTables(*tables) if known == made_of else None
    except Exception:
        # Whatever stands there, it can be made anew.
        return None


def _keep(path: str, made_of: tuple[object, ...], tables: ParseTables) -> None:
    # Only a parser that was built needs it.
    from pathlib import Path

    from tempodb.base.partial_files import unfinished

    with suppress(OSError), unfinished(Path(path)) as making:
        plain: Any = (made_of, tuple(tables))
        kept = marshal.dumps(plain)
        making.write_bytes(_seal(kept) + kept)
        making.replace(path)


def _seal(kept: bytes) -> bytes:
    """Return the line by which it shows whether what follows it is what was kept."""
    return f"{crc32(kept):08x} {len(kept)}\n".encode()


def _is_own(found: os.stat_result) -> bool:
    """Return whether a file or folder is the user's, and nobody else can write it."""
    return os.name == "nt" or (found.st_uid == os.getuid() and not found.st_mode & 0o022)
