"""Answers as they are wanted on the command line: with which values, in which format, and written where."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence

from tempodb import Result
from tempodb.base.errors import InputError, Problem, TempodbError
from tempodb.cli.context import CliContext
from tempodb.cli.formats import format_named
from tempodb.cli.output import Output
from tempodb.cli.texts import deliver
from tempodb.output import formats, writing
from tempodb.output.formats import NamedFormat


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


def wanted_format(options: Namespace, context: CliContext) -> NamedFormat:
    """Return the format in which answers are wanted.

    Raises:
        InputError: there is none of that name, a terminal cannot show it, or it cannot be had raw, with dates, with other ends, or without a column of its sources.

    """
    settings, is_shown = context.settings, context.output.is_terminal and options.output is None
    usual = settings.format if is_shown else settings.pipe_format
    if options.output is not None:
        usual = options.format or formats.format_of(options.output)
    format_ = format_named(options.format or usual, settings.formats)
    if is_shown:
        formats.refuse_for_terminal(format_)
    if options.raw and not format_.base.write_raw:
        raise InputError.of("argument", f"--raw is of CSV, and not of {format_.format}", "add --format csv")
    if options.dates and not format_.base.takes_dates:
        message = f"--dates is of CSV and TSV, and not of {format_.format}"
        raise InputError.of("argument", message, "add --format csv; Arrow and Parquet always have dates")
    if options.ends and not format_.base.takes_ends:
        message = f"--ends is of tables, text and HTML, and not of {format_.format}"
        raise InputError.of("argument", message, "add --format table; --dates gives CSV and TSV plain dates")
    if options.sources and not format_.base.takes_sources:
        message = f"--sources is of text, and not of {format_.format}"
        raise InputError.of("argument", message, "add --format text; other formats have a column of them")
    if options.sources:
        format_ = format_._replace(columns=("sources",))
    return format_._replace(raw=options.raw or format_.raw, dates=options.dates)


def with_ends(results: Iterable[Result], options: Namespace, context: CliContext) -> Iterator[Result]:
    """Yield answers whose ends are shown as is wanted, or as is set."""
    ends = options.ends or context.settings.ends
    return (result if result.ends == ends else result.having(ends=ends) for result in results)


def write_all(results: Sequence[Result], format_: NamedFormat, file: str | None, output: Output) -> None:
    """Write all answers to a file, or where results go.

    Raises:
        InputError: there is none, or the format takes fewer.

    """
    if not results:
        raise no_query()
    width = output.width if file is None else None
    deliver(writing.written(results, format_, width), file, output)
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
