"""Looking at a database in a browser: `web`."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from tempodb.base.errors import InputError
from tempodb.base.extras import extra
from tempodb.cli.context import CliContext
from tempodb.cli.output import DONE
from tempodb.web.hosts import LOOPBACK, is_loopback

if TYPE_CHECKING:
    from tempodb import Database


def web(options: Namespace, context: CliContext) -> int:
    """Answer a browser until somebody interrupts it."""
    host = options.host or LOOPBACK
    if not is_loopback(host) and not options.allow_remote:
        message = f"at {host} others could read the database"
        raise InputError.of("argument", message, f"to let them, write: --host {host} --allow-remote")
    with extra("web"):
        from tempodb.web.listening import DEADLINE, Serving, address_of, listening

    def opened() -> Database:
        return context.open(options.db, deadline=DEADLINE)

    with opened() as database:
        # What cannot be read is told here, and not by a page.
        database.recorded()
    listener = listening(host, options.port)
    address = address_of(listener)
    context.output.write(f"{context.location(options.db)} is at {address}\nCtrl-C ends it\n")
    context.output.flush()
    if options.open:
        from webbrowser import open as show

        show(address)
    Serving(listener, opened).run()
    return DONE
