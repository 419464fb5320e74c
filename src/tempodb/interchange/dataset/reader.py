"""A dataset file → the claims that it states, each with its place in the file."""

from __future__ import annotations

import difflib
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from tempodb.base.errors import DatasetError, Problem
from tempodb.interchange.dataset import models
from tempodb.interchange.dataset.doubts import doubts_of, stated_twice
from tempodb.interchange.dataset.naming import place_of
from tempodb.interchange.dataset.refusals import translated, without_misspelt
from tempodb.interchange.port import STAGES, Imported, Watched
from tempodb.markup.reading import read_tree
from tempodb.markup.tree import (
    MappingNode,
    Place,
    SequenceNode,
    TreeNode,
    key_place,
    locate,
    plain,
    problem_at,
)
from tempodb.model.claims import Claim, ClaimDates, Dataset, canonical
from tempodb.model.kinds import CORE_STATUSES, Kind, PartyClass
from tempodb.model.schema import SCHEMA
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
    tree = read_tree(path)
    next(stages)
    valid = _validated(tree)
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
        Dataset(valid.file.dataset, str(path), tuple(stated), found, doubtful, tuple(doubts), defaults)
    )


class _Valid(NamedTuple):
    """The entries of a file that are right in themselves, and what was left out."""

    file: models.DatasetFile
    problems: list[Problem]
    doubtful: frozenset[str]
    positions: dict[str, list[int]]


def _validated(tree: MappingNode) -> _Valid:
    content: Any = plain(tree)
    try:
        return _Valid(models.DatasetFile.model_validate(content), [], frozenset(), {})
    except ValidationError as error:
        errors = error.errors(include_url=False)
    problems = [translated(tree, dict(error)) for error in without_misspelt(errors)]
    wrong = {error["loc"][:2] for error in errors}
    kept = {section: _without(section, entries, wrong) for section, entries in content.items()}
    positions = {
        section: [i for i in range(len(entries)) if (section, i) not in wrong]
        for section, entries in content.items()
        if isinstance(entries, list)
    }
    try:
        file = models.DatasetFile.model_validate({s: e for s, e in kept.items() if (s,) not in wrong})
    except ValidationError:
        raise DatasetError.gather(problems) from None
    doubtful = frozenset(str(path[-1]) for path in wrong if isinstance(path[-1], str))
    return _Valid(file, problems, doubtful, positions)


