"""Whatever may still become right is never told to be wrong: every beginning of every example of the pages."""

from __future__ import annotations

import re
from functools import cache

import pytest

from pages import examples
from tempodb.language_service.completeness import Completeness, completeness
from tempodb.language_service.diagnostics import fault
from tempodb.language_service.highlighting import Role, paint

MORE = (
    "members of CSTO including disputed, any status as of 2006",
    "count members including any status by status by year",
    "members of CSTO that left in last year",
    "members of CSTO that joined in 5 years ago",
    "members of CSTO -- all of them",
    "frozen members of CSTO",
    "count suspended members",
    'record membership of x in o for "North Ward" id "w/2" as observer from 1999',
    "correct membership of x in o source note-2, letter",
)
"""What the pages have no example of."""


@cache
def statements() -> tuple[str, ...]:
    texts = set(MORE)
    for page in ("README.md", "docs/tql.md", "docs/prompt.md", "docs/python.md"):
        text = examples.text(page)
        texts |= set(re.findall(r"tempodb query '([^'\n]+)'", text))
        texts |= set(re.findall(r"`([^`\n]+)`", text)) | set(
            re.findall(r"^  *([a-z][^\n]*)$", text, re.MULTILINE)
        )
    # What begins with a word that is none of the language may be about members of a status that it is.
    return tuple(
        sorted(text for text in texts if text[0] not in "%." and completeness(text) is Completeness.DONE)
    )


def test_there_are_many() -> None:
    assert len(statements()) > 140
    assert set(MORE) <= set(statements())


@pytest.mark.parametrize("part", range(10))
def test_no_beginning_of_an_example_is_told_to_be_wrong(part: int) -> None:
    beginnings = {text[:end] for text in statements()[part::10] for end in range(len(text))}

    assert len(beginnings) > 100
    for text in sorted(beginnings):
        assert Role.ERROR not in {piece.role for piece in paint(text)}, text
        assert fault(text) is None, text
