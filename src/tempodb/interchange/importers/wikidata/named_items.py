"""The parties and offices that entities of Wikidata are, each stated once, when it is first named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tempodb.interchange.importers.foreign_dates import NotTakenError
from tempodb.interchange.importers.foreign_names import ForeignName, language_code, naming
from tempodb.interchange.importers.foreign_statements import ForeignStatements
from tempodb.interchange.importers.wikidata import properties as props
from tempodb.interchange.importers.wikidata.items import (
    Item,
    ItemStatement,
    Snak,
    snak_number,
    snak_text,
    snak_value,
)
from tempodb.interchange.importers.wikidata.limits import Limits, limited
from tempodb.interchange.importers.wikidata.time_values import spanning, time_value
from tempodb.markup.tree import Place
from tempodb.temporal.bounds import Bound
from tempodb.temporal.date_reader import read_date


class NamedItems:
    """States the parties and offices that *items* are."""

    def __init__(self, items: Mapping[str, Item], statements: ForeignStatements) -> None:
        self._items = items
        self._out = statements
        self._language = statements.conventions.language or "en"
        self._classes = _classes(items.values())
        self._related: list[tuple[str, Place]] = []

    def name(self, id_: str) -> str:
        """Return what an item is called, by its id if nothing says it."""
        item = self._items.get(id_)
        name = item and item.name(self._language)
        return name or self._out.unnamed(id_)

    def party(self, id_: str, place: Place, section: str = "organizations") -> str:
        """State a party, which is of a *section* unless more is known of it, and return its id."""
        if id_ in self._items and id_ not in self._classes:
            self._out.take(f"items that do not say what they are an instance of are {section}")
        section = self._classes.setdefault(id_, section)
        if self._out.is_defined(section, id_):
            return id_
        item, name = self._items.get(id_), self.name(id_)
        if item is None:
            self._out.define(section, id_, place, name=name)
            return id_
        is_person = section == "persons"
        begun, ended = (props.BORN, props.DIED) if is_person else (props.FOUNDED, props.DISSOLVED)
        dates = {
            "born" if is_person else "founded": self.date_of(item, begun),
            "died" if is_person else "dissolved": self.date_of(item, ended),
        }
        codes = (snak_text(each.main) for each in item.claims.get(props.STATE_CODE, ()))
        code = next(filter(None, codes), None)
        relations = {} if is_person else self._relations(item)
        said = {**naming(name, self._others(item)), "code": code, **dates, **relations}
        self._out.define(section, id_, item.place, **said)
        return id_

    def _relations(self, item: Item) -> dict[str, list[str]]:
        """Return what an organization is part of, and what it replaces, among what the source describes."""
        found = {}
        for key, property_ in (("part_of", props.PART_OF), ("succeeds", props.REPLACES)):
            others = [id_ for id_ in item.ids(property_) if id_ in self._items and id_ != item.id]
            found[key] = [id_ for id_ in dict.fromkeys(others) if self._classes.get(id_) != "persons"]
            self._related += [(id_, item.place) for id_ in found[key]]
        return found

    def state_related(self) -> None:
        """State the parties that others are part of, or replace, as far as they were not stated otherwise."""
        while self._related:
            self.party(*self._related.pop())

    def _others(self, item: Item) -> Iterator[ForeignName]:
        """Yield its other names in the language that is asked for, its names in others, and those that are official."""
        yield from map(ForeignName, item.aliases.get(self._language, ()))
        for code, label in item.names.items():
            yield ForeignName(label, language_code(code))
        for statement in item.claims.get(props.OFFICIAL_NAME, ()):
            if (name := snak_text(statement.main)) and statement.rank != "deprecated":
                value = snak_value(statement.main)
                language = language_code(value.get("language")) if isinstance(value, dict) else None
                start, end = (self._official(statement, property_) for property_ in (props.START, props.END))
                dates = self._out.span(start, end, statement.place)
                text = " ".join(name.split())
                yield ForeignName(text, language, dates.get("from"), dates.get("to"), official=True)

    def _official(self, statement: ItemStatement, property_: str) -> str | None:
        """Return the date of an official name by one of its qualifiers."""
        try:
            return self.date(statement.qualifiers.get(property_, ()))
        except NotTakenError:
            self._out.leave_out("dates of names that are none which can be told", statement.place)
            return None

    def office(self, position: str, statement: ItemStatement) -> str:
        """State the office that a *statement* is about, and return its id.

        A position that a statement says to be one of an organization is another office in each of them.
        """
        of = next(iter(statement.ids(*props.ORGANIZATION_OF_STATEMENT)), None)
        id_ = position if of is None else f"{of}/{position}"
        if self._out.is_defined("offices", id_):
            return id_
        item, title = self._items.get(position), self.name(position)
        claims = () if item is None else item.claims.get(props.NUMBER_OF_SEATS, ())
        seats = next(filter(None, (snak_number(each.main) for each in claims)), None)
        if seats is None:
            self._out.take("offices of which the source does not say how many seats they have have many")
        self._out.define(
            "offices",
            id_,
            statement.place if item is None else item.place,
            organization=self._organization(of, item, statement.place),
            seats=seats or "many",
            **naming(title, () if item is None else self._others(item), "title"),
        )
        return id_

    def _organization(self, of: str | None, position: Item | None, place: Place) -> str:
        """Return what a position is one of: *of* what a statement says, else what it says itself."""
        own = () if position is None else tuple(position.ids(*props.ORGANIZATION_OF))
        for id_ in own if of is None else (of, *own):
            is_land = position is not None and id_ in set(position.ids(*props.JURISDICTION))
            self.party(id_, place, "states" if is_land else "organizations")
            if self._classes[id_] != "persons":
                return id_
        return self._out.nowhere(place)

    def date_of(self, item: Item, *properties: str) -> str | None:
        """Return the date that an item has for the first of some properties that it has, by its best rank."""
        for property_ in properties:
            best = _best(item.claims.get(property_, ()))
            try:
                told = [text for each in best if (text := limited(self.date([each.main]), self.limits(each)))]
                if told:
                    return self._one(list(map(read_date, told)))
            except NotTakenError:
                self._out.leave_out(f"dates of {property_} that are none which can be told", item.place)
        return None

    def date(self, snaks: Sequence[Snak]) -> str | None:
        """Return the date that snaks have for their value; of several, any day from the first to the last.

        Raises:
            NotTakenError: one is no date, or none that can be told.

        """
        found = []
        for snak in snaks:
            value = snak_value(snak)
            if isinstance(value, dict):
                said = time_value(value)
                if said.is_julian:
                    self._out.take("dates of the Julian calendar are told by the Gregorian one")
                found.append(read_date(said.text))
        return self._one(found) if found else None

    def _one(self, dates: list[Bound]) -> str:
        if len(dates) > 1:
            self._out.take("several dates of one event mean any day from the first to the last")
        return spanning(dates)

    def limits(
        self, statement: ItemStatement, earliest: str = props.EARLIEST, latest: str = props.LATEST
    ) -> Limits:
        """Return the earliest and the latest date that a statement says, by these of its qualifiers.

        Raises:
            NotTakenError: one is no date, or none that can be told.

        """
        first, last = (self.date(statement.qualifiers.get(key, ())) for key in (earliest, latest))
        return Limits(
            None if first is None else read_date(first).earliest,
            None if last is None else read_date(last).latest,
        )


def _best(statements: Sequence[ItemStatement]) -> list[ItemStatement]:
    """Return the statements of the best rank, as Wikidata has it."""
    for rank in ("preferred", "normal"):
        if found := [each for each in statements if each.rank == rank]:
            return found
    return []


def _classes(items: Iterable[Item]) -> dict[str, str]:
    """Return the sections that items belong to: by what they are instances of, else by how they are named."""
    found: dict[str, str] = {}
    named: list[tuple[str, str]] = []
    for item in items:
        kinds = set(item.ids(props.INSTANCE_OF))
        if props.HUMAN in kinds:
            found[item.id] = "persons"
        elif kinds & props.KINDS_OF_STATES or props.STATE_CODE in item.claims:
            found[item.id] = "states"
        if props.POSITION_HELD in item.claims or props.IN_PARTY in item.claims:
            named.append((item.id, "persons"))
        named += [(id_, "organizations") for id_ in item.ids(props.MEMBER_OF, props.IN_PARTY)]
    for id_, section in named:
        found.setdefault(id_, section)
    return found
