"""What people type of ages is read as the question that it means."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import tempodb
from answers.asked_in_words import DATASET, NOW, RECORDED, Outcome
from answers.test_asked_in_words import outcome

KEEPERS = "holders of keeper-general of LS"
OF_AGES: tuple[tuple[str, Outcome], ...] = (
    ("who was the youngest keeper-general of the LS", f"youngest {KEEPERS}"),
    ("the oldest keeper-general of LS", f"oldest {KEEPERS}"),
    ("who was the youngest person to become keeper-general of LS", f"youngest {KEEPERS}"),
    ("youngest keeper-general of LS ever", f"youngest {KEEPERS} ever"),
    (
        "how old was Ada Alder when she became keeper-general of LS",
        f"{KEEPERS} ever with age where holder is Ada Alder",
    ),
    ("how old was Ada Alder in 2006?", "offices of Ada Alder as of 2006 with age"),
    ("how old is Bo Birch-Maple", "offices of Bo Birch-Maple with age"),
    ("age of Ada Alder in 2006", "offices of Ada Alder as of 2006 with age"),
    ("Ada Alder's age in 2006", "offices of Ada Alder as of 2006 with age"),
    ("what is the average age of the keepers-general of LS", f"average age of {KEEPERS}"),
    ("average age of members of the LS", None),
    (f"{KEEPERS} where age > 50", None),
)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tempodb.Database]:
    file: Path = tmp_path_factory.mktemp("aged") / "shores.yaml"
    born = {"Ada Alder": "1950-03-10", "Bo Birch-Maple": "1961"}
    text = DATASET
    for name, day in born.items():
        text = text.replace(f"{{name: {name}}}", f"{{name: {name}, born: {day}}}")
    assert text.count("born: ") == len(born)
    file.write_text(text, encoding="utf-8")
    with tempodb.open(":memory:", now=NOW) as database:
        database.load(file, recorded_at=RECORDED)
        yield database


@pytest.mark.parametrize(("text", "expected"), OF_AGES)
def test_what_people_type_of_ages_is_answered(db: tempodb.Database, text: str, expected: Outcome) -> None:
    assert outcome(db, text) == expected
    if expected is not None:
        assert db.query(text).rows == db.query(str(expected)).rows


def test_how_old_somebody_was_is_told(db: tempodb.Database) -> None:
    (row,) = db.query("how old was Ada Alder when she became keeper-general of LS")

    assert (row.holder, row.age) == ("ada", "52-53")
