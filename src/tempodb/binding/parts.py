"""The parts of one query → ids: names, conditions, and the statuses that are included."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from tempodb.binding.likeness import Instants
from tempodb.binding.lookup import Lookup
from tempodb.questions import resolved
from tempodb.questions.name_catalog import Catalog
from tempodb.tql import ast

if TYPE_CHECKING:
    from tempodb.binding.source_text import SourceText


class PartBinder(Lookup):
    """Binds what a query names at its *instants*, with what its *including* adds."""

    def __init__(
        self,
        catalog: Catalog,
        focus: ast.Name | None,
        asked: SourceText,
        instants: Instants,
        including: ast.Including,
    ) -> None:
        super().__init__(catalog, focus, asked, instants)
        self.including = including

    def extensions(self) -> frozenset[ast.Extension]:
        """Return what an organization is taken together with."""
        return self.including.extensions

    def statuses(self, asked: ast.Name) -> frozenset[str] | None:
        """Return the status that is asked for with those that are included, None for any.

        What counts as one of them is asked for, too (MEANING.md, M48).
        """
        named = frozenset(self.status(name) for name in (asked, *self.including.statuses))
        if self.including.any_status:
            return None
        return named.union(*map(self.counted_as, named))

    def condition(self, condition: ast.Condition) -> resolved.Condition:
        """Return what a condition means, with the statuses that are included."""
        match condition:
            case ast.HasStatus(party, None, organization):
                return self.place(party, organization)
            case ast.HasStatus(party, status, organization):
                assert status is not None
                statuses = self.statuses(status)
                return resolved.Memberships(self.organization(organization), self.party(party), statuses)
            case ast.HoldsOffice(person, office):
                return resolved.Holding(self.person(person), self.office(office))
            case _:
                assert_never(condition)

    def whereabouts(self, place: ast.Name) -> tuple[str | None, str | None]:
        """Return the organization or state that a place means, or else the office."""
        if not self.is_body(place) and self.is_office(place):
            return None, self.office(ast.OfficeName(place))
        return self.body(place), None

    def place(self, party: ast.Name, place: ast.Name | None) -> resolved.Condition:
        """Return what a party is in a place: any status in an organization, or the holder of an office."""
        if place is not None and not self.is_organization(place) and self.is_office(place):
            return resolved.Holding(self.person(party), self.office(ast.OfficeName(place)))
        return resolved.Memberships(self.organization(place), self.party(party), None)
