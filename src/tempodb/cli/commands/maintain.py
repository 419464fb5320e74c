"""Looking after a database: `copy`, `roles`, `verify`, `rebuild`, `undo`, `erase` and `digest`."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from tempodb.api.server_roles import roles_sql
from tempodb.cli.context import CliContext
from tempodb.cli.output import DONE, FOUND
from tempodb.output import writing

if TYPE_CHECKING:
    from tempodb.model.write_results import ErasureResult


def copy(options: Namespace, context: CliContext) -> int:
    """Copy a database, with its whole history, to another place."""
    with context.open(options.source) as database, context.watching(options.errors) as progress:
        database.copy_to(options.target, progress=progress)
        context.warn(database)
        context.output.write_done(f"the copy has the digest {database.digest()}\n")
    return DONE


def roles(options: Namespace, context: CliContext) -> int:
    """Print the SQL of the roles that share a database on a server."""
    context.output.write(roles_sql(options.schema))
    return DONE


def verify(options: Namespace, context: CliContext) -> int:
    """Recompute digests and beliefs."""
    with context.open(options.db) as database, context.watching(options.errors) as progress:
        kept = [] if options.digest is None else database.kept_digests(options.digest, options.signers)
        found = database.verify([each.digest for each in kept], progress=progress)
        if not found:
            context.warn(database)
        erasures = [] if found else database.erasures()
    whole = ["the log and all that follows from it are whole", *map(str, erasures)]
    if len(kept) > 1:
        whole.append(f"it goes on from all {len(kept)} digests that were kept")
    whole += [f"signed by {signer}" for signer in dict.fromkeys(each.signer for each in kept) if signer]
    context.output.write("".join(line + "\n" for line in found or whole))
    return FOUND if found else DONE


def rebuild(options: Namespace, context: CliContext) -> int:
    """Derive the beliefs anew."""
    with context.open(options.db) as database, context.watching(options.errors) as progress:
        count = database.rebuild(progress=progress)
        context.warn(database)
    context.output.write_done(f"derived anew from {count} transaction{'s' if count != 1 else ''}\n")
    return DONE


def undo(options: Namespace, context: CliContext) -> int:
    """Record the reverse of a transaction."""
    with context.open(options.db) as database:
        if options.dry_run:
            undone = database.preview_undo(options.transaction)
        else:
            undone = database.undo(options.transaction, author=options.author, note=options.note)
            context.warn(database)
    text = writing.outcome_text(undone, options.format or "table", context.output.width)
    (context.output.write if options.dry_run else context.output.write_done)(text)
    return FOUND if options.dry_run and options.exit_code else DONE


def erase(options: Namespace, context: CliContext) -> int:
    """Erase a person's data; a person at a terminal is asked before."""
    with context.open(options.db) as database:
        if context.is_conversation and not options.yes:
            foreseen = database.preview_erasure(options.person)
            if not _agreed(foreseen, context):
                context.output.write("nothing was erased\n")
                return FOUND
        erased = database.erase(options.person, author=options.author, note=options.note)
        context.warn(database)
    context.output.write_done(writing.outcome_text(erased, "table", context.output.width))
    return DONE


def _agreed(foreseen: ErasureResult, context: CliContext) -> bool:
    lines = [
        f"erase {foreseen.person}: {foreseen.counts('will be')}",
        *(f"  {line}" for line in foreseen.lines()),
    ]
    context.output.write("\n".join(lines) + "\nThis cannot be undone. Erase it? [y/N] ")
    context.output.flush()
    return context.typed_line().strip().lower() in ("y", "yes")


def digest(options: Namespace, context: CliContext) -> int:
    """Print the digest of all that was recorded, signed if that is wished, and commit it to a repository."""
    with context.open(options.db) as database:
        signed = None if options.sign is None else database.signed_digest(options.sign)
        context.output.write(signed or f"{database.digest()}\n")
        if options.git is not None:
            commit = database.keep_digest(options.git, signed=signed)
            said = "is kept there already" if commit is None else f"kept there by commit {commit[:10]}"
            context.output.write_done(f"{options.git}: {said}\n")
    return DONE
