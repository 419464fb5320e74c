"""Facts → verdicts: what the tests of a plan say of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeAlias, assert_never

from tempodb.execution.pages import Page
from tempodb.execution.view import Verdict, View
from tempodb.planning import plan as op
from tempodb.temporal.day_relations import judge_day
from tempodb.temporal.durations import lasted
from tempodb.temporal.facts import Fact, Quantifier, judge
from tempodb.temporal.periods import Certainty
from tempodb.temporal.returns import after_another
from tempodb.temporal.wholes import containing

if TYPE_CHECKING:
    from tempodb.execution.ranking import Ranked


def verdicts_of(facts: Iterable[Fact], plan: op.Judge, view: View) -> list[Verdict]:
    """Return those of some facts that answer *plan*, judged."""
    judged, only = _judging(plan, view), plan.only
    found = []
    for fact in view.each(facts):
        certainty = judged(fact)
        if certainty is not None and only in (None, certainty):
            found.append(Verdict(fact, certainty))
    return found


def verdicts_in(page: Page, plan: op.Judge, view: View) -> list[Verdict]:
    """Return those of a page that answer *plan*."""
    judged, only = _judging(plan, view), plan.only
    found = []
    for _, _, _, _, certain, possible in view.each(page):
        certainty = judged(certain.fact)
        if certainty is not None and only in (None, certainty):
            found.append(certain if certainty is Certainty.CERTAIN else possible)
    return found


def _judging(plan: op.Judge, view: View) -> Testing:
    """Return what judges by all tests of a plan."""
    tests = [_test(test, view) for test in plan.tests] or [_EVER]
    if tests == [_EVER]:
        return _EVER
    one = tests[0] if len(tests) == 1 else None
    # What is intersected has to hold at some time, whatever else is asked of it.
    return lambda fact: one(fact) if one and not fact.intersected else weakest(_verdicts(fact, tests))


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


_EVER: Testing = partial(judge, window=None, quantifier=Quantifier.SOME)
"""Where nothing is asked of a fact, it has to hold at some time."""


def _verdicts(fact: Fact, tests: Sequence[Testing]) -> Iterator[Certainty | None]:
    if fact.intersected:
        yield judge(fact, None, Quantifier.SOME)
    for test in tests:
        yield test(fact)


def _test(test: op.Test, view: View) -> Testing:
    match test:
        case op.AtSomeTime(window):
            return partial(judge, window=window, quantifier=Quantifier.SOME)
        case op.Throughout(window):
            return partial(judge, window=window, quantifier=Quantifier.EVERY)
        case op.Bounded(end, relation, window):
            return lambda fact: judge_day(*_candidates(fact, end), relation, window)
        case op.RunBounded(plan, end, relation, window):
            run_of = containing(view.facts(plan))
            return lambda fact: judge_day(*_candidates(run_of(fact), end), relation, window)
        case op.Returned(plan, relation, window):
            runs = view.facts(plan)
            returned, run_of = after_another(runs), containing(runs)
            return lambda fact: weakest(
                (
                    returned(run := run_of(fact)),
                    judge_day(*_candidates(run, op.Endpoint.FROM), relation, window),
                )
            )
        case op.Foremost():
            return ranked_by(test, view).foremost(test.rank.number, test.contenders)
        case op.LyingBeside():
            # What knows of seats, too, is for few questions.
            from tempodb.execution.succession import lying_beside

            return lying_beside(test, view)
        case op.Lasted(wholes, comparison, duration, today):
            whole_of = containing([] if wholes is None else view.facts(wholes))
            return lambda fact: lasted(whole_of(fact).extent, comparison, duration, today)
        case _:
            assert_never(test)


def ranked_by(test: op.Foremost, view: View) -> Ranked:
    """Return by what stands all that is ranked."""
    # Few questions rank, and fewer ask for ages.
    from tempodb.execution.ranking import ranked

    judged, terms = view.run(test.among), view.facts(test.terms)
    if test.ages is None:
        return ranked(judged, containing(terms), test.rank, test.today)
    from tempodb.execution.births import lived_by

    lived = lived_by(terms, test.ages, view)
    return ranked(judged, containing(terms), test.rank, test.today, lived)


def _candidates(fact: Fact, end: op.Endpoint) -> tuple[int, int]:
    f1, f2, t1, t2 = fact.extent
    return (f1, f2) if end is op.Endpoint.FROM else (t1, t2)
