"""Columns are ordered as `numpy.lexsort` orders them, however many of them fit into one number."""

from __future__ import annotations

import numpy as np
import pytest

from tempodb.execution.columns import arrays


@pytest.mark.parametrize("bits", [4, 16, 32])
def test_rows_are_in_the_order_of_all_columns_and_alike_ones_stay_as_they_are(bits: int) -> None:
    random = np.random.default_rng(bits)
    for _ in range(60):
        rows = int(random.integers(0, 200))
        most = [1 << int(each) for each in random.integers(0, bits + 1, random.integers(1, 6))]
        columns = [random.integers(0, each, rows) for each in most]
        columns = [np.where(random.random(rows) < random.random(), column[:1], column) for column in columns]

        assert arrays.ordered_by(*columns).tolist() == np.lexsort(columns[::-1]).tolist()
