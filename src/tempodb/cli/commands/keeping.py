"""Looking after a database: `backup`, `verify`, `rebuild`, `erase` and `digest`."""

from __future__ import annotations

from argparse import Namespace

import tempodb
from tempodb.cli import answers
from tempodb.cli.output import DONE, FOUND, Output


def backup(options: Namespace, output: Output) -> int:
    """Copy the database to a new file."""
    with tempodb.open(options.db) as database:
        database.backup(options.file)
        output.write(f"{options.file} is a copy up to digest {database.digest()}\n")
    return DONE


def verify(options: Namespace, output: Output) -> int:
    """Recompute digests and beliefs."""
    with tempodb.open(options.db) as database:
        found = database.verify(options.digest)
    output.write(
        "".join(line + "\n" for line in found)
        if found
        else "the log and all that follows from it are whole\n"
    )
    return FOUND if found else DONE


def rebuild(options: Namespace, output: Output) -> int:
    """Derive the beliefs anew."""
    with tempodb.open(options.db) as database:
        count = database.rebuild()
    output.write(f"derived anew from {count} transaction{'s' if count != 1 else ''}\n")
    return DONE


def erase(options: Namespace, output: Output) -> int:
    """Erase a person's data."""
    with tempodb.open(options.db) as database:
        erased = database.erase(options.person, author=options.author, note=options.note)
    output.write(answers.outcome_text(erased, "table", output.width))
    return DONE


def digest(options: Namespace, output: Output) -> int:
    """Print the digest of all that was recorded."""
    with tempodb.open(options.db) as database:
        output.write(database.digest() + "\n")
    return DONE
