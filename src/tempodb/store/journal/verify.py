"""Recomputes the digest chain and the beliefs, and says where they differ from what is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from tempodb.base.collecting import uncollected
from tempodb.base.errors import SHORTAGES
from tempodb.base.progress import Progress, in_parts, unwatched
from tempodb.store.beliefs.replay import derive, deviation
from tempodb.store.engines.port import Snapshot
from tempodb.store.log import entries
from tempodb.store.log.actions import Erase
from tempodb.store.log.digests import (
    GENESIS,
    StoredOperation,
    assertion_digest,
    assertion_digests,
    transaction_digest,
)
from tempodb.store.log.stated_bodies import KeptBodies, StatedBodies
from tempodb.store.schema.layout import DERIVED, FOLDED_ALIKE

CHECKED_AT_ONCE = 10_000
"""Of how many assertions at a time the digests are computed."""
ERASABLE = ("state", "clear", "say", "remark")
"""The operations that can speak of a person."""


def findings(
    snapshot: Snapshot,
    expected: Sequence[str] = (),
    progress: Progress = unwatched,
    foreseen: tuple[type[Exception], ...] = (),
) -> Iterator[str]:
    """Yield what is wrong with the database in one state; nothing if all is well.

    *expected* are digests that `tempodb digest` printed earlier and that were kept elsewhere: with
    them, a log that was cut off or rewritten from the start is found too. What the surroundings fail in
    is no finding: memory, libraries, the system, and what is *foreseen* beside.
    """
    if damage := snapshot.damage():
        yield from (f"the file is damaged: {found}" for found in damage)
        return
    bodies = KeptBodies()
    with uncollected():
        amiss = list(_chain(snapshot, expected, progress, bodies))
    yield from amiss
    # Of a log that is not whole, what matters is what whoever derives beliefs finds there.
    stated = None if amiss else bodies.given_up()
    with uncollected():
        found = list(_beliefs(snapshot, progress, stated, (*SHORTAGES, OSError, *foreseen)))
    yield from found


def _chain(
    snapshot: Snapshot, expected: Sequence[str], progress: Progress, bodies: KeptBodies
) -> Iterator[str]:
    """Yield what is wrong with the log, and keep the *bodies* that state something."""
    sizes = entries.sizes(snapshot)
    watched: Callable[[Iterable[StoredOperation]], Iterator[StoredOperation]] = in_parts(
        progress, sum(sizes.values()), "checking"
    )
    erased = _erased(entries.operations(snapshot, "erase"))
    previous, last_recorded, next_assertion = GENESIS, None, 1
    seen: set[str] = set()
    for number, (header, stored) in enumerate(entries.headers(snapshot), 1):
        if header.id != number:
            yield f"transaction {number} is missing"
            return
        if last_recorded is not None and header.recorded <= last_recorded:
            yield f"transaction {number} was not recorded after the one before it"
        digests: list[str] = []
        operations = watched(entries.operations_of(snapshot, header.id))
        while some := list(islice(operations, CHECKED_AT_ONCE)):
            bodies.keep(number, some)
            part = _checked(some, erased)
            if part.altered or part.numbers != [*range(next_assertion, next_assertion + len(part.numbers))]:
                yield from _amiss(part, number, next_assertion)
            next_assertion = part.numbers[-1] + 1
            digests += part.digests
        found = transaction_digest(previous, header, digests)
        if found != erased.headers.get(number, stored):
            yield f"transaction {number} was altered"
        previous, last_recorded = stored, header.recorded
        seen.add(stored)
        sizes.pop(number, None)
    if sizes:
        yield f"there are assertions of transactions that do not exist: {sorted(sizes)}"
    for digest in dict.fromkeys(expected):
        if digest not in seen:
            yield f"no transaction has the digest {digest}: the log was cut off or rewritten"


class _Erasures(NamedTuple):
    """What later erasures, as they lie in the log, have emptied; and the digests of what they blanked."""

    emptied: set[int]
    blanked: dict[int, str]
    headers: dict[int, str]


class _Checked(NamedTuple):
    """Assertions that stand one after the other, and the numbers of those that were altered."""

    numbers: list[int]
    digests: list[str]
    altered: set[int]


def _checked(operations: Sequence[StoredOperation], erased: _Erasures) -> _Checked:
    """Return what is found of assertions that stand one after the other in a transaction."""
    numbers, digests, due = (
        [each[0] for each in operations],
        [each[-1] for each in operations],
        assertion_digests(operations),
    )
    altered: set[int] = set()
    if digests != due or not erased.blanked.keys().isdisjoint(numbers):
        altered = {
            operation[0]
            for operation, own in zip(operations, due, strict=True)
            if (operation[-1] != own or operation[0] in erased.blanked) and _is_altered(operation, erased)
        }
    return _Checked(numbers, digests, altered)


def _amiss(part: _Checked, transaction: int, next_: int) -> Iterator[str]:
    """Yield what is missing among the assertions of a transaction, and what was altered."""
    for id_ in part.numbers:
        if id_ != next_:
            yield f"assertion {next_} is missing"
        next_ = id_ + 1
        if id_ in part.altered:
            yield f"assertion {id_} of transaction {transaction} was altered"


def _is_altered(operation: StoredOperation, erased: _Erasures) -> bool:
    id_, what, claim, body, salt, digest = operation
    if id_ in erased.emptied and body is None and salt is None and what in ERASABLE:
        return False
    due = erased.blanked.get(id_, digest) if what in ERASABLE else digest
    return salt is None or due != assertion_digest(salt, id_, what, claim, body)


def _erased(operations: Iterable[entries.Operation]) -> _Erasures:
    found = _Erasures(set(), {}, {})
    for operation in operations:
        if operation.body is not None:
            try:
                action = operation.action
            except (LookupError, ValueError, TypeError, AttributeError, RecursionError):
                continue
            if isinstance(action, Erase):
                found.emptied.update(id_ for id_ in action.emptied if id_ < operation.id)
                found.blanked.update((id_, to) for id_, to in action.blanked.items() if id_ < operation.id)
                found.headers.update((id_, to) for id_, to in action.headers.items() if id_ < operation.tx)
    return found


def _beliefs(
    snapshot: Snapshot,
    progress: Progress,
    bodies: Iterable[StatedBodies] | None,
    foreseen: tuple[type[Exception], ...],
) -> Iterator[str]:
    try:
        due = derive(snapshot, progress, bodies)
        if not snapshot.has_own_tables():
            yield "the tables are not made as this program makes them"
        if missing := snapshot.missing_guards():
            named = ", ".join(f"`{name}`" for name in missing)
            yield f"what refuses changes of history was taken away, {named}: tempodb rebuild puts it back"
        for table in DERIVED:
            if table == "label" and snapshot.schema_version() not in FOLDED_ALIKE:
                continue  # The next write makes it anew.
            extra, lacking = deviation(snapshot, table, due[table])
            if extra or lacking:
                yield (
                    f"the table `{table}` does not follow from the log: "
                    f"{extra} rows too many, {lacking} missing"
                )
    except foreseen:
        raise
    except Exception as error:
        # A log that was written by something else can fail in any way; that it does is the finding.
        yield f"the log cannot be replayed ({type(error).__name__}): it holds what this program never wrote"
