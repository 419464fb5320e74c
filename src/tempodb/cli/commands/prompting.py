"""The REPL, where no command is named."""

from __future__ import annotations

from argparse import Namespace

from tempodb import Database
from tempodb.cli.context import Context


def prompt(options: Namespace, context: Context) -> int:
    """Converse with the person at the terminal."""
    from tempodb.repl.start import Terminal, start

    given = context.settings
    if options.yes:
        given = given._replace(repl=given.repl._replace(confirm_writes=False))
    results = context.surroundings.results
    assert results is not None

    def open_(where: str) -> Database:
        return context.open(where, now=options.now)

    terminal = Terminal(results, context.surroundings.environment)
    return start(context.location(options.db), given, terminal, open_)
