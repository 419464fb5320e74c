"""Whatever an editor asks, of every beginning of what is right and of texts that are too much."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language_service.typed import KNOWN, STATEMENTS
from oracle.strategies import examples
from tempodb.language_service.completeness import Completeness, Multiline, completeness, submits
from tempodb.language_service.completions import Vocabulary, complete
from tempodb.language_service.diagnostics import fault
from tempodb.language_service.highlighting import Role, paint
from tempodb.language_service.name_index import NameIndex
from tempodb.language_service.tokens import MAX_LIVE_LENGTH, read
from tempodb.model.kinds import EntityType, PartyClass
from tempodb.model.labels import Label
from tempodb.tql.parsing.parser import MAX_PARENTHESES

# ── all of them, on every beginning of what is right ─────────────────────────────────────────────


@pytest.mark.parametrize("text", STATEMENTS)
def test_a_right_statement_is_done_and_painted_without_an_error(text: str) -> None:
    assert completeness(text) is Completeness.DONE
    assert fault(text) is None
    assert Role.ERROR not in {piece.role for piece in paint(text)}


@examples(300)
@given(
    st.sampled_from(STATEMENTS),
    st.integers(0, 120),
    st.sampled_from(["", " ", "\n", "x", '"', "(", ";", "-"]),
)
def test_nothing_raises_and_colours_join_to_the_text(statement: str, end: int, more: str) -> None:
    text = statement[:end] + more

    assert "".join(piece.text for piece in paint(text)) == text
    assert read(text).text == text
    completeness(text)
    fault(text)
    complete(text, len(text), KNOWN)
    complete(statement, min(end, len(statement)), KNOWN)


@pytest.mark.parametrize("text", STATEMENTS)
def test_no_beginning_of_a_right_statement_has_an_error(text: str) -> None:
    for end in range(len(text)):
        assert Role.ERROR not in {piece.role for piece in paint(text[:end])}, text[:end]
        assert fault(text[:end]) is None, text[:end]


@pytest.mark.parametrize("text", STATEMENTS)
def test_what_is_offered_leaves_a_text_that_is_not_wrong(text: str) -> None:
    for end in range(0, len(text), 2):
        for found in complete(text[:end], end, KNOWN):
            made = text[: found.start] + found.text
            assert completeness(made) is not Completeness.WRONG, (text[:end], made)


PLACES = (
    "members of ",
    "status of Uzbekistan in ",
    "holders of ",
    "describe ",
    "whether ",
    "record ",
    "why ",
)
WORDS = [
    "in",
    "as of",
    "every organization",
    "any office",
    "event",
    "is",
    "2006",
    "A",
    'B"',
    "C,",
    "  ",
    "--",
    "from",
    "of",
]


@examples(300)
@given(st.sampled_from(PLACES), st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join))
def test_what_is_inserted_for_a_name_reads_back_as_that_name_or_its_id(place: str, name: str) -> None:
    labels = [
        Label(name, "an id/b", EntityType.PARTY, PartyClass.ORGANIZATION),
        Label(name, "c/d", EntityType.OFFICE),
    ]
    known = Vocabulary(NameIndex(labels), today=1)

    inserted = [found.text for found in complete(place, len(place), known) if found.meta != "keyword"]

    assert inserted or not name.strip()
    for text in inserted:
        token = read(place + text).tokens[-1]
        written = (place + text)[token.start : token.end]
        unquoted = written[1:-1].replace('""', '"') if token.terminal == "STRING" else written
        assert unquoted in (name, "an id/b", "c/d")


# ── texts that are too much ──────────────────────────────────────────────────────────────────────

LONG = "members of CSTO as of 2006;\n" * 1000


@pytest.mark.parametrize(
    "text", [LONG, "x " * MAX_LIVE_LENGTH, '"' * (MAX_LIVE_LENGTH + 1), "members of " + "a" * MAX_LIVE_LENGTH]
)
def test_a_text_that_is_too_long_is_not_read_and_is_plain(text: str) -> None:
    assert read(text).tokens == ()
    assert paint(text) == ((Role.PLAIN, text),)
    assert fault(text) is None


@pytest.mark.parametrize("before", ["", "count ", "members of CSTO union "])
def test_parentheses_are_read_as_deep_as_a_text_may_have_them(before: str) -> None:
    reading = read((before + "(" * MAX_LIVE_LENGTH)[:MAX_LIVE_LENGTH])

    opened = [token for token in reading.tokens if token.terminal == "_OPEN_PARENTHESIS"]

    assert (len(opened), reading.stopped) == (MAX_PARENTHESES, len(before) + MAX_PARENTHESES)


def test_parentheses_one_after_the_other_are_not_deep() -> None:
    text = "count (members)" + " union (members)" * (MAX_PARENTHESES + 1)

    assert read(text).stopped is None


@pytest.mark.parametrize(("end", "expected"), [("", True), ("members", True), ("members of", False), ("members off", True)])  # fmt: skip
def test_enter_asks_of_a_long_text_whether_its_last_statement_is_open(end: str, expected: bool) -> None:
    assert submits(LONG + end, Multiline.SMART) is expected
