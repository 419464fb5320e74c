"""The numbers of rows, as if each transaction had written its own: shelf by shelf, in the order of first use."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from tempodb.model.claim_columns import in_one_number
from tempodb.model.claim_words import IntColumn
from tempodb.model.schema import SCHEMA
from tempodb.store.beliefs.columns_of_rows import Columns

_KINDS = max(SCHEMA) + 1


class Uses(NamedTuple):
    """Assertions that use a shelf, which is a scope and a kind: their numbers, and when they were recorded."""

    at: IntColumn
    scope: IntColumn
    kind: IntColumn
    number: IntColumn


def numbers_of(rows: Columns, came: IntColumn, uses: Uses) -> IntColumn:
    """Return the numbers of rows whose claims *came* to be believed at some instants.

    What is left of a claim that was believed before comes first. Rows of one claim have numbers to tell their order.
    """
    at, shelf = rows["recorded_from"], rows["scope"] * _KINDS + rows["kind"]
    codes = in_one_number(
        np.concatenate([uses.at, at]), np.concatenate([uses.scope * _KINDS + uses.kind, shelf])
    )
    distinct, codes = np.unique(codes, return_inverse=True)
    first = np.full(len(distinct), np.iinfo(np.int64).max)
    np.minimum.at(first, codes[: len(uses.at)], uses.number)
    is_new = came == at
    order = np.lexsort(
        (rows["id"], np.where(is_new, rows["claim"], 0), is_new, first[codes[len(uses.at) :]], at)
    )
    numbers = np.empty(len(order), np.int64)
    numbers[order] = np.arange(1, len(order) + 1)
    return numbers
