"""Writing when parties were founded and dissolved."""

from __future__ import annotations

from typing import Unpack

from tempodb.api.transactions.writer import BasisArguments, CorrectArguments, RecordArguments, Writer
from tempodb.model.commands import Subject
from tempodb.model.kinds import Kind
from tempodb.model.write_results import WriteResult
from tempodb.temporal.given import DateLike


class ExistenceWrites:
    """The verbs on the existence of a party: its founding and its dissolution, of the life that they can agree with."""

    writer: Writer

    def record_existence(
        self, party: str, *, from_: DateLike, to: DateLike | None = None, **rest: Unpack[RecordArguments]
    ) -> WriteResult:
        """Say when it was founded, and when dissolved."""
        return self.writer.record(self._existence(party), {}, self.writer.window(from_, to), rest)

    def end_existence(self, party: str, *, from_: DateLike, **basis: Unpack[BasisArguments]) -> WriteResult:
        """Say that it was dissolved that day."""
        return self.writer.end(self._existence(party), from_, basis)

    def retract_existence(
        self, party: str, *, from_: DateLike, to: DateLike | None = None, **basis: Unpack[BasisArguments]
    ) -> WriteResult:
        """Say that it never existed within a window."""
        return self.writer.retract(self._existence(party), self.writer.window(from_, to), basis)

    def correct_existence(self, party: str, **rest: Unpack[CorrectArguments]) -> WriteResult:
        """Give its founding or dissolution another date."""
        return self.writer.correct(self._existence(party), {}, rest)

    def _existence(self, party: str) -> Subject:
        return Kind.EXISTENCE, (self.writer.party(party),)
