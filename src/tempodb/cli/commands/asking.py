"""Asking and carrying out: `query` and `run`."""

from __future__ import annotations

import shlex
from argparse import Namespace
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

import tempodb
from tempodb.cli.context import Context
from tempodb.cli.formats import named
from tempodb.cli.output import DONE
from tempodb.cli.texts import deliver, text_of
from tempodb.errors import InputError, Problem
from tempodb.render import answers
from tempodb.settings.values import NamedFormat
from tempodb.texts import file_text

if TYPE_CHECKING:
    from tempodb import Result
    from tempodb.writes import Done, Erased


def query(options: Namespace, context: Context) -> int:
    """Answer queries."""
    format_ = _format(options, context)
    text = text_of(context.surroundings.input) if options.text == "-" else options.text
    parameters = _parameters(options.parameter)
    with context.open(options.db, now=options.now, deadline=options.deadline) as database:
        try:
            results = list(database.session().run(text, **parameters))
        except tempodb.QueryError:
            _refuse_file(text)
            raise
    if not results:
        raise InputError.of("empty", "there is no query", "ask for example: members of CSTO as of 2006")
    width = context.output.width if options.output is None else None
    deliver(answers.written(results, format_, width), options.output, context.output)
    for result in results:
        if result.empty_because and format_.format not in answers.SAYING_WHY:
            context.output.remark(Problem("no-rows", result.empty_because))
    return DONE


def run(options: Namespace, context: Context) -> int:
    """Carry out statements that ask or write."""
    text = text_of(context.surroundings.input) if options.file == "-" else file_text(options.file)
    parameters = _parameters(options.parameter)
    with context.open(options.db) as database:
        outcomes: Iterable[Result | Done | Erased]
        if options.atomic:
            said = {"recorded_at": options.recorded_at, "author": options.author, "note": options.note}
            with database.transaction(**said) as tx:
                outcomes = tx.run(text, **parameters)
        else:
            outcomes = database.session().execute(text, parameters, recorded_at=options.recorded_at)
        for outcome in outcomes:
            context.output.write(
                answers.outcome_text(outcome, options.format or "table", context.output.width)
            )
            context.output.flush()
    return DONE


def _format(options: Namespace, context: Context) -> NamedFormat:
    settings, is_shown = context.settings, context.output.is_terminal
    if options.output is not None:
        return named(options.format or answers.format_of(options.output), settings.formats)
    usual = settings.format if is_shown else settings.pipe_format
    format_ = named(options.format or usual, settings.formats)
    if is_shown:
        answers.refuse_for_terminal(format_.format)
    return format_


def _refuse_file(text: str) -> None:
    """Refuse what is the name of a file, and no query."""
    from pathlib import Path

    with suppress(OSError):
        if Path(text).is_file():
            message = f"`{text}` is a file, and a query is wanted here"
            raise InputError.of("argument", message, f"write: tempodb query - < {shlex.quote(text)}")


def _parameters(given: Iterable[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for parameter in given:
        name, equals, value = parameter.partition("=")
        if not equals or not name.isidentifier():
            raise InputError.of("argument", f"`{parameter}` is no parameter", "write -p name=value")
        if name in values:
            raise InputError.of("argument", f"the parameter `{name}` is given twice", "give it once")
        values[name] = value
    return values
