"""Long work lets itself be watched: what goes through many things tells whoever wants to know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

T = TypeVar("T")


class Progress(Protocol):
    """Yields *items*, of which there are *total*; *doing* is a word for what is done to them.

    When work goes on to the next piece, the one before is over, whether it went through all or not.
    """

    def __call__(self, items: Iterable[T], total: int, doing: str) -> Iterator[T]:
        """Yield each of the items."""
        ...


def unwatched(items: Iterable[T], total: int, doing: str) -> Iterator[T]:
    """Yield *items* with nobody looking.

    >>> list(unwatched("ab", 2, "reading"))
    ['a', 'b']
    """
    return iter(items)


def in_parts(progress: Progress, total: int, doing: str) -> Callable[[Iterable[T]], Iterator[T]]:
    """Return what several iterables go through one after the other, as one piece of work of *total* items.

    >>> through = in_parts(unwatched, 3, "deriving")
    >>> list(through("ab")), list(through("c"))
    (['a', 'b'], ['c'])
    """
    if progress is unwatched:
        return iter
    seen = progress(range(total), total, doing)

    def through(items: Iterable[T]) -> Iterator[T]:
        for item in items:
            next(seen, None)
            yield item

    return through
