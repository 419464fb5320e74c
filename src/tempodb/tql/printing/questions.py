"""AST → the one canonical text, which parses back to the same query."""

from __future__ import annotations

import re
from typing import assert_never

from tempodb.temporal.bounds import Bound
from tempodb.temporal.facts import Quantifier
from tempodb.temporal.granules import Granule
from tempodb.temporal.instants import instant_text
from tempodb.tql import ast
from tempodb.tql.filter_ast import Filter
from tempodb.tql.grammar import pattern
from tempodb.tql.printing.filter_words import filter_text
from tempodb.tql.printing.written_names import name_text, quoted
from tempodb.tql.relative_days import relative_text

PLURAL_OF = {noun.removesuffix("s"): noun for noun in ast.PLURALS}
CHANGES_OF_PARTY = "changes of {party:MEMBER_NAME} in {organization}"
_PART = re.compile(r"(?P<joint> (?:of|in) )?\{(?P<part>\w+)(?::(?P<terminal>\w+))?\}")


def write(statement: ast.ReadingStatement) -> str:
    """Return the canonical text of a statement.

    >>> from tempodb.tql.parsing.parser import parse
    >>> write(parse('MEMBERS of  "CSTO" in 2006 limit 3')[0])
    'members of CSTO as of 2006 limit 3'
    """
    match statement:
        case ast.Use(organization):
            return f"use {name_text(organization)}"
        case ast.Set(as_of, known_at):
            given = [("as of", as_of), ("known at", known_at)]
            return " ".join(["set", *(f"{word} {day_text_of(at)}" for word, at in given if at is not None)])
        case ast.Query():
            return _query(statement)
        case _:
            assert_never(statement)


def _query(query: ast.Query) -> str:
    clauses = query.clauses
    ending = _ending(clauses)
    question = query.question
    if not isinstance(question, ast.Compound):
        return " ".join([*_rank(clauses.rank), _question(question), *_clauses(clauses)])
    match question:
        case ast.SetOperation(kind, left, right):
            is_chain = isinstance(left.question, ast.SetOperation) and left.clauses == ast.Clauses()
            first = _query(left) if is_chain or not _needs_parentheses(left) else f"({_query(left)})"
            return " ".join([first, kind.value, f"({_query(right)})", *ending])
        case ast.Count(counted, by, group, distinct):
            return " ".join(
                ["count", *_distinct(distinct), _nested(counted), *_buckets(group, by), *_clauses(clauses)]
            )
        case ast.Share(counted, by, group):
            return " ".join([f"share of {_nested(counted)}", *_buckets(group, by), *_clauses(clauses)])
        case ast.Sum(counted, by, group):
            return " ".join(
                [f"sum of {_summed(counted, by, group)}", *_buckets(group, by), *_clauses(clauses)]
            )
        case ast.History(asked) | ast.Overlaps(asked):
            words = "history of" if isinstance(question, ast.History) else "overlaps of"
            return " ".join([words, _nested(asked), *_clauses(clauses)])
        case ast.Durations(asked, measure) | ast.Ages(asked, measure):
            measured = [measure.value] if measure else []
            told = "duration" if isinstance(question, ast.Durations) else "age"
            return " ".join([*measured, f"{told} of {_nested(asked)}", *_clauses(clauses)])
        case ast.Compare(asked, with_):
            return " ".join([f"compare {_query(asked)} with", *_clauses(with_), *ending])
        case ast.Explain(explained):
            return f"explain {_query(explained)}"
        case _:
            assert_never(question)


def _rank(rank: ast.Rank | None) -> list[str]:
    if rank is None:
        return []
    return [rank.by.value] if rank.number == 1 else [rank.by.value, str(rank.number)]


def _buckets(group: ast.Grouping | None, by: Granule | None) -> list[str]:
    return [f"by {word.value}" for word in (group, by) if word is not None]


def _summed(query: ast.Query, by: Granule | None, group: ast.Grouping | None) -> str:
    """Return what is summed: a count, or what is counted by no more than each sum is of."""
    count = query.question
    if isinstance(count, ast.Count) and query == ast.Query(ast.Count(count.counted, by, group)):
        return _nested(count.counted)
    return f"({_query(query)})"


def _distinct(distinct: ast.Once | None) -> list[str]:
    if distinct is None:
        return []
    return ["distinct"] if distinct.of is None else ["distinct", distinct.of.noun, "of"]


def _needs_parentheses(query: ast.Query) -> bool:
    """Whether a query has to stand in parentheses where another may follow it."""
    compound = (ast.SetOperation, ast.Compare)
    return bool(isinstance(query.question, compound) or _ending(query.clauses))


def _nested(query: ast.Query) -> str:
    return (
        _query(query)
        if isinstance(query.question, ast.Simple) and not _ending(query.clauses)
        else f"({_query(query)})"
    )


def _question(question: ast.Worded) -> str:
    """Return the words of a question with its parts in the places left for them."""
    if isinstance(question, ast.Members):
        return _members(question)
    if isinstance(question, ast.Holders) and question.relation and question.office.organization:
        title, home = question.office.title, question.office.organization
        # What is not quoted would take the words that follow for its own.
        named = ast.OfficeName(ast.Name(f"{quoted(title.text)} of {quoted(home.text)}"))
        return _question(question.having(office=named)).replace(quoted(named.title.text), named.title.text)
    is_of_party = isinstance(question, ast.Changes) and question.party is not None
    says = CHANGES_OF_PARTY if is_of_party else question.says
    return _PART.sub(lambda found: _part(getattr(question, found["part"]), found), says).strip()


