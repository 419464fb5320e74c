"""The words that statements begin with, read from what questions say."""

from __future__ import annotations

import re
from typing import get_args

from tempodb.tql import ast
from tempodb.tql.write_ast import Verb

_HEAD = re.compile(r"(?:\{\w+\} )?(?P<words>[a-z ]+?)(?P<joint> (?:of|in))? \{")


def head(form: type[ast.Worded]) -> str:
    """Return the words by which a question is known, without the `of` or `in` that joins a name to them.

    >>> head(ast.Holders), head(ast.VacanciesOfAny), head(ast.History)
    ('holders', 'vacancies', 'history of')
    """
    words, joint = _parted(form.says)
    return f"{words} {joint}" if form in get_args(ast.Compound) and joint else words


def joint(form: type[ast.Worded]) -> str | None:
    """Return the word that joins a name to the head of a question.

    >>> joint(ast.Holders), joint(ast.Changes), joint(ast.Whether), joint(ast.History)
    ('of', 'in', None, None)
    """
    return None if form in get_args(ast.Compound) else joint_in(form.says)


def joint_in(says: str) -> str | None:
    """Return the word that joins a name to the head of what a question says, or of an example.

    >>> joint_in("offices in {organization} as of {year}"), joint_in("show sources")
    ('in', None)
    """
    return _parted(says)[1]


def _parted(says: str) -> tuple[str, str | None]:
    found = _HEAD.match(says)
    if found is None:
        return says, None
    words, joint = found["words"], (found["joint"] or "").strip() or None
    # Of `any office` the head says nothing.
    first, of, _ = words.partition(" of ")
    return (first, "of") if of else (words, joint)


_FORMS: tuple[type[ast.Worded], ...] = tuple(
    form for form in get_args(ast.Question) if form is not ast.SetOperation
)
QUESTIONS = (
    "members",
    *ast.PLURALS,
    *dict.fromkeys(words for words in map(head, _FORMS) if words != "members"),
)
"""The words with which questions begin."""
NOUNS = (*ast.PLURALS, *dict.fromkeys(head(form) for form in _FORMS if joint(form)))
"""Those of them to which a name is joined."""
VERBS = (*Verb, "erase", "undo", "preview")
RESERVED = frozenset(
    {
        *(words for words in QUESTIONS if " " not in words),
        # `correct members` can only be about members.
        *(verb for verb in VERBS if verb != "correct"),
        *("use", "set", "all", "every", "any", "disputed", "first", "last", "youngest", "oldest"),
    }
)
"""Words that no dataset may declare as a status: before `members` they are, or begin, something else."""
