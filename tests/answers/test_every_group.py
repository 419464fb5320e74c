"""All that may be counted by, alone and with a period, as text and from Python: counts, distinct values and shares."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import tempodb
from tempodb.api.query_builder import Asking
from tempodb.binding.groups import GROUPS
from tempodb.questions import resolved
from tempodb.tql.ast import Grouping

ASKED: dict[type[Any], tuple[str, Callable[[tempodb.Database], Asking]]] = {
    resolved.Memberships: (
        "members of union including any status",
        lambda db: db.members("union").including("any status"),
    ),
    resolved.TenuresOf: ("holders of union/chair", lambda db: db.holders("union/chair")),
    resolved.TenuresIn: ("holders of any office in union", lambda db: db.holders_of_any("union")),
    resolved.TenuresBy: ("offices of q", lambda db: db.offices("q")),
}
EACH = [(question, group) for question, groups in GROUPS.items() for group in groups]


@pytest.mark.parametrize(("question", "group"), EACH)
@pytest.mark.parametrize("period", ["", "year"])
def test_whatever_may_be_counted_by_is_counted_as_text_and_from_python(
    small: tempodb.Database, question: type[Any], group: Grouping, period: str
) -> None:
    words, asked = ASKED[question]
    when = "between 2000 and 2006"
    by = f" by {period}" if period else ""
    built = asked(small).between(2000, 2006)
    also = [period] if period else []

    counted = small.query(f"count {words} {when} by {group}{by}")
    distinct = small.query(f"count distinct {group.noun} of {words} {when}{by}")

    assert list(counted) == list(built.count(group, *also).run()) != []
    assert list(distinct) == list(built.count_distinct(group, *also).run()) != []
    periods = dict.fromkeys(row.period for row in counted)
    told = {row.period: (row.certain, row.possible) for row in distinct}
    assert told == {
        name: tuple(
            len({row.group for row in counted if row.period == name and row.group and getattr(row, sure)})
            for sure in ("certain", "possible")
        )
        for name in periods
    }
    if group is not Grouping.PARTY and question is not resolved.TenuresBy:
        shares = small.query(f"share of {words} {when} by {group}{by}")
        assert list(shares) == list(built.share(group, *also).run())
        figures = [(row.group, row.period, row.certain, row.possible) for row in counted]
        assert [(row.group, row.period, row.certain, row.possible) for row in shares] == figures
    if period:
        summed = small.query(f"sum of (count {words} {when} by {group}{by}) by {group}")
        assert list(summed) == list(built.count(group, *also).sum(group).run()) != []
        added = {row.group: [0, 0] for row in counted}
        for row in counted:
            added[row.group][0] += row.certain
            added[row.group][1] += row.possible
        assert {row.group: [row.certain, row.possible] for row in summed} == added
