"""At 80 columns a row of an answer is a line, but where a name, a range of dates or a text is too long for it."""

from __future__ import annotations

from pathlib import Path

import pytest

import tempodb
from tempodb.output.terminal.screens import screen

FIXTURES = Path(__file__).parents[3] / "fixtures"
WIDTH = 80
ONE_LINE = {
    "au": [
        "members of AU",
        "suspended members of AU between 2002 and 2026",
        "periods of Mali in AU",
        "when Mali is suspended in AU",
        "holders of oau/secretary-general between 1960 and 2003",
        "names of AU",
    ],
    "csto": [
        "members of CSTO as of 2006",
        "status of Uzbekistan in CSTO as of 2013",
        "periods of Uzbekistan in CSTO",
        "holders of secretary-general of CSTO between 1992 and 2026",
        "vacancies of secretary-general of CSTO",
        "names of CSTO",
        "conflicts in CSTO",
        "compare members of CSTO as of 1998 with as of 2007",
        "show persons",
    ],
    "eu": [
        "members of EU",
        "members of EU including any status",
        "organizations of France",
        "overlaps of members of EU",
        "compare members of EU as of 1970 with as of 2022",
    ],
    "un": [
        "members of UN as of 1950",
        "members of UN",
        "organizations of Mali as of 2026",
        "holders of secretary-general of UN between 1945 and 2027",
        "overlaps of members of UN between 1945 and 1946",
    ],
}
WRAPPED = {
    ("au", "members of AU as of 2020"): "Republic",
    ("au", "changes in AU"): "Republic",
    ("au", "overlaps of members of AU between 2010 and 2012"): "Republic",
    ("eu", "changes in EU between 1950 and 1990"): "Community",
    ("eu", "holders of european-commission/president between 1958 and 2026"): "[1999-03-15..",
    ("csto", "bodies of CSTO as of 2020"): "Cooperation",
    ("csto", "offices of Denis Manturov as of 2023"): "and Trade",
    ("csto", "events of ICMEC"): "meeting",
    ("un", "history of members of UN between 1945 and 1950"): "+",
}
"""What is on the second line of a row that has several, and why: a range, a name, a title, a list."""


@pytest.fixture(scope="module")
def databases() -> dict[str, tempodb.Database]:
    found = {}
    for name in ONE_LINE:
        found[name] = tempodb.open(":memory:")
        found[name].load(FIXTURES / f"{name}.yaml")
    return found


def body(result: tempodb.Result) -> list[str]:
    """Return the lines of the rows."""
    _, rule, *rest = screen(result, WIDTH).split("\n")
    assert set(rule) <= {"─", " "}
    return rest[: rest.index("")]


@pytest.mark.parametrize(
    ("fixture", "question"), [(name, question) for name, asked in ONE_LINE.items() for question in asked]
)
def test_a_row_is_a_line(databases: dict[str, tempodb.Database], fixture: str, question: str) -> None:
    result = databases[fixture].query(question)

    lines = body(result)

    assert len(result) and len(lines) == len(result)
    assert max(map(len, lines)) <= WIDTH


@pytest.mark.parametrize(("fixture", "question"), WRAPPED)
def test_a_row_that_is_too_long_goes_on_below(
    databases: dict[str, tempodb.Database], fixture: str, question: str
) -> None:
    result = databases[fixture].query(question)

    lines = body(result)

    assert len(lines) > len(result)
    assert any(WRAPPED[fixture, question] in line for line in lines)
    assert max(map(len, lines)) <= WIDTH
