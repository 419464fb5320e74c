"""What a dataset states: frozen claims, each with its key, value, time, standing and sources.

A claim is the unit of the log. Its body is canonical JSON of what was stated, dates as written, so
that it can be exported as it came; its meaning (candidate days) is derived from that.
"""

from __future__ import annotations

import json
from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from tempodb.base.errors import Problem
from tempodb.model.canonical_json import canonical
from tempodb.model.citations import Beside, Details, remark_of
from tempodb.model.kind_schema import Wanted
from tempodb.model.kinds import Entity, EntityType, Kind
from tempodb.model.schema import SCHEMA
from tempodb.temporal.bounds import (
    FIRST_DAY,
    NEVER,
    ONGOING,
    SINCE_ALWAYS,
    UNKNOWN,
    UNKNOWN_TEXT,
    Bound,
    shifted,
    unknown_until,
)
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.facts import Standing
from tempodb.temporal.periods import Period


@dataclass(frozen=True, slots=True)
class ClaimDates:
    """The time of a claim as written: `from` and `to` or `through`, or `observed` days, or a `date`."""

    from_: str | None = None
    to: str | None = None
    through: str | None = None
    observed: tuple[str, ...] = ()
    date: str | None = None

    @property
    def is_absent(self) -> bool:
        """Whether no date was given at all."""
        return self == NO_DATES

    def stated(self) -> tuple[Bound | None, Bound | None]:
        """Return both ends as bounds; None where none was given (MEANING.md, M3).

        >>> [bound.text for bound in ClaimDates(observed=("2017-04-18", "2017-04-20")).stated()]
        ['[..2017-04-18]', '[2017-04-21..]']
        >>> ClaimDates(from_="1992", through="2016").stated()[1].text
        '[2016-01-02..2017-01-01]'
        """
        if self.observed:
            days = [read_date(text) for text in self.observed]
            first, last = min(day.earliest for day in days), max(day.latest for day in days)
            return Bound.between(FIRST_DAY, first), Bound.between(last + 1, NEVER)
        if self.date is not None:
            day = read_date(self.date)
            return day, shifted(day, 1)
        from_ = None if self.from_ is None else read_date(self.from_)
        if self.through is not None:
            return from_, shifted(read_date(self.through), 1)
        return from_, None if self.to is None else read_date(self.to)

    def as_dict(self) -> dict[str, Any]:
        """Return the keys that a dataset file has for it."""
        keys = {"from": self.from_, "to": self.to, "through": self.through, "date": self.date}
        written: dict[str, Any] = {key: text for key, text in keys.items() if text is not None}
        if self.observed:
            written["observed"] = list(self.observed) if len(self.observed) > 1 else self.observed[0]
        return written

    @classmethod
    def from_dict(cls, written: dict[str, Any]) -> ClaimDates:
        """Return the time that `as_dict` wrote."""
        observed = written.get("observed", ())
        days = (observed,) if isinstance(observed, str) else tuple(observed)
        return cls(written.get("from"), written.get("to"), written.get("through"), days, written.get("date"))


NO_DATES = ClaimDates()


def shared_day(a: ClaimDates, b: ClaimDates) -> str | None:
    """Return the day that is the last one of the one by `through` and the first one of the other, if there is one.

    >>> shared_day(ClaimDates(from_="1999-05-01"), ClaimDates(from_="1990", through="1999-05-01"))
    '1999-05-01'
    """
    for last, first in ((a.through, b.from_), (b.through, a.from_)):
        if last is not None and first is not None:
            day = read_date(first)
            if day.earliest == day.latest and day == read_date(last):
                return first
    return None


