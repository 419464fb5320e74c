"""A command's parser is made when something is asked of it, whatever Python asks of all commands."""

from __future__ import annotations

import argparse
from argparse import Action
from typing import Any, cast

import pytest

from tempodb.cli.argument_parser import CommandParser
from tempodb.cli.late_parser import LateParser


@pytest.fixture
def made() -> list[str]:
    return []


def late(made: list[str]) -> LateParser:
    def fill(parser: CommandParser) -> None:
        made.append(parser.prog)
        parser.add_argument("--loud", action="store_true")

    return LateParser(fill, prog="tempodb speak")


def test_it_is_made_once_and_only_where_something_is_asked_of_it(made: list[str]) -> None:
    parser = late(made)
    before = list(made)

    options, rest = parser.parse_known_args(["--loud", "more"])

    assert (before, options.loud, rest) == ([], True, ["more"])
    assert (parser.prog, parser.options, made) == (
        "tempodb speak",
        ["-h", "--help", "--loud"],
        ["tempodb speak"],
    )


def test_python_3_14_tries_the_line_of_each_command_without_making_any(
    made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    action: Any = cast(Any, argparse)._SubParsersAction
    add = action.add_parser

    def tried(self: Any, name: str, **said: Any) -> LateParser:
        parser: LateParser = add(self, name, **said)
        parser._check_help(cast(Action, self._choices_actions[-1]))
        return parser

    monkeypatch.setattr(action, "add_parser", tried)
    top = CommandParser(prog="tempodb")
    commands = top.add_subparsers(parser_class=cast(type[CommandParser], LateParser))
    for name in ("speak", "listen"):
        commands.add_parser(name, help=f"{name} up", fill=lambda parser: made.append(parser.prog))

    top.parse_args(["listen"])

    assert made == ["tempodb listen"]
