"""Writing what parties were called."""

from __future__ import annotations

from typing import Unpack

from tempodb.api.transactions.writer import BasisArguments, CorrectArguments, RecordArguments, Writer
from tempodb.model.commands import Subject
from tempodb.model.kinds import Kind
from tempodb.model.write_results import WriteResult
from tempodb.temporal.given import DateLike


class NameWrites:
    """The verbs on names; of a party, the name and its short form, each in one language or in none."""

    writer: Writer

    def record_name(
        self,
        party: str,
        name: str,
        *,
        short: str | None = None,
        language: str | None = None,
        from_: DateLike,
        to: DateLike | None = None,
        **rest: Unpack[RecordArguments],
    ) -> WriteResult:
        """Set the name over a window: fills gaps, replaces what was there, leaves the rest."""
        return self.writer.record(
            self._name(party, language), {"name": name, "short": short}, self.writer.window(from_, to), rest
        )

    def change_name(
        self,
        party: str,
        name: str,
        *,
        short: str | None = None,
        language: str | None = None,
        from_: DateLike,
        to: DateLike | None = None,
        **basis: Unpack[BasisArguments],
    ) -> WriteResult:
        """Set the name where there is any within a window; gaps stay gaps."""
        return self.writer.change(
            self._name(party, language), {"name": name, "short": short}, self.writer.window(from_, to), basis
        )

    def end_name(
        self, party: str, *, language: str | None = None, from_: DateLike, **basis: Unpack[BasisArguments]
    ) -> WriteResult:
        """End it: its name until that day."""
        return self.writer.end(self._name(party, language), from_, basis)

    def retract_name(
        self,
        party: str,
        *,
        language: str | None = None,
        from_: DateLike,
        to: DateLike | None = None,
        **basis: Unpack[BasisArguments],
    ) -> WriteResult:
        """Say that it never had a name within a window."""
        return self.writer.retract(self._name(party, language), self.writer.window(from_, to), basis)

    def correct_name(
        self,
        party: str,
        name: str | None = None,
        *,
        short: str | None = None,
        language: str | None = None,
        **rest: Unpack[CorrectArguments],
    ) -> WriteResult:
        """Replace one name, the one it had `at` some day or the only one; what is not given stays."""
        return self.writer.correct(self._name(party, language), {"name": name, "short": short}, rest)

    def _name(self, party: str, language: str | None) -> Subject:
        return Kind.NAME, (self.writer.party(party), language or "")
