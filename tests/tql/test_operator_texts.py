"""Forms of query as text: read, written back, refused with their place, and planned."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import tempodb
from answers.small_world import small_database
from tempodb.base.errors import QueryError
from tempodb.tql.parsing.parser import parse_one
from tempodb.tql.printing.questions import write

CANONICAL = [
    "members of X while a is suspended in X as of 2004",
    "members of X while a is observer of X while p holds chair as of 2004",
    "members of X that joined in 2003",
    "members of X that left before 2003-05 as of 2001",
    "members of X that began after 2003",
    "members of X that ended between 2003 and 2005",
    "members of X that held for more than 1 year",
    "suspended members of X that held for less than 20 days",
    "members of X that left",
    "average duration of holders of chair",
    "duration of members of X as of 2004 order by measure limit 1",
    "total duration of first 2 acting holders of chair between 2001 and 2004",
    "median duration of (members of X limit 2)",
    "average age of holders of chair",
    "age of youngest 2 members of X as of 2004 order by measure limit 1",
    "median age of (members of X limit 2)",
    "youngest holders of chair",
    "oldest 3 suspended members of X as of 2004",
    "holders of chair ever with age where age > 60 and not age is unknown order by age desc limit 3",
    "members of Help for Age as of 2004 with age",
    'members of "Help with Age" with age',
    "members of Youngest of All",
    "holders of chair before Ann",
    "acting holders of chair of X after Ann Before that left as of 2004",
    'holders of "Officer of Life after Politics" before After All',
    'holders of "chair" of "X" after Ann limit 1',
    "predecessor of Ann in chair of X",
    'successor of "A in B" in "1999 chair" as of 2001',
    "count first 2 holders of chair after Ann",
    "first holders of chair",
    "last 3 acting holders of chair as of 2004",
    "first members of X that joined after 1990 limit 3",
    "first suspended members of X",
    "longest serving observers of every organization",
    "count shortest serving 2 holders of any office in X as of 2004",
    "first offices of p union (last organizations of a)",
    "compare first members of X as of 2001 with as of 2004",
    "members of First Group",
    "members of Last 3 Members",
    "explain longest serving 5 members",
    "members of X that returned as of 2001",
    "members of X that joined in 1963 and left before 2002",
    "members of X that joined between 1963 and 1970 and held for more than 2 years and left and returned in 2017",
    "holders of chair while p is member of X that began and ended after 2001 order by from",
    "members of X as of 2004 union (members of Y as of 2005)",
    "members of X except (members of Y intersect (observers of Z))",
    "(members of X limit 1) union (members of Y)",
    "members of X intersect (members of Y) except (members of Z) order by party limit 3",
    "count members of X between 2001 and 2004 by quarter",
    "count (members of X union (members of Y)) by decade",
    "count members of every organization as of 2004",
    "count members of X as of 2004 by representing",
    "count members of every organization as of 2004 by for",
    "count members of X between 2001 and 2004 by status by year",
    "count holders of chair by end reason",
    "count holders of any office in X by office by decade",
    "count suspended members of X by party",
    "count distinct members of every organization by status by year",
    "count distinct area of holders of any office in X by year",
    "count distinct office of (holders of any office in X limit 3)",
    "count distinct status of first 3 suspended members of X",
    "count distinct offices of Offices",
    "sum of members of every organization between 2001 and 2004 by status by year having certain > 3",
    "sum of (count members of X by status by year) by status",
    "sum of (count (members of A union (members of B)) by year between 2001 and 2004) limit 1",
    "sum of (count distinct members of every organization by year)",
    "explain sum of observers of every organization",
    "share of suspended members of X between 2001 and 2004 by year",
    "share of holders of any office in X by representing by decade having most_percent > 50",
    "share of (members of X limit 3) by status",
    "explain share of acting holders of chair",
    "count distinct status of A in Members",
    "changes in X between 2001 and 2004",
    "changes in every organization between 2001 and 2004",
    "compare members of X as of 2001 with as of 2004",
    "compare members of X as of 2001 with known at 2004 order by party",
    "vacancies of chair between 2001 and 2004",
    "vacancies of any office in X",
    "history of members of X",
    "history of (members of X union (members of Y))",
    "when a is suspended in X including observer",
    "when p holds chair",
    "members of X including bodies, predecessors as of 2004",
    "revisions of a in X",
    "conflicts in X",
    "why a in X as of 2004",
    "why p holds chair",
    "timeline of X",
    "members of X as of 2004 where status is suspended",
    "members of X where status is a and (for is unknown or not representing contains b) order by from limit 3",
    'members of X where member in (a, "b, c") and end_reason is not "unknown"',
    "members of X where member is Trinidad and Tobago",
    "members of X where status is a or (status is b and to is not unknown)",
    "count members of X where status is a by year having certain > 10 and certain <= 20",
    "members of X where status is a union (members of Y where status is b) having party starts with C",
    "compare members of X as of 2001 where status is a with as of 2004 having change is added",
    "history of members of X where name starts with A having change contains b",
    "explain count members of X by year",
    "explain members of X union (members of Y)",
]


@pytest.mark.parametrize("text", CANONICAL)
def test_canonical_text_is_written_as_it_was_read(text: str) -> None:
    query = parse_one(text)

    assert write(query) == text
    assert parse_one(write(query)) == query


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        (
            "COUNT members of X BY Year BETWEEN 2001 AND 2004",
            "count members of X between 2001 and 2004 by year",
        ),
        (
            "members of X in 2001 union(members of Y in 2001)",
            "members of X as of 2001 union (members of Y as of 2001)",
        ),
        ("changes of X", "changes in X"),
        ("changes of X in Y", "changes of X in Y"),
        ("members of A BEFORE B in 2006", "members of A before B as of 2006"),
        ("observers of A after B in C", "observers of A after B in C"),
        ('members of "A before B"', 'members of "A before B"'),
        ("guest members of A after B", "guest members of A after B"),
        ("OVERLAP of A and B", "overlap of A and B"),
        ("overlap of A and B in C in D in 2006", 'overlap of A and "B in C" in D as of 2006'),
        ('overlap of "A and B" and C', 'overlap of "A and B" and C'),
        ("overlap of A and B and C in D", "overlap of A and B and C in D"),
        (
            "members of both A and B in 2006 limit 3",
            "members of A as of 2006 intersect (members of B as of 2006) limit 3",
        ),
        (
            "OBSERVERS of BOTH A, B and C",
            "observers of A intersect (observers of B) intersect (observers of C)",
        ),
        ('organizations of both "X and Y" and Z', "organizations of X and Y intersect (organizations of Z)"),
        ("guest members of both A and B and C", "guest members of A intersect (guest members of B and C)"),
        ("count members of both A and B", "count (members of A intersect (members of B))"),
        (
            "count members of both A and B by year in 2006",
            "count (members of A as of 2006 intersect (members of B as of 2006)) by year as of 2006",
        ),
        ("history of members of both A and B", "history of (members of A intersect (members of B))"),
        ('members of "both A and B"', 'members of "both A and B"'),
        ("CHANGES of every organization", "changes in every organization"),
        ("changes of X in every organization in 2006", "changes of X in every organization as of 2006"),
        ("changes of X in Y in Z in 2006", 'changes of "X in Y" in Z as of 2006'),
        ("history of X in Y", "periods of X in Y including predecessors"),
        (
            'history of "members" in Y including bodies',
            "periods of members in Y including bodies, predecessors",
        ),
        ("Predecessor OF Ann IN chair", "predecessor of Ann in chair"),
        ("holders of chair BEFORE Ann in 2001", "holders of chair before Ann as of 2001"),
        ("FIRST 1 holders of chair", "first holders of chair"),
        ("Longest   Serving holders of chair", "longest serving holders of chair"),
        ("OLDEST 1 holders of chair With  Age ever", "oldest holders of chair ever with age"),
        ("members of X that joined in 1963 that LEFT", "members of X that joined in 1963 and left"),
        (
            "members of X that left that held for less than 2 years in 2001",
            "members of X that left and held for less than 2 years as of 2001",
        ),
        ("members of X that left in 2001 and joined", "members of X that left in 2001 and joined"),
        ("members of X that held for more than 1 years", "members of X that held for more than 1 year"),
        (
            "count DISTINCT parties of (members of X) by month",
            "count distinct party of members of X by month",
        ),
        ("count distinct end  reasons of offices of p", "count distinct end reason of offices of p"),
        ("count (members of X) by month", "count members of X by month"),
    ],
)
def test_other_spellings_mean_the_canonical_one(text: str, canonical: str) -> None:
    assert write(parse_one(text)) == canonical
    assert parse_one(text) == parse_one(canonical)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tempodb.Database]:
    with small_database(tmp_path_factory.mktemp("small")) as database:
        yield database


OUT = "out-of-place"
ENDED = "only the whole of a query is ordered and limited"
PARTIES = "union, intersect and except put parties together"
GOES_WITH = "goes with members, organizations, holders, offices"
TAKEN_WITH = "goes with members, organizations, status, periods, holders, offices, names and bodies"
HISTORY = "a history is that of a whole answer"

CHAINED = "100 set operations and `while` are the most of one statement"
REFUSALS = [
    ("members order by member union (members)", OUT, ENDED, "members order by member"),
    ("members union (members limit 1)", OUT, ENDED, "members limit 1"),
    ("members union (events of union)", OUT, PARTIES, "events of union"),
    ("offices of union union (members)", OUT, PARTIES, "offices of union"),
    ("count members by day between 0001 and 2000", "too-many", "there would be 730485 periods, and 50000 are the most", None),
    ("count (changes in union)", OUT, f"`count` {GOES_WITH} and the like", "changes in union"),
    ("count (count members)", OUT, f"`count` {GOES_WITH} and the like", "count members"),
    ("history of (vacancies of chair)", OUT, f"`history of` {GOES_WITH} and the like", "vacancies of chair"),
    ("compare vacancies of chair with known at 2010", OUT, f"`compare` {GOES_WITH} and the like", "vacancies of chair"),
    ("history of members throughout 2004", OUT, HISTORY, None),
    ("history of members possibly as of 2004", OUT, HISTORY, None),
    ("history of members that joined in 2004", OUT, HISTORY, None),
    ("count members throughout 2004 by month", OUT, "`throughout` does not go with `by …`", "throughout 2004"),
    ("whether b is member that joined in 2003", OUT, f"`that …` {TAKEN_WITH}", "whether b is member that joined in 2003"),
    ("whether b is member while b is suspended", OUT, f"`while …` {TAKEN_WITH}", "whether b is member while b is suspended"),
    ("changes while b is suspended", OUT, f"`while …` {TAKEN_WITH}", "changes while b is suspended"),
    ("revisions of b as of 2004", OUT, "this takes no time clause", "as of 2004"),
    ("members that joined between 2005 and 2003", "reversed", "the window ends before it begins", "between 2005 and 2003"),
    ("bodies including predecessors", OUT, "predecessors and bodies can be included in members, status and periods of an organization", "including predecessors"),
    ("periods of b including suspended", OUT, "statuses can be included in members, organizations, whether, when and overlap", "including suspended"),
    ("members" + " " * 65_536, "too-long", "the text has 65543 bytes, and 65536 are the most", None),
    ("(" * 101 + "members" + ")" * 101, "too-deep", "parentheses are nested 101 deep, and 100 is the most", None),
    ("members" + " union (members)" * 101, "too-deep", CHAINED, "members"),
    ("members" + " while b is suspended" * 101, "too-deep", CHAINED, "while b is suspended"),
    ("compare members with as of 2004 by year", OUT, "`by …` goes with `count`, before `with`", "by year"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code", "message", "words"), REFUSALS, ids=[row[0][:60] for row in REFUSALS]
)
def test_what_means_nothing_is_refused_at_its_place(
    small: tempodb.Database, text: str, code: str, message: str, words: str | None
) -> None:
    with pytest.raises(QueryError) as refusal:
        small.query(text)

    (problem,) = refusal.value.problems
    assert (problem.code, problem.message) == (code, message)
    blamed = None if problem.offset is None else text[problem.offset : problem.offset + (problem.length or 0)]
    assert blamed == words


MEMBERS = """\
Judge()
  Coalesce()
    FilterField(field=status, words={member})
      Narrow()
        FilterEvidence()
          Scan(kind=membership, side=scope)
            Ids(type=party, ids=('union',))
