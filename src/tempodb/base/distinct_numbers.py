"""Numbers of which each stands once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def each_once(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the distinct ones of some numbers, in order.

    >>> each_once(np.array([3, 1, 3])).tolist()
    [1, 3]
    """
    # As `numpy.unique` does, which is made for whatever there is: it takes several times as long, and imports more.
    ordered = np.sort(numbers)
    is_new = np.ones(len(ordered), np.bool_)
    is_new[1:] = ordered[1:] != ordered[:-1]
    return ordered[is_new]
