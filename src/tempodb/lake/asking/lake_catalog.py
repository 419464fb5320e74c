"""The names of a lake, looked up as those of a database when what they may mean was brought; implements `name_catalog.Catalog`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tempodb.base.folding import fold, fold_as_before
from tempodb.base.printable import holds_halves
from tempodb.execution.allowance import Allowance
from tempodb.lake.asking.bringing import Bringing
from tempodb.model.kinds import EntityType, Kind
from tempodb.planning.plan import Side
from tempodb.questions.name_catalog import Days, Match, Named
from tempodb.store.reading.catalog import TELLING, StoredCatalog


class LakeCatalog(StoredCatalog):
    """Looks names up in a lake."""

    def __init__(self, bringing: Bringing, allowance: Allowance) -> None:
        super().__init__(bringing.replica.snapshot)
        self._bringing = bringing
        self._allowance = allowance

    def called(self, name: str, type_: EntityType, known_at: int) -> Sequence[Named]:
        """Return each id, name and alias, believed then or not, that reads like *name* when folded."""
        self._bring_named(name)
        return super().called(name, type_, known_at)

    def called_later(self, name: str, type_: EntityType, known_at: int) -> Sequence[Named]:
        """Return what was known, but was called so only after that instant."""
        self._bring_named(name)
        return super().called_later(name, type_, known_at)

    def holding(self, words: str, type_: EntityType, known_at: int) -> Sequence[Named]:
        """Return each believed id, name and alias that has these whole words within it; of an office, no id."""
        if not holds_halves(words):
            self._bringing.bring_holding([fold(words)])
        return super().holding(words, type_, known_at)

    def is_name(self, name: str) -> bool:
        """Return whether anything has or had this id or name."""
        self._bring_named(name)
        return super().is_name(name)

    def names_with(self, words: Sequence[str]) -> Sequence[str]:
        """Return folded names that hold any of these folded words, not all if there are very many."""
        self._bringing.bring_holding(word for word in words if not holds_halves(word))
        return super().names_with(words)

    def names(self, type_: EntityType) -> Iterable[tuple[str, Match]]:
        """Return every folded name of a type with what it means."""
        self._bringing.bring_type(type_)
        return super().names(type_)

    def names_of(self, match: Match, known_at: int) -> Sequence[Named]:
        """Return all the names of one thing."""
        for kind in TELLING:
            self._bringing.bring(kind, Side.SCOPE, [match.id])
        return super().names_of(match, known_at)

    def counted_as(self, status: str, known_at: int) -> frozenset[str]:
        """Return the other statuses that count as one, as some dataset says."""
        self._bringing.bring_all(Kind.STATUS, self._allowance)
        return super().counted_as(status, known_at)

    def offices_of(self, organization: str) -> Sequence[str]:
        """Return the ids of the offices of an organization or state, withdrawn ones among them."""
        self._bring_offices(organization)
        return super().offices_of(organization)

    def belongings(self, organization: str, known_at: int) -> Mapping[str, tuple[Days, ...]]:
        """Return the days on which each office may have belonged to an organization or state, as was believed then."""
        self._bring_offices(organization)
        return super().belongings(organization, known_at)

    def offices_held_by(self, person: str, known_at: int) -> Sequence[str]:
        """Return the ids of the offices that a person ever held, as was believed then."""
        self._bringing.bring(Kind.TENURE, Side.PARTY, [person])
        return super().offices_held_by(person, known_at)

    def foci(self) -> Sequence[tuple[str, str]]:
        """Return each dataset that names a focus, with the id of that organization."""
        self._bringing.bring_all(Kind.DATASET, self._allowance)
        return super().foci()

    def _bring_named(self, name: str) -> None:
        if not holds_halves(name):
            self._bringing.bring_named([fold(name), fold_as_before(name)])

    def _bring_offices(self, organization: str) -> None:
        for kind in (Kind.OFFICE, Kind.OFFICE_OF):
            self._bringing.bring(kind, Side.PARTY, [organization])
