"""A grammar's parser: made once, and kept between runs where nobody else can write."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING, Any

from tempodb.base import user_folders
from tempodb.base.bundled import bundled
from tempodb.base.opening import without_waiting

if TYPE_CHECKING:
    from lark import Lark
    from lark.common import LexerConf
    from lark.lexer import ContextualLexer

    from tempodb.syntax.parser import Parser


OPTIONS: dict[str, Any] = {"parser": "lalr", "maybe_placeholders": False, "propagate_positions": True}


def parser_of(name: str, files: tuple[str, ...], start: str = "start") -> Parser:
    """Return the parser of some files of the grammar, under the *name* by which it is kept.

    >>> parser_of("dates", ("dates", "blanks"), "date").parse("[1999..]").rule
    'since'
    """
    # The prompt of the REPL is up before there is a parser.
    from hashlib import sha256

    from lark import Lark, __version__

    from tempodb.syntax.parser import Parser

    # Making LALR tables takes a quarter of a second, and they follow from these three alone.
    text, options = grammar_text(*files), {**OPTIONS, "start": start}
    key = sha256(repr((text, options, __version__)).encode()).hexdigest().encode()
    path = _cache_file(name)
    if path and (kept := _kept(path, key)):
        return Parser(kept)
    made = Lark(text, **options, **_UNCHECKED)
    if path:
        _keep(path, key, made)
    return Parser(made)


def _contextual_lexer(terminals: LexerConf, *states: Any, **more: Any) -> ContextualLexer:
    from lark.lexer import ContextualLexer

    terminals.skip_validation = True
    return ContextualLexer(terminals, *states, **more)


_UNCHECKED: dict[str, Any] = {"_plugins": {"ContextualLexer": _contextual_lexer}}
"""Where `interegular` is installed, Lark compares all terminals for seconds: a test does, for everyone."""


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


def _kept(path: str, key: bytes) -> Lark | None:
    """Return the parser that is kept under a *key*; None if there is none to be trusted."""
    from pickle import Unpickler

    from lark import Lark

    class Plain(Unpickler):
        """Reads what is plain data alone: what would name something to call is none."""

        def find_class(self, module: str, name: str) -> Any:
            raise ValueError(f"{module}.{name} is no plain data")

    try:
        with open(path, "rb", opener=without_waiting) as file:
            if not _is_own(os.fstat(file.fileno())) or file.readline() != key + b"\n":
                return None
            seal, kept = file.readline(), file.read()
            if seal == _seal(kept):
                return Lark.load(Plain(BytesIO(kept)).load())
    except Exception:
        # Whatever stands there, it can be made anew.
        return None
    return None


def _keep(path: str, key: bytes, made: Lark) -> None:
    # Only a parser that was built needs it.
    from pathlib import Path

    from tempodb.base.partial_files import unfinished

    with suppress(OSError), unfinished(Path(path)) as making:
        saved = BytesIO()
        made.save(saved, exclude_options=_UNCHECKED)
        making.write_bytes(key + b"\n" + _seal(saved.getvalue()) + saved.getvalue())
        making.replace(path)


def _seal(kept: bytes) -> bytes:
    """Return the line by which it shows whether what follows it is what was kept."""
    from hashlib import sha256

    return sha256(kept).hexdigest().encode() + b"\n"


def _is_own(found: os.stat_result) -> bool:
    """Return whether a file or folder is the user's, and nobody else can write it."""
    return os.name == "nt" or (found.st_uid == os.getuid() and not found.st_mode & 0o022)
