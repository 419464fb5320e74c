"""Ids as FollowTheMoney takes them: letters, digits, `.` and `-`; whatever else an entity refers to, it drops."""

from __future__ import annotations

import re
from hashlib import sha256

_VALID = re.compile("[0-9A-Za-z](?:[0-9A-Za-z.-]*[0-9A-Za-z])?")
_OTHER = re.compile("[^0-9A-Za-z.-]")
LENGTH_OF_DIGEST = 8


class FtmIds:
    """Gives each id of ours one of FollowTheMoney, and no two the same; counts those that it *altered*.

    >>> ids = FtmIds()
    >>> [ids.of(id_) for id_ in ("csto/secretary-general", "csto.secretary-general", "csto/secretary-general")]
    ['csto.secretary-general', 'csto.secretary-general-2e5230be', 'csto.secretary-general']
    """

    def __init__(self) -> None:
        self._given: dict[str, str] = {}
        self._taken: set[str] = set()
        self.altered = 0

    def of(self, id_: str) -> str:
        """Return the id for one of ours."""
        if id_ not in self._given:
            made = _OTHER.sub("-", id_.replace("/", ".")).strip(".-")
            if not made or made in self._taken:
                digest = sha256(id_.encode()).hexdigest()[:LENGTH_OF_DIGEST]
                made = f"{made}-{digest}".lstrip("-")
            self.altered += made != id_
            self._given[id_] = made
            self._taken.add(made)
        return self._given[id_]

    def keep(self, id_: str) -> bool:
        """Return whether something may have an id that it had before: one that is valid, and given to nothing else."""
        may = _VALID.fullmatch(id_) is not None and id_ not in self._taken
        if may:
            self._taken.add(id_)
        return may
