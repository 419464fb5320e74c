"""Which answers have a picture; others are refused with a question that has one."""

from __future__ import annotations

from typing import Any

import pytest

import tempodb
from output.plots.pictured import opened, rows_told
from tempodb.base.errors import InputError
from tempodb.output.plots.depicting import MOST_DRAWN_ROWS, picture_of
from tempodb.output.plots.picture import Picture


@pytest.fixture(scope="module")
def db() -> tempodb.Database:
    return opened("csto-exact.yaml")


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        (
            "timeline of CSTO",
            ["existence", "Collective Security Treaty", "Collective Security Treaty Organization"],
        ),
        ("timeline of Nikolai Bordyuzha", ["Nikolai Bordyuzha", "Secretary-General"]),
        (
            "holders of secretary-general of CSTO ever",
            ["Nikolai Bordyuzha", "Valery Semerikov", "Yuri Khachaturov"],
        ),
        ("members of CSTO ever", ["Armenia", "Azerbaijan", "Belarus"]),
        ("periods of Uzbekistan in CSTO", ["Collective Security Treaty Organization"]),
        ("names of CSTO", ["Collective Security Treaty", "Collective Security Treaty Organization"]),
        ("bodies of CSTO", ["Collective Security Council", "CSTO Parliamentary Assembly"]),
        ("events of CSTO", ["Signing of the Collective Security Treaty"]),
        ("vacancies of secretary-general of CSTO", ["Secretary-General"]),
        ("when Uzbekistan is suspended in CSTO", ["periods"]),
        ("overlaps of members of CSTO", ["Armenia and Azerbaijan"]),
        (
            "changes in CSTO",
            [
                "1992-05-15: Armenia joined",
                "1999-04-02: Uzbekistan suspended",
                "2006-08-16: Uzbekistan resumed",
            ],
        ),
        ("compare members of CSTO as of 1998 with as of 2013", ["Azerbaijan", "Georgia", "Uzbekistan"]),
        ("revisions of Uzbekistan in CSTO", []),
        ("revisions of Nikolai Bordyuzha in csto/secretary-general", []),
        ("count members of CSTO by year", []),
        ("count members of CSTO by status by quarter", []),
        ("count members of every organization by year", []),
        ("count members of every organization by status by year", []),
        ("share of suspended members of CSTO by year", []),
        ("share of members of CSTO including any status by status by year", []),
        ("history of members of CSTO", ["1993-09-24: +Azerbaijan", "1993-12-09: +Georgia"]),
        ("history of holders of secretary-general of CSTO", ["2003-04-28: +Nikolai Bordyuzha"]),
    ],
)
def test_whatever_has_days_has_a_picture(db: tempodb.Database, question: str, labels: list[str]) -> None:
    result = db.query(question)
    picture = picture_of(result)
    found = [lane.label.text for lane in picture.lanes if lane.label]

    assert [label for label in found if label in labels][: len(labels)] == labels
    assert rows_told(picture) == list(range(len(result)))
    assert all(bar.says for lane in picture.lanes for bar in lane.stretches)
    assert all(dot.says for lane in picture.lanes for dot in lane.dots)


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("whether Uzbekistan is member of CSTO as of 2006", "there is no picture of"),
        ("why Uzbekistan in CSTO as of 2013", "there is no picture of"),
        ("explain members of CSTO", "there is no picture of"),
        ("count members of CSTO as of 2006", "there is one period alone"),
        ("members of CSTO as of 1900", "there is nothing to draw"),
    ],
)
def test_what_has_no_picture_is_refused_with_a_question_that_has_one(
    db: tempodb.Database, question: str, message: str
) -> None:
    with pytest.raises(InputError) as caught:
        picture_of(db.query(question))

    (problem,) = caught.value.problems
    assert problem.message.startswith(message) and problem.hint
    _, colon, instead = problem.hint.partition(": ")
    if colon:
        assert isinstance(picture_of(db.query(instead)), Picture)


@pytest.mark.parametrize("width", [0, 319, 10_001, float("nan")])
def test_a_width_that_nobody_could_look_at_is_refused(db: tempodb.Database, width: float) -> None:
    with pytest.raises(InputError, match="pixels wide"):
        picture_of(db.query("members of CSTO"), width)


def test_too_many_rows_and_too_few_columns_are_refused(db: tempodb.Database) -> None:
    result: Any = db.query("members of CSTO ever")

    with pytest.raises(InputError, match="too many for a picture"):
        picture_of(result.with_rows(result.rows * MOST_DRAWN_ROWS, None))
    with pytest.raises(InputError, match="all columns"):
        picture_of(result.with_columns(["member", "from"]))
