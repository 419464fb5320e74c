"""Python makes the same AST as text, and refuses what text cannot say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

import pytest

import tempodb
from tempodb import column
from tempodb.api.query_builder import Asking
from tempodb.base.errors import InputError, QueryError
from tempodb.tql import ast
from tempodb.tql.parsing.parser import parse
from tempodb.tql.printing.questions import write

Ask = Callable[[tempodb.Database], Asking]
SAME: list[tuple[str, Ask]] = [
    ("members", lambda db: db.members()),
    ("members of CSTO", lambda db: db.members("CSTO")),
    ("suspended members of CSTO", lambda db: db.members("CSTO", "suspended")),
    ("observers of CSTO", lambda db: db.observers("CSTO")),
    ("candidates", lambda db: db.members(status="candidate")),
    ("organizations of Tajikistan", lambda db: db.organizations("Tajikistan")),
    ("status of Uzbekistan", lambda db: db.status("Uzbekistan")),
    ("status of Uzbekistan in CSTO", lambda db: db.status("Uzbekistan", "CSTO")),
    ("periods of Uzbekistan in CSTO", lambda db: db.periods("Uzbekistan", "CSTO")),
    ("whether Uzbekistan is member of CSTO", lambda db: db.whether_member("Uzbekistan", "CSTO")),
    ("whether Uzbekistan is suspended", lambda db: db.whether_member("Uzbekistan", status="suspended")),
    ("whether Ann holds chairman of ICMEC", lambda db: db.whether_holds("Ann", "chairman of ICMEC")),
    ("holders of secretary-general of CSTO", lambda db: db.holders("secretary-general of CSTO")),
    ("acting holders of csto/head", lambda db: db.holders("csto/head", "acting")),
    ("holders of any office", lambda db: db.holders_of_any()),
    ("interim holders of any office in CSTO", lambda db: db.holders_of_any("CSTO", "interim")),
    ("offices", lambda db: db.offices()),
    ("offices of Denis Manturov", lambda db: db.offices("Denis Manturov")),
    ("names", lambda db: db.names()),
    ("names of CSTO", lambda db: db.names("CSTO")),
    ("bodies of CSTO", lambda db: db.bodies("CSTO")),
    ("events", lambda db: db.events()),
    ("events of ICMEC", lambda db: db.events("ICMEC")),
    *((f"show {sort}", lambda db, sort=sort: db.show(sort)) for sort in ast.SHOWN),
    ("describe CSTO", lambda db: db.describe("CSTO")),
    ('members of "in 2006; as of"', lambda db: db.members("in 2006; as of")),
    # when
    ("first holders of chair", lambda db: db.holders("chair").first()),
    ("last 3 members as of 2006", lambda db: db.members().as_of(2006).last(3)),
    (
        "longest serving 2 acting holders of chair",
        lambda db: db.holders("chair", "acting").longest_serving(2),
    ),
    ("count shortest serving members", lambda db: db.members().shortest_serving().count()),
    ("predecessor of Ann in chair of X", lambda db: db.predecessor("Ann", "chair of X")),
    ("successor of Ann in chair of X as of 2001", lambda db: db.successor("Ann", "chair of X").as_of(2001)),
    ("holders of chair before Ann", lambda db: db.holders("chair", before="Ann")),
    ("acting holders of chair after Ann", lambda db: db.holders("chair", "acting", after="Ann")),
    ("average duration of holders of chair", lambda db: db.holders("chair").duration("average")),
    ("youngest holders of chair", lambda db: db.holders("chair").youngest()),
    ("oldest 3 members as of 2006", lambda db: db.members().as_of(2006).oldest(3)),
    ("holders of chair ever with age", lambda db: db.holders("chair").ever().with_age()),
    ("members where age >= 70", lambda db: db.members().where(column("age").at_least(70))),
    ("average age of holders of chair", lambda db: db.holders("chair").age("average")),
    ("age of members as of 2006", lambda db: db.members().as_of(2006).age()),
    ("duration of members as of 2006", lambda db: db.members().as_of(2006).duration()),
    ("members that left", lambda db: db.members().that("left")),
    (
        "members that returned in 2017 and held for more than 2 years",
        lambda db: db.members().that("returned", "in", 2017).held_for("more", 2, "years"),
    ),
    ("members as of 2006", lambda db: db.members().as_of("2006")),
    ("members as of 2006", lambda db: db.members().as_of(2006)),
    ("members as of 0850", lambda db: db.members().as_of(850)),
    ("members as of October 2002", lambda db: db.members().as_of("October 2002")),
    ("members as of 2006-03-01", lambda db: db.members().as_of(date(2006, 3, 1))),
    ("members as of today", lambda db: db.members().as_of(" Today ")),
    ("members as of 2007", lambda db: db.members().during("2006").as_of("2007")),
    ("members during 2006", lambda db: db.members().during("2006")),
    ("members between 1998 and today", lambda db: db.members().between(1998, "today")),
    ("members throughout 2006", lambda db: db.members().throughout("2006")),
    ("members throughout between 1994 and 1998", lambda db: db.members().throughout("1994", "1998")),
    ("members certainly as of 2006", lambda db: db.members().as_of("2006").certainly()),
    ("members possibly between 1998 and 2007", lambda db: db.members().between("1998", "2007").possibly()),
    ("members certainly throughout 2006", lambda db: db.members().throughout(2006).certainly()),
    # known when, by whom
    ("members known at 2017-12-31", lambda db: db.members().known_at("2017-12-31")),
    ("members known at 2017", lambda db: db.members().known_at(2017)),
    ("members known at AUGUST 2017", lambda db: db.members().known_at("AUGUST 2017")),
    ("members known at TODAY", lambda db: db.members().known_at("TODAY")),
    ("members known at 2017-12-31", lambda db: db.members().known_at(date(2017, 12, 31))),
    ("members known at today", lambda db: db.members().known_at("today")),
    ("members known at 2017-04-21T12:00:00Z", lambda db: db.members().known_at("2017-04-21T12:00:00Z")),
    ("members known at 2017-04-21T12:00:00Z", lambda db: db.members().known_at(datetime(2017, 4, 21, 12))),
    (
        "members known at 2017-04-21T12:00:00.5+02:00",
        lambda db: db.members().known_at(
            datetime(2017, 4, 21, 12, 0, 0, 500_000, tzinfo=timezone(timedelta(hours=2)))
        ),
    ),
    ("members published by 2017-04", lambda db: db.members().published_by("2017-04")),
    ("members according to the report", lambda db: db.members().according_to("the report")),
    # more, less, in another order
    ("members including suspended, observer", lambda db: db.members().including("suspended", "observer")),
    (
        "members including suspended including observer",
        lambda db: db.members().including("suspended").including("observer"),
    ),
    ("members including Suspended", lambda db: db.members().including("SUSPENDED")),
    ("members including any status", lambda db: db.members().including("any status")),
    ("members including disputed, suspended", lambda db: db.members().including("suspended", "disputed")),
    ("members order by from, to desc", lambda db: db.members().order_by("from", "-to")),
    (
        "members where status is suspended or not for is unknown",
        lambda db: db.members().where(column("Status").is_("suspended") | ~column("for").is_unknown()),
    ),
    (
        "members where status in (member, observer) and ordinal > 3 and end_reason is not unknown",
        lambda db: (
            db.members()
            .where(column("status").in_("member", "observer"))
            .where(column("ordinal").more_than(3) & column("end reason").is_known())
        ),
    ),
    (
        'members where member is not "A, B" and name starts with a and name contains "and not"',
        lambda db: db.members().where(
            column("member").is_not("A, B")
            & (column("name").starts_with("a") & column("name").contains("and not"))
        ),
    ),
    (
        "count members having certain >= 3 and certain <= 5 and possible < 9",
        lambda db: (
            db.members()
            .count()
            .having_(column("certain").at_least(3))
            .having_(column("certain").at_most(5) & column("possible").less_than(9))
        ),
    ),
    ("count members by status by year", lambda db: db.members().count("status", "year")),
    (
        "count distinct members of every organization by status",
        lambda db: db.every_member().count_distinct(by="status"),
    ),
    ("count distinct area of members", lambda db: db.members().count_distinct("for")),
    (
        "count distinct representing of holders of chair by year",
        lambda db: db.holders("chair").count_distinct("representing", by="year"),
    ),
    ("share of suspended members by year", lambda db: db.members(status="suspended").share("year")),
    ("share of holders of chair by capacity", lambda db: db.holders("chair").share("capacity")),
    ("count members by party", lambda db: db.members().count(by="party")),
    ("count members by year by end reason", lambda db: db.members().count("year", "End Reason")),
    ("members limit 3", lambda db: db.members().limit(3)),
    (
        "members of CSTO as of 2006 known at 2017 published by 2018 according to x including suspended, disputed "
        "order by from limit 1",
        lambda db: (
            db.members("CSTO")
            .as_of("2006")
            .known_at("2017")
            .published_by("2018")
            .according_to("x")
            .including("suspended", "disputed")
            .order_by("from")
            .limit(1)
        ),
    ),
]


@pytest.mark.parametrize(("text", "built"), SAME, ids=[text for text, _ in SAME])
def test_text_and_python_make_the_same_query(text: str, built: Ask) -> None:
    (meant,) = parse(text)

    asked = built(tempodb.open(":memory:"))

    assert asked.query == meant
    assert asked.text == write(meant)


@pytest.mark.parametrize(
    ("text", "built"),
    [
        ("members order by FROM desc", lambda db: db.members().order_by("-FROM")),
        ("members including any status", lambda db: db.members().including("Any Status")),
        ("members including disputed", lambda db: db.members().including("Disputed")),
        ("suspended members", lambda db: db.members(status="Suspended")),
        ("whether x is suspended", lambda db: db.whether_member("x", status="Suspended")),
        ("show states", lambda db: db.show("States")),
        ("acting holders of x", lambda db: db.holders("x", "Acting")),
    ],
)
def test_python_takes_words_in_any_case_as_text_does(text: str, built: Ask) -> None:
    (meant,) = parse(text)

    assert built(tempodb.open(":memory:")).query == meant


REFUSED_IN_PYTHON: list[tuple[str, Ask]] = [
    ("no date", lambda db: db.members().as_of("tomorrow")),
    ("a date is missing", lambda db: db.members().as_of("")),
    ("no year", lambda db: db.members().as_of(0)),
    ("no year", lambda db: db.members().as_of(20061)),
    ("no year", lambda db: db.members().as_of(-1)),
    ("no time is asked for yet", lambda db: db.members().certainly()),
    ("no time is asked for yet", lambda db: db.members().possibly()),
    ("no number of rows", lambda db: db.members().limit(-1)),
    ("no instant", lambda db: db.members().known_at("2017-04-21T99:00Z")),
]


@pytest.mark.parametrize(("message", "built"), REFUSED_IN_PYTHON)
def test_python_refuses_what_cannot_be_asked(message: str, built: Ask) -> None:
    with pytest.raises(InputError, match=message):
        built(tempodb.open(":memory:"))


@pytest.mark.parametrize(
    ("built", "says"),
    [
        (lambda db: db.members(""), "the name is empty"),
        (lambda db: db.holders("  "), "the name is empty"),
        (lambda db: db.whether_member("x", ""), "the name is empty"),
        (lambda db: db.members().according_to(" "), "the name is empty"),
        (lambda db: db.members(status=""), "the word is empty"),
        (lambda db: db.members().including(" "), "the word is empty"),
        (lambda db: db.members().order_by("-"), "the word is empty"),
    ],
    ids=range(7),
)
def test_python_is_told_what_is_blank_and_no_place_in_a_text_that_nobody_wrote(built: Ask, says: str) -> None:
    with pytest.raises(QueryError) as refusal:
        built(tempodb.open(":memory:"))

    (found,) = refusal.value.problems
    assert (found.message, found.offset) == (says, None)


@pytest.mark.parametrize(
    "built",
    [
        lambda db: db.members().as_of("unknown"),
        lambda db: db.members().between("2006", "unknown"),
        lambda db: db.members().known_at("unknown"),
        lambda db: db.members().published_by("unknown"),
        lambda db: db.members(""),
        lambda db: db.describe("  "),
        lambda db: db.show("state"),
        lambda db: db.holders("x", "provisional"),
        lambda db: db.members(status="two words"),
        lambda db: db.members().order_by("no column; limit"),
        lambda db: db.members().limit(10**9),
    ],
    ids=range(11),
)
def test_python_builds_nothing_that_text_cannot_say(built: Ask) -> None:
    try:
        asked = built(tempodb.open(":memory:"))
    except InputError:
        return

    assert parse(asked.text) == (asked.query,)
