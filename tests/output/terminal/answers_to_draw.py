"""Answers of single rows, to be drawn."""

from __future__ import annotations

from tempodb.answers.result import Result
from tempodb.questions import fact_rows, rows
from tempodb.questions.columns import columns
from tempodb.questions.rows import Row
from tempodb.questions.subjects import SUBJECTS

ORG = ("csto", "CSTO")


def answer(*found: Row, query: str = "members") -> Result:
    return Result(
        *(query, columns(type(found[0])), type(found[0]), found, None, "2026-06-01T12:00:00.000000Z"),
        asked_for=SUBJECTS,
    )


def member(**other: object) -> fact_rows.MembershipRow:
    row = fact_rows.MembershipRow(
        *(
            "uzbekistan",
            "Uzbekistan",
            *ORG,
            "member",
            None,
            None,
            None,
            None,
            "2006",
            None,
            None,
            "certain",
            "accepted",
            ("report-2006",),
        )
    )
    return row._replace(**other)


def track(name: str, **other: object) -> rows.TimelineRow:
    row = rows.TimelineRow(
        *(name, *ORG, None, None, None, "1992", None, "1992-01-01", "1992-01-01", None, None, "accepted", ())
    )
    return row._replace(**other)
