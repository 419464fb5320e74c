"""What the writes of every kind share: names looked up, dates read, verbs made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypedDict

from tempodb.api.query_values import named, read_day, spelt
from tempodb.api.transactions.naming import lookup_in
from tempodb.base.errors import InputError
from tempodb.binding.asked_at import AskedAt
from tempodb.binding.definables import defining, hinted, undefining
from tempodb.binding.lookup import Lookup
from tempodb.binding.name_kinds import BODY, OFFICE, ORGANIZATION, PARTY, SOURCE, NameKind
from tempodb.binding.present_days import bound_at
from tempodb.model.canonical_json import canonical
from tempodb.model.citations import Citation, CitedSource
from tempodb.model.claims import ClaimDates
from tempodb.model.commands import Change, Correct, End, Record, Retract, Subject, refuse_window
from tempodb.model.field_types import FieldType
from tempodb.model.kinds import Entity
from tempodb.model.schema import SCHEMA
from tempodb.model.write_results import WriteResult
from tempodb.store.rules.values import refuse_unsayable_fields
from tempodb.store.writing.draft import Draft
from tempodb.temporal.bounds import ONGOING, SINCE_ALWAYS, Bound
from tempodb.temporal.date_reader import bound_text
from tempodb.temporal.facts import Standing
from tempodb.temporal.given import DateLike
from tempodb.temporal.periods import Period
from tempodb.tql import ast

ONWARDS = "onwards"
"""Written for `to`: no end."""
Fields = dict[str, Any]


SourceLike = str | Mapping[str, str]
"""A source by its name, or its `id` with a `detail`: a page, the id of a statement."""


class BasisArguments(TypedDict, total=False):
    """On what a write rests: a source, or several, each with a detail if it is `{"id": …, "detail": …}`; and a note."""

    source: SourceLike | Iterable[SourceLike]
    note: str


class RecordArguments(BasisArguments, total=False):
    """The same of a recorded fact, which may be disputed."""

    standing: str


class CorrectArguments(BasisArguments, total=False):
    """What `correct` takes beside the value: a day on which the fact held, and its dates if they change."""

    at: DateLike
    from_: DateLike
    to: DateLike


class Writer:
    """Makes writes on facts of any kind, and has the draft of a transaction carry them out.

    *opened* returns that draft while there is one. An absent `to` means onwards, and where a write names
    no source, *source* is meant.
    """

    def __init__(
        self, opened: Callable[[], Draft], source: SourceLike | Iterable[SourceLike] | None = None
    ) -> None:
        self._opened = opened
        self._source = source

    def record(self, of: Subject, fields: Fields, window: Period, rest: RecordArguments) -> WriteResult:
        """Say that a fact held over a window."""
        standing = _standing(rest.get("standing", Standing.ACCEPTED))
        value = canonical(self._said(of, fields, rest, RecordArguments))
        return self._opened().do(Record(*of, value, window, self._sources(rest), _note(rest), standing))

    def change(self, of: Subject, fields: Fields, window: Period, basis: BasisArguments) -> WriteResult:
        """Say it where anything of its key held in a window."""
        value = canonical(self._said(of, fields, basis, BasisArguments))
        return self._opened().do(Change(*of, value, window, self._sources(basis), _note(basis)))

    def end(self, of: Subject, from_: DateLike, basis: BasisArguments) -> WriteResult:
        """Say that it held until a day."""
        return self._opened().do(End(*of, self.bound(from_), self._sources(basis), _note(basis)))

    def retract(self, of: Subject, window: Period, basis: BasisArguments) -> WriteResult:
        """Say that it never held within a window."""
        return self._opened().do(Retract(*of, window, self._sources(basis), _note(basis)))

    def correct(self, of: Subject, fields: Fields, rest: CorrectArguments) -> WriteResult:
        """Replace what held at some day, or the only one, by other values or dates."""
        at, from_ = (
            None if given is None else self.bound(given) for given in (rest.get("at"), rest.get("from_"))
        )
        to = None if rest.get("to") is None else self._until(rest["to"])
        changed = tuple(self._said(of, fields, rest, CorrectArguments).items())
        return self._opened().do(Correct(*of, at, changed, from_, to, self._sources(rest), _note(rest)))

    def found(self, find: Callable[[Lookup], str]) -> str:
        """Return what is found among the names, with how to define it where nothing is."""
        try:
            return self._opened().looked_up(lambda catalog: find(lookup_in(catalog)))
        except InputError as error:
            raise hinted(error) from None

    def define(
        self, word: str, id_: str, said: Fields, when: ClaimDates, basis: BasisArguments
    ) -> WriteResult:
        """Say what an id is; what is not given is not said."""
        given = {name: value for name, value in said.items() if value is not None}
        return self._opened().do(defining(word, id_, given, when, self._sources(basis), _note(basis)))

    def undefine(self, word: str, id_: str, basis: BasisArguments) -> WriteResult:
        """Say that an id is nothing."""
        return self._opened().do(undefining(word, id_, self._sources(basis), _note(basis)))

    def body(self, name: str) -> str:
        """Return the id of the organization or state that is named."""
        return self._id(name, BODY, Lookup.body)

    def existing(self, from_: DateLike | None, to: DateLike | None) -> ClaimDates:
        """Return when something existed, as far as it is given."""
        begin = None if from_ is None else self.bound(from_)
        refuse_window(Period(begin or SINCE_ALWAYS, self._until(to)))
        return ClaimDates(None if begin is None else bound_text(begin), bound_text(self._until(to)))

    def party(self, name: str) -> str:
        """Return the id of the party that is named."""
        return self._id(name, PARTY, Lookup.party)

    def organization(self, name: str) -> str:
        """Return the id of the organization that is named."""
        return self._id(name, ORGANIZATION, Lookup.organization)

    def office(self, name: str) -> str:
        """Return the id of the office that is named."""
        return self._id(name, OFFICE, lambda lookup, office: lookup.office(ast.OfficeName(office)))

    def _id(self, name: str, wanted: NameKind, find: Callable[[Lookup, ast.Name], str]) -> str:
        """Return the id that a name means: before all else itself, if it is one."""
        id_ = spelt(name)
        if self._opened().is_defined(Entity(wanted.type, id_), wanted.classes):
            return id_
        return self.found(lambda lookup: find(lookup, named(name)))

    def window(self, from_: DateLike, to: DateLike | None) -> Period:
        """Return the window from one date to another, or onwards."""
        return Period(self.bound(from_), self._until(to))

    def _until(self, to: DateLike | None) -> Bound:
        return ONGOING if to is None or to == ONWARDS else self.bound(to)

    def bound(self, given: DateLike) -> Bound:
        """Return the date that is given; today is the day on which the transaction is recorded."""
        return bound_at(read_day(given), AskedAt(self._opened().at).today)

    def _said(
        self, of: Subject, fields: Fields, given: BasisArguments, taken: type[BasisArguments]
    ) -> Fields:
        """Return what is said: the *fields*, and those that are *given* among what every kind takes.

        Raises:
            InputError: a field is unknown, or a value of the wrong sort.

        """
        fields_of = {field.argument: field for field in SCHEMA[of[0]].fields if not field.name_of}
        types = {field.name: field.type for field in fields_of.values()}
        beside = {name: value for name, value in given.items() if name not in taken.__annotations__}
        for name in beside.keys() - fields_of.keys():
            raise TypeError(f"got an unexpected keyword argument '{name}'")
        named = {fields_of[name].name: value for name, value in beside.items()}
        whole = fields | {name: value for name, value in named.items() if value is not None}
        meant = {name: self._meant(types.get(name), value) for name, value in whole.items()}
        said = {name: value for name, value in meant.items() if name in named or value not in (None, [], ())}
        for name, type_ in types.items():
            if type_ is FieldType.AREA and isinstance(said.get(name), Mapping):
                said |= _area(name, said[name])
        # Only what can be written down is checked again with the rest of the claim.
        refuse_unsayable_fields(of[0], said)
        return said

    def _meant(self, type_: FieldType | None, given: Any) -> Any:
        """Return the value of a field, which is an id where a name is given."""
        if given is None:
            return None
        match type_:
            case FieldType.PARTY:
                return self.party(given)
            case FieldType.PARTIES:
                return [self.party(name) for name in _one_or_several(given)]
            case FieldType.STATUS:
                return self.found(lambda lookup: lookup.status(named(given)))
            case _:
                return given

    def _sources(self, basis: BasisArguments) -> tuple[CitedSource, ...]:
        given: object = basis.get("source", self._source)
        if given is None:
            return ()
        several = (given,) if isinstance(given, Mapping) else _one_or_several(given)
        return tuple(dict.fromkeys(map(self._cited, several)))

    def _cited(self, given: Any) -> CitedSource:
        """Return the source that is named, with the detail if one is given.

        Raises:
            InputError: it is neither a name nor an id with a detail.

        """
        if not isinstance(given, Mapping):
            return self._id(given, SOURCE, Lookup.source)
        if given.keys() != {"id", "detail"} or not isinstance(given["detail"], str):
            message = f"the source has {', '.join(map(str, given)) or 'nothing'}"
            raise InputError.of("value", message, 'write its id, or {"id": "…", "detail": "p. 12"}')
        return Citation(self._id(given["id"], SOURCE, Lookup.source), given["detail"])


def _area(field: str, given: Mapping[Any, Any]) -> Fields:
    """Return the id and the name of an area, each under its field.

    Raises:
        InputError: there is neither, or something else.

    """
    said = {key: value for key, value in given.items() if value is not None}
    if not said or said.keys() - {"id", "name"}:
        message = f"the {field} is no area: it has {', '.join(map(str, given)) or 'nothing'}"
        raise InputError.of("value", message, "write what it is called, or its id and its name")
    if "id" not in said or said["id"] == said.get("name"):
        return {field: said["name"]}
    name = {f"{field}_name": said["name"]} if "name" in said else {}
    return {field: said["id"], **name}


def _one_or_several(given: Any) -> Iterable[Any]:
    return given if isinstance(given, Iterable) and not isinstance(given, str | bytes) else (given,)


def _note(basis: BasisArguments) -> str | None:
    note: object = basis.get("note")
    if note is None or isinstance(note, str):
        return note
    raise InputError.of("value", "the note is no text", "write it as a text")


def _standing(given: str) -> Standing:
    if given not in tuple(Standing):
        raise InputError.of("value", f"the standing is `{given}`", f"write one of {', '.join(Standing)}")
    return Standing(given)
