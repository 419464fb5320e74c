"""Looking after a database for years: `doctor`."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from tempodb.cli.context import CliContext
from tempodb.cli.output import DONE, FOUND
from tempodb.output.data import json_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def doctor(options: Namespace, context: CliContext) -> int:
    """Tell how the database lies, and what is to be done about it."""
    with context.open(options.db) as database:
        observations = database.doctor()
    is_well = all(observation.is_well for observation in observations)
    if options.format == "json":
        told = [observation.as_dict() for observation in observations]
        context.output.write(
            json_line({"database": database.engine.storage.path, "well": is_well, "observations": told})
        )
    else:
        context.output.write("".join(line + "\n" for line in _lines(observations)))
    return DONE if is_well else FOUND


def _lines(observations: Iterable[tuple[str, str, str | None]]) -> Iterator[str]:
    for about, found, hint in observations:
        yield f"{'well ' if hint is None else 'to do'}  {about}: {found}"
        if hint is not None:
            yield f"       help: {hint}"
