"""Which dates an entry may not have: those that cannot be, and those that do not go together."""

from __future__ import annotations

from collections.abc import Sequence, Set

from tempodb.interchange.dataset.period_words import period_told, try_through
from tempodb.interchange.dataset.plain_values import RefusedError
from tempodb.model.claims import ClaimDates
from tempodb.temporal.bounds import LAST_DAY, ONGOING, unknown_until
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.periods import Period, extent_of


def refuse_ends(when: ClaimDates, to: str | None, through: str | None) -> None:
    """Refuse two ends, and a time that holds on no day.

    Raises:
        RefusedError: an entry has them.

    """
    if to is not None and through is not None:
        raise RefusedError(
            "`to` and `through` are both given", "keep one: `to` is the first day on which it no longer held"
        )
    from_, over = when.stated()
    if extent_of(Period(from_ or unknown_until(LAST_DAY), over or ONGOING)) is None:
        raise RefusedError(f"{period_told(when)} it can hold on no day", try_through(when))


def refuse_observed(observed: Sequence[str], given: Set[str]) -> None:
    """Refuse days on which something was seen that are none, or that stand beside ends.

    Raises:
        RefusedError: an entry has them.

    """
    if "observed" in given and not observed:
        raise RefusedError("`observed` names no day", "write a day as in 2017-04-18, or leave the key out")
    if observed and given & {"from_", "to", "through"}:
        raise RefusedError("`observed` stands beside `from`, `to` or `through`", "keep the one or the other")
    for text in observed:
        day = read_date(text)
        if day.earliest != day.latest:
            raise RefusedError(
                f"`observed` takes days, and `{text}` is none", "write the day as in 2017-04-18"
            )
