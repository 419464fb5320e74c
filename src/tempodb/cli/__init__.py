"""The command line: arguments → one call of `Database` → an exit code.

::

    arguments     what may be given, and the help
    commands      one function a command
    output        where results and errors go
"""

from tempodb.cli.arguments import main

__all__ = ["main"]
