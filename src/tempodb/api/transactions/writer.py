"""What the writes of every kind share: names looked up, dates read, verbs made."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from typing import Any, TypedDict

from tempodb.api.query_builder import named, read_day
from tempodb.base.errors import InputError
from tempodb.binding.lookup import Lookup
from tempodb.model.claims import canonical
from tempodb.model.commands import Change, Correct, End, Record, Retract, Subject, Write, WriteResult
from tempodb.model.schema import SCHEMA
from tempodb.temporal.bounds import ONGOING, Bound
from tempodb.temporal.facts import Standing
from tempodb.temporal.given import DateLike
from tempodb.temporal.periods import Period
from tempodb.tql import ast

ONWARDS = "onwards"
"""Written for `to`: no end."""
Fields = dict[str, Any]


class BasisArguments(TypedDict, total=False):
    """On what a write rests: a source, or several; and a note on it."""

    source: str | Iterable[str]
    note: str


class RecordArguments(BasisArguments, total=False):
    """The same of a recorded fact, which may be disputed."""

    standing: str


class CorrectArguments(BasisArguments, total=False):
    """What `correct` takes beside the value: a day on which the fact held, and its dates if they change."""

    at: DateLike
    from_: DateLike
    to: DateLike


class Writer(ABC):
    """Carries out writes on facts of any kind; an absent `to` means onwards."""

    @abstractmethod
    def _named(self, find: Callable[[Lookup], str]) -> str: ...

    @property
    @abstractmethod
    def _today(self) -> int: ...

    @abstractmethod
    def _do(self, write: Write) -> WriteResult: ...

    @abstractmethod
    def _sources(self, basis: BasisArguments) -> tuple[str, ...]: ...

    def _record(self, of: Subject, fields: Fields, window: Period, rest: RecordArguments) -> WriteResult:
        standing = _standing(rest.get("standing", Standing.ACCEPTED))
        value = canonical(_said(of, fields, rest, RecordArguments))
        return self._do(Record(*of, value, window, self._sources(rest), _note(rest), standing))

    def _change(self, of: Subject, fields: Fields, window: Period, basis: BasisArguments) -> WriteResult:
        value = canonical(_said(of, fields, basis, BasisArguments))
        return self._do(Change(*of, value, window, self._sources(basis), _note(basis)))

    def _end(self, of: Subject, from_: DateLike, basis: BasisArguments) -> WriteResult:
        return self._do(End(*of, self._bound(from_), self._sources(basis), _note(basis)))

    def _retract(self, of: Subject, window: Period, basis: BasisArguments) -> WriteResult:
        return self._do(Retract(*of, window, self._sources(basis), _note(basis)))

    def _correct(self, of: Subject, fields: Fields, rest: CorrectArguments) -> WriteResult:
        at, from_ = (
            None if given is None else self._bound(given) for given in (rest.get("at"), rest.get("from_"))
        )
        to = None if rest.get("to") is None else self._until(rest["to"])
        changed = tuple(_said(of, fields, rest, CorrectArguments).items())
        return self._do(Correct(*of, at, changed, from_, to, self._sources(rest), _note(rest)))

    def _party(self, name: str) -> str:
        return self._named(lambda lookup: lookup.party(named(name)))

    def _organization(self, name: str) -> str:
        return self._named(lambda lookup: lookup.organization(named(name)))

    def _office(self, name: str) -> str:
        return self._named(lambda lookup: lookup.office(ast.OfficeName(named(name))))

    def _window(self, from_: DateLike, to: DateLike | None) -> Period:
        """Return the window from one date to another, or onwards."""
        return Period(self._bound(from_), self._until(to))

    def _until(self, to: DateLike | None) -> Bound:
        return ONGOING if to is None or to == ONWARDS else self._bound(to)

    def _bound(self, given: DateLike) -> Bound:
        day = read_day(given)
        return Bound.day(self._today) if isinstance(day, ast.Today) else day


def _note(basis: BasisArguments) -> str | None:
    note: object = basis.get("note")
    if note is None or isinstance(note, str):
        return note
    raise InputError.of("value", "the note is no text", "write it as a text")


def _standing(given: str) -> Standing:
    if given not in tuple(Standing):
        raise InputError.of("value", f"the standing is `{given}`", f"write one of {', '.join(Standing)}")
    return Standing(given)


def _said(of: Subject, fields: Fields, given: BasisArguments, taken: type[BasisArguments]) -> Fields:
    """Return what is said: the *fields*, and those that are *given* among what every kind takes."""
    beside = {name: value for name, value in given.items() if name not in taken.__annotations__}
    for name in beside.keys() - {field.name for field in SCHEMA[of[0]].fields}:
        raise TypeError(f"got an unexpected keyword argument '{name}'")
    return {name: said for name, said in (fields | beside).items() if said not in (None, [], ())}
