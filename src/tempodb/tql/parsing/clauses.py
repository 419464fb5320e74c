"""Trees of clauses → AST."""

from __future__ import annotations

from tempodb.base.errors import Problem, QueryError, Span
from tempodb.syntax.trees import Token, Tree
from tempodb.temporal.bounds import Bound
from tempodb.temporal.day_relations import DayRelation
from tempodb.temporal.durations import Comparison, Duration, Unit
from tempodb.temporal.facts import Quantifier
from tempodb.temporal.periods import Certainty
from tempodb.tql import ast
from tempodb.tql.parsing.filter_reading import FilterReader

CLAUSE_OF_RULE = {"when_throughout": "when", "having": "having_"}
"""The clauses by those rules of the grammar that are called otherwise."""


class ClauseReader(FilterReader):
    """Reads clauses, and the conditions in them."""

    def clauses(self, trees: list[Tree]) -> ast.Clauses:
        """Return what the clauses of one query say."""
        included = [tree for tree in trees if tree.rule == "including"]
        clauses = ast.Clauses(self._including(included)) if included else ast.Clauses()
        seen: set[str] = set()
        for tree in trees:
            kind = "when" if self._is_on_day(tree) else CLAUSE_OF_RULE.get(tree.rule, tree.rule)
            if kind == "misplaced":
                raise self._misplaced(trees)
            if kind == "by":
                message = "`by …` goes with `count`, before `with`"
                raise self.error(tree.span, "out-of-place", message, "leave it out")
            if kind in seen and kind not in ("while_", "that"):
                raise self.twice(tree)
            if kind != "including":
                seen.add(kind)
                clauses = self._with(clauses, kind, tree)
        return clauses

    def _with(self, clauses: ast.Clauses, kind: str, tree: Tree) -> ast.Clauses:
        match kind:
            case "while_":
                self.chain(tree)
                return clauses.having(while_=(*clauses.while_, self.condition(tree.trees[0])))
            case "that":
                return clauses.having(that=(*clauses.that, *map(self._that, tree.trees)))
            case "when":
                return clauses.having(when=self._when(tree))
            case "known_at":
                return clauses.having(known_at=self.instant_or_day(tree))
            case "published_by":
                return clauses.having(published_by=self.day(tree.children[0]))
            case "according_to":
                return clauses.having(according_to=self.name(tree.trees[0]))
        return self._with_rows(clauses, kind, tree)

    def _with_rows(self, clauses: ast.Clauses, kind: str, tree: Tree) -> ast.Clauses:
        """Return the clauses with one about rows that are found: which are kept, in what order, and what they tell."""
        match kind:
            case "order_by":
                return clauses.having(order_by=tuple(map(self._order, tree.trees)))
            case "where" | "having_":
                return clauses.having(**{kind: self.filter(tree.trees[0])})
            case "limit":
                return clauses.having(limit=self._limit(tree.children[0]))
            case "with_age":
                return clauses.having(with_age=True)
        raise AssertionError(kind)

    def _misplaced(self, clauses: list[Tree]) -> QueryError:
        # Only a wrong text needs it.
        from tempodb.tql.diagnosis.misplaced import explain_misplaced

        parts = [(word.span, day.span) for word, day in filter(None, map(_word_and_day, clauses))]
        return QueryError(explain_misplaced(self.text, *parts[:2]))

    def _is_on_day(self, tree: Tree) -> bool:
        """Return whether a clause says `on` before a single day, which is `as of` it."""
        if tree.rule != "misplaced" or tree.tokens["MISPLACED"].lower() != "on":
            return False
        day = self.day(tree.children[1])
        return day.earliest == day.latest if isinstance(day, Bound) else not isinstance(day, ast.ThisOrLast)

    def _when(self, tree: Tree) -> ast.When:
        if tree.rule == "misplaced":
            return ast.When(ast.AsOf(self.day(tree.children[1])), span=tree.span)
        tokens = tree.tokens
        only = Certainty.CERTAIN if tokens.get("CERTAINTY", "").lower() == "certainly" else Certainty.POSSIBLE
        window = tree.trees[0]
        days = [self.day(child) for child in window.children]
        asked: ast.AsOf | ast.During | ast.Between | ast.Ever
        match window.rule, days:
            case "ever", []:
                asked = ast.Ever()
            case "as_of", [day]:
                asked = ast.AsOf(day)
            case "during", [day]:
                asked = ast.During(day)
            case "since", [day]:
                asked = self._between(window, day, ast.Today())
            case _, [first, last]:
                asked = self._between(window, first, last)
        quantifier = Quantifier.EVERY if tree.rule == "when_throughout" else Quantifier.SOME
        return ast.When(asked, quantifier, only if "CERTAINTY" in tokens else None, tree.span)

    def _that(self, tree: Tree) -> ast.That:
        self.chain(tree)
        return self._held_for(tree) if tree.rule == "held_for" else self._happened(tree)

    def _happened(self, tree: Tree) -> ast.Happened:
        tokens = tree.tokens
        if "PASSED" in tokens:
            return ast.Happened(ast.Moment(tokens["PASSED"].lower()), span=tree.span)
        moment = ast.Moment(tokens["MOMENT"].lower())
        window = tree.trees[0]
        relation = window.tokens.get("RELATION")
        days = [self.day(child) for child in window.children if child is not relation]
        if window.rule == "since":
            days.append(ast.Today())
        asked = ast.AsOf(days[0]) if len(days) == 1 else self._between(window, *days)
        return ast.Happened(moment, DayRelation(relation.lower() if relation else "in"), asked, tree.span)

    def _held_for(self, tree: Tree) -> ast.HeldFor:
        comparison, number, unit = tree.children
        assert isinstance(number, Token)
        duration = Duration(self.number(number), Unit(str(unit).lower().removesuffix("s")))
        return ast.HeldFor(Comparison(str(comparison).lower()), duration, tree.span)

    def _between(self, tree: Tree, first: ast.Day, last: ast.Day) -> ast.Between:
        if isinstance(first, Bound) and isinstance(last, Bound) and last.latest < first.earliest:
            meant = f"between {last.text} and {first.text}"
            problem = Problem("reversed", "the window ends before it begins", f"write `{meant}`", (meant,))
            raise QueryError(problem.at(self.text, tree.span))
        return ast.Between(first, last)

    def _including(self, clauses: list[Tree]) -> ast.Including:
        items = [item for clause in clauses for item in clause.trees]
        words = [word for item in items for word in item.tokens.values() if word.terminal == "STATUS_WORD"]
        return ast.Including(
            tuple(dict.fromkeys(ast.Name(str(word).lower(), word.span) for word in words)),
            any(item.rule == "included_any" for item in items),
            any(item.rule == "included_disputed" for item in items),
            frozenset(ast.Extension(i.tokens["EXTENSION"].lower()) for i in items if "EXTENSION" in i.tokens),
            clauses[0].span,
        )

    def _order(self, tree: Tree) -> ast.Order:
        tokens = tree.tokens
        return ast.Order(self.column(tokens["COLUMN"]), "DESCENDING" in tokens, tokens["COLUMN"].span)

    def _limit(self, token: Token | Tree) -> int:
        assert isinstance(token, Token)
        return self.number(token)

    def condition(self, tree: Tree) -> ast.Condition:
        """Return what holds or does not of a party."""
        first, *rest = tree.trees
        party = self.name(first)
        match tree.rule:
            case "holds_office":
                return ast.HoldsOffice(party, self.office(tree))
            case "belongs":
                party, *place = self.member_in([party, *map(self.name, rest)])
                return ast.HasStatus(party, None, *place)
            case _:
                word = tree.tokens["STATUS_WORD"]
                status = ast.Name(str(word).lower(), word.span)
                return ast.HasStatus(party, status, *map(self.name, rest))


def _word_and_day(clause: Tree) -> tuple[Tree | Token, Tree | Token] | None:
    """Return the word before a date that is misplaced, or may belong to one, and the date."""
    if clause.rule == "misplaced":
        word, day = clause.children
        return word, day
    if clause.rule == "when" and clause.trees and clause.trees[-1].rule == "since":
        (day,) = clause.trees[-1].children
        start = clause.trees[-1].span.start
        return Token("since", "_SINCE", Span(start, start + len("since"))), day
    return None
