"""The history of a file in a repository of git: `replay`."""

from __future__ import annotations

from argparse import Namespace

from tempodb.base.errors import few
from tempodb.cli.context import CliContext
from tempodb.cli.foreign_options import meant
from tempodb.cli.output import DONE
from tempodb.output.data import json_line


def replay(options: Namespace, context: CliContext) -> int:
    """Record every version of a file, each at the time of its commit."""
    with context.open(options.db) as database, context.watching(options.errors) as progress:
        report = database.replay(
            options.repository,
            options.path,
            format=options.source_format,
            follow=options.follow,
            branch=options.branch,
            empty=options.empty,
            skip_bad=options.skip_bad,
            overwrite=options.overwrite,
            allow_erased=options.allow_erased,
            progress=progress,
            **meant(options),
        )
        context.warn(database)
    if options.report == "json":
        context.output.write_done(json_line(report.as_dict()))
        return DONE
    for problem in report.remarks():
        context.output.remark(problem)
    for problem in few(report.skipped, "--report json has all of them"):
        context.output.remark(problem)
    context.output.write_done(f"{report.summary()}\n")
    return DONE
