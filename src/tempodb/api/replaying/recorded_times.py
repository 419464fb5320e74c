"""When versions are recorded: at the times of their commits, each after the one before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def recorded_times(committed: Sequence[int], last: int | None, now: int) -> Iterator[int]:
    """Yield when to record what was committed one after the other: then, or as soon after the one before as can be.

    What was *committed* in the future was by the time of the next one that was not, or *now*; *last* is
    when something was recorded before all of them.

    >>> list(recorded_times([3, 3, 99, 7, 99], last=None, now=20))
    [3, 4, 7, 8, 20]
    >>> list(recorded_times([3, 9], last=5, now=20))
    [6, 9]
    """
    latest, past = now, []
    for at in reversed(committed):
        latest = at if at <= now else latest
        past.append(latest)
    for at in reversed(past):
        last = at if last is None else max(at, last + 1)
        yield last
