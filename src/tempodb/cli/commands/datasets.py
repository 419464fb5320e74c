"""Dataset files in and out: `load`, `check` and `export`."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

import tempodb
from tempodb.api.dataset_formats import FOLDER_FORMATS
from tempodb.api.load_reports import counts, doubt, kinds
from tempodb.base.collecting import take_for_old, uncollected
from tempodb.base.errors import Problem
from tempodb.base.extras import extra
from tempodb.cli.context import CliContext
from tempodb.cli.output import DONE, FOUND, Output
from tempodb.cli.texts import deliver
from tempodb.output.data import json_line
from tempodb.temporal.instants import instant_text

if TYPE_CHECKING:
    from tempodb.api.load_reports import LoadReport

MOST_DOUBTS = 20
"""How many warnings of its files a load shows, or an import."""


def load(options: Namespace, context: CliContext) -> int:
    """Load dataset files."""
    load_as = {
        "recorded_at": options.recorded_at,
        "overwrite": options.overwrite,
        "allow_erased": options.allow_erased,
    }
    with (
        context.open_to_load(options.db) as database,
        context.watching(options.errors) as progress,
        uncollected(),
    ):
        if options.dry_run:
            reports = database.preview(*options.files, **load_as, progress=progress)
        else:
            said = {"author": options.author, "note": options.note}
            reports = database.load(*options.files, **load_as, **said, progress=progress)
            context.warn(database)
        # What was read stays until the end, and would be gone through as new.
        take_for_old()
    for report in reports:
        _report(report, options, context.output)
    remark_doubts(reports.doubts, "`tempodb check` lists all of them", context.output)
    changes = any(not report.difference.is_empty for report in reports)
    return FOUND if options.dry_run and options.exit_code and changes else DONE


def remark_doubts(doubts: Sequence[Problem], where: str, output: Output) -> None:
    """Tell what may not be meant, as far as a person reads, and *where* the rest is."""
    for warning in doubts[:MOST_DOUBTS]:
        output.remark(warning)
    if len(doubts) > MOST_DOUBTS:
        output.remark(Problem("warning", f"{len(doubts) - MOST_DOUBTS} more warnings", where))


def _report(report: LoadReport, options: Namespace, output: Output) -> None:
    if options.format == "json":
        text = json_line({**report.as_dict(), "kinds": kinds(report)})
    else:
        text = (foreseen_text if options.dry_run else report_text)(report)
    (output.write if options.dry_run else output.write_done)(text)
    if question := doubt(report):
        output.remark(Problem("warning", question))


def foreseen_text(report: LoadReport) -> str:
    """Return what a load would do, for people."""
    return "\n".join([counts(report), *(f"  {line}" for line in report.lines())]) + "\n"


def report_text(report: LoadReport) -> str:
    """Return what a load did, for people."""
    lines = [counts(report)]
    if report.transaction is not None:
        recorded_at = report.as_dict()["recorded_at"]
        lines.append(f"  recorded as transaction {report.transaction} at {recorded_at}")
        lines.append("  " + ", ".join(f"{count} {kind}" for kind, count in kinds(report).items()))
    return "\n".join(lines) + "\n"


def check(options: Namespace, context: CliContext) -> int:
    """Look for errors in dataset files."""
    found = tempodb.check(*options.files, now=instant_text(context.runtime.clock()))
    if any(problem.code == "no-file" for problem in found):
        raise tempodb.DatasetError(*found)
    if found:
        context.output.write_problems(found)
    elif options.errors != "json":
        count = f"{len(options.files)} file{'s' if len(options.files) > 1 else ''}"
        context.output.write(f"{count}, nothing to find fault with\n")
    return FOUND if any(problem.code != "note" for problem in found) else DONE


def _write_site(options: Namespace, context: CliContext) -> int:
    from pathlib import Path

    with extra("web"):
        from tempodb.web.sites import write_site
    with context.open(options.db) as database:
        count = write_site(database, Path(options.site))
    context.output.write_done(f"{options.site} has {count:,} pages; begin with {options.site}/index.html\n")
    return DONE


def export(options: Namespace, context: CliContext) -> int:
    """Print what a dataset states, or write it to a folder; or write pages of all that is known."""
    if options.site is not None:
        return _write_site(options, context)
    # Who loads writes none.
    from tempodb.api.output_files import means_folder

    is_folder = options.output is not None and means_folder(options.output)
    format_ = options.format or ("folder" if is_folder else "yaml")
    with context.open(options.db) as database, context.watching(options.errors) as progress:
        if format_ in FOLDER_FORMATS and options.output is not None:
            said = (options.output, options.dataset, options.known_at, format_)
            remarks = database.export_folder(*said, progress=progress)
        else:
            text = database.export(options.dataset, options.known_at, format_, progress=progress)
            deliver(text, options.output, context.output)
            remarks = text.remarks
    lost = [problem for problem in remarks if problem.code != "note"]
    shown = lost if options.errors == "json" else lost[:MOST_DOUBTS]
    for problem in (*(remark for remark in remarks if remark.code == "note"), *shown):
        context.output.remark(problem)
    if len(shown) < len(lost):
        more = f"{len(lost) - len(shown)} more warnings"
        context.output.remark(Problem("warning", more, "--errors json lists all of them"))
    return DONE
