"""What was typed before, across runs."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from prompt_toolkit.history import FileHistory, History, InMemoryHistory

NAME = "history"
_PRIVATE = 0o600


class KeptHistory(FileHistory):
    """A history in a file, which goes on in memory where the file cannot be written."""

    def store_string(self, string: str) -> None:
        """Keep a line."""
        with suppress(OSError):
            super().store_string(string)


def history(state: str, most: int) -> History:
    """Return the history that is kept in the folder *state*, the newest *most* entries of it."""
    if not most:
        return InMemoryHistory()
    file = Path(state) / NAME
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY, _PRIVATE))
        _shorten(file, most)
    except OSError:
        return InMemoryHistory()
    return KeptHistory(str(file))


def _shorten(file: Path, most: int) -> None:
    """Leave out the oldest entries once there are half as many again as wanted."""
    text = file.read_text(encoding="utf-8", errors="replace")
    entries = text.split("\n# ")
    if len(entries) <= most * 3 // 2:
        return
    kept = file.with_name(f".{NAME}.{os.getpid()}.tmp")
    kept.write_text("# " + "\n# ".join(entries[-most:]), encoding="utf-8")
    kept.chmod(_PRIVATE)
    kept.replace(file)