@dataclass(frozen=True)
class Claim:
    """One thing that a dataset states.

    `key` says what it is about, `value` (canonical JSON) what it says of it; see MEANING.md, M11.
    `details` say where in its sources it stands. `origin` places it in its file, `named_at` an id that it names there; neither is part of what it states.
    """

    kind: Kind
    key: tuple[str, ...]
    value: str
    when: ClaimDates = NO_DATES
    standing: Standing = Standing.ACCEPTED
    sources: tuple[str, ...] = ()
    note: str | None = None
    details: Details = ()
    origin: Problem | None = field(default=None, compare=False, repr=False)
    named_at: Callable[[str], Problem | None] | None = field(default=None, compare=False, repr=False)

    @cached_property
    def fields(self) -> dict[str, Any]:
        """The value as a mapping."""
        fields: dict[str, Any] = json.loads(self.value)
        return fields

    @cached_property
    def ends(self) -> tuple[Bound | None, Bound | None]:
        """Both ends of its time as bounds; None where none was given."""
        return self.when.stated()

    @property
    def published(self) -> Bound | None:
        """The date on which a source was published."""
        written = self.fields.get("published") if self.kind is Kind.SOURCE else None
        return None if written is None else read_date(written)

    @cached_property
    def identity(self) -> tuple[object, ...]:
        """What makes two claims equal, however their dates are spelt."""
        value: object = self.value
        if self.kind is Kind.SOURCE:
            said = {field: text for field, text in self.fields.items() if field != "published"}
            value = canonical(said), self.published
        key_and_value = (self.kind, self.key, value)
        return (*key_and_value, self.ends, self.standing, frozenset(self.sources), self.remark)

    @property
    def remark(self) -> str | Beside | None:
        """What stands beside what it states."""
        return remark_of(self.note, self.details)

    def period(self, recorded_day: int) -> Period:
        """Return the stated period of a claim that is recorded on *recorded_day* (MEANING.md, M3, M4)."""
        from_, to = self.ends
        if self.kind.defines or (SCHEMA[self.kind].lasts_by_default and self.when.is_absent):
            return Period(SINCE_ALWAYS, ONGOING)
        if self.kind is Kind.EVENT and self.when.is_absent:
            return Period(UNKNOWN, UNKNOWN)
        if SCHEMA[self.kind].is_since_always:
            return Period(from_ or SINCE_ALWAYS, to or ONGOING)
        return Period(from_ or unknown_until(recorded_day), to or ONGOING)

    @property
    def dates(self) -> str:
        """The stated period in words.

        >>> Claim(Kind.MEMBERSHIP, ("a", "b"), "{}", ClaimDates(from_="1992", to="1999")).dates
        'from 1992 to 1999'
        """
        from_, to = self.ends
        if self.when.is_absent:
            return "without dates"
        until = "onwards" if to is None else f"to {to.text}"
        return f"from {UNKNOWN_TEXT if from_ is None else from_.text} {until}"

    def body(self) -> str:
        """Return the claim as canonical JSON, as it lies in the log."""
        body: dict[str, Any] = {
            "kind": self.kind.name.lower(),
            "key": SCHEMA[self.kind].in_log(self.key),
            "value": self.fields,
        }
        if not self.when.is_absent:
            body["when"] = self.when.as_dict()
        if self.standing is not Standing.ACCEPTED:
            body["standing"] = self.standing
        if self.sources:
            body["sources"] = self.sources
        if self.note is not None:
            body["note"] = self.note
        if self.details:
            body["source_details"] = self.details
        return canonical(body)

    @classmethod
    def from_body(cls, text: str) -> Claim:
        """Return the claim that `body` wrote."""
        body = json.loads(text)
        kind = Kind[body["kind"].upper()]
        claim = cls(
            kind,
            SCHEMA[kind].from_log(body["key"]),
            canonical(body["value"]),
            ClaimDates.from_dict(body["when"]) if "when" in body else NO_DATES,
            Standing(body["standing"]) if "standing" in body else Standing.ACCEPTED,
            tuple(body.get("sources", ())),
            body.get("note"),
            tuple(map(tuple, body.get("source_details", ()))),
        )
        # They need not be read out of the value once more.
        claim.__dict__["fields"] = body["value"]
        return claim

    def at(self, origin: Problem) -> Claim:
        """Return the claim as one that stands there, of which is known what was found out of this one."""
        moved = object.__new__(Claim)
        moved.__dict__.update(self.__dict__, origin=origin)
        return moved

    @property
    def subject(self) -> Entity:
        """The entity that a definition defines, or that a fact is first about."""
        return Entity(SCHEMA[self.kind].key[0].type, self.key[0])

    def place_of(self, id_: str) -> Problem | None:
        """Return where the claim names an id in its file, or where it stands if that is not known."""
        return (self.named_at and self.named_at(id_)) or self.origin

    def wanted(self) -> Iterator[Wanted]:
        """Yield every entity that has to be defined for the claim to mean something, a party with the classes it may be of."""
        yield from SCHEMA[self.kind].wanted(self.key, self.fields)
        for source in self.sources:
            yield Entity(EntityType.SOURCE, source), ()

    def mentions(self) -> Iterator[Entity]:
        """Yield every entity that has to be defined for the claim to mean something.

        >>> [entity.id for entity in Claim(Kind.MEMBERSHIP, ("uz", "csto", ""), '{"status":"member"}').mentions()]
        ['uz', 'csto', 'member']
        """
        for entity, _ in self.wanted():
            yield entity


class ManyClaims(Sequence[Claim]):
    """Claims that are made only as they are looked at."""

    @abstractmethod
    def counts(self) -> Mapping[Kind, int]:
        """Return how many there are of each kind."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """All that one dataset states, ready to be compared with what it last stated.

    With `problems` it must not be loaded; `doubtful` are the ids of entries that were wrong in
    themselves, which others may mention all the same. `doubts` are warnings about how the file is
    written, `defaults` the sources that are meant where an entry names none, with their place. By its
    `fingerprint` the text of the file is known again, if that is worth while; `text` is that text as it
    is kept, if a later one can be held against it; None if one that was kept earlier does as well.
    """

    id: str
    file: str
    claims: Sequence[Claim]
    problems: tuple[Problem, ...] = ()
    doubtful: frozenset[str] = frozenset()
    doubts: tuple[Problem, ...] = ()
    defaults: tuple[tuple[str, Problem], ...] = ()
    fingerprint: str = ""
    text: bytes | None = field(default=b"", repr=False)
