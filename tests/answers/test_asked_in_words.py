"""What new users type is answered, or refused with a question that is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import tempodb
from answers.asked_carelessly import CARELESS
from answers.asked_in_words import ASKED, DATASET, NOW, RECORDED, Outcome, Refused
from tempodb.base.errors import QueryError


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tempodb.Database]:
    file = tmp_path_factory.mktemp("shores") / "shores.yaml"
    file.write_text(DATASET, encoding="utf-8")
    with tempodb.open(":memory:", now=NOW) as database:
        database.load(file, recorded_at=RECORDED)
        yield database


def outcome(db: tempodb.Database, text: str) -> Outcome:
    """Return what comes of a text."""
    try:
        answer = db.query(text)
    except QueryError as refusal:
        (problem,) = refusal.problems
        repairs = [mended(text, problem.offset, problem.length, words) for words in problem.suggestions]
        found = re.search("the nearest question that works is `([^`]*)`", problem.hint or "")
        return Refused(repairs[0] if repairs else found[1] if found else "")
    return answer.query if answer.is_reworded else None


def mended(text: str, offset: int | None, length: int | None, words: str) -> str:
    assert offset is not None and length is not None
    return text[:offset] + words + text[offset + length :]


@pytest.mark.parametrize(("text", "expected"), ASKED + CARELESS)
def test_what_people_type_is_answered_or_refused_with_what_is(
    db: tempodb.Database, text: str, expected: Outcome
) -> None:
    found = outcome(db, text)

    assert found == expected
    match found:
        case Refused(repair):
            assert outcome(db, repair) is None, repair
        case str():
            assert outcome(db, found) is None, found
            assert db.query(text).rows == db.query(found).rows
            assert db.query(text).told[0] == f"read as `{found}`"
        case None:
            answer = db.query(text)
            assert answer.rows or answer.empty_because


def test_enough_is_typed() -> None:
    asked = ASKED + CARELESS
    assert len({text for text, _ in asked}) == len(asked) > 400


SURNAMES = """
tempodb: 1
dataset: surnames
persons: {ada-alder: {name: Ada Alder}, cy-alder: {name: Cy Alder}, bernard-birch: {name: Bernard Birch}}
"""


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("offices of Alder", "`Alder` may mean 2 of them", "ada-alder (Ada Alder), cy-alder (Cy Alder)"),
        ("who is Alder", "`Alder` may mean 2 of them", "ada-alder (Ada Alder), cy-alder (Cy Alder)"),
        ("Alder", "`Alder` may mean 2 of them", "ada-alder (Ada Alder), cy-alder (Cy Alder)"),
        ("Bernie Birch", "nothing is called `Bernie Birch`", "works is `describe bernard-birch`"),
        ("describe Bernie Birch", "nothing is called `Bernie Birch`", "nearest name is `Bernard Birch`"),
    ],
)
def test_a_name_that_is_meant_by_several_or_nearly_by_one(
    tmp_path: Path, text: str, message: str, hint: str
) -> None:
    (tmp_path / "surnames.yaml").write_text(SURNAMES, encoding="utf-8")
    with tempodb.open(":memory:", now=NOW) as database:
        database.load(tmp_path / "surnames.yaml", recorded_at=RECORDED)
        with pytest.raises(QueryError) as refused:
            database.query(text)

    (problem,) = refused.value.problems
    assert (problem.message, hint in (problem.hint or "")) == (message, True)
