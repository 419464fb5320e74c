"""Somebody in front of a terminal, and what the prompt shows."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeAlias

import tempodb
from conversing import opened
from tempodb.settings.options import Repl
from terminals import (
    ENTER,
    Terminal,
)

PROMPT = "tempo [csto]>"
HINTS = "F1 help"
ON_TAB = Repl(completion="tab")
Talking: TypeAlias = Callable[..., Terminal]
CarriedOut: TypeAlias = Callable[..., Any]
"""How a session carries a statement out."""


def asked(terminal: Terminal, text: str, *shown: str) -> str:
    """Type a line at an empty prompt, and wait for what comes of it."""
    terminal.asks()
    terminal.types(text + ENTER)
    return terminal.sees(*shown)


def opening(disturbed: Callable[[CarriedOut], CarriedOut]) -> Callable[[str], tempodb.Database]:
    """Return what opens a database whose statements at the prompt are carried out *disturbed*.

    What is looked up behind the prompt goes on as ever.
    """

    def open_(location: str) -> tempodb.Database:
        database = opened(location)
        if threading.current_thread() is threading.main_thread():
            session = database.session

            def begun() -> Any:
                new = session()
                new.carry_out = disturbed(new.carry_out)  # type: ignore[method-assign]
                return new

            database.session = begun  # type: ignore[method-assign]
        return database

    return open_
