"""Texts that are too long, too deep or made of anything are read or refused soon."""

from __future__ import annotations

import time
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oracle.strategies import examples
from tempodb.base.errors import QueryError
from tempodb.tql import ast
from tempodb.tql.parsing.parser import MAX_CALL_BYTES, parse
from tempodb.tql.printing.questions import write
from tql.expected_asts import including, members
from tql.refusals import applied, problem


def test_a_text_of_64_kib_is_read_and_a_longer_one_is_refused() -> None:
    beginning = "members of CSTO -- "
    longest = beginning + "x" * (MAX_CALL_BYTES - len(beginning))

    assert MAX_CALL_BYTES == 64 * 1024
    assert parse(longest) == (members(),)
    assert problem(longest + "x").message == "the text has 65537 bytes, and 65536 are the most"


MANY = 60_000
HOSTILE: list[tuple[str, str]] = [
    *((repr(c), c * MANY) for c in "()[]\"';:,-/*?#\\\0\x1b\x7f\x85\u202e\u2028\U000e0001\ud800\udfff\ufeff \n\t"),
    ("brackets after of", "members of " + "(" * MANY),
    ("brackets as a date", "members as of " + "[" * MANY),
    ("digits", "members limit " + "9" * MANY),
    ("digits as a date", "members as of " + "9" * MANY),
    ("one long name", "members of " + "a" * MANY),
    ("one long name in quotes", 'members of "' + "a" * MANY + '"'),
    ("a quote not closed", 'members of "' + "a " * (MANY // 2)),
    ("quotes", "members of " + '""' * (MANY // 2)),
    ("a name of many words", "members of " + "a " * (MANY // 2)),
    ("many times of", "holders of " + "x of " * (MANY // 5)),
    ("many times in", "status of " + "x in " * (MANY // 5)),
    ("many times is", "whether " + "is " * (MANY // 3)),
    ("many times that", "members of " + "that " * (MANY // 5)),
    ("many times from", "members of " + "from " * (MANY // 5)),
    ("many times as", "members of x " + "as " * (MANY // 3) + "as of"),
    ("many typos", "members as of 2006 " + "limt " * (MANY // 5)),
    ("many comments", "members of " + "-- \n" * (MANY // 4)),
    ("a wide gap", "members as" + " " * MANY + "of 2006"),
    ("a wide gap and nothing", "members of" + " " * MANY),
    ("many clauses", "members " + "known at 2006 " * 1000),
    ("many statements", "members;" * 3000),
    ("many columns", "members order by " + "a," * 3000 + "a"),
    ("many statuses", "members including " + "a," * 3000 + "a"),
    ("mixed controls", "members of \x00\x1b[2J\u202e\ud800\x9b31m as of 2006"),
]  # fmt: skip


@pytest.mark.parametrize(("text"), [text for _, text in HOSTILE], ids=[name for name, _ in HOSTILE])
def test_a_hostile_text_is_read_or_refused_soon(text: str) -> None:
    start = time.process_time()

    try:
        parse(text)
    except QueryError as refusal:
        (found,) = refusal.problems
        assert len(found.message) < 500
        assert len(found.hint or "") < 500

    assert time.process_time() - start < 5


def test_statuses_named_over_and_over_are_one() -> None:
    text = "members including " + "suspended, observer," * 3000 + "suspended" + " including observer" * 200
    start = time.process_time()

    assert parse(text) == (members(None, including=including("suspended", "observer")),)
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    "text", ["show ſtates", "members certaınly as of 2006", "actıng holders of x", "partnerſ of x"]
)
def test_letters_that_only_look_like_those_of_a_word_are_none_of_it(text: str) -> None:
    assert problem(text).code == "syntax"


@pytest.mark.parametrize("character", ["\x00", "\ud800"], ids=ascii)
def test_what_is_no_character_is_pointed_at(character: str) -> None:
    found = problem(f"members of a{character}b")

    assert (found.column, found.length) == (13, 1)


WORDS = [
    *("members", "Members of", "observers", "organizations of", "status of", "periods of", "whether", "holders of"),
    *("acting", "any office", "offices in", "offices of", "names", "bodies", "events", "show", "describe", "use", "of"),
    *("in", "is", "holds", "as of", "as", "during", "between", "and", "throughout", "certainly", "possibly", "known at"),
    *("published by", "according to", "including", "any status", "disputed", "order by", "limit", "desc", "today"),
    *("2006", "2002-10", "199X", "[1999..2001]", "[..", "October 2002", "1/2/2003", "unknown", "2017-04-21T12:00Z", "3"),
    *("CSTO", "Uzbekistan", '"', '"CSTO"', ";", ",", "(", ")", ":", ":x", "--", "\n", "-", "member", "suspended", "from"),
    *("limt", "knwon at", "membres", "since", "to", "on", "at", "while", "that joined", "union (", "count", "every"),
]  # fmt: skip
JUNK = st.text(st.characters() | st.sampled_from("\"'();:,-[]\n\t \0\x1b\u202e"), max_size=12)


@examples(300)
@given(st.lists(st.sampled_from(WORDS) | JUNK, max_size=25).map(lambda words: " ".join(words)[:200]))
def test_any_text_is_read_or_refused_with_suggestions_that_read(text: str) -> None:
    try:
        statements: Iterable[ast.ReadingStatement] = parse(text)
    except QueryError as refusal:
        (found,) = refusal.problems
        assert found.message
        assert found.code == "text" or (found.offset is not None and found.offset <= len(text))
        assert all(map(is_spelt_right, applied(text, found)))
        return
    for statement in statements:
        assert parse(write(statement)) == (statement,)


def is_spelt_right(text: str) -> bool:
    """Return whether *text* is TQL, even if it asks for the impossible."""
    try:
        parse(text)
    except QueryError as refusal:
        return refusal.problems[0].code != "syntax"
    return True
