"""What an entry of a command says."""

from __future__ import annotations

from collections.abc import Callable

from tempodb.base.node import Node
from tempodb.cli.argument_parser import CommandParser


class CliCommand(Node):
    """A command: the module of commands that it is in, what adds its arguments, and what the help shows of it."""

    name: str
    home: str
    add: Callable[[CommandParser], None]
    summary: str
    examples: tuple[str, ...]
