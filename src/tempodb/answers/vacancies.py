"""When nobody held an office: certainly where no holder is possible, possibly where none is certain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from tempodb.answers.context import AnswerContext
from tempodb.answers.days import day_or_none
from tempodb.answers.ordering import Shaped, ordered
from tempodb.execution.evidence import lives
from tempodb.execution.homes import organization_of
from tempodb.execution.seating import is_seatless
from tempodb.execution.view import View
from tempodb.model.kinds import Entity, EntityType
from tempodb.planning.fact_plans import tenures
from tempodb.planning.plan import Ids, Judge
from tempodb.planning.planner import plan
from tempodb.questions import resolved
from tempodb.questions.rows import Row, VacancyRow
from tempodb.temporal.facts import EVERY_DAY, Fact
from tempodb.temporal.periods import Certainty, Window
from tempodb.temporal.steps import Holder, vacant
from tempodb.temporal.timelines import coalesce_parties


def rows(asked: AnswerContext) -> list[Row]:
    """Return the stretches without a holder of each office, as long as its organization existed.

    MEANING.md, M26.
    """
    question, scope, display = asked.query.question, asked.query.scope, asked.display
    assert isinstance(question, resolved.VacanciesOf)
    # What was not yet recorded at the known instant was no office then, and had nobody to miss.
    offices = [office for office in question.offices if display.organization_of(office)]
    display.learn(Entity(EntityType.OFFICE, office) for office in offices)
    shaped = []
    for office in offices:
        held = asked.view.facts(tenures(Ids(EntityType.OFFICE, (office,)), scope))
        # A disputed claim is among them only where it is asked for, and is then believed.
        terms = coalesce_parties(fact for fact in held if not is_seatless(fact))
        seated = [Holder(term.key[0], term) for term in terms]
        for days, certainty in asked.view.each(_unheld(office, seated, asked)):
            if scope.only in (None, certainty):
                organization = question.organization or display.organization_of(office, days.end - 1)
                where = (office, display.title(office), organization, display.party(organization))
                row = VacancyRow(*where, day_or_none(days.start), day_or_none(days.end), certainty.value)
                shaped.append(
                    Shaped(row, None, f"{display.title(office).casefold()} {office} {days.start:08}")
                )
    return ordered(shaped, asked)


def plans(query: resolved.Query) -> Iterator[Judge]:
    """Yield the operators that find all tenures of each office, in whatever window nobody is looked for."""
    assert isinstance(query.question, resolved.VacanciesOf)
    scope = query.scope.having(window=None, only=None)
    for office in query.question.offices:
        yield plan(query.having(question=resolved.TenuresOf(office), scope=scope))


def _unheld(
    office: str, seated: Sequence[Holder], asked: AnswerContext
) -> Iterator[tuple[Window, Certainty]]:
    """Yield the stretches without a holder, as long as the office may have belonged to what may have existed."""
    question, window, display = asked.query.question, asked.query.scope.window or EVERY_DAY, asked.display
    assert isinstance(question, resolved.VacanciesOf)
    homes = display.homes(office)
    if not homes and question.organization in (None, display.organization_of(office)):
        for within in _lived([window], display.organization_of(office), asked.view):
            yield from vacant(seated, within)
    elif question.organization is None:
        belonged = [
            days
            for home in homes
            for days in _lived([_common(window, home)], organization_of(home), asked.view)
        ]
        for within in _merged(belonged):
            yield from vacant(seated, within)
    else:
        for home in homes:
            if organization_of(home) == question.organization:
                for within in _lived([_common(window, home)], question.organization, asked.view):
                    yield from _doubted(vacant(seated, within), home.extent.core)


def _lived(within: Iterable[Window], organization: str, view: View) -> list[Window]:
    """Return the days among some on which an organization may have existed."""
    known = lives([organization], view).get(organization)
    return [_common(days, life) for days in within for life in known] if known else list(within)


def _common(days: Window, fact: Fact) -> Window:
    """Return the days among some on which something may have held."""
    start = max(days.start, fact.extent.f1)
    return Window(start, max(start, min(days.end, fact.extent.t2)))


def _merged(stretches: Iterable[Window]) -> list[Window]:
    """Return stretches in the order of time, those that meet as one."""
    merged: list[Window] = []
    for days in sorted(stretches):
        if merged and days.start <= merged[-1].end:
            days = Window(merged[-1].start, max(merged.pop().end, days.end))
        merged.append(days)
    return merged


def _doubted(
    stretches: Iterable[tuple[Window, Certainty]], core: Window
) -> Iterator[tuple[Window, Certainty]]:
    """Yield the stretches, no more than possible outside of the days on which the office certainly belonged there."""
    pieces = [
        (piece, certainty if piece == sure else Certainty.POSSIBLE)
        for days, certainty in stretches
        for sure in [Window(max(days.start, core.start), min(days.end, core.end))]
        for piece in (
            Window(days.start, min(days.end, sure.start)),
            sure,
            Window(max(days.start, sure.end), days.end),
        )
        if piece.start < piece.end
    ]
    for certainty, same in groupby(pieces, key=itemgetter(1)):
        for days in _merged(days for days, _ in same):
            yield days, certainty
