"""Of every beginning of a dataset file, and of whatever else: nothing raises, and what is told is where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tempodb
from oracle.strategies import examples
from tempodb.language_service.completions import Vocabulary
from tempodb.language_service.dataset_files.cursor_path import path_at
from tempodb.language_service.dataset_files.entry_completions import complete_entry
from tempodb.language_service.dataset_files.entry_outline import defined_in, outline
from tempodb.language_service.dataset_files.id_places import id_at
from tempodb.language_service.dataset_files.key_schema import keys_at
from tempodb.language_service.dataset_files.named_values import value_at
from tempodb.language_service.name_index import NameIndex
from tempodb.markup.reading import read_tree
from tempodb.markup.tree import MappingNode, ScalarNode, SequenceNode, TreeNode

FIXTURES = ("csto.yaml", "un.yaml", "au.yaml", "eu.yaml", "csto-exact.yaml")
NOTHING = Vocabulary(NameIndex([]), today=739_000)
SIGNS = "abz:-#{}[],'\"\\ \n\t0|>&*%@`\u2028𐍈"


def text_of(name: str) -> str:
    return tempodb.bundled_fixture(name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FIXTURES)
def test_the_outline_has_the_sections_and_entries_of_the_file(name: str) -> None:
    tree = read_tree(tempodb.bundled_fixture(name))
    text = text_of(name)
    found = {section.key: section for section in outline(text)}

    assert list(found) == [key.text for key, _ in tree.entries]
    for key, value in tree.entries:
        section = found[key.text]
        if isinstance(value, SequenceNode) and text[value.place.offset] == "[":
            continue
        if isinstance(value, SequenceNode):
            assert len(section.entries) == len(value.items)
        elif section.entries:
            assert isinstance(value, MappingNode)
            assert [entry.id for entry in section.entries] == [id_.text for id_, _ in value.entries]
            for entry, (id_, _) in zip(section.entries, value.entries, strict=True):
                assert entry.named.start == id_.place.offset


def scalars(
    node: TreeNode, path: tuple[str | int, ...] = ()
) -> list[tuple[tuple[str | int, ...], ScalarNode]]:
    """Return each value of a tree with the keys that lead to it."""
    match node:
        case ScalarNode():
            return [(path, node)]
        case SequenceNode(items=items):
            return [found for item in items for found in scalars(item, (*path, 0))]
        case MappingNode(entries=entries):
            return [found for key, value in entries for found in scalars(value, (*path, key.text))]


@pytest.mark.parametrize("name", FIXTURES)
def test_the_path_to_each_value_is_found_by_its_place_alone(name: str) -> None:
    text = text_of(name)
    looked = 0
    for path, node in scalars(read_tree(tempodb.bundled_fixture(name)))[::3]:
        at = node.place.offset
        before = text[text.rfind("\n", 0, at) + 1 : at]
        # A text that goes on over lines, or a list that does, has no path of its own in each of its lines.
        if text[at : at + 1] in "|>" or (before.isspace() and path[-1] == 0):
            continue
        found = path_at(text, at)
        assert found is not None
        assert found.path == path, text[at : at + 40]
        looked += 1

    assert looked > 50


@pytest.mark.parametrize("name", FIXTURES)
def test_every_key_that_stands_in_a_file_can_stand_there(name: str) -> None:
    def check(node: TreeNode, path: tuple[str | int, ...]) -> int:
        if isinstance(node, SequenceNode):
            return sum(check(item, (*path, 0)) for item in node.items)
        if not isinstance(node, MappingNode):
            return 0
        known = keys_at(path)
        assert not known or {key.text for key, _ in node.entries} <= known.keys(), path
        return len(known) + sum(check(value, (*path, key.text)) for key, value in node.entries)

    assert check(read_tree(tempodb.bundled_fixture(name)), ()) > 100


@pytest.mark.parametrize(
    ("path", "noun"),
    [
        (("memberships", 0, "member"), "party"),
        (("memberships", 0, "of"), "organization"),
        (("memberships", 0, "representing"), "party"),
        (("memberships", 0, "source"), "source"),
        (("memberships", 0, "source", 0), "source"),
        (("memberships", 0, "source", 0, "id"), "source"),
        (("tenures", 0, "holder"), "person"),
        (("tenures", 0, "office"), "office"),
        (("offices", "x", "organization"), "organization"),
        (("offices", "x", "organization", 0, "organization"), "organization"),
        (("organizations", "x", "part_of"), "organization"),
        (("organizations", "x", "part_of", 0), "organization"),
        (("organizations", "x", "part_of", 0, "of"), "organization"),
        (("organizations", "x", "succeeds"), "organization"),
        (("events", 0, "body"), "organization"),
        (("events", 0, "participants", 0), "party"),
        (("focus",), "organization"),
        (("defaults", "source"), "source"),
    ],
)
def test_what_names_something_is_known(path: tuple[str | int, ...], noun: str) -> None:
    named = value_at(path).named

    assert named is not None
    assert named.noun == noun


@pytest.mark.parametrize(
    "path",
    [("states", "x", "name"), ("title",), ("events", 0, "id"), ("sources", "x", "url"), ("nothing", 0)],
)
def test_what_names_nothing_is_known_too(path: tuple[str | int, ...]) -> None:
    assert value_at(path).named is None


@examples(150)
@given(st.sampled_from(FIXTURES), st.integers(0, 20_000), st.text(SIGNS, max_size=12))
def test_nothing_raises_at_any_beginning_of_a_file(name: str, end: int, more: str) -> None:
    text = text_of(name)[:end] + more
    check_anywhere(text, len(text))
    check_anywhere(text_of(name)[:end] + more + text_of(name)[end : end + 2000], min(end, len(text)))


@examples(400)
@given(st.text(SIGNS, max_size=80), st.integers(0, 90))
def test_nothing_raises_in_any_text(text: str, place: int) -> None:
    check_anywhere(text, min(place, len(text)))


def check_anywhere(text: str, place: int) -> None:
    at = path_at(text, place)
    if at is not None:
        assert text[at.start : at.start + len(at.typed)] == at.typed
        assert at.start + len(at.typed) == place
    for found in complete_entry(text, place, NOTHING):
        assert found.start <= place
    word = id_at(text, place)
    if word is not None:
        assert word.span.start <= place <= word.span.end
    for section in outline(text):
        for entry in section.entries:
            assert section.named.start <= entry.named.start <= entry.named.end
            assert (
                entry.named.end <= max(entry.end, entry.named.end) <= section.end or entry.end <= section.end
            )
    assert all(entry.id == id_ for id_, entries in defined_in(text).items() for entry in entries)


@pytest.mark.parametrize(
    "text",
    [
        "a" + " " * 300_000,
        "states:\n  a" + " " * 300_000,
        "states:\n  x: {name:" + " " * 300_000,
        "states:\n  " + "- " * 150_000,
        "{" * 300_000,
        "states:\n  a: " + "a: " * 100_000,
        "states:\n" + "  a:\n" * 60_000,
    ],
    ids=range(7),
)
def test_a_long_line_takes_no_longer_than_its_length_asks_for(text: str) -> None:
    # What grew with the square of it would take minutes, in which the test is given up.
    outline(text)
    defined_in(text)
    check_anywhere(text[: text.find("\n") + 4000], min(len(text), text.find("\n") + 4000))
