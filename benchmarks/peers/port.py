"""What every peer can be asked to do."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from benchmarks.dataset_files import WorldFiles
from benchmarks.questions import Parameters

Rows = Sequence[Any]
"""Rows, or a table of Arrow."""


class MissingError(Exception):
    """A peer is not installed here, and what would install it."""


class Peer(ABC):
    """A database, made anew in a folder.

    What it can be asked is a table from works to what is sent; a work that is not in it is none of the peer's.
    """

    name: ClassVar[str]
    questions: ClassVar[Mapping[str, str]]

    @abstractmethod
    def __init__(self, folder: Path) -> None:
        """Start it, empty.

        Raises MissingError.
        """

    @abstractmethod
    def load(self, files: WorldFiles) -> int:
        """Load a world with whatever the peer checks of it, and return how many facts that were."""

    def prepare(self, files: WorldFiles) -> None:  # noqa: B027
        """Do what else is needed before questions are asked, untimed; mostly nothing."""

    @abstractmethod
    def rows(self, work: str, parameters: Parameters) -> Rows:
        """Ask, and return all rows."""

    @abstractmethod
    def arrow(self, work: str, parameters: Parameters) -> Any:
        """Ask, and return a table of Arrow."""

    @abstractmethod
    def told(self, work: str, answer: Any, width: int) -> Iterable[Hashable]:
        """Return what an answer says in numbers that all peers agree on: *width* of them a row."""

    def correct(self, parameters: Parameters) -> None:
        """End a membership on a day, in one durable transaction."""
        raise NotImplementedError

    @abstractmethod
    def interrupt(self) -> None:
        """Give up what is being asked, from another thread."""

    def cpu(self) -> float:
        """Return how many seconds of CPU were taken: of this process, and of the server that serves it."""
        return time.process_time()

    @abstractmethod
    def close(self) -> None:
        """Stop it."""
