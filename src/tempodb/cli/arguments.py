"""What may be given on the command line, and the help that says so."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import TextIO

from tempodb.base.clock import system_clock
from tempodb.base.errors import InputError, Problem, few
from tempodb.cli.argument_parser import ArgumentsError, HelpAsked, Parser, misplaced, unknown_option
from tempodb.cli.colour import paints
from tempodb.cli.context import CliContext, CliRuntime
from tempodb.cli.dispatch import command
from tempodb.cli.examples import EXAMPLES, FIRST, INSTALLING, SHELLS, epilog
from tempodb.cli.output import Output, run
from tempodb.cli.texts import STANDARD_INPUT
from tempodb.output.formats import FORMATS, TELLING
from tempodb.settings import Settings, settings

COMPLETING = "_ARGCOMPLETE"
"""What a shell sets when it asks what to complete."""
INPUT, OUTPUT, DATABASE = "input", "output", "database"
"""The groups of options."""
MORE = "tempodb COMMAND --help tells what each takes, with examples"

KEEP_GOING = "tell of a statement that is wrong, and go on with the next"


def parser(commands: Iterable[str]) -> Parser:
    """Return the parser of arguments that knows some *commands*; making one for all takes its time."""
    top = Parser(
        prog="tempodb",
        description="Who held which office, and which body belonged to which organization, when, by which source.\n"
        "Without a command it opens a prompt.",
        epilog=epilog(FIRST),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    top.add_argument("--version", action="store_true", help="print the version")
    top.add_argument("--yes", action="store_true", help="write without asking first")
    top.add_argument("--now", metavar="T", help="at the prompt: answer as at this instant")
    _common(top, None)
    subparsers = top.add_subparsers(
        title="commands", dest="command", metavar="COMMAND", parser_class=Parser, description=MORE
    )
    for name in commands:
        summary, add = COMMANDS[name]
        sub = subparsers.add_parser(
            name,
            help=summary,
            description=summary,
            epilog=epilog(EXAMPLES[name]),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        add(sub)
        _common(sub, argparse.SUPPRESS)
    return top


def _common(parser: Parser, default: str | None) -> None:
    where = "its path; default: $TEMPODB_DB, else what is set, else tempodb.db"
    parser.group(DATABASE).add_argument("--db", metavar="URL", default=default, help=where)
    parser.group(OUTPUT).add_argument(
        "--errors", choices=("text", "json"), default=default, help="how errors are printed"
    )


def _load(sub: Parser) -> None:
    sub.group(INPUT).add_argument("files", nargs="+", metavar="FILE", help="a dataset as YAML, JSON or TOML")
    sub.group(DATABASE).add_argument(
        "--recorded-at", metavar="T", help="record at this instant, to replay history"
    )
    sub.group(OUTPUT).add_argument(
        "--dry-run", action="store_true", help="print the difference and write nothing"
    )
    sub.group(OUTPUT).add_argument(
        "--exit-code", action="store_true", help="with --dry-run: exit with 1 if there is a difference"
    )
    sub.group(DATABASE).add_argument(
        "--overwrite", action="store_true", help="give up what writes say otherwise than the files"
    )
    sub.group(DATABASE).add_argument(
        "--allow-erased", action="store_true", help="state persons again who were erased"
    )
    sub.group(DATABASE).add_argument("--author", metavar="A", help="who loads, for the log")
    sub.group(DATABASE).add_argument("--note", metavar="N", help="why, for the log")
    sub.group(OUTPUT).add_argument("--format", choices=("table", "json"), help="how the report is printed")


def _query(sub: Parser) -> None:
    sub.group(INPUT).add_argument(
        "text", nargs="?", metavar="TQL", help="one query or several, parted by `;`; - reads standard input"
    )
    sub.group(INPUT).add_argument(
        "-f",
        "--file",
        action="append",
        default=[],
        dest="files",
        metavar="FILE",
        help="ask what stands in a file; may be given several times",
    )
    sub.group(INPUT).add_argument(
        "-p", "--parameter", action="append", default=[], metavar="NAME=VALUE", help="the value of :NAME"
    )
    formats = f"{', '.join(FORMATS)}, or one of your own; default: a table on a terminal, TSV into a pipe"
    sub.group(OUTPUT).add_argument("--format", metavar="FORMAT", help=formats)
    sub.group(OUTPUT).add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="write the answer to a file, in the format that its name ends with",
    )
    sub.group(OUTPUT).add_argument(
        "--raw", action="store_true", help="CSV with every text as it is, not guarded against spreadsheets"
    )
    sub.group(DATABASE).add_argument(
        "--now", metavar="T", default=argparse.SUPPRESS, help="answer as at this instant"
    )
    sub.group(OUTPUT).add_argument("--keep-going", action="store_true", help=KEEP_GOING)
    sub.group(DATABASE).add_argument(
        "--deadline",
        metavar="SECONDS",
        type=float,
        help="give a query up after so long; default: 30",
    )
    sub.group(DATABASE).add_argument(
        "--memory",
        metavar="MB",
        type=float,
        help="refuse a query that takes about so many megabytes or more; default: 300",
    )


def _run(sub: Parser) -> None:
    sub.group(INPUT).add_argument(
        "files", nargs="+", metavar="FILE", help="statements that ask or write; - reads standard input"
    )
    sub.group(INPUT).add_argument(
        "-p", "--parameter", action="append", default=[], metavar="NAME=VALUE", help="the value of :NAME"
    )
    sub.group(DATABASE).add_argument(
        "--recorded-at", metavar="T", help="record at this instant, to replay history"
    )
    sub.group(OUTPUT).add_argument("--keep-going", action="store_true", help=KEEP_GOING)
    sub.group(DATABASE).add_argument(
        "--atomic", action="store_true", help="one transaction for all the writes, or none"
    )
    sub.group(DATABASE).add_argument("--author", metavar="A", help="who writes, for the log; with --atomic")
    sub.group(DATABASE).add_argument("--note", metavar="N", help="why, for the log; with --atomic")
    sub.group(OUTPUT).add_argument("--format", choices=TELLING, help="how each outcome is printed")


def _erase(sub: Parser) -> None:
    sub.group(INPUT).add_argument("person", metavar="PERSON", help="an id or a name")
    sub.group(DATABASE).add_argument("--author", metavar="A", help="who erases, for the log")
    sub.group(DATABASE).add_argument("--note", metavar="N", help="why, for the log; without personal data")
    # It may stand before the command, too.
    sub.group(DATABASE).add_argument(
        "--yes", action="store_true", default=argparse.SUPPRESS, help="erase without asking first"
    )


def _check(sub: Parser) -> None:
    sub.group(INPUT).add_argument("files", nargs="+", metavar="FILE", help="a dataset as YAML, JSON or TOML")


def _export(sub: Parser) -> None:
    sub.group(INPUT).add_argument("--dataset", metavar="D", help="which dataset, if there are several")
    sub.group(DATABASE).add_argument("--known-at", metavar="T", help="as it was stated then")
    sub.group(OUTPUT).add_argument("--format", choices=("yaml", "json"), default="yaml", help="default: yaml")
    sub.group(OUTPUT).add_argument("-o", "--output", metavar="FILE", help="write to a file")


def _backup(sub: Parser) -> None:
    sub.group(INPUT).add_argument("file", metavar="FILE", help="a new file")


def _verify(sub: Parser) -> None:
    sub.group(DATABASE).add_argument(
        "--digest", metavar="D", help="a digest that was printed earlier and kept elsewhere"
    )


def _config(sub: Parser) -> None:
    what = sub.add_mutually_exclusive_group()
    what.add_argument("--init", action="store_true", help="make the file, with every setting commented out")
    what.add_argument("--template", action="store_true", help="print such a file")


def _completion(sub: Parser) -> None:
    sub.group(INPUT).add_argument("shell", choices=SHELLS, metavar="SHELL", help=INSTALLING)


def _test(sub: Parser) -> None:
    sub.group(INPUT).add_argument(
        "files", nargs="+", metavar="FILE", help="a Markdown page, or a text that is one transcript"
    )
    sub.group(INPUT).add_argument(
        "--root", metavar="DIR", default=".", help="the folder to run in; default: the current one"
    )
    sub.group(DATABASE).add_argument(
        "--now",
        metavar="T",
        default=argparse.SUPPRESS,
        help="run as at this instant, whatever the file says",
    )
    sub.group(OUTPUT).add_argument(
        "--update", action="store_true", help="write what is printed now into the files"
    )


def _nothing(_: Parser) -> None:
    pass


COMMANDS = {
    "demo": ("load a dataset into a throw-away database and ask it questions", _nothing),
    "check": ("look for errors in dataset files, without a database", _check),
    "load": ("record how dataset files differ from what they last stated", _load),
    "query": ("answer a query", _query),
    "run": ("carry out statements that ask or write", _run),
    "export": ("print what a dataset states, as a dataset file", _export),
    "backup": ("copy the database to a new file, while others may go on writing", _backup),
    "digest": ("print the digest of all that was recorded", _nothing),
    "verify": ("recompute digests and beliefs, and compare", _verify),
    "rebuild": ("derive the beliefs anew from the log", _nothing),
    "erase": ("erase a person's data from all that was ever recorded", _erase),
    "config": ("print the settings that hold, and where their file is", _config),
    "completion": ("print a script with which a shell completes what is typed here", _completion),
    "test": ("run transcripts once more, and compare what they print", _test),
    "schema": ("print the JSON Schema of dataset files, for editors", _nothing),
}
"""The commands, in the order in which somebody new to them needs them."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, and return its exit code."""
    if COMPLETING in os.environ:
        from tempodb.cli.shell.argcomplete import complete

        complete(parser(COMMANDS), os.environ)
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
    return run(lambda: _main(given, CliContext(output, runtime, chosen, broken)), output)


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
        context.output.write(parser(COMMANDS).format_help())
        return 2
    return _carried_out(_options(["run", STANDARD_INPUT, *given]), context)


