"""The line at the bottom: what is wrong with what is typed, or else what can be done."""

from __future__ import annotations

from typing import NamedTuple

from prompt_toolkit.formatted_text import StyleAndTextTuples

from tempodb.base.printable import printable
from tempodb.model.labels import Knows, nothing

KEY = "class:bottom-toolbar.key"
TOOLBAR_SEPARATOR = "   "
KEY_HINTS = (
    ("F1", "help"),
    ("F3 F4", "day"),
    ("F5 F6", "month"),
    ("F7 F8", "year"),
    ("Shift", "for known at"),
    ("F9", "again"),
    ("F12", "now"),
)


class ToolbarState(NamedTuple):
    """What there is to say beside the text: what the last statement should have been, if that is known; what was
    asked before a clock was stepped; the mode of Vi keys; how wide the terminal is; and which names are known.
    """

    repair: str | None
    again: str | None
    mode: str | None
    columns: int
    knows: Knows = nothing


def toolbar(text: str, state: ToolbarState) -> StyleAndTextTuples:
    """Return what stands below *text*."""
    if state.mode is None:
        return _message(text, state)
    mode = f"-- {state.mode} --{TOOLBAR_SEPARATOR}"
    return [("", mode), *_message(text, state._replace(columns=state.columns - len(mode)))]


def _message(text: str, state: ToolbarState) -> StyleAndTextTuples:
    if not text.strip():
        if state.again:
            return [(KEY, "F9"), ("", " asks again: "), ("", printable(" ".join(state.again.split())))]
        return _repair_offered(state.repair) if state.repair else _hints(state.columns)
    # The parser is not needed for the first prompt, and takes its time to be imported.
    from tempodb.repl.terminal.mending import fault

    found = fault(text, state.knows)
    if found is None:
        return _hints(state.columns)
    said: StyleAndTextTuples = [("class:error", "✗"), ("", f" {printable(found.message)}")]
    return [*said, ("", "  "), *_repair_offered(found.repaired)] if found.repaired else said


def _repair_offered(text: str) -> StyleAndTextTuples:
    return [(KEY, "F2"), ("", " "), ("class:repair", printable(" ".join(text.split())))]


def _hints(columns: int) -> StyleAndTextTuples:
    """Return the hints that fit, from the first one on."""
    shown: StyleAndTextTuples = []
    for key, what in KEY_HINTS:
        columns -= len(f"{key} {what}{TOOLBAR_SEPARATOR}")
        if columns + len(TOOLBAR_SEPARATOR) >= 0:
            shown += [(KEY, key), ("", f" {what}{TOOLBAR_SEPARATOR}")]
    return shown
