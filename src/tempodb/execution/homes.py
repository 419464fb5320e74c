"""To which organizations an office belonged that moved, and when (MEANING.md, M57)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tempodb.execution.beliefs import fields
from tempodb.execution.evidence import by_key
from tempodb.execution.view import View
from tempodb.model.kinds import Entity, EntityType, Kind
from tempodb.planning.plan import Side
from tempodb.temporal.facts import Fact, Standing, intersection
from tempodb.temporal.periods import Extent
from tempodb.temporal.timelines import coalesce, narrow


def home_of(office: str, view: View) -> str | None:
    """Return the organization that an office belongs to for good, "" of one that moved, None of one that is unknown.

    It is looked up once where the same is believed.
    """
    entity = Entity(EntityType.OFFICE, office)

    def home() -> str | None:
        found = view.scan(Kind.OFFICE, Side.SCOPE, [entity])
        return fields(str(found[-1].value)).get("organization", "") if found else None

    definitions = view.beliefs.shelf(Kind.OFFICE, Side.SCOPE, entity, view.allowance)
    return home() if definitions is None else definitions.once("home", view.known_at, home)


def homes_of(offices: Iterable[str], view: View) -> dict[str, list[Fact]]:
    """Return when each office belonged to which organization, of those that moved; in the order of time."""
    accepted = _accepted(offices, view)
    return _in_order(accepted, _settled(sorted({str(fact.key[0]) for fact in accepted}), view))


def _accepted(offices: Iterable[str], view: View) -> list[Fact]:
    """Return what is accepted of where offices belonged at times."""
    found = view.scan(Kind.OFFICE_OF, Side.SCOPE, [Entity(EntityType.OFFICE, office) for office in offices])
    return [fact for fact in found if fact.standing is Standing.ACCEPTED]


def _in_order(accepted: Sequence[Fact], settled: Mapping[str, str]) -> dict[str, list[Fact]]:
    """Return the belongings of each office that is not *settled*, in the order of time."""
    return {
        office: sorted(narrow(coalesce(facts)), key=lambda fact: fact.extent)
        for facts in by_key(accepted)
        if (office := str(facts[0].key[0])) not in settled
    }


def _settled(offices: Iterable[str], view: View) -> dict[str, str]:
    """Return which offices belong to one organization always, whoever else says so of some days, and to which."""
    entities = [Entity(EntityType.OFFICE, office) for office in offices]
    defined = view.scan(Kind.OFFICE, Side.SCOPE, entities) if entities else []
    said = ((str(fact.key[0]), fields(str(fact.value)).get("organization")) for fact in defined)
    return {office: str(organization) for office, organization in said if organization}


def homes_in(organization: str, view: View) -> dict[str, list[Fact]]:
    """Return when which offices belonged to an organization, of those that moved."""
    here = view.scan(Kind.OFFICE_OF, Side.PARTY, [Entity(EntityType.PARTY, organization)])
    if not here:
        return {}
    offices = sorted({str(fact.key[0]) for fact in here})
    settled = _settled(offices, view)
    homes = _in_order(_accepted(offices, view), settled)
    return {
        office: [home for home in homes.get(office, ()) if organization_of(home) == organization]
        for office in offices
        if settled.get(office) != organization
    }


def organization_of(home: Fact) -> str:
    """Return to which organization an office belonged."""
    organization: str = fields(str(home.value))["organization"]
    return organization


def home_on(day: int, homes: Sequence[Fact]) -> str:
    """Return the organization that an office surely belonged to on a day, else possibly, else at another time."""

    def fitness(home: Fact) -> tuple[object, ...]:
        f1, f2, t1, t2 = home.extent
        return f2 <= day < t1, f1 <= day < t2, f1 <= day, f2

    return organization_of(max(homes, key=fitness)) if homes else ""


def clip_to_home(found: Sequence[Fact], organization: str, view: View) -> list[Fact]:
    """Return the tenures, those of an office that moved for as long as it belonged to *organization*."""
    homes = homes_in(organization, view)
    return clipped(found, homes, view) if homes else list(found)


def clipped(found: Iterable[Fact], homes: Mapping[str, Sequence[Fact]], view: View) -> list[Fact]:
    """Return the tenures, those of an office that has *homes* for as long as these were its own."""
    result = []
    for fact in found:
        own = homes.get(str(fact.key[1]))
        if own is None or any(_within(fact, home) for home in own):
            result.append(fact)
        else:
            both = (intersection(fact, home) for home in view.each(own))
            result += [each for each in both if each.extent.f1 < each.extent.t2]
    return result


def may_share_a_day(extent: Extent, homes: Iterable[Fact]) -> bool:
    """Return whether what lasts so may have lasted on a day of one of *homes*."""
    return any(extent.f1 < home.extent.t2 and home.extent.f1 < extent.t2 for home in homes)


def _within(fact: Fact, home: Fact) -> bool:
    """Return whether all of a tenure certainly lies in what it would be cut to."""
    return home.extent.f2 <= fact.extent.f1 and fact.extent.t2 <= home.extent.t1
