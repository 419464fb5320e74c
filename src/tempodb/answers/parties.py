"""How surely each party answers a question; and the parties of two answers put together."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import assert_never

from tempodb.answers.context import AnswerContext
from tempodb.answers.display import Display
from tempodb.answers.ordering import Shaped, ordered
from tempodb.execution.beliefs import fields
from tempodb.execution.view import View
from tempodb.model.kinds import Entity, EntityType
from tempodb.planning.plan import Judge
from tempodb.planning.planner import plan, whole
from tempodb.questions import resolved
from tempodb.questions.catalogue import meaning_of
from tempodb.questions.rows import PartyRow, Row
from tempodb.temporal.facts import Fact
from tempodb.temporal.periods import Certainty
from tempodb.tql.ast import SetKind

Who = Callable[[Fact], Hashable]


def rows(asked: AnswerContext) -> list[Row]:
    """Return the parties of a set operation."""
    query, display = asked.query, asked.display
    found = parties(query, asked.view)
    display.learn(Entity(EntityType.PARTY, str(id_)) for id_ in found)
    shaped = [
        Shaped(PartyRow(str(id_), display.party(str(id_)), certainty.value), None, display.party(str(id_)))
        for id_, certainty in asked.view.each(found.items())
        if query.scope.only in (None, certainty)
    ]
    return ordered(shaped, asked)


def parties(query: resolved.Query, view: View) -> dict[Hashable, Certainty]:
    """Return how surely each party, or whatever else is asked for, answers *query*."""
    if isinstance(query.question, resolved.Combined):
        left, right = parties(query.question.left, view), parties(query.question.right, view)
        return combined(query.question.kind, left, right)
    who = who_of(query.question)
    found: dict[Hashable, Certainty] = {}
    for fact, certainty in view.each(view.at(query.scope.known_at).run(judged(query))):
        if found.get(who(fact)) is not Certainty.CERTAIN:
            found[who(fact)] = certainty
    return found


def judged(query: resolved.Query) -> Judge:
    """Return the operators that judge whoever *query* is about."""
    # Names and events of one key do not make one answer together.
    is_apart = meaning_of(query.question).counted in ("names", "events")
    return plan(query) if is_apart else whole(query)


def combined(
    kind: SetKind, left: dict[Hashable, Certainty], right: dict[Hashable, Certainty]
) -> dict[Hashable, Certainty]:
    """Return the parties of two answers put together, in Kleene's logic (MEANING.md, M31).

    >>> from tempodb.temporal.periods import Certainty as C
    >>> combined(SetKind.EXCEPT, {"a": C.CERTAIN, "b": C.CERTAIN}, {"a": C.POSSIBLE, "b": C.CERTAIN})
    {'a': <Certainty.POSSIBLE: 'possible'>}
    """
    result: dict[Hashable, Certainty] = {}
    for id_ in left | right:
        a, b = left.get(id_), right.get(id_)
        match kind:
            case SetKind.UNION:
                certain, possible = Certainty.CERTAIN in (a, b), True
            case SetKind.INTERSECT:
                certain, possible = a is b is Certainty.CERTAIN, a is not None and b is not None
            case SetKind.EXCEPT:
                certain = a is Certainty.CERTAIN and b is None
                possible = a is not None and b is not Certainty.CERTAIN
            case _:
                assert_never(kind)
        if possible:
            result[id_] = Certainty.CERTAIN if certain else Certainty.POSSIBLE
    return result


def who_of(question: resolved.Question) -> Who:
    """Return what a question is about in each of its facts: who is counted, compared or put together."""
    counted = meaning_of(question).counted
    if isinstance(question, resolved.Memberships) and question.organization is None and question.party:
        return lambda fact: fact.key[1]
    match counted:
        case "offices":
            return lambda fact: fact.key[1]
        case "names":
            return lambda fact: fact.value
        case "parties" | "events" | "conditions" | "things" | None:
            return lambda fact: fact.key[0]
        case _:
            assert_never(counted)


def names_of(ids: Iterable[str], question: resolved.Question, display: Display) -> dict[str, str]:
    """Return how those are called whom a question is about; events are called by their ids."""
    counted = meaning_of(question).counted
    match counted:
        case "names":
            return {id_: str(fields(id_)["name"]) for id_ in ids}
        case "events":
            return {id_: id_ for id_ in ids}
        case "offices":
            offices = tuple(ids)
            display.learn(Entity(EntityType.OFFICE, id_) for id_ in offices)
            return {id_: display.title(id_) for id_ in offices}
        case "parties" | "conditions" | "things" | None:
            parties = tuple(ids)
            display.learn(Entity(EntityType.PARTY, id_) for id_ in parties)
            return {id_: display.party(id_) for id_ in parties}
        case _:
            assert_never(counted)
