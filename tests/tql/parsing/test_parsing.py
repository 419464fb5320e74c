"""TQL: text to AST and back to its canonical text."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import permutations
from typing import Any

import pytest
from lark import Lark

from tempodb.base.errors import QueryError
from tempodb.syntax.grammars import grammar_text
from tempodb.syntax.lark_tables import OPTIONS
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.day_relations import DayRelation
from tempodb.temporal.facts import Quantifier
from tempodb.temporal.granules import Granule
from tempodb.temporal.instants import read_instant
from tempodb.temporal.periods import Certainty
from tempodb.tql import ast
from tempodb.tql.parsing.parser import parse, parse_one
from tempodb.tql.printing.questions import write
from tql.expected_asts import CSTO, TODAY, UZBEKISTAN, ago, as_of, asks, including, members, name, office

EVERY = Quantifier.EVERY
CERTAIN, POSSIBLE = Certainty.CERTAIN, Certainty.POSSIBLE


def during(text: str, only: Certainty | None = None) -> ast.When:
    """Return the time clause `during`."""
    return ast.When(ast.During(read_date(text)), Quantifier.SOME, only)


def between(first: str, last: str, quantifier: Quantifier = Quantifier.SOME) -> ast.When:
    """Return the time clause `between`."""
    return ast.When(ast.Between(read_date(first), read_date(last)), quantifier)


# ── the grammar ──────────────────────────────────────────────────────────────────────────────────


def test_the_grammar_leaves_nothing_to_chance() -> None:
    grammar = grammar_text("tql", "dates", "terminals", "writes")

    parser = Lark(grammar, **OPTIONS, strict=True)

    assert parser.parse("members of CSTO as of 2006").data == "start"


# ── text → AST → canonical text ──────────────────────────────────────────────────────────────────

READ: list[tuple[str, ast.ReadingStatement, str]] = [
    # members: any status before the word, the core words have plurals, the focus where none is named
    ("members", members(None), "members"),
    ("members of CSTO", members(), "members of CSTO"),
    ("member members of CSTO", members(), "members of CSTO"),
    ("suspended members of CSTO", members(status="suspended"), "suspended members of CSTO"),
    ("on-leave members", members(None, "on-leave"), "on-leave members"),
    ("observer members of CSTO", members(status="observer"), "observers of CSTO"),
    ("observers of CSTO", members(status="observer"), "observers of CSTO"),
    ("candidates of CSTO", members(status="candidate"), "candidates of CSTO"),
    ("associates of CSTO", members(status="associate"), "associates of CSTO"),
    ("partners of CSTO", members(status="partner"), "partners of CSTO"),
    ("partners", members(None, "partner"), "partners"),
    ('members of "CSTO"', members(), "members of CSTO"),
    ('members of "A ""B"" C"', members('A "B" C'), 'members of "A ""B"" C"'),
    ('members of "a; b, c: (d)"', members("a; b, c: (d)"), 'members of "a; b, c: (d)"'),
    # questions about one party
    ("organizations of CSTO", asks(ast.Organizations(CSTO)), "organizations of CSTO"),
    (
        "organizations of CSTO including any status",
        asks(ast.Organizations(CSTO), including=including(any_status=True)),
        "organizations of CSTO including any status",
    ),
    ("status of Uzbekistan", asks(ast.Status(UZBEKISTAN)), "status of Uzbekistan"),
    ("status of Uzbekistan in CSTO", asks(ast.Status(UZBEKISTAN, CSTO)), "status of Uzbekistan in CSTO"),
    ("periods of Uzbekistan", asks(ast.Periods(UZBEKISTAN)), "periods of Uzbekistan"),
    ("periods of Uzbekistan in CSTO", asks(ast.Periods(UZBEKISTAN, CSTO)), "periods of Uzbekistan in CSTO"),
    # whether: a status of or in an organization, or an office
    (
        "whether Uzbekistan is member of CSTO",
        asks(ast.Whether(ast.HasStatus(UZBEKISTAN, name("member"), CSTO))),
        "whether Uzbekistan is member of CSTO",
    ),
    (
        "whether Uzbekistan is suspended in CSTO",
        asks(ast.Whether(ast.HasStatus(UZBEKISTAN, name("suspended"), CSTO))),
        "whether Uzbekistan is suspended in CSTO",
    ),
    (
        "whether Uzbekistan is suspended",
        asks(ast.Whether(ast.HasStatus(UZBEKISTAN, name("suspended")))),
        "whether Uzbekistan is suspended",
    ),
    (
        "whether Denis Manturov holds chairman of ICMEC",
        asks(ast.Whether(ast.HoldsOffice(name("Denis Manturov"), office("chairman of ICMEC")))),
        "whether Denis Manturov holds chairman of ICMEC",
    ),
    # offices and who holds them
    (
        "holders of secretary-general of CSTO",
        asks(ast.Holders(office("secretary-general of CSTO"))),
        "holders of secretary-general of CSTO",
    ),
    (
        "holders of csto/secretary-general",
        asks(ast.Holders(office("csto/secretary-general"))),
        "holders of csto/secretary-general",
    ),
    (
        'holders of "Head, acting" of CSTO',
        asks(ast.Holders(office("Head, acting", "CSTO"))),
        'holders of "Head, acting" of CSTO',
    ),
    (
        'holders of secretary-general of "CSTO"',
        asks(ast.Holders(office("secretary-general", "CSTO"))),
        'holders of "secretary-general" of CSTO',
    ),
    (
        "acting holders of chairman",
        asks(ast.Holders(office("chairman"), "acting")),
        "acting holders of chairman",
    ),
    *(
        (f"{capacity} holders of x", asks(ast.Holders(office("x"), capacity)), f"{capacity} holders of x")
        for capacity in ("substantive", "interim", "elect", "honorary")
    ),
    ("holders of any office", asks(ast.HoldersOfAny()), "holders of any office"),
    ("holders of any office in CSTO", asks(ast.HoldersOfAny(CSTO)), "holders of any office in CSTO"),
    ("holders of any office of CSTO", asks(ast.HoldersOfAny(CSTO)), "holders of any office in CSTO"),
    (
        "elect holders of any office in CSTO",
        asks(ast.HoldersOfAny(CSTO, "elect")),
        "elect holders of any office in CSTO",
    ),
    ("offices", asks(ast.Offices()), "offices"),
    ("offices of CSTO", asks(ast.Offices(CSTO)), "offices of CSTO"),
    ("offices in CSTO", asks(ast.Offices(CSTO)), "offices of CSTO"),
    # names, bodies, events, what there is
    ("names", asks(ast.Names()), "names"),
    ("names of CSTO", asks(ast.Names(CSTO)), "names of CSTO"),
    ("bodies", asks(ast.Bodies()), "bodies"),
    ("bodies of CSTO", asks(ast.Bodies(CSTO)), "bodies of CSTO"),
    ("events", asks(ast.Events()), "events"),
    ("events of CSTO", asks(ast.Events(CSTO)), "events of CSTO"),
    *((f"show {sort}", asks(ast.Show(sort)), f"show {sort}") for sort in ast.SHOWN),
    ("describe CSTO", asks(ast.Describe(CSTO)), "describe CSTO"),
    ("use CSTO", ast.Use(CSTO), "use CSTO"),
    ('use "CSTO"', ast.Use(CSTO), "use CSTO"),
    # when
    ("members of CSTO as of 2006", members(when=as_of("2006")), "members of CSTO as of 2006"),
    ("members of CSTO in 2006", members(when=as_of("2006")), "members of CSTO as of 2006"),
    ("members of CSTO during 2006", members(when=during("2006")), "members of CSTO during 2006"),
    (
        "members of CSTO between 1998 and 2007",
        members(when=between("1998", "2007")),
        "members of CSTO between 1998 and 2007",
    ),
    (
        "members of CSTO throughout 2006",
        members(when=ast.When(ast.AsOf(read_date("2006")), EVERY)),
        "members of CSTO throughout 2006",
    ),
    (
        "members of CSTO throughout between 1994 and 1998",
        members(when=between("1994", "1998", EVERY)),
        "members of CSTO throughout between 1994 and 1998",
    ),
    (
        "members of CSTO certainly as of 2006",
        members(when=as_of("2006", CERTAIN)),
        "members of CSTO certainly as of 2006",
    ),
    (
        "members of CSTO possibly in 2006",
        members(when=as_of("2006", POSSIBLE)),
        "members of CSTO possibly as of 2006",
    ),
    (
        "members of CSTO possibly during 2006",
        members(when=during("2006", POSSIBLE)),
        "members of CSTO possibly during 2006",
    ),
    (
        "members of CSTO certainly throughout 2006",
        members(when=ast.When(ast.AsOf(read_date("2006")), EVERY, CERTAIN)),
        "members of CSTO certainly throughout 2006",
    ),
    (
        "members of CSTO certainly between 1998 and today",
        members(when=ast.When(ast.Between(read_date("1998"), TODAY), Quantifier.SOME, CERTAIN)),
        "members of CSTO certainly between 1998 and today",
    ),
    ("members of CSTO as of today", members(when=ast.When(ast.AsOf(TODAY))), "members of CSTO as of today"),
    ("members of CSTO in today", members(when=ast.When(ast.AsOf(TODAY))), "members of CSTO as of today"),
    # all time, and what is told from today
    *(
        (f"members of CSTO {said}", members(when=ast.When(window)), f"members of CSTO {canonical}")
        for said, window, canonical in [
            ("ever", ast.Ever(), "ever"),
            ("at any  time", ast.Ever(), "ever"),
            ("since 1998", ast.Between(read_date("1998"), TODAY), "between 1998 and today"),
            ("since yesterday", ast.Between(ago(1, "day"), TODAY), "between yesterday and today"),
            ("today", ast.AsOf(TODAY), "as of today"),
            ("Yesterday", ast.AsOf(ago(1, "day")), "as of yesterday"),
            ("1 day ago", ast.AsOf(ago(1, "day")), "as of yesterday"),
            ("in 5 YEARS ago", ast.AsOf(ago(5, "year")), "as of 5 years ago"),
            ("on 2 weeks ago", ast.AsOf(ago(2, "week")), "as of 2 weeks ago"),
            ("on 1 March 2020", ast.AsOf(read_date("2020-03-01")), "as of 2020-03-01"),
            ("last year", ast.AsOf(ast.ThisOrLast(Granule.YEAR, True)), "as of last year"),
            ("during this quarter", ast.During(ast.ThisOrLast(Granule.QUARTER, False)), "during this quarter"),
            ("in the 1990s", ast.AsOf(read_date("199X")), "as of 199X"),
        ]
    ),
    ("all members of CSTO", members(when=ast.When(ast.Ever())), "members of CSTO ever"),
    ("all members of CSTO as of 2006", members(when=as_of("2006")), "members of CSTO as of 2006"),
    (
        "all acting holders of chair",
        asks(ast.Holders(office("chair"), "acting"), when=ast.When(ast.Ever())),
        "acting holders of chair ever",
    ),
    (
        "count all members of CSTO",
        asks(ast.Count(members(when=ast.When(ast.Ever())))),
        "count members of CSTO ever",
    ),
    (
        "members of CSTO that left since 1998",
        members(that=(ast.Happened(ast.Moment.LEFT, DayRelation.IN, ast.Between(read_date("1998"), TODAY)),)),
        "members of CSTO that left between 1998 and today",
    ),
    (
        "members of CSTO that left last year",
        members(that=(ast.Happened(ast.Moment.LEFT, DayRelation.IN, ast.AsOf(ast.ThisOrLast(Granule.YEAR, True))),)),
        "members of CSTO that left in last year",
    ),
    # every spelling of a date
    *(
        (f"members of CSTO as of {date_}", members(when=as_of(date_)), f"members of CSTO as of {canonical}")
        for date_, canonical in [
            ("2006-03-01", "2006-03-01"),
            ("2002-10", "2002-10"),
            ("199X", "199X"),
            ("[1999-04..1999-06]", "[1999-04..1999-06]"),
            ("[..2017-04-18]", "[..2017-04-18]"),
            ("[2017-04-20..]", "[2017-04-20..]"),
            ("[2 April 1999..June 1999]", "[1999-04-02..1999-06]"),
            ("October 2002", "2002-10"),
            ("June 28, 2012", "2012-06-28"),
            ("June 28 2012", "2012-06-28"),
            ("28 June 2012", "2012-06-28"),
            ("24.04.2023", "2023-04-24"),
            ("oct 2002", "2002-10"),
            ("0001", "0001"),
            ("9999-12-31", "9999-12-31"),
        ]
    ),
    (
        "members of CSTO between June 28, 2012 and 24.04.2023",
        members(when=between("2012-06-28", "2023-04-24")),
        "members of CSTO between 2012-06-28 and 2023-04-24",
    ),
    # known when, and by whose word
    ("members of CSTO known at 2017", members(known_at=read_date("2017")), "members of CSTO known at 2017"),
    ("members of CSTO known at today", members(known_at=TODAY), "members of CSTO known at today"),
    *(
        (
            f"members of CSTO known at {instant}",
            members(known_at=ast.Instant(read_instant("2017-04-21T12:00:00Z"))),
            "members of CSTO known at 2017-04-21T12:00:00.000000Z",
        )
        for instant in ("2017-04-21T12:00:00Z", "2017-04-21T12:00", "2017-04-21T14:00:00.000+02:00")
    ),
    (
        "members of CSTO published by 2017-04",
        members(published_by=read_date("2017-04")),
        "members of CSTO published by 2017-04",
    ),
    (
        "members of CSTO according to report-2017-04-21",
        members(according_to=name("report-2017-04-21")),
        "members of CSTO according to report-2017-04-21",
    ),
    # more than the question means
    (
        "members of CSTO including suspended, observer",
        members(including=including("suspended", "observer")),
        "members of CSTO including suspended, observer",
    ),
    (
        "members of CSTO including suspended including observer",
        members(including=including("suspended", "observer")),
        "members of CSTO including suspended, observer",
    ),
    (
        "members of CSTO including any status",
        members(including=including(any_status=True)),
        "members of CSTO including any status",
    ),
    (
        "members of CSTO including disputed",
        members(including=including(disputed=True)),
        "members of CSTO including disputed",
    ),
    (
        "members of CSTO including disputed, suspended, any status as of 2006",
        members(including=including("suspended", any_status=True, disputed=True), when=as_of("2006")),
        "members of CSTO including suspended, any status as of 2006 including disputed",
    ),
    # the order of rows, and how many
    ("members of CSTO order by from", members(order_by=(ast.Order("from"),)), "members of CSTO order by from"),
    (
        "members of CSTO order by from asc, member_name desc",
        members(order_by=(ast.Order("from"), ast.Order("member_name", True))),
        "members of CSTO order by from, member_name desc",
    ),
    ("members of CSTO limit 3", members(limit=3), "members of CSTO limit 3"),
    ("members of CSTO limit 0", members(limit=0), "members of CSTO limit 0"),
    (
        "events of CSTO between 2022 and 2024",
        asks(ast.Events(CSTO), when=between("2022", "2024")),
        "events of CSTO between 2022 and 2024",
    ),
    ("events during 2017-04", asks(ast.Events(), when=during("2017-04")), "events during 2017-04"),
    ("names in 2006", asks(ast.Names(), when=as_of("2006")), "names as of 2006"),
    ("offices in 2006", asks(ast.Offices(), when=as_of("2006")), "offices as of 2006"),
    (
        "status of Uzbekistan in 2013",
        asks(ast.Status(UZBEKISTAN), when=as_of("2013")),
        "status of Uzbekistan as of 2013",
    ),
    (
        "status of Uzbekistan in CSTO in 2013",
        asks(ast.Status(UZBEKISTAN, CSTO), when=as_of("2013")),
        "status of Uzbekistan in CSTO as of 2013",
    ),
    (
        "whether Uzbekistan is member in CSTO in 2013",
        asks(ast.Whether(ast.HasStatus(UZBEKISTAN, name("member"), CSTO)), when=as_of("2013")),
        "whether Uzbekistan is member of CSTO as of 2013",
    ),
    ("show states known at 2006", asks(ast.Show("states"), known_at=read_date("2006")), "show states known at 2006"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "meant", "canonical"), READ, ids=[text for text, _, _ in READ])
def test_a_text_means_one_query_and_prints_as_its_canonical_text(
    text: str, meant: ast.ReadingStatement, canonical: str
) -> None:
    assert parse(text) == (meant,)
    assert write(meant) == canonical
    assert parse(canonical) == (meant,)


def test_queries_are_equal_just_when_their_canonical_texts_are() -> None:
    by_text = {canonical: parse(text) for text, _, canonical in READ}

    assert len(set(by_text.values())) == len(by_text)
    assert all(parse(f"  -- elsewhere\n{text}") == query for text, query in by_text.items())


KEYWORDS = {
    *("members", "observers", "candidates", "associates", "partners", "organizations", "status"),
    *("periods", "whether", "is", "holds", "holders", "offices", "names", "bodies", "events", "show"),
    *("describe", "use", "of", "in", "and", "as", "during", "between", "throughout", "certainly"),
    *("possibly", "known", "at", "published", "by", "according", "to", "including", "any", "office"),
    *("disputed", "order", "asc", "desc", "limit", "today", "suspended", "member", "substantive"),
    *("acting", "interim", "elect", "honorary", "observer", "on-leave", "from", "member_name", "april"),
    *("june", "october", "oct", "states", "persons", "sources", "datasets", "transactions"),
}


@pytest.mark.parametrize("text", [text for text, _, _ in READ])
@pytest.mark.parametrize("odd", [str.upper, str.title, str.swapcase], ids=["upper", "title", "swapped"])
def test_keywords_are_read_in_any_case(text: str, odd: Callable[[str], str]) -> None:
    shouted = re.sub(r"[\w-]+", lambda w: odd(w[0]) if w[0].lower() in KEYWORDS else w[0], text)

    (said,), (meant,) = parse(shouted), parse(text)

    # Words of names were shouted too.
    assert write(said).lower() == write(meant).lower()


@pytest.mark.parametrize("text", [text for text, _, _ in READ if "Manturov" not in text and '"' not in text])
@pytest.mark.parametrize("gap", ["\n", "\t", "  ", "\r\n", "\u00a0"], ids=repr)
def test_words_may_stand_apart_as_far_as_they_like(text: str, gap: str) -> None:
    inside_names = {"secretary-general of CSTO": "secretary-general@of@CSTO", "any officer": "any@officer"}
    for bare, kept in inside_names.items():
        text = text.replace(bare, kept)
    spread = text.replace(" ", gap).replace("@", " ")

    assert parse(f"{gap}{spread}{gap}") == parse(text.replace("@", " "))


@pytest.mark.parametrize("text", [text for text, _, _ in READ])
@pytest.mark.parametrize(
    "around",
    ["-- said before\n{}", "{} -- said after", "{}\n--", "--{{;}}\n{}\n-- ; \" ( \n", "  {} --x\n;", "{};", ";;{};;"],
)  # fmt: skip
def test_comments_and_semicolons_change_nothing(text: str, around: str) -> None:
    assert parse(around.format(text)) == parse(text)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("members -- whose?\nof -- of\nCSTO -- this one\nas of -- when?\n2006", "members of CSTO as of 2006"),
        ("members of CSTO--hi", 'members of "CSTO--hi"'),
        ("members of A -- B", "members of A"),
        ("members of A- -B", 'members of "A- -B"'),
        ('members of "A -- B"', 'members of "A -- B"'),
        ("members of CSTO as of 2006 --as of 2007", "members of CSTO as of 2006"),
    ],
)
def test_a_comment_begins_after_a_blank_or_at_the_start_of_a_line(text: str, same: str) -> None:
    assert parse(text) == parse(same)


CLAUSES: dict[str, dict[str, Any]] = {
    "as of 2006": {"when": as_of("2006")},
    "known at 2017": {"known_at": read_date("2017")},
    "published by 2018": {"published_by": read_date("2018")},
    "according to the report": {"according_to": name("the report")},
    "including suspended": {"including": including("suspended")},
    "limit 3": {"limit": 3},
    "order by from, to desc": {"order_by": (ast.Order("from"), ast.Order("to", True))},
}


@pytest.mark.parametrize("clauses", list(permutations(CLAUSES, 3)), ids=" ".join)
def test_clauses_come_in_any_order(clauses: tuple[str, ...]) -> None:
    expected: dict[str, Any] = {key: value for clause in clauses for key, value in CLAUSES[clause].items()}

    assert parse(f"members of CSTO {' '.join(clauses)}") == (members(**expected),)


# ── statements ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "count"),
    [
        *(("", 0), ("  \n\t", 0), (";", 0), (";;;", 0), ("-- only a comment", 0), ("; -- a\n; -- b", 0)),
        *(("members", 1), ("members;", 1), (";members", 1), ("members; names", 2), ("members;;names;", 2)),
        *(("use CSTO; members; names -- and\n; events", 4), ('members of "a;b"; names', 2)),
    ],
)
def test_a_text_holds_any_number_of_statements(text: str, count: int) -> None:
    assert len(parse(text)) == count


@pytest.mark.parametrize(
    ("text", "code"), [("", "empty"), (" ;", "empty"), ("use CSTO", "no-query"), ("names; names", "several")]
)
def test_one_query_is_one_query(text: str, code: str) -> None:
    with pytest.raises(QueryError) as refusal:
        parse_one(text)

    assert refusal.value.problems[0].code == code


def test_a_query_that_is_read_again_is_the_same_unless_its_parameters_are_not() -> None:
    text = "members as of :t limit :n"
    first = parse_one(text, {"t": "2006", "n": 1})

    assert parse_one(text, {"t": "2006", "n": 1}) is first
    assert parse_one(text, {"t": "2007", "n": 1}) != first
    # True is equal to 1, and no number of rows.
    with pytest.raises(QueryError, match="neither a text nor a small whole number"):
        parse_one(text, {"t": "2006", "n": True})
