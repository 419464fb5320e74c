"""A load that is due: what it reports if no file has changed, and only else what plans it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tempodb.store.loading.unchanged import all_known, known_again, known_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tempodb.store.engines.port import Reads, Snapshot
    from tempodb.store.loading.files_to_load import FilesToLoad
    from tempodb.store.loading.load_report import LoadReport
    from tempodb.store.loading.planning import LoadPlanning
    from tempodb.store.log.entries import ReadsBody
    from tempodb.store.log.transaction_info import TransactionInfo


class DueLoad:
    """One load of some files; whoever has several due knows what *claim_of* made of bodies before."""

    def __init__(
        self,
        files: FilesToLoad,
        info: TransactionInfo,
        clock: Callable[[], int],
        claim_of: ReadsBody | None = None,
    ) -> None:
        self._files = files
        self._info = info
        self._clock = clock
        self._claim_of = claim_of
        self._known: Mapping[str, LoadReport] = {}

    def known(self, look: Reads) -> list[LoadReport] | None:
        """Return what the load reports if no file has changed since it was loaded last, else None."""
        return look(self._unchanged) if self._files.are_large else None

    def _unchanged(self, snapshot: Snapshot) -> list[LoadReport] | None:
        self._known = known_texts(snapshot)
        if not self._files.are_among(self._known):
            return None
        fingerprints = self._files.fingerprints
        return all_known(known_again(self._known, fingerprints), fingerprints, snapshot)

    def planning(self) -> LoadPlanning:
        """Return what plans it, and has read nothing yet."""
        # Where nothing has changed, there is nothing to be planned.
        from tempodb.store.loading.planning import LoadPlanning

        return LoadPlanning(self._files, self._info, self._clock, self._known, self._claim_of)

    def read(self, look: Reads) -> LoadPlanning:
        """Return what plans it, and has read the files that have changed; nobody has to wait for that.

        Raises:
            DatasetError: with every problem of all the files.

        """
        planning = self.planning()
        planning.read(look)
        return planning