def _without(section: str, entries: Any, wrong: Container[tuple[str | int, ...]]) -> Any:
    """Return a section without its wrong entries."""
    if isinstance(entries, dict):
        return {id_: entry for id_, entry in entries.items() if (section, id_) not in wrong}
    if isinstance(entries, list):
        return [entry for i, entry in enumerate(entries) if (section, i) not in wrong]
    return entries


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
        for id_, source in self.file.sources.items():
            yield self._claim(
                Kind.SOURCE, (id_,), _field_values(Kind.SOURCE, source), source, ("sources", id_)
            )
        seen: dict[str, str] = {}
        for section, class_ in models.PARTY_SECTIONS.items():
            for id_, party in getattr(self.file, section).items():
                if id_ in seen:
                    self.twice.add(id_)
                    message = f"the id `{id_}` stands in `{seen[id_]}` too"
                    self._refuse((section, id_), "duplicate", message, "give one of them another id")
                seen[id_] = section
                yield from self._party(id_, class_, party, (section, id_))
        for id_, office in self.file.offices.items():
            yield from self._office(id_, office, ("offices", id_))
        yield from self._memberships()
        yield from self._tenures()
        yield from self._events()

    def _dataset(self) -> Claim:
        fields = {"title": self.file.title, "focus": self.file.focus, "coverage": self.file.coverage}
        return self._claim(Kind.DATASET, (self.file.dataset,), fields, None, ("dataset",))

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
        fields = {"class": class_, "kind": party.kind, "code": party.code, "aliases": party.aliases}
        yield self._claim(Kind.PARTY, (id_,), fields, None, path, note=party.note)
        if not party.existence().is_absent:
            first = "dissolved" if party.founded is None else "founded"
            yield self._claim(Kind.EXISTENCE, (id_,), {}, party, (*path, first), party.existence())
        if party.name is not None:
            yield self._claim(
                Kind.NAME, (id_,), {"name": party.name, "short": party.short}, party, (*path, "name")
            )
        for i, name in enumerate(party.names):
            said = _field_values(Kind.NAME, name)
            yield self._claim(Kind.NAME, (id_,), said, name, (*path, "names", i), name.when(), party)
        for key, kind in (("part_of", Kind.PART_OF), ("succeeds", Kind.SUCCEEDS)):
            for relation in getattr(party, key):
                yield self._claim(
                    kind, (id_, relation.of), {}, relation, (*path, key), relation.when(), party
                )

    def _office(self, id_: str, office: models.Office, path: tuple[str | int, ...]) -> Iterator[Claim]:
        organization = office.organization or id_.rpartition("/")[0]
        if not organization:
            self._refuse(path, "missing", f"the office `{id_}` names no organization", "add organization: …")
            return
        fields = {"organization": organization, "seats": office.seats, "aliases": office.aliases}
        yield self._claim(Kind.OFFICE, (id_,), fields, None, path, note=office.note)
        if office.title is not None:
            yield self._claim(Kind.TITLE, (id_,), {"name": office.title}, office, (*path, "title"))
        for i, title in enumerate(office.titles):
            yield self._claim(
                Kind.TITLE, (id_,), {"name": title.title}, title, (*path, "titles", i), title.when(), office
            )

    def _memberships(self) -> Iterator[Claim]:
        known = (*CORE_STATUSES, *self.file.statuses)
        for i, entry in self._numbered("memberships", self.file.memberships):
            path, said = ("memberships", i), _field_values(Kind.MEMBERSHIP, entry)
            if (status := said["status"]) not in known:
                near = difflib.get_close_matches(status, known, 1)
                hint = f"the nearest is `{near[0]}`" if near else f"the statuses are {', '.join(known)}"
                hint += f"; or declare it with statuses: [{status}]"
                self.doubtful.add(status)
                self._refuse((*path, "status"), "unknown-status", f"no status is called `{status}`", hint)
            yield self._claim(Kind.MEMBERSHIP, (entry.member, entry.of), said, entry, path, entry.when())

    def _tenures(self) -> Iterator[Claim]:
        for i, entry in self._numbered("tenures", self.file.tenures):
            key = (entry.holder, entry.office, entry.representing or "")
            said = _field_values(Kind.TENURE, entry)
            yield self._claim(Kind.TENURE, key, said, entry, ("tenures", i), entry.when())

    def _events(self) -> Iterator[Claim]:
        seen: set[str] = set()
        for i, entry in self._numbered("events", self.file.events):
            disputed = (entry.standing or self.file.defaults.standing) == Standing.DISPUTED.value
            if entry.id in seen and not disputed:
                self.twice.add(entry.id)
                hint = "give one of them another id, or standing: disputed"
                self._refuse(
                    ("events", i, "id"), "duplicate", f"the event `{entry.id}` is stated twice", hint
                )
            if not disputed:
                seen.add(entry.id)
            said = _field_values(Kind.EVENT, entry)
            yield self._claim(Kind.EVENT, (entry.id,), said, entry, ("events", i), entry.when())

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


def _field_values(kind: Kind, entry: models.Entry) -> dict[str, Any]:
    return {field.name: getattr(entry, field.name) for field in SCHEMA[kind].fields}


def _entries(section: TreeNode) -> dict[str | int, TreeNode]:
    if isinstance(section, MappingNode):
        return {key.text: node for key, node in section.entries}
    return dict(enumerate(section.items)) if isinstance(section, SequenceNode) else {}
