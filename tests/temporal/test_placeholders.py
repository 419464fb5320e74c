"""What tables write in the place of no date is taken for one neither in files nor in writes; each place has its help."""

from __future__ import annotations

from pathlib import Path

import pytest

import tempodb
from tempodb.base.errors import TempodbError
from tempodb.tql.parsing.parser import parse_script

WHOLE = [
    *("9999-12-31", "9999-01-01", "9999-12", "9999", "31.12.9999", "2999-12-31"),
    *("0001-01-01", "0001-01", "0001", "1 January 0001"),
]
RANGES = [
    ("[2017..9999-12-31]", "[2017..]"),
    ("[2017-04..9999]", "[2017-04..]"),
    ("[2001..2999-12-31]", "[2001..]"),
    ("[0001-01-01..1999]", "[..1999]"),
    ("[0001..1999-04]", "[..1999-04]"),
]
DATES = ["1900-01-01", "1900", "2999", "9998-12-31", "0002-01-01", "[..1999]", "[2001..]", "unknown", "00XX"]
EXPLAINED = "stands for no day: a date is not known, or there is none"
EXACT = tempodb.bundled_fixture("csto-exact.yaml")

SINCE = "leave `{}` out, or write `unknown`, where it is not known since when"
UNTIL = "leave `{}` out for what is still going on, or write `unknown`"
NOT_KNOWN = "leave `{}` out where it is not known"
IN_FILES = [
    ("memberships: [{member: a, of: o, from: DATE}]", SINCE.format("from")),
    ("memberships: [{member: a, of: o, from: 1500, to: DATE}]", UNTIL.format("to")),
    ("memberships: [{member: a, of: o, from: 1500, through: DATE}]", UNTIL.format("through")),
    ("memberships: [{member: a, of: o, observed: DATE}]", "write the days on which it was seen, or leave `observed` out"),
    ("tenures: [{holder: p, office: o/c, from: DATE}]", SINCE.format("from")),
    ("events: [{id: e, body: o, date: DATE}]", NOT_KNOWN.format("date")),
    ("events: [{id: e, body: o, from: DATE}]", SINCE.format("from")),
    ("sources: {s: {title: S, published: DATE}}", NOT_KNOWN.format("published")),
    ("coverage: {o: DATE/2001}", "write `..` for an end that is open, as in 1992/.."),
    ("coverage: {o: 1500/DATE}", "write `..` for an end that is open, as in 1992/.."),
]  # fmt: skip
OF_PARTIES = [("founded", SINCE.format("founded")), ("dissolved", UNTIL.format("dissolved"))]
FILE = """tempodb: 1
dataset: d
states: {{a: {{name: A}}}}
persons: {{p: {{name: P}}}}
organizations: {{o: {{name: O{founding}}}}}
offices: {{o/c: {{title: C, organization: o}}}}
{section}
"""


@pytest.mark.parametrize(
    "date",
    ["1", "AD 1", "12/31/9999", "99991231", "2999/12/31", "until 9999", "0000", "0000-00-00", "9999-99-99"],
)
def test_what_is_told_to_write_is_taken(tmp_path: Path, date: str) -> None:
    text = FILE.format(founding="", section=f"memberships: [{{member: a, of: o, from: 1500, to: '{date}'}}]")
    (tmp_path / "d.yaml").write_text(text, encoding="utf-8")

    assert [problem.hint for problem in tempodb.check(tmp_path / "d.yaml")] == [UNTIL.format("to")]


@pytest.mark.parametrize(
    ("date", "hint"),
    [
        ("0001..1999", "write [..1999]"),
        ("[0000..1999]", "leave that end of the range open, as in [..1999]"),
        ("1999-00-00", "write 1999"),
        ("1999-02-00", "write 1999-02"),
    ],
)
def test_zeros_are_what_is_not_known(tmp_path: Path, date: str, hint: str) -> None:
    text = FILE.format(founding="", section=f"memberships: [{{member: a, of: o, from: '{date}', to: 2001}}]")
    (tmp_path / "d.yaml").write_text(text, encoding="utf-8")

    assert [problem.hint for problem in tempodb.check(tmp_path / "d.yaml")] == [hint]


TQL = [
    ("record membership of Georgia in CSTO from DATE onwards", "write `from unknown` where it is not known since when"),
    ("record membership of Georgia in CSTO from 1500 to DATE", "write `onwards` for what is still going on, or `to unknown`"),
    ("record membership of Georgia in CSTO from 1500 through DATE", "write `onwards` for what is still going on, or `to unknown`"),
    ('record event x as title "X" on DATE', "write `on unknown` where it is not known when"),
    ("correct membership of Armenia in CSTO to DATE", "write `onwards` for what is still going on, or `to unknown`"),
    ("correct membership of Armenia in CSTO from DATE", "write `from unknown` where it is not known since when"),
    ("retract membership of Uzbekistan in CSTO from 1500 to DATE", "write `onwards` for all that comes after"),
    ("end membership of Serbia in CSTO from DATE", "name the date that is meant, however imprecise"),
]  # fmt: skip


