"""The names that rows show: those borne on the last day asked about, as believed at the known instant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tempodb.execution.beliefs import fields
from tempodb.execution.evidence import lives_of
from tempodb.execution.homes import home_on, homes_in, homes_of
from tempodb.execution.view import Verdict, View
from tempodb.model.kinds import Entity, EntityType, Kind
from tempodb.planning import fact_plans
from tempodb.planning.fact_plans import KIND_OF_NAME
from tempodb.planning.plan import Side
from tempodb.questions import resolved
from tempodb.temporal.facts import Fact, Standing, intersection, judge
from tempodb.temporal.instants import FOREVER
from tempodb.temporal.periods import Certainty

AT_NO_INSTANT = (0, 0)


def day_of_names(query: resolved.Query) -> int:
    """Return the day whose names the answer to *query* shows: the last one that is asked about."""
    window = query.scope.window
    return query.today if window is None else window.end - 1


class Display:
    """Display names at one day and one known instant, each looked up once."""

    def __init__(self, view: View, day: int) -> None:
        self._view = view
        self._day = day
        self._parties: dict[str, str] = {}
        self._named: dict[str, tuple[int, int]] = {}
        self._titled: dict[str, tuple[int, int]] = {}
        self._titles: dict[str, str] = {}
        self._organizations: dict[str, str] = {}
        self._homes: dict[str, list[Fact]] = {}

    @classmethod
    def of(cls, query: resolved.Query, view: View) -> Display:
        """Return the display that suits the answer to *query*."""
        return cls(view, day_of_names(query))

    def party(self, id_: str) -> str:
        """Return the name of a party, or its id where no name is known."""
        if id_ not in self._parties:
            self.parties([id_])
        return self._parties[id_]

    def represented(self, key: Sequence[object]) -> str | None:
        """Return the name of whom somebody represents, by the key of a holding."""
        id_ = key[2] if len(key) > 2 else None
        return self.party(str(id_)) if id_ else None

    def beside(self, key: Sequence[object], said: Mapping[str, Any]) -> str:
        """Return for whom and for which area somebody holds what a key is about, in words behind it."""
        represented, area = self.represented(key), said.get("for_name", said.get("for"))
        return "".join(
            f" {word} {name}" for word, name in (("representing", represented), ("for", area)) if name
        )

    def title(self, office: str) -> str:
        """Return the title of an office."""
        if office not in self._titles:
            self.titles([office])
        return self._titles[office]

    def organization_of(self, office: str, day: int | None = None) -> str:
        """Return the organization or state that an office belongs to, by a day of its own if it moved."""
        if office not in self._organizations:
            self.organizations([office])
        if homes := self._homes.get(office):
            return home_on(self._day if day is None else min(day, self._day), homes)
        return self._organizations[office]

    def home(self, tenure: Fact) -> str:
        """Return what the office of a tenure belonged to on the last day asked about on which it may have held."""
        return self.organization_of(str(tenure.key[1]), tenure.extent.t2 - 1)

    def homes(self, office: str) -> Sequence[Fact]:
        """Return when an office that moved belonged to which organization, of one that did not move nothing."""
        if office not in self._organizations:
            self.organizations([office])
        return self._homes.get(office, ())

    def parties(self, ids: Iterable[str]) -> Mapping[str, str]:
        """Return the names of many parties, looked up at once, and maybe of others."""
        return self._called(EntityType.PARTY, ids, self._parties, self._named)

    def named(self, ids: Iterable[str], office: str | None = None) -> tuple[int, int]:
        """Return from which recorded instant on, and up to which, parties whose names were asked for are called so.

        And an office, which belongs to the same organization then. That is on whatever day; at no instant
        where one of them had several names, or the office moved.
        """
        spans = [self._named.get(id_, AT_NO_INSTANT) for id_ in ids]
        if office is not None:
            spans += self._titled.get(office, AT_NO_INSTANT), self._belonging(office)
        return max([-FOREVER, *(since for since, _ in spans)]), min(
            [FOREVER + 1, *(until for _, until in spans)]
        )

    def _belonging(self, office: str) -> tuple[int, int]:
        """Return from when to when it is believed what an office belongs to; at no instant where it moved."""
        entity = Entity(EntityType.OFFICE, office)
        shelf = self._view.beliefs.shelf(Kind.OFFICE, Side.SCOPE, entity, self._view.allowance)
        if shelf is None or not self._organizations[office]:
            return AT_NO_INSTANT
        return shelf.epoch(self._view.known_at)

    def titles(self, offices: Iterable[str]) -> Mapping[str, str]:
        """Return the titles of many offices, and maybe of others."""
        return self._called(EntityType.OFFICE, offices, self._titles, self._titled)

    def organizations(self, offices: Iterable[str]) -> Mapping[str, str]:
        """Return what many offices belong to, and maybe others; of those that moved nothing."""
        if unknown := sorted({office for office in offices if office not in self._organizations}):
            self._organizations.update(dict.fromkeys(unknown, ""))
            moved = []
            for fact in self._scan(Kind.OFFICE, [Entity(EntityType.OFFICE, office) for office in unknown]):
                office, said = str(fact.key[0]), fields(str(fact.value))
                if "organization" in said:
                    self._organizations[office] = said["organization"]
                else:
                    moved.append(office)
            if moved:
                self._homes |= homes_of(moved, self._view)
        return self._organizations

    def offices_in(self, organization: str, scope: resolved.Scope) -> list[Verdict]:
        """Return the offices that an organization has in the window: as long as it exists."""
        offices = [
            office for plan in fact_plans.offices_in(organization, scope) for office in self._view.facts(plan)
        ]
        lived = lives_of(organization, self._view)
        homes = homes_in(organization, self._view)
        verdicts = []
        for office in {office.key: office for office in offices}.values():
            stretches = lived or [office]
            if (own := homes.get(str(office.key[0]))) is not None:
                stretches = [intersection(home, life) for home in own for life in lived] if lived else own
            judged = {judge(stretch, scope.window, scope.quantifier) for stretch in stretches} - {None}
            certainty = Certainty.CERTAIN if Certainty.CERTAIN in judged else Certainty.POSSIBLE
            if judged and scope.only in (None, certainty):
                verdicts.append(Verdict(office, certainty))
        return verdicts

    def learn(self, entities: Iterable[Entity]) -> None:
        """Look many names up at once."""
        wanted = list(entities)
        self.parties(entity.id for entity in wanted if entity.type is EntityType.PARTY)
        self.titles(entity.id for entity in wanted if entity.type is EntityType.OFFICE)

    def _called(
        self,
        type_: EntityType,
        ids: Iterable[str],
        names: dict[str, str],
        spans: dict[str, tuple[int, int]],
    ) -> Mapping[str, str]:
        """Return the *names* of a type that are known, after those of *ids* became known.

        Of those that never had another one, the *spans* of recorded time in which it is believed, too.
        """
        view, kind = self._view, KIND_OF_NAME[type_]
        unknown = [id_ for id_ in ids if id_ not in names]
        only = view.beliefs.only_names(kind, type_, unknown, view.allowance)
        several = set()
        for id_ in view.each(unknown):
            if (known := only[id_]) is None:
                several.add(id_)
            else:
                name, recorded_from, recorded_to = known
                is_named = recorded_from <= view.known_at < recorded_to
                names[id_] = name if is_named else id_
                if is_named:
                    spans[id_] = recorded_from, recorded_to
        names.update(self._chosen_of(type_, sorted(several)))
        return names

    def _chosen_of(self, type_: EntityType, ids: Sequence[str]) -> dict[str, str]:
        found: dict[str, list[Fact]] = {id_: [] for id_ in ids}
        if ids:
            for fact in self._scan(KIND_OF_NAME[type_], [Entity(type_, id_) for id_ in ids]):
                found[str(fact.key[0])].append(fact)
        return {id_: self._chosen(names) or id_ for id_, names in found.items()}

    def _scan(self, kind: Kind, of: Iterable[Entity]) -> list[Fact]:
        return self._view.scan(kind, Side.SCOPE, of)

    def _chosen(self, names: Iterable[Fact]) -> str | None:
        """Return the name that was surely borne on the day, else possibly, else at another time.

        Of several, the one without a language; else that whose language comes first (MEANING.md, M53).
        """
        best = min(names, key=self._unfitness, default=None)
        return None if best is None else fields(str(best.value))["name"]

    def _unfitness(self, fact: Fact) -> tuple[Any, ...]:
        extent, language = fact.extent, fact.key[1]
        is_certain = extent.f2 <= self._day < extent.t1
        is_possible = extent.f1 <= self._day < extent.t2
        is_begun = extent.f1 <= self._day
        is_disputed = fact.standing is not Standing.ACCEPTED
        return is_disputed, not is_possible, not is_begun, language, not is_certain, -extent.f2
