"""What the commands take that show a database in a browser."""

from __future__ import annotations

from tempodb.cli.argument_parser import CommandParser
from tempodb.cli.options import OUTPUT


def web(sub: CommandParser) -> None:
    """Add what `web` takes."""
    add = sub.group(OUTPUT).add_argument
    add("--port", metavar="N", type=int, default=8484, help="where it listens; 0: anywhere; default: 8484")
    add("--open", action="store_true", help="show it in the browser")
    add("--host", metavar="H", help="listen at this address of the machine, not at 127.0.0.1")
    add("--allow-remote", action="store_true", help="let others read the database, with --host")
