"""What a load will write, found in the cheapest of the ways that tell it, and once only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from tempodb.model.claims import Claim, Dataset, ManyClaims
from tempodb.model.restatements import Restatement
from tempodb.store.engines.port import Reads, Snapshot
from tempodb.store.loading.file_texts import last_text
from tempodb.store.loading.load_plan import plan_loads
from tempodb.store.loading.load_report import LoadReport
from tempodb.store.loading.log_state import EMPTY_LOG, read_log_state
from tempodb.store.loading.stated_since import since_then
from tempodb.store.loading.unchanged import all_known, known_again, known_texts
from tempodb.store.log.entries import ReadsBody
from tempodb.store.log.headers import header, recording_instant
from tempodb.store.log.log_end import last_transaction
from tempodb.store.log.transaction_info import TransactionInfo
from tempodb.temporal.instants import day_of

if TYPE_CHECKING:
    from tempodb.store.loading.files_to_load import FilesToLoad


class _Foreseen(NamedTuple):
    """What loads write on a day, if nothing was recorded before."""

    day: int
    reports: list[LoadReport]


class LoadPlanning:
    """Plans one load of some files, of which texts may be *known*.

    Whoever plans several knows what *claim_of* made of bodies before.
    """

    def __init__(
        self,
        files: FilesToLoad,
        info: TransactionInfo,
        clock: Callable[[], int],
        known: Mapping[str, LoadReport],
        claim_of: ReadsBody | None,
    ) -> None:
        self._files = files
        self._claim_of = claim_of or Claim.from_body
        self._info = info
        self._clock = clock
        self._known = known
        self._restated: Sequence[Restatement] | None = None
        self._columns: Sequence[Dataset] | None = None
        self._foreseen: _Foreseen | None = None

    def read(self, look: Reads) -> None:
        """Read the files that have changed, as far as they have if that is known; nobody has to wait for that.

        Raises:
            DatasetError: with every problem of all the files.

        """
        self._restated = self._files.restated(
            self._known, lambda dataset: look(partial(last_text, dataset=dataset))
        )
        self._known = self._known_again(self._known)
        if self._restated is None:
            self._read_all()

    def _read_all(self) -> None:
        self._columns = self._files.columns(self._known)
        if self._columns is None:
            self._files.located()

    def foresee(self) -> list[LoadReport]:
        """Return what the load writes where nothing was recorded: what is refused there needs no database.

        Raises:
            DatasetError: with every contradiction and dangling id that the loads would leave.
            InputError: the own recorded time is in the future.

        """
        self._read_all()
        clock = self._clock()
        reports = self._first_load(clock)
        if reports is None:
            reports = plan_loads(self._files.located(), EMPTY_LOG, self._info, clock)
        self._foreseen = _Foreseen(day_of(recording_instant(None, self._info, clock)), reports)
        return reports

    def _known_again(self, texts: Mapping[str, LoadReport]) -> dict[str, LoadReport]:
        return known_again(texts, self._files.fingerprints) if texts else {}

    def on(self, snapshot: Snapshot) -> list[LoadReport]:
        """Return what the load writes to a log.

        Raises:
            DatasetError: with every contradiction and dangling id that the loads would leave.
            InputError: the own recorded time is in the future, or not after the last transaction.

        """
        clock = self._clock()
        today = day_of(recording_instant(None, self._info, clock))
        if last_transaction(snapshot) is not None:
            known = self._known_again(known_texts(snapshot) if self._files.are_large else {})
            found = all_known(known, self._files.fingerprints, snapshot) if known else None
            if found is None and known.keys() >= self._known.keys():
                found = self._changed_part(snapshot, clock)
        elif self._foreseen is not None and self._foreseen.day == today:
            return self._dated(self._foreseen.reports, clock)
        else:
            found = self._first_load(clock)
        if found is None:
            state = read_log_state(snapshot, self._claim_of)
            found = plan_loads(self._files.located(), state, self._info, clock)
        return found

    def _changed_part(self, snapshot: Snapshot, clock: int) -> list[LoadReport] | None:
        restated = self._since_then(snapshot)
        if restated is None:
            if self._restated is not None:
                self._read_all()
            if self._columns is None:
                return None
            # It takes NumPy, and most loads are small.
            from tempodb.store.loading.stated_before import held_against_log

            restated = [held_against_log(dataset, snapshot) for dataset in self._columns]
        changed = list(self._with_known(restated))
        if any(isinstance(each.dataset.claims, ManyClaims) for each in changed):
            # Likewise.
            from tempodb.store.loading.plain_changes import plan_plain_changes

            if (found := plan_plain_changes(snapshot, changed, self._info, clock)) is not None:
                return found
        # Few loads come this far.
        from tempodb.store.loading.changed_part import plan_changed_part

        return plan_changed_part(snapshot, changed, self._info, clock)

    def _since_then(self, snapshot: Snapshot) -> list[Restatement] | None:
        """Return what files say otherwise than now, None where they have to be read as a whole."""
        if self._restated is None:
            return None
        found = [since_then(changed, snapshot) for changed in self._restated]
        return None if None in found else list(filter(None, found))

    def _with_known(self, restated: Sequence[Restatement]) -> Iterator[Restatement]:
        """Yield how each file restates its dataset, one that is known again not at all."""
        rest = iter(restated)
        for print_ in self._files.fingerprints or [""] * len(restated):
            if print_ in self._known:
                known = self._known[print_]
                dataset = Dataset(known.dataset, "", (), fingerprint=print_)
                yield Restatement(dataset, (), known.difference.unchanged)
            else:
                yield next(rest)

    def _first_load(self, clock: int) -> list[LoadReport] | None:
        if self._columns is None or self._known:
            return None
        # It takes NumPy, and most loads are small.
        from tempodb.store.loading.first_load import doubted_claims, plan_first_load

        reports = plan_first_load(self._columns, self._info, clock)
        if reports is None and (claims := doubted_claims(self._columns, self._info, clock)):
            part = self._files.part(claims)
            if part is not None:
                # What is wrong between claims is refused here, where only these have places.
                plan_loads(part, EMPTY_LOG, self._info, clock)
        return reports

    def _dated(self, reports: Sequence[LoadReport], clock: int) -> list[LoadReport]:
        """Return the reports of first loads at the instant that it is by now."""
        dated: list[LoadReport] = []
        for report in reports:
            after = sum(before.header is not None for before in dated)
            now = None if report.header is None else header(None, self._info, clock, report.dataset, after)
            dated.append(report.having(header=now))
        return dated
