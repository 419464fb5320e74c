"""A conversation without a terminal, for tests: what is typed → what is shown."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import tempodb
from tempodb.repl.commands.registry import follow
from tempodb.repl.conversation import Conversation, ReplRuntime
from tempodb.repl.display_options import DisplayOptions
from tempodb.repl.screen import Screen, Size
from tempodb.temporal.instants import read_instant

NOW = read_instant("2026-11-21T12:00:00Z")
LOADED_AT = "2026-01-01T00:00:00Z"
CSTO = tempodb.bundled_fixture("csto.yaml")
SIZE = Size(200, 24)


class Someone:
    """Answers yes or no from a list, and edits as *edit* does."""

    def __init__(self, answers: Iterable[bool] = (), edit: Callable[[str], str] = lambda text: text) -> None:
        self.asked: list[str] = []
        self._answers = list(answers)
        self._edit = edit

    def confirm(self, question: str) -> bool:
        self.asked.append(question)
        return self._answers.pop(0)

    def edit(self, text: str) -> str:
        return self._edit(text)


class Ticks:
    """Seconds that pass only where one sleeps; after *most* of them somebody presses Ctrl-C."""

    def __init__(self, most: int = 0) -> None:
        self.slept: list[float] = []
        self._most = most

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        if len(self.slept) >= self._most:
            raise KeyboardInterrupt

    def timer(self) -> float:
        return sum(self.slept)


class Talk:
    """A conversation and what it has shown."""

    def __init__(
        self,
        location: str,
        state: Path,
        *,
        person: Someone | None = None,
        ticks: Ticks | None = None,
        display: DisplayOptions | None = None,
        environment: Mapping[str, str] | None = None,
        size: Size = SIZE,
    ) -> None:
        self.person = person or Someone()
        self.ticks = ticks or Ticks()
        self._stream = io.StringIO()
        runtime = ReplRuntime(
            Screen(self._stream, environment or {}, size),
            self.person,
            opened,
            follow,
            self.ticks.timer,
            self.ticks.sleep,
            environment or {},
            str(state),
        )
        options = DisplayOptions().with_option("pager", "never")
        self.conversation = Conversation(location, runtime, options if display is None else display)

    def says(self, text: str) -> str:
        """Return what is shown after *text* was typed."""
        at = self._stream.tell()
        self.conversation.handle(text)
        return self._stream.getvalue()[at:]


def opened(location: str) -> tempodb.Database:
    """Return a database at a fixed present."""
    return tempodb.open(location, clock=lambda: NOW)


def loaded(location: Path, dataset: Path = CSTO) -> Path:
    """Return where a database of a dataset is made."""
    with opened(str(location)) as database:
        database.load(dataset, recorded_at=LOADED_AT)
    return location
