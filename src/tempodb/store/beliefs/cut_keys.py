"""The keys of which writes have cleared something: transaction after transaction, as they were written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from tempodb.model.kinds import Entity, Kind
from tempodb.store.beliefs.derivation import CurrentBeliefs
from tempodb.store.beliefs.key_logs import KeyLogs
from tempodb.store.beliefs.open_rows import Parties
from tempodb.store.log.actions import Action, Restore, Revoke
from tempodb.store.schema.layout import BeliefRow

LoggedAction: TypeAlias = "tuple[int, int, Action]"
"""When an assertion was recorded, its number, and what it does."""
WHOLE_SCOPE = (0, 0)
"""The parties of what is filed under its scope alone."""


class GivenNumbers:
    """The numbers of the ids and texts of a log, all of which are given; implements `interning.Numbers`."""

    def __init__(self, entities: Iterable[tuple[int, int, str]], texts: Iterable[tuple[int, str]]) -> None:
        self._ids = {0: ""}
        self._entities: dict[tuple[int, str], int] = {}
        for number, type_, id_ in entities:
            self._ids[number] = id_
            self._entities[type_, id_] = number
        self._meanings = dict(texts)
        self._texts = {text: number for number, text in self._meanings.items()}

    def entity(self, entity: Entity | None) -> int:
        """Return the number of *entity*; 0 for none."""
        return 0 if entity is None else self._entities[int(entity.type), entity.id]

    def known(self, entity: Entity | None) -> int | None:
        """Return the number of *entity* if it has one; 0 for none."""
        return 0 if entity is None else self._entities.get((int(entity.type), entity.id))

    def id_of(self, number: int) -> str:
        """Return the id of the entity that *number* stands for; an empty text for none."""
        return self._ids[number]

    def text(self, text: str) -> int:
        """Return the number of *text*."""
        return self._texts[text]

    def meaning(self, number: int) -> str:
        """Return the text that *number* stands for."""
        return self._meanings[number]


class CutKeys:
    """The rows of some keys, by numbers of their own; implements `open_rows.Present`."""

    def __init__(self, numbers: GivenNumbers, by_scope: frozenset[int]) -> None:
        self._numbers = numbers
        self._by_scope = by_scope
        self._open: dict[tuple[int, ...], dict[int, BeliefRow]] = defaultdict(dict)
        self.rows: list[BeliefRow] = []
        self.came: list[int] = []
        """When the claim of each row came to be believed, as far as it was not just before; else 0."""

    def last_row(self) -> int:
        """Return the last number that a row was given, 0 before the first."""
        return len(self.rows)

    def open_rows(self, scope: int, kind: Kind, parties: Parties | None) -> Sequence[BeliefRow]:
        """Return the rows that are believed of a scope and kind, of two *parties* or of any, in order of days."""
        found = self._open.get((scope, int(kind), *(parties or WHOLE_SCOPE)), {})
        return sorted(found.values(), key=lambda row: (row.f1, row.id))

    def take_in(self, actions: Iterable[LoggedAction]) -> None:
        """Take in all that was done to these keys."""
        logs = KeyLogs()
        for at, together in groupby(sorted(actions, key=itemgetter(0, 1)), itemgetter(0)):
            current, done = CurrentBeliefs(self, self._numbers, at), list(together)
            for _, number, action in done:
                logs.take_in(number, at, action)
            for _, number, action in done:
                if not isinstance(action, Revoke | Restore):
                    current.apply(number, action, logs.claims)
                elif (subject := logs.subject_of(action.assertion)) is not None:
                    current.anew(subject, logs.held(subject))
            closed, opened = current.difference()
            self.came += [0 if self._is_open(row) else at for row in opened]
            for row in closed:
                del self._open[self._key(row)][row.id]
                self.rows[row.id - 1] = row._replace(recorded_to=at)
            for row in opened:
                self._open[self._key(row)][row.id] = row
                self.rows.append(row)

    def _is_open(self, row: BeliefRow) -> bool:
        """Return whether the claim of a row has one that is open."""
        return any(other.claim == row.claim for other in self._open[self._key(row)].values())

    def _key(self, row: BeliefRow) -> tuple[int, ...]:
        parties = WHOLE_SCOPE if row.kind in self._by_scope else (row.party, row.other)
        return (row.scope, row.kind, *parties)
