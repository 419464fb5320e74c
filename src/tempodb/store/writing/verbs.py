"""What each writing verb does to one key: a write and what is held → the actions of the log."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from tempodb.base.errors import InputError
from tempodb.model.canonical_json import canonical
from tempodb.model.citations import Details, cited_of, details_of, ids_of
from tempodb.model.claims import Claim, ClaimDates
from tempodb.model.commands import (
    Change,
    Correct,
    End,
    FactWrite,
    Key,
    Record,
    Retract,
    refuse_open,
    refuse_window,
)
from tempodb.model.kinds import Kind
from tempodb.model.schema import SCHEMA
from tempodb.model.wording import described
from tempodb.model.write_results import WordedFacts
from tempodb.store.log.actions import Action, Clear, State
from tempodb.temporal.bounds import ONGOING, SINCE_ALWAYS, Bound, day_text
from tempodb.temporal.date_reader import bound_text
from tempodb.temporal.facts import Fact, Quantifier, Standing, judge
from tempodb.temporal.merging import union
from tempodb.temporal.periods import Certainty, Period, Window
from tempodb.temporal.rectangles import Cut, OpenOrderError, cut
from tempodb.temporal.timelines import coalesce

CutFacts = list[tuple[Fact, Cut]]
DetailsOf = Callable[[Fact], Details]
"""Where in its sources a fact is said to stand."""


class WriteEffect(NamedTuple):
    """What a write comes to: actions in order, and the believed facts that they cut."""

    actions: tuple[Action, ...]
    touched: CutFacts

    @property
    def stated(self) -> list[Claim]:
        """The claims that it states."""
        return [action.claim for action in self.actions if isinstance(action, State)]


def carry_out(write: FactWrite, held: Sequence[Fact], details: DetailsOf) -> WriteEffect:
    """Return what *write* comes to where the facts *held* are believed of its key (MEANING.md, M42).

    Their *details* are looked for where it needs them.

    What is believed already comes to nothing.

    Raises:
        InputError: the window is empty or reversed, or there is nothing for the verb to work on.
        OpenOrderError: imprecise dates leave open what lies within the window.

    """
    accepted = coalesce(fact for fact in held if fact.standing is Standing.ACCEPTED)
    match write:
        case Record():
            refuse_window(write.window)
            if write.standing is Standing.DISPUTED:
                return _dispute(write, held, details)
            return _record(write, accepted, details)
        case Change():
            refuse_open(write.window)
            return _change(write, accepted)
        case End():
            refuse_open(write.window)
            return _end(write, accepted)
        case Retract():
            refuse_open(write.window)
            return _clear(write.kind, write.key, write.window, accepted)
        case Correct():
            return _correct(write, accepted, held, details)


def done(kind: Kind, key: Key, outcome: WriteEffect) -> WordedFacts:
    """Return in words what a write did; what is stated anew is told with its sources, and not as left."""
    stated = {described(claim): claim for claim in outcome.stated}
    left = (in_words(kind, key, fact, left) for fact, found in outcome.touched for left in found.left)
    return WordedFacts(
        tuple(f"{words} {_basis(claim)}".rstrip() for words, claim in stated.items()),
        tuple(in_words(kind, key, fact, fact.period) for fact, _ in outcome.touched),
        tuple(words for words in left if words not in stated),
    )


def _basis(claim: Claim) -> str:
    sources = f"source {', '.join(claim.sources)}" if claim.sources else ""
    return f"{sources} disputed".lstrip() if claim.standing is Standing.DISPUTED else sources


def in_words(kind: Kind, key: Key, fact: Fact, period: Period) -> str:
    """Return in words that a fact held over a *period*."""
    return described(Claim(kind, key, str(fact.value), _claim_dates(period)))


def _record(write: Record, accepted: Iterable[Fact], details: DetailsOf) -> WriteEffect:
    if any(_says_already(fact, write, details) for fact in accepted):
        return WriteEffect((), [])
    # What says the same stays as it is, with its sources; only what says otherwise makes way.
    touched = _touched((fact for fact in accepted if fact.value != write.value), write.window)
    clears = [Clear(write.kind, write.key, found.within) for _, found in touched]
    return WriteEffect((*clears, State(_claim(write, write.window))), touched)


def _dispute(write: Record, held: Iterable[Fact], details: DetailsOf) -> WriteEffect:
    disputed = [fact for fact in held if fact.standing is Standing.DISPUTED]
    if any(_says_already(fact, write, details) for fact in coalesce(disputed)):
        return WriteEffect((), [])
    return WriteEffect((State(_claim(write, write.window)),), [])


def _change(write: Change, accepted: Iterable[Fact]) -> WriteEffect:
    within = _touched(accepted, write.window) or _nothing(write.kind, write.key, write.window, accepted)
    touched = [(fact, found) for fact, found in within if fact.value != write.value]
    actions: list[Action] = []
    for _, found in touched:
        actions += [Clear(write.kind, write.key, found.within), State(_claim(write, found.within))]
    return WriteEffect(tuple(actions), touched)


def _clear(kind: Kind, key: Key, window: Period, accepted: Iterable[Fact]) -> WriteEffect:
    touched = _touched(accepted, window) or _nothing(kind, key, window, accepted)
    return WriteEffect((Clear(kind, key, window),), touched)


def _end(write: End, accepted: Iterable[Fact]) -> WriteEffect:
    """Clear what comes after; of what is left, the sources of the end say that it held until then."""
    cleared = _clear(write.kind, write.key, write.window, accepted)
    if not (write.sources or write.note):
        return cleared
    left = ((fact, period) for fact, found in cleared.touched for period in found.left)
    ended = (
        # What began at no stated time cannot be stated to have ended; the log tells the basis all the same.
        State(
            _claim(Record(write.kind, write.key, str(fact.value), period, write.sources, write.note), period)
        )
        for fact, period in left
        if period.from_ != SINCE_ALWAYS
    )
    return WriteEffect((*cleared.actions, *ended), cleared.touched)


def _correct(write: Correct, accepted: list[Fact], held: Sequence[Fact], details: DetailsOf) -> WriteEffect:
    old = _fact_to_correct(write, accepted)
    # Claims that agree may say more vaguely when it was, and what they say is gone as a whole.
    told = union([fact for fact in held if fact.claims <= old.claims]).period
    value = canonical(SCHEMA[write.kind].corrected(json.loads(str(old.value)), dict(write.changed)))
    window = Period(write.from_ or old.period.from_, write.to or old.period.to)
    refuse_window(window)
    cited = cited_of(sorted(map(str, old.sources)), details(old))
    sources = write.sources or cited
    is_known = (value, window) == (old.value, old.period) and set(cited) == set(sources)
    if is_known and write.note is None:
        return WriteEffect((), [])
    new = Record(write.kind, write.key, value, window, sources, write.note)
    rest = _record(new, [fact for fact in accepted if fact is not old], details)
    clears = (Clear(write.kind, write.key, told), *rest.actions)
    return WriteEffect(clears, [(old, Cut(old.period, ())), *rest.touched])


def _fact_to_correct(write: Correct, accepted: list[Fact]) -> Fact:
    found = accepted
    if write.at is not None:
        window = Window(write.at.earliest, write.at.latest + 1)
        judged = [(fact, judge(fact, window, Quantifier.SOME)) for fact in accepted]
        certain = [fact for fact, verdict in judged if verdict is Certainty.CERTAIN]
        found = certain or [fact for fact, verdict in judged if verdict is not None]
    if len(found) == 1:
        return found[0]
    listed = "; ".join(in_words(write.kind, write.key, fact, fact.period) for fact in found or accepted)
    if found:
        day = next((day_text(fact.extent.core.start) for fact in found if fact.extent.has_core), None)
        hint = "say a day on which it held" + (f", as in `at {day}`" if day else "")
        raise InputError.of("ambiguous", f"any of {len(found)} facts may be meant: {listed}", hint)
    when = f" at {write.at.text}" if write.at else ""
    raise InputError.of("nothing", f"nothing is believed of {_named(write.key)}{when}", _hint_for(listed))


def _touched(facts: Iterable[Fact], window: Period) -> CutFacts:
    found = ((fact, _cut(fact, window)) for fact in facts)
    return [(fact, part) for fact, part in found if part is not None]


def _cut(fact: Fact, window: Period) -> Cut | None:
    try:
        return cut(fact.period, window)
    except OpenOrderError as error:
        hint = "give one of the dates more precisely, or `retract` the other fact first and `record` it anew"
        raise error.with_hint(hint) from None


def _nothing(kind: Kind, key: Key, window: Period, accepted: Iterable[Fact]) -> CutFacts:
    listed = "; ".join(in_words(kind, key, fact, fact.period) for fact in accepted)
    dates = _when(window)
    until = "onwards" if dates.to is None else f"to {dates.to}"
    message = f"nothing is certainly believed of {_named(key)} from {dates.from_} {until}"
    raise InputError.of("nothing", message, _hint_for(listed))


def _hint_for(listed: str) -> str:
    return f"known is {listed}; `correct` gives a fact other dates" if listed else "`record` says what held"


def _named(key: Key) -> str:
    return " in ".join(f"`{part}`" for part in key if part)


def _says_already(fact: Fact, write: Record, details: DetailsOf) -> bool:
    covers = fact.period.from_.precedes(write.window.from_) and write.window.to.precedes(fact.period.to)
    said = fact.value == write.value and covers and fact.sources >= set(ids_of(write.sources))
    cited = details_of(write.sources)
    return said and (not cited or set(cited) <= set(details(fact)))


def _claim(write: Record | Change, window: Period) -> Claim:
    standing = write.standing if isinstance(write, Record) else Standing.ACCEPTED
    when = _when(window)
    if window.from_ == SINCE_ALWAYS and not (window.to == ONGOING and SCHEMA[write.kind].lasts_by_default):
        raise InputError.of(
            "window", "a fact without a beginning cannot be given an end", "say `from` when it held"
        )
    sources = ids_of(write.sources), write.note, details_of(write.sources)
    return Claim(write.kind, write.key, write.value, when, standing, *sources)


def _when(period: Period) -> ClaimDates:
    return ClaimDates(bound_text(period.from_), bound_text(period.to))


def _claim_dates(period: Period) -> ClaimDates:
    def text(bound: Bound) -> str | None:
        return None if bound.is_open else bound.text

    return ClaimDates(text(period.from_), text(period.to))
