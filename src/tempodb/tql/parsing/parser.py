"""Text → AST, by grammar/tql.lark."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache, partial
from typing import TYPE_CHECKING, TypeAlias, cast

from tempodb.base.errors import Problem, QueryError, Span
from tempodb.model.caller_values import text_of
from tempodb.syntax.trees import Tree, UnreadableError
from tempodb.temporal.given import shown
from tempodb.tql import ast
from tempodb.tql.grammar import parser, script_parser
from tempodb.tql.parsing.questions import QuestionReader
from tempodb.tql.parsing.refilling import NotingReader, Refill
from tempodb.tql.parsing.terminals import Parameters

if TYPE_CHECKING:
    from tempodb.syntax.parser import Parser
    from tempodb.tql import write_ast

HowAsked: TypeAlias = tuple[str, tuple[tuple[str, object], ...], tuple[type, ...]]
"""A text, its parameters and their types."""
ReaderOf: TypeAlias = Callable[[str, Parameters], QuestionReader]
"""What reads the trees of a text with its parameters."""
MAX_CALL_BYTES = 64 * 1024
"""Bytes of text that one call takes."""
MAX_KEPT = 1000
"""Characters of a text whose tree is kept."""
IMMUTABLE = frozenset({str, int, date})
"""Types of parameters that nobody changes."""
MAX_PARENTHESES = 100
"""How deep parentheses may be nested."""


def parse(text: str, parameters: Parameters | None = None) -> tuple[ast.ReadingStatement, ...]:
    """Return the statements of *text*, with *parameters* in the places of `:name`.

    >>> parse("members as of 2006")[0].question
    Members(organization=None, status=Name(text='member'), relation=None, party=None)

    Raises:
        QueryError: the text cannot be read; says where, and what would be right.

    """
    return _asked(text, _mapping(parameters), QuestionReader)


def _asked(text: str, given: Parameters, reading: ReaderOf) -> tuple[ast.ReadingStatement, ...]:
    _refuse_too_large(text_of(text, "ask for example: members of CSTO as of 2006", QueryError))
    try:
        return cast("tuple[ast.ReadingStatement, ...]", _parsed(text, given, parser, reading))
    except QueryError as refusal:
        if not _is_written(text, given):
            raise
        raise _no_question(refusal) from None


def parse_script(
    text: str, parameters: Parameters | None = None
) -> tuple[ast.ReadingStatement | write_ast.WritingStatement, ...]:
    """Return the statements of *text*, those that write among them.

    Raises:
        QueryError: the text cannot be read; says where, and what would be right.

    """
    from tempodb.tql.parsing.writes import WriteReader

    _refuse_too_large(text_of(text, "ask for example: members of CSTO as of 2006", QueryError))
    return _parsed(text, _mapping(parameters), script_parser, WriteReader)


def is_readable(text: str) -> bool:
    """Return whether *text* can be read, whatever its parameters are; why it cannot is not looked for.

    >>> is_readable("members of :o as of 2006"), is_readable("members off")
    (True, False)
    """
    from tempodb.tql.parsing.writes import WriteReader

    return len(text) <= MAX_CALL_BYTES and _reads(text, script_parser(), WriteReader(text, {}))


def _parsed(
    text: str, given: Parameters, parser: Callable[[], Parser], reading: ReaderOf
) -> tuple[ast.ReadingStatement | write_ast.WritingStatement, ...]:
    if found := re.search("[\x00\ud800-\udfff]", text):
        problem = Problem("character", "the text holds what is no character", "remove it")
        raise QueryError(problem.at(text, Span(*found.span())))
    reader = reading(text, given)

    def reads(mended: str) -> bool:
        return _reads(mended, parser(), reading(mended, given))

    try:
        statements = _read(text, parser(), reader)
    except UnreadableError:
        # Only a wrong text needs it.
        from tempodb.tql.diagnosis.syntax_errors import explain

        raise QueryError(explain(text, parser(), reads)) from None
    except QueryError as refusal:
        from tempodb.tql.diagnosis.syntax_errors import verified

        (problem,) = refusal.problems
        raise QueryError(verified(problem, text, reads)) from None
    reader.refuse_unused()
    return statements


def _is_written(text: str, given: Parameters) -> bool:
    """Return whether *text* begins a statement with a verb that writes, and could be run."""
    if not re.search(
        r"(?i)(?:^|;)\s*(?:record|change|end|retract|correct|erase|undo|preview)(?:[\s;]|$)", text
    ):
        return False
    try:
        parse_script(text, given)
    except QueryError:
        return False
    return True


def _no_question(refusal: QueryError) -> QueryError:
    (problem,) = refusal.problems
    message = "this writes, and only questions are answered here"
    hint = "run it with `tempodb run`, or in Python with `db.run(…)`"
    return QueryError(problem._replace(code="writes", message=message, hint=hint, suggestions=()))


def _mapping(given: object) -> Parameters:
    if given is None or isinstance(given, Mapping):
        return given or {}
    message = f"{shown(given)} is no mapping of parameters"
    raise QueryError.of("parameter", message, 'give their values by their names, as in {"t": 2006}')


def _refuse_too_large(text: str) -> None:
    size = len(text.encode(errors="surrogatepass"))
    if size > MAX_CALL_BYTES:
        raise QueryError.of("too-long", f"the text has {size} bytes, and {MAX_CALL_BYTES} are the most")
    depth = deepest = 0
    for sign in re.finditer(r'"[^"]*"|[()]', text):
        depth += {"(": 1, ")": -1}.get(sign[0], 0)
        deepest = max(deepest, depth)
    if deepest > MAX_PARENTHESES:
        raise QueryError.of(
            "too-deep", f"parentheses are nested {deepest} deep, and {MAX_PARENTHESES} is the most"
        )


def _read(
    text: str, parser: Parser, reader: QuestionReader
) -> tuple[ast.ReadingStatement | write_ast.WritingStatement, ...]:
    trees = _kept_trees if len(text) <= MAX_KEPT else _trees
    return tuple(map(reader.statement, trees(parser, text)))


def _trees(parser: Parser, text: str) -> list[Tree]:
    return parser.parse(text).trees


_kept_trees = lru_cache(maxsize=1000)(_trees)
"""What programs ask again and again, with other parameters, is parsed once."""


def _reads(text: str, parser: Parser, reader: QuestionReader) -> bool:
    try:
        _read(text, parser, reader)
    except UnreadableError:
        return False
    except QueryError as refusal:
        return refusal.problems[0].code == "parameter"
    return True


def parse_one(text: str, parameters: Parameters | None = None) -> ast.Query:
    """Return the one query of *text*.

    Raises:
        QueryError: there is none, there are several, or it cannot be read.

    """
    given = _mapping(parameters)
    known_by = how_asked(text, given)
    return _query(text, given) if known_by is None else _kept_query(*known_by)


def how_asked(text: str, given: Parameters) -> HowAsked | None:
    """Return what is equal for equal texts and parameters that nobody can change; None of others, and of long ones."""
    types = tuple(map(type, given.values()))
    if isinstance(text, str) and len(text) <= MAX_KEPT and IMMUTABLE.issuperset(types):
        # True is equal to 1, and no number.
        return text, tuple(given.items()), types
    return None


@lru_cache(maxsize=1000)
def _kept_query(text: str, given: tuple[tuple[str, object], ...], types: tuple[type, ...]) -> ast.Query:
    return _text_with_places(text, tuple(name for name, _ in given), types).query(dict(given))


class _TextWithPlaces:
    """A text with the names of its parameters, which is read once, whatever is given for them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._read_again: Callable[[Parameters], ast.Query] | None = None

    def query(self, given: Parameters) -> ast.Query:
        """Return the query of the text with some parameters."""
        if self._read_again is not None:
            return self._read_again(given)
        query, reader = read_noting(self._text, given)
        refill = reader.refill(query)
        self._read_again = partial(_query, self._text) if refill is None else partial(self._refilled, refill)
        return query

    def _refilled(self, refill: Refill, given: Parameters) -> ast.Query:
        try:
            query: ast.Query = refill(QuestionReader(self._text, given))
        except QueryError:
            # What is wrong with it, and where, is told where all is read.
            return _query(self._text, given)
        return query


@lru_cache(maxsize=1000)
def _text_with_places(text: str, _names: tuple[str, ...], _types: tuple[type, ...]) -> _TextWithPlaces:
    return _TextWithPlaces(text)


def read_noting(text: str, given: Parameters) -> tuple[ast.Query, NotingReader]:
    """Return the one query of *text*, and its reader, which knows what came of the parameters.

    Raises:
        QueryError: there is none, there are several, or it cannot be read.

    """
    readers: list[NotingReader] = []

    def noting(text: str, given: Parameters) -> QuestionReader:
        readers.append(NotingReader(text, given))
        return readers[-1]

    return _query(text, given, noting), readers[0]


def _query(text: str, given: Parameters, reading: ReaderOf = QuestionReader) -> ast.Query:
    match _asked(text, given, reading):
        case (ast.Query() as query,):
            return query
        case ():
            raise QueryError.of("empty", "there is no query", "ask for example: members of CSTO as of 2006")
        case (_,):
            raise QueryError.of("no-query", "this is a statement and no query")
        case _:
            raise QueryError.of("several", "there are several queries", "ask one at a time")
