"""The REPL, where no command is named."""

from __future__ import annotations

from argparse import Namespace

import tempodb
from tempodb import Database
from tempodb.cli.colour import paints
from tempodb.cli.context import CliContext
from tempodb.repl.start import Terminal, start


def prompt(options: Namespace, context: CliContext) -> int:
    """Converse with the person at the terminal."""
    given = context.settings
    if options.yes:
        given = given._replace(repl=given.repl._replace(confirm_writes=False))
    results = context.runtime.results
    assert results is not None

    def open_(where: str) -> Database:
        clock = context.runtime.clock
        limits = {"deadline": given.deadline, "memory": given.memory}
        return tempodb.open(where, now=options.now, **limits, clock=clock)

    environment = context.runtime.environment
    terminal = Terminal(results, environment, paints(given.colour, results, environment))
    return start(context.location(options.db), given, terminal, open_)
