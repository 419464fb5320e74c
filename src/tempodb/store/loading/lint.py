"""What is wrong or doubtful in datasets, without a database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tempodb.base.errors import DatasetError, Problem
from tempodb.model.claims import Dataset
from tempodb.store.loading.doubts import circles, dates, holdings, lives, names
from tempodb.store.loading.load_plan import plan_loads
from tempodb.store.loading.log_state import EMPTY_LOG
from tempodb.store.log.transaction_info import TransactionInfo
from tempodb.store.rules import consistency
from tempodb.temporal.instants import day_of


def lint(datasets: Sequence[Dataset], now: int) -> list[Problem]:
    """Return what one load of all the datasets would refuse at an instant, and warnings, in the order of lines."""
    if refused := _refused(datasets, now):
        return list(DatasetError.gather([*refused, *_doubts(datasets, now)]).problems)
    return list(doubts(datasets, now))


def doubts(datasets: Sequence[Dataset], now: int) -> Sequence[Problem]:
    """Return the warnings alone, of what could be loaded and may not be meant, in the order of lines."""
    # What is refused may name a source, and is not among the claims.
    claims = (claim for dataset in datasets for claim in dataset.claims)
    return DatasetError.gather([*_doubts(datasets, now), *names.unused_sources(claims)]).problems


def _doubts(datasets: Sequence[Dataset], now: int) -> Iterator[Problem]:
    claims = [claim for dataset in datasets for claim in dataset.claims]
    today = day_of(now)
    for dataset in datasets:
        yield from dataset.doubts
        yield from names.alike(dataset.claims, consistency.defined(claims))
    yield from names.looking_alike(claims)
    yield from names.misdecoded(claims)
    yield from dates.from_the_future(claims, today)
    yield from dates.from_no_calendar(claims)
    yield from dates.far_ahead(claims, today)
    yield from dates.very_long(claims, today)
    yield from lives.premature(claims, today)
    yield from lives.outliving(claims, today)
    yield from circles.circles(claims, today)
    yield from holdings.with_two_ends(claims, today)
    yield from holdings.overlapping_tenures(claims, today)
    yield from holdings.overfull(claims)


def _refused(datasets: Sequence[Dataset], now: int) -> Sequence[Problem]:
    try:
        plan_loads(datasets, EMPTY_LOG, TransactionInfo(), now)
    except DatasetError as refusal:
        return refusal.problems
    return ()
