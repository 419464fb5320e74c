"""What to try where there is no file of a name."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from tempodb.base.nearest import nearest

if TYPE_CHECKING:
    from pathlib import Path


def file_hint(path: Path) -> str:
    """Return the file beside it that is called nearly so, or where to look.

    >>> from pathlib import Path
    >>> file_hint(Path("nowhere/members.yaml"))
    'look at its name and folder'
    """
    beside: list[str] = []
    with suppress(OSError, ValueError):
        names = (file.name for file in path.parent.iterdir())
        beside = [name for name in names if name.isprintable() and not name.startswith(".")]
    near = nearest(path.name, beside)
    return "look at its name and folder" if near is None else f"the nearest is `{path.with_name(near)}`"
