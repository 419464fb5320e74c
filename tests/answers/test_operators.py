"""What each form of query answers, row by row, on a small dataset made for it and on the exact dates of the CSTO."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import tempodb
from tempodb.answers.result import Result

SMALL = """\
tempodb: 1
dataset: small
focus: union
coverage: {union: 2000/2008}
sources: {paper: {title: Paper, published: 2009}}
states: {a: {name: A}, b: {name: B}, c: {name: C}, d: {name: D}, e: {name: E}}
persons: {p: {name: P}, q: {name: Q}, r: {name: R}}
organizations:
  union: {name: Union, founded: 2000-01-01, succeeds: league}
  league: {name: League, founded: 1990-01-01, dissolved: 2000-01-01}
  bank: {name: Bank, founded: 2001-01-01, part_of: [{of: union, from: 2002-01-01, to: 2004-01-01}]}
  court: {name: Court, founded: 2003-01-01, part_of: union}
offices:
  union/chair: {title: Chair, organization: union}
  union/deputy: {title: Deputy, organization: union, seats: 2}
memberships:
  - {member: a, of: union, from: 2000-01-01}
  - {member: b, of: union, from: 2000-01-01, to: 2003-01-01}
  - {member: b, of: union, status: suspended, from: 2003-01-01, to: 2005-01-01}
  - {member: b, of: union, from: 2005-01-01, to: 2006-01-01}
  - {member: c, of: union, status: observer, from: 2001, to: 2004-07-01}
  - {member: c, of: union, from: 2004-07-01, to: "[2007-01-01..]"}
  - {member: d, of: union, from: 2004, to: 2005}
  - {member: d, of: league, from: 1990-01-01, to: 2000-01-01}
  - {member: e, of: bank, from: 2001-01-01, to: 2009-01-01}
tenures:
  - {holder: p, office: union/chair, from: 2000-01-01, to: 2002-01-01}
  - {holder: q, office: union/chair, from: 2002, to: 2004-01-01}
  - {holder: r, office: union/chair, capacity: elect, from: 2005-01-01, to: 2006-01-01}
  - {holder: r, office: union/chair, from: 2006-01-01, to: 2007}
  - {holder: p, office: union/deputy, from: 2003-01-01, to: 2004-01-01}
  - {holder: q, office: union/deputy, from: 2003-06-01, to: 2005-01-01, standing: disputed, source: paper}
"""
UNSHOWN = {
    *("member_name", "organization", "organization_name", "holder_name", "party_name", "body_name"),
    *("title", "name", "standing", "sources", "change_names"),
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tempodb.Database]:
    file: Path = tmp_path_factory.mktemp("small") / "small.yaml"
    file.write_text(SMALL, encoding="utf-8")
    with tempodb.open(":memory:", now="2010-06-01T12:00:00Z") as database:
        database.load(file, recorded_at="2010-01-01T00:00:00Z")
        yield database


@pytest.fixture(scope="module")
def exact() -> Iterator[tempodb.Database]:
    with tempodb.open(":memory:", now="2025-06-01T12:00:00Z") as database:
        database.load(tempodb.bundled_fixture("csto-exact.yaml"), recorded_at="2024-01-01T00:00:00Z")
        yield database


def brief(result: Result) -> list[str]:
    """Return each row as its values in order, but for names beside ids, what is absent and what is certain."""
    return [
        " ".join(
            _text(value) for key, value in zip(result.columns, row, strict=True) if _is_shown(key, value)
        )
        for row in result
    ]


def _is_shown(key: str, value: object) -> bool:
    return key not in UNSHOWN and value not in (None, "certain")


def _text(value: object) -> str:
    return (",".join(value) or "-") if isinstance(value, tuple) else str(value)


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
            "answer B: suspended in Union it had begun by 2003-01-01 and had not ended before 2005-01-01, and some day of 2004-01-01 through 2004-12-31 lies between 2003-01-01 2005-01-01",
            "claim `b` suspended in `union` from 2003-01-01 to 2005-01-01 small 1 2010-01-01T00:00:00.000000Z",
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


def test_two_beliefs_compare_by_their_dates(tmp_path: Path) -> None:
    file = tmp_path / "small.yaml"
    with tempodb.open(":memory:", now="2010-06-01T12:00:00Z") as database:
        file.write_text(SMALL, encoding="utf-8")
        database.load(file, recorded_at="2010-01-01T00:00:00Z")
        file.write_text(
            SMALL.replace("2004-07-01", "2004-08-01").replace("member: d, of: union", "member: e, of: union")
        )
        database.load(file, recorded_at="2010-02-01T00:00:00Z")

        answer = database.query("compare members as of 2004 known at 2010-01-15 with known at 2010-02-15")

    assert brief(answer) == [
        "c changed member 2004-07-01 to [2007-01-01..] member 2004-08-01 to [2007-01-01..]",
        "d removed member 2004 to 2005",
        "e added member 2004 to 2005",
    ]


def test_a_party_is_judged_by_its_joined_pieces_before_they_are_cut(tmp_path: Path) -> None:
    """In 2005 it was certainly one or the other, though neither for certain."""
    file = tmp_path / "joined.yaml"
    file.write_text("""\
