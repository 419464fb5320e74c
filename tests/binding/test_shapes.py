"""A text that was bound with some parameters means with others what it would have meant if it had been bound with them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

import pytest

from binding.catalog import NOW, WORLD
from tempodb.base.errors import QueryError
from tempodb.binding.asked_at import AskedAt
from tempodb.binding.binder import bind
from tempodb.binding.shapes import Shape, shape_of
from tempodb.planning.planner import plan
from tempodb.questions import resolved
from tempodb.questions.places import filling
from tempodb.tql.parsing.parser import parse_one

AT = AskedAt(NOW)
BODIES = ("CSTO", "eu", "SCO", "Union", "ШОС", "Collective", "nobody", "the EU", "tajikistan")
PARTIES = ("Uzbekistan", "georgia", "Congo", "congo-1", "Sándor", "zoe", "Özbekiston")
PEOPLE = ("zoe", "Ann Lee", "Ann", "Uzbekistan")
OFFICES = (
    "csto/chairman",
    "President",
    "Chairman of SCO",
    "Secretary-General of the EU",
    "Secretary-General",
    "Head",
)
DATES = ("2006", "2017-04-21", "today", "Q1 2001", "3/4/05", "unknown", "[1999..2001]")
KNOWN = ("2017-04-21T12:00Z", "2020", "today", "9999")
SHAPED: list[tuple[str, dict[str, Sequence[str]]]] = [
    ("members of :o as of :d known at :k", {"o": BODIES, "d": DATES, "k": KNOWN}),
    ("members of CSTO as of :d", {"d": DATES}),
    ("members as of :d known at :k", {"d": DATES, "k": KNOWN}),
    ("observers of :o including any status, disputed throughout :d", {"o": BODIES, "d": DATES}),
    ("members of :o including frozen, predecessors order by from desc limit 3", {"o": BODIES}),
    ("members of every organization possibly as of :d", {"d": DATES}),
    ("organizations of :p certainly as of :d known at :k", {"p": PARTIES, "d": DATES, "k": KNOWN}),
    ("status of :p in :o during :d", {"p": PARTIES, "o": BODIES, "d": DATES}),
    ("periods of Uzbekistan in :o", {"o": BODIES}),
    ("holders of :f as of :d", {"f": OFFICES, "d": DATES}),
    ("acting holders of :f of :o", {"f": ("Chairman", "Secretary-General", "King"), "o": BODIES}),
    ("holders of any office in :o as of :d", {"o": BODIES, "d": DATES}),
    ("members of :o while :p holds :f", {"o": BODIES, "p": PEOPLE, "f": OFFICES}),
    ("members of :o while :p is member of EU as of :d", {"o": BODIES, "p": PARTIES, "d": DATES}),
    ("members of :o that joined before 2000", {"o": BODIES}),
    ("members of :o published by 2001", {"o": BODIES}),
]  # fmt: skip


def shape(text: str, values: dict[str, Any]) -> Shape | None:
    """Return the shape of a text, by the first of what may be given."""
    return shape_of(text, {name: given[0] for name, given in values.items()}, WORLD, AT)


def meant(text: str, given: dict[str, str]) -> resolved.Query | None:
    """Return what a text means where nothing is to be said of it."""
    try:
        found = bind(parse_one(text, given), WORLD, AT, text)
    except QueryError:
        return None
    return None if found.notes else found


@pytest.mark.parametrize(("text", "values"), SHAPED, ids=[text for text, _ in SHAPED])
def test_it_means_what_it_would_mean_alone(text: str, values: dict[str, Sequence[str]]) -> None:
    like = shape(text, values)
    assert like is not None
    fill, plain = filling(plan(like.meant)), 0

    for choice in product(*values.values()):
        given = dict(zip(values, choice, strict=True))
        expected, found = meant(text, given), like.query(given, WORLD, AT)
        if found is None:
            assert expected is None, given
        else:
            query, places = found
            assert query == expected, given
            assert (plan(like.meant) if fill is None else fill(places)) == plan(query), given
            plain += 1
    assert plain > 1


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("members of CSTO as of 2006", {}),
        ("members of :o limit :n", {"o": "CSTO", "n": 3}),
        ("members of CSTO between :d and 2010", {"d": "2000"}),
        ("members of CSTO published by :d", {"d": "2000"}),
        ("members of CSTO according to :s", {"s": "note-a"}),
        ("members of :o according to note-a", {"o": "CSTO"}),
        ("members of CSTO that joined before :d", {"d": "2000"}),
        ("offices of :p", {"p": "zoe"}),
        ("describe :x", {"x": "CSTO"}),
        ("whether :p is member of CSTO as of 2006", {"p": "Uzbekistan"}),
        ("count members of :o", {"o": "CSTO"}),
        ("(members of :o) union (members of EU)", {"o": "CSTO"}),
    ],
)
def test_what_may_depend_on_more_than_its_place_has_no_shape(text: str, given: dict[str, object]) -> None:
    assert shape_of(text, given, WORLD, AT) is None
