"""What a file may say of time, and the time at which it is recorded."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from store.loading.desk import WORLD, Content, Desk, dataset, membership, tenure
from tempodb.api.database import Database
from tempodb.api.engine import Engine
from tempodb.store.engines.sqlite.storage import MemoryStorage

# --- what a file may say of time ----------------------------------------------------------------------

FORMS: list[tuple[Content, str | None, str | None]] = [
    ({"from": "2012-06-28"}, "2012-06-28", None),
    ({"from": "2002-10"}, "2002-10", None),
    ({"from": "1999"}, "1999", None),
    ({"from": 1999}, "1999", None),
    ({"from": "199X"}, "199X", None),
    ({"from": "[1999-04..1999-06]"}, "[1999-04..1999-06]", None),
    ({"from": "[..2017-04-18]"}, "[..2017-04-18]", None),
    ({"from": "[2017-04-20..]"}, "[2017-04-20..]", None),
    ({"from": "unknown"}, "unknown", None),
    ({"from": "October 2002"}, "2002-10", None),
    ({"from": "Oct 2002"}, "2002-10", None),
    ({"from": "June 28, 2012"}, "2012-06-28", None),
    ({"from": "28 June 2012"}, "2012-06-28", None),
    ({"from": "24.04.2023"}, "2023-04-24", None),
    ({"from": "0001-01-02"}, "0001-01-02", None),
    ({"from": "9998-12-31"}, "9998-12-31", None),
    ({}, "unknown", None),
    ({"to": "2012-06-28"}, "unknown", "2012-06-28"),
    ({"to": "1999"}, "unknown", "1999"),
    ({"from": "1992", "to": "[1999-04..1999-06]"}, "1992", "[1999-04..1999-06]"),
    ({"from": "1992", "to": "unknown"}, "1992", "unknown"),
    ({"from": "1992", "to": "[2017-04-20..]"}, "1992", "[2017-04-20..]"),
    ({"from": "1992", "to": "[..2017-04-18]"}, "1992", "[..2017-04-18]"),
    ({"from": "1999", "to": "1999"}, "1999", "1999"),
    ({"from": "unknown", "to": "unknown"}, "unknown", "unknown"),
    ({"through": "2016-12-31"}, "unknown", "2017-01-01"),
    ({"from": "2016-12-31", "through": "2016-12-31"}, "2016-12-31", "2017-01-01"),
    ({"from": "1992", "through": "2016"}, "1992", "[2016-01-02..2017-01-01]"),
    ({"from": "1992", "through": "February 2016"}, "1992", "[2016-02-02..2016-03-01]"),
    ({"from": "1992", "through": "199X"}, "1992", "[1990-01-02..2000-01-01]"),
    ({"from": "1992", "through": "unknown"}, "1992", "unknown"),
    ({"from": "1992", "through": "[2017-04-20..]"}, "1992", "[2017-04-21..]"),
    ({"from": "1992", "through": "[..2017-04-18]"}, "1992", "[..2017-04-19]"),
    ({"observed": "2017-04-18"}, "[..2017-04-18]", "[2017-04-19..]"),
    ({"observed": ["2017-04-18"]}, "[..2017-04-18]", "[2017-04-19..]"),
    ({"observed": ["2023-04-27", "18 April 2017"]}, "[..2017-04-18]", "[2023-04-28..]"),
]


@pytest.mark.parametrize(("written", "from_", "to"), FORMS)
def test_dates_are_shown_as_stated_in_edtf(
    desk: Desk, written: Content, from_: str | None, to: str | None
) -> None:
    desk.load(dataset(memberships=[{**membership(), **written}], tenures=[{**tenure(), **written}]))

    assert desk.periods() == [("member", from_, to)]
    assert desk.periods("holders of o/chair between 0001 and 9999") == [("substantive", from_, to)]


@pytest.mark.parametrize("written", [form[0] for form in FORMS])
def test_dates_are_exported_as_written(desk: Desk, written: Content) -> None:
    desk.load(dataset(memberships=[{**membership(), **written}]))

    (entry,) = json.loads(desk.db.export(format="json"))["memberships"]

    stated = {key: entry[key] for key in entry.keys() & {"from", "to", "through", "observed"}}
    assert (
        stated == {k: str(v) if v != ["2017-04-18"] else v[0] for k, v in written.items()}
        or stated == written
    )


@pytest.mark.parametrize(
    ("day", "certainty"), [("2019-12-31", "possible"), ("2020-03-04", "certain"), ("2024", "certain")]
)
def test_an_absent_beginning_is_not_after_the_day_it_was_recorded(
    desk: Desk, day: str, certainty: str
) -> None:
    desk.load(dataset(memberships=[membership()]), recorded_at="2020-03-04T05:06:07Z")

    (row,) = desk.db.query(f"members of o as of {day}")

    assert row.certainty == certainty


def test_an_absent_beginning_stays_before_the_day_it_was_recorded_when_later_facts_come(desk: Desk) -> None:
    desk.load(dataset(memberships=[membership()]), recorded_at="2020-01-01")
    suspended = membership(status="suspended", from_="2021", to="2023")

    problems = desk.refused(dataset(memberships=[membership(), suspended]), recorded_at="2025-01-01")

    assert [problem.code for problem in problems] == ["contradiction"]


EXISTENCES = [
    ({"founded": "1990", "dissolved": "2000-05"}, "1990", "2000-05"),
    ({"founded": "1990"}, "1990", None),
    ({"dissolved": "2000-05"}, None, "2000-05"),
    ({"founded": "[..2017-04-18]"}, "[..2017-04-18]", None),
    ({}, None, None),
]


@pytest.mark.parametrize(
    ("other", "founded", "dissolved"),
    [
        ({"founded": "1990-03"}, "1990-03", "2000-05"),
        ({"dissolved": "2000"}, "1990", "2000-05"),
        ({"founded": "[..1990-06-30]"}, "[1990-01-01..1990-06-30]", "2000-05"),
    ],
)
def test_what_two_datasets_say_of_a_founding_is_one_event(
    desk: Desk, other: Content, founded: str, dissolved: str
) -> None:
    c = {"name": "Committee", "founded": "1990", "dissolved": "2000-05"}
    desk.load(dataset("d", organizations={**WORLD["organizations"], "c": c}))
    desk.load(dataset("e", world={}, organizations={"c": {"name": "Committee", **other}}))

    assert desk.periods("names of c") == [("Committee", founded, dissolved)]


@pytest.mark.parametrize("other", [{"founded": "2002"}, {"founded": "1990", "dissolved": "2001"}])
def test_a_party_is_founded_and_dissolved_once(desk: Desk, other: Content) -> None:
    c = {"name": "Committee", "founded": "1990", "dissolved": "2000-05"}
    desk.load(dataset("d", organizations={**WORLD["organizations"], "c": c}))

    (problem,) = desk.refused(dataset("e", world={}, organizations={"c": {"name": "Committee", **other}}))

    assert "that `c` existed" in problem.message


@pytest.mark.parametrize(("existence", "founded", "dissolved"), EXISTENCES)
def test_a_name_and_a_part_of_without_dates_hold_from_founding_to_dissolution(
    desk: Desk, existence: Content, founded: str | None, dissolved: str | None
) -> None:
    c = {"name": "Committee", "part_of": "o", **existence}
    desk.load(dataset(organizations={"o": {"name": "Org"}, "c": c}))

    (body,) = desk.db.query("bodies of o between 0001 and 9999")

    assert desk.periods("names of c") == [("Committee", founded, dissolved)]
    assert (body.from_, body.to) == (founded, dissolved)


def test_nothing_holds_of_a_body_before_its_founding_or_after_its_dissolution(desk: Desk) -> None:
    c = {"name": "Committee", "part_of": "o", "founded": "1990", "dissolved": "2000-05"}
    desk.load(dataset(organizations={"o": {"name": "Org"}, "c": c}))

    found = {
        day: [row.certainty for row in desk.db.query(f"bodies of o as of {day}")]
        for day in ("1989", "1990-03", "1995", "2000-05-02", "2000-06")
    }

    assert list(found.values()) == [[], ["possible"], ["certain"], ["possible"], []]


# --- recorded time ------------------------------------------------------------------------------------


def test_several_files_are_recorded_a_microsecond_apart(desk: Desk) -> None:
    files = [dataset("d"), dataset("e"), dataset("f")]

    reports = desk.load(*files, recorded_at="2020-01-01T00:00:00Z")

    assert [(report["transaction"], report["recorded_at"]) for report in reports] == [
        (1, "2020-01-01T00:00:00.000000Z"),
        (2, "2020-01-01T00:00:00.000001Z"),
        (3, "2020-01-01T00:00:00.000002Z"),
    ]


@pytest.mark.parametrize(
    ("written", "recorded"),
    [
        ("2020-01-01T12:00:00Z", "2020-01-01T12:00:00.000000Z"),
        ("2020-01-01T12:00:00.123456+02:00", "2020-01-01T10:00:00.123456Z"),
        ("2020-01-01T12:00", "2020-01-01T12:00:00.000000Z"),
        ("2020-01-02", "2020-01-02T00:00:00.000000Z"),
        ("2020", "2020-01-01T00:00:00.000000Z"),
        ("2 January 2020", "2020-01-02T00:00:00.000000Z"),
    ],
)
def test_an_own_recorded_time_is_an_instant_or_the_first_one_of_a_date(
    desk: Desk, written: str, recorded: str
) -> None:
    (report,) = desk.load(dataset(), recorded_at=written)

    assert report["recorded_at"] == recorded


@pytest.mark.parametrize(
    "written",
    ["", "yesterday", "1/2/2003", "2023-02-30", "2020-01-01T25:00:00Z", "2020-01-01T12:00:00.1234567Z"],
)
def test_an_own_recorded_time_that_is_no_instant_is_refused(desk: Desk, written: str) -> None:
    assert desk.refused(dataset(), recorded_at=written)


@pytest.mark.parametrize("written", ["unknown", "[..2017-04-18]", "[2017-04-20..]", "[1999-04..1999-06]"])
def test_an_own_recorded_time_that_names_no_granule_is_refused(desk: Desk, written: str) -> None:
    assert desk.refused(dataset(), recorded_at=written)


NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)


def at(moment: datetime) -> int:
    return int(moment.timestamp()) * 1_000_000


@pytest.fixture
def frozen(desk: Desk) -> Desk:
    """Return a desk whose clock stands at *NOW*."""
    desk.db.close()
    desk.db = Database(Engine(MemoryStorage(), clock=lambda: at(NOW)))
    return desk


@pytest.mark.parametrize(
    ("recorded_at", "message"),
    [
        ("2024-06-01T12:00:00.000001Z", "is in the future"),
        ("2024-06-02", "is in the future"),
        ("9999", "is in the future"),
        ("2024-05-01", "is not after the last transaction"),
        ("2024-04-30T23:59:59.999999Z", "is not after the last transaction"),
        ("2020", "is not after the last transaction"),
    ],
)
def test_history_is_replayed_after_the_last_transaction_and_not_in_the_future(
    frozen: Desk, recorded_at: str, message: str
) -> None:
    frozen.load(dataset(), recorded_at="2024-05-01")
    digest = frozen.db.digest()

    (problem,) = frozen.refused(dataset(memberships=[membership()]), recorded_at=recorded_at)

    assert (problem.code, message in problem.message) == ("recorded-at", True)
    assert frozen.db.digest() == digest


@pytest.mark.parametrize("recorded_at", ["2020", "2024-05-01", "2024-06-02", "9999-12-31", "0001"])
def test_a_load_with_nothing_to_write_succeeds_whatever_its_time(frozen: Desk, recorded_at: str) -> None:
    frozen.load(dataset(), recorded_at="2024-05-01")

    (report,) = frozen.load(dataset(), recorded_at=recorded_at)

    assert report["transaction"] is None


def test_recorded_times_rise_while_the_clock_stands_still_or_goes_back(desk: Desk) -> None:
    clock = iter(
        [NOW, NOW, NOW, NOW - timedelta(hours=1), NOW - timedelta(days=400), NOW + timedelta(seconds=1)]
    )
    desk.db = Database(Engine(MemoryStorage(), clock=lambda: at(next(clock))))

    reports = [desk.load(dataset(memberships=[membership(from_=year)]))[0] for year in range(1990, 1995)]

    assert [report["recorded_at"] for report in reports] == [
        "2024-06-01T12:00:00.000000Z",
        "2024-06-01T12:00:00.000001Z",
        "2024-06-01T12:00:00.000002Z",
        "2024-06-01T12:00:00.000003Z",
        "2024-06-01T12:00:01.000000Z",
    ]


def test_a_history_replayed_from_before_1970_is_whole(desk: Desk) -> None:
    desk.load(dataset(), recorded_at="1950-01-01")
    desk.load(dataset(memberships=[membership()]), recorded_at="1951-01-01")

    assert desk.db.verify() == []
