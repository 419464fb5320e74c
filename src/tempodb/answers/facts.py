"""Members, holders, names, bodies and events: a row a fact."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypedDict, assert_never

from tempodb.answers.context import AnswerContext
from tempodb.answers.display import Display
from tempodb.answers.ordering import Shaped, days_of, ordered
from tempodb.execution.beliefs import fields, sources_of
from tempodb.execution.view import Verdict
from tempodb.model.kinds import Kind
from tempodb.model.schema import SCHEMA
from tempodb.planning.planner import plan
from tempodb.questions import resolved
from tempodb.questions.fact_rows import BodyRow, EventRow, MembershipRow, NameRow, TenureRow
from tempodb.temporal.bounds import shifted
from tempodb.temporal.facts import Standing
from tempodb.temporal.periods import Period

if TYPE_CHECKING:
    from tempodb.questions.rows import Row

NO_TENURE = ("", "", "")
"""The key of a tenure of which nothing is known."""


def rows(asked: AnswerContext) -> list[Row]:
    """Return a row for each fact that answers the question."""
    query, display = asked.query, asked.display
    verdicts = asked.view.each(asked.view.run(plan(query)))
    question = query.question
    assert isinstance(question, resolved.AboutFacts)
    match question:
        case resolved.Memberships(None, str()):
            shaped = [_of_party(membership(verdict, display)) for verdict in verdicts]
        case resolved.Memberships():
            shaped = [membership(verdict, display) for verdict in verdicts]
        case resolved.OfficesIn(organization):
            shaped = [tenure(verdict, display) for verdict in verdicts]
            if query.scope.only is None and not query.scope.while_ and query.scope.that is None:
                shaped += _unheld(organization, shaped, query.scope, display)
        case resolved.NamesOf():
            shaped = [_name(verdict) for verdict in verdicts]
        case resolved.BodiesOf():
            shaped = [_body(verdict, display) for verdict in verdicts]
        case resolved.EventsOf():
            shaped = [_event(verdict, display) for verdict in verdicts]
        case resolved.TenuresOf() | resolved.TenuresBy() | resolved.TenuresIn() | resolved.Holding():
            shaped = [tenure(verdict, display) for verdict in verdicts]
        case _:
            assert_never(question)
    return ordered(shaped, asked)


def _of_party(shaped: Shaped) -> Shaped:
    """Return what is ordered by organization, where all rows are of one party."""
    assert isinstance(shaped.row, MembershipRow)
    return shaped._replace(name=shaped.row.organization_name)


class _Dates(TypedDict):
    from_: str | None
    to: str | None


class _Support(TypedDict):
    certainty: str
    standing: str
    sources: tuple[str, ...]


def _value_columns(kind: Kind, verdict: Verdict) -> dict[str, Any]:
    return SCHEMA[kind].columns(verdict.fact.key, fields(str(verdict.fact.value)))


def _dates(verdict: Verdict) -> _Dates:
    return {"from_": verdict.fact.period.from_.stated(), "to": verdict.fact.period.to.stated()}


def _support(verdict: Verdict) -> _Support:
    sources = sources_of(verdict.fact)
    return {"certainty": verdict.certainty.value, "standing": verdict.fact.standing.value, "sources": sources}


def membership(verdict: Verdict, display: Display) -> Shaped:
    """Return the row of a membership."""
    member, organization = map(str, verdict.fact.key)
    name = display.party(member)
    row = MembershipRow(
        *(member, name, organization, display.party(organization)),
        **_value_columns(Kind.MEMBERSHIP, verdict),
        **_dates(verdict),
        **_support(verdict),
    )
    return Shaped(row, verdict.fact.period, name)


def tenure(verdict: Verdict, display: Display) -> Shaped:
    """Return the row of a tenure."""
    holder, office, _ = map(str, verdict.fact.key)
    name, organization = display.party(holder), display.organization_of(office)
    row = TenureRow(
        *(holder, name, office, display.title(office)),
        *(organization, display.party(organization)),
        **_value_columns(Kind.TENURE, verdict),
        **_dates(verdict),
        **_support(verdict),
    )
    return Shaped(row, verdict.fact.period, name)


def _unheld(
    organization: str, held: Sequence[Shaped], scope: resolved.Scope, display: Display
) -> list[Shaped]:
    """Return a row without a holder for each office that exists in the window and has no other row."""
    taken = {shaped.row.office for shaped in held if isinstance(shaped.row, TenureRow)}
    rows = []
    for verdict in display.offices_in(organization, scope):
        office = str(verdict.fact.key[0])
        if office not in taken:
            where = (office, display.title(office), organization, display.party(organization))
            row = TenureRow(
                *(None, None, *where),
                **SCHEMA[Kind.TENURE].columns(NO_TENURE, {}),
                from_=None,
                to=None,
                certainty=verdict.certainty.value,
                standing=Standing.ACCEPTED.value,
                sources=(),
            )
            rows.append(Shaped(row, None, display.title(office)))
    return rows


def _name(verdict: Verdict) -> Shaped:
    (party,) = map(str, verdict.fact.key)
    value = fields(str(verdict.fact.value))
    row = NameRow(party, value["name"], value.get("short"), **_dates(verdict), **_support(verdict))
    return Shaped(row, verdict.fact.period, "")


def _body(verdict: Verdict, display: Display) -> Shaped:
    body, organization = map(str, verdict.fact.key)
    name = display.party(body)
    row = BodyRow(
        body, name, organization, display.party(organization), **_dates(verdict), **_support(verdict)
    )
    return Shaped(row, verdict.fact.period, name)


def _event(verdict: Verdict, display: Display) -> Shaped:
    (event,) = map(str, verdict.fact.key)
    value = fields(str(verdict.fact.value))
    body = value.get("body")
    row = EventRow(
        *(event, value.get("kind"), body, display.party(body) if body else None, value.get("number")),
        *(value.get("title"), _date(verdict.fact.period), value.get("place")),
        *(value["state"], tuple(value.get("participants", ())), value.get("outcome")),
        **_support(verdict),
    )
    # Events are read in the order in which they happened.
    days = days_of(verdict.fact.period)
    return Shaped(row, verdict.fact.period, " ".join(f"{day:08}" for day in days))


def _date(period: Period) -> str | None:
    """Return the date of what happened on one day, else the interval in EDTF."""
    from_, to = period
    if from_.is_unknown and to.is_unknown:
        return None
    if to == shifted(from_, 1):
        return from_.stated()
    return f"{from_.stated() or '..'}/{shifted(to, -1).stated() or '..'}"
