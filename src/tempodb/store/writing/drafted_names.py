"""Names ↔ ids, those among them that a transaction in the making gives; implements `name_catalog.Catalog`."""

from __future__ import annotations

from collections.abc import Sequence

from tempodb.base.folding import fold
from tempodb.model.claims import Claim
from tempodb.model.kinds import EntityType, Kind, PartyClass
from tempodb.model.labels import names_said
from tempodb.questions.name_catalog import Match, Named
from tempodb.store.engines.port import Snapshot
from tempodb.store.reading.catalog import ANY_DAYS, StoredCatalog


class DraftedCatalog(StoredCatalog):
    """Looks names up as they are before a transaction, and as its own *definitions* give them."""

    def __init__(self, snapshot: Snapshot, definitions: Sequence[Named]) -> None:
        super().__init__(snapshot)
        self._drafted = definitions

    def is_name(self, name: str) -> bool:
        """Return whether anything has or had this id or name."""
        return super().is_name(name) or any(fold(named.name) == fold(name) for named in self._drafted)

    def names_of(self, match: Match, known_at: int) -> Sequence[Named]:
        """Return all the names of one thing."""
        return [named for named in super().names_of(match, known_at) if named.match.id == match.id]

    def offices_of(self, organization: str) -> Sequence[str]:
        """Return the ids of the offices of an organization or state."""
        own = {
            named.match.id
            for named in self._drafted
            if named.match.type is EntityType.OFFICE and named.match.id.rpartition("/")[0] == organization
        }
        return sorted(own.union(super().offices_of(organization)))

    def _told(
        self, sql: str, type_: EntityType, known_at: int, parameters: tuple[int | str, ...]
    ) -> Sequence[Named]:
        drafted = [named for named in self._drafted if named.match.type is type_]
        return [*super()._told(sql, type_, known_at, parameters), *drafted]


def names_given(claims: Sequence[Claim]) -> list[Named]:
    """Return the names that a definition, and what is said beside it, give."""
    definition = claims[0]
    class_ = PartyClass(definition.fields["class"]) if definition.kind is Kind.PARTY else None
    match = Match(definition.key[0], definition.subject.type, class_)
    given = dict.fromkeys(
        name for claim in claims for name in names_said(claim.kind, claim.key[0], claim.fields)
    )
    return [Named(name, match, (ANY_DAYS,)) for name in given]
