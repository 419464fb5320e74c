"""What is planned for a question, as `explain` shows it: which facts are scanned, and what is done to them in which order."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

import tempodb


@pytest.fixture(scope="module")
def exact() -> Iterator[tempodb.Database]:
    with tempodb.open(":memory:") as database:
        database.load(tempodb.bundled_fixture("csto-exact.yaml"))
        yield database


def planned(db: tempodb.Database, question: str) -> list[str]:
    """Return the lines of the plans of a question."""
    return [row.text for row in db.query(f"explain {question}") if row.part == "plan"]


FROM_THE_FACTS_UP = [
    ("members of CSTO as of 2006", "Scan FilterEvidence Narrow FilterField Coalesce Judge"),
    ("holders of secretary-general as of 2010", "Scan FilterEvidence Narrow Coalesce ApplySeats Judge"),
    (
        "count holders of secretary-general by year",
        "Scan FilterEvidence Narrow Coalesce ApplySeats CoalesceParties Judge",
    ),
]


@pytest.mark.parametrize(("question", "operators"), FROM_THE_FACTS_UP)
def test_evidence_is_chosen_before_dates_are_narrowed_and_pieces_joined(
    exact: tempodb.Database, question: str, operators: str
) -> None:
    names = [found[1] for text in planned(exact, question) if (found := re.match(r" *([A-Z]\w+)\(", text))]

    assert [name for name in reversed(names) if name not in ("Ids", "AtSomeTime")] == operators.split()


@pytest.mark.parametrize(
    ("question", "scanned"),
    [
        ("conflicts in CSTO", {"membership", "tenure", "name", "existence"}),
        ("vacancies of any office in CSTO", {"tenure"}),
        ("changes in CSTO between 1998 and 2000", {"membership", "tenure", "name", "part_of"}),
        ("timeline of CSTO", {"membership", "tenure", "name", "part_of", "event"}),
    ],
)
def test_an_answer_of_several_plans_explains_each(
    exact: tempodb.Database, question: str, scanned: set[str]
) -> None:
    kinds = {
        found[1] for text in planned(exact, question) if (found := re.search(r"Scan\w*\(kind=(\w+)", text))
    }
    assert kinds - {"office", "office_of"} == scanned
