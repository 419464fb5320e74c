"""The commands: each one call of the façade, its result written, and an exit code."""

from __future__ import annotations

import shlex
import sys
from argparse import Namespace
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

import tempodb
from tempodb._files import bundled
from tempodb.cli import answers
from tempodb.cli.output import Output, write_file
from tempodb.errors import InputError, Problem
from tempodb.render.records import json_line
from tempodb.settings.values import NamedFormat

if TYPE_CHECKING:
    from tempodb import Result
    from tempodb.store.loads import Loading
    from tempodb.writes import Done, Erased

DONE, FOUND = 0, 1

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


def load(options: Namespace, output: Output) -> int:
    """Load dataset files."""
    with tempodb.open(options.db) as database:
        if options.dry_run:
            reports = database.preview(
                *options.files, recorded_at=options.recorded_at, overwrite=options.overwrite
            )
        else:
            said = {"recorded_at": options.recorded_at, "author": options.author, "note": options.note}
            reports = database.load(*options.files, **said, overwrite=options.overwrite)
    for report in reports:
        _tell(report, options, output)
    changes = any(not report.difference.is_empty for report in reports)
    return FOUND if options.dry_run and options.exit_code and changes else DONE


def _tell(report: Loading, options: Namespace, output: Output) -> None:
    from tempodb.loadings import doubt, kinds

    if options.format == "json":
        output.write(json_line({**report.as_dict(), "kinds": kinds(report)}))
    else:
        output.write(_report_text(report, options.dry_run))
    if question := doubt(report):
        output.remark(Problem("warning", question))


def _report_text(report: Loading, is_trial: bool) -> str:
    from tempodb.loadings import counts, kinds

    lines = [counts(report)]
    if is_trial:
        lines += [f"  {line}" for line in report.lines()]
    elif report.transaction is not None:
        recorded_at = report.as_dict()["recorded_at"]
        lines.append(f"  recorded as transaction {report.transaction} at {recorded_at}")
        lines.append("  " + ", ".join(f"{count} {kind}" for kind, count in kinds(report).items()))
    return "\n".join(lines) + "\n"


def query(options: Namespace, output: Output) -> int:
    """Answer queries."""
    format_ = _format(options, output)
    text = _standard_input() if options.text == "-" else options.text
    parameters = _parameters(options.parameter)
    with tempodb.open(options.db, now=options.now, deadline=options.deadline) as database:
        try:
            results = list(database.session().run(text, **parameters))
        except tempodb.QueryError:
            _refuse_file(text)
            raise
    if not results:
        raise InputError.of("empty", "there is no query", "ask for example: members of CSTO as of 2006")
    width = output.width if options.output is None else None
    _deliver(answers.written(results, format_, width), options.output, output)
    for result in results:
        if result.empty_because and format_.format not in answers.SAYING_WHY:
            output.remark(Problem("no-rows", result.empty_because))
    return DONE


def run(options: Namespace, output: Output) -> int:
    """Carry out statements that ask or write."""
    text = _standard_input() if options.file == "-" else _file_text(options.file)
    parameters = _parameters(options.parameter)
    with tempodb.open(options.db, deadline=options.deadline) as database:
        outcomes: Iterable[Result | Done | Erased]
        if options.atomic:
            said = {"recorded_at": options.recorded_at, "author": options.author, "note": options.note}
            with database.transaction(**said) as tx:
                outcomes = tx.run(text, **parameters)
        else:
            outcomes = database.session().execute(text, parameters, recorded_at=options.recorded_at)
        for outcome in outcomes:
            output.write(answers.outcome_text(outcome, options.format or "table", output.width))
            output.flush()
    return DONE


def erase(options: Namespace, output: Output) -> int:
    """Erase a person's data."""
    with tempodb.open(options.db) as database:
        erased = database.erase(options.person, author=options.author, note=options.note)
    output.write(answers.outcome_text(erased, "table", output.width))
    return DONE


def _file_text(path: str) -> str:
    from pathlib import Path

    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise InputError.of("encoding", f"`{path}` is no UTF-8", "save it as UTF-8") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError.of("no-file", f"`{path}` cannot be read: {reason.lower()}") from None


def _format(options: Namespace, output: Output) -> NamedFormat:
    settings = options.settings
    if options.output is not None:
        return answers.named(options.format or answers.format_of(options.output), settings.formats)
    usual = settings.format if output.is_terminal else settings.pipe_format
    format_ = answers.named(options.format or usual, settings.formats)
    if output.is_terminal:
        answers.refuse_for_terminal(format_.format)
    return format_


