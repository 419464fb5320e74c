"""What can stand at the cursor, the likeliest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tempodb.editing.names import Names


class Completion(NamedTuple):
    """A text that can stand in the place of the characters from *start* up to the cursor.

    *meta* says in a word or two what it is; *is_used* is false for a name not in use at the time that
    the statement asks about.
    """

    start: int
    text: str
    display: str
    meta: str
    is_used: bool = True


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a database knows of: names, declared statuses, instants; days are numbers as in `tempodb.temporal`.

    *day* is the day that the session asks about, if it has set one. *dates* takes the text of a question
    without its time clause, and returns the days, in EDTF, on which its answer changes; it is called
    where a date is wanted and nowhere else.
    """

    names: Names
    today: int
    statuses: tuple[str, ...] = ()
    day: int | None = None
    dates: Callable[[str], Sequence[str]] = lambda question: ()
    instants: Sequence[str] = ()


def complete(text: str, cursor: int, vocabulary: Vocabulary) -> tuple[Completion, ...]:
    """Return what can stand at *cursor* of *text*, the likeliest first."""
    return ()
