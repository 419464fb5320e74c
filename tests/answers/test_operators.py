"""What each form of query answers, row by row, on a small dataset made for it and on the exact dates of the CSTO."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

import tempodb
from answers.small_world import brief


@pytest.fixture(scope="module")
def exact() -> Iterator[tempodb.Database]:
    with tempodb.open(":memory:", now="2025-06-01T12:00:00Z") as database:
        database.load(tempodb.bundled_fixture("csto-exact.yaml"), recorded_at="2024-01-01T00:00:00Z")
        yield database


# All worked out by hand from the dataset.
OF_SMALL: Sequence[tuple[str, list[str]]] = [
    (
        "members including predecessors between 1995 and 2001",
        ["a member 2000-01-01", "b member 2000-01-01 2003-01-01", "d member 1990-01-01 2000-01-01"],
    ),
    ("members including bodies as of 2003", ["a member 2000-01-01", "e member 2002-01-01 2004-01-01"]),
    (
        "members including bodies as of 2005",
        [
            "a member 2000-01-01",
            "b member 2005-01-01 2006-01-01",
            "c member 2004-07-01 [2007-01-01..]",
            "d member 2004 2005 possible",
        ],
    ),
    (
        "members including bodies, predecessors between 1999 and 2003",
        [
            "a member 2000-01-01",
            "b member 2000-01-01 2003-01-01",
            "d member 1990-01-01 2000-01-01",
            "e member 2002-01-01 2004-01-01",
        ],
    ),
    (
        "count members including bodies by year between 2001 and 2004",
        ["2001 2 2 inside", "2002 3 3 inside", "2003 2 2 inside", "2004 3 3 inside"],
    ),
    (
        "members while b is suspended",
        ["a member 2003-01-01 2005-01-01", "c member 2004-07-01 2005-01-01", "d member 2004 2005-01-01"],
    ),
    ("members while b is suspended as of 2006", []),
    (
        "members while b is suspended as of 2004",
        ["a member 2003-01-01 2005-01-01", "c member 2004-07-01 2005-01-01", "d member 2004 2005-01-01"],
    ),
    (
        "members while b is suspended while p holds deputy as of 2003-03-01",
        ["a member 2003-01-01 2004-01-01"],
    ),
    (
        "holders of any office in union while b is suspended as of 2003",
        [
            "p union/deputy substantive 2003-01-01 2004-01-01",
            "q union/chair substantive 2003-01-01 2004-01-01",
        ],
    ),
    ("offices of p while b is suspended as of 2003", ["p union/deputy substantive 2003-01-01 2004-01-01"]),
    (
        "members that joined in 2000",
        ["a member 2000-01-01", "b member 2000-01-01 2003-01-01", "b member 2005-01-01 2006-01-01"],
    ),
    (
        "members that left before 2008",
        [
            "b member 2000-01-01 2003-01-01",
            "b member 2005-01-01 2006-01-01",
            "c member 2004-07-01 [2007-01-01..] possible",
            "d member 2004 2005",
        ],
    ),
    (
        "members that began after 2003",
        ["b member 2005-01-01 2006-01-01", "c member 2004-07-01 [2007-01-01..]", "d member 2004 2005"],
    ),
    (
        "members that ended between 2005 and 2007",
        [
            "b member 2005-01-01 2006-01-01",
            "c member 2004-07-01 [2007-01-01..] possible",
            "d member 2004 2005",
        ],
    ),
    (
        "members including suspended that held for less than 3 years",
        [
            "b suspended 2003-01-01 2005-01-01",
            "b member 2005-01-01 2006-01-01",
            "c member 2004-07-01 [2007-01-01..] possible",
            "d member 2004 2005",
        ],
    ),
    (
        "members that held for more than 5 years",
        ["a member 2000-01-01", "c member 2004-07-01 [2007-01-01..] possible"],
    ),
    ("members as of 2005 union (observers as of 2002)", ["a", "b", "c", "d possible"]),
    ("members as of 2004 intersect (members as of 2005)", ["a", "c", "d possible"]),
    ("members as of 2005 except (members as of 2004)", ["b"]),
    (
        "count members by quarter between 2004-01-01 and 2004-12-31",
        ["2004-Q1 1 2 inside", "2004-Q2 1 2 inside", "2004-Q3 2 3 inside", "2004-Q4 3 3 inside"],
    ),
    ("count members by decade between 2000 and 2010", ["200X 4 4 partly", "201X 1 2 outside"]),
    ("count members of every organization as of 2003", ["2003 1 1", "2003 1 1 inside"]),
    (
        "count members of every organization by year between 2003 and 2004",
        ["2003 1 1", "2004 1 1", "2003 1 1 inside", "2004 3 3 inside"],
    ),
    (
        "count members between 2007 and 2009 by year",
        ["2007 1 2 inside", "2008 1 2 inside", "2009 1 2 outside"],
    ),
    (
        "changes",
        [
            "2000-01-01 founded union",
            "2000-01-01 joined a member",
            "2000-01-01 joined b member",
            "2000-01-01 took office p union/chair",
            "2001 joined c observer",
            "2002-01-01 body added bank",
            "2002-01-01 left office p union/chair",
            "2002 took office q union/chair",
            "2003-01-01 body added court",
            "2003-01-01 suspended b suspended",
            "2003-01-01 took office p union/deputy",
            "2004-01-01 body removed bank",
            "2004-01-01 left office p union/deputy",
            "2004-01-01 left office q union/chair",
            "2004 joined d member",
            "2004-07-01 became member c member",
            "2005-01-01 resumed b member",
            "2005-01-01 took office r union/chair elect",
            "2005 left d member",
            "2006-01-01 left b member",
            "2006-01-01 left office r union/chair elect",
            "2006-01-01 took office r union/chair",
            "2007 left office r union/chair",
            "[2007-01-01..] left c member possible",
        ],
    ),
    (
        "changes between 2003 and 2005",
        [
            "2003-01-01 body added court",
            "2003-01-01 suspended b suspended",
            "2003-01-01 took office p union/deputy",
            "2004-01-01 body removed bank",
            "2004-01-01 left office p union/deputy",
            "2004-01-01 left office q union/chair",
            "2004 joined d member",
            "2004-07-01 became member c member",
            "2005-01-01 resumed b member",
            "2005-01-01 took office r union/chair elect",
            "2005 left d member",
        ],
    ),
    (
        "changes in bank",
        ["2001-01-01 founded bank", "2001-01-01 joined e member", "2009-01-01 left e member"],
    ),
    ("compare members as of 2002 with as of 2004", ["b removed member", "c added member", "d added member"]),
    (
        "compare members as of 2002 with as of 2004 including bodies",
        ["b removed member", "c added member", "d added member", "e removed member"],
    ),
    ("compare holders of deputy as of 2003 with as of 2004 according to paper", []),
    (
        "compare holders of deputy as of 2003 with according to paper",
        ["p removed substantive 2003-01-01 to 2004-01-01", "q added substantive 2003-06-01 to 2005-01-01"],
    ),
    (
        "compare members as of 2004-06 with certainly as of 2004-06",
        ["d removed member 2004 to 2005 (possible)"],
    ),
    (
        "vacancies of chair",
        [
            "union/chair 2002-01-01 2002-12-31 possible",
            "union/chair 2004-01-01 2006-01-01",
            "union/chair 2007-01-01 2007-12-31 possible",
            "union/chair 2007-12-31",
        ],
    ),
    ("vacancies of deputy", ["union/deputy 2000-01-01 2003-01-01", "union/deputy 2004-01-01"]),
    (
        "vacancies of deputy including disputed",
        ["union/deputy 2000-01-01 2003-01-01", "union/deputy 2005-01-01"],
    ),
    (
        "vacancies of deputy according to paper",
        ["union/deputy 2000-01-01 2003-06-01", "union/deputy 2005-01-01"],
    ),
    ("vacancies of chair between 2003 and 2005", ["union/chair 2004-01-01 2006-01-01"]),
    (
        "history of members",
        [
            "2000-01-01 2003-01-01 a,b - +a +b",
            "2003-01-01 2004-01-01 a - -b",
            "2004-01-01 2004-07-01 a d ?d",
            "2004-07-01 2004-12-31 a,c d +c",
            "2004-12-31 2005-01-01 a,c,d - +d",
            "2005-01-01 2005-12-31 a,b,c d +b ?d",
            "2005-12-31 2006-01-01 a,b,c - -d",
            "2006-01-01 2007-01-01 a,c - -b",
            "2007-01-01 a c ?c",
        ],
    ),
    (
        "history of holders of chair",
        [
            "2000-01-01 2002-01-01 p - +p",
            "2002-01-01 2002-12-31 - q -p ?q",
            "2002-12-31 2004-01-01 q - +q",
            "2004-01-01 2005-01-01 - - -q",
            "2005-01-01 2007-01-01 r - +r",
            "2007-01-01 2007-12-31 - r ?r",
        ],
    ),
    (
        "history of (members union (observers))",
        [
            "2000-01-01 2001-01-01 a,b - +a +b",
            "2001-01-01 2001-12-31 a,b c ?c",
            "2001-12-31 2003-01-01 a,b,c - +c",
            "2003-01-01 2004-01-01 a,c - -b",
            "2004-01-01 2004-12-31 a,c d ?d",
            "2004-12-31 2005-01-01 a,c,d - +d",
            "2005-01-01 2005-12-31 a,b,c d +b ?d",
            "2005-12-31 2006-01-01 a,b,c - -d",
            "2006-01-01 2007-01-01 a,c - -b",
            "2007-01-01 a c ?c",
        ],
    ),
    ("when b is suspended", ["2003-01-01 2005-01-01 2003-01-01 2003-01-01 2005-01-01 2005-01-01"]),
    (
        "when b is member including suspended",
        ["2000-01-01 2006-01-01 2000-01-01 2000-01-01 2006-01-01 2006-01-01"],
    ),
    ("when p holds deputy", ["2003-01-01 2004-01-01 2003-01-01 2003-01-01 2004-01-01 2004-01-01"]),
    ("whether b is member as of 2003", ["no"]),
    ("whether e is member as of 2003", ["no"]),
    ("whether e is member as of 2009", ["unknown"]),
    ("whether d is member as of 2004-01", ["possibly"]),
    (
        "timeline of bank",
        [
            "existence bank 2001-01-01 2001-01-01 2001-01-01",
            "name bank Bank 2001-01-01 2001-01-01 2001-01-01",
            "member e bank Bank member 2001-01-01 2009-01-01 2001-01-01 2001-01-01 2009-01-01 2009-01-01",
        ],
    ),
    ("conflicts", ["q union/deputy substantive 2003-06-01 2005-01-01 "]),
    (
        "revisions of b in union",
        [
            "b member 2000-01-01 2003-01-01 2010-01-01T00:00:00.000000Z",
            "b suspended 2003-01-01 2005-01-01 2010-01-01T00:00:00.000000Z",
            "b member 2005-01-01 2006-01-01 2010-01-01T00:00:00.000000Z",
        ],
    ),
    (
        "why b as of 2004",
        [
            "answer B: suspended in Union it had begun by 2003-01-01 and had not ended before 2005-01-01, and some day of 2004-01-01 through 2004-12-31 lies between 2003-01-01 2005-01-01 b suspended",
            "claim `b` suspended in `union` from 2003-01-01 to 2005-01-01 2003-01-01 2005-01-01 small 1 2010-01-01T00:00:00.000000Z b suspended",
        ],
    ),
]
OF_EXACT: Sequence[tuple[str, list[str]]] = [
    (
        "changes in CSTO between 1998 and 2007",
        [
            "[..2003-04-28] body added collective-security-council possible",
            "[..2013] body added csto-parliamentary-assembly possible",
            "[..2017-04-18] body added csto-secretariat possible",
            "[..2023-04-27] body added csto-press-centre possible",
            "1999-04-02 left azerbaijan member",
            "1999-04-02 left georgia member",
            "1999-04-02 suspended uzbekistan suspended",
            "2002-10-07 renamed csto Collective Security Treaty Organization",
            "2003-04-28 took office nikolai-bordyuzha csto/secretary-general",
            "2005-06-23 body added icmec",
            "2006-08-16 resumed uzbekistan member",
        ],
    ),
    (
        "vacancies of secretary-general",
        ["csto/secretary-general 1992-05-15 2003-04-28", "csto/secretary-general 2029-01-01"],
    ),
    (
        "history of members of CSTO between 1998 and 2013",
        [
            "1998-01-01 1999-04-02 armenia,azerbaijan,belarus,georgia,kazakhstan,kyrgyzstan,russia,tajikistan,uzbekistan - +armenia +azerbaijan +belarus +georgia +kazakhstan +kyrgyzstan +russia +tajikistan +uzbekistan",
            "1999-04-02 2006-08-16 armenia,belarus,kazakhstan,kyrgyzstan,russia,tajikistan - -azerbaijan -georgia -uzbekistan",
            "2006-08-16 2012-06-28 armenia,belarus,kazakhstan,kyrgyzstan,russia,tajikistan,uzbekistan - +uzbekistan",
            "2012-06-28 2014-01-01 armenia,belarus,kazakhstan,kyrgyzstan,russia,tajikistan - -uzbekistan",
        ],
    ),
    ("count members of CSTO by year between 1992 and 1994", ["1992 6 6", "1993 9 9", "1994 9 9"]),
    (
        "count suspended members by decade between 1990 and 2020",
        ["199X 1 1", "200X 1 1", "201X 1 1", "202X 1 1"],
    ),
    (
        "compare members of CSTO as of 1998 with as of 2007",
        ["azerbaijan removed member", "georgia removed member"],
    ),
    (
        "when Uzbekistan is suspended",
        [
            "1999-04-02 2006-08-16 1999-04-02 1999-04-02 2006-08-16 2006-08-16",
            "2012-06-28 2012-06-28 2012-06-28",
        ],
    ),
    (
        "members that held for more than 30 years",
        [
            "armenia member 1992-05-15",
            "belarus member 1993-12-31",
            "kazakhstan member 1992-05-15",
            "kyrgyzstan member 1992-05-15",
            "russia member 1992-05-15",
            "tajikistan member 1992-05-15",
        ],
    ),
    (
        "members that left before 2000",
        ["azerbaijan member 1993-09-24 1999-04-02", "georgia member 1993-12-09 1999-04-02"],
    ),
    ("suspended members that began in 2012", ["uzbekistan suspended 2012-06-28"]),
    ("members as of 1998 except (members as of 2000)", ["azerbaijan", "georgia", "uzbekistan"]),
    (
        "members while Uzbekistan is suspended as of 2001",
        [
            "armenia member 1999-04-02 2006-08-16",
            "belarus member 1999-04-02 2006-08-16",
            "kazakhstan member 1999-04-02 2006-08-16",
            "kyrgyzstan member 1999-04-02 2006-08-16",
            "russia member 1999-04-02 2006-08-16",
            "tajikistan member 1999-04-02 2006-08-16",
        ],
    ),
    ("count members of every organization as of 1998", ["1998 9 9"]),
    (
        "revisions of Uzbekistan in CSTO",
        [
            "uzbekistan member 1992-05-15 1999-04-02 2024-01-01T00:00:00.000000Z",
            "uzbekistan suspended 1999-04-02 2006-08-16 2024-01-01T00:00:00.000000Z",
            "uzbekistan member 2006-08-16 2012-06-28 2024-01-01T00:00:00.000000Z",
            "uzbekistan suspended 2012-06-28 2024-01-01T00:00:00.000000Z",
        ],
    ),
    (
        "holders of any office in CSTO while Uzbekistan is suspended as of 2004",
        ["nikolai-bordyuzha csto/secretary-general substantive 1 2003-04-28 2006-08-16"],
    ),
]


@pytest.mark.parametrize(("question", "rows"), OF_SMALL, ids=[question for question, _ in OF_SMALL])
def test_the_small_dataset_answers(small: tempodb.Database, question: str, rows: list[str]) -> None:
    assert brief(small.query(question)) == rows


@pytest.mark.parametrize(("question", "rows"), OF_EXACT, ids=[question for question, _ in OF_EXACT])
def test_the_exact_dates_of_the_csto_answer(exact: tempodb.Database, question: str, rows: list[str]) -> None:
    assert brief(exact.query(question)) == rows
