"""The only writer: appends transactions to the log and brings the beliefs to what follows from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, insert

from tempodb.claims import Claim, Dataset
from tempodb.errors import DatasetError, InputError, Problem
from tempodb.schema.layout import DERIVED
from tempodb.schema.tables import Assertion, Tx
from tempodb.store import consistency, log
from tempodb.store.derivation import Numbered, believe
from tempodb.store.difference import Difference, by_kind, compare
from tempodb.store.digests import GENESIS, Header, assertion_digest, transaction_digest
from tempodb.store.engine import trying, writing
from tempodb.temporal.facts import Fact
from tempodb.temporal.instants import day_of, instant_text


class Remarks(NamedTuple):
    """What the writer of a transaction says of it; an own recorded time replays history."""

    author: str | None = None
    note: str | None = None
    recorded_at: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What loading one dataset did, or would do."""

    dataset: str
    transaction: int | None
    recorded: int | None
    difference: Difference

    def as_dict(self) -> dict[str, Any]:
        """Return the figures that `load --format json` prints."""
        return {
            "dataset": self.dataset,
            "transaction": self.transaction,
            "recorded_at": None if self.recorded is None else instant_text(self.recorded),
            "added": len(self.difference.added),
            "corrected": len(self.difference.corrected),
            "retracted": len(self.difference.retracted),
            "unchanged": self.difference.unchanged,
            "kinds": by_kind(self.difference.stated),
        }

    def lines(self) -> Iterator[str]:
        """Yield the difference in words, a line a claim."""
        for claim in self.difference.added:
            yield f"+ {claim.kind.name.lower()} {consistency.described(claim)}"
        for old, new in self.difference.corrected:
            yield f"- {old.claim.kind.name.lower()} {consistency.described(old.claim)}"
            yield f"+ {new.kind.name.lower()} {consistency.described(new)}"
        for old in self.difference.retracted:
            yield f"- {old.claim.kind.name.lower()} {consistency.described(old.claim)}"


