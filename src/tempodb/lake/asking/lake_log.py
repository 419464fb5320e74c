"""What a lake holds of the log: where claims come from, and what was cleared, as `store.reading` reads both of a log."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from tempodb.model.claims import Claim
from tempodb.model.kinds import Kind
from tempodb.model.provenance import Clearing, Origin
from tempodb.model.schema import SCHEMA
from tempodb.model.wording import described
from tempodb.store.log.holding import GONE_BY, UNDONE_BY
from tempodb.temporal.instants import day_of

AssertionRows = Iterable[Mapping[str, Any]]
"""Rows of the table of assertions, in the order of the log."""
Transactions = Mapping[int, tuple[int, str | None]]
"""When each transaction was recorded, and of which dataset it is."""


def origins(told: AssertionRows, transactions: Transactions, known_at: int) -> list[Origin]:
    """Return where some claims come from, as was known at an instant."""
    found = []
    for row in told:
        recorded, dataset = transactions[row["tx"]]
        claim = Claim.from_body(row["body"])
        from_, to = claim.period(day_of(recorded))
        found.append(
            Origin(
                row["claim"],
                described(claim),
                claim.key,
                claim.value,
                from_.stated(),
                to.stated(),
                claim.standing.value,
                dataset,
                row["tx"],
                recorded,
                _gone(row["taken_back"], GONE_BY, known_at),
                claim.sources,
                claim.note,
                claim.details,
                row["said"],
            )
        )
    return found


def clearings(
    told: AssertionRows, transactions: Transactions, kind: Kind, key: tuple[str, ...], known_at: int
) -> list[Clearing]:
    """Return the writes by which something of a key was not believed any more at an instant."""
    found = []
    for row in told:
        recorded, _ = transactions[row["tx"]]
        if recorded > known_at or _gone(row["taken_back"], UNDONE_BY, known_at) is not None:
            continue
        cleared = json.loads(row["body"])
        if (cleared["kind"], SCHEMA[kind].from_log(cleared["key"])) == (kind.name.lower(), key):
            found.append(Clearing(row["said"] or "a write", row["tx"], recorded))
    return found


def _gone(taken_back: str, by: Iterable[str], known_at: int) -> int | None:
    """Return when an operation took an assertion back that nothing had restored by an instant; None if none did."""
    gone: list[int] = []
    for recorded, operation in json.loads(taken_back):
        if recorded <= known_at:
            gone = [] if operation == "restore" else [*gone, recorded] if operation in by else gone
    return max(gone, default=None)
