"""Names → ids, for the binder: what each place of a question may name, and how it is found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from tempodb.base.errors import QueryError
from tempodb.binding import likeness, name_kinds
from tempodb.binding.likeness import Instants
from tempodb.binding.name_kinds import ANYTHING, BODY, OFFICE, ORGANIZATION, PARTY, SOURCE, NameKind
from tempodb.model.kinds import CORE_STATUSES, EntityType, PartyClass
from tempodb.questions.name_catalog import Catalog, Days, Match, Named
from tempodb.temporal.instants import FOREVER
from tempodb.tql import ast

if TYPE_CHECKING:
    from tempodb.binding.name_errors import UnknownName
    from tempodb.binding.source_text import SourceText

MAX_OF_IN_NAME = 12
"""How many `of` in a name are looked at."""
NO_DAYS = (Days(0, 0),)
"""When an office belonged to a body of which it is disputed or no longer believed that it did."""
AT_LAST = Instants(FOREVER - 1)
"""As names are believed for good, at any valid time: what writes mean."""


class Lookup:
    """Finds what names mean in *catalog* at some *instants*; *asked* knows the text that they stand in."""

    def __init__(
        self, catalog: Catalog, focus: ast.Name | None, asked: SourceText, instants: Instants = AT_LAST
    ) -> None:
        self._catalog = catalog
        self._focus = focus
        self._asked = asked
        self._instants = instants

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
        return self._one(name, name_kinds.PERSON).id

    def plainly(self, name: ast.Name) -> str:
        """Return the person who has *name* whole: for what cannot be undone, a part of it will not do."""
        found = self._meant(name.text, name_kinds.PERSON)
        if len(found) == 1 and likeness.note(name.text, found[0]):
            raise self._unfound().partly(name, found[0])
        return self._only(name, found, name_kinds.PERSON).id

    def classed(self, name: ast.Name) -> tuple[str, PartyClass]:
        """Return the party that *name* means, and what it is."""
        match = self._one(name, PARTY)
        return match.id, match.class_ or PartyClass.ORGANIZATION

    def is_body(self, name: ast.Name) -> bool:
        """Return whether *name* means an organization or a state, or one of several."""
        return bool(self._find(name.text, BODY))

    def is_organization(self, name: ast.Name) -> bool:
        """Return whether *name* means an organization, or one of several."""
        return bool(self._find(name.text, ORGANIZATION))

    def is_office(self, name: ast.Name) -> bool:
        """Return whether *name* means an office."""
        try:
            self._office(ast.OfficeName(name))
        except QueryError:
            return False
        return True

    def source(self, name: ast.Name) -> str:
        """Return the source that *name* means."""
        return self._one(name, SOURCE).id

    def counted_as(self, status: str) -> frozenset[str]:
        """Return the other statuses that count as one."""
        return self._catalog.counted_as(status, self._instants.known_at)

    def status(self, name: ast.Name) -> str:
        """Return the status that *name* means: a core word, or one that a dataset declares."""
        if name.text in CORE_STATUSES:
            return name.text
        found = self._find(name.text, name_kinds.STATUS)
        if not found:
            raise self._unfound().status(name)
        return found[0].match.id

    def anything(self, name: ast.Name) -> tuple[EntityType, str]:
        """Return whatever *name* means: a party first, then an office, a source, a dataset or an event."""
        for kind in ANYTHING:
            if likeness.are_believed(found := self._find(name.text, kind)):
                return kind.type, self._only(name, found, kind).id
        if self.is_office(name):
            return EntityType.OFFICE, self.office(ast.OfficeName(name))
        for kind in ANYTHING:
            if found := self._meant(name.text, kind):
                return kind.type, self._only(name, found, kind).id
        raise self._unfound().anything(name)

    def office(self, office: ast.OfficeName) -> str:
        """Return the office that is meant: by id, by `TITLE of X`, by title in the focus, or by title alone."""
        found = self._office(office)
        whole = office.title.text
        if office.organization is not None:
            whole += f" of {office.organization.text}"
        self._say(whole, found)
        return found.match.id

    def offices_in(self, organization: str) -> tuple[str, ...]:
        """Return the offices that an organization or state is believed to have."""
        offices = self._catalog.offices_of(organization)
        return tuple(office for office in offices if self._is_believed(office))

    def _is_believed(self, office: str) -> bool:
        named = self._catalog.names_of(Match(office, EntityType.OFFICE, None), self._instants.known_at)
        return any(name.unbelieved is None for name in named)

    # ── what has a name ──────────────────────────────────────────────────────────────────────────

    def _called(self, name: str, wanted: NameKind) -> list[Named]:
        """Return what is wanted that has a name, or has it without an article before it."""
        named = self._catalog.called(name, wanted.type, self._instants.known_at)
        fitting = [each for each in named if wanted.fits(each.match.class_)]
        article, _, rest = name.partition(" ")
        return fitting if fitting or article.lower() != "the" else self._called(rest, wanted)

    def _find(self, name: str, wanted: NameKind) -> list[Named]:
        """Return what is wanted that a name means best."""
        return likeness.best(name, self._called(name, wanted), self._instants.window)

    def _parts(self, words: str, wanted: NameKind) -> list[Named]:
        """Return what is wanted that has these whole words in one of its names, once each."""
        if not likeness.is_telling(words):
            return []
        holding = self._catalog.holding(words, wanted.type, self._instants.known_at)
        return list({each.match: each for each in holding if wanted.fits(each.match.class_)}.values())

    def _one(self, name: ast.Name, wanted: NameKind) -> Match:
        return self._only(name, self._meant(name.text, wanted), wanted)

    def _meant(self, name: str, wanted: NameKind) -> list[Named]:
        """Return what has a name, else what alone has it as a part, else what had it before it was withdrawn."""
        whole = self._find(name, wanted)
        if likeness.are_believed(whole):
            return whole
        parts = self._parts(name, wanted)
        return parts if len(parts) == 1 or not whole else whole

    def _only(self, name: ast.Name, found: Sequence[Named], wanted: NameKind) -> Match:
        if not found:
            raise self._unfound().name(name, wanted)
        if len(found) > 1:
            raise self._unfound().ambiguous(name, found, "mean {} of them")
        self._say(name.text, found[0])
        return found[0].match

    def _say(self, written: str, found: Named) -> None:
        """Say what a name was taken for, where that is not plain."""
        if note := likeness.note(written, found):
            self._asked.note(note)

    # ── offices ──────────────────────────────────────────────────────────────────────────────────

    def _office(self, office: ast.OfficeName) -> Named:
        title = office.title
        if office.organization is not None:
            body = self.body(office.organization)
            found = self._titled(title.text, [body]) or self._partly_titled(title.text, [body])
            return self._one_office(title, found, [body])
        withdrawn: list[Named] = []
        for found in self._wholly_titled(title.text):
            if likeness.are_believed(found):
                return self._one_office(title, found, [])
            withdrawn = withdrawn or found
        for left, right in _splits(title.text):
            bodies = [each.match.id for each in self._meant(right, BODY)]
            if found := self._titled(left, bodies) or self._partly_titled(left, bodies):
                return self._one_office(title, found, bodies).having(is_part=True)
        parts = self._parts(title.text, OFFICE)
        found = parts if len(parts) == 1 or not withdrawn else withdrawn
        return self._one_office(title, found, self._named_bodies(title.text))

    def _wholly_titled(self, title: str) -> Iterator[list[Named]]:
        """Yield what offices a whole title may mean: by id, by `TITLE of X`, in the focus, or by title alone."""
        exact = self._find(title, OFFICE)
        if any(each.match.id == title for each in exact):
            yield exact
        for left, right in _splits(title):
            yield self._titled(left, [each.match.id for each in self._find(right, BODY)])
        if focus := self._known_focus():
            yield self._titled(title, [focus])
        yield exact

    def _titled(self, title: str, bodies: Sequence[str]) -> list[Named]:
        """Return the offices of some bodies that a title means best."""
        offices = {office for body in bodies for office in self._catalog.offices_of(body)}
        called = [each for each in self._called(title, OFFICE) if each.match.id in offices] if offices else []
        return likeness.best(title, self._belonging(called, bodies), self._instants.window)

    def _partly_titled(self, title: str, bodies: Sequence[str]) -> list[Named]:
        offices = {office for body in bodies for office in self._catalog.offices_of(body)}
        parts = [each for each in self._parts(title, OFFICE) if each.match.id in offices] if offices else []
        return likeness.existing(self._belonging(parts, bodies), self._instants.window)

    def _belonging(self, found: list[Named], bodies: Iterable[str]) -> list[Named]:
        """Return offices of some bodies, where they are several each as what existed while it was one of theirs."""
        if len({each.match for each in found}) < 2 or self._instants.window is None:
            return found
        known_at = self._instants.known_at
        there: dict[str, tuple[Days, ...]] = {}
        for body in bodies:
            for office, days in self._catalog.belongings(body, known_at).items():
                there[office] = (*there.get(office, ()), *days)
        return [each.having(existing=there.get(each.match.id, NO_DAYS)) for each in found]

    def _named_bodies(self, title: str) -> list[str]:
        for _, right in _splits(title):
            if found := self._find(right, PARTY):
                return [each.match.id for each in found]
        return []

    def _one_office(self, title: ast.Name, found: Sequence[Named], bodies: Sequence[str]) -> Named:
        if len(found) == 1:
            return found[0]
        if found:
            raise self._unfound().ambiguous(title, found, "be any of {} offices")
        known = [office for body in bodies for office in self._catalog.offices_of(body)]
        if not known:
            raise self._unfound().name(title, OFFICE)
        splits = _splits(title.text)
        raise self._unfound().office(title, splits[0][0] if splits else title.text, known)

    # ── the focus ────────────────────────────────────────────────────────────────────────────────

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

    def _unfound(self) -> UnknownName:
        # Only a wrong name needs it.
        from tempodb.binding.name_errors import UnknownName

        return UnknownName(self._catalog, self._asked, self._instants.known_at)


def _splits(text: str) -> list[tuple[str, str]]:
    """Return the text split at each ` of `, the rightmost first."""
    words = text.split(" ")
    at = [i for i, word in enumerate(words) if word.lower() == "of" and 0 < i < len(words) - 1]
    return [(" ".join(words[:i]), " ".join(words[i + 1 :])) for i in reversed(at[-MAX_OF_IN_NAME:])]
