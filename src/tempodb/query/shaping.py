"""Judged facts → ordered rows with display names, as one answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, TypedDict

from tempodb.query import bound
from tempodb.query.display import Display
from tempodb.query.executor import Verdict, fields
from tempodb.query.result import (
    AnswerRow,
    BodyRow,
    EventRow,
    MembershipRow,
    NameRow,
    Row,
    TenureRow,
    columns_of,
)
from tempodb.temporal.bounds import shifted
from tempodb.temporal.facts import Standing
from tempodb.temporal.periods import Certainty, Period


class Shaped(NamedTuple):
    """A row, with the period by which it is ordered, and the name by which it is without `order by`."""

    row: Row
    period: Period | None
    name: str


def shape(query: bound.Bound, verdicts: Sequence[Verdict], display: Display) -> list[Row]:
    """Return the rows of an answer, ordered and limited."""
    match query.question:
        case bound.Memberships():
            shaped = [_membership(verdict, display) for verdict in verdicts]
        case bound.TenuresOf() | bound.TenuresBy() | bound.TenuresIn():
            shaped = [_tenure(verdict, display) for verdict in verdicts]
        case bound.OfficesIn(organization):
            shaped = [_tenure(verdict, display) for verdict in verdicts]
            shaped += _unheld(organization, shaped, query.scope, display)
        case bound.WhetherMember() | bound.WhetherHolds():
            return [_answer(verdicts)]
        case bound.NamesOf():
            shaped = [_name(verdict) for verdict in verdicts]
        case bound.BodiesOf():
            shaped = [_body(verdict, display) for verdict in verdicts]
        case bound.EventsOf():
            shaped = [_event(verdict, display) for verdict in verdicts]
        case _:
            raise AssertionError(query.question)
    return ordered(shaped, query)


def ordered(shaped: Iterable[Shaped], query: bound.Bound) -> list[Row]:
    """Return the rows by name, id, from and to, unless the query orders them; and no more than it wants."""
    rows = sorted(shaped, key=_default_order)
    columns = columns_of(query.question)
    for order in reversed(query.order_by):
        key = _by_column(order.column, columns.index(order.column))
        rows.sort(key=key, reverse=order.descending)
    return [shaped.row for shaped in rows[: query.limit]]


def _default_order(shaped: Shaped) -> tuple[Any, ...]:
    identity = tuple("" if part is None else str(part) for part in shaped.row)
    return shaped.name.casefold(), str(shaped.row[0] or ""), _days(shaped.period), identity


def _days(period: Period | None) -> tuple[int, ...]:
    return () if period is None else tuple(day for bound in period for day in (bound.earliest, bound.latest))


def _by_column(column: str, position: int) -> Callable[[Shaped], tuple[Any, ...]]:
    if column in ("from", "to", "date"):
        return lambda shaped: _days(shaped.period)[2:] if column == "to" else _days(shaped.period)[:2]

    def key(shaped: Shaped) -> tuple[Any, ...]:
        value = shaped.row[position]
        if isinstance(value, tuple):
            return (not value, value)
        return (value is None, value.casefold() if isinstance(value, str) else value or 0)

    return key


def _answer(verdicts: Sequence[Verdict]) -> AnswerRow:
    if any(verdict.certainty is Certainty.CERTAIN for verdict in verdicts):
        return AnswerRow("yes")
    return AnswerRow("possibly" if verdicts else "no")


class _Dates(TypedDict):
    from_: str | None
    to: str | None


class _Support(TypedDict):
    certainty: str
    standing: str
    sources: tuple[str, ...]


def _dates(verdict: Verdict) -> _Dates:
    return {"from_": verdict.fact.period.from_.stated(), "to": verdict.fact.period.to.stated()}


def _support(verdict: Verdict) -> _Support:
    sources = tuple(sorted(map(str, verdict.fact.sources)))
    return {"certainty": verdict.certainty.value, "standing": verdict.fact.standing.value, "sources": sources}


def _membership(verdict: Verdict, display: Display) -> Shaped:
    member, organization = map(str, verdict.fact.key)
    name = display.party(member)
    status = fields(str(verdict.fact.value))["status"]
    where = (organization, display.party(organization))
    row = MembershipRow(member, name, *where, status, **_dates(verdict), **_support(verdict))
    return Shaped(row, verdict.fact.period, name)


def _tenure(verdict: Verdict, display: Display) -> Shaped:
    holder, office, representing = map(str, verdict.fact.key)
    value = fields(str(verdict.fact.value))
    name, organization = display.party(holder), display.organization_of(office)
    row = TenureRow(
        *(holder, name, office, display.title(office)),
        *(organization, display.party(organization)),
        *(value["capacity"], value.get("ordinal"), representing or None),
        **_dates(verdict),
        **_support(verdict),
    )
    return Shaped(row, verdict.fact.period, name)


def _unheld(organization: str, held: Sequence[Shaped], scope: bound.Scope, display: Display) -> list[Shaped]:
    """Return a row without a holder for each office that exists in the window and has no other row."""
    taken = {shaped.row.office for shaped in held if isinstance(shaped.row, TenureRow)}
    rows = []
    for verdict in display.offices_in(organization, scope):
        office = str(verdict.fact.key[0])
        if office not in taken:
            where = (office, display.title(office), organization, display.party(organization))
            nobody = (None, None, None)
            row = TenureRow(
                None, None, *where, *nobody, None, None, verdict.certainty.value, Standing.ACCEPTED.value, ()
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
    days = _days(verdict.fact.period)
    return Shaped(row, verdict.fact.period, " ".join(f"{day:08}" for day in days))


def _date(period: Period) -> str | None:
    """Return the date of what happened on one day, else the interval in EDTF."""
    from_, to = period
    if from_.is_unknown and to.is_unknown:
        return None
    if to == shifted(from_, 1):
        return from_.stated()
    return f"{from_.stated() or '..'}/{shifted(to, -1).stated() or '..'}"
