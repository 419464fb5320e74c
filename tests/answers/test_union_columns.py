"""What is in either of two sets is the same as a column of Arrow and as tuples, whatever their sizes."""

from __future__ import annotations

from random import Random

import numpy as np
import pyarrow
import pytest

from tempodb.answers.union_columns import UnionColumn
from tempodb.execution.columns.distinct import Distinct

TYPE = pyarrow.list_(pyarrow.string())
TEXTS = [f"s{number}" for number in range(40)]


def sets_of(sizes: list[int]) -> Distinct[frozenset[str]]:
    random = Random(str(sizes))
    return Distinct([frozenset(random.sample(TEXTS, size)) for size in sizes])


@pytest.mark.parametrize(
    "sizes",
    [[1], [0], [0, 1], [0, 0, 3], [1, 1, 1, 2], [2, 3, 4, 5], [7, 8, 9, 1, 0], [15, 16, 17, 33, 1, 0, 2], [40, 40, 1]],
)  # fmt: skip
def test_each_two_sets_are_put_together(sizes: list[int]) -> None:
    sets = sets_of(sizes)
    a, b = (part.reshape(-1) for part in np.indices((len(sizes), len(sizes))))
    expected = [
        tuple(sorted(sets.values[i] | sets.values[j])) for i, j in zip(a.tolist(), b.tolist(), strict=True)
    ]
    column = UnionColumn(a, b, np.arange(len(sizes)), sets)

    assert column.values() == expected
    assert [tuple(row) for row in column.arrow(pyarrow, TYPE).to_pylist()] == expected
    assert len(expected) == len(sizes) ** 2
