"""What the entries of a validated file state, claim by claim, whatever is made of each."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import ItemsView, Iterator, Sequence
from functools import cache
from typing import Any, Generic, TypeVar

from tempodb.base.nearest import nearest
from tempodb.interchange.dataset import models
from tempodb.interchange.dataset.other_ids import aliases_of, others_of
from tempodb.interchange.dataset.plain_values import is_reserved
from tempodb.interchange.dataset.refusals import Path
from tempodb.interchange.dataset.sections import LISTED, is_alone, own_parts, within
from tempodb.interchange.dataset.statuses import counted
from tempodb.interchange.dataset.suspensions import OutsideError, cut_by
from tempodb.model.canonical_json import canonical
from tempodb.model.citations import CitedSource, Details, details_of, ids_of
from tempodb.model.claims import NO_DATES, ClaimDates
from tempodb.model.field_types import FieldType
from tempodb.model.kinds import CORE_STATUSES, SUSPENDED, Kind, PartyClass
from tempodb.model.meant_ids import with_meant_ids
from tempodb.model.schema import DEFINED_BY, PARTY_SECTIONS, SCHEMA
from tempodb.temporal.facts import Standing

S = TypeVar("S")
LIFE = ("born", "founded", "died", "dissolved")
"""The keys that tell when a party existed, those of its beginning before those of its end."""
T = TypeVar("T")


class Statements(ABC, Generic[S]):
    """Goes through the entries of a file; who extends it makes something of each claim, and tells what is wrong.

    The `positions` are those of the entries of lists in the file, which may have more.
    """

    def __init__(self, file: models.DatasetFile, positions: dict[str, list[int]]) -> None:
        self.file = file
        self.positions = positions
        self.doubtful: set[str] = set()
        self.twice: set[str] = set()
        self._same = others_of(file)

    @abstractmethod
    def stated(
        self,
        kind: Kind,
        key: tuple[str, ...],
        value: str,
        when: ClaimDates,
        standing: Standing,
        sources: tuple[str, ...],
        note: str | None,
        details: Details,
        path: Path,
    ) -> S:
        """Return what is made of a claim that stands at *path*."""

    @abstractmethod
    def refuse(self, path: Path, code: str, message: str, hint: str) -> None:
        """Tell what is wrong at *path*."""

    def all(self) -> Iterator[S]:
        """Yield what is made of every claim, in the order of the format's sections."""
        yield self._dataset()
        yield from self._statuses()
        for id_, source in self._entries(Kind.SOURCE):
            path = (SCHEMA[Kind.SOURCE].section, id_)
            yield self._claim(Kind.SOURCE, (id_,), field_values(Kind.SOURCE, source), source, path)
        seen: dict[str, str] = {}
        for section, class_ in PARTY_SECTIONS.items():
            for id_, party in getattr(self.file, section).items():
                if id_ in seen:
                    self.twice.add(id_)
                    message = f"the id `{id_}` stands in `{seen[id_]}` too"
                    self.refuse((section, id_), "duplicate", message, "give one of them another id")
                seen[id_] = section
                yield from self._party(id_, class_, party, (section, id_))
        for id_, office in self._entries(Kind.OFFICE):
            yield from self._office(id_, office, (SCHEMA[Kind.OFFICE].section, id_))
        for kind in LISTED:
            yield from self.listed(kind)

    def _dataset(self) -> S:
        if len({self._same.get(id_, id_) for id_ in self.file.coverage}) < len(self.file.coverage):
            self.refuse(("coverage",), "duplicate", "two ids that are one have a coverage each", "keep one")
        said = field_values(Kind.DATASET, self.file)
        return self._claim(Kind.DATASET, (self.file.dataset,), said, None, ("dataset",))

    def _statuses(self) -> Iterator[S]:
        by_id = isinstance(self.file.statuses, dict)
        for i, status in enumerate(self.file.statuses):
            if is_reserved(status):
                message = f"`{status}` cannot be a status: it means something else in a query"
                self.refuse(
                    ("statuses", status if by_id else i),
                    "reserved",
                    message,
                    f"write it as in `{status.strip('-')}-status`",
                )
        for status, counts_as in counted(self.file.statuses).items():
            path = ("statuses", status) if by_id else ("statuses",)
            yield self._claim(Kind.STATUS, (status,), {"counts_as": counts_as}, None, path)

    def _party(self, id_: str, class_: PartyClass, party: models.Party, path: Path) -> Iterator[S]:
        if party.same_as is not None:
            yield from self._another(id_, class_, party, path)
        else:
            said = {"class": class_} | field_values(Kind.PARTY, party)
            yield self._claim(Kind.PARTY, (id_,), said, None, path, note=party.note)
        if not party.lived().is_absent:
            first = next(key for key in LIFE if getattr(party, key, None) is not None)
            yield self._claim(Kind.EXISTENCE, (id_,), {}, party, (*path, first), party.lived())
        for i, life in enumerate(party.existence):
            said = {"life": i + 1} if len(party.existence) > 1 else {}
            where = (*path, "existence", i)
            yield self._claim(Kind.EXISTENCE, (id_,), said, life, where, life.when(), party)
        if party.name is not None and party.same_as is None:
            yield self._claim(
                Kind.NAME, (id_, ""), {"name": party.name, "short": party.short}, party, (*path, "name")
            )
        yield from self._nested(Kind.PARTY, id_, party, path)

    def _another(self, id_: str, class_: PartyClass, party: models.Party, path: Path) -> Iterator[S]:
        """Yield that an id is another one, whose aliases its names are."""
        another, where = str(party.same_as), (*path, "same_as")
        for key in ("code", "kind"):
            if getattr(party, key) is not None:
                hint = f"say it of `{another}`, where that is defined"
                self.refuse((*path, key), "out-of-place", f"`{key}` stands beside `same_as`", hint)
        if another == id_:
            self.refuse(where, "itself", f"`{id_}` is said to be itself", "name the other id")
        elif another in self._same:
            further = self._same[another]
            self.refuse(where, "chain", f"`{another}` is said to be `{further}`", f"name `{further}`")
        else:
            said = {"class": class_, "aliases": aliases_of(id_, party)}
            yield self._claim(Kind.SAME_AS, (another, id_), said, None, where, note=party.note)

    def _office(self, id_: str, office: models.Office, path: Path) -> Iterator[S]:
        organization = office.organization or id_.rpartition("/")[0]
        if not organization:
            self.refuse(path, "missing", f"the office `{id_}` names no organization", "add organization: …")
            return
        belongings = organization if isinstance(organization, list) else []
        said = field_values(Kind.OFFICE, office) | {"organization": None if belongings else organization}
        yield self._claim(Kind.OFFICE, (id_,), said, None, path, note=office.note)
        for i, belonging in enumerate(belongings):
            where = (*path, "organization", i)
            told = field_values(Kind.OFFICE_OF, belonging)
            yield self._claim(Kind.OFFICE_OF, (id_,), told, belonging, where, belonging.when(), office)
        if office.title is not None:
            yield self._claim(Kind.TITLE, (id_, ""), {"name": office.title}, office, (*path, "title"))
        yield from self._nested(Kind.OFFICE, id_, office, path)

    def _nested(self, outer: Kind, id_: str, entry: models.Entry, path: Path) -> Iterator[S]:
        """Yield what is stated in lists within the entry of a party or office."""
        is_another = getattr(entry, "same_as", None) is not None
        for kind in within(outer):
            for section in () if is_another and kind is Kind.NAME else SCHEMA[kind].sections:
                for i, inner in enumerate(getattr(entry, section)):
                    own = own_key(kind, inner)
                    where = (*path, section) if is_alone(kind) else (*path, section, i)
                    said = field_values(kind, inner)
                    yield self._claim(kind, (id_, *own), said, inner, where, inner.when(), entry)

    def listed(self, kind: Kind) -> Iterator[S]:
        """Yield the facts of a kind that has a list of its own."""
        section, stated = SCHEMA[kind].section, set[str]()
        for i, entry in self._numbered(section, getattr(self.file, section)):
            path, key, said = (section, i), own_key(kind, entry), field_values(kind, entry)
            for field in SCHEMA[kind].fields:
                if field.type is FieldType.STATUS:
                    self.refuse_unknown(said[field.name], (*path, field.name))
            if kind in DEFINED_BY.values():
                self._refuse_second(kind, key[0], entry, stated, path)
            if isinstance(entry, models.Membership) and entry.suspended:
                yield from self._with_suspensions(key, said, entry, path)
            else:
                yield self._claim(kind, key, said, entry, path, entry.when())

    def _with_suspensions(
        self, key: tuple[str, ...], said: dict[str, Any], entry: models.Membership, path: Path
    ) -> Iterator[S]:
        """Yield the pieces of a membership: while it was suspended, and before and after that."""
        try:
            pieces = cut_by(entry.when(), [each.when() for each in entry.suspended])
        except OutsideError as error:
            hint = "correct the dates of one of them, or write it as a membership of its own"
            self.refuse((*path, "suspended", error.place), "outside", str(error), hint)
            return
        of_end = {field.name for field in SCHEMA[Kind.MEMBERSHIP].fields if field.is_of_end}
        for number, (when, place) in enumerate(pieces, 1):
            told = said if number == len(pieces) else {k: v for k, v in said.items() if k not in of_end}
            if place is None:
                yield self._claim(Kind.MEMBERSHIP, key, told, entry, path, when)
            else:
                suspension, where = entry.suspended[place], (*path, "suspended", place)
                told = told | {"status": SUSPENDED}
                yield self._claim(Kind.MEMBERSHIP, key, told, suspension, where, when, entry)

    def refuse_unknown(self, status: str, path: Path) -> None:
        """Refuse a status that nobody has declared."""
        known = tuple(dict.fromkeys((*CORE_STATUSES, *self.file.statuses)))
        if status not in known:
            near = nearest(status, known)
            hint = f"the nearest is `{near}`" if near else f"the statuses are {', '.join(known)}"
            hint += f"; or declare it with statuses: [{status}]"
            self.doubtful.add(status)
            self.refuse(path, "unknown-status", f"no status is called `{status}`", hint)

    def _refuse_second(self, kind: Kind, id_: str, entry: models.Entry, stated: set[str], path: Path) -> None:
        """Refuse what is stated a second time, and not disputed; else it is among what is *stated*."""
        if (entry.standing or self.file.defaults.standing) == Standing.DISPUTED.value:
            return
        if id_ in stated:
            self.twice.add(id_)
            message = f"the {SCHEMA[kind].noun} `{id_}` is stated twice"
            hint = "give one of them another id, or standing: disputed"
            self.refuse((*path, "id"), "duplicate", message, hint)
        stated.add(id_)

    def _claim(
        self,
        kind: Kind,
        key: tuple[str, ...],
        fields: dict[str, Any],
        entry: models.Entry | None,
        path: Path,
        when: ClaimDates | None = None,
        parent: models.Entry | None = None,
        *,
        note: str | None = None,
    ) -> S:
        """Return what is made of a claim with what *entry*, else its *parent*, else the file's defaults say of it."""
        if self._same:
            key, fields = with_meant_ids(self._same, kind, key, fields)
        standing: str | None = None
        sources: Sequence[CitedSource] = ()
        if not (kind.defines or kind is Kind.SAME_AS):
            for said in (entry, parent, self.file.defaults):
                if said is not None:
                    standing, sources = standing or said.standing, sources or said.source
        return self.stated(
            kind,
            key,
            self.value_of(fields),
            when or NO_DATES,
            Standing(standing or Standing.ACCEPTED),
            ids_of(sources),
            note or (entry.note if entry is not None else None),
            details_of(sources),
            path,
        )

    @staticmethod
    def value_of(fields: dict[str, Any]) -> str:
        """Return what is said, without what is not, as a claim has it."""
        return canonical({name: value for name, value in fields.items() if value not in (None, [], {})})

    def _entries(self, kind: Kind) -> ItemsView[str, Any]:
        entries: dict[str, Any] = getattr(self.file, SCHEMA[kind].section)
        return entries.items()

    def _numbered(self, section: str, entries: Sequence[T]) -> Iterator[tuple[int, T]]:
        """Return the entries with their positions in the file, which may have more."""
        return zip(self.positions.get(section, range(len(entries))), entries, strict=True)


def field_values(kind: Kind, entry: models.Written) -> dict[str, Any]:
    """Return what an entry says; of a party, its section tells the class."""
    said = {name: getattr(entry, key) for name, key in _fields(kind)}
    for id_, name in _areas(kind):
        if said[id_] is not None:
            said[id_], said[name] = said[id_]
    return said


@cache
def _fields(kind: Kind) -> list[tuple[str, str]]:
    fields = SCHEMA[kind].fields
    return [(f.name, f.in_files) for f in fields if f.type is not FieldType.CLASS and not f.name_of]


@cache
def _areas(kind: Kind) -> list[tuple[str, str]]:
    """Return the fields that are ids, each with that of its name."""
    return [(field.name_of, field.name) for field in SCHEMA[kind].fields if field.name_of]


def own_key(kind: Kind, entry: models.Entry) -> tuple[str, ...]:
    """Return whom an entry is about, of a part that is absent an empty id."""
    return tuple(getattr(entry, part.name) or "" for part in own_parts(kind))
