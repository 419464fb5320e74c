"""A text that was read with some parameters is read with others as if it never had been."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from tempodb.base.errors import QueryError
from tempodb.base.node import Node
from tempodb.tql import ast
from tempodb.tql.grammar import parser
from tempodb.tql.parsing.parser import parse, parse_one
from tempodb.tql.parsing.refilling import NotingReader

DATES = (
    *("1999-04", "2000", "today", "Q1 2001", date(2001, 5, 6), 1998),
    *("2026-03-01T10:00:00Z", "unknown", "3/4/05", "2000"),
)
NAMES = ("a", "O of P", 'say "so"', "b in c", "", 7)


def whole(part: Any) -> Any:
    """Return all that a part is made of, with where it was written."""
    if isinstance(part, Node):
        return type(part), [whole(getattr(part, name)) for name in part.__match_args__]
    if type(part) is tuple:
        return [whole(each) for each in part]
    return repr(part)


def outcome(read: Any) -> Any:
    try:
        return whole(read())
    except QueryError as refusal:
        return refusal.problems


@pytest.mark.parametrize(
    ("text", "dates", "names"),
    [
        ("members of :x as of :d known at :e", "de", "x"),
        ("members of :x including disputed, observer throughout :d limit 3", "d", "x"),
        ("members of :x while :y holds :z while a is member of :x as of 2000 known at :d", "d", "xyz"),
        ("members between :d and :e known at 2000", "de", ""),
        ("members of :x that joined before :d published by :e according to :y", "de", "xy"),
        ("status of :x in :y during :d order by from desc", "d", "xy"),
        ("status of a in :y limit :x", "", "xy"),
        ("holders of :x of :y as of :d", "d", "xy"),
        ("compare members of :x as of :d with as of :e", "de", "x"),
        ("(members of :x as of :d) union (members of :y as of :d)", "d", "xy"),
        ("count members of :x by year between 1990 and :d", "d", "x"),
        ("whether :x is suspended in :y as of 2000", "", "xy"),
    ],
)
def test_a_text_reads_alike_whatever_it_was_read_with_before(text: str, dates: str, names: str) -> None:
    for on, called in zip(permutations(DATES, 2), [*permutations(NAMES, 3)] * 3, strict=False):
        given = dict(zip(dates, on, strict=False)) | dict(zip(names, called, strict=False))

        assert outcome(lambda: parse_one(text, given)) == outcome(lambda: parse(text, given)[0]), given  # noqa: B023


@pytest.mark.parametrize(
    ("text", "given", "is_refilled"),
    [
        ("members of :x as of :d", {"x": "a", "d": "2000"}, True),
        ("members of CSTO as of 2000", {}, False),
        ("members of CSTO limit :n", {"n": 3}, False),
        ("members between :d and :e", {"d": "2000", "e": "2001"}, False),
        ("members as of :d known at :e", {"d": "2000", "e": "2000"}, False),
    ],
)
def test_what_depends_on_more_than_its_place_is_read_again(
    text: str, given: dict[str, object], is_refilled: bool
) -> None:
    reader = NotingReader(text, given)
    (tree,) = parser().parse(text).trees
    query = reader.statement(tree)
    assert isinstance(query, ast.Query)

    assert (reader.refill(query) is not None) is is_refilled
