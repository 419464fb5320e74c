"""What is wrong with what is typed, be it a statement, several, or commands among them."""

from __future__ import annotations

from typing import NamedTuple

from tempodb.language_service import diagnostics
from tempodb.model.labels import Knows, nothing
from tempodb.repl.splitting import segments


class Fault(NamedTuple):
    """What is wrong, and the whole text put right, if that is known."""

    message: str
    repaired: str | None


def fault(text: str, knows: Knows = nothing) -> Fault | None:
    """Return what is wrong with *text* so far, where names that exist are known.

    >>> fault(".timing on\\nmembers as of 2006 limt 3 ").repaired
    '.timing on\\nmembers as of 2006 limit 3 '
    """
    for segment in segments(text):
        problem = None if segment.is_command else diagnostics.fault(segment.text, knows)
        if problem is not None:
            repaired = diagnostics.repaired(segment.text, problem)
            before, after = text[: segment.start], text[segment.start + len(segment.text) :]
            return Fault(problem.message, None if repaired is None else before + repaired + after)
    return None
