"""What helps whoever writes in an editor: `serve-language`."""

from __future__ import annotations

from argparse import Namespace
from contextlib import redirect_stdout
from io import StringIO

import tempodb
from tempodb import Database
from tempodb.base.errors import InputError
from tempodb.cli.context import CliContext
from tempodb.cli.output import DONE, FOUND

AWAITED = 2.0
"""After how many seconds nobody waits any more to be told of a name."""
OF_THE_EXTRA = ("lsprotocol", "pygls")


def serve_language(options: Namespace, context: CliContext) -> int:
    """Answer an editor on standard input and output, until it takes leave.

    Raises:
        InputError: what the extra `lsp` brings is not installed, or the database cannot be opened.

    """
    # Whoever does not write in an editor needs nothing of the extra.
    try:
        from tempodb.language_server.serving import serve
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing not in OF_THE_EXTRA:
            raise
        message = f"help for editors needs {missing}, which is not installed"
        raise InputError.of("extra", message, "pip install 'tempodb[lsp]'") from None

    def open_(where: str) -> Database:
        deadline, memory = min(context.settings.deadline, AWAITED), context.settings.memory
        return tempodb.open(where, deadline=deadline, memory=memory, clock=context.runtime.clock)

    given, results, faults = context.runtime.input, context.runtime.results, context.runtime.errors
    if given is None or results is None or given.isatty():
        hint = "docs/editors.md tells how an editor is told to run it"
        raise InputError.of("argument", "an editor runs this, and nobody can type here", hint)
    database = None if options.db is None else open_(options.db)
    # Nothing but answers may come out where the editor reads.
    with redirect_stdout(faults):
        is_left = serve(database, open_, given.buffer, results.buffer, faults or StringIO())
    return DONE if is_left else FOUND
