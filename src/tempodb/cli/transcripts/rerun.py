"""Transcripts, typed once more: each command in this process, on a terminal that is none, under a clock that stands still."""

from __future__ import annotations

import io
import shlex
from collections.abc import Callable, Mapping
from contextlib import ExitStack, chdir
from tempfile import TemporaryDirectory

import tempodb
from tempodb.cli.arguments import perform
from tempodb.cli.context import CliRuntime
from tempodb.cli.output import INTERRUPTED
from tempodb.cli.transcripts.reading import Transcript, TranscriptEntry, inner
from tempodb.repl import conversation
from tempodb.repl.commands.registry import follow
from tempodb.repl.conversation import Conversation
from tempodb.repl.display_options import DisplayOptions
from tempodb.repl.prompts import PROMPT_NAME, UNSAID_DATABASE, prompt_parts
from tempodb.repl.screen import Screen, Size

ANY_PROMPT = f"{PROMPT_NAME}>"
"""A prompt that says nothing of what is set, and stands for any."""
TESTING = "TEMPODB_TESTING"
"""What the environment of a command names that a transcript runs."""


def replayed(transcript: Transcript, folder: str, database: str, clock: Callable[[], int]) -> list[list[str]]:
    """Return the lines that each entry of a transcript prints now, run in a *folder* on a *database*.

    Before those of a statement stands its prompt.
    """
    width = "" if transcript.width is None else str(transcript.width)
    environment = {
        "TEMPODB_DB": database,
        "TEMPODB_CONFIG": "",
        "NO_COLOR": "1",
        "COLUMNS": width,
        TESTING: "1",
    }
    with chdir(folder), ExitStack() as stack:
        typist = _Typist(environment, clock, stack)
        # Where a database lies for the time being is nothing to compare.
        return [
            [line.replace(database, "$TEMPODB_DB") for line in typist.typed(entry)]
            for entry in transcript.entries
        ]


def _lines(printed: str) -> list[str]:
    lines = printed.split("\n")
    begin, end = inner(lines)
    return lines[begin:end]


class _Screen(io.StringIO):
    """What a terminal shows of results."""

    def isatty(self) -> bool:
        return True


class _Beside(io.StringIO):
    """Errors, which a terminal shows among the results, and which are no place to draw upon."""

    def __init__(self, screen: _Screen) -> None:
        super().__init__()
        self._screen = screen

    def write(self, text: str, /) -> int:
        return self._screen.write(text)


def _leave(seconds: float) -> None:
    """Be somebody who has seen enough of what is repeated."""
    raise KeyboardInterrupt


class _Agreeing:
    """Somebody who says yes to whatever is asked, on the screen."""

    def __init__(self, screen: _Screen) -> None:
        self._screen = screen

    def confirm(self, question: str) -> bool:
        self._screen.write(f"{question} [y/N] y\n")
        return True

    def edit(self, text: str) -> str:
        return text


class _Typist:
    """Types commands, and statements that are one session; *stack* closes what the session has open."""

    def __init__(self, environment: Mapping[str, str], clock: Callable[[], int], stack: ExitStack) -> None:
        self._environment = environment
        self._clock = clock
        self._stack = stack
        self._screen = _Screen()
        self._conversation: Conversation | None = None

    def typed(self, entry: TranscriptEntry) -> list[str]:
        """Return the lines that the screen shows of an entry."""
        self._screen.seek(0)
        self._screen.truncate()
        if entry.prompt is None:
            self._command(entry.said)
            return _lines(self._screen.getvalue())
        shown = self._stated(entry.said)
        return [ANY_PROMPT if entry.prompt == ANY_PROMPT else shown, *_lines(self._screen.getvalue())]

    def _command(self, said: str) -> None:
        nothing = io.TextIOWrapper(io.BytesIO())
        errors = _Beside(self._screen)
        runtime = CliRuntime(nothing, self._screen, errors, self._environment, self._clock)
        if perform(shlex.split(said)[1:], runtime) == INTERRUPTED:
            raise KeyboardInterrupt

    def _stated(self, said: str) -> str:
        """Carry out what was said at the prompt, and return that."""
        if self._conversation is None:
            self._conversation = self._begun()
        talk = self._conversation
        where = UNSAID_DATABASE if talk.location == self._environment["TEMPODB_DB"] else talk.location
        shown = "".join(part.text for part in prompt_parts(talk.session.context, where)).rstrip()
        talk.handle(said)
        return shown

    def _begun(self) -> Conversation:
        width = self._environment["COLUMNS"]
        runtime = conversation.ReplRuntime(
            Screen(self._screen, self._environment, Size(int(width) if width else None, None)),
            _Agreeing(self._screen),
            self._open,
            follow,
            lambda: self._clock() / 1_000_000,
            _leave,
            self._environment,
            self._stack.enter_context(TemporaryDirectory()),
        )
        return Conversation(self._environment["TEMPODB_DB"], runtime, DisplayOptions())

    def _open(self, location: str) -> tempodb.Database:
        return self._stack.enter_context(tempodb.open(location, clock=self._clock))
