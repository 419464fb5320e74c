"""Which figures of a count are added up, and which counts have nothing to add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tempodb.binding.groups import place_of_words
from tempodb.questions import resolved
from tempodb.questions.row_types import is_apart
from tempodb.tql import ast
from tempodb.tql.printing.questions import write

if TYPE_CHECKING:
    from tempodb.binding.source_text import SourceText


def refuse_unsummed(query: ast.Query, question: ast.Sum, asked: SourceText) -> None:
    """Refuse a sum of each of what a count is not by, and one that has one figure to add up.

    Raises:
        QueryError: with a count, or a sum, that there is.

    """
    counted = question.counted
    count = counted.question
    assert isinstance(count, ast.Count)
    for kept, by in ((question.by, count.by), (question.group, count.group)):
        if kept not in (None, by):
            words = f"by {kept.value}"
            there = [f"by {each.value}" for each in (count.group, count.by) if each is not None]
            hint = f"write {' or '.join(f'`{each}`' for each in there)}" if there else "leave it out"
            place = place_of_words(words, query, asked)
            raise asked.error(
                "out-of-place", f"the count is not `{words}`", hint, tuple(there), place or query.span
            )
    if is_apart(count) or (question.by, question.group) != (count.by, count.group):
        return
    others = [write(counted)]
    if (count.by, count.group) != (None, None):
        others.append(write(query.having(question=ast.Sum(counted))))
    told = " or ".join(f"`{other}`" for other in others)
    message = "there is one figure of each, and nothing to add up"
    raise asked.error("out-of-place", message, f"write {told}", tuple(others), query.span)


def sum_meant(question: ast.Sum, meant: resolved.Query) -> resolved.Count | resolved.Sum:
    """Return what a sum means of a count that is *meant*: a count itself, where only organizations are put together."""
    count = meant.question
    assert isinstance(count, resolved.Count)
    if is_apart(count):
        count = count.having(distinct=resolved.EachPlace())
    if (question.by, question.group) == (count.by, count.group):
        return count
    return resolved.Sum(meant.having(question=count), question.by, question.group)
