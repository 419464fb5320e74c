"""Text → AST, by grammar/tql.lark."""

from __future__ import annotations

import os
import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

from lark import Lark, Tree
from lark.exceptions import UnexpectedInput

from tempodb._files import grammar_text
from tempodb.errors import Problem, QueryError, Span
from tempodb.query import ast
from tempodb.query.trees import Parameters, Reader

LONGEST = 64 * 1024
"""Characters of text that one call takes."""


def parse(text: str, parameters: Parameters | None = None) -> tuple[ast.Statement, ...]:
    """Return the statements of *text*, with *parameters* in the places of `:name`.

    >>> parse("members as of 2006")[0].question
    Members(organization=None, status=Name(text='member'))

    Raises:
        QueryError: the text cannot be read; says where, and what would be right.

    """
    if len(text) > LONGEST:
        raise QueryError.of("too-long", f"the text has {len(text)} characters, and {LONGEST} are the most")
    if found := re.search("[\x00\ud800-\udfff]", text):
        problem = Problem("character", "the text holds what is no character", "remove it")
        raise QueryError(problem.at(text, Span(*found.span())))
    given = parameters or {}
    reader = Reader(text, given)
    try:
        statements = _read(text, reader)
    except UnexpectedInput:
        # Only a wrong text needs it.
        from tempodb.query.syntax_errors import explain

        raise QueryError(explain(text, _parser(), lambda mended: _reads(mended, given))) from None
    except QueryError as refusal:
        from tempodb.query.syntax_errors import verified

        (problem,) = refusal.problems
        raise QueryError(verified(problem, text, lambda mended: _reads(mended, given))) from None
    reader.refuse_unused()
    return statements


def _read(text: str, reader: Reader) -> tuple[ast.Statement, ...]:
    tree = _parser().parse(text)
    return tuple(reader.statement(child) for child in tree.children if isinstance(child, Tree))


def _reads(text: str, parameters: Parameters) -> bool:
    try:
        _read(text, Reader(text, parameters))
    except UnexpectedInput:
        return False
    except QueryError as refusal:
        return refusal.problems[0].code == "parameter"
    return True


def parse_one(text: str, parameters: Parameters | None = None) -> ast.Query:
    """Return the one query of *text*.

    Raises:
        QueryError: there is none, there are several, or it cannot be read.

    """
    match parse(text, parameters):
        case (ast.Query() as query,):
            return query
        case ():
            raise QueryError.of("empty", "there is no query", "ask for example: members of CSTO as of 2006")
        case (_,):
            raise QueryError.of("no-query", "this is a statement and no query")
        case _:
            raise QueryError.of("several", "there are several queries", "ask one at a time")


@cache
def _parser() -> Lark:
    grammar = grammar_text("tql", "dates", "terminals")
    options: dict[str, Any] = {"parser": "lalr", "maybe_placeholders": True, "propagate_positions": True}
    return Lark(grammar, cache=_cache_file() or False, **options)


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
