"""Lakes: `publish`, `check-lake` and `vacuum`."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tempodb.api import lake_care
from tempodb.base.errors import InputError
from tempodb.base.shown_urls import shown_url
from tempodb.base.sizes import size_text
from tempodb.cli.context import CliContext
from tempodb.cli.output import DONE, FOUND
from tempodb.output.data import json_line
from tempodb.temporal.instants import instant_text

if TYPE_CHECKING:
    from tempodb.lake.publishing import Published


def publish(options: Namespace, context: CliContext) -> int:
    """Publish what is recorded to a lake, and hold the lake against the database if that is wished."""
    with context.open(options.db) as database, context.watching(options.errors) as progress:
        write = database.publish_anew if options.anew else database.publish
        done = write(options.lake, buckets=options.buckets, progress=progress)
        if options.format == "json":
            context.output.write_done(json_line(_as_dict(done)))
        else:
            context.output.write_done("".join(f"{line}\n" for line in _lines(shown_url(options.lake), done)))
        if not options.verify:
            return DONE
        found = database.verify_lake(options.lake, progress=progress)
    whole = f"every file was read, and all {len(done.snapshot.files)} hold what the database does"
    told = found or ([] if options.format == "json" else [whole])
    context.output.write("".join(f"{line}\n" for line in told))
    return FOUND if found else DONE


def _lines(lake: str, done: Published) -> Iterator[str]:
    snapshot = done.snapshot
    at = f"transaction {snapshot.transaction}, recorded at {instant_text(snapshot.recorded)}"
    if done.is_new:
        yield f"{lake} has snapshot {snapshot.snapshot}, up to {at}"
        kept = len(snapshot.files) - done.files
        yield f"  {done.files} files written ({size_text(done.bytes)}), {kept} kept"
    else:
        yield f"{lake} is up to date: snapshot {snapshot.snapshot}, up to {at}"
        if done.files:
            yield f"  {done.files} file{'' if done.files == 1 else 's'} written once more ({size_text(done.bytes)})"
    if done.holding:
        yield f"  {_numbered(done.holding)} still hold{'s' if len(done.holding) == 1 else ''} what was erased"
        yield f"  tempodb vacuum {lake} removes what no later snapshot needs"


def _numbered(snapshots: tuple[int, ...]) -> str:
    return f"snapshot{'s' if len(snapshots) > 1 else ''} {', '.join(map(str, snapshots))}"


def _as_dict(done: Published) -> dict[str, object]:
    snapshot = done.snapshot
    return {
        "snapshot": snapshot.snapshot,
        "is_new": done.is_new,
        "transaction": snapshot.transaction,
        "digest": snapshot.digest,
        "recorded": instant_text(snapshot.recorded),
        "buckets": snapshot.buckets,
        "files": len(snapshot.files),
        "written": done.files,
        "bytes": done.bytes,
        "holding_erased": list(done.holding),
    }


def check_lake(options: Namespace, context: CliContext) -> int:
    """Look for errors in a lake."""
    if options.adopt != (options.buckets is not None):
        hint = "write: tempodb check-lake LAKE --adopt --buckets N"
        raise InputError.of("argument", "--adopt and --buckets go together", hint)
    if options.adopt:
        found = lake_care.adopt_lake(options.lake, options.buckets, engine=options.engine)
    else:
        found = lake_care.check_lake(options.lake, engine=options.engine)
    if found:
        context.output.write_problems(found)
        return FOUND
    said = "is a lake now, with snapshot 1" if options.adopt else "has nothing to find fault with"
    context.output.write_done(f"{shown_url(options.lake)} {said}\n")
    return DONE


def vacuum(options: Namespace, context: CliContext) -> int:
    """Remove old snapshots of a lake."""
    done = lake_care.vacuum_lake(options.lake, keep=options.keep)
    if options.format == "json":
        context.output.write_done(json_line(done._asdict()))
        return DONE
    removed = f"{_numbered(done.removed)} removed, with" if done.removed else "removed"
    files = f"{done.files} file{'' if done.files == 1 else 's'}"
    context.output.write_done(f"{shown_url(options.lake)} keeps {_numbered(done.kept)}; {removed} {files}\n")
    return DONE
