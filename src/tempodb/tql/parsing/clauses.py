"""Lark's trees of clauses → AST."""

from __future__ import annotations

from lark import Token

from tempodb.base.errors import Problem, QueryError
from tempodb.temporal.bounds import Bound
from tempodb.temporal.day_relations import DayRelation
from tempodb.temporal.durations import Comparison, Duration, Unit
from tempodb.temporal.facts import Quantifier
from tempodb.temporal.periods import Certainty
from tempodb.tql import ast
from tempodb.tql.parsing.terminals import Branch, Leaves, span_of, tokens_of, trees_of


class ClauseReader(Leaves):
    """Reads clauses, and the conditions in them."""

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
                raise self._twice(tree)
            if kind != "including":
                seen.add(kind)
                clauses = self._with(clauses, kind, tree)
        return clauses

    def _with(self, clauses: ast.Clauses, kind: str, tree: Branch) -> ast.Clauses:
        match kind:
            case "while_":
                self._chain(tree)
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
            case "by":
                message = "`by …` goes with `count`, before `with`"
                raise self._error(span_of(tree), "out-of-place", message, "leave it out")
        raise AssertionError(kind)

    def _misplaced(self, clauses: list[Branch]) -> QueryError:
        # Only a wrong text needs it.
        from tempodb.tql.diagnosis.misplaced import explain

        parts = [(span_of(word), span_of(day)) for word, day in (clause.children for clause in clauses)]
        return QueryError(explain(self._text, *parts[:2]))

    def _when(self, tree: Branch) -> ast.When:
        tokens = tokens_of(tree)
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
        moment = ast.Moment(tokens_of(tree)["MOMENT"].lower())
        window = trees_of(tree)[0]
        relation = tokens_of(window).get("RELATION")
        days = [self._day(child) for child in window.children if child is not relation]
        asked = ast.AsOf(days[0]) if len(days) == 1 else self._between(window, *days)
        return ast.Happened(moment, DayRelation(relation.lower() if relation else "in"), asked, span_of(tree))

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
        words = [word for item in items for word in tokens_of(item).values() if word.type == "STATUS_WORD"]
        return ast.Including(
            tuple(dict.fromkeys(ast.Name(str(word).lower(), span_of(word)) for word in words)),
            any(item.data == "included_any" for item in items),
            any(item.data == "included_disputed" for item in items),
            frozenset(
                ast.Extension(tokens_of(i)["EXTENSION"].lower()) for i in items if "EXTENSION" in tokens_of(i)
            ),
            span_of(clauses[0]),
        )

    def _order(self, tree: Branch) -> ast.Order:
        tokens = tokens_of(tree)
        return ast.Order(tokens["COLUMN"].lower(), "DESCENDING" in tokens, span_of(tokens["COLUMN"]))

    def _limit(self, token: Token | Branch) -> int:
        assert isinstance(token, Token)
        return self._number(token)

    def _condition(self, tree: Branch) -> ast.Condition:
        first, *rest = trees_of(tree)
        party = self._name(first)
        match str(tree.data):
            case "holds_office":
                return ast.HoldsOffice(party, self._office(tree))
            case "belongs":
                party, *place = self._member_in([party, *map(self._name, rest)])
                return ast.HasStatus(party, None, *place)
            case _:
                word = tokens_of(tree)["STATUS_WORD"]
                status = ast.Name(str(word).lower(), span_of(word))
                return ast.HasStatus(party, status, *map(self._name, rest))
