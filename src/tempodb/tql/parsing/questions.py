"""Trees → AST: names, dates, words and parameters read; refuses what the grammar cannot tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Any, get_args

from tempodb.base.errors import DateError, Problem, QueryError, Span
from tempodb.syntax.trees import Token, Tree
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.granules import Granule
from tempodb.tql import ast
from tempodb.tql.parsing.clauses import ClauseReader
from tempodb.tql.parsing.count_words import distinct_words
from tempodb.tql.parsing.endings import ended, intersected, summed

if TYPE_CHECKING:
    from tempodb.tql import write_ast

NESTED = ("query", "combined", "compare", "selection")
CONDITIONS = ("has_status", "holds_office")
CLASS_OF_RULE: dict[str, type[Any]] = {
    re.sub("(?<!^)(?=[A-Z])", "_", form.__name__).lower(): form for form in get_args(ast.Question)
}
"""The questions by the rules of the grammar, which are called as they are."""
OF_BOTH = ("members_of_both", "organizations_of_both")
"""The questions that are several, put together."""
FILTERING = ("excepting", "representing", "for_")
"""The clauses that are filters of one column, said in fewer words."""


def _column_of_words(question: Tree) -> str:
    """Return the column of the words that are left out of the answer to a question."""
    asked = question.trees[0].rule if question.rule in ("count", "history", "share", "sum") else question.rule
    return "capacity" if asked.startswith(("holders", "offices")) else "status"


class QuestionReader(ClauseReader):
    """Reads the parser's trees of one text."""

    def statement(self, tree: Tree) -> ast.ReadingStatement | write_ast.WritingStatement:
        """Return the statement that a tree stands for."""
        self.chained = 0
        match tree.rule:
            case "use":
                return ast.Use(self.name(tree.trees[0]), tree.span)
            case "set":
                return self._set(tree)
            case "explain":
                return ast.Query(ast.Explain(self._query(tree.trees[0])), span=tree.span)
            case _:
                return self._query(tree)

    def _set(self, tree: Tree) -> ast.Set:
        given = ast.Set(span=tree.span)
        for setting in tree.trees:
            clock = setting.rule.removeprefix("set_")
            if getattr(given, clock) is not None:
                raise self.twice(setting)
            at = self.instant_or_day(setting) if clock == "known_at" else self.day(setting.children[0])
            given = given.having(**{clock: at})
        return given

    # ── queries within queries ───────────────────────────────────────────────────────────────────

    def _query(self, tree: Tree) -> ast.Query:
        first, *rest = tree.trees
        match tree.rule:
            case "combined":
                return self._combination(first).having(clauses=self.clauses(rest), span=tree.span)
            case "compare":
                asked, ending = ended(self._selection(first))
                other = self.clauses(rest)
                if ending.given:
                    raise self.error(first.span, "out-of-place", "what ends a query stands before `with`")
                with_, ending = ended(ast.Query(asked.question, other))
                return ast.Query(ast.Compare(asked, with_.clauses), ending, tree.span)
            case "selection":
                return self._selection(tree)
            case _:
                return self._selection(first)

    def _combination(self, tree: Tree) -> ast.Query:
        left, *rest = tree.trees
        query = self._query(left)
        for operator, right in zip(rest[::2], rest[1::2], strict=True):
            self.chain(right)
            kind = ast.SetKind(operator.rule.rstrip("_"))
            operation = ast.SetOperation(kind, query, self._query(right))
            query = ast.Query(operation, span=tree.span)
        return query

    def _selection(self, tree: Tree) -> ast.Query:
        question, *trees = tree.trees
        clauses = self.clauses([clause for clause in trees if clause.rule not in ("by", *FILTERING)])
        filters = [
            self.excepting(clause, _column_of_words(question))
            if clause.rule == "excepting"
            else self.kept_by(clause)
            for clause in trees
            if clause.rule in FILTERING
        ]
        if filters:
            filters += [clauses.where] if clauses.where is not None else []
            clauses = clauses.having(where=reduce(and_, filters))
        counted_by = [clause for clause in trees if clause.rule == "by"]
        match question.rule:
            case "count" | "share" | "sum":
                return self._count(question, clauses, counted_by, tree.span)
            case _ if counted_by:
                raise self.error(
                    counted_by[0].span, "out-of-place", "`by …` goes with `count`", "leave it out"
                )
            case "history":
                return self._wrapped(ast.History, question, clauses, tree.span)
            case "durations" | "ages":
                said = question.tokens.get("MEASURE")
                measure = None if said is None else ast.Measure(said.lower())
                form = ast.Durations if question.rule == "durations" else ast.Ages
                return self._wrapped(lambda asked: form(asked, measure), question, clauses, tree.span)
            case "overlaps":
                return self._wrapped(ast.Overlaps, question, clauses, tree.span)
            case _:
                return self._asked(question, clauses, tree.span)

    def _count(self, tree: Tree, clauses: ast.Clauses, counted_by: list[Tree], span: Span) -> ast.Query:
        said: dict[str, str] = {}
        for clause in counted_by:
            ((terminal, word),) = clause.tokens.items()
            if terminal in said:
                raise self.error(
                    clause.span, "twice", "`by …` stands twice", "keep one, or a group and a period"
                )
            said[terminal] = " ".join(word.lower().split())
        by = Granule(said["GRANULE"]) if "GRANULE" in said else None
        group = ast.Grouping(said["GROUPING"]) if "GROUPING" in said else None
        if tree.rule == "share":
            return self._wrapped(lambda counted: ast.Share(counted, by, group), tree, clauses, span)
        if tree.rule == "sum":
            return summed(
                self._wrapped(lambda counted: ast.Count(counted, by, group), tree, clauses, span), by, group
            )
        distinct = distinct_words(tree.tokens)
        query = self._wrapped(lambda counted: ast.Count(counted, by, group, distinct), tree, clauses, span)
        if by is not None and tree.trees[-1].rule in OF_BOTH:
            # Each of both has the time for its own; the periods are those of the count.
            return query.having(clauses=query.clauses.having(when=clauses.when))
        return query

    def _wrapped(
        self, wrap: Callable[[ast.Query], ast.Question], tree: Tree, clauses: ast.Clauses, span: Span
    ) -> ast.Query:
        """Return a question about a query: one in parentheses, or one whose clauses follow."""
        (inner,) = tree.trees
        if inner.rule in NESTED:
            return ast.Query(wrap(self._query(inner)), clauses, span)
        asked, ending = ended(self._asked(inner, clauses, span))
        return ast.Query(wrap(asked), ending, span)

    def _of_both(self, tree: Tree, clauses: ast.Clauses, span: Span) -> ast.Query:
        """Return who is in all of several places, or what several parties have (MEANING.md, M65)."""
        status = self._member_status(tree.tokens)
        is_of_members = tree.rule == "members_of_both"
        for part in tree.trees[1:]:
            self.chain(part)
        names = map(self.name, tree.trees)
        asked = [ast.Members(name, status) if is_of_members else ast.Organizations(name) for name in names]
        return intersected(asked, clauses, span)

    def _asked(self, tree: Tree, clauses: ast.Clauses, span: Span) -> ast.Query:
        """Return a question about no other, with the words before it that choose among its rows."""
        if tree.rule in OF_BOTH:
            return self._of_both(tree, clauses, span)
        if tree.rule == "all_":
            (tree,) = tree.trees
            clauses = clauses.having(when=clauses.when or ast.When(ast.Ever()))
        if tree.rule == "history_of_party":
            extensions = clauses.including.extensions | {ast.Extension.PREDECESSORS}
            clauses = clauses.having(including=clauses.including.having(extensions=extensions))
        if tree.rule == "ranked":
            word, *numbers = tree.tokens.values()
            number = self.number(numbers[0]) if numbers else 1
            rank = ast.Rank(ast.Ranking(" ".join(word.lower().split())), number, word.span)
            tree = tree.trees[0]
            if number < 1:
                raise self.error(word.span, "limit", "there is no row to keep", "give a number from 1 on")
            clauses = clauses.having(rank=rank)
        return ast.Query(self._question(tree), clauses, span)

    # ── questions ────────────────────────────────────────────────────────────────────────────────

    def _question(self, tree: Tree) -> ast.Question:
        match tree.rule:
            case "has_status" | "holds_office" | "belongs":
                return ast.Why(self.condition(tree))
            case "members":
                return self._members(tree)
            case "changes":
                return self._changes(tree)
            case "overlap":
                one, *others = map(self.name, tree.trees)
                return ast.Overlap(one, *self.member_in(others))
            case "history_of_party":
                return ast.Periods(*self._names(tree))
            case rule:
                form, names = CLASS_OF_RULE[rule], iter(self._names(tree))
                question: ast.Question = form(
                    *(self._part(part, tree, names) for part in form.__match_args__)
                )
                if isinstance(question, ast.Holders) and question.person is not None:
                    self._refuse_date(tree.tokens["RELATION"], question.person, "began")
                return question

    def _refuse_date(self, relation: Token, person: ast.Name, moment: str) -> None:
        """Refuse a date in the place of who was there before, or after; what is meant says when somebody *moment*."""
        if person.span is None or self.text[person.span.start] in '":':
            return
        try:
            day = read_date(person.text)
        except DateError:
            return
        meant = f"that {moment} {relation.lower()} {day.text}"
        message = f"`{relation} {person.text}` names nobody who was there"
        problem = Problem("out-of-place", message, f"write `{meant}`", (meant,))
        raise QueryError(problem.at(self.text, Span(relation.span.start, person.span.end)))

    def _names(self, tree: Tree) -> list[ast.Name]:
        """Return the names of a question: a party and its place, or one."""
        apart = ("office", "every", *CONDITIONS)
        names = [self.name(child) for child in tree.trees if child.rule not in apart]
        return self.member_in(names)

    def _part(
        self, part: str, tree: Tree, names: Iterator[ast.Name]
    ) -> ast.Name | ast.OfficeName | ast.Condition | ast.Every | str | None:
        match part:
            case "organization" if any(child.rule == "every" for child in tree.trees):
                return ast.Every()
            case "office":
                return self.office(tree)
            case "condition":
                return self.condition(tree.trees[0])
            case "relation":
                relation = tree.tokens.get("RELATION")
                return None if relation is None else ast.Nearness(relation.lower())
            case "capacity" | "sort":
                word = tree.tokens.get(part.upper())
                return None if word is None else word.lower()
            case _:
                return next(names, None)

    def _members(self, tree: Tree) -> ast.Members:
        status = self._member_status(tree.tokens)
        if any(child.rule == "every" for child in tree.trees):
            return ast.Members(ast.Every(), status)
        organization, party = [*map(self.name, tree.trees), None, None][:2]
        if party is None:
            return ast.Members(organization, status)
        relation = tree.tokens["RELATION"]
        self._refuse_date(relation, party, "joined")
        return ast.Members(organization, status, ast.Nearness(relation.lower()), party)

    def _changes(self, tree: Tree) -> ast.Changes:
        names = self._names(tree)
        if any(child.rule == "every" for child in tree.trees):
            return ast.Changes(ast.Every(), *names)
        return ast.Changes(*reversed(names))

    def _member_status(self, tokens: dict[str, Token]) -> ast.Name:
        if "PLURAL" in tokens:
            word = tokens["PLURAL"]
            return ast.Name(str(word).lower().removesuffix("s"), word.span)
        word = tokens.get("STATUS_OF_MEMBERS", Token("member", "STATUS_OF_MEMBERS", Span(0, 0)))
        return ast.Name(str(word).lower(), word.span)
