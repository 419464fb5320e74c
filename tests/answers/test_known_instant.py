"""An answer names the last recorded instant that is not after the asked one, and keeps it for ever."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

import tempodb
from tempodb.cli import main
from tempodb.cli.arguments import perform
from tempodb.cli.context import CliRuntime
from tempodb.temporal.instants import DAY, read_instant

QUESTION = "members of icmec including any status as of 2011"
FIRST, SECOND = "2026-01-01T12:00:00.000000Z", "2026-03-01T12:00:00.000000Z"
PRESENT = "2026-11-21T20:00:00Z"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where a database lies with two transactions."""
    path = tmp_path / "x.db"
    with tempodb.open(path) as db:
        db.load(tempodb.bundled_fixture("csto.yaml"), recorded_at=FIRST)
        db.run("record membership of Uzbekistan in icmec as observer from 2011 to 2012", recorded_at=SECOND)
    return path


def test_what_is_not_yet_committed_comes_after_every_instant_that_was_named(path: Path) -> None:
    """MEANING.md, M40."""
    reader = tempodb.open(path)
    with tempodb.open(path) as db, db.transaction() as tx:
        tx.record_membership("uzbekistan", "icmec", status="observer", from_="2010", to="2013")
        during = reader.query(QUESTION)
    after = reader.query(f"{QUESTION} known at {during.known_at}")

    assert during.known_at == SECOND
    assert [row.from_ for row in during] == ["2011"]
    assert after.rows == during.rows
    assert [row.from_ for row in reader.query(QUESTION)] == ["2010"]


@pytest.mark.parametrize(
    ("clause", "known_at"),
    [
        ("", SECOND),
        ("known at today", SECOND),
        ("known at 2099", SECOND),
        ("known at 2026-03", SECOND),
        ("known at 2026-03-01T12:00:00Z", SECOND),
        ("known at 2026-03-01T11:59:59.999999Z", FIRST),
        ("known at 2026-02", FIRST),
        ("known at 2026-01-01T12:00:00Z", FIRST),
        ("known at 2026-01-01T11:59:59.999999Z", None),
        ("known at 1999", None),
    ],
)
def test_the_last_recorded_instant_not_after_the_asked_one_is_named(
    path: Path, clause: str, known_at: str | None
) -> None:
    db = tempodb.open(path, now=PRESENT)
    answer = db.query(f"{QUESTION} {clause}")
    (session,) = db.session().run(f"set {clause}; {QUESTION}" if clause else QUESTION)
    explained = {row.part: row.text for row in db.query(f"explain {QUESTION} {clause}")}

    assert (answer.known_at, answer.as_dict()["known_at"], session.known_at) == (known_at,) * 3
    assert explained["known at"] == (known_at or "before anything was recorded")
    if known_at is not None:
        assert db.query(f"{QUESTION} known at {known_at}").rows == answer.rows


@pytest.mark.parametrize(("now", "known_at"), [("2026-02-01", FIRST), ("2025-12-31", None)])
def test_a_frozen_clock_names_what_was_recorded_by_then(path: Path, now: str, known_at: str | None) -> None:
    assert tempodb.open(path, now=now).query("members as of 2006").known_at == known_at


def test_both_instants_of_a_comparison_are_named(path: Path) -> None:
    answer = tempodb.open(path).query("compare members as of 2006 known at 2026-02 with known at 2026-04")

    assert answer.known_at == f"{FIRST} and {SECOND}"


