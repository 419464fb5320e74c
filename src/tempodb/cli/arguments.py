"""What may be given on the command line, and the help that says so."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import TextIO, cast

from tempodb.base.clock import system_clock
from tempodb.base.errors import InputError, Problem, few
from tempodb.cli.argument_parser import ArgumentsError, CommandParser, HelpAsked, misplaced, unknown_option
from tempodb.cli.cli_command import CliCommand
from tempodb.cli.colour import paints
from tempodb.cli.context import CliContext, CliRuntime
from tempodb.cli.dispatch import CLI_COMMANDS, command
from tempodb.cli.examples import FIRST, epilog
from tempodb.cli.late_parser import LateParser
from tempodb.cli.options import common
from tempodb.cli.output import Output, exit_code_of
from tempodb.cli.texts import STANDARD_INPUT
from tempodb.settings import Settings, settings

COMPLETING = "_ARGCOMPLETE"
"""What a shell sets when it asks what to complete."""
MORE = "tempodb COMMAND --help tells what each takes, with examples"


def parser() -> CommandParser:
    """Return the parser of arguments, which makes that of a command when one asks for it."""
    top = CommandParser(
        prog="tempodb",
        description="Who held which office, and which body belonged to which organization, when, by which source.\n"
        "Without a command it opens a prompt.",
        epilog=epilog(FIRST),
        allow_abbrev=False,
    )
    top.add_argument("--version", action="store_true", help="print the version")
    top.add_argument("--yes", action="store_true", help="write without asking first")
    top.add_argument("--now", metavar="T", help="at the prompt: answer as at this instant")
    common(top, None)
    subparsers = top.add_subparsers(
        title="commands",
        dest="command",
        metavar="COMMAND",
        parser_class=cast(type[CommandParser], LateParser),
        description=MORE,
    )
    for name, known in CLI_COMMANDS.items():
        subparsers.add_parser(
            name,
            help=known.summary,
            fill=partial(_fill, known),
            description=known.summary,
            epilog=epilog(known.examples),
            allow_abbrev=False,
        )
    return top


def _fill(known: CliCommand, sub: CommandParser) -> None:
    known.add(sub)
    common(sub, argparse.SUPPRESS)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, and return its exit code."""
    if COMPLETING in os.environ:
        from tempodb.cli.shell.argcomplete import complete

        complete(parser(), os.environ)
    given = list(sys.argv[1:] if arguments is None else arguments)
    return perform(given, CliRuntime(sys.stdin, sys.stdout, sys.stderr, os.environ, system_clock))


def perform(given: list[str], runtime: CliRuntime) -> int:
    """Run one command in *runtime* of its own, and return its exit code."""
    environment = runtime.environment
    broken = None
    try:
        chosen = settings(environment)
    except InputError as error:
        chosen, broken = Settings(), error
    as_json = (_errors_option(given) or chosen.errors) == "json"

    def draw(stream: TextIO | None) -> Callable[[Sequence[Problem]], str]:
        # Only what is wrong is drawn.
        from tempodb.output import problems

        if as_json:
            return lambda found: "".join(map(problems.as_json, found))
        is_painted = paints(chosen.colour, stream, environment)
        as_text = problems.as_painted_text if is_painted else problems.as_text
        return lambda found: "".join(map(as_text, few(found, "`--errors json` tells all of them")))

    output = Output(runtime.results, runtime.errors, draw, environment)
    return exit_code_of(lambda: _main(given, CliContext(output, runtime, chosen, broken)), output)


def _main(given: list[str], context: CliContext) -> int:
    try:
        options = _options(given)
    except HelpAsked as help_:
        context.output.write(str(help_))
        return 0
    if options.version:
        return command("version")(options, context)
    if options.command is None:
        return _without_command(given, options, context)
    return _carried_out(options, context)


def _carried_out(options: argparse.Namespace, context: CliContext) -> int:
    if context.broken is not None and options.command != "config":
        raise context.broken
    options.errors = options.errors or context.settings.errors
    return command(options.command)(options, context)


def _without_command(given: list[str], options: argparse.Namespace, context: CliContext) -> int:
    """Talk with a person who types and reads; else carry out what standard input says."""
    stream = context.runtime.input
    if context.is_conversation:
        return command("prompt")(options, context)
    if stream is None or stream.isatty():
        context.output.write(parser().format_help())
        return 2
    return _carried_out(_options(["run", STANDARD_INPUT, *given]), context)


def _options(given: list[str]) -> argparse.Namespace:
    """Return what is given, read.

    Raises:
        ArgumentsError: it is wrong; an option that is misspelt goes before whatever follows from it.

    """
    named = given[0] if given and given[0] in CLI_COMMANDS else None
    try:
        options, rest = parser().parse_known_args(given)
    except ArgumentsError as error:
        raise _unknown_option(given) or error from None
    if rest:
        parser_ = _command_parser(named) if named else parser()
        raise _unknown_option(given) or misplaced(rest[0], options.command, parser_)
    if options.command is not None and options.now is not None:
        unheeded = unknown_option(["--now"], _command_parser(options.command))
        if unheeded is not None:
            raise unheeded
    return options


def _unknown_option(given: list[str]) -> ArgumentsError | None:
    """Return the error of the first option that its place does not know: before a command, or behind."""
    at = next((i for i, word in enumerate(given) if word in CLI_COMMANDS), len(given))
    error = unknown_option(given[:at], parser())
    return error or (unknown_option(given[at:], _command_parser(given[at])) if given[at:] else None)


def _command_parser(name: str) -> CommandParser:
    sub = CommandParser(prog=f"tempodb {name}")
    CLI_COMMANDS[name].add(sub)
    common(sub, None)
    return sub


def _errors_option(given: Sequence[str]) -> str | None:
    """Return what `--errors` says, before it is known whether the other arguments are right."""
    said = [word.removeprefix("--errors=") for word in given if word.startswith("--errors=")]
    said += [value for option, value in pairwise(given) if option == "--errors"]
    return said[-1] if said else None