"""
PLANS = {
    "members that joined in 2003": MEMBERS + """\
  RunBounded(end=from, relation=in, window=Window(start=731216, end=731581))
    CoalesceParties()
      Coalesce()
        Narrow()
          FilterEvidence()
            Scan(kind=membership, side=scope)
              Ids(type=party, ids=('union',))
""",
    "count members including bodies while b is suspended as of 2004": """\
Judge()
  While()
    CoalesceParties()
      ClipToBody(organization=union)
        CoalesceParties()
          Coalesce()
            FilterField(field=status, words={member})
              Narrow()
                FilterEvidence()
                  Scan(kind=membership, side=scope)
                    Closure(organization=union, extensions={bodies})
    CoalesceParties()
      Coalesce()
        FilterField(field=status, words={suspended})
          FilterKey(position=1, id=union)
            Narrow()
              FilterEvidence()
                Scan(kind=membership, side=party)
                  Ids(type=party, ids=('b',))
  AtSomeTime(window=Window(start=731581, end=731947))
""",
    "history of names": """\
Judge()
  WithAliases()
    Coalesce()
      Narrow()
        FillLifetime()
          FilterEvidence()
            Scan(kind=name, side=scope)
              Ids(type=party, ids=('union',))
    Ids(type=party, ids=('union',))
""",
}  # fmt: skip


@pytest.mark.parametrize("question", PLANS)
def test_explain_prints_the_plan(small: tempodb.Database, question: str) -> None:
    answer = small.query(f"explain {question}")

    rows = [(row.part, row.text) for row in answer]
    assert rows[0] == ("query", question)
    assert "".join(f"{text}\n" for part, text in rows if part == "plan") == PLANS[question]
    assert any(part == "sql" and text.startswith("SELECT") for part, text in rows)
