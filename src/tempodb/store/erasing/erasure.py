"""What of the log goes when a person is erased, and what stays of it (MEANING.md, M45).

::

    the person's own claims, names and statements    emptied
    events, and offices held for the person          lose the person alone
    notes, titles, outcomes, authors, statements     lose the person's names
    ids, and the names of others                     stay, and are told
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, assert_never

from tempodb.base.errors import InputError, Problem
from tempodb.model.canonical_json import canonical
from tempodb.model.claims import Claim
from tempodb.model.field_types import FieldType
from tempodb.model.kinds import Entity, EntityType, Kind, PartyClass
from tempodb.model.schema import SCHEMA
from tempodb.model.write_results import ErasureResult
from tempodb.store.engines.port import Snapshot
from tempodb.store.erasing.blanking import PersonNames
from tempodb.store.log import actions, entries
from tempodb.store.log.actions import (
    Action,
    Clear,
    Emptied,
    Erase,
    Remark,
    Restore,
    Revoke,
    Say,
    State,
    Withdraw,
    assertion_columns,
)
from tempodb.store.log.digests import Header
from tempodb.store.log.entries import Operation
from tempodb.store.rules.consistency import placed
from tempodb.temporal.instants import instant_text

TEXTS: dict[Kind, tuple[str, ...]] = {
    kind: tuple(field.name for field in schema.fields if field.type in (FieldType.AREA, FieldType.TEXT))
    for kind, schema in SCHEMA.items()
} | {Kind.TITLE: ("name",)}
"""The fields that are free text, in which a name can be blanked."""


class Erasure(NamedTuple):
    """An erasure that took place: in which transaction, recorded when, and what the log says of it."""

    tx: int
    recorded: int
    what: Erase

    def __str__(self) -> str:
        blanked = len(self.what.blanked) + len(self.what.headers)
        return (
            f"transaction {self.tx} erased a person at {instant_text(self.recorded)}: "
            f"{len(self.what.emptied)} emptied, {blanked} blanked"
        )


@dataclass(frozen=True, slots=True)
class Traces:
    """What of the log has to go for one person: assertions, and bodies and headers to stand in the place of others.

    The first of the `ids` is the person's own, the others are those that are one with it. `elsewhere` tells
    where a name of the person stays.
    """

    ids: tuple[str, ...]
    names: PersonNames
    emptied: tuple[int, ...]
    bodies: dict[Operation, str]
    headers: tuple[Header, ...]
    elsewhere: tuple[str, ...]

    @property
    def outcome(self) -> ErasureResult:
        """What taking them out of the log does."""
        return ErasureResult(
            self.ids[0], len(self.emptied), len(self.bodies) + len(self.headers), self.elsewhere
        )


def traces(snapshot: Snapshot, person: str) -> Traces:
    """Return what of the log has to go for a person.

    Raises:
        InputError: the person is none, or nothing is known.

    """
    operations = [(operation, operation.action) for operation in entries.operations(snapshot)]
    ids = _ids_of(person, snapshot)
    names = _names_of(ids, [action.claim for _, action in operations if isinstance(action, State)])
    speaking = {operation.id for operation, action in operations if _speaks(action, ids)}
    introducing = set(_introducing(operations, speaking))
    emptied: list[int] = []
    bodies: dict[Operation, str] = {}
    elsewhere: list[str] = []
    for operation, action in operations:
        left = None if operation.id in introducing else _left(action, ids, names)
        if left is None:
            emptied.append(operation.id)
        elif left != action and not isinstance(left, Emptied):
            bodies[operation] = assertion_columns(left).body or ""
        if isinstance(left, State):
            elsewhere += _elsewhere(left.claim, names)
    headers = [(header, header_without(header, names)) for header, _ in entries.headers(snapshot)]
    changed = tuple(left for header, left in headers if left != header)
    return Traces(ids, names, tuple(emptied), bodies, changed, tuple(dict.fromkeys(elsewhere)))


def _ids_of(person: str, snapshot: Snapshot) -> tuple[str, ...]:
    """Return the id of a person, and those that are one with it now (MEANING.md, M56)."""
    same = (entry.claim.key for entry in entries.live_claims(snapshot) if entry.claim.kind is Kind.SAME_AS)
    return tuple(dict.fromkeys([person, *(other for id_, other in same if id_ == person)]))


def _names_of(ids: Sequence[str], claims: Iterable[Claim]) -> PersonNames:
    person, entities = ids[0], {Entity(EntityType.PARTY, id_) for id_ in ids}
    own = [claim for claim in claims if claim.subject in entities or _calls(claim, ids)]
    if {claim.fields["class"] for claim in own if claim.kind is Kind.PARTY} != {PartyClass.PERSON}:
        raise InputError.of(
            "wrong-class", f"`{person}` is no person", "only what is known of persons is erased"
        )
    names = [name for claim in own for name in SCHEMA[claim.kind].names(claim.fields)]
    codes = [code for claim in own if (code := claim.fields.get("code"))]
    return PersonNames(ids, [*names, *codes])


def _calls(claim: Claim, ids: Collection[str]) -> bool:
    """Return whether a claim says that one of the ids is another one."""
    return claim.kind is Kind.SAME_AS and claim.key[1] in ids


def _speaks(action: Action | Emptied, ids: Collection[str]) -> bool:
    """Return whether an action is about the person, alone or among others."""
    match action:
        case State(claim):
            return _calls(claim, ids) or any(_is_one_of(entity, ids) for entity in claim.mentions())
        case Clear(kind, key, _):
            return any(_is_one_of(entity, ids) for entity in SCHEMA[kind].entities(key))
        case Withdraw() | Revoke() | Restore() | Say() | Remark() | Erase() | Emptied():
            return False
        case _:
            assert_never(action)


def _is_one_of(entity: Entity, ids: Collection[str]) -> bool:
    return entity.type is EntityType.PARTY and entity.id in ids


def _introducing(
    operations: Sequence[tuple[Operation, Action | Emptied]], speaking: set[int]
) -> Iterator[int]:
    """Yield the statements in words whose assertions speak of the person, however they call the person."""
    said: Operation | None = None
    for operation, action in operations:
        if said is not None and said.tx != operation.tx:
            said = None
        if isinstance(action, Say):
            said = operation
        elif said is not None and operation.id in speaking:
            yield said.id


def _left(action: Action | Emptied, ids: Collection[str], names: PersonNames) -> Action | Emptied | None:
    """Return what is left of an action without the person; None if nothing is."""
    match action:
        case State(claim):
            left = _claim_without(claim, ids, names)
            return None if left is None else State(left)
        case Clear():
            return None if _speaks(action, ids) else action
        case Say(words):
            return Say(names.blanked_statement(words))
        case Remark(author, note, _, commit, undoes):
            # Whoever guesses what stood in a file could make sure of it by its fingerprint.
            return Remark(_blanked(author, names), _blanked(note, names), commit=commit, undoes=undoes)
        case Withdraw() | Revoke() | Restore() | Erase() | Emptied():
            return action
        case _:
            assert_never(action)


def _claim_without(claim: Claim, ids: Collection[str], names: PersonNames) -> Claim | None:
    """Return a claim without the person; None if it is about nobody else."""
    fields, key = claim.fields, claim.key
    if _speaks(State(claim), ids):
        if claim.kind is Kind.EVENT:
            others = [party for party in fields["participants"] if party not in ids]
            if not others and "body" not in fields:
                return None
            fields = {**fields, "participants": others} if others else _but(fields, "participants")
        elif key[0] in ids or _calls(claim, ids):
            return None
        else:
            key = tuple("" if part in ids else part for part in key)
    for field in TEXTS[claim.kind]:
        if field in fields:
            fields = {**fields, field: names.blanked(fields[field])}
    if claim.kind is Kind.SOURCE and names.stand_in(fields.get("url", "")):
        # An address with a hole in it is none.
        fields = _but(fields, "url")
    details = tuple((source, names.blanked(detail)) for source, detail in claim.details)
    return replace(claim, key=key, value=canonical(fields), note=_blanked(claim.note, names), details=details)


def _but(fields: dict[str, object], name: str) -> dict[str, object]:
    return {field: value for field, value in fields.items() if field != name}


def _blanked(text: str | None, names: PersonNames) -> str | None:
    return None if text is None else names.blanked(text)


def header_without(header: Header, names: PersonNames) -> Header:
    """Return a header without the names in what is remarked."""
    return header._replace(author=_blanked(header.author, names), note=_blanked(header.note, names))


def _elsewhere(claim: Claim, names: PersonNames) -> Iterator[str]:
    """Yield in words where a name of the person stays: in ids, and in what others are called."""
    noun = SCHEMA[claim.kind].noun
    if (claim.kind.defines or claim.kind is Kind.EVENT) and names.stand_in(claim.key[0]):
        yield f"the id of {noun} `{claim.key[0]}`"
    if any(map(names.stand_in, SCHEMA[claim.kind].names(claim.fields))):
        yield f"a name of `{claim.key[0]}`"


def erasures(snapshot: Snapshot) -> list[Erasure]:
    """Return the erasures that took place, in order."""
    sql = """SELECT a.body, t.id, t.recorded FROM assertion a JOIN tx t ON t.id = a.tx
      WHERE a.operation = 'erase' AND a.tx IN (SELECT id FROM tx WHERE dataset IS NULL) ORDER BY a.id"""
    read = [(actions.read_action("erase", None, body), tx, at) for body, tx, at in snapshot.execute(sql, ())]
    return [Erasure(tx, at, action) for action, tx, at in read if isinstance(action, Erase)]


def returning(
    claims: Iterable[Claim], known: Iterable[Claim], erasures: Sequence[Erasure]
) -> Iterator[Problem]:
    """Yield a problem for every person whom *claims* state, who is not *known*, and who was once erased."""
    if not erasures:
        return
    stated = {claim.key[0] for claim in known if claim.kind is Kind.PARTY}
    for claim in claims:
        if claim.kind is not Kind.PARTY or claim.fields["class"] != PartyClass.PERSON:
            continue
        found = next((each for each in erasures if each.what.marks_id(claim.key[0])), None)
        if found is not None and claim.key[0] not in stated:
            when = f"in transaction {found.tx}, at {instant_text(found.recorded)}"
            hint = "take the person out of the file, or load it with --allow-erased"
            yield placed(Problem("erased", f"`{claim.key[0]}` was erased {when}", hint), claim.origin)


def foreseen(snapshot: Snapshot, person: str) -> ErasureResult:
    """Return what erasing a person would do.

    Raises:
        InputError: there is no such person.

    """
    return traces(snapshot, person).outcome
