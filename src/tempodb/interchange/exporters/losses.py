"""What a format has no words for: each claim, with the reason."""

from __future__ import annotations

from tempodb.base.errors import Problem
from tempodb.interchange.port import Report


class Losses:
    """Collects what is left out, and what is said otherwise than it was stated.

    >>> losses = Losses()
    >>> losses.tell("notes are left out", "`a`")
    >>> [problem.message for problem in losses.report("x").unexpressed]
    ['notes are left out: `a`']
    """

    def __init__(self) -> None:
        self._told: dict[str, list[str]] = {}
        self._counted: dict[str, int] = {}
        self._once: set[tuple[str, str]] = set()

    def tell(self, reason: str, what: str) -> None:
        """Tell what is lost of something."""
        self._told.setdefault(reason, []).append(what)

    def once(self, reason: str, what: str) -> None:
        """Tell what is lost of something that may come up again."""
        if (reason, what) not in self._once:
            self._once.add((reason, what))
            self.tell(reason, what)

    def count(self, reason: str, times: int = 1) -> None:
        """Count what is of little weight, without telling each."""
        if times:
            self._counted[reason] = self._counted.get(reason, 0) + times

    def report(self, *conventions: str) -> Report:
        """Return all of it, claim by claim, and how often there is each reason beside the conventions."""
        lost = (f"{reason}: {what}" for reason, found in self._told.items() for what in found)
        counts = {reason: len(found) for reason, found in self._told.items()} | self._counted
        counted = (f"{count} × {reason}" for reason, count in counts.items())
        return Report(tuple(Problem("warning", said) for said in lost), (*conventions, *counted))
