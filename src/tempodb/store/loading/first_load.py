"""What a load of clean datasets writes where nothing was recorded before: everything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np

from tempodb.model.claim_columns import ClaimColumns, joined_numbers
from tempodb.model.claims import Claim, Dataset
from tempodb.store.loading.difference import Difference
from tempodb.store.loading.load_report import LoadReport
from tempodb.store.log.headers import header, recording_instant
from tempodb.store.log.transaction_info import TransactionInfo
from tempodb.store.rules.clean_claims import doubted
from tempodb.temporal.instants import day_of


def plan_first_load(
    datasets: Sequence[Dataset], info: TransactionInfo, clock: int
) -> list[LoadReport] | None:
    """Return what loading datasets in columns writes to an empty log, None where `plan_loads` has to tell.

    Where nothing contradicts anything, datasets can be recorded in any order.

    Raises:
        InputError: the own recorded time is in the future.

    """
    first = recording_instant(None, info, clock)
    if len({dataset.id for dataset in datasets}) < len(datasets) or day_of(first) != day_of(
        first + len(datasets)
    ):
        return None
    if doubted(datasets, _all_claims(datasets), day_of(first)).any():
        return None
    return [
        LoadReport(
            dataset.id,
            header(None, info, clock, dataset.id, after),
            Difference(dataset.claims, (), (), (), 0),
            fingerprint=dataset.fingerprint,
            text=dataset.text,
        )
        for after, dataset in enumerate(datasets)
    ]


def doubted_claims(datasets: Sequence[Dataset], info: TransactionInfo, clock: int) -> Sequence[Claim]:
    """Return those because of which datasets in columns cannot be loaded into an empty log, or perhaps cannot.

    Raises:
        InputError: the own recorded time is in the future.

    """
    claims = _all_claims(datasets)
    day = day_of(recording_instant(None, info, clock))
    return claims.at(np.flatnonzero(doubted(datasets, claims, day)))


def _all_claims(datasets: Sequence[Dataset]) -> ClaimColumns:
    columns = [cast(ClaimColumns, dataset.claims) for dataset in datasets]
    return ClaimColumns(columns[0].words, joined_numbers(own.numbers for own in columns))
