"""Asking: `query`."""

from __future__ import annotations

import os
from argparse import Namespace
from contextlib import suppress

from tempodb.base.errors import InputError, Problem, QueryError
from tempodb.base.shown_urls import shown_url
from tempodb.cli.answers import parameters, wanted_format, with_ends, write_all
from tempodb.cli.context import CliContext
from tempodb.cli.output import DONE
from tempodb.cli.texts import STANDARD_INPUT


def query(options: Namespace, context: CliContext) -> int:
    """Answer queries."""
    if options.output is not None and _is_to_be_folder(options):
        return _into_folder(options, context)
    format_ = wanted_format(options, context)
    if options.files or options.keep_going or options.text in (None, STANDARD_INPUT):
        # A text that is typed waits for nothing that files of them need.
        from tempodb.cli.commands.run import ask

        return ask(options, format_, context)
    values = parameters(options.parameter)
    with context.asked(options) as database:
        try:
            results = list(with_ends(database.session().run(options.text, **values), options, context))
        except QueryError:
            _refuse_file(options.text)
            raise
    write_all(results, format_, options.output, context.output)
    return DONE


def _is_to_be_folder(options: Namespace) -> bool:
    """Return whether a folder is named for the answer; one that is there already is no file to write to.

    Raises:
        InputError: it is a file in an object store.

    """
    names_folder: bool = options.output.endswith(("/", os.sep))
    if "://" in options.output and not names_folder:
        address = shown_url(options.output)
        message = f"`{address}` is an address, where only a folder is written"
        raise InputError.of("argument", message, f"name a file, or end the address with /: {address}/")
    return names_folder and (options.lake is not None or not os.path.isdir(options.output))


def _into_folder(options: Namespace, context: CliContext) -> int:
    """Have what a lake answers written to a folder.

    Raises:
        InputError: another format is wanted, several queries are given, or no lake is asked.

    """
    folder = shown_url(options.output)
    if options.lake is None:
        message = f"`{folder}` is a folder, to which only the answer of a lake is written"
        raise InputError.of("argument", message, "name a file, or add --lake LAKE")
    if options.format not in (None, "parquet"):
        message = f"`{folder}` is a folder, which holds files of Parquet and not of {options.format}"
        raise InputError.of("argument", message, "leave --format out, or name a file")
    wanted_format(Namespace(**{**vars(options), "format": "parquet"}), context)
    if options.files or options.keep_going or options.text in (None, STANDARD_INPUT):
        hint = f"write: tempodb query --lake {shown_url(options.lake)} TQL -o {folder}"
        raise InputError.of("argument", f"the folder `{folder}` holds the answer to one query", hint)
    from tempodb.api.opened_lake import OpenedLake

    with context.asked(options) as lake:
        assert isinstance(lake, OpenedLake)
        written = lake.write_answer(options.text, options.output, **parameters(options.parameter))
    for note in written.notes:
        context.output.remark(Problem("note", note))
    if written.empty_because:
        context.output.remark(Problem("no-rows", written.empty_because))
    return DONE


def _refuse_file(text: str) -> None:
    """Refuse what is the name of a file, and no query."""
    with suppress(OSError):
        if os.path.isfile(text):
            from shlex import quote

            message = f"`{text}` is a file, and a query is wanted here"
            raise InputError.of("argument", message, f"write: tempodb query - < {quote(text)}")
