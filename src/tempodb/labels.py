"""A name under which something can be found, as people wrote it, with the days on which it was in use."""

from __future__ import annotations

from typing import NamedTuple

from tempodb.kinds import EntityType, PartyClass


class Label(NamedTuple):
    """A *name* of what has an *id*; the periods are days `[first, end)` on which it may have been in use.

    Without periods it always was. Of what is no party there is no class.
    """

    name: str
    id: str
    type: EntityType
    class_: PartyClass | None = None
    periods: tuple[tuple[int, int], ...] = ()

    def is_used(self, day: int) -> bool:
        """Return whether the name may have been in use on *day*."""
        return not self.periods or any(first <= day < end for first, end in self.periods)