def _options(given: list[str]) -> argparse.Namespace:
    """Return what is given, read.

    Raises:
        ArgumentsError: it is wrong; an option that is misspelt goes before whatever follows from it.

    """
    named = given[0] if given and given[0] in COMMANDS else None
    try:
        options, rest = parser([named] if named else COMMANDS).parse_known_args(given)
    except ArgumentsError as error:
        raise _unknown_option(given) or error from None
    if rest:
        parser_ = _command_parser(named) if named else parser(())
        raise _unknown_option(given) or misplaced(rest[0], options.command, parser_)
    if options.command is not None and options.now is not None:
        unheeded = unknown_option(["--now"], _command_parser(options.command))
        if unheeded is not None:
            raise unheeded
    return options


def _unknown_option(given: list[str]) -> ArgumentsError | None:
    """Return the error of the first option that its place does not know: before a command, or behind."""
    at = next((i for i, word in enumerate(given) if word in COMMANDS), len(given))
    error = unknown_option(given[:at], parser(()))
    return error or (unknown_option(given[at:], _command_parser(given[at])) if given[at:] else None)


def _command_parser(name: str) -> Parser:
    sub = Parser(prog=f"tempodb {name}")
    COMMANDS[name][1](sub)
    _common(sub, None)
    return sub


def _errors_option(given: Sequence[str]) -> str | None:
    """Return what `--errors` says, before it is known whether the other arguments are right."""
    said = [word.removeprefix("--errors=") for word in given if word.startswith("--errors=")]
    said += [value for option, value in pairwise(given) if option == "--errors"]
    return said[-1] if said else None
