"""Asking: `query`."""

from __future__ import annotations

import shlex
from argparse import Namespace
from collections.abc import Iterable, Sequence
from contextlib import suppress

from tempodb.answers.result import Result
from tempodb.base.errors import InputError, Problem, QueryError, TempodbError
from tempodb.cli.context import CliContext
from tempodb.cli.formats import named
from tempodb.cli.output import DONE, Output
from tempodb.cli.texts import STANDARD_INPUT, deliver
from tempodb.output import formats
from tempodb.output.formats import NamedFormat


def query(options: Namespace, context: CliContext) -> int:
    """Answer queries."""
    format_ = format_of(options, context)
    if options.files or options.keep_going or options.text in (None, STANDARD_INPUT):
        # A text that is typed waits for nothing that files of them need.
        from tempodb.cli.commands.run import ask

        return ask(options, format_, context)
    values = parameters(options.parameter)
    limits = {"deadline": options.deadline, "memory": options.memory}
    with context.open(options.db, now=options.now, **limits) as database:
        try:
            results = list(database.session().run(options.text, **values))
        except QueryError:
            _refuse_file(options.text)
            raise
    write_all(results, format_, options.output, context.output)
    return DONE


def write_all(results: Sequence[Result], format_: NamedFormat, file: str | None, output: Output) -> None:
    """Write all answers to a file, or where results go.

    Raises:
        InputError: there is none, or the format takes fewer.

    """
    if not results:
        raise no_query()
    width = output.width if file is None else None
    deliver(formats.written(results, format_, width), file, output)
    for result in results:
        remark_on(result, format_, output)


def remark_on(result: Result, format_: NamedFormat, output: Output) -> None:
    """Say beside the results what was meant, and why there is none, where the format does not."""
    if format_.base.says_why:
        return
    for note in result.told:
        output.remark(Problem("note", note))
    if result.empty_because:
        output.remark(Problem("no-rows", result.empty_because))


def no_query() -> TempodbError:
    """Return the error of a text that asks nothing."""
    return InputError.of("empty", "there is no query", "ask for example: members of CSTO as of 2006")


def format_of(options: Namespace, context: CliContext) -> NamedFormat:
    """Return the format in which answers are wanted.

    Raises:
        InputError: there is none of that name, a terminal cannot show it, or it cannot be had raw.

    """
    settings, is_shown = context.settings, context.output.is_terminal and options.output is None
    usual = settings.format if is_shown else settings.pipe_format
    if options.output is not None:
        usual = options.format or formats.format_of(options.output)
    format_ = named(options.format or usual, settings.formats)
    if is_shown:
        formats.refuse_for_terminal(format_)
    if options.raw and not format_.base.write_raw:
        raise InputError.of("argument", f"--raw is of CSV, and not of {format_.format}", "add --format csv")
    return format_._replace(raw=options.raw or format_.raw)


def _refuse_file(text: str) -> None:
    """Refuse what is the name of a file, and no query."""
    from pathlib import Path

    with suppress(OSError):
        if Path(text).is_file():
            message = f"`{text}` is a file, and a query is wanted here"
            raise InputError.of("argument", message, f"write: tempodb query - < {shlex.quote(text)}")


def parameters(given: Iterable[str]) -> dict[str, str]:
    """Return the values of parameters, given as `NAME=VALUE`.

    Raises:
        InputError: one is given otherwise, or twice.

    """
    values: dict[str, str] = {}
    for parameter in given:
        name, equals, value = parameter.partition("=")
        if not equals or not name.isidentifier():
            raise InputError.of("argument", f"`{parameter}` is no parameter", "write -p name=value")
        if name in values:
            raise InputError.of("argument", f"the parameter `{name}` is given twice", "give it once")
        values[name] = value
    return values
