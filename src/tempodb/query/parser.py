"""Text → AST, by grammar/tql.lark."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput

from tempodb._files import grammar_text
from tempodb.errors import DateError, Problem, QueryError, Span
from tempodb.query import ast
from tempodb.query.syntax_errors import explain
from tempodb.temporal.bounds import Bound
from tempodb.temporal.date_reader import bound_of, read_date
from tempodb.temporal.facts import Quantifier
from tempodb.temporal.instants import is_instant, read_instant
from tempodb.temporal.periods import Certainty

LONGEST = 64 * 1024
"""Characters of text that one call takes."""

Parameters = Mapping[str, object]
Branch = Tree[Token]
T = TypeVar("T")


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
    try:
        tree = _parser().parse(text)
    except UnexpectedInput as error:
        raise QueryError(explain(text, error, _parses)) from None
    builder = _Builder(text, parameters or {})
    statements = tuple(builder.statement(child) for child in tree.children if isinstance(child, Tree))
    builder.refuse_unused()
    return statements


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


def _parses(text: str) -> bool:
    try:
        _parser().parse(text)
    except UnexpectedInput:
        return False
    return True


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


def _trees(tree: Branch) -> list[Branch]:
    return [child for child in tree.children if isinstance(child, Tree)]


def _tokens(tree: Branch) -> dict[str, Token]:
    return {child.type: child for child in tree.children if isinstance(child, Token)}


def _span(tree: Branch | Token) -> Span:
    if isinstance(tree, Token):
        return Span(tree.start_pos or 0, tree.end_pos or 0)
    return Span(getattr(tree.meta, "start_pos", 0), getattr(tree.meta, "end_pos", 0))


class _Builder:
    """Turns the parser's trees into the AST of one text."""

    def __init__(self, text: str, parameters: Parameters) -> None:
        self._text = text
        self._parameters = parameters
        self._used: set[str] = set()

    def refuse_unused(self) -> None:
        """Refuse parameters that the text does not name."""
        for name in self._parameters.keys() - self._used:
            raise QueryError.of("parameter", f"the text has no parameter `:{name}`", "leave it out")

    def statement(self, tree: Branch) -> ast.Statement:
        if tree.data == "use":
            return ast.Use(self._name(_trees(tree)[0]), _span(tree))
        question, *clauses = _trees(tree)
        return ast.Query(self._question(question), self._clauses(clauses), _span(tree))

    def _question(self, tree: Branch) -> ast.Question:
        names = [self._name(child) for child in _trees(tree) if child.data != "office"]
        first = names[0] if names else None
        tokens = _tokens(tree)
        capacity = tokens["CAPACITY"].lower() if "CAPACITY" in tokens else None
        match str(tree.data), names:
            case "members", _:
                return ast.Members(first, self._member_status(tokens))
            case "organizations", [party]:
                return ast.Organizations(party)
            case "status", [party, *rest]:
                return ast.Status(party, *rest)
            case "periods", [party, *rest]:
                return ast.Periods(party, *rest)
            case "whether_status", [party, *rest]:
                word = tokens["STATUS_WORD"]
                return ast.Whether(ast.HasStatus(party, ast.Name(str(word).lower(), _span(word)), *rest))
            case "whether_holds", [person]:
                return ast.Whether(ast.HoldsOffice(person, self._office(tree)))
            case "holders", _:
                return ast.Holders(self._office(tree), capacity)
            case "holders_of_any", _:
                return ast.HoldersOfAny(first, capacity)
            case "offices", _:
                return ast.Offices(first)
            case "names", _:
                return ast.Names(first)
            case "bodies", _:
                return ast.Bodies(first)
            case "events", _:
                return ast.Events(first)
            case "show", _:
                return ast.Show(tokens["SORT"].lower())
            case "describe", [name]:
                return ast.Describe(name)
        raise AssertionError(tree.data)

    def _member_status(self, tokens: dict[str, Token]) -> ast.Name:
        if "PLURAL" in tokens:
            word = tokens["PLURAL"]
            return ast.Name(str(word).lower().removesuffix("s"), _span(word))
        word = tokens.get("STATUS_OF_MEMBERS", Token("", "member"))
        return ast.Name(str(word).lower(), _span(word))

    def _office(self, tree: Branch) -> ast.OfficeName:
        office = next(child for child in _trees(tree) if child.data == "office")
        return ast.OfficeName(*(self._name(child) for child in _trees(office)))

    def _name(self, tree: Branch) -> ast.Name:
        (token,) = tree.children
        assert isinstance(token, Token)
        if token.type == "PARAMETER":
            return self._named(str(self._parameter(token)), token)
        if token.type == "STRING":
            return self._named(str(token)[1:-1].replace('""', '"'), token)
        return ast.Name(" ".join(token.split()), _span(token))

    def _named(self, text: str, token: Token) -> ast.Name:
        if not text.strip():
            where = " in quotes" if token.type == "STRING" else ""
            raise self._error(_span(token), "empty-name", f"the name{where} is empty")
        return ast.Name(text.replace("\n", " "), _span(token))

    # ── clauses ──────────────────────────────────────────────────────────────────────────────────

    def _clauses(self, trees: list[Branch]) -> ast.Clauses:
        clauses = ast.Clauses()
        seen: set[str] = set()
        for tree in trees:
            kind = "when" if tree.data == "when_throughout" else str(tree.data)
            if kind in seen and kind != "including":
                raise self._error(
                    _span(tree), "twice", f"`{self._written(tree)}` repeats a clause", "keep one"
                )
            seen.add(kind)
            clauses = self._with(clauses, kind, tree)
        return clauses

    def _with(self, clauses: ast.Clauses, kind: str, tree: Branch) -> ast.Clauses:
        match kind:
            case "when":
                return clauses.having(when=self._when(tree))
            case "known_at":
                return clauses.having(known_at=self._instant_or_day(tree))
            case "published_by":
                return clauses.having(published_by=self._day(tree.children[0]))
            case "according_to":
                return clauses.having(according_to=self._name(_trees(tree)[0]))
            case "including":
                return clauses.having(including=self._including(clauses.including, tree))
            case "order_by":
                return clauses.having(order_by=tuple(map(self._order, _trees(tree))))
            case "limit":
                return clauses.having(limit=self._limit(tree.children[0]))
        raise self._misplaced(tree)

    def _misplaced(self, tree: Branch) -> QueryError:
        (word, day) = tree.children
        assert isinstance(word, Token)
        date = self._text[_span(day).start : _span(day).end]
        meant = f"between {date} and today" if word.lower() in ("since", "from") else f"as of {date}"
        span = Span(_span(word).start, _span(day).end)
        found = self._error(span, "time-word", f"`{word}` is no time clause", f"write `{meant}`")
        return QueryError(replace(found.problems[0], suggestions=(meant,)))

    def _when(self, tree: Branch) -> ast.When:
        tokens = _tokens(tree)
        only = Certainty.CERTAIN if tokens.get("CERTAINTY", "").lower() == "certainly" else Certainty.POSSIBLE
        window = _trees(tree)[0]
        days = [self._day(child) for child in window.children]
        match str(window.data), days:
            case "as_of", [day]:
                asked: ast.AsOf | ast.During | ast.Between = ast.AsOf(day)
            case "during", [day]:
                asked = ast.During(day)
            case _, [first, last]:
                asked = self._between(window, first, last)
        quantifier = Quantifier.EVERY if tree.data == "when_throughout" else Quantifier.SOME
        return ast.When(asked, quantifier, only if "CERTAINTY" in tokens else None, _span(tree))

    def _between(self, tree: Branch, first: ast.Day, last: ast.Day) -> ast.Between:
        if isinstance(first, Bound) and isinstance(last, Bound) and last.latest < first.earliest:
            hint = f"write `between {last.text} and {first.text}`"
            raise self._error(_span(tree), "reversed", "the window ends before it begins", hint)
        return ast.Between(first, last)

    def _including(self, sofar: ast.Including, tree: Branch) -> ast.Including:
        for item in _trees(tree):
            match str(item.data):
                case "included_any":
                    sofar = sofar.having(any_status=True)
                case "included_disputed":
                    sofar = sofar.having(disputed=True)
                case _:
                    word = next(iter(_tokens(item).values()))
                    name = ast.Name(str(word).lower(), _span(word))
                    sofar = sofar.having(statuses=(*sofar.statuses, name))
        return sofar

    def _order(self, tree: Branch) -> ast.Order:
        tokens = _tokens(tree)
        return ast.Order(tokens["COLUMN"].lower(), "DESCENDING" in tokens, _span(tree))

    def _limit(self, token: Token | Branch) -> int:
        assert isinstance(token, Token)
        written = str(self._parameter(token) if token.type == "PARAMETER" else token)
        if not (written.isascii() and written.isdigit() and len(written) < 10):
            raise self._error(_span(token), "limit", f"`{written}` is no number of rows")
        return int(written)

    # ── dates ────────────────────────────────────────────────────────────────────────────────────

    def _instant_or_day(self, tree: Branch) -> ast.Day | ast.Instant:
        (child,) = tree.children
        if isinstance(child, Token) and child.type == "INSTANT":
            return ast.Instant(self._dated(child, lambda: read_instant(str(child))))
        if (
            isinstance(child, Token)
            and child.type == "PARAMETER"
            and is_instant(text := self._parameter_text(child))
        ):
            return ast.Instant(self._dated(child, lambda: read_instant(text)))
        return self._day(child)

    def _day(self, child: Token | Branch) -> ast.Day:
        if isinstance(child, Tree):
            day = self._dated(child, lambda: bound_of(child))
        elif child.type == "TODAY":
            return ast.Today()
        else:
            text = self._parameter_text(child)
            if text.lower() == "today":
                return ast.Today()
            day = self._dated(child, lambda: read_date(text))
        if day.is_unknown:
            raise self._error(
                _span(child), "date", "`unknown` is no time to ask about", "name a date, or leave it out"
            )
        return day

    def _dated(self, where: Token | Branch, read: Callable[[], T]) -> T:
        try:
            return read()
        except DateError as error:
            problem = error.problems[0].at(self._text, _span(where))
            raise QueryError(problem) from None

    # ── parameters and places ────────────────────────────────────────────────────────────────────

    def _parameter(self, token: Token) -> object:
        name = str(token)[1:]
        self._used.add(name)
        if name not in self._parameters:
            hint = f"give it: -p {name}=… on the command line, {name}=… in Python"
            raise self._error(_span(token), "parameter", f"the parameter `:{name}` has no value", hint)
        return self._parameters[name]

    def _parameter_text(self, token: Token) -> str:
        value = self._parameter(token)
        isoformat = getattr(value, "isoformat", None)
        return str(isoformat() if isoformat else value).strip()

    def _written(self, tree: Branch) -> str:
        span = _span(tree)
        return " ".join(self._text[span.start : span.end].split())

    def _error(self, span: Span, code: str, message: str, hint: str | None = None) -> QueryError:
        return QueryError(Problem(code, message, hint).at(self._text, span))
