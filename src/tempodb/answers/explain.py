"""How a query is answered: its canonical text, what it means, its plan, and the SQL of its leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import assert_never

from tempodb.answers.context import AnswerContext
from tempodb.answers.grouped import plan_of_groups
from tempodb.answers.modules import plans_of
from tempodb.answers.narrowing import is_kept_over_columns
from tempodb.answers.ordering import Shaped, ordered
from tempodb.answers.parties import judged
from tempodb.base.node import Node
from tempodb.execution.view import View
from tempodb.planning.plan import Judge
from tempodb.planning.planner import overlaps, plan
from tempodb.questions import resolved
from tempodb.questions.rows import ExplainRow, Row
from tempodb.tql.ast import Grouping, Once
from tempodb.tql.printing.questions import words_of_filter


def rows(asked: AnswerContext) -> list[Row]:
    """Return the text, the instants, each operator of the plan and each SQL text, a row each."""
    question = asked.query.question
    assert isinstance(question, resolved.Explain)
    explained = question.explained
    said = [
        ("query", explained.text),
        ("valid", explained.valid or "all time"),
        ("known at", asked.view.at(explained.scope.known_at).answered_at() or "before anything was recorded"),
        *_parts(explained, asked),
    ]
    return ordered([Shaped(ExplainRow(*row), None, f"{i:06}") for i, row in enumerate(said)], asked)


def _parts(query: resolved.Query, asked: AnswerContext) -> Iterator[tuple[str, str]]:
    operators: list[Node] = []
    for root in _plans(query, plan):
        for depth, operator in _walk(root, 0):
            yield "plan", "  " * depth + _described(operator)
            operators.append(operator)
    yield from _kept(query, asked.view)
    for text in asked.view.beliefs.described(operators):
        yield "sql", text


def _kept(query: resolved.Query, view: View) -> Iterator[tuple[str, str]]:
    """Yield what the filters of a question, and of those within it, keep of their rows."""
    if query.where is not None:
        yield "filter", words_of_filter(query.where)
    for name in query.question.__match_args__:
        part = getattr(query.question, name)
        if isinstance(part, resolved.Query):
            yield from _kept(part, view)
            if is_kept_over_columns(part, view):
                yield "filter", "it is tried over columns, before anything is a row"


def _plans(query: resolved.Query, make: Callable[[resolved.Query], Judge]) -> Iterator[Judge]:
    """Yield the plans of the facts that a question is answered from; *make* makes that of one plan."""
    question = query.question
    if isinstance(question, resolved.Planned):
        yield make(query)
        return
    if not isinstance(question, resolved.Composed):
        yield from plans_of(query)
        return
    match question:
        case (
            resolved.Count(inner, group=Grouping() as group)
            | resolved.Count(inner, distinct=Once(Grouping() as group))
            | resolved.Share(inner, group=Grouping() as group)
        ):
            yield plan_of_groups(inner, group)
        case resolved.Combined(_, left, right) | resolved.Share(left, right):
            yield from _plans(left, judged)
            yield from _plans(right, judged)
        case resolved.Count(inner) | resolved.Sum(inner) | resolved.History(inner):
            yield from _plans(inner, judged)
        case resolved.Durations(inner) | resolved.Ages(inner):
            yield plan(inner)
        case resolved.Overlaps(inner):
            yield overlaps(inner)
        case resolved.Compare(before, after):
            yield from _plans(before, plan)
            yield from _plans(after, plan)
        case resolved.Explain(inner):
            yield from _plans(inner, plan)
        case _:
            assert_never(question)


def _walk(operator: Node, depth: int) -> Iterator[tuple[int, Node]]:
    yield depth, operator
    for name in operator.__match_args__:
        part = getattr(operator, name)
        for inner in part if isinstance(part, tuple) else (part,):
            if isinstance(inner, Node):
                yield from _walk(inner, depth + 1)


def _described(operator: Node) -> str:
    """Return an operator with what is no operator itself."""
    parts = []
    for name in operator.__match_args__:
        part = getattr(operator, name)
        is_tree = isinstance(part, Node) or (
            isinstance(part, tuple) and any(isinstance(p, Node) for p in part)
        )
        if not is_tree and part not in (None, (), False):
            parts.append(f"{name}={_value(part)}")
    return f"{type(operator).__name__}({', '.join(parts)})"


def _value(part: object) -> str:
    if isinstance(part, frozenset):
        return "{" + ", ".join(sorted(map(str, part))) + "}"
    return str(getattr(part, "name", part)).lower() if hasattr(part, "name") else str(part)
