"""Where in a text one is that is read part by part, and cannot be looked at as a whole."""

from __future__ import annotations

from typing import NamedTuple

from tempodb.base.errors import Problem

MAX_CONTEXT = 1024
"""Characters of a line that are kept to be shown before, and after, a statement in it."""


class TextPosition(NamedTuple):
    """How far a text was read: so many characters and whole lines, and *before* of the line after those.

    Of a long line, the first characters are *cut* away.
    """

    offset: int = 0
    lines: int = 0
    before: str = ""
    cut: int = 0

    def after(self, text: str) -> TextPosition:
        r"""Return what is reached after more text.

        >>> TextPosition().after("names;\nmem").after("bers")
        TextPosition(offset=14, lines=1, before='members', cut=0)
        """
        newline = text.rfind("\n")
        before, cut = (self.before + text, self.cut) if newline < 0 else (text[newline + 1 :], 0)
        more = max(0, len(before) - MAX_CONTEXT)
        return TextPosition(self.offset + len(text), self.lines + text.count("\n"), before[more:], cut + more)

    def of(self, problem: Problem, text: str, file: str | None) -> Problem:
        """Return a problem of *text*, which stands here, as one of the whole file."""
        found = problem.within(self.before + text, len(self.before), file)
        if found.offset is None or found.line is None or found.column is None:
            return found
        is_cut = found.line == 1 and self.cut > 0
        return found._replace(
            offset=found.offset + self.offset - len(self.before),
            line=found.line + self.lines,
            column=found.column + self.cut if is_cut else found.column,
            excerpt=None if is_cut else found.excerpt,
        )
