"""Where beliefs come from, as few questions ask: transactions, claims and writes."""

from __future__ import annotations

from typing import NamedTuple

from tempodb.model.citations import Details
from tempodb.model.kinds import Kind


class RecordedTransaction(NamedTuple):
    """A transaction of the log, as it is shown."""

    id: int
    recorded: int
    dataset: str | None
    author: str | None
    note: str | None


class Origin(NamedTuple):
    """Where a claim comes from: what it states, who stated it when, and when it was withdrawn; instants in microseconds."""

    claim: int
    says: str
    key: tuple[str, ...]
    value: str
    from_: str | None
    to: str | None
    standing: str
    dataset: str | None
    transaction: int
    recorded: int
    withdrawn: int | None
    sources: tuple[str, ...]
    note: str | None
    details: Details
    said: str | None


class Clearing(NamedTuple):
    """A write by which something of a key is no longer believed: its words, and when it was."""

    says: str
    transaction: int
    recorded: int


class ToldClaim(NamedTuple):
    """What a transaction did to a claim: `state`, `withdraw`, `revoke`, `restore` or `clear`; in words, with ids.

    What was erased has no kind.
    """

    done: str
    kind: Kind | None
    key: tuple[str, ...]
    says: str
    sources: tuple[str, ...]
    note: str | None


class SomeClaims(NamedTuple):
    """The first of some claims, and how many there are."""

    claims: tuple[ToldClaim, ...]
    number: int


class TimelineSize(NamedTuple):
    """How many beliefs there are of something, and the first and the last day on which one begins or ends, if any does."""

    number: int
    first: int | None
    last: int | None
