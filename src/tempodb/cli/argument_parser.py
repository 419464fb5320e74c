"""Argparse that raises where it would leave, and answers what is misspelt with the nearest right word."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, NoReturn

from tempodb.base.errors import InputError, Problem
from tempodb.base.nearest import nearest

_DASHED_VALUE = re.compile("-[^A-Za-z-]")
# What is added is tried with one, which looks how wide the terminal is, and imports all of `shutil` for that.
_UNSEEN = partial(argparse.RawDescriptionHelpFormatter, width=80)


class ArgumentsError(InputError):
    """The arguments are wrong."""


class HelpAsked(Exception):  # noqa: N818
    """The arguments ask for help, and for nothing else."""


class CommandParser(argparse.ArgumentParser):
    """Raises instead of leaving, so that errors of arguments look like all others."""

    def __init__(self, **said: Any) -> None:
        super().__init__(formatter_class=_UNSEEN, **said)

    @property
    def options(self) -> Sequence[str]:
        """The options it knows, with their dashes."""
        return [option for action in self._actions for option in action.option_strings]

    @property
    def pointer(self) -> str:
        """Where to read what may be given."""
        return f"see {self.prog} --help"

    def group(self, title: str) -> argparse._ArgumentGroup:
        """Return the options that stand together under a title."""
        known = (group for group in self._action_groups if group.title == title)
        return next(known, None) or self.add_argument_group(title)

    def error(self, message: str) -> NoReturn:
        """Refuse the arguments."""
        raise ArgumentsError(Problem("argument", message, self.pointer))

    def format_help(self) -> str:
        """Return the help, as wide as the terminal, and unpainted by Python 3.14."""
        self.color = False
        self.formatter_class = argparse.RawDescriptionHelpFormatter
        return super().format_help()

    def print_help(self, file: object = None) -> NoReturn:
        """Hand the help over to whoever asked."""
        raise HelpAsked(self.format_help())

    def _parse_optional(self, arg_string: str) -> Any:
        # No option begins so, but what stands for no date may: `--open -,n/a`.
        return None if _DASHED_VALUE.match(arg_string) else super()._parse_optional(arg_string)

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        if action.option_strings:
            message = f"`{value}` is no value of {action.option_strings[-1]}"
        else:
            message = f"there is no command `{value}`"
            if f"--{value}" in self.options:
                raise ArgumentsError(Problem("argument", message, f"write `{self.prog} --{value}`"))
        raise misspelt(message, value, action.choices, f"choose from {', '.join(action.choices)}")


def unknown_option(given: Iterable[str], parser: CommandParser) -> ArgumentsError | None:
    """Return the error of the first of the *given* words that is meant as an option and is none.

    >>> print(unknown_option(["--hepl"], CommandParser(prog="tempodb")))
    tempodb has no option `--hepl`
    help: the nearest is `--help`
    """
    for word in given:
        name = word.partition("=")[0]
        if name == "--":
            break
        # Argparse takes a word with a blank in it for a value, such as a query that begins with a comment.
        if name.startswith("--") and name not in parser.options and " " not in word:
            return misspelt(f"{parser.prog} has no option `{name}`", name, parser.options, parser.pointer)
    return None


def misplaced(word: str, command: str | None, parser: CommandParser) -> ArgumentsError:
    """Return the error of a word that has no place: a short option that is none, or a value without its option.

    >>> print(misplaced("csto", "export", CommandParser()).problems[0].hint)
    write `--dataset csto`
    """
    message = f"there is no place for `{word}`"
    if command in OPTION_MEANT and not word.startswith("-"):
        return ArgumentsError(Problem("argument", message, f"write `{OPTION_MEANT[command]} {word}`"))
    long = [option for option in parser.options if option.startswith("--")]
    meant = [option for option in long if word[:1] == "-" and option.startswith(f"-{word[:2]}")]
    if len(word) == len("-f") and len(meant) == 1:
        return ArgumentsError(Problem("argument", message, f"write `{meant[0]}`", (meant[0],)))
    hint = "a text with blanks in it stands in quotes; see tempodb --help"
    return ArgumentsError(Problem("argument", message, hint))


OPTION_MEANT = {"export": "--dataset", "verify": "--digest"}
"""Of which option a word alone is meant as the value."""


def misspelt(message: str, word: str, words: Iterable[str], otherwise: str) -> ArgumentsError:
    """Return the error of a word in the place of one of some *words*: with the nearest, or with what to do."""
    near = _begun(word, words) or nearest(word, words)
    if near is None:
        return ArgumentsError(Problem("argument", message, otherwise))
    return ArgumentsError(Problem("argument", message, f"the nearest is `{near}`", (near,)))


def _begun(word: str, words: Iterable[str]) -> str | None:
    """Return the one of *words* that *word* is a beginning of, if there is one alone."""
    whole = [other for other in words if other.startswith(word) and word.strip("-")]
    return whole[0] if len(whole) == 1 else None
