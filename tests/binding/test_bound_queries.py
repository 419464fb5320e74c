"""A query that is asked again is bound once, as long as it means the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from binding.catalog import NOW, WORLD
from tempodb.binding.asked_at import AskedAt
from tempodb.binding.binder import bind
from tempodb.binding.bound_queries import BoundQueries
from tempodb.questions import resolved
from tempodb.questions.places import Values
from tempodb.temporal.instants import day_of
from tempodb.tql import ast
from tempodb.tql.parsing.parser import how_asked, parse_one

DAY = 86_400_000_000


class Made:
    """What is made of a query: that itself, and how it came to be."""

    def __init__(self, query: resolved.Query, is_alike: bool = False) -> None:
        self.query = query
        self.is_alike = is_alike

    def alike(self, query: resolved.Query, values: Values) -> Made:
        return Made(query, is_alike=True)


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
        ("count members of CSTO known at 2020", 1, False),
        ("compare members of CSTO as of 2006 known at 2020 with as of 2006", 1, False),
        ("compare members of CSTO as of 2006 known at 2020 with as of 2006", DAY, True),
        ("explain members of CSTO as of 2006", 1, True),
    ],
    ids=["soon", "tomorrow", "tomorrow, without a day", "without a known instant", "without one, tomorrow", "known now", "known tomorrow", "known by then", "counted", "compared", "compared, tomorrow", "explained"],
)  # fmt: skip
def test_a_query_is_bound_again_when_it_may_mean_something_else(text: str, later: int, again: bool) -> None:
    names = replace(WORLD, lookups=0)
    queries, query = BoundQueries(names, Made), parse_one(text)
    queries.bind(query, AskedAt(NOW), text)
    before = names.lookups

    meant = queries.bind(query, AskedAt(NOW + later), text)

    assert (names.lookups > before) == again
    assert meant.query.today == day_of(NOW + later)


def test_a_query_is_bound_again_for_another_focus_and_another_text() -> None:
    names = replace(WORLD, lookups=0)
    queries, query = BoundQueries(names, Made), parse_one(TEXT)
    queries.bind(query, AskedAt(NOW), TEXT)
    before = names.lookups

    queries.bind(query, AskedAt(NOW, ast.Name("csto")), TEXT)
    after = names.lookups
    queries.bind(query, AskedAt(NOW, ast.Name("csto")), "")

    assert before < after < names.lookups


def test_an_equal_query_is_not_the_same_one() -> None:
    names = replace(WORLD, lookups=0)
    queries = BoundQueries(names, Made)
    for limit in ("1", "2"):
        query = parse_one(f"{TEXT} limit {limit}")
        assert queries.bind(query, AskedAt(NOW), TEXT).query.limit == int(limit)


@pytest.mark.parametrize(("later", "known"), [(1, True), (DAY, False)])
def test_a_query_is_known_again_by_how_it_was_asked(later: int, known: bool) -> None:
    queries, query = BoundQueries(WORLD, Made), parse_one(TEXT)
    meant = queries.bind(query, AskedAt(NOW), TEXT)
    asked, otherwise = how_asked(TEXT, {}), how_asked("members of EU as of 2006", {})
    assert asked is not None and otherwise is not None
    queries.remember(asked, query)

    assert queries.again(otherwise, AskedAt(NOW)) is None
    assert queries.again(asked, AskedAt(NOW + later)) is (meant if known else None)


@pytest.mark.parametrize(
    ("later", "other", "is_alike"),
    [
        (1, {"o": "EU", "d": "2007"}, True),
        (DAY, {"o": "EU", "d": "2007"}, True),
        (1, {"o": "EU", "d": 2007}, False),
        (1, {"o": "nobody", "d": "2007"}, False),
        (1, {"o": "Collective", "d": "2007"}, False),
        (1, {"o": "EU", "d": "unknown"}, False),
    ],
    ids=["soon", "tomorrow", "of another type", "wrong", "doubtful", "no day"],
)
def test_a_query_with_other_parameters_is_bound_alike(
    later: int, other: dict[str, object], is_alike: bool
) -> None:
    text, first = "members of :o as of :d", {"o": "CSTO", "d": "2006"}
    queries, query = BoundQueries(WORLD, Made), parse_one(text, first)
    queries.bind(query, AskedAt(NOW), text)
    asked, otherwise = how_asked(text, first), how_asked(text, other)
    assert asked is not None and otherwise is not None
    queries.remember(asked, query)
    assert queries.knows(otherwise) is (other["d"] != 2007)

    for _ in range(2):
        made = queries.again(otherwise, AskedAt(NOW + later))

        assert (made is not None) is is_alike
        if made is not None:
            assert made.is_alike
            assert made.query == bind(parse_one(text, other), WORLD, AskedAt(NOW + later), text)
