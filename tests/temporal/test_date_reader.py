"""Dates as text: the candidate days of every spelling, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oracle.strategies import examples
from tempodb.base.errors import DateError, Problem
from tempodb.temporal.bounds import (
    FIRST_DAY,
    NEVER,
)
from tempodb.temporal.date_advice import DATE_FORMS, LEFT_OUT
from tempodb.temporal.date_reader import MONTH_ABBREVIATIONS, read_date
from temporal.days import day

MONTH_NAMES = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def problem(text: str) -> Problem:
    """Return why *text* is refused."""
    with pytest.raises(DateError) as refusal:
        read_date(text)
    (found,) = refusal.value.problems
    return found


@pytest.mark.parametrize(
    ("written", "first", "last", "text"),
    [
        ("2012-06-28", "2012-06-28", "2012-06-28", "2012-06-28"),
        ("2002-10", "2002-10-01", "2002-10-31", "2002-10"),
        ("2000-02", "2000-02-01", "2000-02-29", "2000-02"),
        ("1900-02", "1900-02-01", "1900-02-28", "1900-02"),
        ("1999", "1999-01-01", "1999-12-31", "1999"),
        ("1990s", "1990-01-01", "1999-12-31", "199X"),
        ("The 1810s", "1810-01-01", "1819-12-31", "181X"),
        ("199X", "1990-01-01", "1999-12-31", "199X"),
        ("[1999-04..1999-06]", "1999-04-01", "1999-06-30", "[1999-04..1999-06]"),
        ("[1999..2001]", "1999-01-01", "2001-12-31", "[1999..2001]"),
        ("[2012-06-28..2012-07]", "2012-06-28", "2012-07-31", "[2012-06-28..2012-07]"),
        ("[199X..2001-02-03]", "1990-01-01", "2001-02-03", "[199X..2001-02-03]"),
        ("[1999..1999]", "1999-01-01", "1999-12-31", "[1999..1999]"),
        ("[1999-06..1999]", "1999-06-01", "1999-12-31", "[1999-06..1999]"),
        ("[..2017-04-18]", "first", "2017-04-18", "[..2017-04-18]"),
        ("[..2017]", "first", "2017-12-31", "[..2017]"),
        ("[2017-04-20..]", "2017-04-20", "never", "[2017-04-20..]"),
        ("[2017..]", "2017-01-01", "never", "[2017..]"),
        ("unknown", "first", "never", "unknown"),
        ("October 2002", "2002-10-01", "2002-10-31", "2002-10"),
        ("June 28, 2012", "2012-06-28", "2012-06-28", "2012-06-28"),
        ("June 28 2012", "2012-06-28", "2012-06-28", "2012-06-28"),
        ("28 June 2012", "2012-06-28", "2012-06-28", "2012-06-28"),
        ("24.04.2023", "2023-04-24", "2023-04-24", "2023-04-24"),
        ("4.4.2023", "2023-04-04", "2023-04-04", "2023-04-04"),
        ("[October 2002..24.04.2023]", "2002-10-01", "2023-04-24", "[2002-10..2023-04-24]"),
        ("[..June 28, 2012]", "first", "2012-06-28", "[..2012-06-28]"),
        ("2000-02-29", "2000-02-29", "2000-02-29", "2000-02-29"),
        ("0001-01-01", "0001-01-01", "0001-01-01", "0001-01-01"),
        ("0001", "0001-01-01", "0001-12-31", "0001"),
        ("000X", "0001-01-01", "0009-12-31", "000X"),
        ("9999-12-31", "9999-12-31", "9999-12-31", "9999-12-31"),
        ("999X", "9990-01-01", "9999-12-31", "999X"),
        ("[9999-12-31..]", "9999-12-31", "never", "[9999-12-31..]"),
        ("19XX", "1900-01-01", "1999-12-31", "19XX"),
        ("00XX", "0001-01-01", "0099-12-31", "00XX"),
        ("1XXX", "1000-01-01", "1999-12-31", "1XXX"),
        ("19XX-XX-XX", "1900-01-01", "1999-12-31", "19XX"),
        ("1963-12-XX", "1963-12-01", "1963-12-31", "1963-12"),
        ("2004-XX", "2004-01-01", "2004-12-31", "2004"),
        ("1985-XX-XX", "1985-01-01", "1985-12-31", "1985"),
        ("1984-1X", "1984-10-01", "1984-12-31", "[1984-10..1984-12]"),
        ("1984-0X", "1984-01-01", "1984-09-30", "[1984-01..1984-09]"),
        ("2004-06-0X", "2004-06-01", "2004-06-09", "[2004-06-01..2004-06-09]"),
        ("2003-02-2X", "2003-02-20", "2003-02-28", "[2003-02-20..2003-02-28]"),
        ("2004-06-3X", "2004-06-30", "2004-06-30", "2004-06-30"),
        *(
            (text, "2001-01-01", "2001-03-31", "[2001-01..2001-03]")
            for text in ("Q1 2001", "2001 Q1", "2001Q1", "Q1/2001", "Q1-2001", "1Q2001", "1q 2001", "2001/Q1")
        ),
        ("2001-W05", "2001-01-29", "2001-02-04", "[2001-01-29..2001-02-04]"),
        ("2001W05", "2001-01-29", "2001-02-04", "[2001-01-29..2001-02-04]"),
        ("2004-W53", "2004-12-27", "2005-01-02", "[2004-12-27..2005-01-02]"),
        ("9999-W52", "9999-12-27", "9999-12-31", "[9999-12-27..9999-12-31]"),
        ("2001-W05-3", "2001-01-31", "2001-01-31", "2001-01-31"),
        ("2001W053", "2001-01-31", "2001-01-31", "2001-01-31"),
        ("[2001-W05..2001-W06]", "2001-01-29", "2001-02-11", "[2001-01-29..2001-02-11]"),
        ("2001-045", "2001-02-14", "2001-02-14", "2001-02-14"),
        ("2000-366", "2000-12-31", "2000-12-31", "2000-12-31"),
        ("q4 2001", "2001-10-01", "2001-12-31", "[2001-10..2001-12]"),
        ("2001-Q2", "2001-04-01", "2001-06-30", "[2001-04..2001-06]"),
        ("[Q1 2001..Q3 2001]", "2001-01-01", "2001-09-30", "[2001-01..2001-09]"),
        ("[19XX..1984-1X]", "1900-01-01", "1984-12-31", "[19XX..1984-12]"),
        ("[..2001-Q2]", "first", "2001-06-30", "[..2001-06]"),
        ("Sept 1999", "1999-09-01", "1999-09-30", "1999-09"),
        ("Sept. 1999", "1999-09-01", "1999-09-30", "1999-09"),
        ("9 Dec. 1999", "1999-12-09", "1999-12-09", "1999-12-09"),
        ("Oct. 3, 1999", "1999-10-03", "1999-10-03", "1999-10-03"),
        ("OCTOBER 2002", "2002-10-01", "2002-10-31", "2002-10"),
        ("oct 2002", "2002-10-01", "2002-10-31", "2002-10"),
        ("28 jun 2012", "2012-06-28", "2012-06-28", "2012-06-28"),
        ("Unknown", "first", "never", "unknown"),
        ("  1999\n", "1999-01-01", "1999-12-31", "1999"),
        ("[ 1999-04 .. 1999-06 ]", "1999-04-01", "1999-06-30", "[1999-04..1999-06]"),
        ("28   June\t2012", "2012-06-28", "2012-06-28", "2012-06-28"),
    ],
)
def test_a_date_is_a_set_of_candidate_days_and_keeps_its_text(
    written: str, first: str, last: str, text: str
) -> None:
    bound = read_date(written)

    assert (bound.earliest, bound.latest, bound.text) == (day(first), day(last), text)


@pytest.mark.parametrize("name", [*MONTH_NAMES, *MONTH_ABBREVIATIONS])
def test_every_month_is_read_by_its_name_and_by_three_letters(name: str) -> None:
    number = MONTH_ABBREVIATIONS.index(name[:3].lower()) + 1

    assert read_date(f"{name} 2023").text == f"2023-{number:02}"
    assert read_date(f"{name} 9, 2023").text == f"2023-{number:02}-09"
    assert read_date(f"09 {name} 2023").text == f"2023-{number:02}-09"


NO_FORM = f"dates look like {DATE_FORMS}"


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        ("1/2/2003", "`1/2/2003` is ambiguous: day and month may be meant either way round",
         "write 2003-02-01 or 2003-01-02"),
        ("[1/2/2003..]", "`1/2/2003` is ambiguous: day and month may be meant either way round",
         "write 2003-02-01 or 2003-01-02"),
        ("0000", "`0000` has no year: years run from 0001 to 9999", LEFT_OUT),
        ("0000-01-01", "`0000-01-01` has no year: years run from 0001 to 9999", LEFT_OUT),
        ("1.1.0000", "`1.1.0000` has no year: years run from 0001 to 9999", LEFT_OUT),
        ("[0000..2000]", "`0000` has no year: years run from 0001 to 9999", LEFT_OUT),
        ("2023-02-30", "`2023-02-30` is no day: that month has 28 days", None),
        ("2024-02-30", "`2024-02-30` is no day: that month has 29 days", None),
        ("1900-02-29", "`1900-02-29` is no day: that month has 28 days", None),
        ("[2023-02-30..]", "`2023-02-30` is no day: that month has 28 days", None),
        ("29.02.2023", "`29.02.2023` is no day: that month has 28 days", None),
        ("31 June 2023", "`31 June 2023` is no day: that month has 30 days", None),
        ("2023-06-00", "`2023-06-00` is no day: that month has 30 days", "write 2023-06"),
        ("2023-00-00", "`2023-00-00` is no month: months run from 01 to 12", "write 2023"),
        ("0000-00-00", "`0000-00-00` is no month: months run from 01 to 12", LEFT_OUT),
        ("9999-99-99", "`9999-99-99` is no month: months run from 01 to 12", LEFT_OUT),
        ("00000000", "`00000000` is no date", LEFT_OUT),
        ("99999999", "`99999999` is no date", LEFT_OUT),
        ("2023-13", "`2023-13` is no month: months run from 01 to 12", None),
        ("2023-00", "`2023-00` is no month: months run from 01 to 12", None),
        ("2023-13-01", "`2023-13-01` is no month: months run from 01 to 12", None),
        ("1.13.2003", "`1.13.2003` is no month: months run from 01 to 12", None),
        ("2001-W53", "`2001-W53` is no week: that year has 52", None),
        ("2001-W00", "`2001-W00` is no week: that year has 52", None),
        ("0000-W01", "`0000-W01` has no year: years run from 0001 to 9999", LEFT_OUT),
        ("2001-366", "`2001-366` is no day: that year has 365 days", None),
        ("2001-000", "`2001-000` is no day: that year has 365 days", None),
        ("2001-25", "`2001-25` is no month: months run from 01 to 12",
         "in EDTF, 25 is spring north of the equator: write [2001-03..2001-05]"),
        ("2001-29", "`2001-29` is no month: months run from 01 to 12",
         "in EDTF, 29 is spring south of the equator: write [2001-09..2001-11]"),
        ("2001-33", "`2001-33` is no month: months run from 01 to 12",
         "in EDTF, 33 is the first quarter of the year: write [2001-01..2001-03]"),
        ("2001-39", "`2001-39` is no month: months run from 01 to 12",
         "in EDTF, 39 is the third third of the year: write [2001-09..2001-12]"),
        ("2001-41", "`2001-41` is no month: months run from 01 to 12",
         "in EDTF, 41 is the second half of the year: write [2001-07..2001-12]"),
        ("2001-42", "`2001-42` is no month: months run from 01 to 12", None),
        ("[1999-06..1999-04]", "the range `[1999-06..1999-04]` ends before it begins",
         "write [1999-04..1999-06]"),
        ("[2000..1999]", "the range `[2000..1999]` ends before it begins", "write [1999..2000]"),
        ("", "a date is missing", NO_FORM),
        ("  ", "a date is missing", NO_FORM),
        ("Q12001", "`Q12001` is no date", "write Q1 2001"),
        ("2012-6-28", "`2012-6-28` is no date", "write 2012-06-28"),
        ("2012-6", "`2012-6` is no date", "write 2012-06"),
        ("2012/06/28", "`2012/06/28` is no date", "write 2012-06-28"),
        ("199x", "`199x` is no date", "write 199X"),
        ("199x", "`199x` is no date", "write 199X"),
        ("999", "`999` is no date", "write 0999"),
        ("1999..2000", "`1999..2000` is no date", "write [1999..2000]"),
        ("1999..", "`1999..` is no date", "write [1999..]"),
        ("..1999", "`..1999` is no date", "write [..1999]"),
        ("present", "`present` is no date", LEFT_OUT),
        ("Ongoing", "`Ongoing` is no date", LEFT_OUT),
        ("2012-02-3O", "`2012-02-3O` is no date", NO_FORM),
        ("10000", "`10000` is no date", "years run from 0001 to 9999"),
        ("99999-01-01", "`99999-01-01` is no date", "years run from 0001 to 9999"),
        ("-0001", "`-0001` is no date", "years run from 0001 to 9999"),
        ("2012-06-28T12:00", "`2012-06-28T12:00` is no date", NO_FORM),
        ("[1999]", "`[1999]` is no date", NO_FORM),
        ("[..]", "`[..]` is no date", NO_FORM),
        ("[1999..2000", "`[1999..2000` is no date", NO_FORM),
        ("[unknown..2000]", "`[unknown..2000]` is no date", NO_FORM),
        ("[[1999..2000]..2001]", "`[[1999..2000]..2001]` is no date", NO_FORM),
        ("1999 2000", "`1999 2000` is no date", NO_FORM),
        ("June", "`June` is no date", NO_FORM),
        ("Junes 2012", "`Junes 2012` is no date", NO_FORM),
        ("２０１２-06-28", "`２０１２-06-28` is no date", NO_FORM),
        ("２０１２", "`２０１２` is no date", NO_FORM),
        ("2012-0６", "`2012-0６` is no date", NO_FORM),
        ("٢٠١٢", "`٢٠١٢` is no date", NO_FORM),
        ("2４.04.2023", "`2４.04.2023` is no date", NO_FORM),
        ("2012–06–28", "`2012–06–28` is no date", NO_FORM),
        ("1999\x00", "`1999\x00` is no date", NO_FORM),
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_what_to_write(written: str, message: str, hint: str | None) -> None:
    refused = problem(written)

    assert (refused.code, refused.message, refused.hint) == ("date", message, hint)


@pytest.mark.parametrize(
    ("written", "ranges"),
    [
        *((text, ["[1983..1985]"]) for text in ("1984~", "1984?", "1984%", "1984?~", "1984 (?)")),
        *((text, ["[1983..1985]"]) for text in ("~1984", "c. 1984", "c.1984", "ca 1984", "circa 1984")),
        *((text, ["[1983..1985]"]) for text in ("about 1984", "Approx. 1984", "around 1984", "perhaps 1984")),
        ("2012-01-12~", ["[2012-01-05..2012-01-19]"]),
        ("1984-12~", ["[1984-11..1985-01]"]),
        ("about May 1984", ["[1984-04..1984-06]"]),
        ("199X?", ["[1980..2009]"]),
        ("early 2001", ["[2001-01..2001-04]"]),
        ("mid-2001", ["[2001-05..2001-08]"]),
        ("end of 2001", ["[2001-09..2001-12]"]),
        ("the early 1990s", ["[1990..1993]"]),
        ("early 1990s", ["[1990..1993]"]),
        ("late February 2004", ["[2004-02-21..2004-02-29]"]),
        ("first half of 2001", ["[2001-01..2001-06]"]),
        ("H2 2001", ["[2001-07..2001-12]"]),
        ("2001-H1", ["[2001-01..2001-06]"]),
        ("20th century", ["[1901..2000]"]),
        ("1900s", ["190X", "19XX"]),
        ("spring 2001", ["[2001-03..2001-05]", "[2001-09..2001-11]"]),
        ("Summer of 2001", ["[2001-06..2001-08]", "[2001-12..2002-02]"]),
        ("fall 2001", ["[2001-09..2001-11]", "[2001-03..2001-05]"]),
        ("winter 2001", ["[2000-12..2001-02]", "[2001-12..2002-02]", "[2001-06..2001-08]"]),
        ("2001-21", ["[2001-03..2001-05]", "[2001-09..2001-11]"]),
        ("2020-21", ["[2020-03..2020-05]", "[2020-09..2020-11]", "[2020..2021]"]),
        ("2001-28", ["[2000-12..2001-02]", "[2001-12..2002-02]"]),
        ("2001-32", ["[2001-06..2001-08]"]),
        ("first quarter of 2001", ["[2001-01..2001-03]"]),
        ("4th quarter 2001", ["[2001-10..2001-12]"]),
        ("20010405", ["2001-04-05"]),
        ("winter 2001/02", ["[2001-12..2002-02]"]),
        ("Winter 2001-2002", ["[2001-12..2002-02]"]),
        ("2001/2002", ["[2001..2002]"]),
        ("2001/02", ["2001-02", "[2001..2002]"]),
        ("1984/85", ["[1984..1985]"]),
        ("1984–85", ["[1984..1985]"]),
        ("1984-85", ["[1984..1985]"]),
        ("[1984~..1986]", ["[1983..1986]"]),
        ("[1984..c. 1986]", ["[1984..1987]"]),
        ("[..1984?]", ["[..1985]"]),
        ("before 1984", ["[..1983-12-31]"]),
        ("after 1984", ["[1985-01-01..]"]),
        ("1998-2001", ["[1998..2001]"]),
        ("1998 or 1999", ["[1998..1999]"]),
        ("1998-03/1998-05", ["[1998-03..1998-05]"]),
        ("[1667,1668,1670..1672]", ["[1667..1672]"]),
        ("[..1760-12,1761]", ["[..1761]"]),
        ("1984-XX-12", ["1984"]),
        ("19X4", ["19XX"]),
        ("XXXX", ["unknown"]),
        ("44 BC", []),
        ("-0044", []),
        ("1700-02-18 (Julian)", []),
        ("last year", []),
    ],
)
def test_what_is_vague_is_refused_with_ranges_that_hold_it(written: str, ranges: list[str]) -> None:
    refused = problem(written)

    assert list(refused.suggestions) == ranges
    assert refused.hint and all(range_ in refused.hint and read_date(range_) for range_ in ranges)


@given(st.text(st.sampled_from("0123456789-./[]X ?~sJjuneMayOct,"), max_size=12) | st.text(max_size=8))
@examples(220)
def test_any_text_is_a_date_or_is_refused_and_a_suggestion_can_be_read(text: str) -> None:
    try:
        bound = read_date(text)
    except DateError as error:
        for suggestion in error.problems[0].suggestions:
            read_date(suggestion)
    else:
        assert FIRST_DAY <= bound.earliest <= bound.latest <= NEVER
        assert read_date(bound.text) == bound


@pytest.mark.parametrize(
    "text", ["ſep 2002", "1 ſeptember 2002", "Auguſt 2002", "aprıl 2002", "un\u212anown"]
)
def test_letters_that_only_look_like_a_month_are_refused(text: str) -> None:
    assert problem(text).message == f"`{text}` is no date"


@pytest.mark.parametrize("text", ["31/2/2003", "1/2/0000", "0/0/2003"])
def test_a_slashed_date_offers_only_days_that_exist(text: str) -> None:
    for suggestion in problem(text).suggestions:
        read_date(suggestion)


@pytest.mark.parametrize(
    ("text", "suggestion"), [("before 1999", "[..1998-12-31]"), ("after 1999", "[2000-01-01..]")]
)
def test_a_suggestion_means_what_was_written(text: str, suggestion: str) -> None:
    assert [read_date(meant) for meant in problem(text).suggestions] == [read_date(suggestion)]
