"""A later load, planned as that of the small world that it changes.

A dataset is known by what it states otherwise than before. The keys on which it does are planned, and these
alone: what is claimed on them, by whomever, and the definitions of what is named there for the first time. All
else was held against each other when it was recorded, and stays as it is; so the plan of that part is the plan of
the whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tempodb.base.errors import DatasetError, Problem
from tempodb.model.claims import Claim, Dataset
from tempodb.model.commands import Subject
from tempodb.model.kinds import EntityType, Kind
from tempodb.model.restatements import Restatement
from tempodb.model.schema import DEFINED_BY
from tempodb.store.engines.port import Snapshot
from tempodb.store.erasing.erasure import erasures
from tempodb.store.loading.load_plan import plan_loads
from tempodb.store.loading.load_report import LoadReport
from tempodb.store.loading.log_part import LogPart
from tempodb.store.loading.log_state import LogState, after_writes, by_dataset
from tempodb.store.loading.settled import definition, left_open, named_before
from tempodb.store.loading.unchanged import SAYS_SAME
from tempodb.store.log.entries import LoggedClaim
from tempodb.store.log.headers import recording_instant
from tempodb.store.log.log_end import last_transaction
from tempodb.store.log.transaction_info import TransactionInfo
from tempodb.store.rules.consistency import ONCE_DEFINED
from tempodb.temporal.facts import Standing
from tempodb.temporal.instants import day_of
from tempodb.temporal.periods import extent_of

IN_A_FILE = Problem("", "")
"""By which a claim of a file is told from one of the log; who has to say where it stands reads the file anew."""


def plan_changed_part(
    snapshot: Snapshot, restated: Sequence[Restatement], info: TransactionInfo, clock: int
) -> list[LoadReport] | None:
    """Return what loading restated datasets writes to a log, None where `plan_loads` has to tell.

    Raises:
        InputError: the own recorded time is in the future, or not after the last transaction.

    """
    if snapshot.execute(SAYS_SAME).fetchone()[0]:
        return None  # Which ids are others, the keys that are looked at do not tell.
    if info.overwrites or len({changed.dataset.id for changed in restated}) < len(restated):
        return None
    # Claims of columns are made as often as they are looked at.
    restated = [
        replace(
            changed,
            dataset=replace(changed.dataset, claims=tuple(changed.dataset.claims)),
            dropped=tuple(changed.dropped),
        )
        for changed in restated
    ]
    part = _Part(LogPart(snapshot), restated)
    last = last_transaction(snapshot)
    today = day_of(recording_instant(last, info, clock))
    small = [part.reduced(changed) for changed in restated]
    stated = [claim for dataset in small for claim in dataset.claims]
    if part.ends_definitions(stated) or any(extent_of(claim.period(today)) is None for claim in stated):
        return None
    if any(
        changed.before and _says_twice(dataset.claims)
        for changed, dataset in zip(restated, small, strict=True)
    ):
        return None
    try:
        reports = plan_loads(
            small, LogState(part.live(), last, part.cleared, erasures(snapshot), part.settled), info, clock
        )
    except DatasetError:
        return None
    totals = {changed.dataset.id: changed.total for changed in restated}
    looked_at = {dataset.id: len(dataset.claims) for dataset in small}
    return [_whole(report, totals[report.dataset], looked_at[report.dataset]) for report in reports]


class _Part:
    """The world that a load changes: all that is claimed on some keys, and on those that it takes to judge them."""

    def __init__(self, log: LogPart, restated: Sequence[Restatement]) -> None:
        self._log = log
        self._restated = restated
        self.cleared = log.cleared()
        claims = [claim for changed in restated for claim in (*changed.dataset.claims, *changed.dropped)]
        # Whether an office belongs somewhere always or at times, several datasets can say.
        asked_homes = {(Kind.OFFICE_OF, claim.key) for claim in claims if claim.kind is Kind.OFFICE}
        # Of what writes have cut, a load tells that it is otherwise.
        asked = self.cleared.keys() | {(claim.kind, claim.key) for claim in claims}
        asked |= asked_homes
        asked |= {
            (ONCE_DEFINED[EntityType.SOURCE], (source,))
            for changed in restated
            for source, _ in changed.dataset.defaults
        }
        live = {entry.id: entry for entry in log.claims(asked)}
        cut = [entry.claim for entry in live.values() if _subject(entry) in self.cleared]
        whole = [entry.claim for entry in live.values() if _subject(entry) not in self.cleared]
        stated = [claim for changed in restated for claim in changed.dataset.claims]
        known = named_before(whole, asked)
        open_ = left_open([*stated, *cut], known)
        definitions = log.claims({*filter(None, map(definition, open_))} - asked)
        live.update((entry.id, entry) for entry in definitions)
        known |= named_before((entry.claim for entry in definitions), asked)
        self.settled = frozenset(entity for entity, _ in known) - open_
        self._in_order = [entry for _, entry in sorted(live.items())]
        self._by_dataset = by_dataset(self._in_order)

    def ends_definitions(self, stated: Iterable[Claim]) -> bool:
        """Return whether a definition is dropped without another of the same class, which others may depend on."""
        kinds = ONCE_DEFINED.values()
        new = {(c.kind, c.key): c.fields.get("class") for c in stated if c.kind in kinds}
        dropped = (old for changed in self._restated for old in changed.dropped if old.kind in kinds)
        return any(new.get((old.kind, old.key), "") != old.fields.get("class") for old in dropped)

    def reduced(self, changed: Restatement) -> Dataset:
        """Return a dataset as far as it speaks of the keys."""
        dataset, dropped = changed.dataset, {claim.identity for claim in changed.dropped}
        own = (entry.claim for entry in self._by_dataset[dataset.id])
        said = [*(claim for claim in own if claim.identity not in dropped), *dataset.claims]
        return replace(dataset, claims=tuple(claim.at(IN_A_FILE) for claim in said))

    def live(self) -> list[LoggedClaim]:
        """Return what is claimed on the keys, in the order of the log."""
        left = {subject: self._log.believed(subject) for subject in self.cleared}
        entries = []
        for entry in self._in_order:
            cut = left.get(_subject(entry))
            entries.append(entry if cut is None else after_writes(entry, cut[entry.id]))
        return entries


def _subject(entry: LoggedClaim) -> Subject:
    return entry.claim.kind, entry.claim.key


def _says_twice(claims: Iterable[Claim]) -> bool:
    """Return whether a file states anything twice, or defines it twice, which is told of the file alone."""
    said = Counter(claim.identity for claim in claims)
    defined = Counter(
        (claim.kind, claim.key)
        for claim in claims
        if claim.kind in DEFINED_BY.values() and claim.standing is Standing.ACCEPTED
    )
    return any(times > 1 for times in (*said.values(), *defined.values()))


def _whole(report: LoadReport, total: int, looked_at: int) -> LoadReport:
    """Return the report of a dataset of which more claims stay than were looked at.

    The text of one that states something twice is not kept, since it does not tell what goes with an entry.
    """
    more = total - looked_at
    difference = report.difference.having(unchanged=report.difference.unchanged + more)
    whole = report.having(difference=difference)
    is_distinct = whole.loaded is not None and whole.loaded.claims == total
    return whole if is_distinct else whole.having(text=b"")
