"""Statements that write: read, printed, bound, carried out, refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import tempodb
from tempodb.tql.parsing.parser import parse, parse_script
from tempodb.tql.printing.writes import write
from tempodb.tql.write_ast import WritingStatement

WORLD = """
tempodb: 1
dataset: d
focus: org
statuses: [sleeper]
sources: {letter: {title: A letter}, "note-2": {title: A note}}
states: {aland: {name: Aland}, bland: {name: Bland}}
persons: {paula: {name: Paula Ann}, quentin: {name: Quentin}}
organizations:
  org: {name: Org of Lands, short: OL, founded: 1990}
  body: {name: The Body, part_of: org}
offices: {org/chair: {title: Chair}}
memberships: [{member: aland, of: org, from: 1992, source: letter}]
"""


@pytest.fixture
def db(tmp_path: Path) -> Iterator[tempodb.Database]:
    """Return a database of a small world."""
    file = tmp_path / "d.yaml"
    file.write_text(WORLD, encoding="utf-8")
    with tempodb.open(tmp_path / "x.db") as database:
        database.load(file)
        yield database


CANONICAL = [
    ("RECORD Membership OF Aland IN org AS suspended FROM 1999 ONWARDS", "record membership of Aland in org as suspended from 1999 onwards"),
    ("record membership of aland in org from 1999 to 2003 source letter, note-2 note \"it says so\" disputed",) * 2,
    ("record membership of aland in org from 1 May 1999 through 2003-06", "record membership of aland in org from 1999-05-01 through 2003-06"),
    ("record membership of Trinidad and Tobago in European Union from [1999..2000] to unknown",) * 2,
    ('record membership of "Aland, in the north" in "as org" from 1999 onwards',) * 2,
    ("record tenure of Paula Ann in Chair of Org of Lands as acting from 1999 to 2003",) * 2,
    ('record membership of aland in org for "New Ward" id w/2 as observer from 1999 to 2003',
     'record membership of aland in org for "New Ward" id "w/2" as observer from 1999 to 2003'),
    ('record membership of aland in org as observer, for "Ward" from 1999 to 2003',
     'record membership of aland in org for "Ward" as observer from 1999 to 2003'),
    ("record membership of aland in org representing bland as observer from 1999 to 2003",
     "record membership of aland in org representing bland as observer from 1999 to 2003"),
    ("record tenure of paula in org/chair representing Aland as acting, ordinal 3 from 1999 to 2003",
     'record tenure of paula in org/chair representing Aland as acting, ordinal "3" from 1999 to 2003'),
    ("record membership of aland in org as observer, End Reason withdrew from 1999 to 2003",
     'record membership of aland in org as observer, end reason "withdrew" from 1999 to 2003'),
    ("change membership of aland in org as observer from 1999 to 2003",) * 2,
    ("end membership of aland in org from 2003",) * 2,
    ("end membership of aland in org from 2003 source letter, note-2 note \"it says so\"",) * 2,
    ("retract tenure of paula in org/chair from 1999 onwards",) * 2,
    ("retract tenure of paula in org/chair from 1999 onwards source letter note \"a mistake\"",) * 2,
    ('end membership of aland in org from 2003 source "letter", "in doubt"', 'end membership of aland in org from 2003 source letter, "in doubt"'),
    ("correct membership of aland in org at 1995 as observer from 1991 to 2003 source letter",) * 2,
    ("correct membership of aland in org onwards",) * 2,
    ("correct membership of aland in org source letter, note-2 note \"so\"",) * 2,
    ("correct existence of Open Source Initiative source letter",
     'correct existence of "Open Source Initiative" source letter'),
    ("correct membership of aland in Open Source Initiative at 2000 source letter",
     'correct membership of aland in "Open Source Initiative" at 2000 source letter'),
    ('correct name of Body note "so"',) * 2,
    ('record name of org as "Org ""X""" short "OX" from 1999 onwards',) * 2,
    ("record The Body as part of org from 1999 onwards",) * 2,
    ("correct existence of The Body from 1999 to 2005",) * 2,
    ("record body as successor of org from 1999 onwards",) * 2,
    ('record event e-1 as kind "meeting", number "3" on 1999-05',) * 2,
    ("record event e-1 as title \"A \"\"meeting\"\"\" from 1999-05-01 through 1999-05-03",) * 2,
    ("erase Paula Ann",) * 2,
    ("undo",) * 2,
    ("UNDO 7", "undo 7"),
    ('undo 7 note "the ""wrong"" file"',) * 2,
    ("preview undo",) * 2,
    ("preview erase Paula Ann",) * 2,
    ("preview end membership of aland in org from 2001",) * 2,
]  # fmt: skip


