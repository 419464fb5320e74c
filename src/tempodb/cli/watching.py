"""Long work watched at a terminal: a bar that comes after half a second and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

from tempodb.base.progress import Progress, unwatched
from tempodb.cli.colour import is_dumb

if TYPE_CHECKING:
    from tqdm import tqdm

T = TypeVar("T")

DELAY = 0.5
"""After how many seconds work is long."""
SELDOM = 0.1
"""The least seconds between two drawings of a bar."""


@contextmanager
def watching(stream: TextIO | None, errors: str, environment: Mapping[str, str]) -> Iterator[Progress]:
    """Yield what watches work on *stream*, if a person looks at it; at the end, however it comes, no bar is left."""
    if stream is None or errors == "json" or not stream.isatty() or is_dumb(environment):
        yield unwatched
        return
    watch = _Watch(stream)
    try:
        yield watch
    finally:
        watch.close()


class _Watch:
    """Draws one bar at a time."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._bar: tqdm[Any] | None = None

    def __call__(self, items: Iterable[T], total: int, doing: str) -> Iterator[T]:
        # Programs, which see no bar, need not wait for it.
        from tqdm import tqdm

        class Bar(tqdm):  # type: ignore[type-arg]  # it takes none when it runs
            # Its thread would only mend bars that are drawn too seldom.
            monitor_interval = 0

        self.close()
        bar: tqdm[T] = Bar(
            items,
            doing,
            total,
            leave=False,
            file=self._stream,
            delay=DELAY,
            mininterval=SELDOM,
            dynamic_ncols=True,
            ascii=False,
        )
        self._bar = bar
        return iter(bar)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None
