"""The commands of lakes, and what each of them takes."""

from __future__ import annotations

from tempodb.cli.argument_parser import CommandParser
from tempodb.cli.cli_command import CliCommand
from tempodb.cli.options import DATABASE, INPUT, OUTPUT
from tempodb.output.formats import TELLING_FORMATS

_LAKE = "a folder, or a URL such as s3://bucket/lake"


def publish(sub: CommandParser) -> None:
    """Add what `publish` takes."""
    sub.group(INPUT).add_argument("lake", metavar="LAKE", help=_LAKE)
    add = sub.group(OUTPUT).add_argument
    add("--buckets", metavar="N", type=int, help="of how many parts a new lake is made; default: by its size")
    add("--anew", action="store_true", help="make every file once more, and write what is damaged or gone")
    add("--verify", action="store_true", help="then read every file, and hold it against the database")
    add("--format", choices=TELLING_FORMATS, help="how it is printed")


def check_lake(sub: CommandParser) -> None:
    """Add what `check-lake` takes."""
    sub.group(INPUT).add_argument("lake", metavar="LAKE", help=_LAKE)
    add = sub.group(OUTPUT).add_argument
    add("--adopt", action="store_true", help="make a first snapshot of files that others wrote")
    add("--buckets", metavar="N", type=int, help="with --adopt: into how many parts they put the rows")
    engine = "who looks at the buckets: local, spark or spark=MASTER; default: local"
    sub.group(DATABASE).add_argument("--engine", metavar="ENGINE", default="local", help=engine)


def vacuum(sub: CommandParser) -> None:
    """Add what `vacuum` takes."""
    sub.group(INPUT).add_argument("lake", metavar="LAKE", help=_LAKE)
    keep = "how many of the last snapshots are kept; default: 1"
    sub.group(DATABASE).add_argument("--keep", metavar="N", type=int, default=1, help=keep)
    sub.group(OUTPUT).add_argument("--format", choices=TELLING_FORMATS, help="how it is printed")


LAKE_COMMANDS = (
    CliCommand(
        "publish",
        "lakes",
        publish,
        "write what is recorded to a lake of Parquet files",
        (
            "tempodb publish lake",
            "tempodb publish lake --anew",
            "tempodb publish archive --buckets 4 --verify",
        ),
    ),
    CliCommand(
        "check-lake",
        "lakes",
        check_lake,
        "look for errors in a lake, whoever made it",
        (
            "tempodb check-lake lake",
            "tempodb check-lake lake --engine local",
            "tempodb check-lake theirs --adopt --buckets 4",
        ),
    ),
    CliCommand(
        "vacuum",
        "lakes",
        vacuum,
        "remove old snapshots of a lake, and what only those had",
        ("tempodb vacuum lake", "tempodb vacuum lake --keep 3"),
    ),
)
