"""Dates in questions and writes: what files read is read, and what they refuse is refused in the same words."""

from __future__ import annotations

import pytest

import tempodb
from tempodb import Database
from tempodb.base.errors import DateError, TempodbError
from tempodb.syntax.grammars import grammar_text
from tempodb.temporal.date_reader import read_date
from tempodb.tql.parsing.parser import parse_script

PLACES = [
    "members of CSTO as of {}",
    "members of CSTO in {} limit 3",
    "members of CSTO between {} and 2003",
    "members of CSTO between 1801 and {}",
    "members of CSTO that joined in {}",
    "members of CSTO published by {}",
    "record membership of Georgia in CSTO from {} onwards",
    "record membership of Georgia in CSTO from 1801 to {} source s",
]
AFTER_NAMES = [place for place in PLACES if "CSTO in {}" not in place]


@pytest.fixture
def db() -> Database:
    database = tempodb.open(":memory:")
    database.load(tempodb.bundled_fixture("csto.yaml"))
    return database


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "date",
    ["Q1 2001", "2001 Q1", "1Q2001", "Q1/2001", "2001-Q1", "Sept 1999", "Sept. 1999", "19XX", "1984-1X", "1963-12-XX", "2001-W05",
     "2001-W05-3", "2001-045", "9 Dec. 1999", "[Q1 2001..2001-W40]", "1999", "1999-04", "1999-04-18", "October 2001",
     "June 28, 2001", "28 June 2001", "24.04.2001", "[..2001-04]"],
)  # fmt: skip
def test_what_files_read_is_read(place: str, date: str) -> None:
    written, exact = (parse_script(place.format(text)) for text in (date, read_date(date).text))

    assert list(map(str, written)) == list(map(str, exact))


def test_the_dates_that_end_a_name_are_those_before_which_in_is_a_word_of_time() -> None:
    terminals = grammar_text("terminals")
    _, _, rest = terminals.partition(r"_IN_TIME.2: /in(?=\s+(?:")
    dates, _, _ = rest.partition("))/i\n")

    assert dates
    assert rf"(?:from|to|in|on|at|since)\s+(?:{dates}|:[a-z_])" in terminals


@pytest.mark.parametrize(
    "date", ["Q1 2001", "1Q2001", "Sept 1999", "Sept. 1999", "19XX", "1984-1X", "1963-12-XX", "2001-W05"]
)
def test_python_reads_it_too(db: Database, date: str) -> None:
    read = read_date(date).text

    assert db.members("CSTO").as_of(date).text == f"members of CSTO as of {read}"
    assert str(db.query("members of CSTO as of :t", t=date).query) == f"members of CSTO as of {read}"
    with db.transaction() as tx:
        done = tx.record_membership("tajikistan", "icmec", status="observer", from_=date, to="2999")
        assert f" from {read} to 2999" in done.said


@pytest.mark.parametrize("clause", ["", " as of 2001", " in Q1 2001"])
def test_an_item_of_wikidata_is_no_quarter(clause: str) -> None:
    bare, quoted = (parse_script(f"periods of Q22686 in {name}{clause}") for name in ("Q11696", '"Q11696"'))

    assert list(map(str, bare)) == list(map(str, quoted))


VAGUE = [
    "spring 2001", "winter 2001", "c. 2001", "circa 2001", "1984~", "1984?", "[1984~..1986]", "early 2001", "mid-2001",
    "late 2001", "19th century", "1900s", "2001/02", "winter 2001/02", "44 BC", "-0044", "next year", "first half of 2001",
    "before 1984", "after 1984", "2001/2002",
]  # fmt: skip


@pytest.mark.parametrize("place", AFTER_NAMES)
@pytest.mark.parametrize("date", VAGUE)
def test_what_is_vague_is_refused_as_in_files(place: str, date: str) -> None:
    with pytest.raises(DateError) as of_files:
        read_date(date)
    (expected,) = of_files.value.problems
    text = place.format(date)

    with pytest.raises(TempodbError) as refusal:
        parse_script(text)

    (found,) = refusal.value.problems
    assert found.offset is not None and found.length is not None
    assert text[found.offset : found.offset + found.length] == date
    assert (found.message, found.suggestions) == (expected.message, expected.suggestions)
    whole = [place.format(suggestion) for suggestion in expected.suggestions]
    assert found.hint in (expected.hint, f"write `{''.join(whole)}`")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("members as of spring 2001", "write [2001-03..2001-05], or south of the equator [2001-09..2001-11]"),
        ("members as of 1984~", "write the range in which it lies, as in [1983..1985]"),
        ("members as of 198x", "write `members as of 198X`"),
        ("members as of 2001-33", "in EDTF, 33 is the first quarter of the year: write [2001-01..2001-03]"),
        ("members as of 2001 or 2002", "write `members as of [2001..2002]`"),
        ("members as of 44 BC", "years run from 0001 to 9999"),
        ("members as of 1900s", "write 190X for the decade, or 19XX for the century"),
    ],
)
def test_the_help_says_as_much_as_is_known(text: str, hint: str) -> None:
    with pytest.raises(TempodbError) as refusal:
        parse_script(text)

    assert refusal.value.problems[0].hint == hint


@pytest.mark.parametrize(
    ("text", "blamed"),
    [
        # Another fault follows, or the window would run backwards.
        ("members between spring 2001 and autumn 2001", "spring 2001"),
        ("count members by year between c. 1990 and 2000", "c. 1990"),
        ("members as of 2006 union (members of CSTO as of c. 2001)", "c. 2001"),
        ("members as of 2006 intersect (members of CSTO as of 1984 (?))", "1984 (?)"),
        ("compare members as of spring 2001 with as of 2003", "spring 2001"),
        ("members as of 2003 known at spring 2004", "spring 2004"),
        ("set as of early 2001", "early 2001"),
        ("members; members as of c. 2001; names", "c. 2001"),
    ],
)
def test_the_vague_date_is_blamed_wherever_it_stands(text: str, blamed: str) -> None:
    with pytest.raises(TempodbError) as refusal:
        parse_script(text)

    (found,) = refusal.value.problems
    assert found.message == f"`{blamed}` is no date"
    assert found.offset == text.index(blamed) and found.length == len(blamed)


def test_an_office_with_a_vague_date_behind_it_is_told_so(db: Database) -> None:
    with pytest.raises(TempodbError) as refusal:
        db.query("holders of chairman of ICMEC in late 2023")

    assert "as in [2023-09..2023-12]" in str(refusal.value.problems[0].hint)


@pytest.mark.parametrize("date", ["spring 2001", "c. 2001", "early 2001", "44 BC", "1900s", "19th century"])
def test_behind_a_name_it_is_told_too(db: Database, date: str) -> None:
    with pytest.raises(DateError) as of_files:
        read_date(date)
    (expected,) = of_files.value.problems

    with pytest.raises(TempodbError) as refusal:
        db.query(f"members of CSTO in {date}")

    assert f"{expected.message}: {expected.hint}" in str(refusal.value.problems[0].hint)


@pytest.mark.parametrize("date", ["1984~", "c. 1984", "spring 1984", "early 1984", "[1984~..1986]"])
def test_a_vague_date_is_never_made_certain(date: str) -> None:
    with pytest.raises(TempodbError) as refusal:
        parse_script(f"members as of {date}")

    meant = [read_date(suggestion) for suggestion in refusal.value.problems[0].suggestions]
    assert meant and all(bound.latest - bound.earliest > 80 for bound in meant)
