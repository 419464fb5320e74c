"""The REPL, where no command is named."""

from __future__ import annotations

from argparse import Namespace

from tempodb import Database
from tempodb.cli.context import Context
from tempodb.settings import settings


def prompt(options: Namespace, context: Context) -> int:
    """Converse with the person at the terminal."""
    from tempodb.repl.start import Terminal, start

    given = settings()
    if options.yes:
        given = given._replace(repl=given.repl._replace(confirm_writes=False))
    environment = context.surroundings.environment
    location = options.db or environment.get("TEMPODB_DB") or given.db
    assert context.surroundings.results is not None

    def open_(where: str) -> Database:
        return context.open(where, now=options.now, deadline=given.deadline)

    return start(location, given, Terminal(context.surroundings.results, environment), open_)
