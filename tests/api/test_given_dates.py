"""A date is one thing for questions and writes: the same is read, and refused in the same words."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

import tempodb
from api.kept_file import CSTO
from tempodb import Database
from tempodb.base.errors import TempodbError

DATE = "give a text as in 2012-06-28, a year, or a datetime.date"
YEAR = "years run from 1 to 9999"


def opened(file: Path) -> Database:
    return tempodb.open(file, clock=lambda: 1_700_000_000_000_000)


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("dates") / "x.db"
    with opened(file) as database:
        database.load(CSTO)
    return file


@pytest.fixture
def db(once: Path, tmp_path: Path) -> Iterator[Database]:
    with opened(Path(shutil.copy(once, tmp_path))) as database:
        yield database


def by_text(db: Database, given: object) -> str:
    return str(db.query("members of CSTO as of :t", t=given).query).rpartition("as of ")[2]


def built(db: Database, given: object) -> str:
    return db.members("CSTO").as_of(given).text.rpartition("as of ")[2]


def recorded(db: Database, given: object) -> str:
    with db.transaction() as tx:
        done = tx.record_membership("georgia", "csto", status="observer", from_=given, to="9000")
    return done.said.rpartition(" from ")[2].partition(" to ")[0]


def corrected(db: Database, given: object) -> str:
    with db.transaction() as tx:
        tx.record_membership("georgia", "csto", status="observer", from_="0002-01-01", to="0002-02-01")
        done = tx.correct_membership("georgia", "csto", at="0002-01-15", to=given)
    return done.said.rpartition(" to ")[2]


WAYS = (by_text, built, recorded, corrected)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("given", "read"),
    [
        (2006, "2006"),
        (" 2006 ", "2006"),
        (999, "0999"),
        (date(2006, 1, 2), "2006-01-02"),
        ("October 2002", "2002-10"),
    ],
)
def test_what_is_a_date_is_one_everywhere(
    db: Database, way: Callable[[Database, object], str], given: object, read: str
) -> None:
    assert way(db, given) == read


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("given", "message", "hint"),
    [
        (True, "`True` is no date", DATE),
        (float("nan"), "`nan` is no date", DATE),
        (2006.0, "`2006.0` is no date", DATE),
        (b"2006", "`b'2006'` is no date", DATE),
        ([], "`[]` is no date", DATE),
        ([10**5000], "`…` is no date", DATE),
        (time(3), "`datetime.time(3, 0)` is no date", DATE),
        (0, "`0` is no year", YEAR),
        (-5, "`-5` is no year", YEAR),
        (10_000, "`10000` is no year", YEAR),
        pytest.param(10**5000, "`…` is no year", YEAR, id="huge"),
        (
            datetime(2006, 1, 1, tzinfo=UTC),
            "`2006-01-01T00:00:00+00:00` is an instant, and a day is wanted here",
            "give its day, as in moment.date()",
        ),
    ],
)
def test_what_is_no_date_is_refused_in_the_same_words(
    db: Database, way: Callable[[Database, object], str], given: object, message: str, hint: str
) -> None:
    with pytest.raises(TempodbError) as caught:
        way(db, given)
    (problem,) = caught.value.problems
    assert (problem.code, problem.message, problem.hint) == ("date", message, hint)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("given", ["", "soon", "2006\x00", "\ud800", "31-02-2006", "1/2/2003"])
def test_a_text_that_is_no_date_is_refused_in_the_same_words(
    db: Database, way: Callable[[Database, object], str], given: str
) -> None:
    with pytest.raises(TempodbError) as expected:
        built(db, given)
    with pytest.raises(TempodbError) as caught:
        way(db, given)
    ours, theirs = expected.value.problems[0], caught.value.problems[0]
    assert (ours.code, ours.message, ours.hint) == (theirs.code, theirs.message, theirs.hint)


def test_today_is_the_day_of_the_question_and_of_the_transaction(db: Database) -> None:
    assert by_text(db, "Today") == built(db, "Today") == "today"
    assert recorded(db, "today") == "2023-11-14"


@pytest.mark.parametrize(
    ("given", "read"),
    [
        (datetime(2017, 4, 21, 12), "2017-04-21T12:00:00.000000Z"),
        ("2017-04-21T12:00Z", "2017-04-21T12:00:00.000000Z"),
        (date(2017, 4, 21), "2017-04-21"),
        (2017, "2017"),
    ],
)
def test_an_instant_takes_all_of_them_and_a_datetime(db: Database, given: object, read: str) -> None:
    text = db.query("members of CSTO known at :t", t=given).query
    assert text == db.members("CSTO").known_at(given).text == f"members of CSTO known at {read}"


@pytest.mark.parametrize("given", [datetime(2020, 1, 1, tzinfo=UTC), date(2020, 1, 1), "2020-01-01"])
def test_a_recorded_time_and_the_clock_take_them_too(given: datetime | date | str) -> None:
    with tempodb.open(":memory:", now=given) as db:
        db.load(tempodb.bundled_fixture("csto.yaml"), recorded_at=given)
        assert db.query("members").known_at.startswith("2020-01-01T00:00:00")


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda db: db.query(None), "None is no text"),
        (lambda db: db.query(b"members"), "b'members' is no text"),
        (lambda db: db.run(3), "3 is no text"),
        (lambda db: db.query("describe :x", x=None), "the parameter `:x` is neither a text nor a small whole number"),
        (lambda db: db.query("describe :x", x=True), "the parameter `:x` is neither a text nor a small whole number"),
        (lambda db: db.query("members limit :n", n=10**5000), "the parameter `:n` is neither a text nor a small whole number"),
        (lambda db: db.members(3), "3 is no text"),
        (lambda db: db.members().limit("3"), "that is no number of rows"),
        (lambda db: tempodb.open(":memory:", now=True), "`True` is no date"),
        (lambda db: db.transaction(recorded_at=2.5), "`2.5` is no date"),
        (lambda db: db.transaction(note=3), "3 is no text"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_told_in_words(
    db: Database, ask: Callable[[Database], object], message: str
) -> None:
    with pytest.raises(TempodbError) as caught:
        ask(db)
    assert caught.value.problems[0].message == message


def test_a_database_is_not_closed_within_its_own_transaction(db: Database) -> None:
    with (
        pytest.raises(tempodb.InputError, match="a transaction of this database is open"),
        db.transaction() as tx,
    ):
        tx.record_membership("georgia", "csto", status="observer", from_=2006)
        db.close()
    assert not db.query("observers of CSTO as of 2010").rows
    db.close()
