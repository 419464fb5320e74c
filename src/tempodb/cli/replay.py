"""Transcripts, typed once more: each command in this process, on a terminal that is none, under a clock that stands still."""

from __future__ import annotations

import io
import shlex
from collections.abc import Callable, Mapping
from contextlib import ExitStack, chdir
from typing import TYPE_CHECKING

from tempodb.cli.arguments import perform
from tempodb.cli.context import Context, Surroundings
from tempodb.cli.output import DONE, INTERRUPTED, Output, run
from tempodb.cli.transcripts import Entry, Transcript, inner
from tempodb.render import answers, problems

if TYPE_CHECKING:
    from tempodb import Session

TESTING = "TEMPODB_TESTING"
"""What the environment of a command names that a transcript runs."""


def replayed(transcript: Transcript, folder: str, database: str, clock: Callable[[], int]) -> list[list[str]]:
    """Return the lines that each entry of a transcript prints now, run in a *folder* on a *database*."""
    width = "" if transcript.width is None else str(transcript.width)
    environment = {"TEMPODB_DB": database, "COLUMNS": width, TESTING: "1"}
    with chdir(folder), ExitStack() as stack:
        typist = _Typist(environment, clock, stack)
        # Where a database lies for the time being is nothing to compare.
        return [_lines(typist.typed(entry).replace(database, "$TEMPODB_DB")) for entry in transcript.entries]


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


class _Typist:
    """Types commands, and statements that are one session; *stack* closes what the session has open."""

    def __init__(self, environment: Mapping[str, str], clock: Callable[[], int], stack: ExitStack) -> None:
        self._environment = environment
        self._clock = clock
        self._stack = stack
        self._session: Session | None = None

    def typed(self, entry: Entry) -> str:
        """Return what the screen shows of an entry."""
        screen = _Screen()
        nothing = io.TextIOWrapper(io.BytesIO())
        surroundings = Surroundings(nothing, screen, _Beside(screen), self._environment, self._clock)
        if entry.is_command:
            code = perform(shlex.split(entry.said)[1:], surroundings)
        else:
            code = self._stated(entry.said, surroundings)
        if code == INTERRUPTED:
            raise KeyboardInterrupt
        return screen.getvalue()

    def _stated(self, statement: str, surroundings: Surroundings) -> int:
        """Show what a statement answers as the prompt does."""
        output = Output(surroundings.results, surroundings.errors, problems.as_text, surroundings.environment)
        if self._session is None:
            self._session = self._stack.enter_context(Context(output, surroundings).open(None)).session()
        session = self._session

        def answer() -> int:
            for outcome in session.execute(statement):
                output.write(answers.outcome_text(outcome, "table", output.width))
            return DONE

        return run(answer, output)
