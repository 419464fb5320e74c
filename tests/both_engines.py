"""A database that lies twice, in a file and on a server: both are told the same, and answer the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import tempodb
from postgres_server import new_schema
from tempodb.api.engine import Engine
from tempodb.api.load_reports import LoadReports
from tempodb.api.shown_result import ShownResult
from tempodb.store.engines.locations import storage
from tempodb.temporal.instant_reader import read_known

TODAY = 1_700_000_000_000_000
"""When all is written and asked, in microseconds since 1970."""
PATIENCE = {"deadline": 3_600.0, "memory": 16_000.0}
"""What keeps a question from being given up on one engine alone."""


class OnBothEngines(tempodb.Database):
    """A database, and its like on a server, which does and says the same or fails."""

    def __init__(self, engine: Engine, other: tempodb.Database) -> None:
        super().__init__(engine)
        self.other = other

    def load(self, *paths: Any, **options: Any) -> LoadReports:
        """Load into both, which comes to one digest."""
        reports = super().load(*paths, **options)
        self.other.load(*paths, **options)
        assert self.other.digest() == self.digest()
        return reports

    def run(self, text: str, *arguments: Any, **options: Any) -> list[Any]:
        """Carry out statements on both, which comes to one digest."""
        outcomes = super().run(text, *arguments, **options)
        self.other.run(text, *arguments, **options)
        assert self.other.digest() == self.digest()
        return outcomes

    def erase(self, person: str, **options: Any) -> Any:
        """Erase on both, which comes to one digest."""
        result = super().erase(person, **options)
        self.other.erase(person, **options)
        assert self.other.digest() == self.digest()
        return result

    def query(self, question: str, /, **parameters: object) -> ShownResult:
        """Return the answer, which the server gives too, or the refusal."""
        asked = super().query
        told = said(lambda: self.other.query(question, **parameters))
        try:
            result = asked(question, **parameters)
        except tempodb.TempodbError as refusal:
            assert told == (type(refusal), refusal.problems), question
            raise
        assert told == result.as_dict(), question
        return result

    def verify(self, *arguments: Any, **options: Any) -> list[str]:
        """Return what is wrong with either."""
        return [*super().verify(*arguments, **options), *self.other.verify(*arguments, **options)]


def said(ask: Callable[[], tempodb.Result]) -> object:
    """Return all of an answer, or all that is said in refusing it."""
    try:
        return ask().as_dict()
    except tempodb.TempodbError as refusal:
        return type(refusal), refusal.problems


@contextmanager
def on_both(place: object, now: str | None = None) -> Iterator[OnBothEngines]:
    """Open a database at *place*, and its like on a server."""
    frozen = None if now is None else read_known(now, TODAY)
    file, server = (
        Engine(storage(where), frozen, lambda: TODAY, salts, **PATIENCE)
        for where in (str(place), new_schema())
    )
    with tempodb.Database(server) as other, OnBothEngines(file, other) as both:
        yield both


def salts(count: int) -> list[str]:
    """Return salts that are the same in each database, whose digests can be compared."""
    return ["5a" * 16] * count
