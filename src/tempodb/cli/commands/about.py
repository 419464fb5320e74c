"""What needs no database of one's own: `schema` and `demo`."""

from __future__ import annotations

from argparse import Namespace

import tempodb
from tempodb.api.dataset_formats import columns_of_tables
from tempodb.base.bundled import bundled
from tempodb.base.text_files import file_text
from tempodb.cli.context import CliContext
from tempodb.cli.output import DONE
from tempodb.output import writing

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

TO_TRY = {
    "un.yaml": "members of Security Council as of 1961",
    "au.yaml": "suspended members of AU as of 2013",
    "eu.yaml": "count members of EU by decade between 1958 and 2025",
}
"""Datasets that come along too, each with something to ask it."""


def schema(options: Namespace, context: CliContext) -> int:
    """Print the JSON Schema of dataset files, or what the tables of folders may have."""
    if options.tables:
        columns = columns_of_tables()
        context.output.write("".join(f"{table}: {','.join(names)}\n" for table, names in columns.items()))
        return DONE
    context.output.write(file_text(bundled("interchange", "dataset", "dataset.schema.json")))
    return DONE


def demo(_: Namespace, context: CliContext) -> int:
    """Ask a throw-away database the README's questions, and name the other datasets."""
    from shlex import quote

    from tempodb.cli.commands.datasets import report_text

    with context.open(":memory:") as database:
        for report in database.load(tempodb.bundled_fixture("csto.yaml")):
            context.output.write(report_text(report))
        for question in DEMONSTRATED:
            answer = writing.outcome_text(database.query(question), "table", context.output.width)
            context.output.write(f"\ntempodb query '{question}'\n\n{answer}")
    context.output.write("\nOther datasets that come along, and what to ask them:\n\n")
    for name, question in TO_TRY.items():
        path = quote(str(tempodb.bundled_fixture(name)))
        context.output.write(f"tempodb load {path}\ntempodb query '{question}'\n")
    return DONE
