"""What a caller in Python hands over, which may be anything: taken if it is what is wanted, else refused."""

from __future__ import annotations

import os
from typing import cast

from tempodb.base.errors import InputError
from tempodb.base.progress import Progress
from tempodb.temporal.given import shown


def path_of(given: object) -> str:
    """Return the path that is handed over.

    >>> path_of("csto.db")
    'csto.db'

    Raises:
        InputError: it is neither a text nor a path.

    """
    path = os.fspath(given) if isinstance(given, str | os.PathLike) else None
    if not isinstance(path, str):
        raise InputError.of(
            "no-path", f"{shown(given)} is no path", 'give one text, as in "csto.db", or one Path'
        )
    return path


def text_of(given: object, hint: str, refusal: type[InputError] = InputError) -> str:
    """Return the text that is handed over; the *hint* says what else to hand over.

    Raises:
        InputError: it is none; or the *refusal* that is raised of this.

    """
    if not isinstance(given, str):
        raise refusal.of("no-text", f"{shown(given)} is no text", hint)
    return given


def limit_of(given: object, noun: str) -> float:
    """Return the limit that is handed over, in what the *noun* names.

    >>> limit_of(30, "seconds")
    30

    Raises:
        InputError: it is no number, or none from 0 up.

    """
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise InputError.of("limit", f"{shown(given)} is no number of {noun}", "give 0 or more")
    if not 0 <= given < float("inf"):
        raise InputError.of("limit", f"{given:g} {noun} are no limit", "give 0 or more")
    return given


def progress_of(given: object) -> Progress:
    """Return what is handed over to watch long work.

    Raises:
        InputError: it cannot be called.

    """
    if not callable(given):
        hint = "give a function of items, total and doing that yields the items, or leave it out"
        raise InputError.of("progress", f"{shown(given)} watches nothing", hint)
    return cast(Progress, given)
