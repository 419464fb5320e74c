"""When an answer changed, and how: the stretches of time on each day of which it is the same."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import TypeAlias

from tempodb.answers.context import AnswerContext
from tempodb.answers.days import day_or_none
from tempodb.answers.ordering import Shaped, ordered
from tempodb.answers.parties import combined, judged, names_of, who_of
from tempodb.base.errors import QueryError
from tempodb.execution.view import View
from tempodb.questions import resolved
from tempodb.questions.rows import HistoryRow, Row
from tempodb.temporal.facts import EVERY_DAY, Quantifier
from tempodb.temporal.periods import Certainty, Window
from tempodb.temporal.steps import Holder, Step, steps
from tempodb.tql.ast import SetKind

NAMES_OF_A_ROW = 20
"""How many ids take the room of a row."""
Answer = dict[Hashable, Certainty]
HoldersOf: TypeAlias = Callable[[resolved.Query], list[Holder]]
"""Tells who held in what a query is about, and by which facts."""


def rows(asked: AnswerContext) -> list[Row]:
    """Return a row for each stretch of time with the same answer, those before and after all of them left out.

    MEANING.md, M33.
    """
    return history_rows(asked, lambda query: who_held(query, asked.view))


def history_rows(asked: AnswerContext, held: HoldersOf) -> list[Row]:
    """Return a row for each stretch of time with the same answer, as *held* tells who held in what is asked about."""
    question = asked.query.question
    assert isinstance(question, resolved.History)
    stretches = list(_stretches(question.asked, asked.view, held))
    while stretches and not _answers(stretches[0]):
        stretches.pop(0)
    while stretches and not _answers(stretches[-1]):
        stretches.pop()
    everyone = {str(id_) for step in stretches for id_ in _answer(step)}
    named = names_of(everyone, question.asked.question, asked.display)
    shaped = []
    before: Answer = {}
    for step in asked.view.each(stretches):
        now = _answer(step)
        from_, to = map(day_or_none, step.days)
        sure, unsure = (tuple(sorted(map(str, ids))) for ids in (step.certain, step.possible))
        changed = _changed(before, now)
        change = " ".join(f"{sign}{id_}" for id_, sign in sorted(changed.items()))
        in_words = ", ".join(
            f"{sign}{name}" for name, sign in sorted((named[id_], sign) for id_, sign in changed.items())
        )
        row = HistoryRow(from_, to, sure, unsure, change, in_words)
        shaped.append(Shaped(row, None, f"{step.days.start:08}"))
        before = now
    return ordered(shaped, asked)


def _answers(step: Step) -> bool:
    return bool(step.certain or step.possible)


def _stretches(query: resolved.Query, view: View, held: HoldersOf) -> list[Step]:
    days = query.scope.window or EVERY_DAY
    if isinstance(query.question, resolved.Combined):
        combined = query.question
        left, right = (_stretches(side, view, held) for side in (combined.left, combined.right))
        return list(view.each(_combined(combined.kind, left, right)))
    scope = query.scope
    is_part = scope.that or scope.rank or _beside(query.question) is not None
    if is_part or scope.only is not None or scope.quantifier is Quantifier.EVERY:
        raise QueryError.of(
            "out-of-place",
            "a history is that of a whole answer",
            "leave `first`, `that …`, `before`, `after`, `throughout`, `certainly` or `possibly` out",
        )
    found = held(query)
    # Each stretch has all of those that hold in it.
    edges = sorted({day for _, fact in found for day in fact.extent})
    named = sum(bisect_left(edges, fact.extent.t2) - bisect_left(edges, fact.extent.f1) for _, fact in found)
    view.allowance.refuse_rows(named // NAMES_OF_A_ROW)
    return list(view.each(steps(found, days)))


def who_held(query: resolved.Query, view: View) -> list[Holder]:
    """Return who held in what a query is about, at whatever time, and by which facts.

    Raises:
        QueryError: finding them takes too long.

    """
    who = who_of(query.question)
    return [Holder(who(fact), fact) for fact in view.at(query.scope.known_at).facts(judged(query).inner)]


def _beside(question: resolved.Question) -> resolved.Neighbour | None:
    return question.beside if isinstance(question, resolved.TenuresOf | resolved.Memberships) else None


def _combined(kind: SetKind, left: list[Step], right: list[Step]) -> Iterator[Step]:
    """Return the stretches of a set operation from those of its sides."""
    edges = sorted({day for step in (*left, *right) for day in step.days})
    stretches = (
        (Window(*days), combined(kind, _on(days[0], left), _on(days[0], right))) for days in pairwise(edges)
    )
    for answer, same in groupby(stretches, key=lambda stretch: stretch[1]):
        days = [stretch[0] for stretch in same]
        certain = frozenset(who for who, certainty in answer.items() if certainty is Certainty.CERTAIN)
        yield Step(Window(days[0].start, days[-1].end), certain, frozenset(answer) - certain)


def _on(day: int, stretches: Sequence[Step]) -> Answer:
    """Return the answer on a day, as one of *stretches* has it, which follow each other in time."""
    place = bisect_right(stretches, day, key=lambda step: step.days.start) - 1
    return _answer(stretches[place]) if place >= 0 and day < stretches[place].days.end else {}


def _answer(step: Step) -> Answer:
    return dict.fromkeys(step.certain, Certainty.CERTAIN) | dict.fromkeys(step.possible, Certainty.POSSIBLE)


def _changed(before: Answer, now: Answer) -> dict[str, str]:
    """Return what is new: `+` for who is added, `-` for who is gone, `?` for who is only possible."""
    signs = {None: "-", Certainty.POSSIBLE: "?", Certainty.CERTAIN: "+"}
    return {str(id_): signs[now.get(id_)] for id_ in before | now if before.get(id_) is not now.get(id_)}
