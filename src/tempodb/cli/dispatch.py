"""The commands: each one call of the façade, its result written, and an exit code.

::

    query        query
    run          run, and queries of files
    datasets     load, check, export
    maintain     backup, verify, rebuild, erase, digest
    config       config, completion
    test         test
    about        schema, demo, version
    prompt       the REPL, without a command

Each is imported when it is asked for, so that a question waits for none of the others.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from importlib import import_module
from typing import cast

from tempodb.cli.context import CliContext

CommandHandler = Callable[[Namespace, CliContext], int]

HOMES = {
    "query": ("query",),
    "run": ("run",),
    "datasets": ("load", "check", "export"),
    "maintain": ("backup", "verify", "rebuild", "erase", "digest"),
    "config": ("config", "completion"),
    "test": ("test",),
    "about": ("schema", "demo", "version"),
    "prompt": ("prompt",),
}


def command(name: str) -> CommandHandler:
    """Return the command of a name, which is one of those above."""
    home = next(home for home, names in HOMES.items() if name in names)
    return cast(CommandHandler, getattr(import_module(f"tempodb.cli.commands.{home}"), name))
