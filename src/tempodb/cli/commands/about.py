"""What needs no database of one's own: `schema`, `demo` and the version."""

from __future__ import annotations

from argparse import Namespace

import tempodb
from tempodb.base.bundled import bundled
from tempodb.base.text_files import file_text
from tempodb.base.version import __version__
from tempodb.cli.context import CliContext
from tempodb.cli.output import DONE
from tempodb.output import formats

DEMONSTRATED = (
    "members as of 2006",
    "periods of Uzbekistan in CSTO",
    "members of CSTO certainly as of 1999-07-01",
    "members of CSTO possibly as of 1999-07-01",
    "holders of secretary-general of CSTO as of 2017-04-19",
    "holders of secretary-general of CSTO as of 2020",
    "holders of secretary-general of CSTO as of 2024",
    "members of CSTO including disputed as of 1992",
    "members of CSTO as of 2006 known at 2020",
    "holders of secretary-general of CSTO as of 2020 published by 2020",
    "names of CSTO",
    "whether Uzbekistan is member of CST as of 1995",
    "events of ICMEC between 2022 and 2024",
)
"""The questions of the README."""


def schema(_: Namespace, context: CliContext) -> int:
    """Print the JSON Schema of dataset files."""
    context.output.write(file_text(bundled("interchange", "dataset", "dataset.schema.json")))
    return DONE


def demo(_: Namespace, context: CliContext) -> int:
    """Ask a throw-away database the README's questions."""
    from tempodb.cli.commands.datasets import report_text

    with context.open(":memory:") as database:
        for report in database.load(tempodb.bundled_fixture("csto.yaml")):
            context.output.write(report_text(report))
        for question in DEMONSTRATED:
            answer = formats.outcome_text(database.query(question), "table", context.output.width)
            context.output.write(f"\ntempodb query '{question}'\n\n{answer}")
    return DONE


def version(_: Namespace, context: CliContext) -> int:
    """Print the version."""
    context.output.write(f"tempodb {__version__}\n")
    return DONE
