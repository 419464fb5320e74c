"""The version, which is asked for before anything else."""

from __future__ import annotations

from argparse import Namespace

from tempodb.base.version import __version__
from tempodb.cli.context import CliContext
from tempodb.cli.output import DONE


def version(_: Namespace, context: CliContext) -> int:
    """Print the version."""
    context.output.write(f"tempodb {__version__}\n")
    return DONE
