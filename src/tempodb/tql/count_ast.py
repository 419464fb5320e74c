"""What a count or a measure is by, and of: words of questions about the answers to others."""

from __future__ import annotations

from enum import StrEnum

from tempodb.base.node import Node


class Measure(StrEnum):
    """What is worked out of how long several terms lasted."""

    AVERAGE = "average"
    MEDIAN = "median"
    TOTAL = "total"


class Grouping(StrEnum):
    """What members or holders may be counted by: what is said of each, or who or where each is."""

    REPRESENTING = "representing"
    FOR = "for"
    STATUS = "status"
    CAPACITY = "capacity"
    END_REASON = "end reason"
    PARTY = "party"
    OFFICE = "office"

    @property
    def noun(self) -> str:
        """What it is called where no `by` stands before it."""
        return "area" if self is Grouping.FOR else self.value


class Once(Node):
    """`distinct`: each once, wherever it is; or, *of* what is said of them, each that is said."""

    of: Grouping | None = None
