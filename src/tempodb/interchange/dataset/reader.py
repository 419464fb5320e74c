"""A dataset file → the claims that it states, each with its place in the file."""

from __future__ import annotations

import difflib
from collections.abc import ItemsView, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from tempodb.base.errors import DatasetError, Problem
from tempodb.interchange.dataset import models
from tempodb.interchange.dataset.doubts import doubts_of, stated_twice
from tempodb.interchange.dataset.marks import mark
from tempodb.interchange.dataset.naming import place_of
from tempodb.interchange.dataset.sections import LISTED, own_parts, within
from tempodb.interchange.dataset.validation import validated
from tempodb.interchange.port import STAGES, Imported, Watched
from tempodb.markup.contents import content_of
from tempodb.markup.reading import tree_of
from tempodb.markup.tree import (
    MappingNode,
    Place,
    SequenceNode,
    TreeNode,
    key_place,
    locate,
    problem_at,
)
from tempodb.model.claims import Claim, ClaimDates, Dataset, canonical
from tempodb.model.kind_schema import FieldType
from tempodb.model.kinds import CORE_STATUSES, Kind, PartyClass
from tempodb.model.schema import DEFINED_BY, PARTY_SECTIONS, SCHEMA
from tempodb.temporal.facts import Standing
from tempodb.tql.openings import RESERVED

T = TypeVar("T")


def read_dataset(path: Path, watched: Watched = iter) -> Imported:
    """Return all that the dataset file at *path* states, with the problems found in reading it.

    The three stages of it go through *watched*.

    An entry that is wrong in itself is left out of the claims, so that what is wrong with the others
    can be told too.

    Raises:
        DatasetError: the file cannot be read, or does not say which dataset it is.

    """
    stages = watched(STAGES)
    next(stages)
    content = content_of(path)
    tree = tree_of(content)
    next(stages)
    valid = validated(tree)
    next(stages)
    claims = _Claims(valid.file, tree, valid.positions)
    stated: dict[Claim, None] = {}
    seen = set()
    doubts = list(doubts_of(tree))
    for claim in claims.all():
        if claim.identity in seen and claim.origin is not None and claim.key[0] not in claims.twice:
            doubts.append(stated_twice(claim.origin))
        seen.add(claim.identity)
        stated.setdefault(claim)
    found = DatasetError.gather([*valid.problems, *claims.problems]).problems
    doubtful = valid.doubtful | claims.doubtful
    defaults = tuple(
        (source, place)
        for source in valid.file.defaults.source
        if source not in doubtful and (place := place_of(locate(tree, ("defaults",)), source))
    )
    return Imported(
        Dataset(
            valid.file.dataset,
            str(path),
            tuple(stated),
            found,
            doubtful,
            tuple(doubts),
            defaults,
            mark(content),
        )
    )


