"""What is marked at the prompt while it is typed, where names hold words of the language."""

from __future__ import annotations

import pytest

from tempodb.language_service.diagnostics import fault
from tempodb.language_service.highlighting import Role, paint
from tempodb.language_service.known_names import is_whole
from tempodb.language_service.name_index import NameIndex
from tempodb.model.kinds import EntityType
from tempodb.model.labels import Label

NAMES = NameIndex(
    Label(name, f"o{number}", EntityType.PARTY)
    for number, name in enumerate(
        ("1922 Committee", "9/11 Commission", "Roadmap to 2030 Group of Nations", "Party of Order by Law",
         "Everything Is Possible Movement", "Greens of While You Wait Land", "Limit 12 Campaign", "Jane Doe", "Club")
    )
)  # fmt: skip
TEXTS = (
    *("offices in 1922 Committee in 2005", "periods of Jane Doe in 9/11 Commission limit 3"),
    *("members of Roadmap to 2030 Group of Nations as of 2005", "members of roadmap to 2030 group in 2005"),
    *(
        "count members of Party of Order by Law by year",
        "whether Everything Is Possible Movement is member of Club",
    ),
    *("members of Greens of While You Wait Land as of 2005", "members of Limit 12 Campaign as of 2005"),
    *("members of While You Wait; offices in 1922 Committee in 2005", "names of Club"),
    "record membership of Jane Doe in Roadmap to 2030 Group from 2001 onwards",
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_that_will_run_is_marked_at_none_of_its_keys(text: str) -> None:
    for end in range(len(text) + 1):
        assert fault(text[:end], NAMES.knows) is None, text[:end]
    for whole in (text, f"{text} "):
        pieces = paint(whole, NAMES.knows)
        assert "".join(piece.text for piece in pieces) == whole
        assert Role.ERROR not in {piece.role for piece in pieces}


def test_a_name_that_is_taken_whole_is_painted_whole() -> None:
    pieces = paint("offices in 1922 Committee in 2005", NAMES.knows)

    assert [(piece.role, piece.text) for piece in pieces if piece.text.strip()] == [
        (Role.KEYWORD, "offices"), (Role.KEYWORD, "in"), (Role.NAME, "1922 Committee"), (Role.KEYWORD, "in"), (Role.DATE, "2005"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["members of Club as of 2006 limt 3 ", "offices in 1933 Committee in 2005 ", "members of Roadmap to 2031 Group as of 2005 ",
     "offices in 1922 Committee limt 3 "],
)  # fmt: skip
def test_what_will_not_run_is_marked_as_before(text: str) -> None:
    assert fault(text, NAMES.knows) == fault(text) is not None
    assert Role.ERROR in {piece.role for piece in paint(text, NAMES.knows)}


@pytest.mark.parametrize("text", TEXTS)
def test_where_no_names_are_known_a_text_is_read_as_it_stands(text: str) -> None:
    assert paint(text) == paint(text, NameIndex([]).knows)
    assert fault(text) == fault(text, NameIndex([]).knows)


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("members of Greens of While You Wait Land", True),
        ("members of Greens of While You", True),
        ("members of Club while Jane Doe", False),
        ("members of Club while", False),
        ("periods of Jane Doe in", False),
    ],
)
def test_enter_runs_what_ends_with_a_name_that_is_known(text: str, runs: bool) -> None:
    assert is_whole(text, NAMES.knows) is runs
