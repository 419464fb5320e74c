"""Plan + view → judged facts: straight from a shelf where that goes, as questions about one thing do.

::

    straight    what to take from which shelf; any other plan goes to the row executor
    shelves     the rows that can show, by integers; their timelines, which are kept
    seating     who has a seat, worked out once for what is believed of an office
    judging     what the tests say of each fact
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from tempodb.execution.beliefs import fields
from tempodb.execution.judging import verdicts_of
from tempodb.execution.row_executor import RowExecutor, held_while
from tempodb.execution.seating import apply_seats, seats_of
from tempodb.execution.shelves import BeliefShelf
from tempodb.execution.straight import Straight, straight
from tempodb.execution.view import Verdict, View
from tempodb.planning.plan import AtSomeTime, Judge, Plan, Throughout
from tempodb.temporal.bounds import ALWAYS, NEVER
from tempodb.temporal.facts import Fact
from tempodb.temporal.periods import Window
from tempodb.temporal.timelines import coalesce_parties


class StraightExecutor:
    """Runs plans as the row executor does, and goes straight where it can."""

    def __init__(self) -> None:
        self._otherwise = RowExecutor()

    def run(self, plan: Judge, view: View) -> list[Verdict]:
        """Return the facts that answer *plan*, judged."""
        view.allowance.check()
        windows = [test.window for test in plan.tests if isinstance(test, AtSomeTime | Throughout)]
        way = straight(plan.inner) if len(windows) == len(plan.tests) else None
        found = None if way is None else _found(way, windows, view)
        return self._otherwise.run(plan, view) if found is None else verdicts_of(list(found), plan, view)

    def judged(self, plan: Judge, view: View) -> None:
        """Return that there are no columns."""

    def facts(self, plan: Plan, view: View) -> list[Fact]:
        """Return the facts that *plan* yields, before they are judged."""
        return self._otherwise.facts(plan, view)


def _found(way: Straight, windows: Sequence[Window], view: View) -> Iterable[Fact] | None:
    """Return the facts that lie that way, of those that can hold in all windows; None if there is no shelf."""
    conditions: list[list[Fact]] = []
    for condition in way.while_:
        held = _told(condition, None, view)
        if held is None:
            return None
        conditions.append(coalesce_parties(held))
        windows = [*windows, _around(conditions[-1])]
    found = _told(way, _common(windows), view)
    for held in conditions:
        found = None if found is None else held_while(list(found), held, view)
    return found


def _told(way: Straight, days: Window | None, view: View) -> Iterable[Fact] | None:
    shelf = view.beliefs.shelf(way.kind, way.side, way.of, view.allowance)
    if shelf is None:
        return None
    facts = _seated(shelf, way, view) if way.is_seated else _of_all(shelf, days, way, view)
    if way.key is not None:
        position, id_ = way.key
        facts = (fact for fact in facts if fact.key[position] == id_)
    if way.field is not None:
        field, words = way.field
        facts = (fact for fact in facts if fields(str(fact.value))[field] in words)
    return facts


def _of_all(shelf: BeliefShelf, days: Window | None, way: Straight, view: View) -> Iterable[Fact]:
    timelines = shelf.timelines(view.known_at, days, way.disputed, view.allowance)
    return chain.from_iterable(timelines)


def _seated(shelf: BeliefShelf, way: Straight, view: View) -> Sequence[Fact]:
    # Seats are a matter of the whole office, at all times.
    seats = seats_of([way.of.id], view)[way.of.id]
    return shelf.once(
        ("seated", way.disputed, seats),
        view.known_at,
        lambda: apply_seats(list(_of_all(shelf, None, way, view)), view),
    )


def _around(facts: Sequence[Fact]) -> Window:
    """Return the days outside of which none of some facts can hold."""
    if not facts:
        return Window(NEVER, ALWAYS)
    return Window(min(fact.extent.f1 for fact in facts), max(fact.extent.t2 for fact in facts))


def _common(windows: Sequence[Window]) -> Window | None:
    """Return a window that whatever can hold in all of some can hold in; None for all time.

    What reaches over the gap between two of them does so, too: it ends before it begins.
    """
    if not windows:
        return None
    return Window(max(window.start for window in windows), min(window.end for window in windows))
