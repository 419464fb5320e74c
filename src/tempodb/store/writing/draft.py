"""A transaction of writes in the making: each is carried out at once, all are written at the end."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from typing import TypeVar

from tempodb.base.errors import InputError
from tempodb.base.printable import holds_halves
from tempodb.model.citations import Details, ids_of
from tempodb.model.claims import Claim
from tempodb.model.commands import Define, FactWrite, Undefine, Write
from tempodb.model.kinds import Entity, EntityType, Kind, PartyClass
from tempodb.model.write_results import WriteResult
from tempodb.model.write_words import words
from tempodb.questions.name_catalog import Catalog, Named
from tempodb.store.beliefs.derivation import RowChanges
from tempodb.store.beliefs.stored_beliefs import StoredBeliefs
from tempodb.store.engines.port import WriteTransaction
from tempodb.store.log.actions import Action, Clear, Say, State
from tempodb.store.log.transaction_info import refuse_unreadable
from tempodb.store.rules import consistency
from tempodb.store.rules.consistency import ONCE_DEFINED, Stated
from tempodb.store.rules.crowding import crowding
from tempodb.store.rules.values import refuse_unsayable
from tempodb.store.writing.definitions import retracted_definition, said, stated_definition
from tempodb.store.writing.drafted_names import DraftedCatalog, names_given
from tempodb.store.writing.lifespans import Lifespans
from tempodb.store.writing.undoing import Undoing, undoing_of
from tempodb.store.writing.verbs import WriteEffect, carry_out, done, in_words
from tempodb.temporal.facts import Fact, Standing
from tempodb.temporal.instants import FOREVER, day_of
from tempodb.temporal.lives import contradictory_lives
from tempodb.temporal.periods import extent_of
from tempodb.temporal.rectangles import left_of
from tempodb.temporal.seat_plans import seats_said
from tempodb.temporal.timelines import contradictions

DEFINITIONS = f"""SELECT e.slug, i.text, b.disputed FROM belief b JOIN entity e ON e.id = b.scope JOIN interned i ON i.id = b.value
WHERE b.kind = ? AND b.recorded_to = {FOREVER}"""
T = TypeVar("T")


STATED_BODY = "SELECT body FROM assertion WHERE id = ? AND body IS NOT NULL"
EMPTY_VALUE = "{}"
"""The value of a claim of which only the key matters."""


class Draft:
    """The writes of one transaction, to be recorded *at* one instant as assertions from *first* on.

    MEANING.md, M38.

    What a write finds is what was believed before, and what earlier writes of the draft did to it; what
    fails of it is told by what it is *guarded* by.
    """

    def __init__(
        self,
        transaction: WriteTransaction,
        at: int,
        first: int,
        guarded: AbstractContextManager[None],
    ) -> None:
        self._transaction = transaction
        self._guarded = guarded
        self.at = at
        self._next = first
        self._present = StoredBeliefs(transaction, at)
        self._definitions: dict[Entity, Claim | None] = {}
        self.actions: list[Action] = []
        self.done: list[WriteResult] = []
        self.writes: list[tuple[Write, str | None]] = []
        self.undoing: Undoing | None = None
        self._named: list[Named] = []

    def do(self, write: Write, said: str | None = None) -> WriteResult:
        """Carry out *write*, told in the log in the words *said*, and return what it did.

        Raises:
            InputError: with what is wrong with it; the draft is as it was before.

        """
        with self._guarded:
            self.done.append(self._carry_out(write, words(write) if said is None else said))
            self.writes.append((write, said))
            return self.done[-1]

    def undo(self, number: int | None) -> WriteResult:
        """Undo a transaction, the last one if no number is given, which is all that this one does.

        Raises:
            InputError: there is none, or what came later stands in the way.

        """
        with self._guarded:
            self.undoing = undoing_of(number, self._transaction, self._present)
            self.actions = list(self.undoing.actions)
            return self.undoing.result

    def looked_up(self, look: Callable[[Catalog], T]) -> T:
        """Return what *look* finds among the names, which are those of before the draft, and of what it defines.

        Raises:
            OperationalError: the file is damaged.

        """
        with self._guarded:
            return look(DraftedCatalog(self._transaction, self._named))

    def is_defined(self, entity: Entity, classes: Collection[PartyClass]) -> bool:
        """Return whether an id is believed to be one, and of a party that it is of one of these classes.

        Raises:
            OperationalError: the file is damaged.

        """
        if holds_halves(entity.id):
            return False  # What is no text in UTF-8 cannot even be asked for.
        with self._guarded:
            definition = self._definition(entity)
            if definition is None or definition.standing is Standing.DISPUTED:
                return False
            return entity.type is not EntityType.PARTY or definition.fields["class"] in classes

    def difference(self) -> RowChanges:
        """Return the rows of beliefs that it closes, and those that it opens."""
        return self._present.difference()

    def write(self, difference: RowChanges) -> None:
        """Bring the stored beliefs to what the draft says, which differ so from what they were."""
        with self._guarded:
            self._present.write(difference)

    def _carry_out(self, write: Write, told: str) -> WriteResult:
        refuse_unreadable(told)
        if isinstance(write, Define | Undefine):
            return self._carry_out_definition(write, told)
        self._refuse_undefined(Claim(write.kind, write.key, EMPTY_VALUE, sources=ids_of(write.sources)))
        held = self._present.facts(write.kind, write.key)
        outcome = carry_out(write, held, self._details)
        for claim in outcome.stated:
            refuse_unsayable(claim)
            refuse_unreadable(claim.body())
            self._refuse_undefined(claim)
        self._refuse_contradiction(write, outcome, held)
        if outcome.actions:
            self._apply([Say(told), *outcome.actions])
        warnings = filter(None, (self._crowding(write, outcome), self._beyond_life(outcome)))
        tell = partial(done, write.kind, write.key, outcome)
        return WriteResult(told, tell, "; ".join(warnings) or None)

    def _carry_out_definition(self, write: Define | Undefine, told: str) -> WriteResult:
        before: list[Claim] = []
        if isinstance(write, Define):
            outcome = stated_definition(write, self._present.facts, day_of(self.at))
        else:
            self._refuse_undefined(
                Claim(write.kind, write.key, EMPTY_VALUE, sources=ids_of(write.sources)), (write.key[0],)
            )
            outcome = retracted_definition(write, self._transaction, self._present)
            before = [
                Claim(clear.kind, clear.key, str(fact.value))
                for clear in outcome.actions
                if isinstance(clear, Clear)
                for fact in self._present.facts(clear.kind, clear.key)
            ]
        for claim in outcome.stated:
            refuse_unsayable(claim)
            refuse_unreadable(claim.body())
            self._refuse_undefined(claim, write.key)
        if outcome.actions:
            self._apply([Say(told), *outcome.actions])
            entity = Claim(write.kind, write.key, EMPTY_VALUE).subject
            self._definitions[entity] = outcome.stated[0] if outcome.stated else None
            self._named = [named for named in self._named if named.match.id != entity.id]
            if outcome.stated:
                self._named += names_given(outcome.stated)
        return said(told, outcome, before)

    def _crowding(self, write: FactWrite, outcome: WriteEffect) -> str | None:
        """Return what to say where a tenure that was stated leaves its office with more holders than seats."""
        if write.kind is not Kind.TENURE or not outcome.stated:
            return None
        office = write.key[1]
        definition = self._definition(Entity(EntityType.OFFICE, office))
        seats = seats_said(definition.fields.get("seats", 1) if definition is not None else 1)
        if seats.is_unlimited:
            return None
        stated = [claim.period(day_of(self.at)) for claim in outcome.stated]
        return crowding(self._present.tenures(office), seats, write.key[0], stated)

    def _details(self, fact: Fact) -> Details:
        """Return where in its sources a fact is said to stand."""
        stored = (
            self._transaction.execute(STATED_BODY, (number,)).fetchone() for number in sorted(fact.claims)
        )
        claims = [Claim.from_body(*body) for body in stored if body is not None]
        drafted = (self._present.stated[number] for number in fact.claims if number in self._present.stated)
        return tuple(sorted({detail for claim in (*claims, *drafted) for detail in claim.details}))

    def _beyond_life(self, outcome: WriteEffect) -> str | None:
        """Return what to say where something that was stated lies beyond a life."""
        lifespans = Lifespans(self._transaction, self._present, self._definition, day_of(self.at))
        return lifespans.beyond(outcome.stated, ((write.kind, write.key) for write, _ in self.writes))

    def _apply(self, actions: Sequence[Action]) -> None:
        for action in actions:
            self._present.apply(self._next, action, {})
            self._next += 1
        self.actions += actions

    def _refuse_undefined(self, claim: Claim, defining: Collection[str] = ()) -> None:
        """Refuse ids that nothing defines, and parties that cannot be what the claim takes them for.

        Those that are being defined are known.
        """
        found = {
            entity: self._definition(entity)
            for entity in claim.mentions()
            if entity.type in ONCE_DEFINED and entity.id not in defining
        }
        known = {entity: definition for entity, definition in found.items() if definition is not None}
        if len(known) < len(found) and list(consistency.dangling([claim], known, defining)):
            raise InputError(*consistency.dangling([claim], self._all_definitions(), defining))
        if problems := list(consistency.misclassed([Stated(claim, None)], known)):
            raise InputError(*problems)

    def _definition(self, entity: Entity) -> Claim | None:
        """Return what defines an id."""
        if entity not in self._definitions:
            kind = ONCE_DEFINED[entity.type]
            found = self._present.definition(kind, entity)
            self._definitions[entity] = None if found is None else _defining(kind, entity.id, *found)
        return self._definitions[entity]

    def _all_definitions(self) -> dict[Entity, Claim]:
        stored = {
            Entity(type_, row[0]): _defining(kind, *row)
            for type_, kind in ONCE_DEFINED.items()
            for row in self._transaction.execute(DEFINITIONS, (int(kind),))
        }
        drafted = {entity: claim for entity, claim in self._definitions.items() if claim is not None}
        return stored | drafted

    def _refuse_contradiction(self, write: FactWrite, outcome: WriteEffect, held: Iterable[Fact]) -> None:
        """Refuse what would leave facts that can be disjoint in no world, which only open ends allow."""
        facts = [fact for fact in held if fact.standing is Standing.ACCEPTED]
        if len(facts) + len(outcome.stated) < 2 and write.kind is not Kind.EXISTENCE:
            return  # There is nothing to contradict.
        for action in outcome.actions:
            if isinstance(action, Clear):
                facts = [left for fact in facts for left in _left(fact, action, facts)]
            elif isinstance(action, State) and action.claim.standing is Standing.ACCEPTED:
                facts.append(consistency.fact_of(0, action.claim, action.claim.period(day_of(self.at))))
        apart = contradictory_lives if write.kind is Kind.EXISTENCE else contradictions
        for pair in apart(facts):
            shown = " and ".join(in_words(write.kind, write.key, fact, fact.period) for fact in pair)
            hint = "`correct` the dates of one, or say that one is disputed"
            raise InputError.of("contradiction", f"{shown} contradict each other", hint)


def _defining(kind: Kind, id_: str, value: str, disputed: int) -> Claim:
    return Claim(kind, (id_,), value, standing=Standing.DISPUTED if disputed else Standing.ACCEPTED)


def _left(fact: Fact, clear: Clear, beside: Sequence[Fact]) -> list[Fact]:
    left = left_of(fact, clear.window, beside)
    if left is None:
        return [fact]
    extents = [(period, extent_of(period)) for period in left]
    return [fact._replace(period=period, extent=extent) for period, extent in extents if extent is not None]
