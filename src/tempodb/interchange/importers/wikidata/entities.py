"""Entities of Wikidata → tenures and memberships, and the parties and offices that they name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tempodb.interchange.importers.foreign_dates import NotTakenError
from tempodb.interchange.importers.foreign_statements import ForeignStatements
from tempodb.interchange.importers.wikidata import properties as props
from tempodb.interchange.importers.wikidata.items import NO_VALUE, SOME_VALUE, Item, ItemStatement, snak_item
from tempodb.interchange.importers.wikidata.named_items import NamedItems
from tempodb.interchange.importers.wikidata.qualifiers import Qualifiers
from tempodb.interchange.importers.wikidata.references import References

_WITHOUT = {SOME_VALUE: "an unknown value", NO_VALUE: "no value"}


class StatedItems:
    """States in *statements* what *items* of Wikidata do, which may name each other in any order."""

    def __init__(self, items: Mapping[str, Item], statements: ForeignStatements) -> None:
        self._items = items
        self._out = statements
        self._parties = NamedItems(items, statements)
        self._qualifiers = Qualifiers(items, self._parties, statements)
        self._references = References(statements, self._parties.name)

    def state_all(self) -> None:
        """State what each statement of each item does."""
        for item in self._items.values():
            for place in item.none:
                self._out.refuse(place, "format", "this is no statement of Wikidata", "remove it")
            for property_ in props.STATED:
                for statement in item.claims.get(property_, ()):
                    self._state(item, property_, statement)
        self._parties.state_related()
        for item in self._items.values():
            if item.left:
                self._out.leave_out("statements of other properties", item.place, item.left)
            if not any(self._out.is_defined(section, item.id) for section in ("persons", "offices")):
                self._out.leave_out(
                    "items that hold no position, are none, and are a member of nothing", item.place
                )

    def _state(self, item: Item, property_: str, statement: ItemStatement) -> None:
        meant = snak_item(statement.main)
        if meant is None:
            what = _WITHOUT.get(str(statement.main.get("snaktype")), "a value that is no item")
            self._out.leave_out(f"statements of {property_} with {what}", statement.place)
            return
        try:
            spell = self._qualifiers.spell(statement, f"{property_} {meant}")
        except NotTakenError as error:
            self._out.refuse(statement.place, error.code, str(error), error.hint)
            return
        said = self._said(property_, statement)
        if property_ == props.POSITION_HELD:
            said |= {
                "holder": self._parties.party(item.id, item.place, "persons"),
                "office": self._parties.office(meant, statement),
                "capacity": self._qualifiers.capacity(statement),
                "ordinal": self._qualifiers.ordinal(statement),
            }
            self._out.hold("tenures", spell, statement.place, **said)
        else:
            member, of = self._parties.party(item.id, item.place), self._parties.party(meant, statement.place)
            self._out.hold("memberships", spell, statement.place, member=member, of=of, **said)

    def _said(self, property_: str, statement: ItemStatement) -> dict[str, Any]:
        """Return what is said of tenures and memberships alike."""
        is_deprecated = statement.rank == "deprecated"
        if is_deprecated:
            self._out.take("statements of deprecated rank are disputed")
        self._qualifiers.count_others(statement)
        return {
            "representing": self._qualifiers.representing(statement, property_),
            "for": self._qualifiers.district(statement),
            "end_reason": self._qualifiers.end_reason(statement),
            "note": self._qualifiers.note(statement),
            "source": self._out.cited(
                self._references.sources(statement.references, statement.place),
                f"statement {statement.id}" if statement.id else None,
                statement.place,
            ),
            "standing": "disputed" if is_deprecated else None,
        }
