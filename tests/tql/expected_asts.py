"""Words to write the expected AST with."""

from __future__ import annotations

from typing import Any

from tempodb.temporal.date_reader import read_date
from tempodb.temporal.durations import Duration, Unit
from tempodb.temporal.facts import Quantifier
from tempodb.temporal.periods import Certainty
from tempodb.tql import ast

name = ast.Name
CSTO = name("CSTO")
UZBEKISTAN = name("Uzbekistan")
TODAY = ast.Today()


def asks(question: ast.Question, **clauses: Any) -> ast.Query:
    """Return a query with these clauses."""
    return ast.Query(question, ast.Clauses(**clauses))


def members(organization: str | None = "CSTO", status: str = "member", **clauses: Any) -> ast.Query:
    """Return a question for members."""
    return asks(ast.Members(organization and name(organization), name(status)), **clauses)


def as_of(text: str, only: Certainty | None = None) -> ast.When:
    """Return the time clause `as of`."""
    return ast.When(ast.AsOf(read_date(text)), Quantifier.SOME, only)


def ago(number: int, unit: str) -> ast.Ago:
    """Return the day so long before today."""
    return ast.Ago(Duration(number, Unit(unit)))


def office(title: str, organization: str | None = None) -> ast.OfficeName:
    """Return an office, with its organization apart if it was written so."""
    return ast.OfficeName(name(title), organization and name(organization))


def including(*statuses: str, any_status: bool = False, disputed: bool = False) -> ast.Including:
    """Return what an `including` clause says."""
    return ast.Including(tuple(map(name, statuses)), any_status, disputed)