class Journal:
    """Writes one database; *clock* gives microseconds UTC, *salt* a fresh random text."""

    def __init__(
        self, engine: Engine, path: Path | str, clock: Callable[[], int], salt: Callable[[], str]
    ) -> None:
        self._engine = engine
        self._path = path
        self._clock = clock
        self._salt = salt

    def load(self, datasets: Sequence[Dataset], remarks: Remarks) -> list[Report]:
        """Record how the *datasets* differ from what they last stated: all of it, or nothing.

        Raises:
            DatasetError: with every contradiction and dangling id of the first dataset that has any.
            InputError: the own recorded time is in the future, or not after the last transaction.

        """
        with writing(self._engine, self._path) as connection:
            return self._load(connection, datasets, remarks)

    def refuse_first(self, datasets: Sequence[Dataset], remarks: Remarks) -> None:
        """Refuse what an empty database would refuse, before one is made.

        Raises:
            DatasetError: a dataset contradicts itself, or mentions what none of them defines.
            InputError: the own recorded time is in the future.

        """
        clock = self._clock()
        at = clock if remarks.recorded_at is None else remarks.recorded_at
        refuse_inconsistent(datasets, [], day_of(at))
        refuse_time(at, clock, None)

    def preview(self, datasets: Sequence[Dataset], remarks: Remarks) -> list[Report]:
        """Return what `load` would do, and write nothing."""
        with trying(self._engine, self._path) as connection:
            return self._load(connection, datasets, remarks)

    def rebuild(self) -> int:
        """Derive the beliefs anew from the log, and return how many transactions it has."""
        with writing(self._engine, self._path) as connection:
            return replay(connection)

    def _load(self, connection: Connection, datasets: Sequence[Dataset], remarks: Remarks) -> list[Report]:
        live = log.live_claims(connection.exec_driver_sql)
        clock = self._clock()
        at = clock if remarks.recorded_at is None else remarks.recorded_at
        refuse_inconsistent(datasets, live, day_of(at))
        return [self._load_one(connection, dataset, remarks, clock, i) for i, dataset in enumerate(datasets)]

    def _load_one(
        self, connection: Connection, dataset: Dataset, remarks: Remarks, clock: int, position: int
    ) -> Report:
        last = log.last_transaction(connection.exec_driver_sql)
        at = max(last[1] + 1, clock) if last else clock
        if remarks.recorded_at is not None:
            at = remarks.recorded_at + position
        live = log.live_claims(connection.exec_driver_sql)
        own = [Numbered(entry.id, entry.claim) for entry in live if entry.dataset == dataset.id]
        difference = compare(own, dataset.claims, day_of(at))
        if difference.is_empty:
            return Report(dataset.id, None, None, difference)
        refuse_time(at, clock, last)
        header = Header(last[0] + 1 if last else 1, at, clock, dataset.id, remarks.author, remarks.note)
        stated = self._append(connection, header, last[2] if last else GENESIS, difference)
        believe(connection, at, stated, difference.withdrawn)
        return Report(dataset.id, header.id, at, difference)

    def _append(
        self, connection: Connection, header: Header, previous: str, difference: Difference
    ) -> list[Numbered]:
        """Write a transaction and its assertions, and return what it states."""
        first = int(connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM assertion").scalar_one()) + 1
        claims: list[tuple[str, int | None, str | None]] = [
            (log.WITHDRAW, numbered.id, None) for numbered in difference.withdrawn
        ]
        claims += [(log.STATE, None, claim.body()) for claim in difference.stated]
        rows = []
        for id_, (operation, claim, body) in enumerate(claims, first):
            salt = self._salt()
            digest = assertion_digest(salt, id_, operation, claim, body)
            rows.append(log.Operation(id_, header.id, operation, claim, body, salt, digest))
        digest = transaction_digest(previous, header, [row.digest for row in rows])
        connection.execute(insert(Tx), [{**header._asdict(), "digest": digest}])
        connection.execute(insert(Assertion), [row._asdict() for row in rows])
        numbers = range(first + len(difference.withdrawn), first + len(rows))
        return [Numbered(id_, claim) for id_, claim in zip(numbers, difference.stated, strict=True)]


def replay(connection: Connection) -> int:
    """Derive the beliefs of the log that *connection* holds anew; return its number of transactions."""
    for table in DERIVED:
        connection.exec_driver_sql(f"DELETE FROM {table}")
    claims: dict[int, Claim] = {}
    recorded = {header.id: header.recorded for header, _ in log.headers(connection.exec_driver_sql)}
    everything = list(log.operations(connection.exec_driver_sql))
    for tx, group in groupby(everything, key=lambda operation: operation.tx):
        stated, withdrawn = [], []
        for operation in group:
            if operation.operation == log.STATE and operation.body is not None:
                claims[operation.id] = Claim.from_body(operation.body)
                stated.append(Numbered(operation.id, claims[operation.id]))
            elif operation.claim is not None:
                withdrawn.append(Numbered(operation.claim, claims.pop(operation.claim)))
        believe(connection, recorded[tx], stated, withdrawn)
    return len(recorded)


def refuse_time(at: int, clock: int, last: tuple[int, int, str] | None) -> None:
    """Refuse a recorded time that is in the future, or not after the last transaction.

    Raises:
        InputError: it is.

    """
    if last is not None and at <= last[1]:
        raise InputError.of(
            "recorded-at",
            f"{instant_text(at)} is not after the last transaction, which was recorded at {instant_text(last[1])}",
            "give a later instant, or leave --recorded-at out",
        )
    if at > max(clock, last[1] + 1 if last else clock):
        raise InputError.of(
            "recorded-at", f"{instant_text(at)} is in the future", "give an instant that is past"
        )


def refuse_inconsistent(datasets: Sequence[Dataset], live: Sequence[log.Logged], recorded_day: int) -> None:
    """Refuse datasets of which one is wrong, or after whose load the beliefs would contain what they may not.

    Each is held against what is *live* of datasets that are not among them, and against the others.

    Raises:
        DatasetError: with every problem of all of them.

    """
    ids = {dataset.id for dataset in datasets}
    problems: list[Problem] = []
    for dataset in datasets:
        others = [entry for entry in live if entry.dataset not in ids]
        for companion in datasets:
            if companion.id != dataset.id:
                first = max((entry.id for entry in others), default=0) + 1
                numbered = enumerate(companion.claims, first)
                others += [log.Logged(id_, claim, companion.id, recorded_day) for id_, claim in numbered]
        own = [entry for entry in live if entry.dataset == dataset.id]
        problems += [*dataset.problems, *_problems(dataset, own, others, recorded_day)]
    if problems:
        raise DatasetError.gather(problems)


def _problems(
    dataset: Dataset, own: Sequence[log.Logged], others: Sequence[log.Logged], recorded_day: int
) -> Iterator[Problem]:
    stated_before = {entry.claim.identity: entry.recorded_day for entry in own}
    strangers = [consistency.Stated(entry.claim, entry.dataset) for entry in others]
    definitions = consistency.defined([entry.claim for entry in strangers] + list(dataset.claims))
    yield from consistency.dangling(dataset.claims, definitions, dataset.doubtful)
    yield from _still_used(strangers, definitions)
    yield from consistency.misclassed([*dataset.claims, *(entry.claim for entry in others)], definitions)
    yield from consistency.contradicting_definitions(dataset.claims, strangers)
    new = {-i: claim for i, claim in enumerate(dataset.claims, 1)}
    known = {entry.id: consistency.Stated(entry.claim, entry.dataset) for entry in others}
    days = {id_: stated_before.get(claim.identity, recorded_day) for id_, claim in new.items()}
    days |= {entry.id: entry.recorded_day for entry in others}
    for facts in _timelines(new, known, days):
        yield from consistency.contradicting_facts(facts, new, known)


def _still_used(strangers: Iterable[consistency.Stated], definitions: dict[Any, Claim]) -> Iterator[Problem]:
    for stated in strangers:
        for problem in consistency.dangling([stated.claim], definitions):
            message = f"{problem.message}, and dataset `{stated.dataset}` still speaks of it"
            yield Problem("still-used", message, "keep its definition")


def _timelines(
    new: dict[int, Claim], known: dict[int, consistency.Stated], days: dict[int, int]
) -> Iterable[list[Fact]]:
    """Return the facts of each key that the new claims speak of; *days* tells when each was recorded."""
    keys = {(claim.kind, claim.key) for claim in new.values() if not claim.kind.defines}
    timelines: dict[object, list[Fact]] = defaultdict(list)
    for id_, claim in [*new.items(), *((id_, stated.claim) for id_, stated in known.items())]:
        if (claim.kind, claim.key) in keys:
            fact = consistency.fact_of(id_, claim, days[id_])
            if fact is not None:
                timelines[claim.kind, claim.key].append(fact)
    return timelines.values()
