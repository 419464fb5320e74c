"""Datasets that state the same, contradict each other, or need what another defines."""

from __future__ import annotations

import pytest

from store.loading.desk import WORLD, Content, Desk, counts, dataset, membership, tenure


def sources(desk: Desk, question: str = "periods of a in o") -> list[tuple[str, ...]]:
    return [tuple(sorted(row.sources)) for row in desk.db.query(question)]


def test_a_fact_stated_alike_by_two_datasets_carries_the_sources_of_both(desk: Desk) -> None:
    desk.load(dataset("d", memberships=[membership(from_="1992", source="s")]))
    desk.load(dataset("e", memberships=[membership(from_="1992", source="r")]))

    assert desk.periods() == [("member", "1992", None)]
    assert sources(desk) == [("r", "s")]


def test_a_fact_stated_alike_ends_when_the_last_dataset_withdraws_it(desk: Desk) -> None:
    for id_, source in (("d", "s"), ("e", "r")):
        desk.load(dataset(id_, memberships=[membership(from_="1992", source=source)]))

    seen = [sources(desk)]
    for id_ in ("d", "e"):
        desk.load(dataset(id_))
        seen.append(sources(desk))

    assert seen == [[("r", "s")], [("r",)], []]


def test_a_load_never_retracts_what_another_dataset_states(desk: Desk) -> None:
    desk.load(dataset("d", memberships=[membership(from_="1992", to="1999")]))
    desk.load(dataset("e", memberships=[membership("b", from_="1992")]))

    (report,) = desk.load(dataset("d"))

    assert counts(report)[:3] == (0, 0, 1)
    assert desk.periods("periods of b in o") == [("member", "1992", None)]


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


@pytest.mark.parametrize(
    ("kept", "used", "what"),
    [
        ({"states": {"b": WORLD["states"]["b"]}}, {"memberships": [membership()]}, "no party has the id `a`"),
        ({"organizations": {}, "offices": {}}, {"memberships": [membership()]}, "no party has the id `o`"),
        ({"persons": {}}, {"tenures": [tenure()]}, "no party has the id `p`"),
        ({"offices": {}}, {"tenures": [tenure()]}, "no office has the id `o/chair`"),
        ({"sources": {}}, {"memberships": [membership(source="s")]}, "no source has the id `s`"),
    ],
)
def test_a_definition_that_another_dataset_uses_cannot_be_withdrawn(
    desk: Desk, kept: Content, used: Content, what: str
) -> None:
    desk.load(dataset("d"))
    desk.load(dataset("e", world={}, **used))
    digest = desk.db.digest()

    problems = desk.refused(dataset("d", **kept))

    assert {problem.code for problem in problems} == {"still-used"}
    assert any(what in problem.message and "dataset `e`" in problem.message for problem in problems)
    assert desk.db.digest() == digest


def test_a_definition_of_two_datasets_can_be_withdrawn_by_one(desk: Desk) -> None:
    desk.load(dataset("d"))
    desk.load(dataset("e", memberships=[membership()]))

    (report,) = desk.load(dataset("d", world={}))

    assert report["retracted"] > 0
    assert desk.db.verify() == []


@pytest.mark.parametrize(
    ("other", "changed"),
    [
        ({"tenures": [tenure()]}, {"persons": {}, "states": {**WORLD["states"], "p": {"name": "Paula"}}}),
        (
            {"memberships": [membership(of="c")]},
            {"organizations": {"o": {"name": "Org"}}, "persons": {"c": {"name": "C."}}},
        ),
    ],
)
def test_a_party_cannot_become_what_another_datasets_facts_do_not_allow(
    desk: Desk, other: Content, changed: Content
) -> None:
    desk.load(dataset("d"))
    desk.load(dataset("e", world={}, **other))

    assert desk.refused(dataset("d", **changed))


def test_no_overlap_is_believed_between_two_files_of_one_command(desk: Desk) -> None:
    facts = {"d": [membership(from_="1992")], "e": [membership(from_="1992", status="observer")]}
    desk.load(dataset("d", memberships=facts["d"]), dataset("e"), recorded_at="2017")

    reports = desk.load(dataset("e", memberships=facts["e"]), dataset("d"), recorded_at="2018")

    believed = [desk.periods(f"periods of a in o known at {report['recorded_at']}") for report in reports]
    assert all(len(periods) <= 1 for periods in believed)
    assert believed[-1] == [("observer", "1992", None)]


def test_what_one_file_of_a_command_withdraws_another_may_state(desk: Desk) -> None:
    fact = {"memberships": [membership(from_="1992")]}
    desk.load(dataset("d", **fact), dataset("e", world={}))

    desk.load({"tempodb": 1, "dataset": "d"}, dataset("e", **fact))

    assert desk.periods() == [("member", "1992", None)]
    assert desk.db.verify() == []


@pytest.mark.parametrize("is_reversed", [False, True])
def test_files_of_one_command_may_speak_of_each_others_parties(desk: Desk, is_reversed: bool) -> None:
    d = dataset("d", world={}, states={"a": {"name": "Aland"}}, memberships=[membership()])
    e = dataset("e", world={}, organizations={"o": {"name": "Org"}}, memberships=[membership()])

    desk.load(*[e, d] if is_reversed else [d, e])

    assert desk.periods() == [("member", "unknown", None)]
