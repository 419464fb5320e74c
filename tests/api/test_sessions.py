"""A conversation: the focus and the instants that were set hold for what follows, and writes ask first."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import tempodb
from tempodb.api.engine import Engine
from tempodb.api.session import SessionContext, TimeAxis
from tempodb.binding.session_defaults import with_defaults
from tempodb.model.write_results import ErasureResult, Preview, WriteResult
from tempodb.store.engines.locations import storage
from tempodb.temporal.granules import Granule
from tempodb.temporal.instants import read_instant
from tempodb.tql.parsing.parser import parse
from tempodb.tql.printing.questions import write

NOW = read_instant("2026-11-21T12:00:00Z")


def opened(file: Path) -> tempodb.Database:
    return tempodb.Database(Engine(storage(file), clock=lambda: NOW))


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sessions") / "x.db"
    with opened(file) as database:
        database.load(tempodb.bundled_fixture("csto.yaml"), recorded_at="2026-01-01T00:00:00Z")
    return file


@pytest.fixture
def db(once: Path, tmp_path: Path) -> Iterator[tempodb.Database]:
    """Return a database of the first dataset."""
    with opened(Path(shutil.copy(once, tmp_path))) as database:
        yield database


SETTLED = [
    ("members", "members as of 2006 known at 2017"),
    ("members as of 1998", "members as of 1998 known at 2017"),
    ("members during 1998 known at 2020", "members during 1998 known at 2020"),
    ("members that joined in 1993", "members that joined in 1993 known at 2017"),
    ("periods of A", "periods of A known at 2017"),
    ("changes between 1998 and 2007", "changes between 1998 and 2007 known at 2017"),
    ("whether A is member", "whether A is member as of 2006 known at 2017"),
    ("why A in B", "why A in B as of 2006 known at 2017"),
    ("members while A is suspended in B", "members while A is suspended in B known at 2017"),
    ("count members", "count members as of 2006 known at 2017"),
    ("count (members union (members as of 1998))",
     "count (members as of 2006 known at 2017 union (members as of 1998 known at 2017))"),
    ("count members by year", "count (members known at 2017) by year"),
    ("count members by year between 1992 and 2000", None),
    ("history of members", "history of members known at 2017"),
    ("history of (members union (observers))",
     "history of (members known at 2017 union (observers known at 2017))"),
    ("compare members with as of 1998", "compare members as of 2006 known at 2017 with as of 1998"),
    ("compare members with known at 2012", "compare members as of 2006 known at 2017 with known at 2012"),
    ("explain offices of A", "explain offices of A as of 2006 known at 2017"),
    ("show states", "show states known at 2017"),
    ("members order by from limit 3", "members as of 2006 known at 2017 order by from limit 3"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "meant"), SETTLED, ids=[asked for asked, _ in SETTLED])
def test_what_was_set_is_meant_where_nothing_else_is_said(asked: str, meant: str | None) -> None:
    query, given = parse(f"{asked}; set as of 2006 known at 2017")

    if meant is not None:
        assert write(with_defaults(query, given)) in (meant, write(parse(meant)[0]))
    assert with_defaults(query, parse("set as of today")[0].having(as_of=None)) == query
    assert with_defaults(
        with_defaults(query, given), parse("set as of 1950 known at 1950")[0]
    ) == with_defaults(query, given)


def test_what_is_set_holds_until_it_is_set_anew(db: tempodb.Database) -> None:
    text = """count members; set as of 2006; count members; set as of 1993 known at 2020; count members;
        set known at today; count members; set as of today; count members"""

    answers = list(db.session().run(text))

    assert [(answer.valid, answer.known_at and answer.known_at[:10]) for answer in answers] == [
        ("2026-11-21", "2026-01-01"), ("2006", "2026-01-01"), ("1993", None),
        ("1993", "2026-01-01"), ("2026-11-21", "2026-01-01"),
    ]  # fmt: skip
    assert answers[1].query == "count members as of 2006"


def test_a_session_says_what_holds(db: tempodb.Database) -> None:
    session = db.session()
    assert session.context == SessionContext("csto")

    assert list(session.run('use "IMEC"; set as of October 2002 known at 2020-01-02T03:04Z')) == []

    assert session.context == SessionContext("icmec", "2002-10", "2020-01-02T03:04:00.000000Z")


@pytest.mark.parametrize(("before", "clock", "granule", "by", "after"), [
    (None, TimeAxis.AS_OF, Granule.DAY, -1, "2026-11-20"),
    (None, TimeAxis.AS_OF, Granule.YEAR, 1, "2027-11-21"),
    ("set as of 2006", TimeAxis.AS_OF, Granule.MONTH, 1, "2006-01"),
        ("set as of 2006", TimeAxis.AS_OF, Granule.MONTH, -1, "2005-12"),
        ("set as of 2006-01", TimeAxis.AS_OF, Granule.MONTH, 1, "2006-02"),
        ("set as of 1973-11", TimeAxis.AS_OF, Granule.DAY, 1, "1973-11-01"),
        ("set as of 1973-11-15", TimeAxis.AS_OF, Granule.YEAR, 1, "1974-11-15"),
        ("set as of 2011-05-01", TimeAxis.AS_OF, Granule.YEAR, -1, "2010-05-01"),
        ("set as of 2011-05", TimeAxis.AS_OF, Granule.YEAR, -1, "2010-05"),
        ("set as of 2011", TimeAxis.AS_OF, Granule.YEAR, -1, "2010"),
        ("set as of 2012-02-29", TimeAxis.AS_OF, Granule.YEAR, 1, "2013-02-28"),
        ("set as of 2011-03-31", TimeAxis.AS_OF, Granule.MONTH, -1, "2011-02-28"),
        ("set as of 2011-12-31", TimeAxis.AS_OF, Granule.MONTH, 1, "2012-01-31"),
        ("set as of 9999-12-31", TimeAxis.AS_OF, Granule.YEAR, -1, "9998-12-31"),
        ("set as of 0001-01-01", TimeAxis.AS_OF, Granule.YEAR, -1, "0001-01-01"),
        ("set as of [2011-05-01..2011-05-02]", TimeAxis.AS_OF, Granule.YEAR, -1, "2010"),
    ("set as of 2006-12-31", TimeAxis.AS_OF, Granule.DAY, 1, "2007-01-01"),
    ("set as of 199X", TimeAxis.AS_OF, Granule.YEAR, -1, "1989"),
    ("set as of 0001", TimeAxis.AS_OF, Granule.YEAR, -1, "0001"),
    ("set as of 9999-12", TimeAxis.AS_OF, Granule.MONTH, 1, "9999-12"),
    (None, TimeAxis.KNOWN_AT, Granule.YEAR, -1, "2025-11-21"),
    (None, TimeAxis.KNOWN_AT, Granule.DAY, 1, None),
    ("set known at 2026-11-20", TimeAxis.KNOWN_AT, Granule.DAY, 1, None),
    ("set known at 2020-01-02T03:04Z", TimeAxis.KNOWN_AT, Granule.MONTH, 1, "2020-02-02"),
])  # fmt: skip
def test_a_clock_is_stepped_by_the_calendar(
    db: tempodb.Database, before: str | None, clock: TimeAxis, granule: Granule, by: int, after: str | None
) -> None:
    session = db.session()
    list(session.run(before or ""))

    session.step(clock, granule, by)

    assert getattr(session.context, clock) == after


END = "end membership of Armenia in CSTO from 2024-02-22"


def test_a_write_shows_what_it_would_do_and_does_it_if_that_is_consented_to(db: tempodb.Database) -> None:
    seen: list[WriteResult | ErasureResult] = []

    def refusing(outcome: WriteResult | ErasureResult) -> bool:
        seen.append(outcome)
        return False

    before = db.digest()
    assert list(db.session().execute(f"{END}; erase Valery Semerikov", consent=refusing)) == []
    assert db.digest() == before
    assert [outcome.said for outcome in seen] == [
        END,
        "erase valery-semerikov: 4 assertions were emptied, and the person blanked in 4 more",
    ]

    (done,) = db.session().execute(END, consent=lambda outcome: outcome == seen[0])
    assert done == seen[0]
    assert len(db.query("members as of 2025")) == len(db.query("members as of 2023")) - 1


def test_a_write_that_would_do_something_else_than_what_was_shown_is_refused(db: tempodb.Database) -> None:
    def meanwhile(_: WriteResult | ErasureResult) -> bool:
        db.run("change membership of Armenia in CSTO as observer from 2025 onwards")
        return True

    with pytest.raises(tempodb.InputError, match="has changed since"):
        list(db.session().execute(END, consent=meanwhile))

    assert [row.status for row in db.query("periods of Armenia in CSTO")] == ["member", "observer"]


def test_an_undo_shows_what_it_would_do_too(db: tempodb.Database) -> None:
    db.run(END)
    seen: list[WriteResult | ErasureResult] = []

    def refusing(outcome: WriteResult | ErasureResult) -> bool:
        seen.append(outcome)
        return False

    assert list(db.session().execute("undo", consent=refusing)) == []
    assert len(db.recorded()) == 2
    assert list(db.session().execute("undo", consent=lambda outcome: outcome == seen[0])) == seen

    def meanwhile(_: WriteResult | ErasureResult) -> bool:
        db.run(END)
        return True

    with pytest.raises(tempodb.InputError, match="has changed since"):
        list(db.session().execute("undo", consent=meanwhile))


@pytest.mark.parametrize(
    "statement", [END, "undo", "undo 1", "erase Valery Semerikov", 'record person x named "Ex"']
)
def test_a_preview_tells_what_a_statement_does_and_needs_no_consent(
    db: tempodb.Database, statement: str
) -> None:
    before = db.digest()

    (foreseen,) = db.session().execute(f"preview {statement}", consent=lambda _: pytest.fail("asked"))

    assert db.digest() == before
    (done,) = db.run(statement)
    assert isinstance(foreseen, Preview)
    assert foreseen.foreseen == done


def test_what_is_so_already_needs_no_consent(db: tempodb.Database) -> None:
    again = "record membership of Armenia in CSTO as member from 1992 onwards source report-2017-04-21"

    (done,) = db.session().execute(again, consent=lambda _: pytest.fail("asked"))

    assert isinstance(done, WriteResult)
    assert done.is_empty


def test_labels_are_the_names_of_everything_with_the_days_of_their_use(db: tempodb.Database) -> None:
    labels = {(label.name, label.id): label for label in db.labels()}

    before, since = labels["CST", "csto"], labels["CSTO", "csto"]
    assert before.class_ == since.class_ == "organization"
    assert before.periods[0][1] > since.periods[0][0] > before.periods[0][0]
    assert ("IMEC", "icmec") in labels
    assert labels["Secretary-General", "csto/secretary-general"].type.name == "OFFICE"
    assert ("report-2017-04-21", "report-2017-04-21") in labels
    assert ("armenia", "armenia") not in labels  # It reads like the name.
    assert ("csto/secretary-general", "csto/secretary-general") in labels


def test_without_a_database_there_is_nothing_to_offer(tmp_path: Path) -> None:
    with tempodb.open(tmp_path / "none.db") as database:
        assert (database.labels(), database.recorded(), database.focus()) == ([], [], None)
