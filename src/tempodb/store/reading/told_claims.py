"""The claims that a transaction wrote, and those that rest on a source: some of them, however many there are."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from tempodb.model.provenance import SomeClaims, ToldClaim
from tempodb.model.wording import about, described
from tempodb.store.engines.asking_many import of_each
from tempodb.store.engines.port import Snapshot
from tempodb.store.log.actions import Clear, State, read_action

_TOLD = "'state', 'withdraw', 'revoke', 'restore', 'clear'"
OF_TRANSACTION = f"""SELECT a.operation, a.claim, a.body FROM assertion a
  WHERE a.tx = ? AND a.operation IN ({_TOLD}) ORDER BY a.id LIMIT ?"""
HOW_MANY_WRITTEN = f"SELECT count(*) FROM assertion a WHERE a.tx = ? AND a.operation IN ({_TOLD})"
CLAIM_BODIES = "SELECT id, operation, body FROM assertion WHERE id IN"
RESTING = """SELECT DISTINCT b.claim FROM belief b WHERE b.sources IN
  (SELECT i.id FROM interned i WHERE i.text LIKE ? ESCAPE '!') AND b.recorded_from <= ? AND b.recorded_to > ?
  LIMIT ?"""


def written_in(snapshot: Snapshot, transaction: int, most: int) -> SomeClaims:
    """Return what a transaction wrote, the first of it, and how much that was."""
    rows = snapshot.execute(OF_TRANSACTION, (transaction, most)).fetchall()
    taken = {
        id_: (operation, body) for id_, operation, body in of_each(snapshot, CLAIM_BODIES, (), _claims(rows))
    }
    told = []
    for operation, claim, body in rows:
        of = (operation, body) if claim is None else taken[claim]
        told.append(_told(operation, *of))
    ((count,),) = snapshot.execute(HOW_MANY_WRITTEN, (transaction,))
    return SomeClaims(tuple(told), int(count))


def resting_on(snapshot: Snapshot, source: str, known_at: int, most: int) -> SomeClaims:
    """Return the claims that name a source, some of them, as known at an instant, and how many were found.

    Of more than *most* one more is counted.
    """
    named = json.dumps(source, ensure_ascii=False)
    pattern = "".join(f"!{each}" if each in "!%_" else each for each in named)
    asked = f"[%{pattern}%", known_at, known_at, most + 1
    numbers = [claim for (claim,) in snapshot.execute(RESTING, asked)]
    found = (
        _told(operation, operation, body)
        for _, operation, body in of_each(snapshot, CLAIM_BODIES, (), numbers)
    )
    told = [claim for claim in found if source in claim.sources]
    return SomeClaims(tuple(told[:most]), len(told))


def _claims(rows: Iterable[Any]) -> list[int]:
    return [claim for _, claim, _ in rows if claim is not None]


def _told(done: str, operation: str, body: str | None) -> ToldClaim:
    """Return what is *done* to what an operation said, in words; of what was erased, that it was."""
    match read_action(operation, None, body):
        case State(claim):
            says = described(claim)
            return ToldClaim(done, claim.kind, claim.key, says, tuple(claim.sources), claim.note)
        case Clear(kind, key, (from_, to)):
            words = [about(kind, key), from_.stated() and f"from {from_.stated()}"]
            ends = f"to {to.stated()}" if to.stated() else "onwards"
            return ToldClaim(done, kind, key, " ".join(filter(None, [*words, ends])), (), None)
        case _:
            return ToldClaim(done, None, (), "[erased]", (), None)
