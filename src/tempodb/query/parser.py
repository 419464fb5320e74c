"""Text → AST, by grammar/tql.lark."""

from __future__ import annotations

import re

from lark import Tree
from lark.exceptions import UnexpectedInput

from tempodb.errors import Problem, QueryError, Span
from tempodb.query import ast
from tempodb.query.grammar import parser
from tempodb.query.trees import Parameters, Reader

LONGEST = 64 * 1024
"""Bytes of text that one call takes."""
DEEPEST = 100
"""How deep parentheses may be nested."""


def parse(text: str, parameters: Parameters | None = None) -> tuple[ast.Statement, ...]:
    """Return the statements of *text*, with *parameters* in the places of `:name`.

    >>> parse("members as of 2006")[0].question
    Members(organization=None, status=Name(text='member'))

    Raises:
        QueryError: the text cannot be read; says where, and what would be right.

    """
    _refuse_too_large(text)
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

        raise QueryError(explain(text, parser(), lambda mended: _reads(mended, given))) from None
    except QueryError as refusal:
        from tempodb.query.syntax_errors import verified

        (problem,) = refusal.problems
        raise QueryError(verified(problem, text, lambda mended: _reads(mended, given))) from None
    reader.refuse_unused()
    return statements


def _refuse_too_large(text: str) -> None:
    size = len(text.encode(errors="surrogatepass"))
    if size > LONGEST:
        raise QueryError.of("too-long", f"the text has {size} bytes, and {LONGEST} are the most")
    depth = deepest = 0
    for sign in re.finditer(r'"[^"]*"|[()]', text):
        depth += {"(": 1, ")": -1}.get(sign[0], 0)
        deepest = max(deepest, depth)
    if deepest > DEEPEST:
        raise QueryError.of("too-deep", f"parentheses are nested {deepest} deep, and {DEEPEST} is the most")


def _read(text: str, reader: Reader) -> tuple[ast.Statement, ...]:
    tree = parser().parse(text)
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
