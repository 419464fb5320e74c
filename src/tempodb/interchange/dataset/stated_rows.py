"""The entries of a small tree → their claims as rows of numbers, each with the entry that states it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tempodb.interchange.dataset.plain_heading import EMPTY
from tempodb.interchange.dataset.refusals import Path
from tempodb.interchange.dataset.stating import Statements
from tempodb.interchange.dataset.validation import validated
from tempodb.markup.plain_json import NotCleanError
from tempodb.markup.tree import MappingNode
from tempodb.model.citations import Details
from tempodb.model.claim_columns import ClaimRow
from tempodb.model.claim_words import ClaimWords
from tempodb.model.claims import Claim, ClaimDates
from tempodb.model.kinds import Kind
from tempodb.temporal.facts import Standing


class StatedRow(NamedTuple):
    """A claim, and by what the entry that states it is known in its section: its id, or its place in a list."""

    entry: str | int
    row: ClaimRow


def stated_rows(tree: MappingNode, words: ClaimWords) -> Mapping[str, Sequence[StatedRow]]:
    """Return the claims of the entries of a tree, by their sections, in the order in which they stand.

    Raises:
        NotCleanError: something is wrong with them, or says that an id is another one, wherever it stands.

    """
    valid = validated(tree)
    if valid.problems:
        raise NotCleanError
    found: dict[str, list[StatedRow]] = defaultdict(list)
    for path, claim in _PlacedClaims(valid.file, valid.positions).all():
        if claim.kind is Kind.SAME_AS:
            raise NotCleanError
        if path[0] in EMPTY:
            found[str(path[0])].append(StatedRow(path[1], ClaimRow.of(claim, words)))
    return found


class _PlacedClaims(Statements[tuple[Path, Claim]]):
    """Makes claims, each with the path to it."""

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
    ) -> tuple[Path, Claim]:
        """Return a claim with its path."""
        return path, Claim(kind, key, value, when, standing, sources, note, details)

    def refuse(self, path: Path, code: str, message: str, hint: str) -> None:
        """Leave what is wrong to whoever can tell its place."""
        raise NotCleanError
