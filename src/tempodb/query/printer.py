"""AST → the one canonical text, which parses back to the same query."""

from __future__ import annotations

import re
from functools import cache
from typing import assert_never

from tempodb._files import grammar_text
from tempodb.query import ast
from tempodb.temporal.bounds import Bound
from tempodb.temporal.facts import Quantifier
from tempodb.temporal.instants import instant_text

PLURALS = {
    "observer": "observers",
    "candidate": "candidates",
    "associate": "associates",
    "partner": "partners",
}


def write(statement: ast.Statement) -> str:
    """Return the canonical text of a statement.

    >>> from tempodb.query.parser import parse
    >>> write(parse('MEMBERS of  "CSTO" in 2006 limit 3')[0])
    'members of CSTO as of 2006 limit 3'
    """
    if isinstance(statement, ast.Use):
        return f"use {_name(statement.organization)}"
    return " ".join([_question(statement.question), *_clauses(statement.clauses)])


def _question(question: ast.Question) -> str:
    match question:
        case ast.Members(organization, status):
            kind = PLURALS.get(
                status.text, f"{status.text} members" if status.text != "member" else "members"
            )
            return kind + _of(organization)
        case ast.Organizations(party):
            return f"organizations of {_name(party, 'PARTY_NAME')}"
        case ast.Status(party, organization):
            return f"status of {_name(party, 'MEMBER_NAME')}{_in(organization)}"
        case ast.Periods(party, organization):
            return f"periods of {_name(party, 'MEMBER_NAME')}{_in(organization)}"
        case ast.Whether(condition):
            return f"whether {_condition(condition)}"
        case ast.Holders(office, capacity):
            return f"{_capacity(capacity)}holders of {_office(office)}"
        case ast.HoldersOfAny(organization, capacity):
            return f"{_capacity(capacity)}holders of any office{_in(organization)}"
        case ast.Offices(of):
            return "offices" + _of(of, "PARTY_NAME")
        case ast.Names(party):
            return "names" + _of(party, "PARTY_NAME")
        case ast.Bodies(organization):
            return "bodies" + _of(organization)
        case ast.Events(body):
            return "events" + _of(body)
        case ast.Show(sort):
            return f"show {sort}"
        case ast.Describe(name):
            return f"describe {_name(name, 'NAME')}"
        case _:
            assert_never(question)


def _condition(condition: ast.HasStatus | ast.HoldsOffice) -> str:
    match condition:
        case ast.HasStatus(party, status, organization):
            return f"{_name(party, 'SUBJECT_NAME')} is {status.text}{_of(organization)}"
        case ast.HoldsOffice(person, office):
            return f"{_name(person, 'SUBJECT_NAME')} holds {_office(office)}"


def _capacity(capacity: str | None) -> str:
    return f"{capacity} " if capacity else ""


def _of(name: ast.Name | None, terminal: str = "ORGANIZATION_NAME") -> str:
    return f" of {_name(name, terminal)}" if name else ""


def _in(name: ast.Name | None) -> str:
    if name is None:
        return ""
    # Before a date, `in` begins a time clause.
    return f" in {_quoted(name.text) if _time_after_in().match(f'in {name.text}') else _name(name)}"


def _office(office: ast.OfficeName) -> str:
    if office.organization is None:
        return _name(office.title, "OFFICE_NAME")
    return f"{_quoted(office.title.text)} of {_name(office.organization)}"


def _clauses(clauses: ast.Clauses) -> list[str]:
    including = clauses.including
    words = [name.text for name in including.statuses] + ["any status"] * including.any_status
    parts = [f"including {', '.join(words)}"] if words else []
    if clauses.when is not None:
        parts.append(_when(clauses.when))
    if clauses.known_at is not None:
        parts.append(f"known at {_day(clauses.known_at)}")
    if clauses.published_by is not None:
        parts.append(f"published by {_day(clauses.published_by)}")
    if clauses.according_to is not None:
        parts.append(f"according to {_name(clauses.according_to, 'SOURCE_NAME')}")
    if including.disputed:
        parts.append("including disputed")
    if clauses.order_by:
        columns = (order.column + (" desc" if order.descending else "") for order in clauses.order_by)
        parts.append(f"order by {', '.join(columns)}")
    if clauses.limit is not None:
        parts.append(f"limit {clauses.limit}")
    return parts


def _when(when: ast.When) -> str:
    only = {None: "", "certain": "certainly ", "possible": "possibly "}[when.only]
    match when.window, when.quantifier:
        case ast.AsOf(day), Quantifier.EVERY:
            return f"{only}throughout {_day(day)}"
        case ast.AsOf(day), _:
            return f"{only}as of {_day(day)}"
        case ast.During(day), _:
            return f"{only}during {_day(day)}"
        case ast.Between(first, last), quantifier:
            throughout = "throughout " if quantifier is Quantifier.EVERY else ""
            return f"{only}{throughout}between {_day(first)} and {_day(last)}"
        case _:
            raise AssertionError(when)


def _day(day: ast.Day | ast.Instant) -> str:
    match day:
        case ast.Today():
            return "today"
        case ast.Instant(microseconds):
            return instant_text(microseconds)
        case Bound():
            return day.text


@cache
def _terminal(name: str) -> re.Pattern[str]:
    """Return the pattern of a bare name, as the grammar has it."""
    grammar = grammar_text("terminals")
    words = re.findall(rf"^{name}: (\w+) ", grammar, re.MULTILINE)
    word = re.findall(rf"^{words[0]}: /(.*)/i$", grammar, re.MULTILINE)[0]
    return re.compile(rf"{word}(?: {word})*", re.IGNORECASE)


@cache
def _time_after_in() -> re.Pattern[str]:
    """Return the pattern of `in` before a date, as the grammar has it."""
    (pattern,) = re.findall(r"^_IN_TIME\.2: /(.*)/i$", grammar_text("terminals"), re.MULTILINE)
    return re.compile(pattern, re.IGNORECASE)


@cache
def _any_office() -> re.Pattern[str]:
    """Return the pattern of what stands before the name of an organization, and is no title."""
    (pattern,) = re.findall(r"^_ANY_OFFICE\.2: /(.*)/i$", grammar_text("terminals"), re.MULTILINE)
    return re.compile(pattern, re.IGNORECASE)


def _name(name: ast.Name, terminal: str = "ORGANIZATION_NAME") -> str:
    return name.text if _reads_back(name.text, terminal) else _quoted(name.text)


def _reads_back(text: str, terminal: str) -> bool:
    """Whether the bare name is read whole, whatever clause follows it."""
    if text != " ".join(text.split()) or not (found := _terminal(terminal).match(text)):
        return False
    if terminal == "OFFICE_NAME" and _any_office().match(text):
        return False
    return found.end() == len(text)


def bare(id_: str) -> str:
    """Return *id_* as it can be written wherever a name can stand.

    >>> bare("csto"), bare("in"), bare("2006")
    ('csto', '"in"', '"2006"')
    """
    is_read = all(_reads_back(id_, terminal) for terminal in ("MEMBER_NAME", "SUBJECT_NAME", "OFFICE_NAME"))
    return id_ if is_read and not _time_after_in().match(f"in {id_}") else _quoted(id_)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
