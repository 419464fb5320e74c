"""About when memberships begin, as rows say it, before anything is made of them."""

from __future__ import annotations

import numpy as np

from tempodb.lake.asking.lake_tables import LakeBucket, LakeTables
from tempodb.lake.asking.told_ends import coded, whole_numbers
from tempodb.model.kinds import Kind
from tempodb.questions import resolved
from tempodb.temporal.bounds import FIRST_DAY, LAST_DAY

BEGINNING_COLUMNS = ("from_earliest", "from_latest", "to_latest", "recorded_from", "recorded_to")
TOLD = ("status", "disputed")


def days_of_rows(tables: LakeTables, share: LakeBucket, query: resolved.Query) -> tuple[int, ...]:
    """Return the first and the last day on which rows of a share begin that a query is about, if any do.

    What is made of rows may begin later than they do, and now and then earlier.
    """
    question, scope = query.question, query.scope
    if isinstance(question, resolved.Combined):
        both = [days_of_rows(tables, share, side) for side in (question.left, question.right)]
        return tuple(day for days in both for day in days)
    assert isinstance(question, resolved.Memberships)
    rows = tables.columns_of(Kind.MEMBERSHIP, share, (*BEGINNING_COLUMNS, *TOLD))
    f1, f2, t2, recorded_from, recorded_to = (whole_numbers(rows[name]) for name in BEGINNING_COLUMNS)
    starts = np.where(f1 > FIRST_DAY, f1, np.minimum(f2, t2 - 1))
    is_told = (recorded_from <= scope.known_at) & (recorded_to > scope.known_at)
    if not scope.disputed:
        is_told &= ~rows["disputed"].to_numpy()
    if question.statuses is not None:
        statuses, place = coded(rows["status"])
        is_told &= np.array([status in question.statuses for status in statuses], np.bool_)[place]
    days = starts[is_told & (starts > FIRST_DAY) & (starts < LAST_DAY)]
    return (int(days.min()), int(days.max())) if len(days) else ()
