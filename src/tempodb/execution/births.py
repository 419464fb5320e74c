"""When persons were born, and how long they had lived when something held."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from tempodb.execution.beliefs import fields
from tempodb.execution.evidence import lives
from tempodb.execution.view import View
from tempodb.model.kinds import Entity, EntityType, Kind, PartyClass
from tempodb.planning.asked_ages import AskedAges
from tempodb.planning.plan import Side
from tempodb.temporal.ages import DaysMeant, days_lived, first_asked
from tempodb.temporal.facts import Fact


def births_of(parties: Iterable[str], asked: AskedAges, view: View) -> Mapping[str, DaysMeant]:
    """Return on which days each person can have been born, of those of whom anybody says that."""
    told = lives(sorted(set(parties)), view, asked.published_by, asked.according_to)
    born = {
        party: (min(life.extent.f1 for life in its), max(life.extent.f2 for life in its))
        for party, its in told.items()
        if all(_is_told(life) for life in its)
    }
    parted = view.scan(Kind.PARTY, Side.SCOPE, [Entity(EntityType.PARTY, id_) for id_ in born])
    persons = {str(fact.key[0]) for fact in parted if fields(str(fact.value))["class"] == PartyClass.PERSON}
    return {id_: days for id_, days in born.items() if id_ in persons}


def lived_by(facts: Iterable[Fact], asked: AskedAges, view: View) -> Callable[[Fact], tuple[int, int] | None]:
    """Return what tells for how many days whoever a fact is about had lived, as ages are asked for; of *facts* alone."""
    births = births_of((str(fact.key[0]) for fact in facts), asked, view)

    def lived(fact: Fact) -> tuple[int, int] | None:
        birth = births.get(str(fact.key[0]))
        return (
            None
            if birth is None
            else days_lived(birth, first_asked(fact.extent, asked.window, asked.quantifier))
        )

    return lived


def _is_told(life: Fact) -> bool:
    born = life.period.from_
    return not (born.is_open or born.is_unknown)
