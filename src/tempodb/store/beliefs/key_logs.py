"""What was stated and cleared of some keys, and what of it holds."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from tempodb.model.claims import Claim
from tempodb.model.commands import Subject
from tempodb.store.log.actions import Action, Clear, Restore, Revoke, State, Withdraw


class KeyAction(NamedTuple):
    """An assertion that states or clears something of one key: its number, when it was recorded, what it does."""

    number: int
    at: int
    action: State | Clear

    @property
    def subject(self) -> Subject:
        """The key."""
        match self.action:
            case State(claim):
                return claim.kind, claim.key
            case Clear(kind, key, _):
                return kind, key


class KeyLogs:
    """The logs of some keys."""

    def __init__(self) -> None:
        self.claims: dict[int, Claim] = {}
        """The claims that were stated, by their numbers."""
        self._said: dict[int, KeyAction] = {}
        self._held: dict[Subject, dict[int, KeyAction]] = defaultdict(dict)

    def take_in(self, number: int, at: int, action: Action) -> None:
        """Take in an assertion, after those before it."""
        match action:
            case State() | Clear():
                said = self._said[number] = KeyAction(number, at, action)
                self._held[said.subject][number] = said
                if isinstance(action, State):
                    self.claims[number] = action.claim
            case Withdraw(of) | Revoke(of) if of in self._said:
                self._held[self._said[of].subject].pop(of, None)
            case Restore(of) if of in self._said:
                said = self._said[of]
                self._held[said.subject][of] = said
            case _:
                pass

    def subject_of(self, number: int) -> Subject | None:
        """Return the key of which an assertion states or clears something, if that is known."""
        said = self._said.get(number)
        return None if said is None else said.subject

    def held(self, subject: Subject) -> list[KeyAction]:
        """Return what holds of a key, in the order of the log."""
        return [said for _, said in sorted(self._held[subject].items())]
