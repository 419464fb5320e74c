"""Writing which body was part of which, and which succeeded which."""

from __future__ import annotations

from typing import Unpack

from tempodb.api.transactions.writer import BasisArguments, CorrectArguments, RecordArguments, Writer
from tempodb.model.commands import Subject
from tempodb.model.kinds import Kind
from tempodb.model.write_results import WriteResult
from tempodb.temporal.given import DateLike


class RelationWrites:
    """The verbs on relations between bodies, which hold or do not: there is no value to change."""

    writer: Writer

    def record_part_of(
        self,
        child: str,
        parent: str,
        *,
        from_: DateLike,
        to: DateLike | None = None,
        **rest: Unpack[RecordArguments],
    ) -> WriteResult:
        """Say that one was part of the other over a window."""
        return self.writer.record(
            self._relation(Kind.PART_OF, child, parent), {}, self.writer.window(from_, to), rest
        )

    def end_part_of(
        self, child: str, parent: str, *, from_: DateLike, **basis: Unpack[BasisArguments]
    ) -> WriteResult:
        """End it: true until that day."""
        return self.writer.end(self._relation(Kind.PART_OF, child, parent), from_, basis)

    def retract_part_of(
        self,
        child: str,
        parent: str,
        *,
        from_: DateLike,
        to: DateLike | None = None,
        **basis: Unpack[BasisArguments],
    ) -> WriteResult:
        """Say that it never was within a window."""
        return self.writer.retract(
            self._relation(Kind.PART_OF, child, parent), self.writer.window(from_, to), basis
        )

    def correct_part_of(self, child: str, parent: str, **rest: Unpack[CorrectArguments]) -> WriteResult:
        """Give one relation, the one that held `at` some day or the only one, other dates."""
        return self.writer.correct(self._relation(Kind.PART_OF, child, parent), {}, rest)

    def record_succeeds(
        self,
        successor: str,
        predecessor: str,
        *,
        from_: DateLike,
        to: DateLike | None = None,
        **rest: Unpack[RecordArguments],
    ) -> WriteResult:
        """Say that one succeeded the other over a window."""
        of = self._relation(Kind.SUCCEEDS, successor, predecessor)
        return self.writer.record(of, {}, self.writer.window(from_, to), rest)

    def end_succeeds(
        self, successor: str, predecessor: str, *, from_: DateLike, **basis: Unpack[BasisArguments]
    ) -> WriteResult:
        """End it: true until that day."""
        return self.writer.end(self._relation(Kind.SUCCEEDS, successor, predecessor), from_, basis)

    def retract_succeeds(
        self,
        successor: str,
        predecessor: str,
        *,
        from_: DateLike,
        to: DateLike | None = None,
        **basis: Unpack[BasisArguments],
    ) -> WriteResult:
        """Say that it never was within a window."""
        return self.writer.retract(
            self._relation(Kind.SUCCEEDS, successor, predecessor), self.writer.window(from_, to), basis
        )

    def correct_succeeds(
        self, successor: str, predecessor: str, **rest: Unpack[CorrectArguments]
    ) -> WriteResult:
        """Give one relation, the one that held `at` some day or the only one, other dates."""
        return self.writer.correct(self._relation(Kind.SUCCEEDS, successor, predecessor), {}, rest)

    def _relation(self, kind: Kind, child: str, parent: str) -> Subject:
        return kind, (self.writer.party(child), self.writer.party(parent))
