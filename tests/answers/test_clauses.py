"""Clauses that must not be passed over."""

from __future__ import annotations

import pytest

import tempodb
from tempodb.base.errors import QueryError


@pytest.mark.parametrize(
    "question",
    [
        "show states published by 1900",
        "show organizations according to csto-2023-04-24",
        "describe Uzbekistan published by 1900",
        "show sources published by 1900",
    ],
)
def test_a_list_keeps_to_its_sources_or_is_refused(csto: tempodb.Database, question: str) -> None:
    try:
        ids = {row.id for row in csto.query(question)}
    except QueryError:
        return

    assert not ids & {"uzbekistan", "un-general-assembly", "report-2017-04-18"}


@pytest.mark.parametrize("clause", ["published by 1900", "according to report-2017-04-18"])
def test_an_office_without_a_holder_needs_its_source_too(csto: tempodb.Database, clause: str) -> None:
    assert list(csto.query(f"offices in ICMEC as of 2023 {clause}")) == []


def test_a_description_is_ordered_as_asked(csto: tempodb.Database) -> None:
    kinds = [row.kind for row in csto.query("describe Uzbekistan order by kind")]

    assert kinds == sorted(kinds)


def test_what_is_so_is_possibly_so(csto: tempodb.Database) -> None:
    (row,) = csto.query("whether Uzbekistan is member possibly as of 2007")

    assert row.answer == "yes"


# `certainly` and `possibly` choose among rows. Whether something is so has one answer, and `no` denies that it may be:
# under either word it is said only of what is not even possible.
@pytest.mark.parametrize("only", ["", "certainly", "possibly"])
@pytest.mark.parametrize(
    ("condition", "answer"),
    [
        ("Uzbekistan is member {} as of 2007", "yes"),
        ("Uzbekistan is member {} as of 2006-03-01", "possibly"),
        ("Uzbekistan is member {} throughout 2006", "possibly"),
        ("Uzbekistan is member {} as of 2013", "no"),
        ("Denis Manturov holds chairman of ICMEC {} as of 2023-04-27", "yes"),
        ("Denis Manturov holds chairman of ICMEC {} as of 2023-05-27", "possibly"),
    ],
)
def test_whether_it_is_so_is_answered_alike_under_certainly_and_possibly(
    csto: tempodb.Database, condition: str, answer: str, only: str
) -> None:
    (row,) = csto.query(f"whether {condition.format(only)}")

    assert row.answer == answer


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("show persons published by 2018", ["emomali-rahmon", "oleg-bochkaryov", "shavkat-bobozoda", "valery-semerikov"]),
        ("show states published by 1900", []),
        ("show states according to report-2017-04-18", ["russia", "tajikistan"]),
        ("describe Uzbekistan according to report-2017-04-18", []),
        ("describe icmec-21 published by 2017", []),
        ("describe icmec-21 published by 2023", ["icmec-21"]),
    ],
)  # fmt: skip
def test_a_list_holds_what_has_a_name_by_such_a_source(
    csto: tempodb.Database, question: str, ids: list[str]
) -> None:
    answer = csto.query(question)

    assert [row.id for row in answer] == ids
    assert bool(answer) or "without that clause there " in (answer.empty_because or "")


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("members published by 2016", "no row has a source published by 2016-12-31; without"),
        ("members according to csto-2023-04-24 as of 1999", "no row has the source csto-2023-04-24; without"),
        ("members possibly as of 2006", "every row is certain; without that word there are 7"),
        ("members certainly as of 1992-06-01", "every row is merely possible; without"),
    ],
)
def test_a_reason_names_what_left_nothing(csto: tempodb.Database, question: str, reason: str) -> None:
    assert reason in (csto.query(question).empty_because or "")
