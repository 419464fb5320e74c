"""Texts of several statements: where each ends, and what it means apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oracle.strategies import examples
from tempodb.tql.parsing.parser import parse_script
from tempodb.tql.split import split_statements


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n", []),
        (";;", []),
        ("-- nothing", []),
        ("-- nothing; at all\n;", []),
        ("a", ["a"]),
        ("a;", ["a;"]),
        ("a; b", ["a;", " b"]),
        ('a "x;y" ; b', ['a "x;y" ;', " b"]),
        ('a "x"";y"; b', ['a "x"";y";', " b"]),
        ("a -- x; y\n;b", ["a -- x; y\n;", "b"]),
        ("-- x; y\na;b", ["-- x; y\na;", "b"]),
        ("a--b;c", ["a--b;", "c"]),
        ('a "open; b', ['a "open; b']),
        ('a "open; b\n; c', ['a "open; b\n;', " c"]),
        ('a "open\n"; b', ['a "open\n"; b']),
        ("a -- \"\n; b", ['a -- "\n;', " b"]),
        ("a;\r\n-- x\r\nb;\r\n", ["a;", "\r\n-- x\r\nb;"]),
        ("a;;b", ["a;", "b"]),
    ],
)  # fmt: skip
def test_statements_end_with_a_semicolon_outside_of_quotes_and_comments(
    text: str, expected: list[str]
) -> None:
    assert [piece.text for piece in split_statements(text)] == expected


def test_a_statement_knows_its_place_and_its_parameters() -> None:
    text = '-- which\nmembers of :o as of :day; names of ":x" -- :y\n known at 2020-01-01T10:00:00Z'

    first, second = split_statements(text)

    assert (first.start, text[first.begin :][:7], first.names) == (0, "members", frozenset(["o", "day"]))
    assert (text[second.start :][:2], text[second.begin :][:5], second.names) == (" n", "names", frozenset())


STATEMENTS = ("members", 'names of "CSTO; 2"', "use CSTO", "-- a; comment\nevents", "record membership of A in B from 2001",
              "names of a--b", 'show states -- "')  # fmt: skip


@examples(100)
@given(
    st.lists(st.sampled_from(STATEMENTS), max_size=6),
    st.sampled_from(["; ", ";\n", " ;\r\n", "\n;;\n-- ;\n"]),
)
def test_statements_mean_apart_what_they_mean_together(statements: list[str], between: str) -> None:
    text = between.join(f"{statement}\n" for statement in statements)

    apart = [statement for piece in split_statements(text) for statement in parse_script(piece.text)]

    assert apart == list(parse_script(text))


@examples(100)
@given(st.text("ab ;:-", max_size=8), st.text('ab"; \n', max_size=8))
def test_a_semicolon_after_a_quote_that_is_not_closed_ends_nothing(quoted: str, after: str) -> None:
    text = f'members; as "Foo{quoted}\n{after}'

    starts = [piece.start for piece in split_statements(text)]

    assert starts[:2] == [0, len("members;")]
    assert not any(len("members;") < start <= text.index("\n") for start in starts)
