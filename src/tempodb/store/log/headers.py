"""The next transaction, and the instant at which it is recorded."""

from __future__ import annotations

from tempodb.base.errors import InputError
from tempodb.store.log.digests import Header
from tempodb.store.log.log_end import LastTransaction
from tempodb.store.log.transaction_info import TransactionInfo
from tempodb.temporal.instants import instant_text


def recording_instant(last: LastTransaction | None, info: TransactionInfo, clock: int) -> int:
    """Return the instant at which to record after the *last* transaction: the own one, else the present."""
    return _earliest(last, clock) if info.recorded_at is None else info.recorded_at


def header(
    last: LastTransaction | None,
    info: TransactionInfo,
    clock: int,
    dataset: str | None = None,
    after: int = 0,
) -> Header:
    """Return the header of the transaction that comes as number *after* behind the next one.

    Raises:
        InputError: the own recorded time is in the future, or not after the last transaction.

    """
    at = recording_instant(last, info, clock) + after
    if last is not None and at <= last.recorded:
        raise InputError.of(
            "recorded-at",
            f"{instant_text(at)} is not after the last transaction, "
            f"which was recorded at {instant_text(last.recorded)}",
            "give a later instant, or leave --recorded-at out",
        )
    if at > max(clock, _earliest(last, clock)) + after:
        raise InputError.of(
            "recorded-at", f"{instant_text(at)} is in the future", "give an instant that is past"
        )
    number = (last.id if last else 0) + 1 + after
    return Header(number, at, clock, dataset, info.author, info.note)


def _earliest(last: LastTransaction | None, clock: int) -> int:
    return clock if last is None else max(last.recorded + 1, clock)
