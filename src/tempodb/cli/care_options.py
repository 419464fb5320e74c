"""What each command takes that looks after a database for years."""

from __future__ import annotations

from tempodb.cli.argument_parser import CommandParser
from tempodb.cli.options import OUTPUT
from tempodb.output.formats import TELLING_FORMATS


def doctor(sub: CommandParser) -> None:
    """Add what `doctor` takes."""
    sub.group(OUTPUT).add_argument("--format", choices=TELLING_FORMATS, help="how it is printed")
