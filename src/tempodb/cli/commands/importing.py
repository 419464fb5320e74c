"""Sources in other formats: `import`."""

from __future__ import annotations

from argparse import Namespace

import tempodb
from tempodb import ForeignSource
from tempodb.base.errors import Problem, few
from tempodb.cli.commands.datasets import MOST_DOUBTS, report_text
from tempodb.cli.context import CliContext
from tempodb.cli.output import DONE
from tempodb.output.data import json_line


def import_(options: Namespace, context: CliContext) -> int:
    """Read files in another format as a dataset, and write or load it."""
    source = tempodb.read_foreign(
        options.source_format,
        *options.files,
        dataset=options.dataset,
        skip_bad=options.skip_bad,
        end_day=options.end_day,
        undated=options.undated,
        january_first=options.january_first,
        margin=options.margin,
        observed=options.observed,
        open=options.open or (),
        language=options.language,
        clock=context.runtime.clock,
    )
    report = source.report
    if options.format == "json":
        context.output.write(json_line(report.as_dict()))
    else:
        for problem in report.remarks():
            context.output.remark(problem)
    if options.skip_bad:
        for problem in few(report.refused, "--format json has all of them"):
            context.output.remark(problem)
    _warn(source, context)
    if options.output is not None:
        source.write(options.output)
    if options.load:
        with context.open(options.db) as database, context.watching(options.errors) as progress:
            loads = database.load_foreign(
                source,
                recorded_at=options.recorded_at,
                author=options.author,
                note=options.note,
                progress=progress,
            )
            context.warn(database)
        if options.format != "json":
            context.output.write_done("".join(map(report_text, loads)))
    else:
        _ = source.dataset  # What was refused is told, though nothing is written of the rest.
        if options.format != "json":
            context.output.write(f"{report.summary()}\n")
    return DONE


def _warn(source: ForeignSource, context: CliContext) -> None:
    """Tell what may not be meant, as far as a person reads."""
    for doubt in source.doubts[:MOST_DOUBTS]:
        context.output.remark(doubt)
    if len(source.doubts) > MOST_DOUBTS:
        more = f"{len(source.doubts) - MOST_DOUBTS} more warnings"
        context.output.remark(
            Problem("warning", more, "`tempodb check` lists all of them for what -o writes")
        )
