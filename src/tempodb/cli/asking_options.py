"""What `query` takes: a question, and who is asked."""

from __future__ import annotations

from tempodb.cli import options
from tempodb.cli.argument_parser import CommandParser


def whom_to_query(sub: CommandParser) -> None:
    """Add what `query` takes."""
    options.query(sub)
    add = sub.group(options.DATABASE).add_argument
    add("--lake", metavar="LAKE", help="ask a lake that was published, and not a database")
    engine = "who answers for all buckets of a lake: local, spark or spark=MASTER; default: local"
    add("--engine", metavar="ENGINE", help=engine)
