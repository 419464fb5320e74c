"""When two parties were in one place: both members of an organization, or holders of offices of it, or of one office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tempodb.answers.context import AnswerContext
from tempodb.answers.ordering import Shaped, ordered
from tempodb.execution.beliefs import sources_of
from tempodb.execution.homes import organization_of
from tempodb.execution.view import Verdict
from tempodb.model.kinds import EntityType, Kind
from tempodb.planning.fact_plans import facts as planned
from tempodb.planning.fact_plans import tenures
from tempodb.planning.plan import FilterKey, Ids, Judge, Scan, Side
from tempodb.planning.planner import both_of
from tempodb.questions import resolved
from tempodb.questions.rows import OverlapRow, Row


class Shared(NamedTuple):
    """What finds when two were in a place together, and the organization that it is or belongs to, if it is known."""

    judge: Judge
    organization: str | None


def rows(asked: AnswerContext) -> list[Row]:
    """Return a row for each time that two parties had in one place (MEANING.md, M66)."""
    found = [
        (verdict, shared.organization or asked.display.home(verdict.fact))
        for shared in _shared(asked)
        for verdict in asked.view.run(shared.judge)
    ]
    asked.display.parties({*_parties(asked.query), *(place for _, place in found)})
    return ordered([_shaped(verdict, place, asked) for verdict, place in asked.view.each(found)], asked)


def plans(query: resolved.Query) -> Iterator[Judge]:
    """Yield the operators that find when two were in a place; where none is named, all that they were in."""
    question, scope = _question(query), query.scope
    if question.office is not None:
        yield _in_office(query, question.office)
        return
    if question.organization is not None:
        yield _as_members(query, question.organization)
    for party in _parties(query):
        if question.organization is None:
            yield Judge(planned(resolved.Memberships(None, party, question.statuses), scope), (), None)
        yield Judge(planned(resolved.TenuresBy(party), scope), (), None)


def _question(query: resolved.Query) -> resolved.Overlap:
    assert isinstance(query.question, resolved.Overlap)
    return query.question


def _shared(asked: AnswerContext) -> Iterator[Shared]:
    question = _question(asked.query)
    if question.office is not None:
        yield Shared(_in_office(asked.query, question.office), None)
        return
    parties = _parties(asked.query)
    for organization in _common(question, (_belonging(party, asked) for party in parties)):
        yield Shared(_as_members(asked.query, organization), organization)
    held = [_held(party, asked) for party in parties]
    for organization in _common(question, held):
        one, other = (
            FilterKey(
                tenures(Ids(EntityType.OFFICE, tuple(sorted(offices[organization]))), asked.query.scope),
                0,
                party,
            )
            for party, offices in zip(parties, held, strict=True)
        )
        yield Shared(both_of(asked.query, one, other, organization), organization)


def _common(question: resolved.Overlap, places: Iterable[Iterable[str]]) -> list[str]:
    """Return the organizations that are asked about in which both have ever been."""
    one, other = map(set, places)
    return sorted(place for place in one & other if question.organization in (None, place))


def _belonging(party: str, asked: AnswerContext) -> set[str]:
    """Return the organizations to which a party ever belonged."""
    scan = Scan(Kind.MEMBERSHIP, Side.PARTY, Ids(EntityType.PARTY, (party,)))
    return {str(fact.key[1]) for fact in asked.view.facts(scan)}


def _held(party: str, asked: AnswerContext) -> dict[str, set[str]]:
    """Return the offices that a party ever held, by the organizations to which they ever belonged."""
    scan = Scan(Kind.TENURE, Side.PARTY, Ids(EntityType.PARTY, (party,)))
    offices = {str(fact.key[1]) for fact in asked.view.facts(scan)}
    organizations = asked.display.organizations(offices)
    found: dict[str, set[str]] = {}
    for office in offices:
        moved = map(organization_of, asked.display.homes(office))
        for organization in {organizations[office], *moved} - {""}:
            found.setdefault(organization, set()).add(office)
    return found


def _as_members(query: resolved.Query, organization: str) -> Judge:
    one, other = (
        planned(resolved.Memberships(organization, party, _question(query).statuses), query.scope)
        for party in _parties(query)
    )
    return both_of(query, one, other)


def _in_office(query: resolved.Query, office: str) -> Judge:
    one, other = (planned(resolved.Holding(party, office), query.scope) for party in _parties(query))
    return both_of(query, one, other)


def _parties(query: resolved.Query) -> tuple[str, str]:
    return _question(query).one, _question(query).other


def _shaped(verdict: Verdict, place: str, asked: AnswerContext) -> Shaped:
    fact, certainty = verdict
    (one, one_name), (other, other_name), (_, place_name) = (
        (id_, asked.display.party(id_)) for id_ in (*_parties(asked.query), place)
    )
    from_, to = (bound.stated() for bound in fact.period)
    row = OverlapRow(
        *(one, one_name, other, other_name, place, place_name, from_, to),
        *(certainty.value, fact.standing.value, sources_of(fact)),
    )
    return Shaped(row, fact.period, place_name)