def _part(
    part: ast.Name | ast.OfficeName | ast.Condition | ast.Every | str | None, place: re.Match[str]
) -> str:
    joint, terminal = place["joint"] or "", place["terminal"] or "ORGANIZATION_NAME"
    match part:
        case None:
            return ""
        case ast.Name():
            return _in(part) if joint == " in " else joint + name_text(part, terminal)
        case ast.OfficeName(title, None) if joint == " in ":
            return f" in {quoted(title.text)}" if _begins_time(title) else joint + _office(part)
        case ast.OfficeName():
            return joint + _office(part)
        case ast.HasStatus() | ast.HoldsOffice():
            return joint + _condition(part, terminal)
        case ast.Every():
            return f"{joint}every organization"
        case str():
            return joint + part
        case _:
            assert_never(part)


def _members(question: ast.Members) -> str:
    organization, status = question.organization, question.status.text
    words = PLURAL_OF.get(status, f"{status} members" if status != "member" else "members")
    if organization is None or isinstance(organization, ast.Every):
        return words if organization is None else f"{words} of every organization"
    beside = (
        f" {question.relation.value} {name_text(question.party, 'PARTY_NAME')}"
        if question.relation and question.party
        else ""
    )
    return f"{words} of {name_text(organization, 'ENTERED_NAME')}{beside}"


def _condition(condition: ast.Condition, terminal: str = "SUBJECT_NAME") -> str:
    match condition:
        case ast.HasStatus(party, None, organization):
            return f"{name_text(party, terminal)}{_in(organization)}"
        case ast.HasStatus(party, status, organization):
            assert status is not None
            is_noun = status.text in ("member", *PLURAL_OF)
            return f"{name_text(party, terminal)} is {status.text}{(_of if is_noun else _in)(organization)}"
        case ast.HoldsOffice(person, office):
            return f"{name_text(person, terminal)} holds {_office(office)}"
        case _:
            assert_never(condition)


def _that(that: ast.That) -> str:
    match that:
        case ast.Happened(moment, relation, window):
            if window is None:
                return moment.value
            if isinstance(window, ast.Between):
                return f"{moment} {_between(window)}"
            return f"{moment} {relation} {day_text_of(window.date)}"
        case ast.HeldFor(comparison, (number, unit)):
            return f"held for {comparison} than {number} {unit}{'s' if number != 1 else ''}"
        case _:
            assert_never(that)


def _of(name: ast.Name | None) -> str:
    return f" of {name_text(name)}" if name else ""


def _in(name: ast.Name | None) -> str:
    if name is None:
        return ""
    # Of several `in`, the last one stands before the organization.
    is_quoted = _begins_time(name) or re.search(r"(?i)\sin\s", name.text)
    return f" in {quoted(name.text) if is_quoted else name_text(name)}"


def _begins_time(name: ast.Name) -> bool:
    """Whether `in` before a name would begin a time clause, as it does before a date."""
    return pattern("_IN_TIME").match(f"in {name.text}") is not None


def _office(office: ast.OfficeName) -> str:
    if office.organization is None:
        return name_text(office.title, "OFFICE_NAME")
    return f"{quoted(office.title.text)} of {name_text(office.organization)}"


def _clauses(clauses: ast.Clauses) -> list[str]:
    including = clauses.including
    words = [name.text for name in including.statuses] + ["any status"] * including.any_status
    words += sorted(including.extensions)
    parts = [f"including {', '.join(words)}"] if words else []
    parts += [f"while {_condition(condition)}" for condition in clauses.while_]
    if clauses.that:
        parts.append(f"that {' and '.join(map(_that, clauses.that))}")
    if clauses.when is not None:
        parts.append(_when(clauses.when))
    if clauses.known_at is not None:
        parts.append(f"known at {day_text_of(clauses.known_at)}")
    if clauses.published_by is not None:
        parts.append(f"published by {day_text_of(clauses.published_by)}")
    if clauses.according_to is not None:
        parts.append(f"according to {name_text(clauses.according_to, 'SOURCE_NAME')}")
    if including.disputed:
        parts.append("including disputed")
    if clauses.with_age:
        parts.append("with age")
    if clauses.where is not None:
        parts.append(f"where {words_of_filter(clauses.where)}")
    return parts + _ending(clauses)


def _ending(clauses: ast.Clauses) -> list[str]:
    parts = []
    if clauses.having_ is not None:
        parts.append(f"having {words_of_filter(clauses.having_)}")
    if clauses.order_by:
        columns = (order.column + (" desc" if order.descending else "") for order in clauses.order_by)
        parts.append(f"order by {', '.join(columns)}")
    if clauses.limit is not None:
        parts.append(f"limit {clauses.limit}")
    return parts


def words_of_filter(kept: Filter) -> str:
    """Return how a filter is written."""
    return filter_text(kept, lambda value: name_text(ast.Name(value), "VALUE_NAME"))


def _when(when: ast.When) -> str:
    only = {None: "", "certain": "certainly ", "possible": "possibly "}[when.only]
    is_throughout = when.quantifier is Quantifier.EVERY
    match when.window:
        case ast.AsOf(day):
            return f"{only}{'throughout' if is_throughout else 'as of'} {day_text_of(day)}"
        case ast.During(day):
            return f"{only}during {day_text_of(day)}"
        case ast.Ever():
            return f"{only}ever"
        case ast.Between():
            return f"{only}{'throughout ' if is_throughout else ''}{_between(when.window)}"
        case _:
            assert_never(when.window)


def _between(window: ast.Between) -> str:
    return f"between {day_text_of(window.first)} and {day_text_of(window.last)}"


def day_text_of(day: ast.Day | ast.Instant) -> str:
    """Return how a day or instant is written."""
    match day:
        case ast.Instant(microseconds):
            return instant_text(microseconds)
        case ast.Today() | ast.Ago() | ast.ThisOrLast():
            return relative_text(day)
        case Bound():
            return day.text
        case _:
            assert_never(day)
