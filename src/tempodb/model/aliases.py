"""Other names by which something is found: as they are said, with a language and dates if they have any."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from tempodb.temporal.bounds import ONGOING, UNKNOWN
from tempodb.temporal.periods import Period

AliasLike: TypeAlias = "str | Mapping[str, str]"
"""An alias as a definition has it: what it is called, or that with its language and dates."""


class Alias(NamedTuple):
    """One of the other names, in which language it is one, and from when to when it was in use."""

    name: str
    language: str | None = None
    from_: str | None = None
    to: str | None = None

    @classmethod
    def of(cls, said: AliasLike) -> Alias:
        """Return an alias as it is said.

        >>> Alias.of({"name": "Rangoon", "to": "1989"}).to
        '1989'
        """
        if isinstance(said, str):
            return cls(said)
        return cls(said["name"], *map(said.get, ("language", "from", "to")))

    @property
    def period(self) -> Period | None:
        """From when to when it was in use; None if nothing is said of that."""
        if self.from_ is None and self.to is None:
            return None
        # Few aliases have dates.
        from tempodb.temporal.date_reader import read_date

        begun, over = (None if date is None else read_date(date) for date in (self.from_, self.to))
        return Period(begun or UNKNOWN, over or ONGOING)

    def __str__(self) -> str:
        """Return it with what is said of it.

        >>> print(Alias("Rangun", "de", None, "1989"))
        Rangun (de, to 1989)
        """
        dates = (f"{end} {date}" for end, date in (("from", self.from_), ("to", self.to)) if date)
        beside = ", ".join(filter(None, [self.language, " ".join(dates)]))
        return f"{self.name} ({beside})" if beside else self.name


def name_of(said: AliasLike) -> str:
    """Return the name that an alias is."""
    return said if isinstance(said, str) else said["name"]


def aliases_said(fields: Mapping[str, Any]) -> Iterator[Alias]:
    """Yield the aliases that a definition says."""
    return map(Alias.of, fields.get("aliases", ()))
