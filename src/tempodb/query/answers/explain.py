"""How a query is answered: its canonical text, what it means, its plan, and the SQL of its leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tempodb.query import bound
from tempodb.query.answers import conflicts
from tempodb.query.answers.asked import Asked
from tempodb.query.answers.ordering import Shaped, ordered
from tempodb.query.answers.parties import judged
from tempodb.query.answers.timeline import tracks
from tempodb.query.node import Node
from tempodb.query.plan import Judged
from tempodb.query.planner import plan
from tempodb.query.rows import ExplainRow, Row


def rows(asked: Asked) -> list[Row]:
    """Return the text, the instants, each operator of the plan and each SQL text, a row each."""
    question = asked.query.question
    assert isinstance(question, bound.Explain)
    explained = question.explained
    said = [
        ("query", explained.text),
        ("valid", explained.valid or "all time"),
        ("known at", asked.view.at(explained.scope.known_at).answered_at() or "before anything was recorded"),
        *_parts(explained, asked),
    ]
    return ordered([Shaped(ExplainRow(*row), None, f"{i:06}") for i, row in enumerate(said)], asked)


def _parts(query: bound.Bound, asked: Asked) -> Iterator[tuple[str, str]]:
    operators: list[Node] = []
    for root in _plans(query, plan):
        for depth, operator in _walk(root, 0):
            yield "plan", "  " * depth + _described(operator)
            operators.append(operator)
    for sql in asked.view.beliefs.sql(operators):
        yield "sql", sql


def _plans(query: bound.Bound, make: Callable[[bound.Bound], Judged]) -> Iterator[Judged]:
    """Yield the plans of the facts that a question is answered from."""
    match query.question:
        case bound.Combined(_, left, right):
            yield from _plans(left, judged)
            yield from _plans(right, judged)
        case bound.Count(inner) | bound.History(inner):
            yield from _plans(inner, judged)
        case bound.Compare(before, after):
            yield from _plans(before, plan)
            yield from _plans(after, plan)
        case bound.Explain(inner):
            yield from _plans(inner, plan)
        case bound.ConflictsIn():
            yield from conflicts.plans(query).values()
        case bound.TimelineOf() as question:
            for _, about in tracks(question):
                yield plan(query.having(question=about))
        case bound.ChangesIn() | bound.VacanciesOf() as question:
            # Of these the whole of time is looked at, whatever window is asked for.
            for about in _made_of(question):
                yield plan(query.having(question=about, scope=query.scope.having(window=None, only=None)))
        case question if isinstance(question, OF_FACTS):
            yield make(query)


def _made_of(question: bound.ChangesIn | bound.VacanciesOf) -> list[bound.Question]:
    """Return the questions that one of several plans is made of."""
    if isinstance(question, bound.VacanciesOf):
        return [bound.TenuresOf(office) for office in question.offices]
    organization = question.organization
    members = bound.Memberships(organization, None, None)
    return [members, bound.TenuresIn(organization), bound.NamesOf(organization), bound.BodiesOf(organization)]


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


OF_FACTS = (
    *(bound.Memberships, bound.TenuresOf, bound.TenuresBy, bound.TenuresIn, bound.OfficesIn, bound.NamesOf),
    *(bound.BodiesOf, bound.EventsOf, bound.Show, bound.Describe, bound.Whether, bound.WhenHeld, bound.Why),
    bound.RevisionsOf,
)
