"""Names → ids, for the binder: what each place of a question may name, and how it is found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tempodb.errors import QueryError
from tempodb.kinds import CORE_STATUSES, EntityType, PartyClass
from tempodb.query import ast, sought
from tempodb.query.bound import Catalog, Match
from tempodb.query.sought import ANYTHING, BODY, OFFICE, ORGANIZATION, PARTY, SOURCE, Sought

if TYPE_CHECKING:
    from tempodb.query.asked import Asked
    from tempodb.query.unfound import Unfound

LONGEST = 12
"""How many `of` in a name are looked at."""


class Lookup:
    """Finds what names mean in *catalog*; *asked* knows the text that they stand in."""

    def __init__(self, catalog: Catalog, focus: ast.Name | None, asked: Asked) -> None:
        self._catalog = catalog
        self._focus = focus
        self._asked = asked

    def organization(self, name: ast.Name | None) -> str:
        """Return the organization that *name* means, or else the focus."""
        return self._focus_id() if name is None else self._one(name, ORGANIZATION).id

    def body(self, name: ast.Name | None) -> str:
        """Return what has offices, bodies and events: an organization or a state, else the focus."""
        return self._focus_id() if name is None else self._one(name, BODY).id

    def party(self, name: ast.Name) -> str:
        """Return the party that *name* means."""
        return self._one(name, PARTY).id

    def person(self, name: ast.Name) -> str:
        """Return the person that *name* means."""
        return self._one(name, sought.PERSON).id

    def classed(self, name: ast.Name) -> tuple[str, PartyClass]:
        """Return the party that *name* means, and what it is."""
        match = self._one(name, PARTY)
        return match.id, match.class_ or PartyClass.ORGANIZATION

    def is_organization(self, name: ast.Name) -> bool:
        """Return whether *name* means an organization, or one of several."""
        return any(ORGANIZATION.fits(match.class_) for match in self._find(name.text, EntityType.PARTY))

    def is_office(self, name: ast.Name) -> bool:
        """Return whether *name* means an office."""
        try:
            self.office(ast.OfficeName(name))
        except QueryError:
            return False
        return True

    def source(self, name: ast.Name) -> str:
        """Return the source that *name* means."""
        return self._one(name, SOURCE).id

    def status(self, name: ast.Name) -> str:
        """Return the status that *name* means: a core word, or one that a dataset declares."""
        if name.text in CORE_STATUSES:
            return name.text
        matches = self._find(name.text, EntityType.STATUS)
        if not matches:
            raise self._unfound().status(name)
        return matches[0].id

    def anything(self, name: ast.Name) -> tuple[EntityType, str]:
        """Return whatever *name* means: a party first, then an office, a source, a dataset or an event."""
        for kind in ANYTHING:
            if self._find(name.text, kind.type):
                return kind.type, self._one(name, kind).id
        try:
            return EntityType.OFFICE, self.office(ast.OfficeName(name))
        except QueryError:
            raise self._unfound().anything(name) from None

    def office(self, office: ast.OfficeName) -> str:
        """Return the office that is meant: by id, by `TITLE of X`, by title in the focus, or by title alone."""
        title = office.title
        if office.organization is not None:
            body = self.body(office.organization)
            return self._one_office(title, self._titled(title.text, [body]), [body])
        exact = [m for m in self._find(title.text, EntityType.OFFICE) if m.id == title.text]
        if exact:
            return exact[0].id
        for left, right in _splits(title.text):
            bodies = [m.id for m in self._find(right, EntityType.PARTY) if BODY.fits(m.class_)]
            if found := self._titled(left, bodies):
                return self._one_office(title, found, bodies)
        everywhere = [match.id for match in self._find(title.text, EntityType.OFFICE)]
        in_focus = self._titled(title.text, [focus]) if (focus := self._known_focus()) else []
        return self._one_office(title, in_focus or everywhere, self._named_bodies(title.text))

    def _find(self, name: str, type_: EntityType) -> Sequence[Match]:
        """Return what has a name, or has it without an article before it."""
        found = self._catalog.find(name, type_)
        article, _, rest = name.partition(" ")
        return found if found or article.lower() != "the" else self._catalog.find(rest, type_)

    def _titled(self, title: str, bodies: Iterable[str]) -> list[str]:
        offices = {office for body in bodies for office in self._catalog.offices_of(body)}
        return sorted({match.id for match in self._find(title, EntityType.OFFICE)} & offices)

    def _named_bodies(self, title: str) -> list[str]:
        for _, right in _splits(title):
            if matches := self._find(right, EntityType.PARTY):
                return [match.id for match in matches]
        return []

    def _one_office(self, title: ast.Name, found: Sequence[str], bodies: Sequence[str]) -> str:
        if len(found) == 1:
            return found[0]
        if found:
            raise self._unfound().ambiguous(title, found, "be any of {} offices")
        known = [office for body in bodies for office in self._catalog.offices_of(body)]
        if not known:
            raise self._unfound().name(title, OFFICE)
        splits = _splits(title.text)
        raise self._unfound().office(title, splits[0][0] if splits else title.text, known)

    def _one(self, name: ast.Name, wanted: Sought) -> Match:
        fitting = [m for m in self._find(name.text, wanted.type) if wanted.fits(m.class_)]
        if not fitting:
            raise self._unfound().name(name, wanted)
        if len(fitting) > 1:
            raise self._unfound().ambiguous(name, [match.id for match in fitting], "mean {} of them")
        return fitting[0]

    def _known_focus(self) -> str | None:
        try:
            return self._focus_id()
        except QueryError:
            return None

    def _focus_id(self) -> str:
        if self._focus is not None:
            return self._one(self._focus, ORGANIZATION).id
        foci = self._catalog.foci()
        if len({focus for _, focus in foci}) != 1:
            raise self._unfound().focus(foci)
        return foci[0][1]

    def _unfound(self) -> Unfound:
        # Only a wrong name needs it.
        from tempodb.query.unfound import Unfound

        return Unfound(self._catalog, self._asked)


def _splits(text: str) -> list[tuple[str, str]]:
    """Return the text split at each ` of `, the rightmost first."""
    words = text.split(" ")
    at = [i for i, word in enumerate(words) if word.lower() == "of" and 0 < i < len(words) - 1]
    return [(" ".join(words[:i]), " ".join(words[i + 1 :])) for i in reversed(at[-LONGEST:])]