def _refuse_file(text: str) -> None:
    """Refuse what is the name of a file, and no query."""
    from pathlib import Path

    with suppress(OSError):
        if Path(text).is_file():
            message = f"`{text}` is a file, and a query is wanted here"
            raise InputError.of("argument", message, f"write: tempodb query - < {shlex.quote(text)}")


def _standard_input() -> str:
    """Return what is on standard input, which is UTF-8 whatever the locale says."""
    if sys.stdin is None:
        raise InputError.of("input", "standard input is closed", "give the query as an argument")
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = f"the byte at {error.start}"
        raise InputError.of(
            "encoding", f"standard input is no UTF-8: {place} is not", "save it as UTF-8"
        ) from None


def _parameters(given: Iterable[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for parameter in given:
        name, equals, value = parameter.partition("=")
        if not equals or not name.isidentifier():
            raise InputError.of("argument", f"`{parameter}` is no parameter", "write -p name=value")
        if name in values:
            raise InputError.of("argument", f"the parameter `{name}` is given twice", "give it once")
        values[name] = value
    return values


def _deliver(content: str | bytes, path: str | None, output: Output) -> None:
    if path is None:
        output.write(content)
    else:
        from pathlib import Path

        write_file(Path(path), content)


def check(options: Namespace, output: Output) -> int:
    """Look for errors in dataset files."""
    found = tempodb.check(*options.files)
    if any(problem.code == "no-file" for problem in found):
        raise tempodb.DatasetError(*found)
    for problem in found:
        output.write_problem(problem)
    if not found and options.errors != "json":
        count = f"{len(options.files)} file{'s' if len(options.files) > 1 else ''}"
        output.write(f"{count}, nothing to find fault with\n")
    return FOUND if found else DONE


def export(options: Namespace, output: Output) -> int:
    """Print what a dataset states."""
    with tempodb.open(options.db) as database:
        text = database.export(options.dataset, options.known_at, options.format)
    _deliver(text, options.output, output)
    return DONE


def backup(options: Namespace, output: Output) -> int:
    """Copy the database to a new file."""
    with tempodb.open(options.db) as database:
        database.backup(options.file)
        output.write(f"{options.file} is a copy up to digest {database.digest()}\n")
    return DONE


def verify(options: Namespace, output: Output) -> int:
    """Recompute digests and beliefs."""
    with tempodb.open(options.db) as database:
        found = database.verify(options.digest)
    output.write(
        "".join(line + "\n" for line in found)
        if found
        else "the log and all that follows from it are whole\n"
    )
    return FOUND if found else DONE


def rebuild(options: Namespace, output: Output) -> int:
    """Derive the beliefs anew."""
    with tempodb.open(options.db) as database:
        count = database.rebuild()
    output.write(f"derived anew from {count} transaction{'s' if count != 1 else ''}\n")
    return DONE


def digest(options: Namespace, output: Output) -> int:
    """Print the digest of all that was recorded."""
    with tempodb.open(options.db) as database:
        output.write(database.digest() + "\n")
    return DONE


def schema(_: Namespace, output: Output) -> int:
    """Print the JSON Schema of dataset files."""
    output.write(_file_text(bundled("formats", "dataset.schema.json")))
    return DONE


def config(options: Namespace, output: Output) -> int:
    """Print what is set, or make the file that sets it."""
    from tempodb.cli import configuring

    if options.template:
        output.write(configuring.template())
        return DONE
    if options.init:
        output.write(f"{configuring.made()} is made; what it sets is commented out\n")
        return DONE
    output.write(configuring.effective(options.settings, options.broken))
    if options.broken is not None:
        output.report(options.broken)
    return DONE if options.broken is None else FOUND


def demo(_: Namespace, output: Output) -> int:
    """Ask a throw-away database the README's questions."""
    with tempodb.open(":memory:") as database:
        for report in database.load(tempodb.bundled_fixture("csto.yaml")):
            output.write(_report_text(report, is_trial=False))
        for question in DEMONSTRATED:
            answer = answers.outcome_text(database.query(question), "table", output.width)
            output.write(f"\ntempodb query '{question}'\n\n{answer}")
    return DONE


def version(output: Output) -> int:
    """Print the version."""
    from importlib.metadata import version as installed

    output.write(f"tempodb {installed('tempodb')}\n")
    return DONE