@dataclass
class _Claims:
    """Turns the entries of a validated file into claims, and collects what is wrong between them."""

    file: models.DatasetFile
    tree: MappingNode
    positions: dict[str, list[int]]

    def __post_init__(self) -> None:
        self.problems: list[Problem] = []
        self.doubtful: set[str] = set()
        self.twice: set[str] = set()
        self.sections: dict[str | int, dict[str | int, TreeNode]] = {
            key.text: _entries(section) for key, section in self.tree.entries
        }

    def all(self) -> Iterator[Claim]:
        """Yield every claim, in the order of the format's sections."""
        yield self._dataset()
        yield from self._statuses()
        for id_, source in self._entries(Kind.SOURCE):
            path = (SCHEMA[Kind.SOURCE].section, id_)
            yield self._claim(Kind.SOURCE, (id_,), _field_values(Kind.SOURCE, source), source, path)
        seen: dict[str, str] = {}
        for section, class_ in PARTY_SECTIONS.items():
            for id_, party in getattr(self.file, section).items():
                if id_ in seen:
                    self.twice.add(id_)
                    message = f"the id `{id_}` stands in `{seen[id_]}` too"
                    self._refuse((section, id_), "duplicate", message, "give one of them another id")
                seen[id_] = section
                yield from self._party(id_, class_, party, (section, id_))
        for id_, office in self._entries(Kind.OFFICE):
            yield from self._office(id_, office, (SCHEMA[Kind.OFFICE].section, id_))
        for kind in LISTED:
            yield from self._listed(kind)

    def _dataset(self) -> Claim:
        said = _field_values(Kind.DATASET, self.file)
        return self._claim(Kind.DATASET, (self.file.dataset,), said, None, ("dataset",))

    def _statuses(self) -> Iterator[Claim]:
        for i, status in enumerate(self.file.statuses):
            if status.lower() in RESERVED or status.startswith("--"):
                message = f"`{status}` cannot be a status: it means something else in a query"
                self._refuse(
                    ("statuses", i), "reserved", message, f"write it as in `{status.strip('-')}-status`"
                )
        for status in dict.fromkeys(self.file.statuses):
            yield self._claim(Kind.STATUS, (status,), {}, None, ("statuses",))

    def _party(
        self, id_: str, class_: PartyClass, party: models.Party, path: tuple[str | int, ...]
    ) -> Iterator[Claim]:
        said = {"class": class_} | _field_values(Kind.PARTY, party)
        yield self._claim(Kind.PARTY, (id_,), said, None, path, note=party.note)
        if not party.existence().is_absent:
            first = "dissolved" if party.founded is None else "founded"
            yield self._claim(Kind.EXISTENCE, (id_,), {}, party, (*path, first), party.existence())
        if party.name is not None:
            yield self._claim(
                Kind.NAME, (id_,), {"name": party.name, "short": party.short}, party, (*path, "name")
            )
        yield from self._nested(Kind.PARTY, id_, party, path)

    def _office(self, id_: str, office: models.Office, path: tuple[str | int, ...]) -> Iterator[Claim]:
        organization = office.organization or id_.rpartition("/")[0]
        if not organization:
            self._refuse(path, "missing", f"the office `{id_}` names no organization", "add organization: …")
            return
        said = _field_values(Kind.OFFICE, office) | {"organization": organization}
        yield self._claim(Kind.OFFICE, (id_,), said, None, path, note=office.note)
        if office.title is not None:
            yield self._claim(Kind.TITLE, (id_,), {"name": office.title}, office, (*path, "title"))
        yield from self._nested(Kind.OFFICE, id_, office, path)

    def _nested(
        self, outer: Kind, id_: str, entry: models.Entry, path: tuple[str | int, ...]
    ) -> Iterator[Claim]:
        """Yield what is stated in lists within the entry of a party or office."""
        for kind in within(outer):
            for section in SCHEMA[kind].sections:
                for i, inner in enumerate(getattr(entry, section)):
                    own = _own_key(kind, inner)
                    # An id may stand there alone, without a list.
                    where = (*path, section) if own else (*path, section, i)
                    said = _field_values(kind, inner)
                    yield self._claim(kind, (id_, *own), said, inner, where, inner.when(), entry)

    def _listed(self, kind: Kind) -> Iterator[Claim]:
        """Yield the facts of a kind that has a list of its own."""
        section, stated = SCHEMA[kind].section, set[str]()
        for i, entry in self._numbered(section, getattr(self.file, section)):
            path, key, said = (section, i), _own_key(kind, entry), _field_values(kind, entry)
            for field in SCHEMA[kind].fields:
                if field.type is FieldType.STATUS:
                    self._refuse_unknown(said[field.name], (*path, field.name))
            if kind in DEFINED_BY.values():
                self._refuse_second(kind, key[0], entry, stated, path)
            yield self._claim(kind, key, said, entry, path, entry.when())

    def _refuse_unknown(self, status: str, path: tuple[str | int, ...]) -> None:
        known = (*CORE_STATUSES, *self.file.statuses)
        if status not in known:
            near = difflib.get_close_matches(status, known, 1)
            hint = f"the nearest is `{near[0]}`" if near else f"the statuses are {', '.join(known)}"
            hint += f"; or declare it with statuses: [{status}]"
            self.doubtful.add(status)
            self._refuse(path, "unknown-status", f"no status is called `{status}`", hint)

    def _refuse_second(
        self, kind: Kind, id_: str, entry: models.Entry, stated: set[str], path: tuple[str | int, ...]
    ) -> None:
        """Refuse what is stated a second time, and not disputed; else it is among what is *stated*."""
        if (entry.standing or self.file.defaults.standing) == Standing.DISPUTED.value:
            return
        if id_ in stated:
            self.twice.add(id_)
            message = f"the {SCHEMA[kind].noun} `{id_}` is stated twice"
            hint = "give one of them another id, or standing: disputed"
            self._refuse((*path, "id"), "duplicate", message, hint)
        stated.add(id_)

    def _claim(
        self,
        kind: Kind,
        key: tuple[str, ...],
        fields: dict[str, Any],
        entry: models.Entry | None,
        path: tuple[str | int, ...],
        when: ClaimDates | None = None,
        parent: models.Entry | None = None,
        *,
        note: str | None = None,
    ) -> Claim:
        """Return a claim with what *entry*, else its *parent*, else the file's defaults say of it."""
        said = [said for said in (entry, parent) if said is not None]
        standing = next((s.standing for s in said if s.standing), self.file.defaults.standing)
        sources = next((s.source for s in said if s.source), self.file.defaults.source)
        if kind.defines:
            standing, sources = None, []
        return Claim(
            kind,
            key,
            canonical({name: value for name, value in fields.items() if value not in (None, [], {})}),
            when or ClaimDates(),
            Standing(standing or Standing.ACCEPTED),
            tuple(dict.fromkeys(sources)),
            note or (entry.note if entry is not None else None),
            problem_at(self._place(path), "", ""),
            partial(place_of, self.tree if kind is Kind.DATASET else self._node(path[:2])),
        )

    def _refuse(self, path: tuple[str | int, ...], code: str, message: str, hint: str | None = None) -> None:
        self.problems.append(problem_at(self._place(path), code, message, hint))

    def _entries(self, kind: Kind) -> ItemsView[str, Any]:
        entries: dict[str, Any] = getattr(self.file, SCHEMA[kind].section)
        return entries.items()

    def _numbered(self, section: str, entries: Sequence[T]) -> Iterator[tuple[int, T]]:
        """Return the entries with their positions in the file, which may have more."""
        return zip(self.positions.get(section, range(len(entries))), entries, strict=True)

    def _place(self, path: tuple[str | int, ...]) -> Place:
        """Return where *path* stands: its value, or the id of an entry that has one for a key."""
        section = locate(self.tree, path[:1])
        if len(path) == 2 and isinstance(section, MappingNode):
            return key_place(section, str(path[1]))
        return self._node(path).place

    def _node(self, path: tuple[str | int, ...]) -> TreeNode:
        entry = self.sections.get(path[0], {}).get(path[1]) if len(path) > 1 else None
        return locate(self.tree, path) if entry is None else locate(entry, path[2:])


def _field_values(kind: Kind, entry: models.Written) -> dict[str, Any]:
    """Return what an entry says; of a party, its section tells the class."""
    fields = (field for field in SCHEMA[kind].fields if field.type is not FieldType.CLASS)
    return {field.name: getattr(entry, field.in_files) for field in fields}


def _own_key(kind: Kind, entry: models.Entry) -> tuple[str, ...]:
    """Return whom an entry is about, of a part that is absent an empty id."""
    return tuple(getattr(entry, part.name) or "" for part in own_parts(kind))


def _entries(section: TreeNode) -> dict[str | int, TreeNode]:
    if isinstance(section, MappingNode):
        return {key.text: node for key, node in section.entries}
    return dict(enumerate(section.items)) if isinstance(section, SequenceNode) else {}