@pytest.mark.parametrize(
    "question", ["count members", "timeline of Uzbekistan", "revisions of Uzbekistan in CSTO", "show states"]
)
def test_where_nothing_was_recorded_yet_no_instant_is_named(
    path: Path, question: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--db", str(path), "query", f"{question} known at 2020", "--format", "table"]) == 0

    assert "known at 2020" not in capsys.readouterr().out


FORMS = [
    "members of CSTO", "suspended members of CSTO as of 2013", "observers of ICMEC as of 2011", "members",
    "members of CSTO throughout between 1994 and 1998", "members of CSTO possibly as of 2006",
    "members of CSTO that joined in 1993", "members of CSTO that held for more than 10 years",
    "members of every organization", "organizations of Tajikistan", "status of Uzbekistan in CSTO as of 2013",
    "periods of Uzbekistan in CSTO", "when Uzbekistan is suspended in CSTO",
    "holders of secretary-general of CSTO", "acting holders of secretary-general of CSTO as of 2017",
    "holders of any office in CSTO", "offices of Valery Semerikov", "offices in CSTO",
    "vacancies of secretary-general of CSTO", "vacancies of any office in CSTO",
    "vacancies of secretary-general of CSTO between 2016 and 2020", "vacancies of President of Tajikistan",
    "members of CSTO while Valery Semerikov holds secretary-general of CSTO",
    "members of CSTO as of 2006 {known} except (members of ICMEC as of 2006 {known})",
    "members of CSTO as of 2006 {known} intersect (members of ICMEC as of 2006 {known})",
    "members of CSTO as of 2006 {known} union (members of ICMEC as of 2006 {known})",
    "count members of every organization as of 2006", "changes in CSTO", "changes in CSTO between 1998 and 2007",
    "compare members of CSTO as of 1998 {known} with as of 2007 {known}",
    "names of CSTO", "bodies of CSTO", "events of ICMEC", "events during 2017-04", "timeline of CSTO",
    "timeline of Uzbekistan", "revisions of Uzbekistan in CSTO",
    "conflicts in CSTO", "conflicts", "show states", "show persons", "show offices", "show sources",
    "describe Uzbekistan", "history of members of CSTO",
]  # fmt: skip
FIGURES = {
    "count members of CSTO": [("2026-11-21", 0, 0, None)],
    "count members of CSTO by decade between 1990 and 2009": [("199X", 0, 0, None), ("200X", 0, 0, None)],
    "count (members of CSTO as of 2006 {known} union (members of ICMEC as of 2006 {known}))": [
        ("2006", 0, 0, None)
    ],
    "whether Uzbekistan is member of CSTO as of 2007": [("no",)],
    "whether Valery Semerikov holds secretary-general of CSTO": [("no",)],
}


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> tempodb.Database:
    """Return a database in which CSTO was recorded two months after something else."""
    folder = tmp_path_factory.mktemp("later")
    other = folder / "other.yaml"
    other.write_text("tempodb: 1\ndataset: other\norganizations: {else: {name: Else}}\n", encoding="utf-8")
    db = tempodb.open(folder / "x.db", now=PRESENT)
    db.load(other, recorded_at=FIRST)
    db.load(tempodb.bundled_fixture("csto.yaml"), recorded_at=SECOND)
    return db


@pytest.mark.parametrize("known", ["known at 2025", "known at 2026-02"])
@pytest.mark.parametrize("form", [*FORMS, *FIGURES])
def test_what_was_not_yet_recorded_was_not_known(later: tempodb.Database, form: str, known: str) -> None:
    question = form.format(known=known) if "{known}" in form else f"{form} {known}"
    answer = later.query(question)

    assert [tuple(row) for row in answer] == FIGURES.get(form, [])
    assert answer.known_at == (None if known == "known at 2025" else FIRST)
    # What is never vacant has no rows either, and nothing to say.
    assert answer.empty_because is not None or not question.startswith("vacancies")


# ── a clock that was ahead ───────────────────────────────────────────────────────────────────────


def called(arguments: list[str], clock: str) -> tuple[int, str]:
    """Return the exit code of a command under a clock, and what it says beside its results."""
    errors = io.StringIO()
    at = read_instant(clock)
    code = perform(arguments, CliRuntime(None, io.StringIO(), errors, {"TEMPODB_CONFIG": ""}, lambda: at))
    return code, errors.getvalue()


@pytest.mark.parametrize(("clock", "warns"), [
    ("2027-12-26T20:00:00Z", False), ("2027-12-25T20:00:01Z", False), ("2027-12-25T19:59:00Z", True),
    (PRESENT, True),
])  # fmt: skip
def test_a_recorded_time_that_is_ahead_of_the_clock_is_warned_of(
    tmp_path: Path, clock: str, warns: bool
) -> None:
    db = ["--db", str(tmp_path / "x.db")]
    fixture = str(tempodb.bundled_fixture("csto.yaml"))
    assert called([*db, "load", fixture], "2027-12-26T20:00:00Z") == (0, "")
    script = tmp_path / "s.tql"
    script.write_text("end membership of Armenia in CSTO from 2024-02-22", encoding="utf-8")

    for command in (["verify"], ["run", str(script)], ["verify"]):
        code, said = called([*db, *command], clock)
        assert code == 0
        assert ("warning: transaction" in said) is warns
        assert (f"the clock says {clock[:-1]}.000000Z" in said) is warns

    with tempodb.open(db[1], clock=lambda: read_instant(clock)) as opened:
        assert [problem.code for problem in opened.warnings()] == ["warning"] * warns


def test_a_time_in_the_future_is_refused(tmp_path: Path) -> None:
    """MEANING.md, M38."""
    with (
        tempodb.open(tmp_path / "x.db", clock=lambda: DAY) as db,
        pytest.raises(tempodb.InputError, match="future"),
    ):
        db.load(tempodb.bundled_fixture("csto.yaml"), recorded_at="1970-01-02T00:00:00.000001Z")
