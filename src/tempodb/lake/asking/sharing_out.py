"""How a question is shared out among the buckets of a lake."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol, TypeVar

from tempodb.planning.plan import Side
from tempodb.questions import resolved

T = TypeVar("T")


class Each(Protocol):
    """Has something done for a query, for each bucket of a layout, or for some of them."""

    def __call__(
        self, do: Callable[[Any], T], query: resolved.Query, side: Side, among: Sequence[int] | None = None, /
    ) -> Iterable[T]:
        """Yield what comes of each, in their order."""
        ...
