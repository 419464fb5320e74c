"""What ids are, by writes: stated where nothing is there, refused where it is otherwise, taken back where nothing speaks of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from tempodb.base.errors import InputError, TempodbError
from tempodb.model.canonical_json import canonical
from tempodb.model.claims import Claim, ClaimDates
from tempodb.model.commands import Define, Key, Undefine
from tempodb.model.kinds import Entity, Kind
from tempodb.model.schema import SCHEMA
from tempodb.model.wording import described
from tempodb.model.write_results import WordedFacts, WriteResult
from tempodb.model.write_words import definition_text
from tempodb.store.beliefs.stored_beliefs import StoredBeliefs
from tempodb.store.engines.port import WriteTransaction
from tempodb.store.log.actions import Clear, State
from tempodb.store.rules.consistency import article
from tempodb.store.writing.verbs import WriteEffect
from tempodb.temporal.bounds import ONGOING, SINCE_ALWAYS
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.facts import Fact, Standing
from tempodb.temporal.instants import FOREVER
from tempodb.temporal.periods import Period

HeldFacts = Callable[[Kind, Key], Sequence[Fact]]
"""What is believed of a key."""
MOST_SHOWN = 5
"""How many facts are shown that speak of an id."""
INSTEAD = {
    Kind.NAME: '`record name of {} as "…" from …` gives it another name',
    Kind.EXISTENCE: "`correct existence of {} from …` gives it other dates",
    Kind.PART_OF: "`record {} as part of … from …` says that",
}
"""What to write where an id is there already, by what is otherwise."""
_SPEAKING = f"""SELECT DISTINCT a.id, a.body FROM belief b JOIN assertion a ON a.id = b.claim
WHERE b.recorded_to = {FOREVER} AND replace(a.body, ?, '') <> a.body"""


def stated_definition(write: Define, held: HeldFacts, day: int) -> WriteEffect:
    """Return what a definition comes to where that is *held*, on the *day* of writing.

    Raises:
        InputError: the id is something else already.

    """
    definition, claims = write.definition, (write.definition, *write.beside)
    if not held(write.kind, write.key):
        whole = canonical(SCHEMA[write.kind].defaults | definition.fields)
        stated = (Claim(write.kind, write.key, whole, note=definition.note), *write.beside)
        return WriteEffect(tuple(map(State, stated)), [])
    if otherwise := [claim for claim in claims if not _is_said(claim, held, day)]:
        id_ = write.key[0]
        there = definition_text(
            *chain.from_iterable(_there(kind, write.key, held) for kind in _kinds(claims))
        )
        message = f"`{id_}` is there already as `{there}`, and not as `{definition_text(*claims)}`"
        hint = INSTEAD.get(otherwise[0].kind, "choose another id, or `retract` it first").format(id_)
        raise InputError.of("defined-otherwise", message, hint)
    return WriteEffect((), [])


def retracted_definition(
    write: Undefine, transaction: WriteTransaction, present: StoredBeliefs
) -> WriteEffect:
    """Return what it comes to that an id is nothing.

    Raises:
        InputError: it is nothing already, or something else, or something speaks of it.

    """
    schema, (id_,) = SCHEMA[write.kind], write.key
    noun = write.class_ or schema.noun
    held = present.facts(write.kind, write.key)
    if not held:
        raise InputError.of(
            "nothing", f"no {noun} has the id `{id_}`", "what was never recorded needs no `retract`"
        )
    there = Claim(write.kind, write.key, str(held[0].value))
    if write.class_ is not None and there.fields["class"] != write.class_:
        message = f"`{id_}` is {article(there.fields['class'])}, and no {noun}"
        raise InputError.of("wrong-class", message, f"write retract {there.fields['class']} {id_}")
    entity = Entity(schema.key[0].type, id_)
    own: list[Claim] = []
    others: list[Claim] = []
    for claim in speaking(entity, transaction, present):
        is_own = claim.key[0] == id_ and SCHEMA[claim.kind].within is write.kind
        is_own = is_own and claim.standing is Standing.ACCEPTED
        if (claim.kind, claim.key) != (write.kind, write.key):
            (own if is_own else others).append(claim)
    if others:
        raise _still_named(id_, others)
    keys = dict.fromkeys([(write.kind, write.key), *((claim.kind, claim.key) for claim in own)])
    clears = tuple(Clear(kind, key, Period(SINCE_ALWAYS, ONGOING)) for kind, key in keys)
    return WriteEffect(clears, [])


def _still_named(id_: str, others: Sequence[Claim]) -> TempodbError:
    told = list(dict.fromkeys(map(_told, others)))
    more = f" and {len(told) - MOST_SHOWN} more" if len(told) > MOST_SHOWN else ""
    message = f"`{id_}` is still spoken of: {'; '.join(told[:MOST_SHOWN])}{more}"
    return InputError.of("still-used", message, "`retract` that first")


def speaking(entity: Entity, transaction: WriteTransaction, present: StoredBeliefs) -> list[Claim]:
    """Return the claims that are believed now, and speak of an entity."""
    stored = transaction.execute(_SPEAKING, (canonical(entity.id),)).fetchall()
    claims = {number: Claim.from_body(body) for number, body in stored} | present.stated
    return [
        claim
        for number, claim in claims.items()
        if entity in claim.mentions()
        and any(number in fact.claims for fact in present.facts(claim.kind, claim.key))
    ]


def said(told: str, outcome: WriteEffect, before: Iterable[Claim]) -> WriteResult:
    """Return in words what a write did; *before* is what was believed of the keys that it clears."""
    facts = WordedFacts(tuple(map(_told, outcome.stated)), tuple(map(_told, before)))
    return WriteResult(told, lambda: facts)


def _told(claim: Claim) -> str:
    if claim.kind.defines and claim.kind is not Kind.DATASET:
        return f"`{definition_text(claim)}`"
    sources = f" source {', '.join(claim.sources)}" if claim.sources else ""
    return f"{described(claim)}{sources}"


def _kinds(claims: Iterable[Claim]) -> Iterable[Kind]:
    return dict.fromkeys(claim.kind for claim in claims if claim.kind is not Kind.PART_OF)


def _there(kind: Kind, key: Key, held: HeldFacts) -> list[Claim]:
    """Return what is held of a key, as a definition would say it."""
    key = SCHEMA[kind].from_log(key)
    found = [Claim(kind, key, str(fact.value)) for fact in held(kind, key)]
    if kind is Kind.EXISTENCE:
        found = [Claim(kind, key, "{}", _dates(fact)) for fact in held(kind, key)]
    return found[:1] if kind.defines else found


def _dates(fact: Fact) -> ClaimDates:
    from_, to = (None if end.is_open else end.text for end in fact.period)
    return ClaimDates(from_, to)


def _is_said(claim: Claim, held: HeldFacts, day: int) -> bool:
    """Return whether it is held already, perhaps with more."""
    facts = held(claim.kind, claim.key)
    if claim.kind is Kind.EXISTENCE:
        return any(fact.period == claim.period(day) for fact in facts)
    return any(_agree(claim, Claim(claim.kind, claim.key, str(fact.value))) for fact in facts)


def _agree(claim: Claim, other: Claim) -> bool:
    return all(
        other.fields.get(name) == value
        or (name == "published" and "published" in other.fields and read_date(value) == other.published)
        for name, value in claim.fields.items()
    )
