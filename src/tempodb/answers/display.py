"""The names that rows show: those borne on the last day asked about, as believed at the known instant."""

from __future__ import annotations

from collections.abc import Iterable

from tempodb.execution.beliefs import fields
from tempodb.execution.evidence import lives
from tempodb.execution.view import Verdict, View
from tempodb.model.kinds import Entity, EntityType, Kind
from tempodb.planning import planner
from tempodb.planning.plan import Side
from tempodb.questions import resolved
from tempodb.temporal.facts import Fact, Standing, judge


class Display:
    """Display names at one day and one known instant, each looked up once."""

    def __init__(self, view: View, day: int) -> None:
        self._view = view
        self._day = day
        self._names: dict[Entity, str] = {}
        self._organizations: dict[str, str] = {}

    @classmethod
    def of(cls, query: resolved.Query, view: View) -> Display:
        """Return the display that suits the answer to *query*."""
        window = query.scope.window
        return cls(view, query.today if window is None else window.end - 1)

    def party(self, id_: str) -> str:
        """Return the name of a party, or its id where no name is known."""
        return self._name(Entity(EntityType.PARTY, id_))

    def title(self, office: str) -> str:
        """Return the title of an office."""
        return self._name(Entity(EntityType.OFFICE, office))

    def organization_of(self, office: str) -> str:
        """Return the organization or state that an office belongs to."""
        if office not in self._organizations:
            found = self._scan(Kind.OFFICE, [Entity(EntityType.OFFICE, office)])
            self._organizations[office] = fields(str(found[-1].value))["organization"] if found else ""
        return self._organizations[office]

    def offices_in(self, organization: str, scope: resolved.Scope) -> list[Verdict]:
        """Return the offices that an organization has in the window: as long as it exists."""
        offices = self._view.facts(planner.offices_in(organization, scope))
        life = lives([organization], self._view).get(organization)
        verdicts = []
        for office in {office.key: office for office in offices}.values():
            certainty = judge(life or office, scope.window, scope.quantifier)
            if certainty is not None and scope.only in (None, certainty):
                verdicts.append(Verdict(office, certainty))
        return verdicts

    def learn(self, entities: Iterable[Entity]) -> None:
        """Look many names up at once."""
        wanted = {entity for entity in entities if entity not in self._names}
        for type_, kind in ((EntityType.PARTY, Kind.NAME), (EntityType.OFFICE, Kind.TITLE)):
            of_type = sorted(entity for entity in wanted if entity.type is type_)
            found: dict[str, list[Fact]] = {entity.id: [] for entity in of_type}
            for fact in self._scan(kind, of_type) if of_type else ():
                found[str(fact.key[0])].append(fact)
            for id_, names in found.items():
                self._names[Entity(type_, id_)] = self._chosen(names) or id_

    def _name(self, entity: Entity) -> str:
        if entity not in self._names:
            self.learn([entity])
        return self._names[entity]

    def _scan(self, kind: Kind, of: Iterable[Entity]) -> list[Fact]:
        return self._view.scan(kind, Side.SCOPE, of)

    def _chosen(self, names: Iterable[Fact]) -> str | None:
        """Return the name that was surely borne on the day, else possibly, else at another time."""
        best = max(names, key=self._fitness, default=None)
        return None if best is None else fields(str(best.value))["name"]

    def _fitness(self, fact: Fact) -> tuple[object, ...]:
        extent = fact.extent
        certain = extent.f2 <= self._day < extent.t1
        possible = extent.f1 <= self._day < extent.t2
        return fact.standing is Standing.ACCEPTED, certain, possible, extent.f1 <= self._day, extent.f2
