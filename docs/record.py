"""Draws docs/session.svg: a short session of the real program, as a terminal shows it.

    python docs/record.py

It runs `tempodb` of the Python that runs it, in a terminal of its own; needs a Unix and `pip install pyte`.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pyte

HERE = Path(__file__).parent
DATASET = HERE.parent / "fixtures" / "csto.yaml"
NOW = "2026-11-21T20:00:00Z"
COLUMNS, LINES = 110, 36
ENTER, YEAR_BEFORE, AGAIN = "\r", "\x1b[18~", "\x1b[20~"
TYPED = (
    "set as of 2006" + ENTER,
    "whether Uzbekistan is member of CSTO" + ENTER,
    YEAR_BEFORE,
    AGAIN,
    "holders of secretary-general as of 2017-04-19" + ENTER,
    "members of CSTO as of ",
)
PROGRAM = (sys.executable, "-m", "tempodb")
PATIENCE = 10.0
"""Seconds after which a program that is not silent again is taken to be stuck."""
QUIET = 0.7
"""Seconds of silence after which a screen is taken to be drawn."""
CELL_WIDTH, CELL_HEIGHT, SIZE, MARGIN = 8.4, 18, 14, 16
PAPER, INK, FAINT = "#1e2127", "#d7dae0", "#8a919e"
COLOURS = {
    "default": INK, "black": "#3b4048", "red": "#f07178", "green": "#a5d6a7", "brown": "#f2c97d",
    "blue": "#82aaff", "magenta": "#d7a6f0", "cyan": "#7fd6e0", "white": "#ffffff", "brightblack": FAINT,
}  # fmt: skip


class Style(NamedTuple):
    """How a cell is drawn."""

    ink: str
    paper: str | None
    is_bold: bool
    is_underlined: bool
    is_italic: bool


def recorded() -> pyte.Screen:
    """Return the screen after all was typed.

    Raises:
        CalledProcessError: the database cannot be made.
        TimeoutError: the program is stuck.

    """
    screen = pyte.Screen(COLUMNS, LINES)
    stream = pyte.ByteStream(screen)
    with TemporaryDirectory() as folder:
        environment = _environment(folder)
        load = [*PROGRAM, "load", str(DATASET), "--recorded-at", NOW]
        subprocess.run(load, cwd=folder, env=environment, stdout=subprocess.DEVNULL, check=True)
        program, terminal = pty.fork()
        if program == 0:
            os.chdir(folder)
            os.execve(PROGRAM[0], [*PROGRAM, "--now", NOW], environment)
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        # Whoever asks where the cursor is gets an answer.
        screen.write_process_input = lambda said: os.write(terminal, said.encode())  # type: ignore[assignment, method-assign]
        try:
            for keys in ("", *TYPED):
                os.write(terminal, keys.encode())
                for shown in _shown(terminal):
                    stream.feed(shown)
        finally:
            os.close(terminal)
            os.kill(program, signal.SIGKILL)
            os.waitpid(program, 0)
    return screen


def _environment(folder: str) -> dict[str, str]:
    """Return what surrounds a program that knows nothing of whoever runs this one."""
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TEMPODB_DB")}
    size = {"TERM": "xterm-256color", "COLUMNS": str(COLUMNS), "LINES": str(LINES)}
    return {**kept, **size, "TEMPODB_CONFIG": "", "XDG_STATE_HOME": folder}


def _shown(terminal: int) -> Iterator[bytes]:
    """Yield what the program draws, until it is silent.

    Raises:
        TimeoutError: it draws nothing, or has no end of it.

    """
    end, has_drawn = time.monotonic() + PATIENCE, False
    while (left := end - time.monotonic()) > 0:
        ready, _, _ = select.select([terminal], [], [], min(QUIET, left) if has_drawn else left)
        if ready:
            has_drawn = True
            yield os.read(terminal, 65_536)
        elif has_drawn:
            return
    raise TimeoutError(f"the program is stuck: {PATIENCE:g} seconds are over")


def svg(screen: pyte.Screen) -> str:
    """Return a picture of *screen*."""
    rows = max(y for y in range(LINES) if screen.display[y].strip()) + 1
    width, height = COLUMNS * CELL_WIDTH + 2 * MARGIN, rows * CELL_HEIGHT + 2 * MARGIN
    drawn = [piece for y in range(rows) for piece in _row(screen, y)]
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img">',
        "<title>A session at the prompt of tempodb</title>",
        f'<rect width="100%" height="100%" rx="8" fill="{PAPER}"/>',
        f'<g font-family="ui-monospace, SFMono-Regular, Menlo, DejaVu Sans Mono, Consolas, monospace" '
        f'font-size="{SIZE}" xml:space="preserve">',
        *drawn,
        "</g>",
        "</svg>",
    ]) + "\n"  # fmt: skip


def _row(screen: pyte.Screen, y: int) -> Iterator[str]:
    cells = [(x, screen.buffer[y][x].data, _style(screen.buffer[y][x])) for x in range(COLUMNS)]
    for style, run in groupby(cells, key=lambda cell: cell[2]):
        cells_of_run = list(run)
        text = "".join(data for _, data, _ in cells_of_run)
        left, top = MARGIN + cells_of_run[0][0] * CELL_WIDTH, MARGIN + y * CELL_HEIGHT
        length = len(cells_of_run) * CELL_WIDTH
        if style.paper is not None:
            yield (
                f'<rect x="{left:g}" y="{top:g}" width="{length:g}" height="{CELL_HEIGHT}" fill="{style.paper}"/>'
            )
        if text.strip():
            weight = ' font-weight="bold"' if style.is_bold else ""
            line = ' text-decoration="underline"' if style.is_underlined else ""
            slant = ' font-style="italic"' if style.is_italic else ""
            shown = text.rstrip()
            length = len(shown) * CELL_WIDTH
            yield (
                f'<text x="{left:g}" y="{top + SIZE:g}" textLength="{length:g}" fill="{style.ink}"'
                f"{weight}{line}{slant}>{escape(shown)}</text>"
            )


def _style(cell: pyte.screens.Char) -> Style:
    ink, paper = _colour(cell.fg), _colour(cell.bg)
    if cell.reverse:
        ink, paper = PAPER, ink
    is_plain = paper == COLOURS["default"]
    return Style(
        ink, None if is_plain and not cell.reverse else paper, cell.bold, cell.underscore, cell.italics
    )


def _colour(name: str) -> str:
    return COLOURS[name] if name in COLOURS else f"#{name}" if len(name) == 6 else INK


if __name__ == "__main__":
    (HERE / "session.svg").write_text(svg(recorded()), encoding="utf-8")
