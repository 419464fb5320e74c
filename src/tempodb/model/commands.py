"""What a write asks for, as frozen values that text and Python build alike.

::

    Record    sets the value over the window: fills gaps, replaces what was there
    Change    sets the value only where the key already holds within the window
    End       true until a day: clears from there on
    Retract   was never so within the window
    Correct   replaces one recorded fact by one with another value or other dates
    Define    says what an id is, as an entry of a file does
    Undefine  an id is nothing, where nothing else speaks of it
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tempodb.base.errors import InputError
from tempodb.model.citations import CitedSource, cited_of
from tempodb.model.claims import Claim
from tempodb.model.kinds import Kind, PartyClass
from tempodb.temporal.bounds import ONGOING, Bound
from tempodb.temporal.facts import Standing
from tempodb.temporal.periods import Period, extent_of
from tempodb.temporal.placeholders import EXPLAINED, instead, is_placeholder

Key = tuple[str, ...]
Subject = tuple[Kind, Key]
"""What a write is about."""


@dataclass(frozen=True, slots=True)
class Record:
    """Set the *value* (canonical JSON) of a key over a window; a disputed one stands beside the timeline."""

    kind: Kind
    key: Key
    value: str
    window: Period
    sources: tuple[CitedSource, ...] = ()
    note: str | None = None
    standing: Standing = Standing.ACCEPTED


@dataclass(frozen=True, slots=True)
class Change:
    """Set the *value* of a key where something is believed of it within a window; gaps stay gaps."""

    kind: Kind
    key: Key
    value: str
    window: Period
    sources: tuple[CitedSource, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class End:
    """Nothing holds of a key from a day on; it was true until then, as the sources say, too."""

    kind: Kind
    key: Key
    from_: Bound
    sources: tuple[CitedSource, ...] = ()
    note: str | None = None

    @property
    def window(self) -> Period:
        """What is cleared: all from that day on."""
        return Period(self.from_, ONGOING)


@dataclass(frozen=True, slots=True)
class Retract:
    """Nothing ever held of a key within a window; the basis is told with the write alone."""

    kind: Kind
    key: Key
    window: Period
    sources: tuple[CitedSource, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Correct:
    """Replace one fact of a key: the one that held *at* some day, or the only one there is.

    `changed` are the fields of the value that are otherwise; dates and sources that are not given stay.
    """

    kind: Kind
    key: Key
    at: Bound | None = None
    changed: tuple[tuple[str, Any], ...] = ()
    from_: Bound | None = None
    to: Bound | None = None
    sources: tuple[CitedSource, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Define:
    """An id is what its *definition* says, with what an entry of a file says *beside*, such as its name."""

    definition: Claim
    beside: tuple[Claim, ...] = ()

    @property
    def kind(self) -> Kind:
        """By which kind of claim the id is defined."""
        return self.definition.kind

    @property
    def key(self) -> Key:
        """The id."""
        return self.definition.key

    @property
    def sources(self) -> tuple[CitedSource, ...]:
        """What it rests on, as far as that can be said."""
        return cited_of(self.beside[0].sources, self.beside[0].details) if self.beside else ()


@dataclass(frozen=True, slots=True)
class Undefine:
    """An id is nothing: what defines it is taken back, with what its own entry says beside."""

    kind: Kind
    key: Key
    class_: PartyClass | None = None
    sources: tuple[CitedSource, ...] = ()
    note: str | None = None


FactWrite = Record | Change | End | Retract | Correct
"""What is written of a key that has times."""
Write = FactWrite | Define | Undefine


NO_BEGINNING = "write `unknown`"
"""What to try where a window begins with what stands for no day."""
NO_END = "leave the end out (`onwards`) for what is still going on, or write `unknown`"
"""What to try where a window ends with what stands for no day."""


def refuse_window(window: Period) -> None:
    """Refuse a window that ends where or before it begins, or of which dates leave that open.

    MEANING.md, M41.

    Raises:
        InputError: with both dates.

    """
    from_, to = window
    for end, hint in ((from_, NO_BEGINNING), (to, NO_END)):
        if is_placeholder(end):
            raise InputError.of("placeholder", f"`{end.text}` {EXPLAINED}", instead(end, hint))
    both = f"from {from_.text or 'ever'} to {to.text or 'onwards'}"
    one_sided = from_.is_one_sided or to.is_one_sided
    if extent_of(window) is None:
        empty = from_ == to
        message = f"the window {both} is empty" if empty else f"the window {both} ends before it begins"
        hint = "`to` is the first day on which it no longer held" if empty else "swap the dates"
        raise InputError.of("window", message, hint)
    if not one_sided and not from_.precedes(to):
        hint = "give one of the dates more precisely"
        raise InputError.of("open-order", f"the window {both} leaves open which comes first", hint)


def refuse_open(window: Period) -> None:
    """Refuse a window that leaves open what lies in it, for verbs that clear it.

    Raises:
        InputError: an end of it is unknown or one-sided, or what `refuse_window` refuses.

    """
    refuse_window(window)
    for end in window:
        if end.is_one_sided:
            hint = "give a date, however imprecise"
            raise InputError.of("window", f"`{end.text}` leaves open what lies in the window", hint)