tempodb: 1
dataset: joined
focus: o
states: {a: {name: A}, b: {name: B}}
organizations: {o: {name: O}, x: {name: X, part_of: [{of: o, from: 2003-01-01, to: 2007-01-01}]}}
memberships:
  - {member: a, of: o, from: 2000-01-01, to: "[2004-01-01..2006-01-01]"}
  - {member: a, of: o, status: observer, from: "[2004-01-01..2006-01-01]", to: 2010-01-01}
  - {member: b, of: o, from: 2003-01-01, to: 2007-01-01}
  - {member: a, of: x, from: 2000-01-01, to: "[2004-01-01..2006-01-01]"}
  - {member: a, of: x, status: observer, from: "[2004-01-01..2006-01-01]", to: 2010-01-01}
""", encoding="utf-8")  # fmt: skip
    with tempodb.open(":memory:", now="2010-06-01T12:00:00Z") as database:
        database.load(file, recorded_at="2010-01-01T00:00:00Z")

        for clause in ("", "while b is member"):
            for more in ("", ", bodies"):
                asked = f"members including observer{more} {clause} as of 2005-01-01"
                rows, (count,) = database.query(asked), database.query(f"count {asked}")

                alone = [row.certainty for row in rows if row.member == "a"]
                assert set(alone) == {"possible"}
                assert (count.certain, count.possible) == (2, 2)


def test_equal_candidates_that_cannot_be_one_day_join_nothing(tmp_path: Path) -> None:
    """It was an observer until 11 January, a member from the 13th on, and an observer again in January."""
    file = tmp_path / "january.yaml"
    file.write_text("""\
tempodb: 1
dataset: january
focus: o
states: {a: {name: A}}
organizations: {o: {name: O}}
memberships:
  - {member: a, of: o, status: observer, from: 2001-01, to: 2001-01-11}
  - {member: a, of: o, from: 2001-01-13, to: 2001-01}
  - {member: a, of: o, status: observer, from: 2001-01, to: 2001-02-26}
""", encoding="utf-8")  # fmt: skip
    with tempodb.open(":memory:", now="2010-06-01T12:00:00Z") as database:
        database.load(file, recorded_at="2010-01-01T00:00:00Z")

        assert database.query("whether a is member including observer as of 2001-01-10")[0].answer == "yes"
        assert brief(database.query("changes")) == [
            "2001-01 joined a observer",
            "2001-01-11 left a observer",
            "2001-01-13 joined a member",
            "2001-01 became observer a observer",
            "2001-02-26 left a observer",
        ]


def test_a_predecessor_that_was_once_a_body_counts_all_its_time(tmp_path: Path) -> None:
    file = tmp_path / "league.yaml"
    file.write_text("""\
tempodb: 1
dataset: league
focus: union
states: {a: {name: A}}
organizations:
  union: {name: Union, succeeds: league}
  league: {name: League, part_of: [{of: union, from: 2000-01-01, to: 2001-01-01}]}
memberships:
  - {member: a, of: league, from: 1990-01-01, to: 2001-01-01}
""", encoding="utf-8")  # fmt: skip
    with tempodb.open(":memory:", now="2010-06-01T12:00:00Z") as database:
        database.load(file, recorded_at="2010-01-01T00:00:00Z")

        assert brief(database.query("members including predecessors as of 1995")) == [
            "a member 1990-01-01 2001-01-01"
        ]
        assert brief(database.query("members including bodies as of 1995")) == []


@pytest.mark.parametrize(
    ("question", "scanned"),
    [
        ("conflicts in CSTO", {"membership", "tenure", "name", "existence"}),
        ("vacancies of any office in CSTO", {"tenure"}),
        ("changes in CSTO between 1998 and 2000", {"membership", "tenure", "name", "part_of"}),
        ("timeline of CSTO", {"membership", "tenure", "name", "part_of", "event"}),
    ],
)
def test_an_answer_of_several_plans_explains_each(question: str, scanned: set[str]) -> None:
    with tempodb.open(":memory:") as db:
        db.load(tempodb.bundled_fixture("csto-exact.yaml"))
        plan = [row.text for row in db.query(f"explain {question}") if row.part == "plan"]

    kinds = {found[1] for text in plan if (found := re.search(r"Scan\w*\(kind=(\w+)", text))}
    assert kinds - {"office"} == scanned


def test_what_is_retracted_in_the_middle_is_a_time_between_leaving_and_joining() -> None:
    with tempodb.open(":memory:") as db:
        db.load(tempodb.bundled_fixture("csto.yaml"))
        db.run("retract membership of Armenia in CSTO from 1999 to 2003")
        changes = [(row.date, row.change) for row in db.query("changes in CSTO") if row.party == "armenia"]

    assert changes == [("1992", "joined"), ("1999", "left"), ("2003", "joined")]


@pytest.mark.parametrize(
    ("question", "change"),
    [
        ("history of members of union between 2000 and 2003", "+A, +B|-B"),
        ("history of (members as of 2002 union (observers as of 2002)) limit 1", "+A, +B, +C"),
        ("history of names of union", "+Union"),
        ("history of offices of p", "+Chair|-Chair|+Deputy"),
        ("history of events of union", ""),
    ],
)
def test_a_history_tells_changes_in_names_too(small: tempodb.Database, question: str, change: str) -> None:
    assert "|".join(row.change_names for row in small.query(question)) == change
