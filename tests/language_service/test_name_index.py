"""Names that are known: those in use first, and those that have the words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language_service.typed import organization
from oracle.strategies import examples
from tempodb.binding.name_kinds import PARTY
from tempodb.language_service.letters import Letters
from tempodb.language_service.name_completions import NameWriter
from tempodb.language_service.name_index import NameIndex
from tempodb.model.kinds import EntityType, PartyClass
from tempodb.model.labels import Label


def test_names_in_use_come_first_then_those_that_begin_so_then_the_short_ones() -> None:
    names = [
        organization("Alpha Security", "1"),
        organization("Security of Old", "2", (1, 10)),
        organization("Security Council", "3"),
        organization("SECURITY", "4"),
        organization("Insecurity", "5"),
    ]
    found = [NameIndex(names).starting("sécur", (PARTY,), at, 9) for at in (20, 5)]

    assert [[label.id for label in labels] for labels in found] == [
        ["4", "3", "1", "2"],
        ["4", "2", "3", "1"],
    ]
    assert [label.id for label in NameIndex(names).starting("security c", (PARTY,), 20, 9)] == ["3"]
    assert [label.id for label in NameIndex(names).starting("security ", (PARTY,), 20, 9)] == ["3", "2"]


def test_one_row_for_each_id_and_name_and_all_its_days() -> None:
    names = NameIndex([organization("Tea Tea", "1", (1, 5)), organization("Tea Tea", "1", (8, 9))])
    (found,) = names.starting("tea", (PARTY,), 8, 9)

    assert found.is_used(8) and found.is_used(1) and not found.is_used(6)


@examples(200)
@given(
    st.lists(st.tuples(st.text("ab -", max_size=8), st.integers(0, 2), st.booleans()), max_size=2000),
    st.text("ab ", max_size=3),
    st.integers(1, 30),
)
def test_names_are_those_that_have_the_words(
    rows: list[tuple[str, int, bool]], typed: str, most: int
) -> None:
    labels = [
        Label(name, str(id_), EntityType.PARTY, PartyClass.STATE if is_state else None)
        for name, id_, is_state in rows
        if name.strip(" -")
    ]
    found = NameIndex(labels).starting(typed, (PARTY,), 1, most)

    spaced = typed if typed[-1:].isspace() else typed.rstrip()
    plain = " ".join(spaced.split()) + (" " if spaced.strip() and spaced[-1].isspace() else "")
    fitting = {
        (label.name, label.id)
        for label in labels
        if f" {' '.join(label.name.replace('-', ' ').split())}".find(f" {plain}") >= 0
    }
    assert {(label.name, label.id) for label in found} <= fitting
    assert len(found) == min(most, len(fitting))


def test_the_best_of_many_names_that_begin_alike_are_found_without_looking_at_all() -> None:
    labels = [organization(f"B{'x' * (number % 40)} {number}", str(number)) for number in range(5000)]
    for typed in ("", "b", "bx", "bxxxxx"):
        fitting = [label for label in labels if label.name.lower().startswith(typed)]
        best = sorted(fitting, key=lambda label: (len(label.name), label.name.lower()))[:20]
        assert NameIndex(labels).starting(typed, (PARTY,), 1, 20) == best


ANNAN = [
    organization("Kofi Annan", "annan"),
    organization("Kofi Atta Annan", "atta"),
    organization("Annan Kofi", "turned"),
    organization("Kofanan", "kofanan"),
    organization("Organization of Kofi Annan", "of"),
    organization("Łukasz K. (B)", "signs"),
    organization("Kof\nAnan", "lines"),
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("kofanan", ["kofanan", "annan", "of", "lines"]),
        ("Kof Ánan", ["kofanan", "annan", "of", "lines"]),
        ("lkkb", []),
        ("lukk(b", ["signs"]),
        ("ka", []),
        ("   ", []),
        ("[^\n", []),
        ("Kofanan as", []),
    ],
)
def test_letters_in_their_order_find_a_name(typed: str, found: list[str]) -> None:
    labels = NameIndex(ANNAN).resembling(typed, (PARTY,), 1, 9)

    assert sorted(label.id for label in labels) == sorted(found)


def test_names_that_begin_so_come_before_those_that_have_the_letters() -> None:
    names = NameIndex([*ANNAN, organization("Kofananda", "a")])
    writer = NameWriter(names, 1, "MEMBER_NAME", ())

    shown = [suggestion.display for suggestion in writer.found("kofanan", (PARTY,), 9)]

    assert shown[:2] == ["Kofanan", "Kofananda"]
    assert "Kofi Annan" in shown[2:]


@examples(200)
@given(st.lists(st.text("abc -", max_size=8), max_size=30), st.text("abc ", max_size=5))
def test_whoever_is_found_by_letters_has_them(rows: list[str], typed: str) -> None:
    letters = "".join(typed.split())

    for number in Letters(rows).having(typed):
        left = iter(rows[number])
        assert all(letter in left for letter in letters)
