"""Members, holders, names, bodies and events: a row a fact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypedDict, assert_never

from tempodb.answers.context import AnswerContext
from tempodb.answers.display import Display
from tempodb.answers.ordering import Shaped, days_of, ordered
from tempodb.execution.beliefs import fields, sources_of
from tempodb.execution.view import Verdict
from tempodb.model.kinds import Kind
from tempodb.model.schema import SCHEMA
from tempodb.questions import resolved
from tempodb.questions.columns import DURATION
from tempodb.questions.fact_rows import BodyRow, EventRow, MembershipRow, NameRow, TenureRow
from tempodb.temporal.bounds import shifted
from tempodb.temporal.facts import Standing
from tempodb.temporal.periods import Period

if TYPE_CHECKING:
    from tempodb.answers.result_table import Table
    from tempodb.questions.rows import Row

UNREPRESENTED = ""
"""Stands where nobody is represented."""
NO_HOLDING = ("", "", "")
"""The key of a holding of which nothing is known."""


def rows(asked: AnswerContext) -> list[Row] | Table:
    """Return a row for each fact that answers the question."""
    table = _table(asked)
    return one_by_one(asked) if table is None else table


def _table(asked: AnswerContext) -> Table | None:
    """Return the members of every organization as a table, where there are enough of them."""
    question = asked.query.question
    if not isinstance(question, resolved.Memberships) or not question.organization is question.party is None:
        return None
    if asked.query.tells_ages or any(order.column == DURATION for order in asked.query.order_by):
        return None
    judged = asked.view.judged(asked.planned.plan)
    if judged is None:
        return None
    # Whoever asks of one thing does without.
    from tempodb.answers.tables.members import membership_table

    return membership_table(judged, asked)


def one_by_one(asked: AnswerContext) -> list[Row]:
    """Return a row for each fact, however many there are."""
    query = asked.query
    found = asked.view.run(asked.planned.plan)
    shaped = shaped_of(found, asked)
    question = query.question
    scope = query.scope
    is_whole = not (scope.only or scope.while_ or scope.that or scope.rank)
    if isinstance(question, resolved.OfficesIn) and is_whole:
        unheld = _unheld(question.organization, shaped, query.scope, asked.display)
    else:
        unheld = []
    if query.tells_ages:
        # Few questions ask for ages.
        from tempodb.answers.aged_answers import aged, ageless

        shaped, unheld = aged(found, shaped, asked), ageless(unheld, asked)
    return ordered([*shaped, *unheld], asked)


def shaped_of(found: Sequence[Verdict], asked: AnswerContext) -> list[Shaped]:
    """Return the row of each fact, in their order."""
    question = asked.query.question
    assert isinstance(question, resolved.AboutFacts)
    match question:
        case resolved.Memberships():
            is_of_party = question.organization is None and question.party is not None
            return _memberships(found, asked, is_of_party)
        case resolved.TenuresOf() | resolved.TenuresBy() | resolved.Holding():
            return _tenures(found, asked)
        case resolved.OfficesIn(organization) | resolved.TenuresIn(organization):
            return _tenures(found, asked, organization)
        case resolved.NamesOf():
            return [_name(verdict) for verdict in asked.view.each(found)]
        case resolved.BodiesOf():
            return [_body(verdict, asked.display) for verdict in asked.view.each(found)]
        case resolved.EventsOf():
            return [_event(verdict, asked.display) for verdict in asked.view.each(found)]
        case _:
            assert_never(question)


@lru_cache(maxsize=10_000)
def _said(kind: Kind, value: str, key: tuple[str, ...]) -> dict[str, Any]:
    """Return what a row tells of a fact beside whom it is about and when, which nobody may change."""
    return SCHEMA[kind].columns(key, fields(value))


class _Told(TypedDict):
    from_: str | None
    to: str | None
    certainty: str
    standing: str
    sources: tuple[str, ...]


def _told(verdict: Verdict) -> _Told:
    """Return when a fact held, how surely, and who says so."""
    fact, certainty = verdict
    from_, to = fact.period
    return {
        "from_": from_.stated(),
        "to": to.stated(),
        "certainty": certainty.value,
        "standing": fact.standing.value,
        "sources": sources_of(fact),
    }


def _memberships(verdicts: Sequence[Verdict], asked: AnswerContext, is_of_party: bool) -> list[Shaped]:
    """Return the rows of memberships; where all are of one party, they are ordered by organization."""
    shaped, rest = _shown_before(verdicts, asked, 3 if is_of_party else 1)
    if rest:
        names = asked.display.parties({str(id_) for _, verdict in rest for id_ in verdict.fact.key if id_})
        for place, verdict in asked.view.each(rest):
            shaped[place] = _shown_membership(verdict, names, asked.display, is_of_party)
    return shaped


def _shown_before(
    verdicts: Sequence[Verdict], asked: AnswerContext, told: int
) -> tuple[list[Shaped], list[tuple[int, Verdict]]]:
    """Return the rows that were made before, by the name told in one column; and of which, at which places, none was.

    Nor was one with the names of another instant.
    """
    known_at = asked.view.known_at
    shaped = [verdict.shown for verdict in verdicts]
    rest = [
        (place, verdicts[place])
        for place, shown in enumerate(shaped)
        if shown is None
        or not shown.named[0] <= known_at < shown.named[1]
        or shown.name is not shown.row[told]
    ]
    return shaped, rest


def _shown_membership(
    verdict: Verdict, names: Mapping[str, str], display: Display, is_of_party: bool
) -> Shaped:
    """Return the row of a membership, that which was made before where names are the same."""
    key: tuple[Any, ...] = verdict.fact.key
    member, organization, represented = key
    who = member, names[member], organization, names[organization]
    beside = names[represented] if represented else None
    name = names[organization if is_of_party else member]
    shown: Shaped | None = verdict.shown
    if shown is None or shown.row[:4] != who or shown.name != name or shown.row[6:7] != (beside,):
        row = _membership(verdict, who, represented, beside)
        shown = verdict.shown = Shaped(row, verdict.fact.period, name, display.named(filter(None, key)))
    return shown


def _membership(
    verdict: Verdict, who: tuple[str, str, str, str], represented: str, name: str | None
) -> MembershipRow:
    fact, certainty = verdict
    from_, to = fact.period
    # Spelt out, as in `_told`, which would take half as long again.
    return MembershipRow(
        *who,
        from_=from_.stated(),
        to=to.stated(),
        certainty=certainty.value,
        standing=fact.standing.value,
        sources=sources_of(fact),
        representing_name=name,
        **_said(Kind.MEMBERSHIP, str(fact.value), ("", "", represented)),
    )


def _tenures(verdicts: Sequence[Verdict], asked: AnswerContext, within: str | None = None) -> list[Shaped]:
    """Return the rows of tenures; those of offices that moved are within an organization, if one is asked of."""
    shaped, rest = _shown_before(verdicts, asked, 1)
    if rest:
        _show_tenures(shaped, rest, asked, within)
    return shaped


def _show_tenures(
    shaped: list[Shaped], rest: Sequence[tuple[int, Verdict]], asked: AnswerContext, within: str | None
) -> None:
    """Make the rows of some tenures, each at its place, those anew whose names are others than before."""
    display = asked.display
    keys: list[tuple[Any, ...]] = [verdict.fact.key for _, verdict in rest]
    offices = {office for _, office, _ in keys}
    titles, organizations = display.titles(offices), display.organizations(offices)
    people = {id_ for holder, _, represented in keys for id_ in (holder, represented)} - {UNREPRESENTED}
    names = display.parties([*people, *(organizations[office] for office in offices)])
    for (place, verdict), (holder, office, represented) in zip(asked.view.each(rest), keys, strict=True):
        organization = organizations[office] or within or display.home(verdict.fact)
        if organization not in names:
            names = display.parties([organization])
        beside = names[represented] if represented else None
        who = holder, names[holder], office, titles[office], organization, names[organization]
        shown: Shaped | None = verdict.shown
        if shown is None or shown.row[:6] != who or shown.row[9:10] != (beside,):
            said = _said(Kind.TENURE, str(verdict.fact.value), ("", "", represented))
            row = TenureRow(*who, **said, representing_name=beside, **_told(verdict))
            named = display.named(filter(None, (holder, represented, organization)), office)
            shown = verdict.shown = Shaped(row, verdict.fact.period, names[holder], named)
        shaped[place] = shown


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
                **SCHEMA[Kind.TENURE].columns(NO_HOLDING, {}),
                representing_name=None,
                from_=None,
                to=None,
                certainty=verdict.certainty.value,
                standing=Standing.ACCEPTED.value,
                sources=(),
            )
            rows.append(Shaped(row, None, display.title(office)))
    return rows


def _name(verdict: Verdict) -> Shaped:
    party, language = map(str, verdict.fact.key)
    value = fields(str(verdict.fact.value))
    kind = "alias" if value.get("alias") else "name"
    row = NameRow(party, value["name"], value.get("short"), language or None, kind, **_told(verdict))
    return Shaped(row, verdict.fact.period, "")


def _body(verdict: Verdict, display: Display) -> Shaped:
    body, organization = map(str, verdict.fact.key)
    name = display.party(body)
    row = BodyRow(body, name, organization, display.party(organization), **_told(verdict))
    return Shaped(row, verdict.fact.period, name)


def _event(verdict: Verdict, display: Display) -> Shaped:
    (event,) = map(str, verdict.fact.key)
    value = fields(str(verdict.fact.value))
    body = value.get("body")
    row = EventRow(
        *(event, value.get("kind"), body, display.party(body) if body else None, value.get("number")),
        *(value.get("title"), _date(verdict.fact.period), value.get("place")),
        *(value["state"], tuple(value.get("participants", ())), value.get("outcome")),
        verdict.certainty.value,
        verdict.fact.standing.value,
        sources_of(verdict.fact),
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
