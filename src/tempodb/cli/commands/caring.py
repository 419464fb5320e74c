"""Looking after a database for years: `backup`, `restore`, `doctor` and `maintain`."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from tempodb.base.errors import TempodbError
from tempodb.base.sizes import size_text
from tempodb.cli.context import CliContext
from tempodb.cli.output import DONE, FOUND
from tempodb.output.data import json_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tempodb import Database


def backup(options: Namespace, context: CliContext) -> int:
    """Copy the database to a new file, or to a folder that keeps the last few copies."""
    with context.open(options.db) as database, context.watching(options.errors) as progress:
        if options.keep is None:
            database.backup(options.file, progress=progress)
            made = [f"{options.file} is a copy up to digest {database.digest()}"]
        else:
            done = database.keep_backup(options.file, options.keep, progress=progress)
            made = [f"{done.path} is a copy up to digest {done.digest}"]
            made += [f"  {file} is removed" for file in done.removed]
        context.warn(database)
    context.output.write_done("".join(f"{line}\n" for line in made))
    return DONE


def restore(options: Namespace, context: CliContext) -> int:
    """Put a backup in the place of the database; a person at a terminal is asked before."""
    with context.open(options.db) as database:
        place, overwrite = database.engine.storage.path, options.yes
        if context.is_conversation and not overwrite and (there := _up_to(database)):
            context.output.write(f"{there}. Put {options.file} in the place of {place}? [y/N] ")
            context.output.flush()
            if context.typed_line().strip().lower() not in ("y", "yes"):
                context.output.write("nothing was replaced\n")
                return FOUND
            overwrite = True
        with context.watching(options.errors) as progress:
            database.restore(options.file, overwrite=overwrite, progress=progress)
        context.warn(database)
        context.output.write_done(f"{place} is the backup now, up to digest {database.digest()}\n")
    return DONE


def _up_to(database: Database) -> str:
    """Return what lies there now, for a person; nothing if nothing does."""
    place = database.engine.storage.path
    try:
        return f"{place} goes up to digest {database.digest()}" if database.engine.exists() else ""
    except TempodbError as error:
        return error.problems[0].message


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


def maintain(options: Namespace, context: CliContext) -> int:
    """Give room back, and tell what that gained."""
    with context.open(options.db) as database:
        done = database.maintain()
        context.warn(database)
    if options.format == "json":
        context.output.write_done(json_line({"database": database.engine.storage.path, **done.as_dict()}))
        return DONE
    before, after = done.before, done.after
    taken = {answer.question: _time_text(answer.microseconds) for answer in done.answered_before}
    told = (
        ("size", size_text(after.size), size_text(before.size)),
        ("idle", after.idle, before.idle),
        ("statistics", after.statistics, before.statistics),
        *(
            (answer.question, _time_text(answer.microseconds), taken[answer.question])
            for answer in done.answered_after
            if answer.question in taken
        ),
    )
    lines = [f"{name}: {now}{f', before: {then}' if then != now else ''}\n" for name, now, then in told]
    context.output.write_done("".join(lines))
    return DONE


def _time_text(microseconds: int) -> str:
    return f"{microseconds / 1000:.1f} ms"


def _lines(observations: Iterable[tuple[str, str, str | None]]) -> Iterator[str]:
    for about, found, hint in observations:
        yield f"{'well ' if hint is None else 'to do'}  {about}: {found}"
        if hint is not None:
            yield f"       help: {hint}"
