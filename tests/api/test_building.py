"""Python builds the same questions as text: each form of the language, once in both."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import tempodb
from tempodb import Database, has_status, holds
from tempodb.api.query_builder import Asking
from tempodb.tql.parsing.parser import parse_one

SUSPENDED = has_status("Uzbekistan", "CSTO", "suspended")
CHAIRING = holds("Denis Manturov", "chairman of ICMEC")
FORMS: list[tuple[str, Callable[[Database], Asking]]] = [
    ("members of CSTO while Denis Manturov holds chairman of ICMEC", lambda db: db.members("CSTO").while_(CHAIRING)),
    (
        "holders of any office while Uzbekistan is suspended in CSTO while Denis Manturov holds chairman of ICMEC",
        lambda db: db.holders_of_any().while_(SUSPENDED).while_(CHAIRING),
    ),
    ("members that joined in 1993", lambda db: db.members().that("joined", "in", 1993)),
    ("members that Left Before 2000-06", lambda db: db.members().that("LEFT", "Before", "2000-06")),
    ("members that ended between 1998 and 2012", lambda db: db.members().that("ended", "between", 1998, 2012)),
    ("members that held for less than 10 years", lambda db: db.members().held_for("less", 10, "years")),
    ("members that held for more than 1 month", lambda db: db.members().held_for("more", 1, "Month")),
    ("members including suspended, predecessors", lambda db: db.members().including("suspended", "predecessors")),
    ("members of every organization as of 2023", lambda db: db.every_member().as_of(2023)),
    ("members as of 2006 union (observers as of 2013)", lambda db: db.members().as_of(2006).union(db.observers().as_of(2013))),
    ("members intersect (members of SCO)", lambda db: db.members().intersect(db.members("SCO"))),
    (
        "members except (observers) except (members of SCO) order by party desc limit 3",
        lambda db: db.members().except_(db.observers()).except_(db.members("SCO")).order_by("-party").limit(3),
    ),
    ("count (members union (observers))", lambda db: db.members().union(db.observers()).count()),
    ("count members by quarter between 1992 and 1993", lambda db: db.members().between(1992, 1993).count(by="quarter")),
    ("count members as of 2006 by status", lambda db: db.members().as_of(2006).count(by="status")),
    ("count members of every organization", lambda db: db.every_member().count()),
    ("changes in every organization during 1999", lambda db: db.every_change().during(1999)),
    ("history of members of CSTO", lambda db: db.members("CSTO").history()),
    ("overlaps of members of CSTO between 1992 and 1995",
     lambda db: db.members("CSTO").between(1992, 1995).overlaps()),
    ("history of (members except (observers))", lambda db: db.members().except_(db.observers()).history()),
    ("compare members as of 1998 with as of 2007", lambda db: db.members().as_of(1998).compare(db.members().as_of(2007))),
    (
        "compare members known at 2017 with known at 2020",
        lambda db: db.members().known_at(2017).compare(db.members().known_at(2020)),
    ),
    ("explain members as of 2006", lambda db: db.members().as_of(2006).explain()),
    ("whether Uzbekistan is suspended in CSTO as of 2013", lambda db: db.whether(SUSPENDED).as_of(2013)),
    ("when Denis Manturov holds chairman of ICMEC", lambda db: db.when(CHAIRING)),
    ("why Uzbekistan is suspended in CSTO as of 2013", lambda db: db.why(SUSPENDED).as_of(2013)),
    ("changes in CSTO between 1998 and 2007", lambda db: db.changes("CSTO").between(1998, 2007)),
    ("vacancies of secretary-general of CSTO", lambda db: db.vacancies("secretary-general of CSTO")),
    ("vacancies of any office in CSTO", lambda db: db.vacancies_of_any("CSTO")),
    ("timeline of CSTO", lambda db: db.timeline("CSTO")),
    ("revisions of Uzbekistan in CSTO", lambda db: db.revisions("Uzbekistan", "CSTO")),
    ("conflicts in CSTO", lambda db: db.conflicts("CSTO")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "build"), FORMS, ids=[text for text, _ in FORMS])
def test_python_builds_what_text_asks(text: str, build: Callable[[Database], Asking]) -> None:
    with tempodb.open(":memory:") as db:
        assert build(db).query == parse_one(text)


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda db: db.members().that("came", "in", 1993), "`came` is no word that fits here"),
        (lambda db: db.members().that("joined", "during", 1993), "`during` is no word that fits here"),
        (
            lambda db: db.members().that("joined", "between", 1993),
            "`between` takes two dates, and the others one",
        ),
        (lambda db: db.members().held_for("more", 10, "parsecs"), "`parsec` is no word that fits here"),
        (lambda db: db.members().held_for("more", -1, "years"), "`-1` does not fit here"),
        (lambda db: db.members().as_of(10**5000), "`…` is no year"),
        (lambda db: db.members().as_of(0), "`0` is no year"),
        (lambda db: db.members().limit(10**5000), "that is no number of rows"),
        (lambda db: db.members().limit(-1), "that is no number of rows"),
        (lambda db: db.members().count(by="week"), "`week` is no word that fits here"),
        (lambda db: db.members().while_("x"), "'x' is no condition"),
        (lambda db: db.when("Armenia"), "'Armenia' is no condition"),
        (lambda db: db.why("Armenia"), "'Armenia' is no condition"),
        (lambda db: db.members().union("members of CSTO"), "'members of CSTO' is no question"),
        (lambda db: db.members().compare("members of CSTO"), "'members of CSTO' is no question"),
        (lambda db: db.members().compare(db.observers()), "the questions differ"),
        (
            lambda db: db.members().as_of(1998).compare(db.members().as_of(2007).according_to("charter")),
            "the questions differ in more than time",
        ),
    ],
)
def test_what_means_nothing_is_refused(build: Callable[[Database], Asking], message: str) -> None:
    with tempodb.open(":memory:") as db, pytest.raises(tempodb.InputError) as caught:
        build(db)

    assert caught.value.problems[0].message == message
