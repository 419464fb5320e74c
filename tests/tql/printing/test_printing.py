"""What is printed reads back the same, and quotes only where it has to."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oracle.strategies import examples
from tempodb.temporal.bounds import Bound
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.facts import Quantifier
from tempodb.temporal.periods import Certainty
from tempodb.tql import ast
from tempodb.tql.parsing.parser import parse
from tempodb.tql.printing.questions import write
from tempodb.tql.relative_days import relative_day
from tql.expected_asts import CSTO, UZBEKISTAN, as_of, asks, name
from tql.refusals import reads

PIECES = [
    *("of", "in", "is", "holds", "a", "and", "any", "office", "any office", "status", "as", "as of", "known"),
    *("known at", "published", "by", "according", "to", "order", "order by", "limit", "between", "during"),
    *("throughout", "certainly", "possibly", "including", "while", "that", "joined", "that joined", "by year"),
    *("union", "union (", "from", "on", "at", "since", "from 1999", "in 2006", "in :x", "in [", "2006", "in May 2006"),
    *("2006-01", "1/2/2003", "24.04", "28 June", "June", "unknown", "today", "CSTO", "Côte d’Ivoire", "上海合作组织"),
    *("МИД России", "منظمة", "O'Brien", "1999", "199X", "-", "--", "-- x", "a--b", ",", "a, b", ";", ":", "(", ")"),
    *('"', 'a"b', '""', "csto/secretary-general", "U.S.", "members", "members of", "holders", "acting", "observers"),
    *("show", "use", "desc", "asc", "disputed", "any status", "suspended", "x-y", "İ", "ß", "ﬁ", "\u00a0", "\u3000"),
    *("e\u0301", "\u200d", "\u202e", 'of "', "of :x", "IN", "Of", "[", "]", "..", "[..2017]", "T", "three", "3", "3.5"),
    *(" ", "  ", "x ", " x", "\t", "\x1b[2J", "\U000e0041"),
]  # fmt: skip
# Names have no line breaks, and no text may hold what is no character.
CHARACTERS = st.characters(
    blacklist_characters="\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029\x00", blacklist_categories=["Cs"]
)
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map(" ".join),
    st.text(CHARACTERS, min_size=1, max_size=8),
    st.lists(st.sampled_from(PIECES) | st.text(CHARACTERS, min_size=1, max_size=4), min_size=1, max_size=4).map(" ".join),
).filter(lambda text: bool(text.strip()))  # fmt: skip
A_NAME = st.builds(ast.Name, TEXTS)
PERHAPS = st.none() | A_NAME

DATES = st.sampled_from(
    [
        *("2006", "2002-10", "199X", "[1999-04..1999-06]", "[..2017-04-18]", "[2017-04-20..]", "2012-06-28"),
        *("0001", "9999-12-31", "October 2002", "24.04.2023"),
    ]
).map(read_date)
RELATIVE = (
    "today",
    "yesterday",
    "2 days ago",
    "5 years ago",
    "1 month ago",
    "last quarter",
    "this decade",
    "last week",
)
DAYS = DATES | st.sampled_from([day for day in map(relative_day, RELATIVE) if day is not None])
STATUSES = st.sampled_from(
    [
        *(
            "member",
            "observer",
            "candidate",
            "associate",
            "partner",
            "suspended",
            "frozen",
            "on-leave",
            "limit",
        ),
        *("as", "of", "in", "by", "any", "acting", "x.y"),
    ]
).map(ast.Name)
CAPACITIES = st.sampled_from([None, "substantive", "acting", "interim", "elect", "honorary"])
OFFICES = st.builds(ast.OfficeName, A_NAME, PERHAPS)
CONDITIONS = st.builds(ast.HasStatus, A_NAME, STATUSES, PERHAPS) | st.builds(ast.HoldsOffice, A_NAME, OFFICES)
QUESTIONS = st.one_of(
    st.builds(ast.Members, PERHAPS, STATUSES),
    st.builds(ast.Organizations, A_NAME),
    st.builds(ast.Status, A_NAME, PERHAPS),
    st.builds(ast.Periods, A_NAME, PERHAPS),
    st.builds(ast.Whether, CONDITIONS),
    st.builds(ast.Holders, OFFICES, CAPACITIES),
    st.builds(ast.HoldersOfAny, PERHAPS, CAPACITIES),
    st.builds(ast.Offices, PERHAPS),
    st.builds(ast.Names, PERHAPS),
    st.builds(ast.Bodies, PERHAPS),
    st.builds(ast.Events, PERHAPS),
    st.builds(ast.Show, st.sampled_from(ast.SHOWN)),
    st.builds(ast.Describe, A_NAME),
)


@st.composite
def whens(draw: st.DrawFn) -> ast.When:
    """Draw time clauses that end after they begin."""
    only = draw(st.sampled_from([None, *Certainty]))
    first, last = draw(DAYS), draw(DAYS)
    if isinstance(first, Bound) and isinstance(last, Bound) and last.latest < first.earliest:
        first, last = last, first
    windows: list[tuple[ast.AsOf | ast.During | ast.Between, Quantifier]] = [
        *((ast.AsOf(first), quantifier) for quantifier in Quantifier),
        (ast.During(first), Quantifier.SOME),
        *((ast.Between(first, last), quantifier) for quantifier in Quantifier),
    ]
    return ast.When(*draw(st.sampled_from(windows)), only)


CLAUSES_OF_ALL_KINDS = st.builds(
    ast.Clauses,
    st.builds(
        ast.Including, st.lists(STATUSES, max_size=2, unique=True).map(tuple), st.booleans(), st.booleans()
    ),
    st.none() | whens(),
    st.none() | DAYS | st.integers(-(10**15), 4 * 10**15).map(ast.Instant),
    st.none() | DAYS,
    PERHAPS,
    st.lists(
        st.builds(
            ast.Order, st.sampled_from(["member", "from", "to", "asc", "desc", "limit"]), st.booleans()
        ),
        max_size=2,
    ).map(tuple),
    st.none() | st.integers(0, 999_999_999),
)
STATEMENTS = st.builds(ast.Query, QUESTIONS, CLAUSES_OF_ALL_KINDS) | st.builds(ast.Use, A_NAME)


@examples(500)
@given(STATEMENTS)
def test_what_is_printed_reads_back_the_same(statement: ast.ReadingStatement) -> None:
    text = write(statement)

    (read,) = parse(text)

    assert read == statement
    assert write(read) == text


@examples(60)
@given(st.lists(STATEMENTS, max_size=3))
def test_statements_printed_one_after_the_other_read_back_the_same(
    statements: list[ast.ReadingStatement],
) -> None:
    assert parse(" ; ".join(map(write, statements))) == tuple(statements)
    assert parse(";\n".join(map(write, statements))) == tuple(statements)


@pytest.mark.parametrize(
    "statement",
    [
        ast.Use(name("members")),
        ast.Use(name("Members of the Board")),
        asks(ast.Describe(name("members"))),
        asks(ast.Whether(ast.HasStatus(name("members"), name("member")))),
        asks(ast.Status(UZBEKISTAN, name("1999 Club"))),
        asks(ast.Periods(UZBEKISTAN, name("today"))),
        asks(ast.HoldersOfAny(name("199X"))),
        asks(ast.HoldersOfAny(name("May 2006 Movement"))),
    ],
    ids=write,
)
def test_a_name_that_would_be_read_otherwise_is_quoted(statement: ast.ReadingStatement) -> None:
    assert parse(write(statement)) == (statement,)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "members of 1999 Club",
            "members of tomorrow",
            "members of Friends in",
            "members of Isle of",
            "members of any",
        ),
        *(
            "holders of any",
            "holders of any officer",
            "holders of head of",
            "status of 2006 in CSTO",
            "use in 2006x",
        ),
        *(
            "names of May 2006 Movement",
            "whether Friends of is member of in",
            "members of any office",
            "offices of of",
        ),
    ],
)
def test_a_name_that_reads_back_whole_is_not_quoted(text: str) -> None:
    assert write(parse(text)[0]) == text


@examples(150)
@given(A_NAME, st.sampled_from([ast.Members, ast.Organizations, ast.Describe, lambda n: ast.Holders(ast.OfficeName(n)),
                                lambda n: ast.Status(UZBEKISTAN, n), lambda n: ast.Periods(n, CSTO)]))  # fmt: skip
def test_only_names_that_would_not_read_back_are_quoted(
    given_name: ast.Name, question: Callable[[ast.Name], ast.Question]
) -> None:
    asked = ast.Query(question(given_name), ast.Clauses(when=as_of("2006")))
    text, quoted = write(asked), '"' + given_name.text.replace('"', '""') + '"'

    if quoted in text:
        bare = text.replace(quoted, given_name.text)
        assert not reads(bare) or parse(bare) != (asked,)


def test_a_name_with_a_line_break_reads_back() -> None:
    (query,) = parse("members of :o", {"o": "Collective Security\nTreaty"})

    assert parse(write(query)) == (query,)
