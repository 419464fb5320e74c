"""Between stored rows and what they mean: bounds and periods as numbers and texts."""

from __future__ import annotations

from functools import lru_cache

from tempodb.store.schema.layout import BeliefRow
from tempodb.temporal.bounds import Bound, edtf
from tempodb.temporal.periods import Period

BOUNDS_KEPT = 10_000
"""Of how many stored bounds it is remembered what they are: a write looks at each of a row several times."""

StoredBound = tuple[int, int, str | None]
"""The candidates of a bound, and its text if they alone do not say how it is written."""
StoredPeriod = tuple[int, int, str | None, int, int, str | None]


def stored_text(bound: Bound) -> str | None:
    """Return the text to store: none where the candidates alone say how the bound is written."""
    return None if bound.text == edtf(bound.earliest, bound.latest) else bound.text


def stored_bound(bound: Bound) -> StoredBound:
    """Return the numbers and the text to store."""
    return bound.earliest, bound.latest, stored_text(bound)


def stored_period(period: Period) -> StoredPeriod:
    """Return the same of both ends."""
    return (*stored_bound(period.from_), *stored_bound(period.to))


def read_period(stored: StoredPeriod) -> Period:
    """Return the period that was stored."""
    return Period(read_bound(*stored[:3]), read_bound(*stored[3:]))


@lru_cache(maxsize=BOUNDS_KEPT)
def read_bound(earliest: int, latest: int, text: str | None) -> Bound:
    """Return the bound that was stored."""
    return Bound(earliest, latest, edtf(earliest, latest) if text is None else text)


def period_of(row: BeliefRow) -> Period:
    """Return the stated period of a row."""
    return Period(read_bound(row.f1, row.f2, row.from_text), read_bound(row.t1, row.t2, row.to_text))


def with_period(row: BeliefRow, period: Period, **changed: int) -> BeliefRow:
    """Return the row with another stated period, and what else is *changed*."""
    from_, to = period
    return row._replace(
        **changed,
        f1=from_.earliest,
        f2=from_.latest,
        t1=to.earliest,
        t2=to.latest,
        from_text=stored_text(from_),
        to_text=stored_text(to),
    )
