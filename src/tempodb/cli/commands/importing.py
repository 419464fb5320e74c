"""Sources in other formats: `import`."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import tempodb
from tempodb.api.imports import ForeignSource
from tempodb.api.load_reports import doubt
from tempodb.api.output_files import write_file
from tempodb.base.errors import InputError, Problem, few
from tempodb.cli.commands.datasets import remark_doubts, report_text
from tempodb.cli.context import CliContext
from tempodb.cli.foreign_options import meant, said_of_format
from tempodb.cli.output import DONE
from tempodb.output.data import json_line


def import_(options: Namespace, context: CliContext) -> int:
    """Read files in another format as a dataset, and write or load it; or write a first map of them."""
    if options.suggest:
        return _suggest(options, context)
    source = tempodb.read_foreign(
        options.source_format,
        *options.files,
        skip_bad=options.skip_bad,
        clock=context.runtime.clock,
        **meant(options),
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
    remark_doubts(source.doubts, "`tempodb check` lists all of them for what -o writes", context.output)
    if options.output is not None:
        source.write(options.output)
    if options.load:
        _load(source, options, context)
    else:
        _ = source.dataset  # What was refused is told, though nothing is written of the rest.
        if options.format != "json":
            context.output.write(f"{report.summary()}\n")
    return DONE


def _load(source: ForeignSource, options: Namespace, context: CliContext) -> None:
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
    for question in filter(None, map(doubt, loads)):
        hint = "give another source a --dataset of its own" if options.dataset is None else None
        context.output.remark(Problem("warning", question, hint))


def _suggest(options: Namespace, context: CliContext) -> int:
    if options.load:
        hint = "write the map to a file with -o, look at it, and load with --map"
        raise InputError.of("argument", "--suggest writes a map, and loads nothing", hint)
    text = tempodb.suggest_map(options.source_format, *options.files, **said_of_format(options))
    if options.output is None:
        context.output.write(text)
    else:
        write_file(Path(options.output), text)
    return DONE
