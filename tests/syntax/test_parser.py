"""The tables that Lark makes are walked as Lark itself walks them, and say what could follow."""

from __future__ import annotations

import pytest

from tempodb.syntax.trees import END, Token, UnreadableError
from tempodb.tql.grammar import script_parser

READ = [
    "members",
    "members of CSTO as of 2006 order by member desc limit 3",
    "count (members of CSTO as of 1998 union (observers of CSTO as of 2013)) by year",
    "holders of any office in 'O' -- a comment\n;; members",
    "record membership of Uzbekistan in CSTO as suspended from 2012-06-28 onwards",
    "",
]
REFUSED = [
    ("limit 3", 0),
    ("members (of CSTO", 8),
    ("members of CSTO limit many", 22),
    ("members of CSTO as of 2006)", 26),
]


def walked(text: str) -> list[Token]:
    """Return the tokens of a text that the tables take to its end."""
    parser = script_parser()
    found = list(parser.tokens(text))
    if END not in parser.accepted(found[-1][1] if found else parser.start):
        raise UnreadableError(len(text))
    return [token for token, _ in found]


@pytest.mark.parametrize("text", READ)
def test_what_is_parsed_is_walked_to_its_end(text: str) -> None:
    script_parser().parse(text)

    for token in walked(text):
        assert text[token.span.start : token.span.end] == token


@pytest.mark.parametrize(("text", "at"), REFUSED)
def test_what_is_refused_is_refused_at_the_same_place(text: str, at: int) -> None:
    for read in (script_parser().parse, walked):
        with pytest.raises(UnreadableError) as refusal:
            read(text)
        assert refusal.value.at == at


def test_what_can_follow_is_what_is_read_when_it_follows() -> None:
    parser = script_parser()
    *_, (_, state) = parser.tokens("members of CSTO")

    accepted = parser.accepted(state)

    assert {END, "_LIMIT", "_UNION"} <= accepted
    assert "_MEMBERS" not in accepted
    assert all(parser.after(state, terminal) is not None for terminal in accepted)
