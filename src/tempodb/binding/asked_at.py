"""When a question is asked, and with what in view."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tempodb.temporal.instants import day_of

if TYPE_CHECKING:
    from tempodb.tql import ast


class AskedAt(NamedTuple):
    """The instant at which a question is asked, in microseconds UTC, and the focus then."""

    now: int
    focus: ast.Name | None = None

    @property
    def today(self) -> int:
        """The UTC day."""
        return day_of(self.now)
