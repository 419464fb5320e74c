"""What files say of lives, held against what a database believes of the same parties (MEANING.md, M50)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from tempodb.base.errors import Problem
from tempodb.model.claims import Claim, ClaimDates, Dataset
from tempodb.model.kinds import EntityType, Kind
from tempodb.store.beliefs.row_periods import period_of
from tempodb.store.engines.port import Snapshot
from tempodb.store.loading.doubts.lives import office_homes, outliving, parties_of, premature
from tempodb.store.schema.layout import COLUMNS, BeliefRow
from tempodb.temporal.bounds import SINCE_ALWAYS
from tempodb.temporal.date_reader import bound_text
from tempodb.temporal.instants import FOREVER, day_of
from tempodb.temporal.periods import Period

_COLUMNS = COLUMNS["belief"]
_BELIEVED = f"""SELECT a.body, t.dataset, {", ".join("b." + column for column in _COLUMNS)}
FROM entity e JOIN belief b ON b.{{side}} = e.id JOIN assertion a ON a.id = b.claim JOIN tx t ON t.id = a.tx
WHERE e.type = ? AND e.slug = ? AND b.kind = ? AND b.recorded_to = {FOREVER} AND a.body IS NOT NULL
ORDER BY b.kind, b.scope, b.f1, b.id"""
_OF_SCOPE = _BELIEVED.format(side="scope")
_OF_PARTY = _BELIEVED.format(side="party")
WHILE_ALIVE = (Kind.MEMBERSHIP, Kind.TENURE)
"""What one does only as long as one lives."""
_SPEAKING = (*WHILE_ALIVE, Kind.EXISTENCE, Kind.PARTY, Kind.OFFICE)


def beyond_lives(datasets: Sequence[Dataset], snapshot: Snapshot, now: int) -> list[Problem]:
    """Return a warning for what lies beyond a life, where a file says the one and the database the other.

    Of the database that is what others than these datasets say.
    """
    stated = [claim for dataset in datasets for claim in dataset.claims if claim.kind in _SPEAKING]
    loaded = {dataset.id for dataset in datasets}

    def defined(type_: EntityType, id_: str, kind: Kind) -> list[Claim]:
        return _read(_OF_SCOPE, type_, id_, kind, snapshot, loaded)

    lived = {claim.key[0] for claim in stated if claim.kind is Kind.EXISTENCE}
    believed = [
        claim
        for party in sorted(lived)
        for kind in WHILE_ALIVE
        for claim in _read(_OF_PARTY, EntityType.PARTY, party, kind, snapshot, loaded)
    ]
    held = [claim for claim in stated if claim.kind in WHILE_ALIVE]
    for office in sorted({claim.key[1] for claim in held if claim.kind is Kind.TENURE}):
        believed += defined(EntityType.OFFICE, office, Kind.OFFICE)
    offices = office_homes([*stated, *believed])
    named = {party for claim in held for party in parties_of(claim, offices) if party}
    for party in sorted(named | lived):
        for kind in (Kind.EXISTENCE, Kind.PARTY):
            believed += defined(EntityType.PARTY, party, kind)
    today = day_of(now)
    known = {*_found(stated, today), *_found(believed, today)}
    return [problem for problem in _found([*stated, *believed], today) if problem not in known]


def believed_of(party: str, kind: Kind, snapshot: Snapshot) -> list[Claim]:
    """Return the memberships or tenures that are believed of a party, as claims."""
    return _read(_OF_PARTY, EntityType.PARTY, party, kind, snapshot)


def _read(
    sql: str, type_: EntityType, id_: str, kind: Kind, snapshot: Snapshot, but: Collection[str] = ()
) -> list[Claim]:
    """Return what is believed, *but* for what some datasets say, each claim with the dates that writes have left it."""
    rows = snapshot.execute(sql, (int(type_), id_, int(kind))).fetchall()
    return [_as_believed(body, BeliefRow(*row)) for body, dataset, *row in rows if dataset not in but]


def _as_believed(body: str, row: BeliefRow) -> Claim:
    claim = Claim.from_body(body)
    return claim if claim.kind.defines else replace(claim, when=dates_over(period_of(row)))


def dates_over(period: Period) -> ClaimDates:
    """Return the dates of a claim that holds over a *period*.

    >>> from tempodb.temporal.bounds import ONGOING
    >>> dates_over(Period(SINCE_ALWAYS, ONGOING)).is_absent
    True
    """
    return ClaimDates(
        None if period.from_ == SINCE_ALWAYS else bound_text(period.from_), bound_text(period.to)
    )


def _found(claims: Sequence[Claim], today: int) -> list[Problem]:
    return [*premature(claims, today), *outliving(claims, today)]
