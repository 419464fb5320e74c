"""What a user may set up: `config` and `completion`."""

from __future__ import annotations

from argparse import Namespace

from tempodb.cli import configuring
from tempodb.cli.context import CliContext
from tempodb.cli.output import DONE, FOUND
from tempodb.cli.shell.argcomplete import script


def config(options: Namespace, context: CliContext) -> int:
    """Print what is set, or make the file that sets it."""
    environment = context.runtime.environment
    if options.template:
        context.output.write(configuring.template())
        return DONE
    if options.init:
        context.output.write(f"{configuring.made(environment)} is made; what it sets is commented out\n")
        return DONE
    held = context.settings._replace(db=context.location(options.db), errors=options.errors)
    context.output.write(configuring.effective(held, context.broken, environment))
    if context.broken is None:
        return DONE
    context.output.report(context.broken)
    return FOUND


def completion(options: Namespace, context: CliContext) -> int:
    """Print a script with which a shell completes."""
    context.output.write(script(options.shell))
    return DONE
