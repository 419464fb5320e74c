"""Somebody in front of a terminal, and what the prompt shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from tempodb.settings.options import Repl
from terminals import (
    ENTER,
    Terminal,
)

PROMPT = "tempo [csto]>"
HINTS = "F1 help"
ON_TAB = Repl(completion="tab")
Talking: TypeAlias = Callable[..., Terminal]


def asked(terminal: Terminal, text: str, *shown: str) -> str:
    """Type a line at an empty prompt, and wait for what comes of it."""
    terminal.asks()
    terminal.types(text + ENTER)
    return terminal.sees(*shown)
