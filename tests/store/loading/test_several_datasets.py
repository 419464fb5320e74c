"""Datasets that state the same, or need what another defines."""

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
