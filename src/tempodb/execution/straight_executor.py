"""Plan + view → judged facts: straight from a shelf where that goes, as questions about one thing do.

::

    straight    what to take from which shelf; any other plan goes to the row executor
    shelves     the rows that can show, by integers; their timelines, which are kept
    seating     who has a seat, worked out once for what is believed of an office
    pages       the facts that can show on some days, which are kept, and judged by integers
    judging     what the tests say of each fact, of which more is asked
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from tempodb.base.node import Node
from tempodb.execution.beliefs import fields
from tempodb.execution.evidence import held_while
from tempodb.execution.judging import verdicts_in
from tempodb.execution.pages import Page, facts_of, held_at_some_time, held_ever, held_together, near, page_of
from tempodb.execution.seating import apply_seats, seats_in
from tempodb.execution.shelves import BeliefShelf, block_of
from tempodb.execution.straight import Straight, straight
from tempodb.execution.view import Verdict, View
from tempodb.planning.plan import AtSomeTime, Judge, Plan, Throughout
from tempodb.temporal.bounds import ALWAYS, LAST_DAY, NEVER
from tempodb.temporal.facts import Fact
from tempodb.temporal.periods import Window
from tempodb.temporal.seat_plans import SeatPlan
from tempodb.temporal.timelines import coalesce_parties

if TYPE_CHECKING:
    from tempodb.execution.row_executor import RowExecutor

MOST_PLANS = 1_000
"""Of how many plans the way is kept before all are forgotten."""


class _Course(Node):
    """What of a plan is the same whenever it is run: its way, the days of its tests, and whether one alone is asked about."""

    plan: Judge
    way: Straight | None
    windows: Sequence[Window]
    days: Window | None
    block: Window | None
    is_plain: bool


class StraightExecutor:
    """Runs plans as the row executor does, and goes straight where it can; which way, it finds once for a plan."""

    def __init__(self) -> None:
        self._courses: dict[int, _Course] = {}

    def goes_straight(self, plan: Plan) -> bool:
        """Return whether a plan was run before, and went straight."""
        known = self._courses.get(id(plan))
        return known is not None and known.way is not None

    def run(self, plan: Judge, view: View) -> list[Verdict]:
        """Return the facts that answer *plan*, judged."""
        view.allowance.check()
        course = self._courses.get(id(plan)) or self._course(plan)
        found = None if course.way is None else _judged(course, course.way, view)
        return _row_executor().run(plan, view) if found is None else found

    def _course(self, plan: Judge) -> _Course:
        windows = [test.window for test in plan.tests if isinstance(test, AtSomeTime | Throughout)]
        way = straight(plan.inner) if len(windows) == len(plan.tests) else None
        is_plain = len(windows) < 2 and not any(isinstance(test, Throughout) for test in plan.tests)
        if len(self._courses) >= MOST_PLANS:
            self._courses.clear()
        # What is kept is alive, so that no other plan has its identity.
        days = _common(windows)
        course = self._courses[id(plan)] = _Course(plan, way, windows, days, block_of(days), is_plain)
        return course

    def judged(self, plan: Judge, view: View) -> None:
        """Return that there are no columns."""

    def facts(self, plan: Plan, view: View) -> list[Fact]:
        """Return the facts that *plan* yields, before they are judged."""
        return _row_executor().facts(plan, view)


def _row_executor() -> RowExecutor:
    # What lies straight ahead is most of what is asked for, and a cold question waits for every import.
    from tempodb.execution.row_executor import RowExecutor

    return RowExecutor()


class _Held:
    """What a condition comes to, over which it is met; one for all questions at which the same is believed."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self.facts = facts
        self.days = _around(facts)


def _judged(course: _Course, way: Straight, view: View) -> list[Verdict] | None:
    """Return the facts that lie that way, judged; None if there is no shelf."""
    plan, days, block = course.plan, course.days, course.block
    conditions: list[_Held] = []
    for condition in way.while_:
        held = _held(condition, view)
        if held is None:
            return None
        conditions.append(held)
    if conditions:
        days = _common([*course.windows, *(held.days for held in conditions)])
        block = block_of(days)
    page = _page(way, block, conditions, view)
    if page is None:
        return None
    if not course.is_plain:
        return verdicts_in(near(page, days), plan, view)
    if conditions:
        verdicts = held_together(page, course.days)
    else:
        verdicts = held_at_some_time(page, days) if days else held_ever(page)
    if plan.only is not None:
        verdicts = [verdict for verdict in verdicts if verdict.certainty is plan.only]
    return verdicts


def _held(way: Straight, view: View) -> _Held | None:
    """Return what a condition comes to; None if there is no shelf."""
    shelf = _shelf(way, view)
    if shelf is None:
        return None

    def held() -> _Held:
        page = _page(way, None, (), view)
        return _Held(coalesce_parties(facts_of(page or ())))

    return shelf.once((way, _seats(way, shelf, None, view)), view.known_at, held)


def _page(way: Straight, block: Window | None, conditions: Sequence[_Held], view: View) -> Page | None:
    """Return what lies that way while others hold and can do so on some days of a block, and maybe what cannot.

    None if there is no shelf.
    """
    shelf = _shelf(way, view)
    if shelf is None:
        return None
    seats = _seats(way, shelf, block, view)

    def told() -> Page:
        found = _told(shelf, way.disputed, seats, block, view)
        if way.field is not None:
            field, words = way.field
            found = [each for each in found if fields(str(each[-1].fact.value))[field] in words]
        for held in conditions:
            found = page_of(held_while(facts_of(near(found, held.days)), held.facts, view))
        return found

    page = shelf.once((way.disputed, way.field, seats, block, *conditions), view.known_at, told)
    if way.key is not None:
        position, id_ = way.key
        page = [each for each in page if each[-1].fact.key[position] == id_]
    return page


def _shelf(way: Straight, view: View) -> BeliefShelf | None:
    return view.beliefs.shelf(way.kind, way.side, way.of, view.allowance)


def _seats(way: Straight, shelf: BeliefShelf, block: Window | None, view: View) -> SeatPlan | None:
    """Return how many seats there are, None where it does not matter.

    Seats narrow what is vague, so that they are a matter of the whole office, at all times; they leave
    alone what is exact, and so are not looked up where nothing else can hold on some days of the block.
    """
    if not way.is_seated:
        return None

    def is_exact() -> bool:
        found = _told(shelf, way.disputed, None, block, view)
        return all(f1 == f2 < LAST_DAY and t1 == t2 for f1, f2, t1, t2, _, _ in found)

    is_settled = shelf.once(("exact", way.disputed, block), view.known_at, is_exact)
    return None if is_settled else seats_in(way.of.id, view)


def _told(
    shelf: BeliefShelf, disputed: bool, seats: SeatPlan | None, block: Window | None, view: View
) -> Page:
    if seats is None:
        timelines = shelf.timelines(view.known_at, block, disputed, view.allowance)
        return near(list(chain.from_iterable(timelines)), block)

    def seated() -> Page:
        return page_of(apply_seats(facts_of(_told(shelf, disputed, None, None, view)), view))

    return near(shelf.once(("seated", disputed, seats), view.known_at, seated), block)


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
