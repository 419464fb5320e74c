"""What is behind a row: the rule, the claims, their sources and corrections; or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from tempodb.answers.context import AnswerContext
from tempodb.answers.coverage import remark
from tempodb.answers.days import period_text
from tempodb.answers.ordering import Shaped, days_of, ordered
from tempodb.answers.revisions import believed
from tempodb.execution.beliefs import fields, sources_of
from tempodb.execution.view import Verdict, View
from tempodb.model.kinds import Entity, EntityType, Kind
from tempodb.model.provenance import Origin
from tempodb.model.schema import SCHEMA
from tempodb.planning.fact_plans import facts as facts_of
from tempodb.planning.plan import ApplySeats, Coalesce, FilterKey, Narrow, Plan, Side
from tempodb.planning.planner import plan
from tempodb.questions import resolved
from tempodb.questions.rows import Row, WhyRow
from tempodb.temporal.bounds import FIRST_DAY, LAST_DAY, NEVER, day_text
from tempodb.temporal.disagreement import disagreements
from tempodb.temporal.facts import Fact, Standing
from tempodb.temporal.instants import instant_text
from tempodb.temporal.periods import Certainty, Extent, Period, Window

SOURCE_KEYS = "title", "publisher", "published", "url"
"""What a row has of a source."""


def rows(asked: AnswerContext) -> list[Row]:
    """Return first what answers, or why nothing does, then what stands behind it."""
    found = list(_rows(asked))
    return ordered([Shaped(row, None, f"{i:06}") for i, row in enumerate(found)], asked)


def _rows(asked: AnswerContext) -> Iterator[WhyRow]:
    query, view = asked.query, asked.view
    assert isinstance(query.question, resolved.Why)
    condition = query.question.condition
    told = query.having(question=condition, scope=query.scope.having(disputed=True))
    verdicts = [verdict for verdict in view.run(plan(told)) if verdict.fact.standing is Standing.ACCEPTED]
    verdicts.sort(key=lambda verdict: days_of(verdict.fact.period))
    unseated = _unseated(told, view)
    for verdict in verdicts:
        yield _answer(verdict, unseated(verdict.fact), asked)
    if not verdicts:
        yield from _absent(told, asked)
    shown = believed(condition, view)
    used = {claim for verdict in verdicts for claim in verdict.fact.claims}
    yield from _conflicts(told, used, asked)
    claims = {claim for row in shown for claim in row.fact.claims}
    origins = {origin.claim: origin for origin in view.beliefs.origins(claims, view.known_at)}
    sources = list(_sources(origins.values(), asked))
    behind = [origin for origin in origins.values() if origin.claim in used]
    for origin in behind:
        yield _claim("claim", origin, sources, asked)
    named = {source for origin in behind for source in origin.sources}
    yield from (source for source in sources if source.source in named)
    for origin in origins.values():
        if origin.withdrawn is not None:
            yield _claim("withdrawn", origin, sources, asked)
        elif origin.standing == Standing.DISPUTED.value:
            yield _claim("disputed", origin, sources, asked)
    for key in {row.fact.key for row in shown}:
        yield from _writes(condition, tuple(map(str, key)), asked)


def _unseated(query: resolved.Query, view: View) -> Callable[[Fact], Extent]:
    """Return what tells when a fact may have been before the seats of its office narrowed that."""
    before: dict[tuple[frozenset[int], Period], Extent] = {}
    found = facts_of(query.question, query.scope)
    if isinstance(found, FilterKey) and isinstance(seated := found.inner, ApplySeats):
        before = {(fact.claims, fact.period): fact.extent for fact in view.facts(seated.inner)}
    return lambda fact: before.get((fact.claims, fact.period), fact.extent)


def _answer(verdict: Verdict, unseated: Extent, asked: AnswerContext) -> WhyRow:
    fact = verdict.fact
    because = _because(fact, verdict.certainty, asked.query.scope.window, unseated)
    return _told("answer", fact, because, asked)._replace(certainty=verdict.certainty.value)


def _told(what: str, fact: Fact, because: str, asked: AnswerContext) -> WhyRow:
    """Return a reason that tells of a fact."""
    from_, to = (end.stated() for end in fact.period)
    return _plain(what, _says(fact, asked))._replace(
        because=because,
        from_=from_,
        to=to,
        standing=fact.standing.value,
        sources=sources_of(fact),
        **_holding(tuple(map(str, fact.key)), str(fact.value), asked),
    )


def _holding(key: tuple[str, ...], value: str, asked: AnswerContext) -> dict[str, Any]:
    """Return whom a holding is about and what it says, as a row has it."""
    assert isinstance(asked.query.question, resolved.Why)
    schema = SCHEMA[_kind(asked.query.question.condition)]
    about = {part.name: id_ for part, id_ in zip(schema.key, key, strict=True)}
    office = about.get("office")
    about["organization"] = key[1] if office is None else asked.display.organization_of(office)
    said = about | schema.columns(key, fields(value))
    return {name: told for name, told in said.items() if name.rstrip("_") in WhyRow._fields}


def _conflicts(query: resolved.Query, used: set[int], asked: AnswerContext) -> Iterator[WhyRow]:
    """Yield where claims behind the answer tell one holding, and cannot mean one day."""
    found: Plan = plan(query).inner
    while isinstance(found, FilterKey | ApplySeats | Coalesce | Narrow):
        found = found.inner
    for claim, other in disagreements(fact for fact in asked.view.facts(found) if fact.claims <= used):
        against = _dated(other)
        because = f"it is also told {against}; of what cannot be one day, the earliest beginning and the latest end are taken"
        row = _told("conflict", claim, because, asked)
        yield row._replace(says=f"{row.says} {_dated(claim)}")


def _dated(fact: Fact) -> str:
    dates = period_text(fact.period)
    return f"{dates} by {', '.join(sources_of(fact))}" if fact.sources else dates


def _absent(query: resolved.Query, asked: AnswerContext) -> Iterator[WhyRow]:
    """Yield what is recorded of the key, each with why it does not answer."""
    window = query.scope.window
    anyhow = query.having(scope=query.scope.having(window=None, only=None))
    if isinstance(query.question, resolved.Memberships):
        anyhow = anyhow.having(question=query.question.having(statuses=None))
    recorded = asked.view.run(plan(anyhow))
    if not recorded:
        unknown = remark(query.question, window, asked.view)
        says = "nothing is recorded of it" if asked.view.answered_at() else "nothing was recorded yet"
        yield _plain("absent", says if unknown is None else f"{says}, and {unknown}")
    unseated = _unseated(anyhow, asked.view)
    for fact, _ in recorded:
        because = _why_not(fact, query.question, window, unseated(fact))
        yield _told("absent", fact, because, asked)


def _plain(what: str, says: str) -> WhyRow:
    return WhyRow(what, says, None, None, None, None, None, None, None, None, None, (), None)


def _because(fact: Fact, certainty: Certainty, window: Window | None, unseated: Extent) -> str:
    """Return the rule by which a fact is certain, or only possible."""
    f1, f2, t1, t2 = fact.extent
    if window is None:
        return "asked of all time, what is recorded is certain"
    if certainty is Certainty.CERTAIN:
        began = "it has been so always" if f2 < FIRST_DAY else f"it had begun by {day_text(f2)}"
        lasts = "has not ended" if t1 >= NEVER else f"had not ended before {day_text(t1)}"
        asked = _days(window) if window.end - window.start == 1 else f"some day of {_days(window)}"
        return f"{began} and {lasts}, and {asked} lies between"
    doubts = []
    if f2 >= window.end:
        doubts.append(
            f"when it began is not known, and it may have been after {_days(window)}"
            if f2 >= LAST_DAY or fact.period.from_.is_unknown
            else f"it may have begun only on {day_text(f2)}, after {_days(window)}"
        )
    if t1 <= window.start:
        doubts.append(
            f"when it ended is not known, and it may have been before {_days(window)}"
            if t1 <= FIRST_DAY + 1
            else f"it may have ended by {day_text(t1)}, before {_days(window)}"
        )
    if fact.intersected and not doubts:
        doubts.append("the days on which both held may be none")
    earliest = "" if f1 <= FIRST_DAY else f"; {_earliest(fact, unseated)}"
    latest = "" if t2 >= NEVER else f"; {_latest(fact, unseated)}"
    return " and ".join(doubts) + earliest + latest


def _earliest(fact: Fact, unseated: Extent) -> str:
    by_seats = ", as others had all seats the day before" if fact.extent.f1 > unseated.f1 else ""
    return f"it began on {day_text(fact.extent.f1)} at the earliest{by_seats}"


def _latest(fact: Fact, unseated: Extent) -> str:
    by_seats = ", when others had all seats" if fact.extent.t2 < unseated.t2 else ""
    return f"it had ended by {day_text(fact.extent.t2)}{by_seats}"


def _why_not(fact: Fact, question: resolved.Question, window: Window | None, unseated: Extent) -> str:
    f1, _, _, t2 = fact.extent
    value = fields(str(fact.value))
    if fact.standing is Standing.DISPUTED:
        return "the claim is disputed: ask `including disputed`"
    if window is not None and f1 >= window.end:
        return f"{_earliest(fact, unseated)}, after {_days(window)}"
    if window is not None and t2 <= window.start:
        return f"{_latest(fact, unseated)}, before {_days(window)}"
    if isinstance(question, resolved.Memberships) and value["status"] not in (question.statuses or ()):
        return f"the status is {value['status']}, which was not asked for"
    if fact.excluded:
        return "all seats were certainly taken by others"
    return "another clause of the question leaves it out"


def _days(window: Window) -> str:
    first, last = day_text(window.start), day_text(window.end - 1)
    return first if first == last else f"{first} through {last}"


def _says(fact: Fact, asked: AnswerContext) -> str:
    value, display = fields(str(fact.value)), asked.display
    assert isinstance(asked.query.question, resolved.Why)
    kind = _kind(asked.query.question.condition)
    place = str(fact.key[1])
    where = display.title(place) if kind is Kind.TENURE else f"in {display.party(place)}"
    says = f"{display.party(str(fact.key[0]))}: {SCHEMA[kind].in_short(value)} {where}"
    says += display.beside(fact.key, value)
    ending = SCHEMA[kind].ending(value)
    return says if ending is None else f"{says} ({ending})"


def _kind(condition: resolved.Condition) -> Kind:
    return Kind.MEMBERSHIP if isinstance(condition, resolved.Memberships) else Kind.TENURE


def _claim(what: str, origin: Origin, sources: Iterable[WhyRow], asked: AnswerContext) -> WhyRow:
    """Return a reason that is a claim, with what is known of its source if it has only one."""
    only = [source for source in sources if origin.sources == (source.source,)]
    known = {name: getattr(source, name) for source in only for name in ("source", *SOURCE_KEYS)}
    return _plain(what, origin.says)._replace(
        because=origin.said,
        from_=origin.from_,
        to=origin.to,
        standing=origin.standing,
        dataset=origin.dataset,
        transaction=origin.transaction,
        recorded_at=instant_text(origin.recorded),
        withdrawn_at=None if origin.withdrawn is None else instant_text(origin.withdrawn),
        sources=origin.sources,
        note=origin.note,
        detail="; ".join(_detail(origin, *each) for each in origin.details) or None,
        **_holding(origin.key, origin.value, asked),
        **known,
    )


def _detail(origin: Origin, source: str, detail: str) -> str:
    """Return where in a source a claim stands, with which source that is if it has several."""
    return detail if len(origin.sources) == 1 else f"{source}: {detail}"


def _writes(condition: resolved.Condition, key: tuple[str, ...], asked: AnswerContext) -> Iterator[WhyRow]:
    for clearing in asked.view.beliefs.clearings(_kind(condition), key, asked.view.known_at):
        row = _plain("write", clearing.says)
        yield row._replace(transaction=clearing.transaction, recorded_at=instant_text(clearing.recorded))


def _sources(origins: Iterable[Origin], asked: AnswerContext) -> Iterator[WhyRow]:
    named = sorted({Entity(EntityType.SOURCE, source) for origin in origins for source in origin.sources})
    for source in asked.view.scan(Kind.SOURCE, Side.SCOPE, named):
        value = fields(str(source.value))
        published = f", published {value['published']}" if "published" in value else ""
        by = f", {value['publisher']}" if "publisher" in value else ""
        row = _plain("source", f"{value['title']}{by}{published}")
        id_ = str(source.key[0])
        known: dict[str, Any] = {name: value.get(name) for name in SOURCE_KEYS}
        yield row._replace(sources=(id_,), note=value.get("url"), source=id_, **known)
