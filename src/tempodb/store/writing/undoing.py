"""A transaction is undone: the reverse of each of its assertions, unless something later stands in the way.

MEANING.md, M55.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tempodb.base.errors import InputError
from tempodb.model.claims import Claim, ClaimDates
from tempodb.model.commands import Subject
from tempodb.model.kinds import Kind
from tempodb.model.schema import SCHEMA
from tempodb.model.wording import about, described
from tempodb.model.write_results import WordedFacts, WriteResult
from tempodb.model.write_words import definition_text
from tempodb.store.beliefs.key_logs import KeyAction
from tempodb.store.beliefs.stored_beliefs import StoredBeliefs
from tempodb.store.engines.port import Snapshot
from tempodb.store.loading.log_part import LogPart
from tempodb.store.log.actions import (
    Action,
    Clear,
    Erase,
    Restore,
    Revoke,
    Say,
    State,
    Withdraw,
)
from tempodb.store.log.log_end import last_transaction
from tempodb.store.writing.transactions import Assertions, LogChange, Recorded
from tempodb.store.writing.unspoken import refuse_unspoken
from tempodb.temporal.facts import Fact, Standing
from tempodb.temporal.timelines import coalesce


class Undoing(NamedTuple):
    """What undoes a transaction, and what that does; the *remark* names what is undone, unless a note is given."""

    actions: tuple[Action, ...]
    remark: str
    transaction: int
    result: WriteResult


def undoing_of(number: int | None, snapshot: Snapshot, present: StoredBeliefs) -> Undoing:
    """Undo a transaction, the last one if no number is given, in what is believed at *present*.

    Raises:
        InputError: there is none, it erased a person, or what came later stands in the way.

    """
    recorded = _found(number, snapshot)
    log = Assertions(snapshot, recorded.id)
    _refuse_erasure(recorded, log)
    own = log.of(recorded.id)
    if not own:
        raise InputError.of(
            "nothing", f"transaction {recorded.id} changed nothing", "undo another one by its number"
        )
    in_order = sorted(own, key=lambda numbered: _about(*numbered))
    subjects = list(dict.fromkeys(log.subject(action) for _, action in in_order))
    _refuse_touched(recorded, subjects, log)
    actions = tuple(_reverse(id_, action, log) for id_, action in reversed(own))
    present.look_ahead(subjects, list(_restored(actions, log)))
    before = {subject: _told(subject, present) for subject in subjects}
    _believe(actions, log, snapshot, present)
    gone = {_about(0, action) for action in actions if not isinstance(action, Restore)}
    refuse_unspoken(recorded.id, subjects, gone, snapshot, present)
    after = {subject: _told(subject, present) for subject in subjects}
    facts = WordedFacts(tuple(_more(after, before)), tuple(_more(before, after)))
    result = WriteResult(f"undo {recorded.id}", lambda: facts)
    return Undoing((Say(result.said), *actions), f"undo of {recorded}", recorded.id, result)


def _found(number: int | None, snapshot: Snapshot) -> Recorded:
    last = last_transaction(snapshot)
    if last is None:
        raise InputError.of("nothing", "nothing was recorded yet", "there is nothing to undo")
    chosen = last.id if number is None else number
    if not 1 <= chosen <= last.id:
        raise InputError.of(
            "no-transaction", f"there is no transaction {chosen}", f"the last one is {last.id}"
        )
    return Recorded.read(snapshot, chosen)


def _refuse_erasure(recorded: Recorded, log: Assertions) -> None:
    erased = next((tx for tx, _, action in log.all if isinstance(action, Erase)), None)
    if erased == recorded.id:
        message = f"transaction {erased} erased a person, which cannot be undone"
        raise InputError.of("erased", message, "what was erased is gone; `record` can state it anew")
    if erased is not None:
        message = f"a person was erased since, in transaction {erased}"
        hint = "what was recorded before an erasure is corrected, as by `correct` or `retract`"
        raise InputError.of("erased", message, hint)


def _refuse_touched(recorded: Recorded, subjects: Sequence[Subject], log: Assertions) -> None:
    undoing = log.undoing
    gone = log.undone()
    if recorded.id in gone:
        by = max(later for later, undone in undoing.items() if undone == recorded.id and later not in gone)
        raise InputError.of(
            "undone",
            f"transaction {recorded.id} is undone, by transaction {by}",
            f"`undo {by}` records it again",
        )
    for tx, _, action in log.changes:
        # One that was undone since, and what undid it, come to nothing.
        if tx == recorded.id or tx in gone or undoing.get(tx, 0) > recorded.id:
            continue
        if (subject := log.subject(action)) in subjects:
            message = f"transaction {tx} has written the {_named(subject)} since"
            raise InputError.of("touched", message, f"`undo {tx}` first, or `correct` what is wrong")


def _named(subject: Subject) -> str:
    kind, key = subject
    return (
        about(kind, key) if SCHEMA[kind].written and not kind.defines else f"{SCHEMA[kind].noun} `{key[0]}`"
    )


def _reverse(id_: int, action: LogChange, log: Assertions) -> Withdraw | Revoke | Restore:
    match action:
        case State() | Clear():
            return Revoke(id_)
        case Withdraw(of) | Revoke(of):
            return Restore(of)
        case Restore(of):
            # It was gone in one of two ways, of which one leaves what was filled filled.
            return Withdraw(of) if log.was_withdrawn(of, id_) else Revoke(of)


Reversing = Withdraw | Revoke | Restore


def _believe(
    actions: Iterable[Reversing], log: Assertions, snapshot: Snapshot, present: StoredBeliefs
) -> None:
    """Bring what is believed to what it is without the transaction."""
    part = LogPart(snapshot)
    cut = part.ever_cleared()
    changed: dict[Subject, dict[int, Reversing]] = defaultdict(dict)
    for action in actions:
        said = log.said(_about(0, action))
        changed[said.subject][said.number] = action
    for action in actions:
        number = _about(0, action)
        said = log.said(number)
        if said.subject in cut:
            present.anew(said.subject, _held(said.subject, changed[said.subject], part, log))
        elif isinstance(said.action, State) and isinstance(action, Restore):
            present.restore(number, said.action.claim, said.at)
        elif isinstance(said.action, State):
            present.take_back(number, said.action.claim)


def _restored(actions: Iterable[Reversing], log: Assertions) -> Iterator[Claim]:
    for action in actions:
        if isinstance(action, Restore) and isinstance(said := log.said(action.assertion).action, State):
            yield said.claim


def _about(id_: int, action: LogChange) -> int:
    """Return the number of the assertion that is stated, cleared, withdrawn, revoked or restored by one."""
    match action:
        case State() | Clear():
            return id_
        case Withdraw(of) | Revoke(of) | Restore(of):
            return of


def _held(
    subject: Subject, changed: Mapping[int, Reversing], part: LogPart, log: Assertions
) -> list[KeyAction]:
    """Return what holds of a key once the changes are made."""
    held = {said.number: said for said in part.held(subject)}
    for number, action in changed.items():
        held.pop(number, None)
        if isinstance(action, Restore):
            held[number] = log.said(number)
    return [held[number] for number in sorted(held)]


def _told(subject: Subject, present: StoredBeliefs) -> list[str]:
    """Return in words what is believed of a key."""
    kind, key = subject
    facts = present.facts(kind, key)
    if not kind.defines:
        accepted = coalesce(fact for fact in facts if fact.standing is Standing.ACCEPTED)
        facts = [*accepted, *(fact for fact in facts if fact.standing is Standing.DISPUTED)]
    return [_in_words(kind, key, fact) for fact in facts]


def _in_words(kind: Kind, key: tuple[str, ...], fact: Fact) -> str:
    from_, to = (None if end.is_open else end.text for end in fact.period)
    claim = Claim(kind, key, str(fact.value), ClaimDates(from_, to))
    if kind.defines:
        return f"dataset `{key[0]}`" if kind is Kind.DATASET else f"`{definition_text(claim)}`"
    basis = f" source {', '.join(sorted(map(str, fact.sources)))}" if fact.sources else ""
    return described(claim) + basis + (" disputed" if fact.standing is Standing.DISPUTED else "")


def _more(of: dict[Subject, list[str]], other: dict[Subject, list[str]]) -> Iterator[str]:
    for subject, told in of.items():
        yield from (words for words in dict.fromkeys(told) if words not in other[subject])
