"""Answers of a few rows."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from tempodb.answers.result import Result
from tempodb.output import data
from tempodb.output.terminal.screens import screen
from tempodb.questions.columns import columns
from tempodb.questions.fact_rows import MembershipRow
from tempodb.questions.rows import Row
from tempodb.questions.subjects import SUBJECTS

FORMATS: dict[str, Callable[[Result], str]] = {
    "table": screen,
    "json": data.as_json,
    "jsonl": data.as_jsonl,
    "csv": data.as_csv,
    "tsv": data.as_tsv,
    "markdown": data.as_markdown,
}


def result(
    *rows: Row, type_: type[Row] = MembershipRow, query: str = "members", because: str | None = None
) -> Result:
    """Return an answer of these rows."""
    shape = type(rows[0]) if rows else type_
    return Result(
        *(query, columns(shape), shape, rows, "2006", "2025-06-01T12:00:00.000000Z", because),
        asked_for=SUBJECTS,
    )


def member(name: str = "Uzbekistan", **other: object) -> MembershipRow:
    """Return a row of a member."""
    row = MembershipRow(
        "uzbekistan",
        name,
        "csto",
        "CSTO",
        "member",
        *(None, None, None, None),
        "2006",
        None,
        None,
        "certain",
        "accepted",
        ("report",),
    )
    return row._replace(**other)


TEXT = st.text(st.characters() | st.sampled_from("é上👍\u0301\u200d\t\n\x1b\u202e"), max_size=12)
