"""At 80 columns a row of an answer is a line, but where a name, a range of dates or a text is too long for it."""

from __future__ import annotations

from pathlib import Path

import pytest

import tempodb
from tempodb.output.terminal.cells import GAP, cell_width, widths
from tempodb.output.terminal.layouts import Fit
from tempodb.output.terminal.screens import DRAWINGS, SCREENS, screen
from tempodb.output.terminal.told_once import told_once
from tempodb.questions.catalogue import FORMS
from tempodb.questions.rows import ExplainRow

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
        "changes in AU",
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
        "members of EU including any status as of 2022",
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
NAMES = {
    "au": {
        "organization": "AU",
        "member": "Mali",
        "other": "Ghana",
        "office": "secretary-general of OAU",
        "person": "Edem Kodjo",
    },
    "csto": {
        "organization": "CSTO",
        "member": "Uzbekistan",
        "other": "Armenia",
        "office": "secretary-general of CSTO",
        "person": "Valery Semerikov",
    },
    "eu": {
        "organization": "EU",
        "member": "Croatia",
        "other": "France",
        "office": "european-commission/president",
        "person": "Jacques Delors",
    },
    "un": {
        "organization": "UN",
        "member": "Germany",
        "other": "France",
        "office": "secretary-general of UN",
        "person": "Kofi Annan",
    },
}
DATES = {
    "status": "suspended",
    "year": "2013",
    "held": "2013",
    "before": "2009",
    "after": "2014",
    "later": "2015",
}
TEXTS_OF_SOURCES = (
    "show sources",
    "describe",
    "history of",
    "events",
    "conflicts in",
    "changes in every",
    "bodies of",
)
"""The forms whose rows are texts, lists of names, or names of two bodies side by side."""
EXAMPLES = [(fixture, example) for fixture in NAMES for form in FORMS for example in form.examples]
WRAPPED = {
    ("au", "members of AU as of 2020"): "Republic",
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


@pytest.mark.parametrize(("fixture", "example"), EXAMPLES)
def test_every_form_fits_and_wraps_no_more_than_it_must(
    databases: dict[str, tempodb.Database], fixture: str, example: str
) -> None:
    question = example.format(**NAMES[fixture], **DATES)
    result = databases[fixture].query(question)
    if not len(result) or result.row_type in (ExplainRow, *DRAWINGS):
        return
    columns = [column for column in told_once(result).columns if column.fit is not Fit.CUT]
    cells = [
        [column.heading for column in columns],
        *([column.text(row) for column in columns] for row in result),
    ]
    whole = sum(widths(cells)) + len(GAP) * (len(columns) - 1)
    drawn = screen(result, WIDTH).split("\n")

    assert max(map(cell_width, drawn)) <= WIDTH
    if result.row_type in SCREENS:
        return
    if whole <= WIDTH:
        assert len(body(result)) == len(result)
    elif not question.startswith(TEXTS_OF_SOURCES):
        # The longest names and titles go on below, and no more than a quarter of the rows has one.
        assert len(body(result)) <= len(result) + max(2, len(result) // 4)


def test_examples_are_tried_over_each_dataset() -> None:
    assert len(EXAMPLES) > 100 and {fixture for fixture, _ in EXAMPLES} == set(ONE_LINE)


@pytest.mark.parametrize(("fixture", "question"), WRAPPED)
def test_a_row_that_is_too_long_goes_on_below(
    databases: dict[str, tempodb.Database], fixture: str, question: str
) -> None:
    result = databases[fixture].query(question)

    lines = body(result)

    assert len(lines) > len(result)
    assert any(WRAPPED[fixture, question] in line for line in lines)
    assert max(map(len, lines)) <= WIDTH
