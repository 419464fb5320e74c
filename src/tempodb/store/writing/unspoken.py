"""What nothing may speak of once a transaction is undone: ids that it defined, or defined as something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain

from tempodb.base.errors import InputError, Problem
from tempodb.model.claims import Claim
from tempodb.model.commands import Subject
from tempodb.model.kinds import Entity
from tempodb.model.schema import SCHEMA
from tempodb.model.wording import described
from tempodb.store.beliefs.stored_beliefs import StoredBeliefs
from tempodb.store.engines.port import Snapshot
from tempodb.store.log.entries import live_claims
from tempodb.store.rules.consistency import ONCE_DEFINED, Stated, dangling, misclassed

DEFINED_ONCE = frozenset(ONCE_DEFINED.values())


def refuse_unspoken(
    number: int, subjects: Iterable[Subject], gone: Set[int], snapshot: Snapshot, present: StoredBeliefs
) -> None:
    """Refuse to undo transaction *number*, if an id would be nothing to those who speak of it.

    All is done already to its *subjects*, and some assertions are *gone*.

    Raises:
        InputError: with each of those ids.

    """
    changed = {Entity(SCHEMA[kind].key[0].type, key[0]) for kind, key in subjects if kind in DEFINED_ONCE}
    speaking = [claim for subject in subjects for claim in _said(subject, present)]
    if changed:
        speaking += _speaking(changed, gone, snapshot, present)
    if problems := list(_problems(speaking, present)):
        raise InputError(*(_of_undoing(number, problem) for problem in problems))


def _said(subject: Subject, present: StoredBeliefs) -> Iterator[Claim]:
    """Yield what is believed of a key, as claims without dates."""
    kind, key = subject
    for fact in present.facts(kind, key):
        yield Claim(kind, key, str(fact.value), sources=tuple(map(str, fact.sources)))


def _speaking(
    changed: Set[Entity], gone: Set[int], snapshot: Snapshot, present: StoredBeliefs
) -> Iterator[Claim]:
    """Yield the claims that go on to speak of what is defined otherwise; of a write that was replaced nothing is said."""
    for entry in live_claims(snapshot):
        claim = entry.claim
        if entry.id in gone or (claim.subject in changed and claim.kind in ONCE_DEFINED.values()):
            continue
        if changed & set(claim.mentions()) and (
            entry.dataset is not None
            or any(entry.id in fact.claims for fact in present.facts(claim.kind, claim.key))
        ):
            yield claim


def _problems(speaking: Sequence[Claim], present: StoredBeliefs) -> Iterator[Problem]:
    mentioned = set(chain.from_iterable(claim.mentions() for claim in speaking))
    known = dict(_definitions(mentioned, present))
    for claim in speaking:
        for problem in dangling([claim], known):
            yield problem._replace(message=f"{problem.message}, and {described(claim)} speaks of it")
        yield from misclassed([Stated(claim, None)], known)


def _definitions(mentioned: Iterable[Entity], present: StoredBeliefs) -> Iterator[tuple[Entity, Claim]]:
    defining = {
        entity: (ONCE_DEFINED[entity.type], (entity.id,))
        for entity in mentioned
        if entity.type in ONCE_DEFINED
    }
    present.look_ahead(defining.values())
    for entity, subject in defining.items():
        yield from ((entity, claim) for claim in _said(subject, present))


def _of_undoing(number: int, problem: Problem) -> Problem:
    message = f"without transaction {number}, {problem.message}"
    return problem._replace(
        code="still-used", message=message, hint="undo or `retract` that first", suggestions=()
    )
