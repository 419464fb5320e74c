"""Order and limit."""

from __future__ import annotations

from pathlib import Path

import pytest

import tempodb
from answers.csto import KEYS, SIX, small


@pytest.mark.parametrize(
    ("question", "column", "values"),
    [
        ("members as of 2006", "member_name", ["Armenia", "Belarus", "Kazakhstan", "Kyrgyzstan", "Russia", "Tajikistan", "Uzbekistan"]),
        ("members as of 2006 order by member desc limit 2", "member", ["uzbekistan", "tajikistan"]),
        ("members as of 2006 order by from desc, member limit 3", "member", ["uzbekistan", "belarus", "armenia"]),
        ("members as of 2006 order by from desc, member desc limit 3", "member", ["uzbekistan", "belarus", "tajikistan"]),
        ("members as of 1999 order by to, from desc limit 4", "member", ["uzbekistan", "azerbaijan", "georgia", "belarus"]),
        ("members as of 1999 order by certainty desc limit 2", "member", ["uzbekistan", "armenia"]),
        ("members as of 2006 order by Status ASC limit 1", "member", ["armenia"]),
        ("members limit 0", "member", []),
        ("members limit 1", "member", ["armenia"]),
        ("members limit 999999999", "member", SIX),
        ("names order by name desc", "short", ["CSTO", "CST"]),
        ("periods of Uzbekistan order by from desc limit 1", "from_", ["2012-06-28"]),
        ("events of ICMEC order by number desc limit 5", "number", [None, None, None, 22, 21]),
        ("events of ICMEC order by number limit 3", "number", [20, 21, 22]),
        ("show transactions", "id", ["1"]),
        ("show persons order by id desc limit 2", "id", ["valery-semerikov", "shavkat-bobozoda"]),
    ],
)  # fmt: skip
def test_rows_come_in_the_order_asked_for(
    csto: tempodb.Database, question: str, column: str, values: list[object]
) -> None:
    assert [getattr(row, column) for row in csto.query(question)] == values


@pytest.mark.parametrize("direction", ["", " desc"])
def test_events_are_ordered_by_their_dates_and_not_by_the_texts_of_them(
    csto: tempodb.Database, direction: str
) -> None:
    ids = [row.event for row in csto.query(f"events between 2022 and 2023-04-27 order by date{direction}")]

    first, last = ("icmec-working-group-2023", "icmec-21")[:: -1 if direction else 1]
    assert ids.index(first) < ids.index(last)


@pytest.mark.parametrize(
    "question",
    [
        "offices in ICMEC order by sources",
        "events order by participants",
        "events order by sources desc",
        "members order by sources",
    ],
)
def test_every_column_can_be_ordered_by(csto: tempodb.Database, question: str) -> None:
    assert list(csto.query(question))


@pytest.mark.parametrize(("question", "_fixed", "_added"), KEYS, ids=[question for question, _, _ in KEYS])
def test_ordering_by_any_column_either_way_keeps_the_rows(
    csto: tempodb.Database, question: str, _fixed: set[str], _added: set[str]
) -> None:
    answer = csto.query(question)
    for column in set(answer.columns):
        for direction in ("", " desc"):
            again = csto.query(f"{question} order by {column}{direction}")

            assert sorted(map(repr, again)) == sorted(map(repr, answer))


def test_names_are_ordered_without_regard_to_case(tmp_path: Path) -> None:
    names = ["apple", "Banana", "cherry", "Äpfel", "zebra"]
    database = small(tmp_path, members=names)

    assert [row.member_name for row in database.query("members")] == sorted(names, key=str.casefold)


HELD = """\
tempodb: 1
dataset: x
focus: x
persons: {ann: {name: Ann}, bob: {name: Bob}, cy: {name: Cy}, dee: {name: Dee}, eve: {name: Eve}}
organizations: {x: {name: X}}
offices: {x/head: {title: Head, organization: x, seats: many}}
tenures:
  - {holder: ann, office: x/head, from: 2009}
  - {holder: bob, office: x/head, from: 2001, to: 2009}
  - {holder: cy, office: x/head, from: "[..2005]", to: 2006}
  - {holder: eve, office: x/head, from: 2001, to: 2003}
  - {holder: dee, office: x/head, from: 2001, to: 2003}
  - {holder: dee, office: x/head, from: 1990, to: 1991}
"""


@pytest.mark.parametrize(
    ("question", "holders"),
    [
        ("holders of head between 1980 and 2020", ["Dee", "Dee", "Eve", "Bob", "Cy", "Ann"]),
        ("holders of head between 1980 and 2020 limit 1", ["Dee"]),
        ("holders of head between 1980 and 2020 order by to desc limit 2", ["Ann", "Bob"]),
        ("holders of any office in X between 1980 and 2020", ["Ann", "Bob", "Cy", "Dee", "Dee", "Eve"]),
    ],
)
def test_holders_of_an_office_come_in_the_order_of_time(
    tmp_path: Path, question: str, holders: list[str]
) -> None:
    (tmp_path / "x.yaml").write_text(HELD, encoding="utf-8")
    with tempodb.open(":memory:") as database:
        database.load(tmp_path / "x.yaml")

        assert [row.holder_name for row in database.query(question)] == holders
