"""The names, statuses, dates and instants that are offered, looked up beside the typing."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from threading import Lock, Thread
from typing import TYPE_CHECKING

from tempodb.api.database import MEMORY
from tempodb.base.errors import TempodbError
from tempodb.model.kinds import EntityType
from tempodb.model.labels import Knows, nothing
from tempodb.temporal.instants import instant_text

if TYPE_CHECKING:
    from tempodb import Database
    from tempodb.api.session import SessionContext
    from tempodb.language_service.completions import Vocabulary
    from tempodb.language_service.name_index import NameIndex
    from tempodb.model.provenance import RecordedTransaction as Recorded
    from tempodb.repl.conversation import Conversation

MOST_DATES = 2000
"""The most dates that are offered, of those that begin as what is typed."""
TYPICAL = (
    "members of x as of 2006 known at 2017 order by to limt 3",
    "whether x is member of y between 1999-04 and today",
    "holders of x in y while x holds z",
    "describe x; show sources",
    "record membership of x in y as member from 1999 to 2003 source z",
)
"""Statements that between them use most of what can be typed."""
MAX_CHANGE_TEXT = 40
"""The most characters that say how an answer changes."""


class Knowledge:
    """What the database of a conversation knows of, looked up beside it.

    A file is read through a connection of its own. A throw-away database has only the one of the
    conversation, which is asked under *lock* by whoever carries out statements, too.
    """

    def __init__(self, conversation: Conversation, lock: Lock) -> None:
        self._conversation = conversation
        self._shared = lock
        self._own = Lock()
        self._is_warm = False
        self._beside: tuple[str, Database] | None = None
        self._known: tuple[str, tuple[Recorded, ...]] = ("", ())
        self._instants: Sequence[tuple[str, str]] = ()
        self._names: NameIndex | None = None
        self._statuses: tuple[str, ...] = ()
        self._dates = lru_cache(maxsize=64)(self._asked)

    def renew(self) -> None:
        """Look the names up anew, in a thread of its own, if something was recorded since they were."""
        Thread(target=self._renew, daemon=True).start()

    def _renew(self) -> None:
        from tempodb.language_service.name_index import NameIndex

        if not self._is_warm:
            self._is_warm = True
            _warm()
        try:
            with self._database() as (location, database):
                known = (location, tuple(database.recorded()))
                if known == self._known:
                    return
                labels, now = database.labels(), database.now()
        except (TempodbError, OSError):
            # Whoever asks a question is told.
            return
        self._statuses = tuple(sorted({label.id for label in labels if label.type is EntityType.STATUS}))
        self._names = NameIndex(labels)
        # Names form no cycles, and to look for them among many takes longer than a key may.
        gc.freeze()
        self._instants = [(instant_text(each.recorded), _what(each, now)) for each in known[1]]
        self._known = known
        self._dates.cache_clear()

    @contextmanager
    def _database(self) -> Iterator[tuple[str, Database]]:
        location = self._conversation.location
        if location == MEMORY:
            with self._shared:
                yield location, self._conversation.database
            return
        with self._own:
            if self._beside is None or self._beside[0] != location:
                if self._beside is not None:
                    self._beside[1].close()
                self._beside = (location, self._conversation.runtime.open(location))
            yield self._beside

    @property
    def knows(self) -> Knows:
        """What tells whether a name has words that begin with some; another one once names are looked up anew."""
        return nothing if self._names is None else self._names.knows

    def vocabulary(self, context: SessionContext) -> Vocabulary:
        """Return what can be offered to a session in *context*; no names before they were looked up."""
        from tempodb.language_service.completions import Vocabulary
        from tempodb.language_service.name_index import NameIndex

        day = None
        if context.as_of is not None:
            from tempodb.temporal.date_reader import read_date

            day = read_date(context.as_of).earliest
        return Vocabulary(
            self._names or NameIndex([]),
            self._conversation.database.today(),
            self._statuses,
            day,
            lambda question: self._dates(question, context.focus),
            self._instants,
        )

    def _asked(self, question: str, focus: str | None) -> Sequence[tuple[str, str]]:
        """Return the days on which the answer to a question changes, and how."""
        try:
            with self._database() as (_, database):
                session = database.session()
                if focus is not None:
                    list(session.run("use :focus", focus=focus))
                (history,) = session.run(f"history of ({question})")
        except (TempodbError, OSError, ValueError):
            return ()
        changes = [(row.from_, _shortened(row.change)) for row in history if row.from_]
        return changes[-MOST_DATES:]


def _what(transaction: Recorded, now: int) -> str:
    """Return what was recorded in a transaction, and how long before *now*, in short."""
    # It is known in a thread, and pendulum takes its time to be imported.
    from pendulum import from_timestamp

    then, present = (from_timestamp(instant / 1_000_000) for instant in (transaction.recorded, now))
    ago = f"{then.diff_for_humans(present, absolute=True)} ago"
    return _shortened(" · ".join(filter(None, [ago, transaction.dataset, transaction.note])))


def _warm() -> None:
    """Ask once what is asked at each key: the first time of a process compiles patterns, and takes its time."""
    from tempodb.language_service.completions import Vocabulary, complete
    from tempodb.language_service.diagnostics import fault
    from tempodb.language_service.name_index import NameIndex

    nothing = Vocabulary(NameIndex([]), today=1)
    for text in TYPICAL:
        for end in range(len(text) + 1):
            complete(text[:end], end, nothing)
            fault(text[:end])


def _shortened(change: str) -> str:
    return change if len(change) <= MAX_CHANGE_TEXT else change[: MAX_CHANGE_TEXT - 1] + "…"
