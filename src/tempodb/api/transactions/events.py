"""Writing what happened or is planned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict, Unpack

from tempodb.api.transactions.writer import BasisArguments, CorrectArguments, Fields, RecordArguments, Writer
from tempodb.base.errors import InputError
from tempodb.base.spelling import spelt_out, why_no_id
from tempodb.model.commands import Subject
from tempodb.model.kinds import Kind
from tempodb.model.schema import SCHEMA
from tempodb.model.write_results import WriteResult
from tempodb.temporal.bounds import shifted
from tempodb.temporal.given import DateLike
from tempodb.temporal.periods import Period


class Happening(TypedDict, total=False):
    """What is said of an event; the body and the participants are parties."""

    kind: str
    body: str
    number: int
    title: str
    place: str
    participants: Sequence[str]
    outcome: str
    state: str


HELD: Fields = SCHEMA[Kind.EVENT].defaults
"""What is meant where no state is given."""


class EventWrites:
    """The verbs on events; of an event's id, all its fields."""

    writer: Writer

    def record_event(
        self,
        event: str,
        fields: Happening,
        *,
        from_: DateLike,
        to: DateLike | None = None,
        **rest: Unpack[RecordArguments],
    ) -> WriteResult:
        """Say that it happened `from_` one date `to` another; without `to`, on one day of the first."""
        return self.writer.record(_event(event), {**HELD, **fields}, self._days(from_, to), rest)

    def change_event(
        self,
        event: str,
        fields: Happening,
        *,
        from_: DateLike,
        to: DateLike | None = None,
        **basis: Unpack[BasisArguments],
    ) -> WriteResult:
        """Set all its fields where it is known to have happened within a window."""
        return self.writer.change(_event(event), {**HELD, **fields}, self.writer.window(from_, to), basis)

    def end_event(self, event: str, *, from_: DateLike, **basis: Unpack[BasisArguments]) -> WriteResult:
        """End it: it went on until that day."""
        return self.writer.end(_event(event), from_, basis)

    def retract_event(
        self, event: str, *, from_: DateLike, to: DateLike | None = None, **basis: Unpack[BasisArguments]
    ) -> WriteResult:
        """Say that it never happened within a window."""
        return self.writer.retract(_event(event), self.writer.window(from_, to), basis)

    def correct_event(
        self, event: str, fields: Happening | None = None, **rest: Unpack[CorrectArguments]
    ) -> WriteResult:
        """Give it other fields or dates; what is not given stays."""
        return self.writer.correct(_event(event), {**(fields or {})}, rest)

    def _days(self, from_: DateLike, to: DateLike | None) -> Period:
        first = self.writer.bound(from_)
        return Period(first, shifted(first, 1)) if to is None else self.writer.window(from_, to)


def _event(id_: str) -> Subject:
    if why := why_no_id(id_):
        raise InputError.of("value", f"`{spelt_out(id_)}` is no id", why)
    return Kind.EVENT, (id_,)
