"""Lark's trees → AST: names, dates, words and parameters read; refuses what the grammar cannot tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

from lark import Token, Tree

from tempodb.errors import DateError, Problem, QueryError, Span
from tempodb.query import ast
from tempodb.temporal.bounds import Bound
from tempodb.temporal.date_reader import bound_of, read_date
from tempodb.temporal.durations import Comparison, Duration, Unit
from tempodb.temporal.facts import Quantifier
from tempodb.temporal.granules import Granule
from tempodb.temporal.instants import is_instant, read_instant
from tempodb.temporal.moments import Relation
from tempodb.temporal.periods import Certainty

if TYPE_CHECKING:
    from tempodb.query import written

NESTED = ("query", "combined", "compare", "selection")
CONDITIONS = ("has_status", "holds_office")
ABOUT_ONE: dict[str, Callable[[ast.Name | None], ast.Question]] = {
    "holders_of_any": ast.HoldersOfAny,
    "offices": ast.Offices,
    "names": ast.Names,
    "bodies": ast.Bodies,
    "events": ast.Events,
    "changes": ast.Changes,
    "vacancies_of_any": ast.VacanciesOfAny,
    "timeline": ast.Timeline,
    "conflicts": ast.Conflicts,
}
"""Questions about one party, which is the focus where none is named."""

Parameters = Mapping[str, object]
Branch = Tree[Token]
T = TypeVar("T")


def trees_of(tree: Branch) -> list[Branch]:
    """Return the children of a tree that are trees."""
    return [child for child in tree.children if isinstance(child, Tree)]


def _tokens(tree: Branch) -> dict[str, Token]:
    return {child.type: child for child in tree.children if isinstance(child, Token)}


def _slashed(tree: Branch) -> Iterator[Token]:
    return tree.scan_values(lambda child: isinstance(child, Token) and child.type == "SLASHED")


def span_of(tree: Branch | Token) -> Span:
    """Return where a tree or token stands."""
    if isinstance(tree, Token):
        return Span(tree.start_pos or 0, tree.end_pos or 0)
    return Span(getattr(tree.meta, "start_pos", 0), getattr(tree.meta, "end_pos", 0))


def _ended(query: ast.Query) -> tuple[ast.Query, ast.Clauses]:
    """Return a query without what ends it, and that."""
    clauses = query.clauses
    ending = ast.Clauses(order_by=clauses.order_by, limit=clauses.limit)
    return query.having(clauses=clauses.having(order_by=(), limit=None)), ending


class Reader:
    """Reads the parser's trees of one text, with *parameters* in the places of `:name`."""

    def __init__(self, text: str, parameters: Parameters) -> None:
        self._text = text
        self._parameters = parameters
        self._used: set[str] = set()

    def refuse_unused(self) -> None:
        """Refuse parameters that the text does not name."""
        for name in self._parameters.keys() - self._used:
            raise QueryError.of("parameter", f"the text has no parameter `:{name}`", "leave it out")

    def statement(self, tree: Branch) -> ast.Statement | written.Statement:
        """Return the statement that a tree stands for."""
        match str(tree.data):
            case "use":
                return ast.Use(self._name(trees_of(tree)[0]), span_of(tree))
            case "explain":
                return ast.Query(ast.Explain(self._query(trees_of(tree)[0])), span=span_of(tree))
            case _:
                return self._query(tree)

    # ── queries within queries ───────────────────────────────────────────────────────────────────

    def _query(self, tree: Branch) -> ast.Query:
        first, *rest = trees_of(tree)
        match str(tree.data):
            case "combined":
                return self._combination(first).having(clauses=self._clauses(rest), span=span_of(tree))
            case "compare":
                asked, ending = _ended(self._selection(first))
                other = self._clauses(rest)
                if ending.order_by or ending.limit is not None:
                    raise self._error(
                        span_of(first), "out-of-place", "what ends a query stands before `with`"
                    )
                ending = ast.Clauses(order_by=other.order_by, limit=other.limit)
                compared = ast.Compare(asked, other.having(order_by=(), limit=None))
                return ast.Query(compared, ending, span_of(tree))
            case "selection":
                return self._selection(tree)
            case _:
                return self._selection(first)

    def _combination(self, tree: Branch) -> ast.Query:
        left, *rest = trees_of(tree)
        query = self._query(left)
        for operator, right in zip(rest[::2], rest[1::2], strict=True):
            kind = ast.SetKind(str(operator.data).rstrip("_"))
            operation = ast.SetOperation(kind, query, self._query(right))
            query = ast.Query(operation, span=span_of(tree))
        return query

    def _selection(self, tree: Branch) -> ast.Query:
        question, *trees = trees_of(tree)
        clauses = self._clauses([clause for clause in trees if clause.data != "by"])
        granules = [clause for clause in trees if clause.data == "by"]
        match str(question.data):
            case "count":
                return self._count(question, clauses, granules, span_of(tree))
            case _ if granules:
                raise self._error(
                    span_of(granules[0]), "out-of-place", "`by …` goes with `count`", "leave it out"
                )
            case "history":
                return self._wrapped(ast.History, question, clauses, span_of(tree))
            case _:
                return ast.Query(self._question(question), clauses, span_of(tree))

    def _count(self, tree: Branch, clauses: ast.Clauses, granules: list[Branch], span: Span) -> ast.Query:
        if len(granules) > 1:
            raise self._error(span_of(granules[1]), "twice", "`by …` stands twice", "keep one")
        by = [Granule(_tokens(granule)["GRANULE"].lower()) for granule in granules]
        return self._wrapped(lambda counted: ast.Count(counted, *by), tree, clauses, span)

    def _wrapped(
        self, wrap: Callable[[ast.Query], ast.Question], tree: Branch, clauses: ast.Clauses, span: Span
    ) -> ast.Query:
        """Return a question about a query: one in parentheses, or one whose clauses follow."""
        (inner,) = trees_of(tree)
        if inner.data in NESTED:
            return ast.Query(wrap(self._query(inner)), clauses, span)
        asked, ending = _ended(ast.Query(self._question(inner), clauses, span))
        return ast.Query(wrap(asked), ending, span)

    # ── questions ────────────────────────────────────────────────────────────────────────────────

    def _question(self, tree: Branch) -> ast.Question:
        inner = trees_of(tree)
        names = [self._name(child) for child in inner if child.data not in ("office", "every", *CONDITIONS)]
        first = names[0] if names else None
        tokens = _tokens(tree)
        capacity = tokens["CAPACITY"].lower() if "CAPACITY" in tokens else None
        match str(tree.data), names:
            case "members", _:
                is_every = any(child.data == "every" for child in inner)
                return ast.Members(ast.Every() if is_every else first, self._member_status(tokens))
            case "organizations", [party]:
                return ast.Organizations(party)
            case "status", [party, *rest]:
                return ast.Status(party, *rest)
            case "periods", [party, *rest]:
                return ast.Periods(party, *rest)
            case "whether", _:
                return ast.Whether(self._condition(inner[0]))
            case "when_held", _:
                return ast.WhenHeld(self._condition(inner[0]))
            case (("has_status" | "holds_office" | "belongs"), _):
                return ast.Why(self._condition(tree))
            case "holders", _:
                return ast.Holders(self._office(tree), capacity)
            case "holders_of_any", _:
                return ast.HoldersOfAny(first, capacity)
            case "vacancies", _:
                return ast.Vacancies(self._office(tree))
            case "revisions", [party, *rest]:
                return ast.Revisions(party, *rest)
            case "show", _:
                return ast.Show(tokens["SORT"].lower())
            case "describe", [name]:
                return ast.Describe(name)
            case about, _:
                return ABOUT_ONE[about](first)

    def _condition(self, tree: Branch) -> ast.Condition:
        first, *rest = trees_of(tree)
        party = self._name(first)
        match str(tree.data):
            case "holds_office":
                return ast.HoldsOffice(party, self._office(tree))
            case "belongs":
                return ast.HasStatus(party, None, *map(self._name, rest))
            case _:
                word = _tokens(tree)["STATUS_WORD"]
                status = ast.Name(str(word).lower(), span_of(word))
                return ast.HasStatus(party, status, *map(self._name, rest))

    def _member_status(self, tokens: dict[str, Token]) -> ast.Name:
        if "PLURAL" in tokens:
            word = tokens["PLURAL"]
            return ast.Name(str(word).lower().removesuffix("s"), span_of(word))
        word = tokens.get("STATUS_OF_MEMBERS", Token("", "member"))
        return ast.Name(str(word).lower(), span_of(word))

    def _office(self, tree: Branch) -> ast.OfficeName:
        office = next(child for child in trees_of(tree) if child.data == "office")
        return ast.OfficeName(*(self._name(child) for child in trees_of(office)))

    def _name(self, tree: Branch) -> ast.Name:
        (token,) = tree.children
        assert isinstance(token, Token)
        if token.type == "PARAMETER":
            return self._named(str(self._parameter(token)), token)
        if token.type == "STRING":
            return self._named(str(token)[1:-1].replace('""', '"'), token)
        return ast.Name(" ".join(token.split()), span_of(token))

    def _named(self, text: str, token: Token) -> ast.Name:
        if not text.strip():
            where = " in quotes" if token.type == "STRING" else ""
            raise self._error(span_of(token), "empty-name", f"the name{where} is empty")
        return ast.Name(text.replace("\n", " "), span_of(token))

    # ── clauses ──────────────────────────────────────────────────────────────────────────────────

    def _clauses(self, trees: list[Branch]) -> ast.Clauses:
        included = [tree for tree in trees if tree.data == "including"]
        clauses = ast.Clauses(self._including(included)) if included else ast.Clauses()
        seen: set[str] = set()
        for tree in trees:
            kind = "when" if tree.data == "when_throughout" else str(tree.data)
            if kind == "misplaced":
                raise self._misplaced([tree for tree in trees if tree.data == "misplaced"])
            if kind == "that_held":
                kind = "that"
            if kind in seen and kind != "while_":
                raise self._error(
                    span_of(tree), "twice", f"`{self._written(tree)}` repeats a clause", "keep one"
                )
            if kind != "including":
                seen.add(kind)
                clauses = self._with(clauses, kind, tree)
        return clauses

    def _with(self, clauses: ast.Clauses, kind: str, tree: Branch) -> ast.Clauses:
        match kind:
            case "while_":
                return clauses.having(while_=(*clauses.while_, self._condition(trees_of(tree)[0])))
            case "that":
                return clauses.having(
                    that=self._held_for(tree) if tree.data == "that_held" else self._happened(tree)
                )
            case "when":
                return clauses.having(when=self._when(tree))
            case "known_at":
                return clauses.having(known_at=self._instant_or_day(tree))
            case "published_by":
                return clauses.having(published_by=self._day(tree.children[0]))
            case "according_to":
                return clauses.having(according_to=self._name(trees_of(tree)[0]))
            case "order_by":
                return clauses.having(order_by=tuple(map(self._order, trees_of(tree))))
            case "limit":
                return clauses.having(limit=self._limit(tree.children[0]))
        raise AssertionError(kind)

    def _misplaced(self, clauses: list[Branch]) -> QueryError:
        # Only a wrong text needs it.
        from tempodb.query.misplaced import explain

        parts = [(span_of(word), span_of(day)) for word, day in (clause.children for clause in clauses)]
        return QueryError(explain(self._text, *parts[:2]))

    def _when(self, tree: Branch) -> ast.When:
        tokens = _tokens(tree)
        only = Certainty.CERTAIN if tokens.get("CERTAINTY", "").lower() == "certainly" else Certainty.POSSIBLE
        window = trees_of(tree)[0]
        days = [self._day(child) for child in window.children]
        match str(window.data), days:
            case "as_of", [day]:
                asked: ast.AsOf | ast.During | ast.Between = ast.AsOf(day)
            case "during", [day]:
                asked = ast.During(day)
            case _, [first, last]:
                asked = self._between(window, first, last)
        quantifier = Quantifier.EVERY if tree.data == "when_throughout" else Quantifier.SOME
        return ast.When(asked, quantifier, only if "CERTAINTY" in tokens else None, span_of(tree))

    def _happened(self, tree: Branch) -> ast.Happened:
        moment = ast.Moment(_tokens(tree)["MOMENT"].lower())
        window = trees_of(tree)[0]
        relation = _tokens(window).get("RELATION")
        days = [self._day(child) for child in window.children if child is not relation]
        asked = ast.AsOf(days[0]) if len(days) == 1 else self._between(window, *days)
        return ast.Happened(moment, Relation(relation.lower() if relation else "in"), asked, span_of(tree))

    def _held_for(self, tree: Branch) -> ast.HeldFor:
        comparison, number, unit = tree.children
        assert isinstance(number, Token)
        duration = Duration(self._number(number), Unit(str(unit).lower().removesuffix("s")))
        return ast.HeldFor(Comparison(str(comparison).lower()), duration, span_of(tree))

    def _between(self, tree: Branch, first: ast.Day, last: ast.Day) -> ast.Between:
        if isinstance(first, Bound) and isinstance(last, Bound) and last.latest < first.earliest:
            meant = f"between {last.text} and {first.text}"
            problem = Problem("reversed", "the window ends before it begins", f"write `{meant}`", (meant,))
            raise QueryError(problem.at(self._text, span_of(tree)))
        return ast.Between(first, last)

    def _including(self, clauses: list[Branch]) -> ast.Including:
        items = [item for clause in clauses for item in trees_of(clause)]
        words = [word for item in items for word in _tokens(item).values() if word.type == "STATUS_WORD"]
        return ast.Including(
            tuple(dict.fromkeys(ast.Name(str(word).lower(), span_of(word)) for word in words)),
            any(item.data == "included_any" for item in items),
            any(item.data == "included_disputed" for item in items),
            frozenset(
                ast.Extension(_tokens(i)["EXTENSION"].lower()) for i in items if "EXTENSION" in _tokens(i)
            ),
            span_of(clauses[0]),
        )

    def _order(self, tree: Branch) -> ast.Order:
        tokens = _tokens(tree)
        return ast.Order(tokens["COLUMN"].lower(), "DESCENDING" in tokens, span_of(tokens["COLUMN"]))

    def _limit(self, token: Token | Branch) -> int:
        assert isinstance(token, Token)
        return self._number(token)

    def _number(self, token: Token) -> int:
        written = str(self._parameter(token) if token.type == "PARAMETER" else token)
        if not (written.isascii() and written.isdigit() and len(written) < 10):
            raise self._error(span_of(token), "number", f"`{written}` is no whole number")
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
        day = self._any_day(child)
        if isinstance(day, Bound) and day.is_unknown:
            raise self._error(
                span_of(child), "date", "`unknown` is no time to ask about", "name a date, or leave it out"
            )
        return day

    def _any_day(self, child: Token | Branch) -> ast.Day:
        if isinstance(child, Tree):
            return self._dated(child, lambda: bound_of(child))
        if child.type == "TODAY":
            return ast.Today()
        text = self._parameter_text(child)
        return ast.Today() if text.lower() == "today" else self._dated(child, lambda: read_date(text))

    def _dated(self, where: Token | Branch, read: Callable[[], T]) -> T:
        try:
            return read()
        except DateError as error:
            # Of a range, only the point that may be read in two ways is to be replaced.
            slashed = [] if isinstance(where, Token) else list(_slashed(where))
            problem = error.problems[0].at(self._text, span_of(slashed[0] if slashed else where))
            raise QueryError(problem) from None

    # ── parameters and places ────────────────────────────────────────────────────────────────────

    def _parameter(self, token: Token) -> object:
        name = str(token)[1:]
        self._used.add(name)
        if name not in self._parameters:
            hint = f"give it: -p {name}=… on the command line, {name}=… in Python"
            raise self._error(span_of(token), "parameter", f"the parameter `:{name}` has no value", hint)
        return self._parameters[name]

    def _parameter_text(self, token: Token) -> str:
        value = self._parameter(token)
        isoformat = getattr(value, "isoformat", None)
        return str(isoformat() if isoformat else value).strip()

    def _written(self, tree: Branch) -> str:
        span = span_of(tree)
        return " ".join(self._text[span.start : span.end].split())

    def _error(self, span: Span, code: str, message: str, hint: str | None = None) -> QueryError:
        return QueryError(Problem(code, message, hint).at(self._text, span))
