"""The line at the bottom: what is wrong with what is typed, or else what can be done."""

from __future__ import annotations

from prompt_toolkit.formatted_text import StyleAndTextTuples

from tempodb.printable import printable

KEY = "class:bottom-toolbar.key"
HINTS = (
    ("F1", "help"),
    ("F3 F4", "day"),
    ("F5 F6", "month"),
    ("F7 F8", "year"),
    ("Shift", "for known at"),
    ("F9", "again"),
)


def toolbar(text: str, repair: str | None, again: str | None) -> StyleAndTextTuples:
    """Return what stands below *text*.

    *repair* is what the last statement should have been, if that is known; *again* is what was asked
    before a clock was stepped.
    """
    if not text.strip():
        if again:
            return [(KEY, "F9"), ("", " asks again: "), ("", printable(" ".join(again.split())))]
        return _mended(repair) if repair else _hints()
    # The parser is not needed for the first prompt, and takes its time to be imported.
    from tempodb.repl.terminal.mending import fault

    found = fault(text)
    if found is None:
        return _hints()
    said: StyleAndTextTuples = [("class:error", "✗"), ("", f" {printable(found.message)}")]
    return [*said, ("", "  "), *_mended(found.repaired)] if found.repaired else said


def _mended(text: str) -> StyleAndTextTuples:
    return [(KEY, "F2"), ("", " "), ("class:repair", printable(" ".join(text.split())))]


def _hints() -> StyleAndTextTuples:
    return [piece for key, what in HINTS for piece in ((KEY, key), ("", f" {what}   "))]
