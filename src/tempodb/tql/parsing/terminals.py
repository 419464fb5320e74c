"""Trees → names, dates, numbers and parameters: the leaves of every statement."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from tempodb.base.errors import DateError, Problem, QueryError, Span
from tempodb.syntax.trees import Token, Tree
from tempodb.temporal.bounds import Bound
from tempodb.temporal.date_reader import bound_of, read_date
from tempodb.temporal.given import date_text, moment_text
from tempodb.temporal.instants import is_instant, read_instant
from tempodb.tql import ast
from tempodb.tql.relative_days import relative_day

Parameters = Mapping[str, object]
T = TypeVar("T")

JOINT = re.compile(r"\s+in(?![\w'-])\s*(?=\S)", re.IGNORECASE)
"""`_IN` of the grammar within a name, with the blanks around it."""
COMMENT = re.compile("--.*")
QUOTED = re.compile(r'(?<!\S)[":]')
LONGEST_CHAIN = 100
"""How many set operations and `while` one statement takes: each is a step deeper than the last."""


class Leaves:
    """Reads the leaves of one text, with *parameters* in the places of `:name`."""

    def __init__(self, text: str, parameters: Parameters) -> None:
        self.text = text
        self._parameters = parameters
        self._used: set[str] = set()
        self.chained = 0

    def refuse_unused(self) -> None:
        """Refuse parameters that the text does not name."""
        if unused := sorted(self._parameters.keys() - self._used):
            named = ", ".join(f"`:{name}`" for name in unused)
            raise QueryError.of("parameter", f"the text has no parameter {named}", "leave it out")

    # ── names and numbers ────────────────────────────────────────────────────────────────────────

    def office(self, tree: Tree) -> ast.OfficeName:
        """Return the name of an office, and of the organization where it is said."""
        office = next(child for child in tree.trees if child.rule == "office")
        return ast.OfficeName(*(self.name(child) for child in office.trees))

    def name(self, tree: Tree) -> ast.Name:
        """Return the name that stands in a tree."""
        (token,) = tree.children
        assert isinstance(token, Token)
        if token.terminal == "PARAMETER":
            return self.named(self.parameter_text(token), token)
        if token.terminal == "STRING":
            return self.named(str(token)[1:-1].replace('""', '"'), token)
        return ast.Name(" ".join(token.split()), token.span)

    def member_in(self, names: list[ast.Name]) -> list[ast.Name]:
        """Return a party and an organization, two bare ones told apart at the last `in` between them."""
        match names:
            case [ast.Name(party, Span(start, _) as first), ast.Name(_, Span(begun, end))] if (
                not QUOTED.search(self.text, start, end)
            ):
                *_, joint = (None, *JOINT.finditer(self.text, begun, end))
                if joint is not None:
                    between = COMMENT.sub("", self.text[first.end : begun])
                    return [
                        ast.Name(
                            " ".join(f"{party}{between}{self.text[begun : joint.start()]}".split()),
                            Span(start, joint.start()),
                        ),
                        ast.Name(" ".join(self.text[joint.end() : end].split()), Span(joint.end(), end)),
                    ]
        return names

    def named(self, text: str, token: Token) -> ast.Name:
        """Return the name that is *text*, put in quotes or given; an empty one is refused."""
        if not text.strip():
            where = " in quotes" if token.terminal == "STRING" else ""
            raise self.error(token.span, "empty-name", f"the name{where} is empty")
        return ast.Name(text.replace("\n", " "), token.span)

    def number(self, token: Token) -> int:
        """Return the whole number that stands there, or is given."""
        written = self.parameter_text(token) if token.terminal == "PARAMETER" else str(token)
        if not (written.isascii() and written.isdigit() and len(written) < 10):
            raise self.error(token.span, "number", f"`{written}` is no whole number")
        return int(written)

    # ── dates ────────────────────────────────────────────────────────────────────────────────────

    def instant_or_day(self, tree: Tree) -> ast.Day | ast.Instant:
        """Return the instant or day that a clause names."""
        (child,) = tree.children
        if isinstance(child, Token) and child.terminal == "INSTANT":
            return ast.Instant(self._dated(child, lambda: read_instant(str(child))))
        if isinstance(child, Token) and child.terminal == "PARAMETER":
            text = self._dated(child, lambda: moment_text(self._parameter(child)))
            if is_instant(text):
                return ast.Instant(self._dated(child, lambda: read_instant(text)))
        return self.day(child)

    def day(self, child: Token | Tree) -> ast.Day:
        """Return the day about which something is asked."""
        day = self.any_day(child)
        if isinstance(day, Bound) and day.is_unknown:
            raise self.error(
                child.span, "date", "`unknown` is no time to ask about", "name a date, or leave it out"
            )
        return day

    def any_day(self, child: Token | Tree) -> ast.Day:
        """Return the day that stands there; `unknown` is one."""
        if isinstance(child, Tree):
            return self._dated(child, lambda: bound_of(child))
        if child.terminal != "PARAMETER":
            return self._relative(child)
        text = self._dated(child, lambda: date_text(self._parameter(child)))
        return relative_day(text) or self._dated(child, lambda: read_date(text))

    def _relative(self, token: Token) -> ast.Relative:
        day = relative_day(str(token))
        assert day is not None
        return day

    def _dated(self, where: Token | Tree, read: Callable[[], T]) -> T:
        try:
            return read()
        except DateError as error:
            # Only what is wrong needs it.
            from tempodb.temporal.date_advice import LEFT_OUT

            # Of a range, only the point that may be read in two ways is to be replaced.
            leaves = () if isinstance(where, Token) else where.leaves()
            blamed = next((leaf for leaf in leaves if leaf.terminal == "SLASHED"), where)
            problem = error.problems[0].at(self.text, blamed.span)
            if problem.hint == LEFT_OUT:
                problem = problem._replace(hint="name the day, month or year that is meant")
            raise QueryError(problem) from None

    # ── parameters and places ────────────────────────────────────────────────────────────────────

    def _parameter(self, token: Token) -> object:
        name = str(token)[1:]
        self._used.add(name)
        if name not in self._parameters:
            hint = f"give it: -p {name}=… on the command line, {name}=… in Python"
            raise self.error(token.span, "parameter", f"the parameter `:{name}` has no value", hint)
        return self._parameters[name]

    def parameter_text(self, token: Token) -> str:
        """Return what is given for a parameter, as a text."""
        value = self._parameter(token)
        if isinstance(value, str):
            return value.strip()
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**9:
            return str(value)
        message = f"the parameter `{token}` is neither a text nor a small whole number"
        raise self.error(token.span, "parameter-type", message, "give it as a text")

    def chain(self, tree: Tree) -> None:
        """Count one more step of a chain, and refuse what would nest too deep to be worked on."""
        self.chained += 1
        if self.chained > LONGEST_CHAIN:
            message = f"{LONGEST_CHAIN} set operations and `while` are the most of one statement"
            raise self.error(tree.span, "too-deep", message, "ask in several statements")

    def written(self, tree: Tree) -> str:
        """Return the words of a tree as they are written."""
        span = tree.span
        return " ".join(self.text[span.start : span.end].split())

    def twice(self, tree: Tree) -> QueryError:
        """Return the error of a clause that stands for the second time."""
        return self.error(tree.span, "twice", f"`{self.written(tree)}` repeats a clause", "keep one")

    def error(self, span: Span, code: str, message: str, hint: str | None = None) -> QueryError:
        """Return the error of what stands at *span*."""
        return QueryError(Problem(code, message, hint).at(self.text, span))
