"""A dataset file → the claims that it states, each with its place in the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path as FilePath

from tempodb.base.errors import DatasetError, Problem
from tempodb.interchange.dataset.doubts import doubts_of, stated_twice
from tempodb.interchange.dataset.fingerprints import fingerprint
from tempodb.interchange.dataset.naming import place_of
from tempodb.interchange.dataset.refusals import Path
from tempodb.interchange.dataset.stating import Statements
from tempodb.interchange.dataset.validation import ValidEntries, validated
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
from tempodb.model.citations import Details, ids_of
from tempodb.model.claims import Claim, ClaimDates, Dataset
from tempodb.model.kinds import Kind
from tempodb.temporal.facts import Standing


def read_dataset(path: FilePath, watched: Watched = iter) -> Imported:
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
    dataset = dataset_of(tree, str(path), lambda: next(stages))
    return Imported(replace(dataset, fingerprint=fingerprint(content)))


def dataset_of(tree: MappingNode, file: str, step: Callable[[], object]) -> Dataset:
    """Return all that the *tree* of a dataset states, with the problems found in it; a *step* begins each stage.

    Raises:
        DatasetError: it does not say which dataset it is.

    """
    step()
    valid = validated(tree)
    step()
    claims = _LocatedClaims(valid, tree)
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
        for source in ids_of(valid.file.defaults.source)
        if source not in doubtful and (place := place_of(locate(tree, ("defaults",)), source))
    )
    return Dataset(valid.file.dataset, file, tuple(stated), found, doubtful, tuple(doubts), defaults)


class _LocatedClaims(Statements[Claim]):
    """Makes claims with their places in a tree, and collects what is wrong between them."""

    def __init__(self, valid: ValidEntries, tree: MappingNode) -> None:
        super().__init__(valid.file, valid.positions)
        self.tree = tree
        self.problems: list[Problem] = []
        self.sections: dict[str | int, dict[str | int, TreeNode]] = {
            key.text: _entries(section) for key, section in self.tree.entries
        }

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
    ) -> Claim:
        """Return a claim with its place."""
        origin = problem_at(self._place(path), "", "")
        within = self.tree if kind is Kind.DATASET else self._node(path[:2])
        named_at = partial(place_of, within)
        return Claim(kind, key, value, when, standing, sources, note, details, origin, named_at)

    def refuse(self, path: Path, code: str, message: str, hint: str) -> None:
        """Keep the problem at its place."""
        self.problems.append(problem_at(self._place(path), code, message, hint))

    def _place(self, path: Path) -> Place:
        """Return where *path* stands: its value, or the id of an entry that has one for a key."""
        section = locate(self.tree, path[:1])
        if len(path) == 2 and isinstance(section, MappingNode):
            return key_place(section, str(path[1]))
        return self._node(path).place

    def _node(self, path: Path) -> TreeNode:
        entry = self.sections.get(path[0], {}).get(path[1]) if len(path) > 1 else None
        return locate(self.tree, path) if entry is None else locate(entry, path[2:])


def _entries(section: TreeNode) -> dict[str | int, TreeNode]:
    if isinstance(section, MappingNode):
        return {key.text: node for key, node in section.entries}
    return dict(enumerate(section.items)) if isinstance(section, SequenceNode) else {}
