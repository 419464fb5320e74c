"""Why an answer is empty, which is not looked for before somebody wants to know it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from weakref import WeakSet

from tempodb.base.errors import TempodbError


class Reason:
    """What *find* finds, once; kept or sent elsewhere it is what was found.

    >>> why = Reason(lambda: "nothing is recorded of it")
    >>> why.found()
    'nothing is recorded of it'
    """

    __slots__ = ("__weakref__", "_find", "_found")

    def __init__(self, find: Callable[[], str | None]) -> None:
        self._find: Callable[[], str | None] | None = find
        self._found: str | None = None

    def found(self) -> str | None:
        """Return why it is, None where that says itself."""
        if self._find is not None:
            self._found = self._find()
            self._find = None
        return self._found

    def __reduce__(self) -> tuple[object, ...]:
        return _as_it_is, (self.found(),)


class Reasons:
    """The reasons of one database that nobody has looked for yet."""

    def __init__(self) -> None:
        self._unfound: WeakSet[Reason] | None = None

    def kept(self, find: Callable[[], str | None]) -> Reason:
        """Return a reason that *find* finds."""
        reason = Reason(find)
        if self._unfound is None:
            self._unfound = WeakSet()
        self._unfound.add(reason)
        return reason

    def find(self) -> None:
        """Find all that somebody may still look for, before what they are about is changed or closed."""
        # Every write comes through here: to go through an empty set of these takes as long as one of its statements.
        if self._unfound is None:
            return
        for reason in list(self._unfound):
            with suppress(TempodbError):
                reason.found()
        self._unfound = None


def _as_it_is(said: str | None) -> str | None:
    return said
