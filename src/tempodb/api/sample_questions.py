"""Questions about what a database has most of, and how long it takes to answer each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tempodb.api.engine import Engine
from tempodb.base import clock
from tempodb.base.errors import QueryError
from tempodb.model.kinds import Kind
from tempodb.store.engines.port import Snapshot
from tempodb.temporal.instants import FOREVER
from tempodb.tql.parsing.parser import parse_one
from tempodb.tql.printing.written_names import bare

TIMES = 3
"""How often each is asked."""
_MOST = f"""SELECT e.slug FROM belief b JOIN entity e ON e.id = b.{{}}
WHERE b.kind = ? AND b.recorded_to = {FOREVER} GROUP BY e.slug ORDER BY count(*) DESC, e.slug LIMIT 1"""
_ABOUT = {
    "members of {}": (Kind.MEMBERSHIP, "scope"),
    "organizations of {}": (Kind.MEMBERSHIP, "party"),
    "holders of {}": (Kind.TENURE, "scope"),
    "members of every organization": (Kind.MEMBERSHIP, "scope"),
}


class SampleAnswer(NamedTuple):
    """A question, and the microseconds that its answer took when it was quickest.

    >>> SampleAnswer("members of csto", 1200)._asdict()
    {'question': 'members of csto', 'microseconds': 1200}
    """

    question: str
    microseconds: int


def sample_questions(snapshot: Snapshot) -> list[str]:
    """Return questions about what has most memberships, and most tenures; none about what a database has not."""
    return list(_questions(snapshot))


def _questions(snapshot: Snapshot) -> Iterator[str]:
    for question, (kind, column) in _ABOUT.items():
        for (id_,) in snapshot.execute(_MOST.format(column), (int(kind),)).fetchall():
            yield question.format(bare(id_))


def sample_answers(engine: Engine, questions: list[str]) -> tuple[SampleAnswer, ...]:
    """Return how long some questions take, each asked as the first one; those that are refused are left out."""
    return tuple(_answers(engine, questions))


def _answers(engine: Engine, questions: list[str]) -> Iterator[SampleAnswer]:
    for question in questions:
        query, taken = parse_one(question), []
        for _ in range(TIMES):
            # What is known from a question before would answer the next one.
            engine.as_a_whole()
            begun = clock.timer()
            try:
                list(engine.answer(query, question))
            except QueryError:
                break
            taken.append(clock.timer() - begun)
        else:
            yield SampleAnswer(question, round(1_000_000 * min(taken)))
