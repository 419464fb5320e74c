"""The parser of a command, which is made when it is asked: of all commands, one or none is given."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import cached_property
from typing import Any

from tempodb.cli.argument_parser import CommandParser


class LateParser:
    """What `argparse` asks to read what follows the name of a command; *fill* adds what that takes.

    >>> late = LateParser(lambda sub: sub.add_argument("--loud", action="store_true"))
    >>> late.parse_known_args(["--loud"])
    (Namespace(loud=True), [])
    """

    def __init__(self, fill: Callable[[CommandParser], object], **said: Any) -> None:
        self._fill, self._said = fill, said

    @cached_property
    def made(self) -> CommandParser:
        """The parser itself."""
        parser = CommandParser(**self._said)
        self._fill(parser)
        return parser

    def _check_help(self, action: argparse.Action) -> None:
        """Leave it at that: Python 3.14 tries the line that a list of commands has of each."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self.made, name)
