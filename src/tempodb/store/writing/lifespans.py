"""What lies beyond a life after a write, whichever of the two it states (MEANING.md, M20 and M50)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from tempodb.model.claims import Claim
from tempodb.model.commands import Subject
from tempodb.model.kinds import Entity, EntityType, Kind
from tempodb.store.beliefs.stored_beliefs import StoredBeliefs
from tempodb.store.engines.port import Snapshot
from tempodb.store.loading.doubts.lives import office_homes, outliving, parties_of, premature
from tempodb.store.loading.lifetimes import WHILE_ALIVE, believed_of, dates_over

Defines = Callable[[Entity], Claim | None]
"""What defines an id, if anything does."""


class Lifespans:
    """Looks for what lies beyond a life in what is believed at *present*, on the day *today*."""

    def __init__(self, snapshot: Snapshot, present: StoredBeliefs, defines: Defines, today: int) -> None:
        self._snapshot = snapshot
        self._present = present
        self._defines = defines
        self._today = today

    def beyond(self, stated: Sequence[Claim], written: Iterable[Subject]) -> str | None:
        """Return what to say of claims that were stated after others were *written*; None if all is within lives."""
        if not stated or stated[0].kind not in (*WHILE_ALIVE, Kind.EXISTENCE):
            return None
        if stated[0].kind is Kind.EXISTENCE:
            (party,) = stated[0].key
            claims = [*self._lives([party]), *self._spent(party, written)]
        else:
            claims = [*stated, *self._defined(EntityType.OFFICE, {claim.key[1] for claim in stated})]
            offices = office_homes(claims)
            parties = (party for claim in stated for party in parties_of(claim, offices) if party)
            claims += self._lives(dict.fromkeys(parties))
        found = [doubts for look in (premature, outliving) for doubts in look(claims, self._today)]
        if not found:
            return None
        more = f", and {len(found) - 1} more" if len(found) > 1 else ""
        return f"{found[0].message}{more}"

    def _lives(self, parties: Iterable[str]) -> Iterator[Claim]:
        for party in parties:
            lives = list(self._believed(Kind.EXISTENCE, (party,)))
            yield from lives
            if lives:
                yield from self._defined(EntityType.PARTY, [party])

    def _spent(self, party: str, written: Iterable[Subject]) -> Iterator[Claim]:
        """Yield where the party was and is, as a member or a holder."""
        stored = (
            (kind, claim.key) for kind in WHILE_ALIVE for claim in believed_of(party, kind, self._snapshot)
        )
        drafted = ((kind, key) for kind, key in written if kind in WHILE_ALIVE and key[0] == party)
        for kind, key in dict.fromkeys([*stored, *drafted]):
            yield from self._believed(kind, key)

    def _believed(self, kind: Kind, key: tuple[str, ...]) -> Iterator[Claim]:
        for fact in self._present.facts(kind, key):
            yield Claim(kind, key, str(fact.value), dates_over(fact.period), fact.standing)

    def _defined(self, type_: EntityType, ids: Iterable[str]) -> list[Claim]:
        found = (self._defines(Entity(type_, id_)) for id_ in ids)
        return [claim for claim in found if claim is not None]
