"""Persons, organizations and positions of FollowTheMoney → parties and offices, each stated once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from tempodb.interchange.importers.foreign_numbers import number_told
from tempodb.interchange.importers.foreign_statements import ForeignStatements
from tempodb.interchange.importers.ftm.things import KINDS_OF_BODIES, KINDS_OF_PERSONS, Thing, date_of
from tempodb.markup.tree import Place

_TOLD = {
    "persons": "name alias weakAlias previousName birthDate deathDate sourceUrl publisher positionOccupancies membershipMember directorshipDirector",
    "organizations": "name alias weakAlias previousName abbreviation incorporationDate dissolutionDate classification sourceUrl publisher positions membershipMember membershipOrganization directorshipOrganization successors predecessors",
    "offices": "name organization country numberOfSeats sourceUrl publisher occupancies",
}
"""What is told of them, be it by what is nested in them."""
_NAMING = ("name", "alias", "weakAlias", "previousName")


class NamedThings:
    """States the parties and offices that *things* are, each with its *predecessors*."""

    def __init__(
        self,
        things: Mapping[str, Thing],
        predecessors: Mapping[str, Sequence[str]],
        statements: ForeignStatements,
    ) -> None:
        self._things = things
        self._predecessors = predecessors
        self._out = statements

    def _names(self, id_: str) -> tuple[str, list[str]]:
        thing = self._things.get(id_)
        names = [] if thing is None else thing.all(*_NAMING)
        if thing is not None and thing.caption and (thing.caption in names or not names):
            names = [thing.caption, *(name for name in names if name != thing.caption)]
        first, *rest = [" ".join(name.split()) for name in names] or [self._out.unnamed(id_)]
        return first, rest

    def person(self, id_: str, place: Place) -> str:
        """Return our id of a person."""
        return self.party(id_, place, "persons")

    def party(self, id_: str, place: Place, section: str | None = None) -> str:
        """Return our id of a person or an organization, of a section if that is known."""
        thing = self._things.get(id_)
        section = section or ("persons" if thing and thing.schema in KINDS_OF_PERSONS else "organizations")
        ours = self._out.ids.of("party", id_)
        if self._out.is_defined(section, ours):
            return ours
        name, aliases = self._names(id_)
        before = [self._out.ids.of("party", each) for each in self._predecessors.get(id_, ()) if each != id_]
        if thing is None:
            self._out.define(section, ours, place, name=name, succeeds=before)
            return ours
        self._count_others(thing, section)
        is_person = section == "persons"
        begun, ended = ("birthDate", "deathDate") if is_person else ("incorporationDate", "dissolutionDate")
        keys = ("born", "died") if is_person else ("founded", "dissolved")
        dates = {
            key: self._out.date(date_of(thing.all(each)), thing.place)
            for key, each in zip(keys, (begun, ended), strict=True)
        }
        short = None if is_person else thing.first("abbreviation")
        self._out.define(
            section,
            ours,
            thing.place,
            name=name,
            short=short if short != name else None,
            aliases=aliases,
            succeeds=before,
            kind=thing.first("classification") or (thing.schema if not is_person else None),
            source=self.sources(thing),
            **dates,
        )
        return ours

    def office(self, id_: str, place: Place) -> str:
        """Return our id of a position."""
        ours = self._out.ids.of("office", id_)
        if self._out.is_defined("offices", ours):
            return ours
        thing = self._things.get(id_)
        if thing is not None:
            self._count_others(thing, "offices")
        name, aliases = self._names(id_)
        seats = None if thing is None else thing.first("numberOfSeats")
        if not number_told(seats):
            self._out.take("positions of which the source does not say how many seats they have have many")
            seats = "many"
        self._out.define(
            "offices",
            ours,
            place if thing is None else thing.place,
            title=name,
            aliases=aliases,
            organization=self._organization(thing, place),
            seats=seats,
            source=[] if thing is None else self.sources(thing),
        )
        return ours

    def role(self, organization: str, role: str, place: Place) -> str:
        """Return our id of the office that a role in an organization is."""
        body = self.party(organization, place, "organizations")
        ours = self._out.ids.of("office", f"{organization}/{role.lower()}")
        return self._out.once("offices", ours, place, title=role, organization=body, seats="many")

    def _organization(self, position: Thing | None, place: Place) -> str:
        """Return what a position is one of: its organization, else its country."""
        if position is not None and (organization := position.first("organization")):
            return self.party(organization, position.place, "organizations")
        country = position and position.first("country")
        if not country:
            return self._out.nowhere(place)
        self._out.take("positions without an organization are offices of their country")
        ours = self._out.ids.of("party", f"country-{country}")
        return self._out.once("states", ours, place, name=country, code=country.upper())

    @cached_property
    def _bodies_by_name(self) -> Mapping[str, Sequence[str]]:
        """The ids of the organizations of each name."""
        found: dict[str, list[str]] = defaultdict(list)
        for id_, thing in self._things.items():
            if thing.schema in KINDS_OF_BODIES:
                for name in thing.all("name"):
                    found[name].append(id_)
        return found

    @cached_property
    def _publishers(self) -> Mapping[str, str]:
        """Who published what is at an address, as far as an entity that names no other address says it."""
        found: dict[str, set[str]] = defaultdict(set)
        for thing in self._things.values():
            urls, publishers = thing.all("sourceUrl"), thing.all("publisher")
            if len(urls) == len(publishers) == 1:
                found[urls[0]].add(publishers[0])
        return {url: publisher for url, (publisher, *others) in found.items() if not others}

    def group(self, name: str, place: Place) -> str:
        """Return our id of a political group, which is told by its name or by its id."""
        if name in self._things:
            return self.party(name, place, "organizations")
        if len(called := self._bodies_by_name.get(name, ())) == 1:
            self._out.take("political groups are the one organization that is called as they are")
            return self.party(called[0], place, "organizations")
        ours = self._out.ids.of("party", f"group-{name}")
        return self._out.once("organizations", ours, place, name=name)

    def sources(self, thing: Thing) -> list[str]:
        """Return our ids of the sources of an entity: its datasets, and the addresses that it names."""
        found = [
            self._out.once("sources", self._out.ids.of("source", name), thing.place, title=name)
            for name in thing.datasets
        ]
        urls = thing.all("sourceUrl")
        if set(thing.all("publisher")) - {self._publishers.get(url) for url in urls}:
            self._out.leave_out("`publisher` that is not told of which address it is", thing.place)
        addresses = (self._out.address(url, thing.place, self._publishers.get(url)) for url in urls)
        return list(dict.fromkeys([*found, *filter(None, addresses)]))

    def _count_others(self, thing: Thing, section: str) -> None:
        for name in sorted(thing.properties.keys() - set(_TOLD[section].split())):
            self._out.leave_out(f"`{name}` of {section}", thing.place)
