"""What stands for a value, and what is given for it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

import tempodb
from tempodb.base.errors import InputError
from tempodb.tql.parsing.parser import parse
from tql.refusals import problem


@pytest.mark.parametrize(
    ("text", "parameters", "same"),
    [
        ("members of :o", {"o": "CSTO"}, "members of CSTO"),
        ("members of :o as of :t", {"o": "Trinidad and Tobago", "t": "2006"}, "members of Trinidad and Tobago as of 2006"),
        ("members of :o", {"o": 'a "quoted", name as of 2006; --'}, 'members of "a ""quoted"", name as of 2006; --"'),
        ("members as of :t", {"t": 2006}, "members as of 2006"),
        ("members as of :t", {"t": " October 2002 "}, "members as of 2002-10"),
        ("members as of :t", {"t": "today"}, "members as of today"),
        ("members as of :t", {"t": "Today"}, "members as of today"),
        ("members as of :t", {"t": date(2006, 3, 1)}, "members as of 2006-03-01"),
        ("members in :t", {"t": "2006"}, "members as of 2006"),
        ("members between :a and :b", {"a": "1998", "b": "2007"}, "members between 1998 and 2007"),
        ("members throughout :t", {"t": "2006"}, "members throughout 2006"),
        ("members during :t", {"t": "2006"}, "members during 2006"),
        ("members published by :t", {"t": "2006"}, "members published by 2006"),
        ("members known at :t", {"t": "2006"}, "members known at 2006"),
        ("members known at :t", {"t": "2017-04-21T12:00:00Z"}, "members known at 2017-04-21T12:00:00Z"),
        ("members known at :t", {"t": datetime(2017, 4, 21, 12, tzinfo=UTC)}, "members known at 2017-04-21T12:00:00Z"),
        ("members according to :s", {"s": "report-1"}, "members according to report-1"),
        ("members limit :n", {"n": 3}, "members limit 3"),
        ("members limit :n", {"n": "3"}, "members limit 3"),
        ("whether :p is member of :o", {"p": "Uzbekistan", "o": "CSTO"}, "whether Uzbekistan is member of CSTO"),
        ("whether :p holds :x", {"p": "Ann", "x": "head of CSTO"}, "whether Ann holds head of CSTO"),
        ('holders of :x of "CSTO"', {"x": "head"}, 'holders of "head" of CSTO'),
        ("holders of head of :o", {"o": "CSTO"}, 'holders of "head" of CSTO'),
        ("describe :x; describe :x", {"x": "CSTO"}, "describe CSTO; describe CSTO"),
        ("use :o", {"o": "CSTO"}, "use CSTO"),
        ("status of :p in :o", {"p": "Uzbekistan", "o": "CSTO"}, "status of Uzbekistan in CSTO"),
        ("periods of Uzbekistan in :o", {"o": "CSTO"}, "periods of Uzbekistan in CSTO"),
        ("offices in :o", {"o": "CSTO"}, "offices in CSTO"),
        ("holders of any office in :o", {"o": "CSTO"}, "holders of any office in CSTO"),
        ("whether :p is member in :o", {"p": "Uzbekistan", "o": "CSTO"},
                     "whether Uzbekistan is member in CSTO"),
        ("members known at :t", {"t": "TODAY"}, "members known at today"),
        ("members known at :t", {"t": "AUGUST 2017"}, "members known at 2017-08"),
        ("members known at :t", {"t": "2017-04-21t12:00z"}, "members known at 2017-04-21T12:00:00Z"),
    ],
)  # fmt: skip
def test_a_parameter_stands_for_what_could_be_written_there(
    text: str, parameters: dict[str, object], same: str
) -> None:
    assert parse(text, parameters) == parse(same)


@pytest.mark.parametrize(
    ("text", "parameters", "column", "message"),
    [
        ("members of :o", {}, 12, "the parameter `:o` has no value"),
        ("members", {"o": 1}, None, "the text has no parameter `:o`"),
        ("members of :o", {"O": "CSTO"}, 12, "the parameter `:o` has no value"),
        ("members limit :n", {"n": -1}, 15, "`-1` is no whole number"),
        ("members limit :n", {"n": "three"}, 15, "`three` is no whole number"),
        ("members limit :n", {"n": "٣"}, 15, "`٣` is no whole number"),
        ("members limit :n", {"n": ""}, 15, "`` is no whole number"),
        ("members as of :t", {"t": "tomorrow"}, 15, "`tomorrow` is no date"),
        ("members as of :t", {"t": ""}, 15, "a date is missing"),
        ("members as of :t", {"t": "1/2/2003"}, 15, "`1/2/2003` is ambiguous: day and month may be meant either way round"),
        ("members as of :t", {"t": "unknown"}, 15, "`unknown` is no time to ask about"),
        ("members known at :t", {"t": "2017-04-21T25:00Z"}, 18, "`2017-04-21T25:00Z` is no instant: hour must be in 0..23"),
    ],
)  # fmt: skip
def test_a_parameter_that_does_not_fit_is_refused_at_its_place(
    text: str, parameters: dict[str, object], column: int | None, message: str
) -> None:
    found = problem(text, **parameters)

    assert (found.column, found.message) == (column, message)


@pytest.mark.parametrize("value", ["", "   "])
def test_a_blank_parameter_is_refused_as_a_blank_name_is(value: str) -> None:
    assert problem("members of :o", o=value).code == "empty-name"


@pytest.mark.parametrize("word", ["question", "self"])
def test_a_parameter_may_have_any_name_in_python(word: str) -> None:
    database = tempodb.open(":memory:")

    with pytest.raises(InputError, match="nothing is loaded yet"):
        database.query(f"members of :{word}", **{word: "CSTO"})


def test_a_parameter_may_have_any_name_in_a_session() -> None:
    session = tempodb.open(":memory:").session()

    with pytest.raises(InputError, match="nothing is loaded yet"):
        list(session.run("members of :text", text="CSTO"))
