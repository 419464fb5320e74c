"""The parser of a command, which is made when it is asked: of all commands, one or none is given."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
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

    def parse_known_args(
        self, given: Sequence[str], namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Return what is given, read, and the words that have no place."""
        return self.made.parse_known_args(given, namespace)
