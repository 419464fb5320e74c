"""A terminal for tests: what is written to it is drawn as a person would see it, and keys are pressed in it."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import termios
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import NamedTuple

import pyte
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.input.vt100 import Vt100Input
from prompt_toolkit.output.vt100 import Vt100_Output

import tempodb
from conversing import opened
from tempodb.cli.colour import paints
from tempodb.repl import start
from tempodb.settings import Settings
from tempodb.settings.options import Repl

PATIENCE = 60.0
"""Seconds after which what was to be seen is given up."""
TAB, ENTER, ESCAPE = "\t", "\r", "\x1b"
CTRL_C, CTRL_D, CTRL_R = "\x03", "\x04", "\x12"
UP, RIGHT = "\x1b[A", "\x1b[C"
F1, F2, F9 = "\x1bOP", "\x1bOQ", "\x1b[20~"
ALT_ENTER = ESCAPE + ENTER


def pasted(text: str) -> str:
    """Return what a terminal sends where *text* is pasted."""
    return f"\x1b[200~{text}\x1b[201~"


class Answering(pyte.Screen):
    """A screen that tells where the cursor is, as terminals do."""

    answer: Callable[[str], object] = staticmethod(lambda _: None)

    def write_process_input(self, data: str) -> None:
        self.answer(data)


class Cell(NamedTuple):
    """How a character is drawn."""

    colour: str
    bold: bool
    underlined: bool


# A long line that is being drawn may end with ">" for a moment, wherever it wraps.
_ASKING = re.compile(r"(?:tempo[^>]*| *\.{3})?>|.*\[y/N\]")


class Terminal:
    """A pseudo-terminal of so many columns and lines; the program has one side, and we the other."""

    def __init__(self, columns: int = 100, lines: int = 30) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.written = bytearray()
        self.input = open(theirs, encoding="utf-8", errors="surrogateescape", closefd=False)  # noqa: SIM115
        self.output = open(theirs, "w", encoding="utf-8")  # noqa: PTH123, SIM115
        self._screen = Answering(columns, lines)
        self._screen.answer = self.types
        self._stream = pyte.ByteStream(self._screen)
        self._changed = threading.Condition()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        with suppress(OSError):
            while data := os.read(self._ours, 65536):
                with self._changed:
                    self.written += data
                    self._stream.feed(data)
                    self._changed.notify_all()

    def close(self) -> None:
        """Let go of both sides."""
        self.input.close()
        self.output.close()
        self.reader.join()
        os.close(self._ours)

    def types(self, text: str) -> None:
        """Press keys."""
        os.write(self._ours, text.encode("utf-8", "surrogateescape"))

    @property
    def lines(self) -> list[str]:
        """What is seen, without the empty lines at the end."""
        with self._changed:
            return "\n".join(line.rstrip() for line in self._screen.display).rstrip().split("\n")

    @property
    def is_read(self) -> bool:
        """Whether the program takes each key as it is pressed, and the terminal itself shows none."""
        return not termios.tcgetattr(self._ours)[3] & termios.ECHO

    @property
    def cursor(self) -> tuple[int, int]:
        """The line and column of the cursor, from 0."""
        with self._changed:
            return self._screen.cursor.y, self._screen.cursor.x

    def sees(self, *texts: str) -> str:
        """Return what is seen, once all of *texts* are."""
        return self.waits(lambda seen: all(text in seen for text in texts), f"to see {texts}")

    def misses(self, *texts: str) -> str:
        """Return what is seen, once none of *texts* is."""
        return self.waits(lambda seen: not any(text in seen for text in texts), f"not to see {texts}")

    def waits(self, until: Callable[[str], object], what: str) -> str:
        """Return what is seen once that is as it should be."""
        end = time.monotonic() + PATIENCE
        while not until(seen := "\n".join(self.lines)):
            with self._changed:
                if (
                    not self._changed.wait(min(0.05, max(0.0, end - time.monotonic())))
                    and time.monotonic() > end
                ):
                    raise AssertionError(f"waited {what}, and saw:\n{seen}")
        return seen

    def is_prompted(self) -> bool:
        """Return whether the cursor stands behind a prompt at which keys are read."""
        (line, column), lines = self.cursor, self.lines
        at = lines[line] if line < len(lines) else ""
        return self.is_read and bool(_ASKING.fullmatch(at)) and column == len(at) + 1

    def asks(self) -> None:
        """Wait for a prompt with nothing behind it."""
        self.waits(lambda _: self.is_prompted(), "for a prompt")

    def cell(self, text: str, place: int = 0) -> Cell:
        """Return how the character at *place* of *text* is drawn where that was written last."""
        with self._changed:
            found = [(y, line.rindex(text)) for y, line in enumerate(self._screen.display) if text in line]
            y, x = found[-1]
            drawn = self._screen.buffer[y][x + place]
        return Cell(drawn.fg, drawn.bold, drawn.underscore)


def converse(
    act: Callable[[Terminal], object],
    location: str,
    *,
    repl: Repl | None = None,
    settings: Settings | None = None,
    environment: Mapping[str, str] | None = None,
    columns: int = 100,
    lines: int = 30,
    term: str = "xterm-256color",
    open_: Callable[[str], tempodb.Database] = opened,
) -> Terminal:
    """Run the REPL while a person does what *act* says, and leaves; return the terminal as it is then."""
    state = {name: os.environ[name] for name in ("XDG_STATE_HOME",) if name in os.environ}
    runtime = {**state, **(environment or {})}
    terminal = Terminal(columns, lines)
    given = settings or Settings()
    failures: list[BaseException] = []
    over = threading.Event()

    def person() -> None:
        try:
            act(terminal)
        except BaseException as failure:
            failures.append(failure)
        while not over.wait(0.02 if not failures else 0.5):
            # At an empty line the one leaves; whatever else is there, the other takes away.
            terminal.types(CTRL_C + CTRL_D)
            over.wait(0.5)

    others = threading.enumerate()
    acting = threading.Thread(target=person, daemon=True)
    keys, output = Vt100Input(terminal.input), Vt100_Output.from_pty(terminal.output, term=term)
    try:
        with create_app_session(input=keys, output=output):
            acting.start()
            start.start(
                location,
                given._replace(repl=repl or given.repl),
                start.Terminal(
                    terminal.output,
                    runtime,
                    paints(given.colour, terminal.output, runtime),
                ),
                open_,
            )
    finally:
        over.set()
        acting.join()
        # What is looked up beside the typing is, even if nobody is there any longer.
        for thread in set(threading.enumerate()) - {*others, terminal.reader}:
            thread.join(PATIENCE)
        # Keys that nobody took would be kept for the next one whose input has that number.
        clear_typeahead(keys)
        terminal.close()
    if failures:
        raise failures[0]
    return terminal


# What prompt-toolkit draws with: moving the cursor, erasing, colours, modes, and asking where the cursor is.
_DRAWING = re.compile(rb"\x1b\[(?:\?[0-9]+[hl]|[0-9;]*[ABCDGHJKmn]|[0-9] q)|\r|\n|\x08")


def undrawn(written: bytes) -> str:
    """Return what was written to a terminal beside the sequences that draw."""
    return _DRAWING.sub(b"", written).decode("utf-8", "surrogateescape")