@pytest.mark.parametrize(("text", "canonical"), CANONICAL, ids=[text for text, _ in CANONICAL])
def test_a_write_prints_as_its_canonical_text_which_reads_back_the_same(text: str, canonical: str) -> None:
    (statement,) = parse_script(text)
    assert isinstance(statement, WritingStatement)

    assert write(statement) == canonical
    assert parse_script(canonical) == (statement,)


WHEN = ["as of 2012", "as of today", "between 1999 and 2001", "throughout 1999"]
ELSE = [
    "known at 2012-03-04", "published by 2012", "published by today", "according to Letter",
    "including bodies", "order by member", "limit 3",
]  # fmt: skip


@pytest.mark.parametrize("then", ELSE)
@pytest.mark.parametrize("first", WHEN)
def test_questions_read_the_same_among_writes(first: str, then: str) -> None:
    text = f'members of org {first} {then}; use "CSTO"; count members by year between 1992 and 2000'

    assert parse_script(text) == parse(text)


DONE = [
    (
        "record membership of aland in org as suspended from 1999 to 2003",
        ["- `aland` member in `org` from 1992 onwards",
         "= `aland` member in `org` from 1992 to 1999",
         "= `aland` member in `org` from 2003 onwards",
         "+ `aland` suspended in `org` from 1999 to 2003"],
    ),
    ("record membership of bland in org from 1999 onwards", ["+ `bland` member in `org` from 1999 onwards"]),
    ("record membership of aland in org from 1999 to 2003", []),
    ("change membership of aland in org as sleeper from 1980 to 1995",
     ["- `aland` member in `org` from 1992 onwards",
      "= `aland` member in `org` from 1995 onwards",
      "+ `aland` sleeper in `org` from 1992 to 1995"]),
    ("end membership of aland in org from 2003",
     ["- `aland` member in `org` from 1992 onwards", "= `aland` member in `org` from 1992 to 2003"]),
    ("end membership of aland in org from 2003 source note-2",
     ["- `aland` member in `org` from 1992 onwards", "+ `aland` member in `org` from 1992 to 2003 source note-2"]),
    ("end membership of aland in org from 1992 source note-2", ["- `aland` member in `org` from 1992 onwards"]),
    ("retract membership of aland in org from 1992 onwards", ["- `aland` member in `org` from 1992 onwards"]),
    ("retract membership of aland in org from 1999 to 2003 source note-2",
     ["- `aland` member in `org` from 1992 onwards",
      "= `aland` member in `org` from 1992 to 1999",
      "= `aland` member in `org` from 2003 onwards"]),
    ("correct membership of aland in org as observer from 1993",
     ["- `aland` member in `org` from 1992 onwards", "+ `aland` observer in `org` from 1993 onwards source letter"]),
    ("correct membership of aland in org from 1993 source note-2",
     ["- `aland` member in `org` from 1992 onwards", "+ `aland` member in `org` from 1993 onwards source note-2"]),
    ("correct membership of aland in org source note-2, letter",
     ["- `aland` member in `org` from 1992 onwards", "+ `aland` member in `org` from 1992 onwards source note-2, letter"]),
    ("correct membership of aland in org from 1992", []),
    ("record membership of bland in org from 1999 onwards source letter, note-2",
     ["+ `bland` member in `org` from 1999 onwards source letter, note-2"]),
    ("record tenure of Paula Ann in chair of OL as acting from 1999 to 2003",
     ["+ `paula` acting in `org/chair` from 1999 to 2003"]),
    ("record membership of bland in org from 1999 through 2003-05-31", ["+ `bland` member in `org` from 1999 to 2003-06-01"]),
    ("record membership of bland in org from 1999 to 2003 source letter disputed",
     ["+ `bland` member in `org` from 1999 to 2003 source letter disputed"]),
    ("record membership of bland in org from 1999 to 2003 disputed",
     ["+ `bland` member in `org` from 1999 to 2003 disputed"]),
    ("record existence of The Body from 1999 onwards", ["+ that `body` existed from 1999 onwards"]),
    ("correct existence of org from 1991 to 2020",
     ["- that `org` existed from 1990 onwards", "+ that `org` existed from 1991 to 2020"]),
    ("end existence of org from 2020",
     ["- that `org` existed from 1990 onwards", "= that `org` existed from 1990 to 2020"]),
    ("record event e as kind meeting, body org on 1999-05-01",
     ['+ the event `e` (body "org", kind "meeting", state "held") from 1999-05-01 to 1999-05-02']),
]  # fmt: skip


