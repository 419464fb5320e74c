"""The question that an answer answers, in the words of its text."""

from __future__ import annotations

import re

from tempodb.answers.result import Result
from tempodb.tql import ast
from tempodb.tql.parsing.parser import parse
from tempodb.tql.printing.questions import write


def asked(result: Result) -> ast.Query:
    """Return the query of an answer, with names as they were written."""
    (query,) = parse(result.query)
    assert isinstance(query, ast.Query)
    return query


SINGULARS = re.compile(
    r"\b(member|holder|organization|office|name|event|observer|candidate|associate|partner|bod)(s|ies)\b"
)


def words_for(query: ast.Query, number: int) -> str:
    """Return what a query asks for, where there are so many of it.

    >>> from tempodb.tql.parsing.parser import parse
    >>> words_for(parse("holders of chair of X as of 2013")[0], 1)
    'holder of chair of X'
    """
    words = untimed_words(query)
    return (
        SINGULARS.sub(lambda noun: {"bod": "body"}.get(noun[1], noun[1]), words, count=1)
        if number == 1
        else words
    )


def untimed_words(query: ast.Query) -> str:
    """Return what a query asks for, without when and by whom it is told.

    >>> from tempodb.tql.parsing.parser import parse
    >>> untimed_words(parse("suspended members of AU as of 2013 order by from")[0])
    'suspended members of AU'
    """
    clauses = query.clauses
    kept = ast.Clauses(
        including=clauses.including,
        while_=clauses.while_,
        that=clauses.that,
        rank=clauses.rank,
        where=clauses.where,
    )
    return write(query.having(clauses=kept))
