"""What contradicts what in an organization: disputed claims, dates that differ, and more holders than seats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from tempodb.answers.context import AnswerContext
from tempodb.answers.days import period_text
from tempodb.answers.ordering import Shaped, ordered
from tempodb.execution.beliefs import fields, sources_of
from tempodb.execution.homes import homes_in, may_share_a_day, organization_of
from tempodb.execution.seating import seats_of
from tempodb.execution.view import Verdict
from tempodb.model.kinds import SUBSTANTIVE, EntityType, Kind
from tempodb.model.schema import SCHEMA
from tempodb.planning.fact_plans import offices_of
from tempodb.planning.plan import AtSomeTime, Coalesce, FilterEvidence, Ids, Judge, ProjectedIds, Scan, Side
from tempodb.questions import resolved
from tempodb.questions.rows import ConflictRow, Row
from tempodb.temporal.bounds import day_text
from tempodb.temporal.disagreement import disagreements
from tempodb.temporal.facts import Fact, Quantifier, Standing, judge
from tempodb.temporal.periods import Certainty, at_some_time
from tempodb.temporal.seats import all_taken
from tempodb.temporal.timelines import coalesce_parties
from tempodb.temporal.wholes import containing

TOLD_IN_A_ROW = 20
"""How many others, told in words, take the room of a row."""
NOTHING = SCHEMA[Kind.MEMBERSHIP].columns(("", "", ""), {}) | SCHEMA[Kind.TENURE].columns(("", "", ""), {})
"""What a row says of a claim that is neither a membership nor a tenure."""


def rows(asked: AnswerContext) -> list[Row]:
    """Return a row for each disputed claim with what it contradicts, each claim with other dates, each holder too many.

    MEANING.md, M24.
    """
    assert isinstance(asked.query.question, resolved.ConflictsIn)
    moved = homes_in(asked.query.question.organization, asked.view)
    shaped: list[Shaped] = []
    for kind, plan in _by_kind(asked.query).items():
        verdicts = asked.view.run(plan)
        found = [
            (verdict, "; ".join(_words(other, kind, asked) for other in others))
            for verdict, others in asked.view.each(_disputed(verdicts, asked))
        ]
        if kind is not Kind.EXISTENCE:
            found += [
                (verdict, _claim_text(claim, kind, asked))
                for verdict, claim in asked.view.each(_disagreeing(plan, asked))
            ]
        if kind is Kind.TENURE:
            found = [(verdict, other) for verdict, other in found if _is_at_home(verdict.fact, moved)]
            found += asked.view.each(_too_many(verdicts, moved, asked))
        shaped += [_shaped(verdict, kind, other, asked) for verdict, other in found]
    return ordered(shaped, asked)


def plans(query: resolved.Query) -> Iterable[Judge]:
    """Return the operators that find all claims of an organization that may contradict each other."""
    return _by_kind(query).values()


def _by_kind(query: resolved.Query) -> dict[Kind, Judge]:
    assert isinstance(query.question, resolved.ConflictsIn)
    scope = query.scope
    organization = Ids(EntityType.PARTY, (query.question.organization,))
    tests = () if scope.window is None else (AtSomeTime(scope.window),)

    def judged(kind: Kind, of: Ids | ProjectedIds) -> Judge:
        told = FilterEvidence(
            Scan(kind, Side.SCOPE, of), scope.published_by, scope.according_to, disputed=True
        )
        return Judge(Coalesce(told), tests, scope.only)

    return {
        Kind.MEMBERSHIP: judged(Kind.MEMBERSHIP, organization),
        Kind.TENURE: judged(Kind.TENURE, offices_of(query.question.organization)),
        Kind.OFFICE_OF: judged(Kind.OFFICE_OF, offices_of(query.question.organization)),
        Kind.NAME: judged(Kind.NAME, organization),
        Kind.EXISTENCE: judged(Kind.EXISTENCE, organization),
    }


def _is_at_home(tenure: Fact, moved: Mapping[str, Sequence[Fact]]) -> bool:
    """Return whether a tenure may have lasted while its office belonged to the organization."""
    homes = moved.get(str(tenure.key[1]))
    return homes is None or may_share_a_day(tenure.extent, homes)


def _disputed(verdicts: Sequence[Verdict], asked: AnswerContext) -> Iterator[tuple[Verdict, list[Fact]]]:
    """Yield each disputed claim with the accepted ones of its key that it may not stand beside."""
    accepted: dict[object, list[Fact]] = defaultdict(list)
    for verdict in sorted(verdicts, key=lambda verdict: verdict.fact.extent):
        if verdict.fact.standing is Standing.ACCEPTED:
            accepted[verdict.fact.key].append(verdict.fact)
    disputed = [verdict for verdict in verdicts if verdict.fact.standing is Standing.DISPUTED]
    told = sum(len(accepted[verdict.fact.key]) for verdict in disputed)
    asked.view.allowance.refuse_rows(told // TOLD_IN_A_ROW)
    for verdict in disputed:
        yield verdict, accepted[verdict.fact.key]


def _disagreeing(plan: Judge, asked: AnswerContext) -> Iterator[tuple[Verdict, Fact]]:
    """Yield each claim that cannot mean the days of another of the same holding, with that other."""
    assert isinstance(plan.inner, Coalesce)
    scope = asked.query.scope
    for claim, other in disagreements(asked.view.facts(plan.inner.inner)):
        certainty = judge(claim, scope.window, Quantifier.SOME)
        if certainty is not None and scope.only in (None, certainty):
            yield Verdict(claim, certainty), other


def _too_many(
    verdicts: Sequence[Verdict], moved: Mapping[str, Sequence[Fact]], asked: AnswerContext
) -> Iterator[tuple[Verdict, str]]:
    """Yield each holder of an office on days when it certainly had more than its seats, with the others.

    An office that *moved* tells of days on which it may have belonged to the organization.
    """
    offices: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        fact = verdict.fact
        if fact.standing is Standing.ACCEPTED and fields(str(fact.value))["capacity"] == SUBSTANTIVE:
            offices[str(fact.key[1])].append(verdict)
    for office, seats in seats_of(offices, asked.view).items():
        if seats.is_unlimited:
            continue
        terms = coalesce_parties(verdict.fact for verdict in offices[office])
        all_of_them = all_taken(terms, seats.and_one())
        asked.view.allowance.refuse_rows(
            sum(len(taken.holders) ** 2 for taken in all_of_them) // TOLD_IN_A_ROW
        )
        term_of = containing(terms)
        for taken in asked.view.each(all_of_them):
            if office in moved and not any(at_some_time(home.extent, taken.days) for home in moved[office]):
                continue
            for verdict in offices[office]:
                piece, term = verdict.fact.extent, term_of(verdict.fact).extent
                is_seated = at_some_time(term, taken.days) is Certainty.CERTAIN
                if is_seated and at_some_time(piece, taken.days):
                    yield verdict, _beside(verdict.fact.key[0], taken.holders, taken.days.start, asked)


def _beside(holder: Hashable, holders: Iterable[Hashable], day: int, asked: AnswerContext) -> str:
    others = sorted(asked.display.party(str(other)) for other in holders if other != holder)
    return f"{', '.join(others)} on {day_text(day)} too"


def _words(fact: Fact, kind: Kind, asked: AnswerContext) -> str:
    value = fields(str(fact.value))
    said = SCHEMA[kind].in_short(value)
    if kind is Kind.OFFICE_OF:
        said = asked.display.party(organization_of(fact))
    ending = SCHEMA[kind].ending(value)
    return " ".join(filter(None, [said, period_text(fact.period), ending and f"({ending})"]))


def _claim_text(fact: Fact, kind: Kind, asked: AnswerContext) -> str:
    """Return a claim in words, with who says so."""
    sources = ", ".join(sources_of(fact))
    words = _words(fact, kind, asked)
    return f"{words} ({sources})" if sources else words


def _columns(kind: Kind, fact: Fact) -> dict[str, Any]:
    """Return what is said of a holding of either kind; a name stands where its status would."""
    value = fields(str(fact.value))
    if kind in (Kind.MEMBERSHIP, Kind.TENURE):
        return NOTHING | SCHEMA[kind].columns(fact.key, value)
    return NOTHING | {"status": value.get("name")}


def _shaped(verdict: Verdict, kind: Kind, other: str, asked: AnswerContext) -> Shaped:
    fact, display = verdict.fact, asked.display
    question = asked.query.question
    assert isinstance(question, resolved.ConflictsIn)
    member = holder = office = None
    organization = question.organization
    match kind:
        case Kind.TENURE:
            holder, office = str(fact.key[0]), str(fact.key[1])
        case Kind.OFFICE_OF:
            office, organization = str(fact.key[0]), organization_of(fact)
        case _:
            member = str(fact.key[0])
    title = display.title(office) if office else None
    member_name, holder_name = (display.party(id_) if id_ else None for id_ in (member, holder))
    from_, to = (end.stated() for end in fact.period)
    row = ConflictRow(
        member=member,
        member_name=member_name,
        holder=holder,
        holder_name=holder_name,
        office=office,
        title=title,
        organization=organization,
        organization_name=display.party(organization),
        **_columns(kind, fact),
        representing_name=asked.display.represented(fact.key),
        from_=from_,
        to=to,
        certainty=verdict.certainty.value,
        standing=fact.standing.value,
        sources=sources_of(fact),
        other=other,
    )
    return Shaped(row, fact.period, member_name or holder_name or title or "")
