"""Asking: `query`."""

from __future__ import annotations

import os
from argparse import Namespace
from contextlib import suppress

from tempodb.base.errors import InputError, QueryError
from tempodb.cli.answers import parameters, wanted_format, with_ends, write_all
from tempodb.cli.context import CliContext
from tempodb.cli.output import DONE
from tempodb.cli.texts import STANDARD_INPUT


def query(options: Namespace, context: CliContext) -> int:
    """Answer queries."""
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


def _refuse_file(text: str) -> None:
    """Refuse what is the name of a file, and no query."""
    with suppress(OSError):
        if os.path.isfile(text):
            from shlex import quote

            message = f"`{text}` is a file, and a query is wanted here"
            raise InputError.of("argument", message, f"write: tempodb query - < {quote(text)}")
