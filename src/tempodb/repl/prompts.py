"""What stands before the cursor: the focus, the database, and the instants that were set."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import NamedTuple

from tempodb.api.session import SessionContext
from tempodb.base.printable import printable
from tempodb.output.terminal.cells import cell_width

PROMPT_NAME = "tempo"
UNSAID_DATABASE = "tempodb.db"
"""The name of a database that is not told, since most have it."""
CONTINUED = "...> "


class PromptPart(NamedTuple):
    """A piece of the prompt, and what it is: `prompt`, `name`, `valid` or `known`."""

    role: str
    text: str


def prompt_parts(context: SessionContext, location: str) -> Sequence[PromptPart]:
    """Return the parts of the prompt.

    >>> "".join(part.text for part in prompt_parts(SessionContext("csto", "2006", "2017-12-31"), "tempodb.db"))
    'tempo [csto | valid 2006 | known 2017-12-31]> '
    """
    told = [part for part in _context_parts(context, os.path.basename(location)) if part.text]
    if not told:
        return [PromptPart("prompt", f"{PROMPT_NAME}> ")]
    parts = [PromptPart("prompt", f"{PROMPT_NAME} [")]
    for part in told:
        parts += [PromptPart("prompt", " | ")] if len(parts) > 1 else []
        parts.append(part._replace(text=printable(part.text)))
    return [*parts, PromptPart("prompt", "]> ")]


def folded(parts: Sequence[PromptPart], columns: int) -> Sequence[PromptPart]:
    """Return a prompt that leaves room to type on a terminal of so many columns: on lines of its own, if need be.

    >>> parts = prompt_parts(SessionContext("csto", "2006-01-01", "2017-12-31"), "tempodb.db")
    >>> print("".join(part.text for part in folded(parts, 32)), end="|")
    tempo [csto | valid 2006-01-01
     | known 2017-12-31]
    > |
    """
    if sum(map(_width, parts)) <= columns * 2 // 3:
        return parts
    *begun, end = parts
    lines: list[PromptPart] = []
    at = 0
    for separator, told in zip(begun[::2], begun[1::2], strict=True):
        # The last one is followed by a bracket.
        if at and at + _width(separator) + _width(told) + 1 > columns:
            lines.append(PromptPart("prompt", "\n"))
            at = 0
        lines += [separator, told]
        at += _width(separator) + _width(told)
    return [*lines, end._replace(text="]\n> ")]


def _width(part: PromptPart) -> int:
    return cell_width(part.text)


def continued(width: int) -> str:
    """Return what stands before each further line, as wide as the prompt.

    >>> continued(8)
    '   ...> '
    """
    return CONTINUED.rjust(width)


def _context_parts(context: SessionContext, file: str) -> Sequence[PromptPart]:
    where = "" if file == UNSAID_DATABASE else file
    return [
        PromptPart("name", " in ".join(filter(None, [context.focus, where]))),
        PromptPart("valid", f"valid {context.as_of}" if context.as_of else ""),
        PromptPart("known", f"known {context.known_at}" if context.known_at else ""),
    ]
