"""What fails when the work is done already: it is told beside it, and never as a failure of the whole."""

from __future__ import annotations

import os
from collections.abc import Callable

from tempodb.base.errors import Problem

Late = Callable[[Problem], None]
"""Takes a warning of what failed too late to undo anything."""


def unconfirmed(path: str | os.PathLike[str], error: BaseException) -> Problem:
    """Return the warning that what was written may not have arrived on the disk.

    >>> unconfirmed("x.db", OSError("disk I/O error")).message
    'the disk has not confirmed what was written to `x.db`: disk I/O error'
    """
    message = f"the disk has not confirmed what was written to `{os.fspath(path)}`: {error}"
    return Problem("warning", message, "it is done, but a loss of power could undo it: look at the disk")
