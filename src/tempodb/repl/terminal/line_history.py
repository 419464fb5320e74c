"""What was typed before, across runs."""

from __future__ import annotations

import os
from contextlib import suppress

from prompt_toolkit.history import FileHistory, History, InMemoryHistory

HISTORY_FILE = "history"
_PRIVATE = 0o600


class KeptHistory(FileHistory):
    """A history in a file, which goes on in memory where the file cannot be written."""

    def store_string(self, string: str) -> None:
        """Keep a line."""
        with suppress(OSError):
            # What was no UTF-8 when it was pasted cannot be kept as it is.
            super().store_string(string.encode(errors="replace").decode())


def history(state: str, most: int) -> History:
    """Return the history that is kept in the folder *state*, the newest *most* entries of it."""
    if not most or not os.path.isabs(state):
        return InMemoryHistory()
    file = os.path.join(state, HISTORY_FILE)
    try:
        os.makedirs(state, mode=0o700, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY, _PRIVATE))
        _shorten(file, most)
    except OSError:
        return InMemoryHistory()
    return KeptHistory(file)


def _shorten(file: str, most: int) -> None:
    """Leave out the oldest entries once there are half as many again as wanted."""
    with open(file, encoding="utf-8", errors="replace") as whole:
        entries = whole.read().split("\n# ")
    if len(entries) <= most * 3 // 2:
        return
    kept = f"{file}.{os.getpid()}.tmp"
    with open(
        os.open(kept, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, _PRIVATE), "w", encoding="utf-8"
    ) as newest:
        newest.write("# " + "\n# ".join(entries[-most:]))
    os.replace(kept, file)
