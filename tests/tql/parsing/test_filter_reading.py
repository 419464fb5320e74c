"""Filters as text: where values end, what binds how, and what other words say the same."""

from __future__ import annotations

import pytest

from tempodb.base.errors import QueryError
from tempodb.tql.filter_ast import AllOf, AnyOf, ColumnRelation, Compared, Filter, NoneOf
from tempodb.tql.parsing.parser import parse_one
from tempodb.tql.printing.questions import write


def _is(column: str, value: str) -> Compared:
    return Compared(column, ColumnRelation.IS, (value,))


A, B, C = _is("a", "x"), _is("b", "y"), _is("c", "z")
READ: list[tuple[str, Filter]] = [
    ("a is x", A),
    ("A IS x", A),
    ("a = x", A),
    ("a == x", A),
    ('a is "x"', A),
    ("a != x", Compared("a", ColumnRelation.IS_NOT, ("x",))),
    ("a <> x", Compared("a", ColumnRelation.IS_NOT, ("x",))),
    ("a>=3", Compared("a", ColumnRelation.AT_LEAST, ("3",))),
    ("end reason is x", _is("end_reason", "x")),
    ("member name is x", _is("member_name", "x")),
    # `and` binds more than `or`, and `not` more than both.
    ("a is x and b is y or c is z", AnyOf((AllOf((A, B)), C))),
    ("a is x and (b is y or c is z)", AllOf((A, AnyOf((B, C))))),
    ("not a is x and b is y", AllOf((NoneOf(A), B))),
    ("not (a is x and b is y)", NoneOf(AllOf((A, B)))),
    ("not not a is x", NoneOf(NoneOf(A))),
    ("(((a is x)))", A),
    ("a is x and (b is y and c is z)", AllOf((A, B, C))),
    # A value goes on where no comparison follows.
    ("a is Trinidad and Tobago", _is("a", "Trinidad and Tobago")),
    ("a is Trinidad and Tobago and b is y", AllOf((_is("a", "Trinidad and Tobago"), B))),
    ("a is Law and Order Party or c is z", AnyOf((_is("a", "Law and Order Party"), C))),
    ('a is "Land and b is y"', _is("a", "Land and b is y")),
    ("a is 1999", _is("a", "1999")),
    ("a is [1999..2001]", _is("a", "[1999..2001]")),
    ("a is not unknown", Compared("a", ColumnRelation.KNOWN)),
    ('a is "unknown"', _is("a", "unknown")),
    ("a is unknowns", _is("a", "unknowns")),
    ("a is x and b in (y)", AllOf((A, Compared("b", ColumnRelation.IN, ("y",))))),
    ("a in (x)", Compared("a", ColumnRelation.IN, ("x",))),
    ('a in (x y, "z, z")', Compared("a", ColumnRelation.IN, ("x y", "z, z"))),
]


@pytest.mark.parametrize(("text", "meant"), READ)
@pytest.mark.parametrize("behind", ["", " as of 2006", " order by a limit 3", " in 2006", " known at 2010"])
def test_a_filter_is_read_as_it_is_meant(text: str, meant: Filter, behind: str) -> None:
    query = parse_one(f"members of X where {text}{behind}")

    assert query.clauses.where == meant
    assert bool(behind) == bool(query.clauses.given - {"where"})


def test_a_value_may_be_a_parameter() -> None:
    query = parse_one(
        "members where a in (:one, :two) and b > :number", {"one": "and", "two": "x, y", "number": 3}
    )

    assert query.clauses.where == AllOf(
        (Compared("a", ColumnRelation.IN, ("and", "x, y")), Compared("b", ColumnRelation.MORE, ("3",)))
    )


def _left_out(*words: str) -> Filter:
    if len(words) == 1:
        return Compared("status", ColumnRelation.IS_NOT, words)
    return NoneOf(Compared("status", ColumnRelation.IN, words))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("members of X except suspended", _left_out("suspended")),
        ("members of X EXCEPT Suspended as of 2006", _left_out("suspended")),
        ("members of X as of 2006 except suspended,observer limit 3", _left_out("suspended", "observer")),
        ("members except observer", _left_out("observer")),
        ("members except suspended where a is x", AllOf((_left_out("suspended"), A))),
        ("holders of chair except acting", Compared("capacity", ColumnRelation.IS_NOT, ("acting",))),
        ("members of X representing Red Party as of 2006", _is("representing", "Red Party")),
        ("holders of member of House representing red limit 3", _is("representing", "red")),
        ('members of X for "North Ward" as of 2006', _is("for", "North Ward")),
        ('holders of "member of House" for North Ward in 2006', _is("for", "North Ward")),
        ("members of Alliance for Progress", None),
        (
            'members of X representing red for "a" except suspended where b is y',
            AllOf((_is("representing", "red"), _is("for", "a"), _left_out("suspended"), B)),
        ),
        ("offices of P except acting", Compared("capacity", ColumnRelation.IS_NOT, ("acting",))),
    ],
)
def test_what_is_said_in_fewer_words_is_a_filter(text: str, meant: Filter | None) -> None:
    query = parse_one(text)

    assert query.clauses.where == meant
    assert parse_one(f"count {text}").question.counted.clauses.where == meant


def test_except_before_a_question_puts_sets_together() -> None:
    query = parse_one("members except suspended except (observers) except (members as of 2001)")

    assert (
        write(query) == "members where status is not suspended except (observers) except (members as of 2001)"
    )


WRONG = [
    *("members where", "members where a", "members where a is", "members where is x", "members where not"),
    *(
        "members where a is x and",
        "members where (a is x",
        "members where a in ()",
    ),
    *("members where a is x where b is y", "members where a is unknown x", "members where a > unknown"),
]


@pytest.mark.parametrize("text", WRONG)
def test_what_is_no_filter_is_refused(text: str) -> None:
    with pytest.raises(QueryError):
        parse_one(text)


def test_a_filter_nests_no_deeper_than_can_be_worked_on() -> None:
    assert parse_one(f"members where {'not ' * 90}a is x").clauses.where is not None
    with pytest.raises(QueryError, match="most"):
        parse_one(f"members where {'not ' * 200}a is x")
