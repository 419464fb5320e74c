"""What may not be believed at once: facts and definitions that contradict each other."""

from __future__ import annotations

import pytest

from store.loading.desk import Content, Desk, dataset, membership

OVERLAPS = [
    ({"from": "1992", "to": "1999"}, {"from": "1995", "to": "1997"}, False),
    ({"from": "1992", "to": "1999"}, {"from": "1998", "to": "2005"}, False),
    ({"from": "1992"}, {"from": "1998"}, False),
    ({"from": "1992", "to": "1999-03"}, {"from": "1999-02"}, False),
    ({"from": "1992", "to": "1999"}, {"from": "1999"}, True),
    ({"from": "1992", "to": "1999"}, {"from": "1999-06"}, True),
    ({"from": "1992", "to": "1999-06"}, {"from": "1999"}, True),
    ({"from": "1992", "to": "199X"}, {"from": "1995"}, True),
    ({"from": "1992", "to": "unknown"}, {"from": "1995"}, True),
    ({"from": "1992", "to": "[1994..]"}, {"from": "1995"}, True),
    ({"from": "1992", "to": "[1997..]"}, {"from": "1995", "to": "1996"}, False),
    ({"from": "unknown", "to": "1999"}, {"from": "1990", "to": "1993"}, True),
    ({"from": "1999", "to": "1999"}, {"from": "1999", "to": "1999"}, True),
    ({"observed": "1995-05-05"}, {"observed": "1995-05-06"}, True),
    ({"observed": "1995-05-05"}, {"observed": "1995-05-05"}, False),
    ({"observed": ["1995-05-05", "1997-05-05"]}, {"observed": "1996-05-05"}, False),
    ({"from": "1992-05-05", "through": "1999-05-05"}, {"from": "1999-05-05"}, False),
    ({"from": "1992-05-05", "to": "1999-05-05"}, {"from": "1999-05-05"}, True),
]


@pytest.mark.parametrize(
    "is_shared",
    [pytest.param(True, id="of one dataset"), pytest.param(False, id="of two")],
)
@pytest.mark.parametrize(("member", "observer", "fits"), OVERLAPS)
def test_accepted_facts_of_one_key_that_can_be_disjoint_in_no_world_are_refused(
    desk: Desk, member: Content, observer: Content, fits: bool, is_shared: bool
) -> None:
    facts = [{**membership(), **member}, {**membership(status="observer"), **observer}]
    first = dataset("d", memberships=[] if is_shared else facts[:1])
    second = dataset("d" if is_shared else "e", memberships=facts if is_shared else facts[1:])
    desk.load(first)

    if fits:
        desk.load(second)
        assert {row.status for row in desk.db.query("periods of a in o")} == {"member", "observer"}
    else:
        (problem,) = desk.refused(second)
        assert problem.code == "contradiction"
        assert "`a` observer in `o`" in problem.message
        assert "`a` member in `o`" in problem.message


@pytest.mark.parametrize("is_new", [True, False], ids=["the new one", "the old one"])
def test_a_disputed_fact_contradicts_nothing(desk: Desk, is_new: bool) -> None:
    accepted, disputed = membership(from_="1992"), membership(status="observer", standing="disputed")
    desk.load(dataset("d", memberships=[accepted if is_new else disputed]))
    desk.load(dataset("e", memberships=[disputed if is_new else accepted]))

    assert desk.periods() == [("member", "1992", None)]
    assert desk.periods("periods of a in o including disputed") == [
        ("observer", "unknown", None),
        ("member", "1992", None),
    ]


@pytest.mark.parametrize("kind", ["names", "titles"])
def test_names_and_titles_may_not_contradict_each_other(desk: Desk, kind: str) -> None:
    if kind == "names":
        other = dataset("e", world={}, states={"a": {"name": "Zland"}})
    else:
        offices = {"o/chair": {"title": "President"}}
        other = dataset("e", world={}, organizations={"o": {"name": "Org"}}, offices=offices)
    desk.load(dataset("d"))

    (problem,) = desk.refused(other)

    assert problem.code == "contradiction"
    assert "of dataset `d`" in problem.message


def test_definitions_of_two_datasets_may_not_contradict_each_other(desk: Desk) -> None:
    desk.load(dataset("d", states={"a": {"name": "Aland", "code": "AX"}, "b": {"name": "Bland"}}))

    messages = [
        desk.refused(dataset("e", world={}, **section))[0].message
        for section in (
            {"states": {"a": {"name": "Aland", "code": "AL"}}},
            {"organizations": {"a": {"name": "Aland"}}},
            {"sources": {"s": {"title": "Another"}}},
            {"organizations": {"o": {"name": "Org"}}, "offices": {"o/chair": {"title": "Chair", "seats": 2}}},
        )
    ]

    assert messages == [
        "`a` has code `AL` here and `AX` in dataset `d`",
        "`a` has class `organization` here and `state` in dataset `d`",
        "`s` has title `Another` here and `A report` in dataset `d`",
        "`o/chair` has seats `2` here and `1` in dataset `d`",
    ]


def test_two_datasets_may_spell_the_date_of_a_source_differently(desk: Desk) -> None:
    desk.load(dataset("d", world={}, sources={"s": {"title": "A report", "published": "2017-04-21"}}))

    desk.load(dataset("e", world={}, sources={"s": {"title": "A report", "published": "21 April 2017"}}))
