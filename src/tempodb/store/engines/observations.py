"""What is observed of how a database lies, a thing at a time, and what to do where something has to be done."""

from __future__ import annotations

from typing import NamedTuple

from tempodb.base.errors import Problem

OF_PROBLEMS = {
    "write-ahead": "journal",
    "unrecovered": "journal",
    "locked": "locks",
    "newer": "schema",
    "altered": "tables",
    "warning": "clock",
}
"""What a problem is about that keeps others from opening a database, by its code; any other is about the `file`."""


ROOM = 10_000_000
"""How many bytes more than a database has are little: what is written anew needs as much again, and some."""


class Observation(NamedTuple):
    """One thing that was looked at: what it is `about`, what was `found`, and a `hint` if something is to be done.

    >>> Observation("clock", "the last transaction was recorded before now").is_well
    True
    """

    about: str
    found: str
    hint: str | None = None

    @property
    def is_well(self) -> bool:
        """Whether nothing is to be done."""
        return self.hint is None

    def as_dict(self) -> dict[str, object]:
        """Return what programs are told.

        >>> Observation("locks", "nobody holds any").as_dict()
        {'about': 'locks', 'found': 'nobody holds any', 'well': True, 'hint': None}
        """
        return {"about": self.about, "found": self.found, "well": self.is_well, "hint": self.hint}


def observed(problem: Problem) -> Observation:
    """Return the observation that a problem is.

    >>> observed(Problem("newer", "`x.db` has schema version 9", "use a newer tempodb")).about
    'schema'
    """
    about = OF_PROBLEMS.get(problem.code, "file")
    return Observation(about, problem.message, problem.hint or "tempodb verify tells more")
