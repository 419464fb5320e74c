"""By what may be counted what answers a question, and of what its answer may be a share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tempodb.base.errors import Span
from tempodb.questions import resolved
from tempodb.tql import ast

if TYPE_CHECKING:
    from tempodb.binding.source_text import SourceText

_ANY = (ast.Grouping.REPRESENTING, ast.Grouping.FOR, ast.Grouping.END_REASON)
_OF_HOLDERS = (*_ANY, ast.Grouping.CAPACITY, ast.Grouping.PARTY)
GROUPS: dict[type[resolved.Question], tuple[ast.Grouping, ...]] = {
    resolved.Memberships: (*_ANY, ast.Grouping.STATUS, ast.Grouping.PARTY),
    resolved.TenuresOf: _OF_HOLDERS,
    resolved.TenuresIn: (*_OF_HOLDERS, ast.Grouping.OFFICE),
    resolved.TenuresBy: (*_ANY, ast.Grouping.CAPACITY, ast.Grouping.OFFICE),
}
"""By what may be counted what answers a question."""
TWINS = {
    ast.Grouping.STATUS: ast.Grouping.CAPACITY,
    ast.Grouping.CAPACITY: ast.Grouping.STATUS,
    ast.Grouping.PARTY: ast.Grouping.OFFICE,
    ast.Grouping.OFFICE: ast.Grouping.PARTY,
}
"""What is said of members, and what is meant by it of holders."""
SHARED = (ast.Members, ast.Holders, ast.HoldersOfAny)
"""The questions of whose parties a share is taken."""


def refuse_group(
    group: ast.Grouping,
    meant: resolved.Query,
    query: ast.Query,
    asked: SourceText,
    words: str = "by {0.value}",
) -> None:
    """Refuse to count by what is not said of those whom a question is about.

    Raises:
        QueryError: with what is said of them.

    """
    groups = GROUPS.get(type(meant.question), ())
    if group not in groups:
        message = f"`{words.format(group)}` does not go with this"
        others = [
            words.format(each) for each in sorted(groups, key=lambda each: each is not TWINS.get(group))
        ]
        hint = (
            f"write {' or '.join(f'`{other}`' for other in others)}" if groups else "count members or holders"
        )
        said = place_of_words(words.format(group), query, asked)
        mended = asked.mended(said, others)
        suggestions = () if mended is None else (mended,)
        raise asked.error("out-of-place", message, hint, suggestions, said or query.span)


def place_of_words(words: str, query: ast.Query, asked: SourceText) -> Span | None:
    """Return where some words stand in the text of a query, if there is one."""
    text = asked.written(query.span)
    if text is None or query.span is None:
        return None
    spaced = words.replace(" ", r"\s+")
    *_, last = [None, *re.finditer(rf"(?i)(?<![\w'-]){spaced}(?![\w'-])", text)]
    return None if last is None else Span(query.span.start + last.start(), query.span.start + last.end())


def refuse_undividable(share: ast.Share, asked: SourceText) -> None:
    """Refuse a share that nothing can be said of.

    Raises:
        QueryError: with what it is of.

    """
    query = share.counted
    is_every = isinstance(query.question, ast.Members) and isinstance(query.question.organization, ast.Every)
    if not isinstance(query.question, SHARED) or is_every:
        message = "`share of` goes with members of one organization, and with holders"
        raise asked.error("out-of-place", message, "ask for these, or count", span=query.span)
    if query.clauses.that or query.clauses.while_ or query.clauses.rank is not None:
        word = "that" if query.clauses.that else "while" if query.clauses.while_ else "first"
        message = f"`share of` does not go with `{word} …`"
        raise asked.error("out-of-place", message, "count both, and compare the counts", span=query.span)
    if share.group is ast.Grouping.PARTY:
        message = "`share of` does not go with `by party`, which counts how often"
        raise asked.error("out-of-place", message, "write `count`", span=query.span)


def undivided(query: ast.Query, asked: SourceText) -> ast.Query:
    """Return the question about all of whom a question keeps a part: of any capacity, and members beside another status.

    Raises:
        QueryError: it keeps all of them.

    """
    question, clauses = query.question, query.clauses
    whole = query.having(clauses=clauses.having(where=None))
    if isinstance(question, ast.Members) and question.status.text != ast.Members().status.text:
        including = clauses.including
        statuses = (question.status, *(name for name in including.statuses if name != question.status))
        whole = whole.having(
            question=question.having(status=ast.Members().status),
            clauses=whole.clauses.having(including=including.having(statuses=statuses)),
        )
    elif isinstance(question, ast.Holders | ast.HoldersOfAny):
        whole = whole.having(question=question.having(capacity=None))
    if whole == query:
        message = "that is a share of all of them"
        hint = "write `by representing`, `where …`, or a status or capacity before it"
        raise asked.error("out-of-place", message, hint, span=query.span)
    return whole
