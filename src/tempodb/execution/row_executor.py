"""Plan + view → judged facts: each operator as a plain function over lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias, assert_never

from tempodb.execution.beliefs import View, fields
from tempodb.execution.evidence import belonging, by_key, lasting, supported
from tempodb.execution.evidence import reached as reaching
from tempodb.model.kinds import MANY, SEATLESS, Entity, EntityType, Kind
from tempodb.planning import plan as op
from tempodb.temporal.bounds import shifted
from tempodb.temporal.durations import lasted
from tempodb.temporal.facts import Fact, Quantifier, Standing, distinct, intersection, judge
from tempodb.temporal.moments import falls
from tempodb.temporal.periods import Certainty
from tempodb.temporal.seats import seat
from tempodb.temporal.timelines import coalesce, coalesce_parties, narrow
from tempodb.temporal.wholes import containing
from tempodb.tql.ast import Extension

STEPS_OF_A_CLAIM = 20
"""About how many steps it takes to put one claim of a key beside the others."""


class Verdict(NamedTuple):
    """A fact, and how surely it answers the question."""

    fact: Fact
    certainty: Certainty


def run(plan: op.Judge, view: View) -> list[Verdict]:
    """Return the facts that answer *plan*, judged."""
    return judged(plan, facts(plan.inner, view), view)


def judged(plan: op.Judge, found: Iterable[Fact], view: View) -> list[Verdict]:
    """Return those of the facts *found* that pass the tests of *plan*, judged."""
    tests = [_test(test, view) for test in plan.tests]
    verdicts = ((fact, weakest(_verdicts(fact, tests))) for fact in view.each(found))
    return [
        Verdict(fact, certainty)
        for fact, certainty in verdicts
        if certainty is not None and plan.only in (None, certainty)
    ]


def weakest(verdicts: Iterable[Certainty | None]) -> Certainty | None:
    """Return what all of some verdicts together say: none where one is none, else possible where one is.

    >>> weakest([Certainty.CERTAIN, Certainty.POSSIBLE])
    <Certainty.POSSIBLE: 'possible'>
    """
    result: Certainty | None = Certainty.CERTAIN
    for verdict in verdicts:
        if verdict is None:
            return None
        if verdict is Certainty.POSSIBLE:
            result = verdict
    return result


Testing: TypeAlias = Callable[[Fact], Certainty | None]


def _verdicts(fact: Fact, tests: Sequence[Testing]) -> Iterator[Certainty | None]:
    if fact.intersected or not tests:
        yield judge(fact, None, Quantifier.SOME)
    for test in tests:
        yield test(fact)


def _test(test: op.Test, view: View) -> Testing:
    match test:
        case op.AtSomeTime(window):
            return lambda fact: judge(fact, window, Quantifier.SOME)
        case op.Throughout(window):
            return lambda fact: judge(fact, window, Quantifier.EVERY)
        case op.Bounded(end, relation, window):
            return lambda fact: falls(*_candidates(fact, end), relation, window)
        case op.RunBounded(plan, end, relation, window):
            run_of = containing(facts(plan, view))
            return lambda fact: falls(*_candidates(run_of(fact), end), relation, window)
        case op.Lasted(wholes, comparison, duration, today):
            whole_of = containing([] if wholes is None else facts(wholes, view))
            return lambda fact: lasted(whole_of(fact).extent, comparison, duration, today)
        case _:
            assert_never(test)


def _candidates(fact: Fact, end: op.Endpoint) -> tuple[int, int]:
    f1, f2, t1, t2 = fact.extent
    return (f1, f2) if end is op.Endpoint.FROM else (t1, t2)


def facts(plan: op.Plan, view: View) -> list[Fact]:
    """Return the facts that *plan* yields, before they are judged."""
    view.allowance.check()
    match plan:
        case op.Scan(kind, side, of):
            return view.scan(kind, side, _entities(of, view))
        case op.ScanAll(kind):
            return view.scan_all(kind)
        case op.FilterEvidence(inner, published_by, according_to, disputed):
            return supported(facts(inner, view), published_by, according_to, disputed, view)
        case op.SemiJoin(inner, by):
            told = {fact.key[0] for fact in facts(by, view)}
            return [fact for fact in view.each(facts(inner, view)) if fact.key[0] in told]
        case op.Narrow(inner):
            return [fact for timeline in _timelines(inner, view) for fact in narrow(coalesce(timeline))]
        case op.FillLifetime(inner, published_by, according_to):
            return lasting(facts(inner, view), published_by, according_to, view)
        case op.FilterField(inner, field, words):
            return [fact for fact in view.each(facts(inner, view)) if fields(str(fact.value))[field] in words]
        case op.FilterKey(inner, position, id_):
            return [fact for fact in view.each(facts(inner, view)) if fact.key[position] == id_]
        case op.Coalesce(inner):
            return [fact for timeline in _timelines(inner, view) for fact in coalesce(timeline)]
        case op.CoalesceParties(inner):
            return [fact for timeline in _timelines(inner, view) for fact in coalesce_parties(timeline)]
        case op.ApplySeats(inner):
            return _seated(facts(inner, view), view)
        case op.ClipToBody(inner, organization):
            return belonging(facts(inner, view), organization, view)
        case op.MergePredecessors(inner, organization):
            predecessors = reaching(organization, Kind.SUCCEEDS, op.Side.PARTY, 1, view)
            return [
                fact._replace(key=(fact.key[0], organization)) if fact.key[1] in predecessors else fact
                for fact in view.each(facts(inner, view))
            ]
        case op.While(inner, condition):
            return _while(facts(inner, view), facts(condition, view), view)
        case op.DropSingleDays(inner):
            return [
                fact
                for fact in view.each(facts(inner, view))
                if fact.period.to != shifted(fact.period.from_, 1)
            ]
        case op.Judge():
            return [verdict.fact for verdict in run(plan, view)]
        case _:
            assert_never(plan)


def _timelines(plan: op.Plan, view: View) -> Iterator[list[Fact]]:
    """Yield the facts of each key, if there is time for what is to be done with them."""
    for timeline in view.each(by_key(facts(plan, view))):
        view.allowance.begin(len(timeline) * STEPS_OF_A_CLAIM)
        yield timeline


def _while(found: Sequence[Fact], conditions: Sequence[Fact], view: View) -> list[Fact]:
    """Return each fact for as long as each condition held, if it could on any day."""
    view.allowance.refuse_steps(len(found) * len(conditions))
    both = (intersection(fact, other) for fact in found for other in view.each(conditions))
    # Those that are equal are one, or each step of a chain would have as many times more as it has conditions.
    return distinct(fact for fact in view.each(both) if fact.extent.f1 < fact.extent.t2)


def _entities(of: op.Ids | op.ProjectedIds | op.Closure, view: View) -> list[Entity]:
    match of:
        case op.Ids(type_, ids):
            return [Entity(type_, id_) for id_ in ids]
        case op.ProjectedIds(type_, within, position):
            found = dict.fromkeys(str(fact.key[position]) for fact in facts(within, view))
            return [Entity(type_, id_) for id_ in found]
        case op.Closure(organization, extensions):
            reached = {organization}
            if Extension.PREDECESSORS in extensions:
                reached |= reaching(organization, Kind.SUCCEEDS, op.Side.PARTY, 1, view)
            if Extension.BODIES in extensions:
                reached |= reaching(organization, Kind.PART_OF, op.Side.SCOPE, 0, view)
            return [Entity(EntityType.PARTY, id_) for id_ in sorted(reached)]


def _seated(found: Sequence[Fact], view: View) -> list[Fact]:
    offices: dict[object, list[Fact]] = defaultdict(list)
    others: list[Fact] = []
    for fact in found:
        (offices[fact.key[1]] if takes_seat(fact) else others).append(fact)
    seats = seats_of([str(office) for office in offices], view)
    seated: list[Fact] = []
    for office, holders in view.each(offices.items()):
        view.allowance.begin(len(holders) * STEPS_OF_A_CLAIM)
        number = seats[str(office)]
        seated += holders if number == MANY else seat(holders, int(number))
    return seated + others


def takes_seat(tenure: Fact) -> bool:
    """Return whether a tenure takes one of its office's seats."""
    return tenure.standing is Standing.ACCEPTED and not is_seatless(tenure)


def is_seatless(tenure: Fact) -> bool:
    """Return whether a tenure is of a capacity that is not that of a holder in office."""
    return fields(str(tenure.value))["capacity"] in SEATLESS


def seats_of(offices: Iterable[str], view: View) -> dict[str, int | str]:
    """Return how many seats each office has, as believed at an instant; 1 where nothing is said."""
    seats: dict[str, int | str] = dict.fromkeys(offices, 1)
    entities = [Entity(EntityType.OFFICE, office) for office in seats]
    for definition in view.scan(Kind.OFFICE, op.Side.SCOPE, entities):
        seats[str(definition.key[0])] = fields(str(definition.value)).get("seats", 1)
    return seats