def refused(folder: Path, section: str, founding: str = "") -> tuple[str, str | None, str] | None:
    """Return what is said of a file, and what of its text; None where nothing is."""
    path = folder / "d.yaml"
    path.write_text(FILE.format(section=section, founding=founding), encoding="utf-8")
    with tempodb.open(":memory:") as db:
        try:
            db.load(path)
        except TempodbError as error:
            (problem,) = error.problems
            assert problem.line is not None and problem.column is not None
            line = path.read_text(encoding="utf-8").splitlines()[problem.line - 1]
            return problem.message, problem.hint, line[problem.column - 1 :]
    return None


@pytest.mark.parametrize(("section", "hint"), IN_FILES)
@pytest.mark.parametrize("date", WHOLE)
def test_no_file_states_one_and_each_key_has_its_help(
    tmp_path: Path, date: str, section: str, hint: str
) -> None:
    found = refused(tmp_path, section.replace("DATE", date))

    assert found is not None
    message, said, blamed = found
    assert (message.endswith(f"`{date}` {EXPLAINED}"), said) == (True, hint)
    assert date in blamed.partition(",")[0]


@pytest.mark.parametrize(("key", "hint"), OF_PARTIES)
@pytest.mark.parametrize("date", WHOLE)
def test_no_party_begins_or_ends_on_one(tmp_path: Path, date: str, key: str, hint: str) -> None:
    found = refused(tmp_path, "", f", {key}: {date}")

    assert found is not None and found[0].endswith(f"`{date}` {EXPLAINED}") and found[1] == hint


@pytest.mark.parametrize(("written", "meant"), RANGES)
@pytest.mark.parametrize("key", ["from", "to", "through"])
def test_a_range_is_told_without_the_end_that_is_one(
    tmp_path: Path, key: str, written: str, meant: str
) -> None:
    found = refused(tmp_path, f'memberships: [{{member: a, of: o, {key}: "{written}"}}]')

    assert found is not None and found[1] == f"write {meant}"
    assert refused(tmp_path, f'memberships: [{{member: a, of: o, {key}: "{meant}"}}]') is None


@pytest.mark.parametrize("date", DATES)
def test_what_may_be_a_day_is_one(tmp_path: Path, date: str) -> None:
    assert refused(tmp_path, f'memberships: [{{member: a, of: o, from: "{date}"}}]') is None
    parse_script(f"record membership of Georgia in CSTO from {date} onwards")


@pytest.mark.parametrize(
    ("section", "hint"),
    [
        ("memberships: [{member: a, of: o, from: present}]", SINCE.format("from")),
        ("memberships: [{member: a, of: o, to: present}]", UNTIL.format("to")),
        ("events: [{id: e, body: o, date: none}]", NOT_KNOWN.format("date")),
        ("sources: {s: {title: S, published: ongoing}}", NOT_KNOWN.format("published")),
    ],
)
def test_words_for_no_date_have_the_same_help(tmp_path: Path, section: str, hint: str) -> None:
    found = refused(tmp_path, section)

    assert found is not None and found[1] == hint


@pytest.mark.parametrize(("statement", "hint"), TQL)
@pytest.mark.parametrize("date", [*WHOLE, ":date"])
def test_no_write_names_one_and_the_date_is_blamed(date: str, statement: str, hint: str) -> None:
    text = statement.replace("DATE", date)

    with pytest.raises(tempodb.InputError) as refusal:
        parse_script(text, {"date": "9999-12-31"} if date == ":date" else {})

    (problem,) = refusal.value.problems
    assert (problem.code, problem.hint) == ("placeholder", hint)
    assert problem.message.endswith(EXPLAINED)
    assert problem.offset is not None and problem.length is not None
    assert text[problem.offset : problem.offset + problem.length] == date


@pytest.mark.parametrize(("written", "meant"), RANGES)
def test_a_write_is_told_the_range_without_it(written: str, meant: str) -> None:
    with pytest.raises(tempodb.InputError) as refusal:
        parse_script(f"record membership of Georgia in CSTO from {written} onwards")

    assert refusal.value.problems[0].hint == f"write {meant}"


@pytest.mark.parametrize("date", WHOLE)
def test_no_transaction_names_one(date: str) -> None:
    with tempodb.open(":memory:") as db:
        db.load(EXACT)

        with pytest.raises(tempodb.InputError, match=EXPLAINED) as begun, db.transaction() as tx:
            tx.record_membership("georgia", "csto", status="observer", from_=date)
        with pytest.raises(tempodb.InputError, match=EXPLAINED) as ended, db.transaction() as tx:
            tx.record_membership("georgia", "csto", status="observer", from_=1500, to=date)

        assert begun.value.problems[0].hint == "write `unknown`"
        assert "onwards" in str(ended.value.problems[0].hint)


@pytest.mark.parametrize("word", ["present", "now", "ongoing"])
def test_what_is_still_going_on_ends_on_no_day(word: str) -> None:
    with pytest.raises(tempodb.QueryError) as refusal:
        parse_script(f"record membership of Georgia in CSTO from 2000 to {word}")

    assert refusal.value.problems[0].suggestions == ("onwards",)


def test_questions_may_name_any_day() -> None:
    with tempodb.open(":memory:") as db:
        db.load(EXACT)

        assert len(db.query("members as of 9999-12-31")) > 0
        assert len(db.query("members as of 0001-01-01")) == 0
