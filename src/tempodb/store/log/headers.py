"""The next transaction: what its writer says of it, and the instant at which it is recorded."""

from __future__ import annotations

from typing import NamedTuple

from tempodb.base.errors import InputError
from tempodb.base.printable import holds_halves
from tempodb.store.log.digests import Header
from tempodb.store.log.entries import LastTransaction
from tempodb.temporal.given import DateLike, shown
from tempodb.temporal.instant_reader import read_recorded
from tempodb.temporal.instants import instant_text


class TransactionInfo(NamedTuple):
    """What the writer of a transaction says of it; an own recorded time replays history.

    A load that *overwrites* gives up what writes say otherwise than its datasets; one that *allows_erased*
    may state persons again who were erased. A load that replays history says of which *commit* its file is.
    """

    author: str | None = None
    note: str | None = None
    recorded_at: int | None = None
    overwrites: bool = False
    allows_erased: bool = False
    commit: str | None = None


def transaction_info(
    recorded_at: DateLike | None,
    author: str | None = None,
    note: str | None = None,
    overwrite: bool = False,
    allow_erased: bool = False,
) -> TransactionInfo:
    """Return what is said of a transaction, its recorded time read.

    Raises:
        InputError: the time is no instant or date, or a text is none.

    """
    instant = None if recorded_at is None else read_recorded(recorded_at)
    for text in (author, note):
        if text is not None:
            refuse_unreadable(text)
    return TransactionInfo(author, note, instant, overwrite, allow_erased)


def refuse_unreadable(given: object) -> None:
    """Refuse what cannot be written down as a text.

    Raises:
        InputError: it is none, or holds halves of characters.

    """
    if not isinstance(given, str) or holds_halves(given):
        raise InputError.of("text", f"{shown(given)} is no text", "write it as one, in UTF-8")


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
