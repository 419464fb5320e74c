"""The columns of a question that is still being written."""

from __future__ import annotations

from functools import lru_cache

from tempodb.base.errors import QueryError
from tempodb.language_service.tokens import CACHED_READINGS
from tempodb.questions import fact_rows, rows
from tempodb.questions.columns import columns
from tempodb.tql import ast
from tempodb.tql.parsing.parser import parse

ROWS: dict[type[ast.Question], tuple[type[rows.Row], ...]] = {
    ast.Members: (fact_rows.MembershipRow,),
    ast.Organizations: (fact_rows.MembershipRow,),
    ast.Status: (fact_rows.MembershipRow,),
    ast.Periods: (fact_rows.MembershipRow,),
    ast.Whether: (rows.AnswerRow,),
    ast.Holders: (fact_rows.TenureRow,),
    ast.HoldersOfAny: (fact_rows.TenureRow,),
    ast.Offices: (fact_rows.TenureRow,),
    ast.Names: (fact_rows.NameRow,),
    ast.Bodies: (fact_rows.BodyRow,),
    ast.Events: (fact_rows.EventRow,),
    ast.WhenHeld: (rows.PeriodRow,),
    ast.Why: (rows.WhyRow,),
    ast.Changes: (rows.ChangeRow,),
    ast.Vacancies: (rows.VacancyRow,),
    ast.VacanciesOfAny: (rows.VacancyRow,),
    ast.Timeline: (rows.TimelineRow,),
    # Which of them it is depends on what the place names.
    ast.Revisions: (rows.MembershipRevisionRow, rows.TenureRevisionRow),
    ast.Conflicts: (rows.ConflictRow,),
    ast.SetOperation: (rows.PartyRow,),
    ast.Count: (rows.CountRow,),
    ast.History: (rows.HistoryRow,),
    ast.Compare: (rows.CompareRow,),
    ast.Show: (rows.EntityRow,),
    ast.Describe: (rows.EntityRow,),
}


@lru_cache(maxsize=CACHED_READINGS)
def columns_asked(question: str) -> tuple[str, ...]:
    """Return the columns of the answer to *question*, none where it cannot be read.

    >>> columns_asked("count members by year")
    ('period', 'certain', 'possible', 'coverage')
    """
    try:
        statements = parse(question)
    except QueryError:
        return ()
    match statements:
        case (ast.Query(ast.Count(ast.Query(ast.Members(ast.Every())))),):
            kinds: tuple[type[rows.Row], ...] = (rows.CountEveryRow,)
        case (ast.Query(asked),):
            kinds = ROWS.get(type(asked), ())
        case _:
            return ()
    return tuple(dict.fromkeys(column for kind in kinds for column in columns(kind)))
