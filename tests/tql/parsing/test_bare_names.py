"""Names without quotes: where they end, and what they may be called."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import tempodb
from tempodb.base.errors import InputError
from tempodb.tql import ast
from tempodb.tql.openings import RESERVED
from tempodb.tql.parsing.parser import parse, parse_one
from tempodb.tql.printing.questions import write
from tql.expected_asts import CSTO, asks, members, name, office

ENDINGS = [
    *("as of 2006", "AS OF 2006", "as  of 2006", "during 2006", "between 1998 and 2007", "throughout 2006"),
    *("certainly as of 2006", "possibly as of 2006", "known at 2006", "published by 2006", "limit 3"),
    *("according to x", "including suspended", "including disputed", "order by from", "in 2006", "in 199X"),
    *("in May 2006", "in 28 June 2012", "in 24.04.2023", "in [1999..2001]", "in today", "in 2006-03-01"),
    *("\n", " ", ";", " -- as of 2006", "\nas of 2006"),
]
NAMES = [
    *("CSTO", "European Union", "Trinidad and Tobago", "Bureau for Democratic Institutions", "Isle of Man"),
    *(
        "Côte d’Ivoire",
        "Côte d'Ivoire",
        "上海合作组织",
        "Організація Об’єднаних Націй",
        "منظمة شنغهاي",
        "U.S.A.",
    ),
    *("csto/secretary-general", "24.kg", "G7", "5+1", "1999", "2006-03-01", "the 1990s", "in betweens", "at"),
    *("AS", "Order of Malta", "known", "published", "by", "Union", "that", "from", "to", "Friends in Need"),
    *("O'Brien--Smith", "a|b", "[x]", "#", "?", "*", "<b>", "İstanbul", "é", "🏳️‍🌈", "as ofx", "limits"),
]


@pytest.mark.parametrize("bare", NAMES)
def test_a_bare_name_ends_before_what_can_only_go_on_the_query(bare: str) -> None:
    for ending in ENDINGS:
        (query,) = parse(f"members of {bare} {ending}")

        assert isinstance(query, ast.Query)
        assert query.question == ast.Members(name(bare)), ending


@pytest.mark.parametrize("bare", [bare for bare in NAMES if bare not in ("at", "known", "from", "to")])
def test_a_bare_name_ends_before_what_is_told_from_today(bare: str) -> None:
    for ending in (
        *("ever", "at any time", "yesterday", "today", "last year", "this  decade", "5 years ago"),
        *("in last month", "since 2006", "since 1 week ago", "as of the 1990s", "in 1990s", "in yesterday"),
    ):
        (query,) = parse(f"members of {bare} {ending}")

        assert isinstance(query, ast.Query)
        assert query.question == ast.Members(name(bare)), ending


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("status of Friends of Man in CSTO", ast.Status(name("Friends of Man"), CSTO)),
        ("status of Ingria in Women in Need", ast.Status(name("Ingria in Women"), name("Need"))),
        ("status of Ingria in&Need", ast.Status(name("Ingria"), name("&Need"))),
        ("status of Ingria -- or in\n in -- in all\n Need", ast.Status(name("Ingria"), name("Need"))),
        ("status of Ingria -- b\n in Women in Need", ast.Status(name("Ingria in Women"), name("Need"))),
        ("status of Ingria in Need in", ast.Status(name("Ingria"), name("Need in"))),
        ("status of Trinidad and Tobago in OAS", ast.Status(name("Trinidad and Tobago"), name("OAS"))),
        ("periods of isle in is", ast.Periods(name("isle"), name("is"))),
        (
            "whether Isle of Man is observer of Island in Sun",
            ast.Whether(ast.HasStatus(name("Isle of Man"), name("observer"), name("Island in Sun"))),
        ),
        (
            "whether Ann in Paris holds head of Paris in Texas",
            ast.Whether(ast.HoldsOffice(name("Ann in Paris"), office("head of Paris in Texas"))),
        ),
        ("offices of Minister in Charge", ast.Offices(name("Minister in Charge"))),
        ("offices in Women in Need", ast.Offices(name("Women in Need"))),
        ("holders of officer in charge", ast.Holders(office("officer in charge"))),
        ("holders of any officer", ast.Holders(office("any officer"))),
        ("holders of x of y of z", ast.Holders(office("x of y of z"))),
        ("describe as known", ast.Describe(name("as known"))),
    ],
)
def test_in_and_of_and_is_part_names_only_where_they_must(text: str, question: ast.Question) -> None:
    assert parse(text) == (asks(question),)


@pytest.mark.parametrize("status", ["x/y", "on+leave", "d'accord", "état"])
def test_any_status_that_a_dataset_may_declare_stands_before_members(
    status: str,
) -> None:
    assert parse(f"{status} members") == (members(None, status),)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("describe members", ast.Describe(name("members"))),
        ("whether members of x is member", ast.Whether(ast.HasStatus(name("members of x"), name("member")))),
        ("describe members of the board", ast.Describe(name("members of the board"))),
    ],
)
def test_the_first_word_of_a_statement_is_no_status_of_the_members_that_follow(
    text: str, question: ast.Question
) -> None:
    assert parse(text) == (asks(question),)


def test_an_organization_called_members_can_be_the_focus() -> None:
    assert parse("use Members") == (ast.Use(name("Members")),)


@pytest.mark.parametrize(
    "status", ["member", "frozen", "x/y", "on+leave", "d'accord", "état", "--", "-x", *sorted(RESERVED)]
)
def test_a_status_that_a_dataset_may_declare_can_be_asked_for_everywhere(status: str, tmp_path: Path) -> None:
    file = tmp_path / "d.json"
    content = {"tempodb": 1, "dataset": "d", "focus": "o", "statuses": [status]}
    file.write_text(json.dumps({**content, "organizations": {"o": {"name": "O"}}}))
    database = tempodb.open(":memory:")
    try:
        database.load(file)
    except InputError as refusal:
        (found,) = refusal.problems
        assert found.code == "reserved"
        assert f"`{status}` cannot be a status" in found.message
        assert status in RESERVED or status == "--"
        return

    for question in (f"{status} members", f"members including {status}", f"whether O is {status}"):
        assert parse(write(parse_one(question))) == parse(question)
        assert database.query(question).query == write(parse_one(question))
