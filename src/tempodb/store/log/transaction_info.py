"""What the writer of a transaction says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tempodb.base.errors import InputError
from tempodb.base.printable import holds_halves
from tempodb.temporal.given import shown

if TYPE_CHECKING:
    from tempodb.temporal.given import DateLike


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
    instant = None if recorded_at is None else _read_recorded(recorded_at)
    for text in (author, note):
        if text is not None:
            refuse_unreadable(text)
    return TransactionInfo(author, note, instant, overwrite, allow_erased)


def _read_recorded(given: DateLike) -> int:
    # Most are recorded at the present.
    from tempodb.temporal.instant_reader import read_recorded

    return read_recorded(given)


def refuse_unreadable(given: object) -> None:
    """Refuse what cannot be written down as a text.

    Raises:
        InputError: it is none, or holds halves of characters.

    """
    if not isinstance(given, str) or holds_halves(given):
        raise InputError.of("text", f"{shown(given)} is no text", "write it as one, in UTF-8")
