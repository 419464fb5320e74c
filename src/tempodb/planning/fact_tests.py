"""What a plan asks of each fact by itself; each docstring is its meaning."""

from __future__ import annotations

from enum import StrEnum

from tempodb.base.node import Node
from tempodb.temporal.day_relations import DayRelation
from tempodb.temporal.periods import Window


class Endpoint(StrEnum):
    """One end of a period."""

    FROM = "from"
    TO = "to"


class AtSomeTime(Node):
    """That it holds on some day of the window (MEANING.md, M7)."""

    window: Window


class Throughout(Node):
    """That it holds on every day of the window (MEANING.md, M8)."""

    window: Window


class Bounded(Node):
    """That it begins, or ends, in, before or after a window (MEANING.md, M28)."""

    end: Endpoint
    relation: DayRelation
    window: Window
