"""Trees of filters → AST."""

from __future__ import annotations

from functools import reduce
from operator import and_, or_

from tempodb.syntax.trees import Token, Tree
from tempodb.tql.filter_ast import ColumnRelation, Compared, Filter
from tempodb.tql.parsing.terminals import Leaves

RELATION_OF_RULE = {
    "is_": ColumnRelation.IS,
    "is_not": ColumnRelation.IS_NOT,
    "starts_with": ColumnRelation.STARTS_WITH,
    "contains": ColumnRelation.CONTAINS,
    "in_": ColumnRelation.IN,
    "is_unknown": ColumnRelation.UNKNOWN,
    "is_known": ColumnRelation.KNOWN,
}
"""The relations by the rules of the grammar."""
MARKS = {
    "=": ColumnRelation.IS,
    "==": ColumnRelation.IS,
    "!=": ColumnRelation.IS_NOT,
    "<>": ColumnRelation.IS_NOT,
}
"""What others write for words."""


class FilterReader(Leaves):
    """Reads what rows are kept by."""

    def filter(self, tree: Tree) -> Filter:
        """Return the filter that stands in a tree."""
        match tree.rule:
            case "all_of" | "any_of":
                for part in tree.trees[1:]:
                    self.chain(part)
                return reduce(and_ if tree.rule == "all_of" else or_, map(self.filter, tree.trees))
            case "none_of":
                self.chain(tree)
                return ~self.filter(tree.trees[0])
            case "marked":
                mark = str(tree.tokens["MARK"])
                return self._compared(tree, MARKS[mark] if mark in MARKS else ColumnRelation(mark))
            case rule:
                return self._compared(tree, RELATION_OF_RULE[rule])

    def excepting(self, tree: Tree, column: str) -> Filter:
        """Return the filter that leaves some words of a column out."""
        words = tuple(dict.fromkeys(str(word).lower() for word in tree.children))
        if len(words) == 1:
            return Compared(column, ColumnRelation.IS_NOT, words, tree.span)
        return ~Compared(column, ColumnRelation.IN, words, tree.span)

    def kept_by(self, tree: Tree) -> Filter:
        """Return the filter of the column by which a clause is called."""
        return Compared(tree.rule.rstrip("_"), ColumnRelation.IS, (self.value(tree.trees[0]),), tree.span)

    def _compared(self, tree: Tree, relation: ColumnRelation) -> Compared:
        values = tuple(map(self.value, tree.trees))
        return Compared(self.column(tree.tokens["COLUMN"]), relation, values, tree.tokens["COLUMN"].span)

    def value(self, tree: Tree) -> str:
        """Return the text that a column is compared with."""
        # It names nothing, and does not stand in the query as a name.
        return Leaves.name(self, tree).text

    def column(self, token: Token) -> str:
        """Return the key of a column, which may stand there as two words."""
        return "_".join(token.lower().split())
