"""A REPL from its first prompt to its last."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple, TextIO

from tempodb.base import user_folders
from tempodb.base.clock import timer
from tempodb.base.errors import unforeseen
from tempodb.output.problems import as_text
from tempodb.repl.conversation import Conversation, ReplRuntime
from tempodb.repl.display_options import DisplayOptions
from tempodb.repl.screen import Screen
from tempodb.repl.terminal.knowledge import Knowledge
from tempodb.repl.terminal.line_history import history
from tempodb.repl.terminal.lines import LineReader
from tempodb.repl.terminal.plain import plainly
from tempodb.repl.terminal.prompter import TerminalPrompter
from tempodb.repl.terminal.styles import style

if TYPE_CHECKING:
    from tempodb import Database
    from tempodb.settings import Settings

WELCOME = "`.help` explains each question, `tour` shows ten of them, Ctrl-D leaves.\n"
WELCOME_TO_EMPTY = (
    "Nothing is recorded yet: `.load FILE` loads a dataset, and `tour` shows what can be asked.\n"
)


class Terminal(NamedTuple):
    """What a person sits at: where answers are written, the environment of the program, and whether it is painted."""

    results: TextIO
    environment: Mapping[str, str]
    is_coloured: bool


def start(location: str, settings: Settings, terminal: Terminal, open_: Callable[[str], Database]) -> int:
    """Converse until the person leaves, and return the exit code.

    Raises:
        TempodbError: the database at *location* cannot be read.

    """
    screen = Screen(terminal.results, terminal.environment)
    runtime = ReplRuntime(
        screen,
        TerminalPrompter(terminal.environment),
        open_,
        _follow,
        timer,
        time.sleep,
        terminal.environment,
        user_folders.state(terminal.environment),
    )
    conversation = Conversation(
        location, runtime, DisplayOptions(settings.format, formats=settings.formats, options=settings.repl)
    )
    screen.write_fitted(WELCOME_TO_EMPTY if conversation.database.last_recorded() is None else WELCOME)
    lock = Lock()
    with plainly(terminal.results):
        _converse(conversation, _lines(conversation, settings, lock, terminal), lock)
    return 0


def _lines(conversation: Conversation, settings: Settings, lock: Lock, terminal: Terminal) -> LineReader:
    return LineReader(
        conversation,
        Knowledge(conversation, lock),
        history(conversation.runtime.state, settings.repl.history),
        style(settings.colours),
        lock,
        is_coloured=terminal.is_coloured,
    )


def _follow(line: str, conversation: Conversation) -> None:
    # A prompt is up before anything is asked.
    from tempodb.repl.commands.registry import follow

    follow(line, conversation)


def _converse(conversation: Conversation, lines: LineReader, lock: Lock) -> None:
    is_left = False
    while not (is_left or conversation.is_over):
        # Whoever presses Ctrl-C twice means the query, and not the program.
        with suppress(KeyboardInterrupt):
            is_left = not _taken_turn(conversation, lines, lock)


def _taken_turn(conversation: Conversation, lines: LineReader, lock: Lock) -> bool:
    """Read and carry out one text, and return whether the person stays."""
    try:
        text = lines.read(conversation.taken_draft(), conversation.proposal())
    except KeyboardInterrupt:
        if lines.is_empty and conversation.tour is None:
            conversation.say("Ctrl-D leaves")
        with lock:
            conversation.leave_tour()
        return True
    except EOFError:
        return False
    try:
        with lock:
            conversation.handle(text)
    except KeyboardInterrupt:
        conversation.say("cancelled")
    except Exception as error:
        # Whatever else is at fault, what was set and typed is not to be lost.
        conversation.screen.write_fitted(as_text(unforeseen(error)))
    return True
