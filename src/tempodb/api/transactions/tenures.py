"""Writing who held which office."""

from __future__ import annotations

from typing import Unpack

from tempodb.api.transactions.writer import BasisArguments, CorrectArguments, RecordArguments, Writer
from tempodb.model.commands import Subject
from tempodb.model.kinds import SUBSTANTIVE, Kind
from tempodb.model.schema import TenureFields
from tempodb.model.write_results import WriteResult
from tempodb.temporal.given import DateLike


class RecordedTenure(TenureFields, RecordArguments):
    """What `record` takes beside the capacity and the window."""


class ChangedTenure(TenureFields, BasisArguments):
    """What `change` takes beside them."""


class CorrectedTenure(TenureFields, CorrectArguments):
    """What `correct` takes beside the capacity."""


class TenureWrites:
    """The verbs on tenures; of a holder, an office and a represented party, the capacity."""

    writer: Writer

    def record_tenure(
        self,
        holder: str,
        office: str,
        *,
        capacity: str = SUBSTANTIVE,
        representing: str | None = None,
        from_: DateLike,
        to: DateLike | None = None,
        **rest: Unpack[RecordedTenure],
    ) -> WriteResult:
        """Set the capacity over a window: fills gaps, replaces what was there, leaves the rest."""
        of = self._tenure(holder, office, representing)
        return self.writer.record(of, {"capacity": capacity}, self.writer.window(from_, to), rest)

    def change_tenure(
        self,
        holder: str,
        office: str,
        *,
        capacity: str = SUBSTANTIVE,
        representing: str | None = None,
        from_: DateLike,
        to: DateLike | None = None,
        **rest: Unpack[ChangedTenure],
    ) -> WriteResult:
        """Set the capacity where there is any within a window; gaps stay gaps."""
        of = self._tenure(holder, office, representing)
        return self.writer.change(of, {"capacity": capacity}, self.writer.window(from_, to), rest)

    def end_tenure(
        self,
        holder: str,
        office: str,
        *,
        representing: str | None = None,
        from_: DateLike,
        **basis: Unpack[BasisArguments],
    ) -> WriteResult:
        """End it: true until that day."""
        return self.writer.end(self._tenure(holder, office, representing), from_, basis)

    def retract_tenure(
        self,
        holder: str,
        office: str,
        *,
        representing: str | None = None,
        from_: DateLike,
        to: DateLike | None = None,
        **basis: Unpack[BasisArguments],
    ) -> WriteResult:
        """Say that it never was within a window."""
        return self.writer.retract(
            self._tenure(holder, office, representing), self.writer.window(from_, to), basis
        )

    def correct_tenure(
        self,
        holder: str,
        office: str,
        *,
        capacity: str | None = None,
        representing: str | None = None,
        **rest: Unpack[CorrectedTenure],
    ) -> WriteResult:
        """Replace one tenure, the one that held `at` some day or the only one; what is not given stays."""
        of = self._tenure(holder, office, representing)
        return self.writer.correct(of, {"capacity": capacity}, rest)

    def _tenure(self, holder: str, office: str, representing: str | None) -> Subject:
        represented = "" if representing is None else self.writer.party(representing)
        return Kind.TENURE, (self.writer.party(holder), self.writer.office(office), represented)
