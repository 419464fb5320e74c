"""Brings into a replica what a question needs of a lake, each part once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from tempodb.lake.asking.lake_tables import SPREAD, LakeBucket, LakeTables
from tempodb.lake.asking.replica import Replica
from tempodb.lake.asking.share_columns import share_columns
from tempodb.lake.lake_layout import LakeLayout
from tempodb.model.kinds import EntityType, Kind
from tempodb.planning.plan import Side
from tempodb.store.reading.catalog import TELLING
from tempodb.store.reading.labels import NAMING

AT_HOME = frozenset({Kind.PARTY, Kind.NAME, Kind.EXISTENCE, Kind.PART_OF, Kind.OFFICE})
"""What lies with what it is about: of a share by organization, its own organizations, states and persons."""

if TYPE_CHECKING:
    from tempodb.execution.allowance import Allowance
    from tempodb.execution.columns.arrays import Ints
    from tempodb.execution.columns.belief_columns import BeliefColumns


class Bringing:
    """What was brought of a lake so far; of everything that was ever believed of a kind, only a *share* may be looked at.

    Only what is here whole counts as brought: what could not be read is asked for again.
    """

    def __init__(self, tables: LakeTables, share: LakeBucket | None = None) -> None:
        self.replica = Replica()
        self.tables = tables
        self._share = share
        self._brought: dict[tuple[Kind, Side], set[str]] = defaultdict(set)
        self._whole: set[Kind] = set()
        self._named: set[str] = set()
        self._counts: dict[Kind, int] = {}
        self._columns: dict[Kind, BeliefColumns] = {}
        transactions = tables.transactions()
        self.recorded = {id_: (recorded, dataset) for id_, recorded, _, dataset, *_ in transactions}
        self.replica.add_rows("tx", transactions)

    def bring(self, kind: Kind, side: Side, ids: Iterable[str]) -> None:
        """Bring all that was ever believed of a kind under some ids, or about some parties."""
        if kind in self._whole:
            return
        brought = self._brought[kind, side]
        wanted = set(ids) - brought
        if wanted:
            self.replica.add_beliefs(kind, self.tables.beliefs(kind, side, sorted(wanted)))
            brought |= wanted

    def bring_all(self, kind: Kind, allowance: Allowance) -> None:
        """Bring all that was ever believed of a kind that is not spread over buckets.

        Raises:
            QueryError: there is no room for it.

        """
        if kind not in self._whole:
            allowance.refuse_rows(self.tables.count(kind, None))
            self.replica.add_beliefs(kind, self.tables.everything(kind, None))
            self._whole.add(kind)

    def is_of_share(self, kind: Kind) -> bool:
        """Return whether of all beliefs of a kind those of the share are meant, and not those of the whole lake."""
        by_home = self._share is not None and self._share.layout is LakeLayout.ORGANIZATION
        return kind in SPREAD or (by_home and kind in AT_HOME)

    def count(self, kind: Kind) -> int:
        """Return how many beliefs of a kind there are in the share."""
        if kind not in self._counts:
            self._counts[kind] = self.tables.count(kind, self._share)
        return self._counts[kind]

    def columns(self, kind: Kind) -> BeliefColumns:
        """Return, as columns, all of the share that was ever believed of a kind."""
        if kind not in self._columns:
            self._columns[kind] = share_columns(kind, self.tables.everything(kind, self._share), self.replica)
        return self._columns[kind]

    def bring_named(self, folded: Iterable[str]) -> None:
        """Bring what is called by some names, which are folded."""
        wanted = set(folded) - self._named
        if wanted:
            self._bring_labels(self.tables.labels_of(sorted(wanted)))
            self._named |= wanted

    def bring_holding(self, words: Iterable[str]) -> None:
        """Bring what has a name that holds some words."""
        self._bring_labels([label for each in words for label in self.tables.labels_holding(each)])

    def bring_type(self, type_: EntityType) -> None:
        """Bring all names of things of a type, and what these are."""
        self._bring_labels(self.tables.labels_of_type(type_))

    def bring_names(self, allowance: Allowance) -> None:
        """Bring all that tells what anything is called, and all names as they are folded.

        Raises:
            QueryError: there is no room for it.

        """
        for kind in NAMING:
            self.bring_all(kind, allowance)
        self._bring_labels([label for type_ in EntityType for label in self.tables.labels_of_type(type_)])

    def _bring_labels(self, told: list[tuple[str, int, str]]) -> None:
        self.replica.add_labels(told)
        ids = {id_ for _, _, id_ in told}
        for kind in TELLING:
            self.bring(kind, Side.SCOPE, ids)

    def columns_under(self, kind: Kind, numbers: Sequence[Ints]) -> BeliefColumns:
        """Return, as columns, what was ever believed of a kind under entities of some numbers."""
        wanted = np.unique(np.concatenate(numbers))
        ids = [self.replica.ids.values[number] for number in wanted.tolist()]
        return share_columns(kind, self.tables.beliefs(kind, Side.SCOPE, ids), self.replica)
