"""A later load of clean datasets, planned as that of the small world that it changes.

Claims that a dataset makes as it made them before are known by their bodies, letter by letter. What is left
are the keys on which it says something else, and these alone are planned: what is claimed on them, by
whomever, and the definitions of what is named there. All else was held against each other when it was
recorded, and stays as it is; so the plan of that part is the plan of the whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

import numpy as np
from numpy.typing import NDArray

from tempodb.base.errors import DatasetError, Problem
from tempodb.model.claim_columns import ClaimColumns
from tempodb.model.claim_words import ClaimWords, IntColumn
from tempodb.model.claims import Claim, Dataset
from tempodb.model.commands import Subject
from tempodb.model.kinds import Entity, Kind
from tempodb.store.engines.port import Snapshot
from tempodb.store.erasing.erasure import erasures
from tempodb.store.loading.load_plan import LoadReport, plan_loads
from tempodb.store.loading.log_part import LogPart
from tempodb.store.loading.log_state import LogState, after_writes
from tempodb.store.log.entries import LoggedClaim, last_transaction
from tempodb.store.log.headers import TransactionInfo, recording_instant
from tempodb.store.rules.consistency import ONCE_DEFINED
from tempodb.temporal.instants import day_of
from tempodb.temporal.periods import extent_of

IN_A_FILE = Problem("", "")
"""By which a claim of a file is told from one of the log; who has to say where it stands reads the file anew."""


def plan_changed_part(
    snapshot: Snapshot,
    datasets: Sequence[Dataset],
    known: Mapping[str, LoadReport],
    info: TransactionInfo,
    clock: int,
) -> list[LoadReport] | None:
    """Return what loading datasets in columns writes to a log, None where `plan_loads` has to tell.

    Those of *known* fingerprints have no claims here: they state what they stated before.

    Raises:
        InputError: the own recorded time is in the future, or not after the last transaction.

    """
    ids = {dataset.id for dataset in datasets}
    if info.overwrites or len(ids) < len(datasets):
        return None
    log = LogPart(snapshot)
    part = _Part(log, [_File.of(dataset, log) for dataset in datasets if dataset.fingerprint not in known])
    last = last_transaction(snapshot)
    today = day_of(recording_instant(last, info, clock))
    if part.ends_definitions or any(extent_of(claim.period(today)) is None for claim in part.stated()):
        return None
    try:
        small = part.reduced(datasets)
        reports = plan_loads(
            small, LogState(part.live(), last, part.cleared, erasures(snapshot)), info, clock
        )
    except DatasetError:
        return None
    beside = {dataset.id: len(dataset.claims) for dataset in datasets} | {
        report.dataset: report.difference.unchanged for report in known.values()
    }
    looked_at = {dataset.id: len(dataset.claims) for dataset in small}
    return [_with_unchanged(report, beside[report.dataset] - looked_at[report.dataset]) for report in reports]


@dataclass(slots=True)
class _File:
    """A dataset, and which of its claims it made *before*, by their numbers and instants; 0 for new ones.

    The *places* are those of the claims on keys that change.
    """

    dataset: Dataset
    before: IntColumn
    recorded: IntColumn
    dropped: list[LoggedClaim]
    places: IntColumn

    @classmethod
    def of(cls, dataset: Dataset, log: LogPart) -> _File:
        """Hold a dataset against what it stated before."""
        known = dict(log.bodies(dataset.id))
        new = (0, 0)
        found = [known.pop(body, new) for body in cast(ClaimColumns, dataset.claims).bodies()]
        before, recorded = np.array(found, np.int64).reshape(-1, 2).T
        dropped = [
            LoggedClaim(id_, Claim.from_body(body), dataset.id, day_of(at))
            for body, (id_, at) in known.items()
        ]
        return cls(dataset, before, recorded, dropped, np.flatnonzero(before == 0))

    @property
    def columns(self) -> ClaimColumns:
        """The claims."""
        return cast(ClaimColumns, self.dataset.claims)

    def claims(self) -> list[Claim]:
        """Return the claims on keys that change."""
        return self.columns.at(self.places)

    def live(self) -> Iterator[LoggedClaim]:
        """Yield what it stated before on keys that change."""
        yield from self.dropped
        kept = self.places[self.before[self.places] > 0]
        numbers = zip(self.before[kept].tolist(), self.recorded[kept].tolist(), strict=True)
        for claim, (id_, at) in zip(self.columns.at(kept), numbers, strict=True):
            yield LoggedClaim(id_, claim, self.dataset.id, day_of(at))

    def take(self, keys: IntColumn) -> list[Claim]:
        """Take what it states on some more keys; return that."""
        more = np.flatnonzero(np.isin(_keys(self.columns), keys))
        more = np.setdiff1d(more, self.places)
        self.places = np.union1d(self.places, more)
        return self.columns.at(more)


class _Part:
    """The world that a load changes: all that is claimed on some keys, and on those that it takes to judge them."""

    def __init__(self, log: LogPart, files: Sequence[_File]) -> None:
        self._log = log
        self._files = files
        self._others: dict[int, LoggedClaim] = {}
        self.cleared = log.cleared()
        own = {file.dataset.id for file in files}
        known: set[Subject] = set()
        claims = [claim for file in files for claim in (*file.claims(), *(d.claim for d in file.dropped))]
        defaults = {source for file in files for source, _ in file.dataset.defaults}
        asked = {(Kind.SOURCE, (source,)) for source in defaults} | {(c.kind, c.key) for c in claims}
        # Of what writes have cut, a load tells that it is otherwise.
        asked |= self.cleared.keys()
        while asked := {*asked, *_definitions(claims)} - known:
            known |= asked
            others = [found for subject in asked for found in log.claims(subject, own)]
            self._others.update((found.id, found) for found in others)
            claims = [other.claim for other in others]
            if files:
                keys = _numbers(files[0].columns.words, asked)
                claims += (claim for file in files for claim in file.take(keys))
            asked = set()

    @property
    def ends_definitions(self) -> bool:
        """Whether a definition is dropped without another of the same class, which others may depend on."""
        new = {
            (c.kind, c.key): c.fields.get("class") for c in self.stated() if c.kind in ONCE_DEFINED.values()
        }
        return any(
            new.get((old.kind, old.key), "") != old.fields.get("class")
            for file in self._files
            for _, old, *_ in file.dropped
            if old.kind in ONCE_DEFINED.values()
        )

    def stated(self) -> Iterator[Claim]:
        """Yield what the datasets state on the keys."""
        return (claim for file in self._files for claim in file.claims())

    def reduced(self, datasets: Iterable[Dataset]) -> list[Dataset]:
        """Return the datasets as far as they speak of the keys; those that were not read speak as before."""
        claims: dict[str | None, list[Claim]] = defaultdict(list)
        for other in sorted(self._others.values(), key=lambda entry: entry.id):
            claims[other.dataset].append(other.claim)
        claims.update((file.dataset.id, file.claims()) for file in self._files)
        return [
            replace(dataset, claims=tuple(replace(claim, origin=IN_A_FILE) for claim in claims[dataset.id]))
            for dataset in datasets
        ]

    def live(self) -> list[LoggedClaim]:
        """Return what is claimed on the keys, in the order of the log."""
        own = [entry for file in self._files for entry in file.live()]
        left = {subject: self._log.believed(subject) for subject in self.cleared}
        entries = []
        for entry in sorted([*own, *self._others.values()], key=lambda entry: entry.id):
            cut = left.get((entry.claim.kind, entry.claim.key))
            entries.append(entry if cut is None else after_writes(entry, cut[entry.id]))
        return entries


def _definitions(claims: Iterable[Claim]) -> Iterator[Subject]:
    """Yield the keys of the definitions of what claims mention."""
    mentioned: set[Entity] = {entity for claim in claims for entity in claim.mentions()}
    return ((ONCE_DEFINED[type_], (id_,)) for type_, id_ in mentioned if type_ in ONCE_DEFINED)


def _with_unchanged(report: LoadReport, more: int) -> LoadReport:
    difference = report.difference
    return replace(report, difference=replace(difference, unchanged=difference.unchanged + more))


def _keys(claims: ClaimColumns) -> IntColumn:
    """Return one number for the key of each claim; in huge worlds it may be another's too, which does no harm."""
    return _in_one(claims.words, claims.numbers[:, :4])


def _numbers(words: ClaimWords, subjects: Iterable[Subject]) -> IntColumn:
    """Return the numbers of keys, of those that claims in these words can have."""
    rows = [
        (kind, *(*(words.ids[id_] for id_ in key), 0, 0)[:3])
        for kind, key in subjects
        if all(id_ in words.ids for id_ in key)
    ]
    return _in_one(words, np.array(rows, np.int64).reshape(-1, 4))


def _in_one(words: ClaimWords, keys: NDArray[np.int64]) -> IntColumn:
    weights = np.array([1, *(len(Kind) * len(words.ids) ** part for part in (1, 2, 3))], np.uint64)
    packed: IntColumn = (keys.astype(np.uint64) * weights).sum(axis=1).view(np.int64)
    return packed
