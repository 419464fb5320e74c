"""Details of changes with names in the place of the ids that are in them."""

from __future__ import annotations

import re
from collections.abc import Callable

MOVES = frozenset(("office added", "office removed"))
"""The changes of which a detail tells another organization."""
_REPRESENTING = re.compile(r"(?P<before>(?:(?!for )\S+ )?representing )(?P<id>\S+)")
_MOVED = re.compile(r"(?P<before>(?:from|to) )(?P<id>\S+)")


def id_in(change: str, detail: str | None) -> str | None:
    """Return the id in what stands beside a change, or None.

    >>> id_in("joined", "member representing green for North"), id_in("office added", "from chamber")
    ('green', 'chamber')
    """
    found = _found(change, detail)
    return found["id"] if found else None


def named_detail(change: str, detail: str | None, name: Callable[[str], str]) -> str | None:
    """Return what stands beside a change, with the name of whom its id means.

    >>> named_detail("joined", "member representing green for North", {"green": "Green Party"}.__getitem__)
    'member representing Green Party for North'
    """
    found = _found(change, detail)
    if found is None or detail is None:
        return detail
    return f"{found['before']}{name(found['id'])}{detail[found.end() :]}"


def _found(change: str, detail: str | None) -> re.Match[str] | None:
    return (_MOVED if change in MOVES else _REPRESENTING).match(detail or "")
