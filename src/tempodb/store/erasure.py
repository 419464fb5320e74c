"""Which assertions speak of a person, and where else the person's names stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from tempodb.claims import Claim
from tempodb.errors import InputError
from tempodb.folding import fold
from tempodb.kinds import KEY_TYPES, Entity, EntityType, Kind, PartyClass
from tempodb.store import log
from tempodb.store.actions import Action, Clear, Emptied, Say, State
from tempodb.store.digests import Header
from tempodb.store.log import Operation
from tempodb.writes import Erased

SHORTEST = 4
"""Names of fewer letters stand in too many words to be looked for."""


class Traces:
    """What the log's *operations* say of one person.

    Raises:
        InputError: the person is none, or nothing is known.

    """

    def __init__(self, operations: Iterable[Operation], person: str) -> None:
        self._operations = [(operation, operation.action) for operation in operations]
        self._person = Entity(EntityType.PARTY, person)
        about = [action.claim for _, action in self._operations if isinstance(action, State)]
        about = [claim for claim in about if claim.key[0] == person]
        classes = {claim.fields["class"] for claim in about if claim.kind is Kind.PARTY}
        if classes != {PartyClass.PERSON}:
            raise InputError.of(
                "wrong-class", f"`{person}` is no person", "only what is known of persons is erased"
            )
        self._names = {person, *_names(about)}

    def assertions(self) -> list[int]:
        """Return the numbers of the assertions that speak of the person."""
        found = {operation.id for operation, action in self._operations if self._speaks(action)}
        found |= set(self._introducing(found))
        return sorted(found)

    def elsewhere(self, headers: Iterable[Header]) -> Iterator[str]:
        """Yield in words where the person's names stand in what is about something else."""
        for header in headers:
            if self._names_in(f"{header.author or ''} {header.note or ''}"):
                yield f"transaction {header.id} names the person in its note or author"
        gone = set(self.assertions())
        for operation, action in self._operations:
            if (
                isinstance(action, State)
                and operation.id not in gone
                and self._names_in(operation.body or "")
            ):
                claim = action.claim
                yield f"{claim.kind.name.lower()} `{' '.join(filter(None, claim.key))}` names the person in a text"

    def _speaks(self, action: Action | Emptied) -> bool:
        match action:
            case State(claim):
                return self._person in claim.mentions()
            case Clear(kind, key, _):
                return self._person in [Entity(*part) for part in zip(KEY_TYPES[kind], key, strict=True)]
            case Say(words):
                return self._names_in(words)
            case _:
                return False

    def _introducing(self, emptied: set[int]) -> Iterator[int]:
        """Yield the statements in words that assertions to be emptied carry out."""
        said: Operation | None = None
        for operation, action in self._operations:
            if said is not None and said.tx != operation.tx:
                said = None
            if isinstance(action, Say):
                said = operation
            elif said is not None and operation.id in emptied:
                yield said.id

    def _names_in(self, text: str) -> bool:
        folded = fold(text)
        return any(re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", folded) for name in self._names)


def _names(claims: Sequence[Claim]) -> Iterator[str]:
    for claim in claims:
        said = [claim.fields.get("name"), claim.fields.get("short"), *claim.fields.get("aliases", ())]
        yield from (name for name in said if name and len(name) >= SHORTEST)


def foreseen(execute: log.Execute, person: str) -> Erased:
    """Return what erasing a person would do.

    Raises:
        InputError: there is no such person.

    """
    traces = Traces(log.operations(execute), person)
    elsewhere = tuple(traces.elsewhere(header for header, _ in log.headers(execute)))
    return Erased(person, len(traces.assertions()), elsewhere)
