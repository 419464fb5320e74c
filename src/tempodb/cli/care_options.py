"""What each command takes that looks after a database for years."""

from __future__ import annotations

import argparse

from tempodb.cli.argument_parser import CommandParser
from tempodb.cli.options import DATABASE, INPUT, OUTPUT
from tempodb.output.formats import TELLING_FORMATS


def doctor(sub: CommandParser) -> None:
    """Add what `doctor` takes."""
    sub.group(OUTPUT).add_argument("--format", choices=TELLING_FORMATS, help="how it is printed")


def maintain(sub: CommandParser) -> None:
    """Add what `maintain` takes."""
    sub.group(OUTPUT).add_argument("--format", choices=TELLING_FORMATS, help="how it is printed")


def backup(sub: CommandParser) -> None:
    """Add what `backup` takes."""
    sub.group(INPUT).add_argument("file", metavar="FILE", help="a new file, or with --keep a folder")
    keep = "write a dated, verified copy to the folder, and keep the last N written so"
    sub.group(OUTPUT).add_argument("--keep", metavar="N", type=int, help=keep)


def restore(sub: CommandParser) -> None:
    """Add what `restore` takes."""
    sub.group(INPUT).add_argument("file", metavar="BACKUP", help="a file that backup wrote")
    # It may stand before the command, too.
    sub.group(DATABASE).add_argument(
        "--yes", action="store_true", default=argparse.SUPPRESS, help="replace what is there without asking"
    )
