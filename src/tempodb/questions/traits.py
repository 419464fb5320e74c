"""What is asked of a row beside the time: when a run or a holding began or ended, and how long it lasted."""

from __future__ import annotations

from typing import TypeAlias

from tempodb.base.node import Node
from tempodb.temporal.day_relations import DayRelation
from tempodb.temporal.durations import Comparison, Duration
from tempodb.temporal.periods import Window
from tempodb.tql.ast import Moment, Nearness


class Happened(Node):
    """When a run or a holding begins or ends."""

    moment: Moment
    relation: DayRelation
    window: Window


class HeldFor(Node):
    """How long a holding lasted."""

    comparison: Comparison
    duration: Duration


That: TypeAlias = Happened | HeldFor
"""What is asked of a row beside the time."""


class Neighbour(Node):
    """How the term of who is asked for lies to one of a party's."""

    lies: Nearness
    party: str
