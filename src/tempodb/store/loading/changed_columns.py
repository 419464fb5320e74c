"""What datasets state otherwise than before, in columns, held against all that is claimed on the keys of that."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tempodb.base.distinct_numbers import each_once
from tempodb.model.claim_columns import ClaimColumns, in_one_number, joined_numbers, numbers_at
from tempodb.model.claim_words import IntColumn
from tempodb.model.kind_schema import Wanted
from tempodb.model.kinds import CORE_STATUSES, Entity, EntityType, Kind
from tempodb.model.restatements import Restatement
from tempodb.model.schema import SCHEMA
from tempodb.store.engines.port import Snapshot
from tempodb.store.loading.log_part import LogPart
from tempodb.store.loading.open_claims import OpenClaims, filed_under, open_claims
from tempodb.store.loading.settled import definition
from tempodb.store.rules.clean_claims import clash
from tempodb.store.rules.consistency import defined

PLAIN_KINDS = frozenset({Kind.MEMBERSHIP, Kind.TENURE, Kind.PART_OF, Kind.SUCCEEDS})
"""The kinds whose keys tell where beliefs lie, and which define and name nothing."""


class SaidOtherwise(NamedTuple):
    """What datasets say otherwise, in the same words: claims with the places of their datasets.

    They are those that are stated, and then those that were *dropped*, of which this is the number. What is dropped
    and stated again, letter by letter, stays.
    """

    claims: ClaimColumns
    owners: IntColumn
    dropped: int

    @classmethod
    def of(cls, restated: Sequence[Restatement]) -> SaidOtherwise | None:
        """Return what is said otherwise; None where it is not in columns of the same words, or of other kinds."""
        stated = [changed.dataset.claims for changed in restated]
        parts = [*stated, *(changed.dropped for changed in restated)]
        columns = [part for part in parts if isinstance(part, ClaimColumns)]
        sizes = [len(part) for part in parts]
        if sum(map(len, columns)) < sum(sizes) or len({id(part.words) for part in columns}) != 1:
            return None
        rows = joined_numbers(part.numbers for part in columns)
        owners = np.tile(np.arange(len(restated)), 2).repeat(sizes)
        left = _said_once(in_one_number(owners, *rows.T))
        claims = ClaimColumns(columns[0].words, numbers_at(rows, left))
        dropped = int(np.count_nonzero(left >= sum(sizes[: len(stated)])))
        return cls(claims, owners[left], dropped) if claims.counts().keys() <= PLAIN_KINDS else None


class ColumnChange(NamedTuple):
    """What is *stated*, each by a dataset of some place, and which of what is *known* is withdrawn for that.

    What is stated is *filed* under the numbers of a scope, a party and another party, on a *day*.
    """

    stated: ClaimColumns
    owners: IntColumn
    filed: NDArray[np.int64]
    known: OpenClaims
    known_owners: IntColumn
    is_withdrawn: NDArray[np.bool_]
    day: int

    @classmethod
    def of(
        cls, snapshot: Snapshot, datasets: Sequence[str], said: SaidOtherwise, day: int
    ) -> ColumnChange | None:
        """Return what changes, None where that may not be all, or claims may be alike or contradict each other."""
        filed = filed_under(snapshot, said.claims)
        if filed is None:
            return None
        known, count = open_claims(snapshot, said.claims, filed), len(said.claims) - said.dropped
        places: dict[str | None, int] = {dataset: place for place, dataset in enumerate(datasets)}
        owners = [places.setdefault(dataset, len(places)) for dataset in known.datasets]
        known_owners = np.array(owners, np.int64)
        rows = np.concatenate([known.claims.numbers, said.claims.numbers[count:]])
        withdrawn = _places_among(
            in_one_number(np.concatenate([known_owners, said.owners[count:]]), *rows.T), len(owners)
        )
        if withdrawn is None:
            return None
        is_withdrawn = np.zeros(len(owners), np.bool_)
        is_withdrawn[withdrawn] = True
        stated = ClaimColumns(said.claims.words, said.claims.numbers[:count])
        found = cls(stated, said.owners[:count], filed[:count], known, known_owners, is_withdrawn, day)
        return None if found._is_doubtful(len(datasets)) else found

    def _is_doubtful(self, loaded: int) -> bool:
        """Return whether several datasets that are loaded speak of one key, or claims may clash."""
        known = self.known
        claims = ClaimColumns(self.stated.words, joined_numbers([known.claims.numbers, self.stated.numbers]))
        owners = np.concatenate([self.known_owners, self.owners])
        key = in_one_number(*claims.numbers[:, :4].T)
        own = owners < loaded
        speakers = each_once(in_one_number(key[own], owners[own]))
        if len(speakers) > len(each_once(key[own])):
            return True
        days = np.concatenate([known.days, np.full(len(self.stated), self.day)])
        gone = np.concatenate([self.is_withdrawn, np.zeros(len(self.stated), np.bool_)])
        return bool(clash(claims, owners, days, gone).any())

    def is_defined(self, snapshot: Snapshot, sources: Iterable[str]) -> bool:
        """Return whether all that is named is known to be defined as what it is named as, and some *sources* are, too.

        What names the same, where one of the same classes is wanted, was held against that when it was recorded.
        """
        named = chain(self._newly_named(), ((Entity(EntityType.SOURCE, source), ()) for source in sources))
        asked = [
            (entity, classes)
            for entity, classes in set(named)
            if definition(entity) and not (entity.type is EntityType.STATUS and entity.id in CORE_STATUSES)
        ]
        if not asked:
            return True
        subjects = filter(None, (definition(entity) for entity, _ in asked))
        found = defined(entry.claim for entry in LogPart(snapshot).claims(subjects))
        return all(
            entity in found and (not classes or found[entity].fields["class"] in classes)
            for entity, classes in asked
        )

    def _newly_named(self) -> Iterator[Wanted]:
        """Yield what is named by claims that are stated, and by none that is known in the same place."""
        before, now, words = self.known.claims, self.stated, self.stated.words.spelt()
        for kind in now.counts():
            there, here = (claims.numbers[claims.column("kind") == kind] for claims in (before, now))
            for place, part in enumerate(SCHEMA[kind].key, 1):
                for number in _alone(here[:, place], there[:, place]):
                    if number:
                        yield Entity(part.type, words.ids[number]), part.classes
            for number in _alone(here[:, 4], there[:, 4]):
                said = json.loads(words.values[number])
                yield from SCHEMA[kind].wanted(("",) * len(SCHEMA[kind].key), said)
        for number in _alone(now.column("sources"), before.column("sources")):
            for source in words.sources[number]:
                yield Entity(EntityType.SOURCE, source), ()


def _alone(here: IntColumn, there: IntColumn) -> list[int]:
    """Return the numbers that are here and not there.

    >>> _alone(np.array([7, 5, 9, 7]), np.array([5, 6]))
    [7, 9]
    """
    return sorted(set(here.tolist()).difference(there.tolist()))


def _said_once(codes: IntColumn) -> IntColumn:
    """Return the places of the codes that occur once.

    >>> _said_once(np.array([7, 5, 7, 9])).tolist()
    [1, 3]
    """
    _, places, counts = np.unique(codes, return_index=True, return_counts=True)
    found: IntColumn = np.sort(places[counts == 1])
    return found


def _places_among(codes: IntColumn, count: int) -> IntColumn | None:
    """Return the places of codes behind a *count* among those before; None where one has none, or not one alone.

    >>> _places_among(np.array([7, 5, 9, 5]), 3).tolist(), _places_among(np.array([7, 5, 9, 6]), 3)
    ([1], None)
    """
    known, sought = codes[:count], codes[count:]
    if not len(sought):
        return np.zeros(0, np.int64)
    order = np.argsort(known, kind="stable")
    first, last = (np.searchsorted(known, sought, side, sorter=order) for side in ("left", "right"))
    found: IntColumn = order[np.minimum(first, count - 1)] if count else np.zeros(0, np.int64)
    is_one = (last - first == 1).all() and len(each_once(sought)) == len(sought)
    return found if is_one else None
