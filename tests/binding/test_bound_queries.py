"""A query that is asked again is bound once, as long as it means the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from binding.catalog import NOW, WORLD
from tempodb.binding.bound_queries import BoundQueries
from tempodb.binding.time_clauses import AskedAt
from tempodb.questions import resolved
from tempodb.temporal.instants import day_of
from tempodb.tql import ast
from tempodb.tql.parsing.parser import parse_one

DAY = 86_400_000_000


def as_meant(query: resolved.Query) -> resolved.Query:
    return query


TEXT = "members of CSTO as of today known at 2020"


@pytest.mark.parametrize(
    ("text", "later", "again"),
    [
        (TEXT, 1, False),
        (TEXT, DAY, True),
        ("members of CSTO known at 2020", DAY, True),
        ("members of CSTO as of 2006", 1, False),
        ("members of CSTO as of 2006", DAY, True),
        ("members of CSTO as of 2006 known at today", 1, False),
        ("members of CSTO as of 2006 known at today", DAY, True),
        ("members of CSTO as of 2006 known at 2030", 1, False),
        ("count members of CSTO known at 2020", 1, True),
    ],
    ids=["soon", "tomorrow", "tomorrow, without a day", "without a known instant", "without one, tomorrow", "known now", "known tomorrow", "known by then", "composed"],
)  # fmt: skip
def test_a_query_is_bound_again_when_it_may_mean_something_else(text: str, later: int, again: bool) -> None:
    names = replace(WORLD, lookups=0)
    queries, query = BoundQueries(names, as_meant), parse_one(text)
    queries.bind(query, AskedAt(NOW), text)
    before = names.lookups

    meant = queries.bind(query, AskedAt(NOW + later), text)

    assert (names.lookups > before) == again
    assert meant.today == day_of(NOW + later)


def test_a_query_is_bound_again_for_another_focus_and_another_text() -> None:
    names = replace(WORLD, lookups=0)
    queries, query = BoundQueries(names, as_meant), parse_one(TEXT)
    queries.bind(query, AskedAt(NOW), TEXT)
    before = names.lookups

    queries.bind(query, AskedAt(NOW, ast.Name("csto")), TEXT)
    after = names.lookups
    queries.bind(query, AskedAt(NOW, ast.Name("csto")), "")

    assert before < after < names.lookups


def test_an_equal_query_is_not_the_same_one() -> None:
    names = replace(WORLD, lookups=0)
    queries = BoundQueries(names, as_meant)
    for limit in ("1", "2"):
        query = parse_one(f"{TEXT} limit {limit}")
        assert queries.bind(query, AskedAt(NOW), TEXT).limit == int(limit)


@pytest.mark.parametrize(("later", "known"), [(1, True), (DAY, False)])
def test_a_query_is_known_again_by_how_it_was_asked(later: int, known: bool) -> None:
    queries, query = BoundQueries(WORLD, as_meant), parse_one(TEXT)
    meant = queries.bind(query, AskedAt(NOW), TEXT)
    queries.remember("asked", query)

    assert queries.again("asked otherwise", AskedAt(NOW)) is None
    assert queries.again("asked", AskedAt(NOW + later)) is (meant if known else None)