@pytest.mark.parametrize(("text", "lines"), DONE, ids=[text for text, _ in DONE])
def test_a_write_says_what_it_did(db: tempodb.Database, text: str, lines: list[str]) -> None:
    (done,) = db.run(text)

    assert list(done.lines()) == lines
    assert db.verify() == []


REFUSED = [
    ("record membership of aland in org from 1999", "missing", "it does not say until when", "onwards"),
    ("record membership of aland in org onwards", "missing", "it does not say from when", "from"),
    ("record membership of aland in org", "missing", "it says neither from when nor until when", "`onwards`"),
    ("record name of org as 'The Org' from 1999 onwards", "syntax", "does not fit", 'as "The Org" from'),
    ("record name of org as 'Org' from 1999 onwards", "unquoted", "the name `'Org'` stands without quotes", 'write "Org"'),
    ("record name of org as Org from 1999 onwards", "unquoted", "the name `Org` stands without quotes", 'write "Org"'),
    ("record membership of bland in org from 1999 onwards note 'so it is'", "syntax", "does not fit", 'onwards note "so it is"`'),
    ("record person kofi as \"Kofi\"", "syntax", "`as` does not fit here", "named"),
    ("record kofi as \"Kofi\"", "syntax", "does not fit here", "record person x named"),
    ("retract", "syntax", "the text ends too early", "`membership of`"),
    ("record membership of aland in org from 2003 to 1999", "window", "ends before it begins", "swap"),
    ("record membership of aland in org from 1999-01-01 to 1999-01-01", "window", "is empty", "first day"),
    ("record membership of aland in org as chief from 1999 onwards", "unknown-status", "no status is called `chief`", ""),
    ("record membership of aland in orgg from 1999 onwards", "unknown-organization", "no organization is called `orgg`", "org"),
    ("record membership of aland in org from 1999 onwards source lettre", "unknown-source", "no source is called `lettre`", "letter"),
    ("record tenure of paula in org/chair as member from 1999 onwards", "unknown-capacity", "no capacity is called `member`", "acting"),
    ("record tenure of aland in org/chair from 1999 onwards", "wrong-kind", "`aland` is a state", ""),
    ("record membership of aland in org as ordinal 3 from 1999 onwards", "out-of-place", "`ordinal 3` does not go with this", ""),
    ("record name of org as \"Org\", end reason left from 1999 onwards", "out-of-place", "`end reason left` does not go with this", ""),
    ("record membership of aland in org at 1999 from 1999 onwards", "out-of-place", "`at …` goes with `correct`", ""),
    ("record membership of aland in org on 1999", "out-of-place", "`on …` goes with `record event`", ""),
    ("record existence of org representing bland from 1999 onwards", "out-of-place", "goes with a membership or a tenure", ""),
    ("record membership of aland in org from 1999 from 2000 onwards", "twice", "repeats a date", ""),
    ("record membership of aland in org from 1999 onwards note \"a\" note \"b\"", "twice", "repeats a clause", ""),
    ("record name of org from 1999 onwards", "missing", "the name is missing", 'as "'),
    ("end membership of bland in org from 1999", "nothing", "", ""),
    ("end membership of aland in org from 1999 to 2003", "out-of-place", "`end` takes the day", ""),
    ("change membership of bland in org as observer from 1999 onwards", "nothing", "", ""),
    ("retract membership of aland in org as member from 1999 to 2003", "out-of-place", "says nothing new", ""),
    ("correct membership of bland in org as observer", "nothing", "", ""),
    ("record membership of aland in org as observer from 1992-06 onwards", "open-order", "", ""),
    ("erase aland", "wrong-kind", "`aland` is a state", ""),
    ("record existence of org from 1980 onwards", "contradiction", "contradict each other", "correct"),
    ("record event e as kind meeting on 2020 from 2021", "out-of-place", "`on …` stands beside", "keep"),
    ('record name of org as " " from 1999 onwards', "value", "the name is blank", "say it"),
    ('record event "a b" as kind meeting on 2020', "value", "`a b` is no id", "blanks"),
    ('record event e as title "" on 2020', "value", "the title is blank", ""),
    ("record name of org as New Club", "syntax", "`Club` does not fit here", 'as "New Club"'),
    ("correct name of org as New Club for All onwards", "syntax", "does not fit here", 'as "New Club for All" onwards'),
    ("record name of org as March to Peace from 1999 to 2003", "syntax", "does not fit here", '"March to Peace" from 1999'),
    ("record name of org as New from 1999 onwards", "unquoted", "the name `New` stands without quotes", 'write "New"'),
    ('record name of org as "New Club" short NC from 1999 onwards', "syntax", "`NC` does not fit here", "double quotes"),
    ("record membership of aland in org from 1999 onwards note as told", "syntax", "`as` does not fit", "double quotes"),
    ("record membership of aland in org as full member from 1999 onwards", "syntax", "`member` does not fit", "quotes"),
    # What is said of a date is not lost to a guess that it belongs to a name.
    ("record membership of aland in org from 1999 to 9999-12-31", "placeholder", "stands for no day", "onwards"),
    ("record membership of aland in org from 44 BC onwards", "date", "`44 BC` is no date", "years run from"),
    ("recrod membership of aland in org from 1999 onwards", "syntax", "does not fit here", "record"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "message", "hint"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_wrong_write_is_refused_in_its_place_and_changes_nothing(
    db: tempodb.Database, text: str, code: str, message: str, hint: str
) -> None:
    digest = db.digest()

    with pytest.raises(tempodb.InputError) as caught:
        db.run(text)

    (problem,) = caught.value.problems
    assert message in problem.message
    assert hint in (problem.hint or "")
    assert problem.code == code or code == "nothing"
    assert problem.line == 1
    assert db.digest() == digest


def test_what_may_be_any_of_several_facts_is_told_by_a_day_of_one(db: tempodb.Database) -> None:
    db.run(
        "record membership of bland in org from 1999 to 2001; record membership of bland in org from 2005 to 2007"
    )

    with pytest.raises(tempodb.InputError) as caught:
        db.run("correct membership of bland in org to 2008")

    assert caught.value.problems[0].hint == "say a day on which it held, as in `at 1999-12-31`"
    db.run("correct membership of bland in org at 1999-12-31 to 2002")


def test_an_event_that_two_facts_share_is_told_more_exactly_as_the_refusal_advises(
    db: tempodb.Database,
) -> None:
    db.run(
        "record membership of bland in org from 1999 to 2001; record membership of bland in org as suspended from 2001 onwards"
    )

    with pytest.raises(tempodb.InputError) as caught:
        db.run("correct membership of bland in org at 2003 from 2001-05-02")

    assert "`retract` the other fact first and `record` it anew" in (caught.value.problems[0].hint or "")
    db.run(
        "retract membership of bland in org from 1999 to 2001;"
        "correct membership of bland in org from 2001-05-02;"
        "record membership of bland in org from 1999 to 2001-05-02"
    )
    assert [(row.status, row.from_) for row in db.query("periods of bland in org")] == [
        ("member", "1999"),
        ("suspended", "2001-05-02"),
    ]


def test_each_statement_is_a_transaction_and_those_before_a_wrong_one_are_done(db: tempodb.Database) -> None:
    text = "record membership of bland in org from 1999 onwards; members as of 2000; end membership of x in org from 1"

    with pytest.raises(tempodb.QueryError):
        db.run(text)

    assert [row.id for row in db.query("show transactions")] == ["1"]


def test_questions_between_writes_see_what_was_written(db: tempodb.Database) -> None:
    outcomes = db.run(
        "members as of 2000; record membership of bland in org from 1999 onwards; members as of 2000;"
        "use body; members as of 2000"
    )

    assert [len(list(outcome)) for outcome in outcomes if isinstance(outcome, tempodb.Result)] == [1, 2, 0]


def test_one_transaction_takes_all_or_nothing(db: tempodb.Database) -> None:
    text = "record membership of bland in org from 1999 onwards; end membership of bland in org from :day"

    with db.transaction(note="a letter") as tx:
        first, second = tx.run(text, day="2005")
    with pytest.raises(tempodb.InputError), db.transaction() as tx:
        tx.run("end membership of aland in org from 2001; end membership of bland in org from 2010")

    assert list(first.lines()) == ["+ `bland` member in `org` from 1999 onwards"]
    assert [row.to for row in db.query("periods of bland in org")] == ["2005"]
    assert [row.to for row in db.query("periods of aland in org")] == [None]
    assert len(db.query("show transactions")) == 2
    assert second.left == ("`bland` member in `org` from 1999 to 2005",)


def test_a_question_is_no_part_of_a_transaction(db: tempodb.Database) -> None:
    with pytest.raises(tempodb.QueryError, match="takes statements that record"), db.transaction() as tx:
        tx.run("members as of 2000")


def test_a_question_cannot_write(db: tempodb.Database) -> None:
    with pytest.raises(tempodb.QueryError) as caught:
        db.query("record membership of bland in org from 1999 onwards")

    assert caught.value.problems[0].code == "writes"
    assert "tempodb run" in (caught.value.problems[0].hint or "")


def test_erasing_leaves_no_name(db: tempodb.Database) -> None:
    db.run("record tenure of paula in org/chair from 1999 to 2003")

    (erased,) = db.run("erase Paula Ann")

    assert erased.person == "paula"
    assert list(db.query("holders of org/chair as of 2000")) == []
    assert db.verify() == []


@pytest.mark.parametrize(
    ("write", "message"),
    [
        (lambda tx: tx.record_event("e", {"state": "zzz"}, from_="2020"), "the state is `zzz`"),
        (lambda tx: tx.record_event("e", {"number": "x"}, from_="2020"), "the number is no whole number"),
        (lambda tx: tx.record_event("e", {"foo": 1}, from_="2020"), "`foo` is no field here"),
        (lambda tx: tx.record_name("org", "a\x1b[31mb", from_="2020"), "no printable character"),
        (
            lambda tx: tx.record_tenure("paula", "org/chair", ordinal=True, from_="2020"),
            "the ordinal is no whole number",
        ),
        (
            lambda tx: tx.record_tenure("paula", "org/chair", capacity="boss", from_="2020"),
            "no capacity is called `boss`",
        ),
        (lambda tx: tx.record_membership("bland", "org", status=None, from_="2020"), "the status is missing"),
        (lambda tx: tx.record_membership("bland", "org", from_="2020", note=5), "the note is no text"),
        (lambda tx: tx.record_membership("bland", "org", from_="2020", standing="x"), "the standing is `x`"),
        (lambda tx: tx.record_membership("bland", "org", from_=None), "`None` is no date"),
    ],
)
def test_python_may_say_no_more_than_a_file(
    db: tempodb.Database, write: Callable[[Any], object], message: str
) -> None:
    digest = db.digest()

    with pytest.raises(tempodb.InputError) as caught, db.transaction() as tx:
        write(tx)

    assert message in caught.value.problems[0].message
    assert db.digest() == digest


def test_dates_may_be_given_as_days_and_years(db: tempodb.Database) -> None:
    with db.transaction() as tx:
        tx.record_membership("bland", "org", from_=1999, to=date(2003, 5, 1))

    assert [(row.from_, row.to) for row in db.query("periods of bland in org")] == [("1999", "2003-05-01")]


def test_a_fact_keeps_its_sources_when_it_is_corrected_unless_others_are_named(db: tempodb.Database) -> None:
    db.run("correct membership of aland in org from 1993")
    (row,) = db.query("periods of aland in org")
    assert (row.from_, row.sources) == ("1993", ("letter",))

    db.run("correct membership of aland in org source note-2")
    (row,) = db.query("periods of aland in org")
    assert (row.from_, row.sources) == ("1993", ("note-2",))
    assert db.verify() == []


def test_the_source_of_an_end_is_one_of_what_is_left(db: tempodb.Database) -> None:
    db.run('end membership of aland in org from 2003 source note-2 note "it left"')

    (row,) = db.query("periods of aland in org")
    assert (row.from_, row.to, row.sources) == ("1992", "2003", ("letter", "note-2"))
    (told,) = db.query("periods of aland in org according to note-2")
    assert (told.from_, told.to) == ("1992", "2003")
    claims = [row for row in db.query("why aland in org as of 2000") if row.what == "claim"]
    assert [(row.sources, row.note) for row in claims] == [(("letter",), None), (("note-2",), "it left")]
    assert db.verify() == []


def test_the_basis_of_a_retraction_is_told_with_it(db: tempodb.Database) -> None:
    text = 'retract membership of aland in org from 1992 onwards source note-2 note "a mistake"'
    db.run(text)

    assert not db.query("periods of aland in org").rows
    assert text in [row.says for row in db.query("why aland in org as of 2000")]


@pytest.mark.parametrize("kind", ["end", "retract"])
@pytest.mark.parametrize(
    ("text", "code"), [("source lettre", "unknown-source"), ("source note-2 source letter", "twice")]
)
def test_a_basis_has_to_be_known_and_said_once(db: tempodb.Database, kind: str, text: str, code: str) -> None:
    until = "onwards " if kind == "retract" else ""
    with pytest.raises(tempodb.QueryError) as caught:
        db.run(f"{kind} membership of aland in org from 2003 {until}{text}")
    assert caught.value.problems[0].code == code


def test_what_has_no_stated_beginning_ends_with_its_basis_told(db: tempodb.Database) -> None:
    (done,) = db.run("end body as part of org from 2003 source letter")

    assert [line[0] for line in done.lines()] == ["-", "="]
    assert done.said == "end body as part of org from 2003 source letter"


def test_python_gives_the_same_basis(db: tempodb.Database) -> None:
    with db.transaction(source="note-2") as tx:
        ended = tx.end_membership("aland", "org", from_="2003", note='it "left"')
        retracted = tx.retract_existence("org", from_="1990", source=["letter"])
    assert ended.said == 'end membership of aland in org from 2003 source note-2 note "it ""left"""'
    assert ended.added == ("`aland` member in `org` from 1992 to 2003 source note-2",)
    assert retracted.said == "retract existence of org from 1990 onwards source letter"
    assert parse_script(ended.said)


def test_sources_and_notes_of_writes_may_be_parameters(db: tempodb.Database) -> None:
    text = "end membership of aland in org from 2003 source :s note :n"
    (done,) = db.run(text, {"s": "note-2", "n": "it left"})

    assert done.said == 'end membership of aland in org from 2003 source note-2 note "it left"'
