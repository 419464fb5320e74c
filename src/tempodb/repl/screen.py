"""Where texts go: the terminal, a pager for what is taller than it, or a file."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TextIO

from tempodb.base.printable import printable_lines
from tempodb.base.terminal_width import stated_width
from tempodb.output.terminal.cells import cell_width, wrapped
from tempodb.settings.options import Repl


class Size(NamedTuple):
    """Cells across and lines down."""

    width: int | None
    height: int | None


class Screen:
    """A stream that a person reads; without a *size* of its own that of its terminal is asked for."""

    def __init__(self, stream: TextIO, environment: Mapping[str, str], size: Size | None = None) -> None:
        self._stream = stream
        self._environment = environment
        self._size = size

    @property
    def size(self) -> Size:
        """How much is seen at once; without a terminal there is no end to it."""
        if self._size is not None:
            return self._size
        try:
            size = os.get_terminal_size(self._stream.fileno())
        except (OSError, ValueError):
            return Size(None, None)
        return Size(stated_width(self._environment) or size.columns, size.lines)

    def write(self, text: str) -> None:
        """Write a text at once."""
        self._stream.write(printable_lines(text))
        self._stream.flush()

    def write_fitted(self, text: str) -> None:
        """Write what is said in words, broken between them where the terminal is narrow."""
        self.write(self.fitted(text))

    def fitted(self, text: str) -> str:
        """Return what is said in words, broken between them where the terminal is narrow.

        Lines that begin with a blank point at something, or list it, and stay as they are.
        """
        width = self.size.width
        lines = text.split("\n")
        if width is not None:
            parts = (
                [line] if line[:1].isspace() or cell_width(line) <= width else wrapped(line, width)
                for line in lines
            )
            lines = [line for part in parts for line in part]
        return "\n".join(lines)

    def show(self, text: str, options: Repl) -> None:
        """Write a text, through a pager if it is taller than the screen and the options allow that."""
        height = self.size.height
        is_paged = height and options.pager == "auto"
        pager = _pager(options.pager_command or self._environment.get("PAGER")) if is_paged else None
        if pager is None or text.count("\n") < (height or 0):
            self.write(text)
            return
        # Ctrl-C is the pager's while it runs; to be ignored would be handed on to it.
        before = signal.signal(signal.SIGINT, lambda *_: None)
        try:
            settings = {"LESSCHARSET": "utf-8", "LESS": "-FRSX"}
            environment = {**settings, **self._environment}
            seen = subprocess.run(pager, input=printable_lines(text).encode(), env=environment, check=False)
        except (OSError, ValueError):
            self.write(text)
        else:
            if seen.returncode:
                self.write(text)
        finally:
            signal.signal(signal.SIGINT, before)


def _pager(command: str | None) -> Sequence[str] | None:
    """Return the command of a pager that is there."""
    try:
        words = shlex.split(command or "less")
    except ValueError:
        words = []
    return words if words and shutil.which(words[0]) else None
