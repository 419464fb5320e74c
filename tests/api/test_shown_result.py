"""What is printed of an answer, and shown in a notebook."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import tempodb
from tempodb.api.shown_result import MOST_DRAWN, MOST_PRINTED

MANY = MOST_DRAWN + 50


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> tempodb.Database:
    file: Path = tmp_path_factory.mktemp("answer") / "o.json"
    world = {
        "tempodb": 1,
        "dataset": "o",
        "focus": "o",
        "states": {f"s{i:03}": {"name": f"State {i:03}"} for i in range(MANY)},
        "organizations": {"o": {"name": "O"}},
        "memberships": [{"member": f"s{i:03}", "of": "o", "from": "1990"} for i in range(MANY)],
    }
    file.write_text(json.dumps(world), encoding="utf-8")
    db = tempodb.open(":memory:")
    db.load(file)
    return db


def test_an_answer_is_printed_as_a_table(db: tempodb.Database) -> None:
    lines = str(db.query("members limit 2")).splitlines()

    assert [line.split()[:2] for line in lines[2:4]] == [["State", "000"], ["State", "001"]]
    assert not lines[-1].endswith("not printed")


def test_of_many_rows_the_first_are_printed_and_drawn(db: tempodb.Database) -> None:
    answer: Any = db.query("members")

    assert str(answer).count("State") == MOST_PRINTED
    assert str(answer).endswith(f"\n{MANY - MOST_PRINTED} more rows are not printed")
    assert answer._repr_html_().count("State") == MOST_DRAWN


def test_what_has_no_rows_says_so(db: tempodb.Database) -> None:
    assert str(db.query("members as of 1900")).startswith("no rows")


def test_the_head_of_an_answer_is_an_answer(db: tempodb.Database) -> None:
    answer = db.query("members")

    assert [row.member for row in answer.head(2)] == ["s000", "s001"]
    assert answer.head(MANY) is answer
    assert (answer.head(1).query, answer.head(1).known_at) == (answer.query, answer.known_at)


def test_a_frame_of_pandas_has_the_columns_of_the_rows(db: tempodb.Database) -> None:
    pytest.importorskip("pandas")
    frame = db.query("members").to_pandas()

    assert list(frame.member)[:2] == ["s000", "s001"] and len(frame) == MANY
    assert {"member_name", "from", "to", "certainty"} <= set(frame.columns)
