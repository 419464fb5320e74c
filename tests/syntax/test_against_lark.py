"""What our parser makes of a text, and says could follow, is what Lark does, whose tables it walks."""

from __future__ import annotations

import random
from functools import cache

import lark
import pytest

from language_service.typed import STATEMENTS
from tempodb.base.errors import Span
from tempodb.syntax.grammars import grammar_text
from tempodb.syntax.lark_tables import OPTIONS
from tempodb.syntax.trees import Branch, Token, Tree, UnreadableError
from tempodb.tql.grammar import script_parser

SPOILS = 20
ODD = [
    "ſtatus",
    "TODA\u212a",
    "(",
    ")",
    ";",
    "--",
    "'",
    "in",
    "[",
    "2006",
    ":p",
    "\n",
    "members",
    "and",
    "\u0130n",
]
"""Words that may stand anywhere, letters of other alphabets that are taken for ours among them."""


@cache
def by_lark() -> lark.Lark:
    """Return Lark's own parser of the same grammar."""
    grammar = grammar_text("tql", "dates", "terminals", "writes")
    return lark.Lark(grammar, **OPTIONS, propagate_positions=True)


def converted(made: lark.Tree[lark.Token] | lark.Token) -> Branch:
    """Return a tree of Lark's as one of ours."""
    if isinstance(made, lark.Token):
        start = made.start_pos or 0
        return Token(made, made.type, Span(start, made.end_pos or start))
    span = Span(getattr(made.meta, "start_pos", 0), getattr(made.meta, "end_pos", 0))
    return Tree(str(made.data), tuple(map(converted, made.children)), span)


def told(branch: Branch) -> object:
    """Return all of a tree, with what does not count where two tokens are compared."""
    if isinstance(branch, Token):
        return str(branch), branch.terminal, branch.span
    return branch.rule, tuple(map(told, branch.children)), branch.span


def trees(text: str) -> tuple[object, object]:
    """Return what Lark and what we make of a text; None where it cannot be read."""
    made: lark.Tree[lark.Token] | None
    try:
        made = by_lark().parse(text)
    except lark.UnexpectedInput:
        made = None
    ours: Tree | None
    try:
        ours = script_parser().parse(text)
    except UnreadableError:
        ours = None
    return made and told(converted(made)), ours and told(ours)


def spoilt(text: str) -> list[str]:
    """Return texts that are nearly *text*: some of its words left out, doubled, or others."""
    chance, found = random.Random(text), list[str]()
    for _ in range(SPOILS):
        words = text.split(" ")
        at = chance.randrange(len(words))
        words[at : at + chance.randint(0, 2)] = chance.choices([*ODD, *words], k=chance.randint(0, 2))
        found.append(" ".join(words))
    return found


@pytest.mark.parametrize("text", STATEMENTS)
def test_a_text_is_read_as_lark_reads_it(text: str) -> None:
    theirs, ours = trees(text)

    assert ours == theirs
    assert ours is not None
    for other in (text.upper(), *spoilt(text)):
        theirs, ours = trees(other)
        assert ours == theirs, other


@pytest.mark.parametrize("text", STATEMENTS)
def test_what_can_follow_is_what_lark_says(text: str) -> None:
    parser = script_parser()
    theirs = by_lark().parse_interactive("")

    for token, state in parser.tokens(text):
        theirs.feed_token(lark.Token(token.terminal, "", token.span.start))
        assert parser.accepted(state) == theirs.accepts()  # type: ignore[no-untyped-call]
