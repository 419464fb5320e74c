"""When nobody held an office: certainly where no holder is possible, possibly where none is certain."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from tempodb.answers.context import AnswerContext
from tempodb.answers.days import day_or_none
from tempodb.answers.ordering import Shaped, ordered
from tempodb.execution.evidence import lives
from tempodb.execution.seating import is_seatless
from tempodb.model.kinds import Entity, EntityType
from tempodb.planning.plan import Ids, Judge
from tempodb.planning.planner import plan, tenures
from tempodb.questions import resolved
from tempodb.questions.rows import Row, VacancyRow
from tempodb.temporal.facts import EVERY_DAY, Fact
from tempodb.temporal.periods import Window
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
        organization = display.organization_of(office)
        lived = [
            _lived(scope.window, life) for life in lives([organization], asked.view).get(organization, [None])
        ]
        held = asked.view.facts(tenures(Ids(EntityType.OFFICE, (office,)), scope))
        # A disputed claim is among them only where it is asked for, and is then believed.
        terms = coalesce_parties(fact for fact in held if not is_seatless(fact))
        seated = [Holder(term.key[0], term) for term in terms]
        unheld = chain.from_iterable(vacant(seated, within) for within in lived)
        for days, certainty in asked.view.each(unheld):
            if scope.only in (None, certainty):
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


def _lived(window: Window | None, life: Fact | None) -> Window:
    """Return the days asked about on which the organization may have existed."""
    asked = window or EVERY_DAY
    if life is None:
        return asked
    start = max(asked.start, life.extent.f1)
    return Window(start, max(start, min(asked.end, life.extent.t2)))
