"""What a command of the REPL is."""

from __future__ import annotations

import os.path
import shlex
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tempodb.base.errors import InputError

if TYPE_CHECKING:
    from tempodb.repl.conversation import Conversation


def _nothing(_: Conversation) -> Iterable[str]:
    return ()


class ReplCommand(NamedTuple):
    """A command: its names, how its argument is written, what it does, and the words that it may be given."""

    name: str
    argument: str
    summary: str
    carry_out: Callable[[Conversation, str], None]
    others: tuple[str, ...] = ()
    words: Callable[[Conversation], Iterable[str]] = _nothing
    takes_file: bool = False


def split_argument(argument: str) -> Sequence[str]:
    """Return the words of an argument; those with blanks stand in quotes.

    Raises:
        InputError: a quote is not closed.

    """
    try:
        return shlex.split(argument)
    except ValueError:
        raise InputError.of("argument", "a quote is not closed", "end it with the same quote") from None


def one_word(argument: str, wanted: str) -> str:
    """Return the one word of an argument.

    Raises:
        InputError: there is none, or there are several.

    """
    words = split_argument(argument)
    if len(words) != 1:
        found = f"and not {len(words)}" if words else "and is missing"
        raise InputError.of("argument", f"{wanted} is wanted, {found}", "a name with blanks stands in quotes")
    return words[0]


def file_of(word: str) -> str:
    """Return the file that a word names; `~` is the folder of whoever types it."""
    # A location may be a URL, which is no path.
    return os.path.expanduser(word)  # noqa: PTH111


def refuse_argument(argument: str) -> None:
    """Refuse words behind a command that takes none.

    Raises:
        InputError: there are some.

    """
    if argument:
        raise InputError.of("argument", f"there is no place for `{argument}`", "leave it out")
