"""The commands: each one call of the façade, its result written, and an exit code."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import tempodb
from tempodb._files import bundled
from tempodb.cli.output import Output, write_file
from tempodb.errors import DateError, InputError
from tempodb.query.result import Result
from tempodb.render import problems, records
from tempodb.render.table import table

if TYPE_CHECKING:
    from tempodb.store.loads import Loading

DONE, FOUND = 0, 1

WRITERS: dict[str, Callable[[Result], str | bytes]] = {
    "table": table,
    "json": records.as_json,
    "jsonl": records.as_jsonl,
    "csv": records.as_csv,
    "tsv": records.as_tsv,
    "markdown": records.as_markdown,
    "arrow": records.as_arrow,
    "parquet": records.as_parquet,
}

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
        if options.format == "json" or (
            options.format is None and not output.is_terminal and options.dry_run is None
        ):
            output.write(json.dumps(report.as_dict(), ensure_ascii=False) + "\n")
        else:
            output.write(_report_text(report, options.dry_run))
    changes = any(not report.difference.is_empty for report in reports)
    return FOUND if options.dry_run and options.exit_code and changes else DONE


def _report_text(report: Loading, is_trial: bool) -> str:
    figures = report.as_dict()
    counts = ", ".join(f"{figures[word]} {word}" for word in ("added", "corrected", "retracted", "unchanged"))
    if report.differs:
        counts += f", {len(report.differs)} otherwise by writes"
    lines = [f"{report.dataset}: {counts}"]
    if is_trial:
        lines += [f"  {line}" for line in report.lines()]
    elif report.transaction is not None:
        lines.append(f"  recorded as transaction {report.transaction} at {figures['recorded_at']}")
        lines.append("  " + ", ".join(f"{count} {kind}" for kind, count in figures["kinds"].items()))
    return "\n".join(lines) + "\n"


def query(options: Namespace, output: Output) -> int:
    """Answer queries."""
    text = _standard_input() if options.text == "-" else options.text
    parameters = dict(_parameter(given) for given in options.parameter)
    format_ = options.format or ("table" if output.is_terminal and options.output is None else "tsv")
    try:
        database = tempodb.open(options.db, now=options.now)
    except DateError as error:
        raise InputError(*error.problems) from None
    with database:
        results = list(database.session().run(text, **parameters))
    answers = [_written(result, format_) for result in results]
    if options.output is not None:
        write_file(Path(options.output), _joined(answers))
        return DONE
    for i, (result, answer) in enumerate(zip(results, answers, strict=True)):
        if i and format_ in ("table", "markdown"):
            output.write("\n")
        output.write(answer)
        if result.empty_because and format_ not in ("table", "json"):
            output.remark(f"no rows: {result.empty_because}")
    return DONE


def _standard_input() -> str:
    """Return what is on standard input, which is UTF-8 whatever the locale says."""
    if sys.stdin is None:
        return ""
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = f"the byte at {error.start}"
        raise InputError.of(
            "encoding", f"standard input is no UTF-8: {place} is not", "save it as UTF-8"
        ) from None


def _written(result: Result, format_: str) -> str | bytes:
    try:
        return WRITERS[format_](result)
    except ModuleNotFoundError as error:
        hint = "install it with: pip install 'tempodb[arrow]'"
        raise InputError.of("format", f"the format {format_} needs {error.name}", hint) from None


def _joined(answers: list[str | bytes]) -> str | bytes:
    texts = [answer for answer in answers if isinstance(answer, str)]
    return "".join(texts) if texts else b"".join(answer for answer in answers if isinstance(answer, bytes))


def _parameter(given: str) -> tuple[str, str]:
    name, equals, value = given.partition("=")
    if not equals or not name.isidentifier():
        raise InputError.of("argument", f"`{given}` is no parameter", "write -p name=value")
    return name, value


def check(options: Namespace, output: Output) -> int:
    """Look for errors in dataset files."""
    found = tempodb.check(*options.files)
    if any(problem.code == "unreadable" for problem in found):
        raise tempodb.DatasetError(*found)
    for problem in found:
        output.write(problems.drawn(problem) + "\n")
    if not found:
        output.write(
            f"{len(options.files)} file{'s' if len(options.files) > 1 else ''}, nothing to find fault with\n"
        )
    return FOUND if found else DONE


def export(options: Namespace, output: Output) -> int:
    """Print what a dataset states."""
    with tempodb.open(options.db) as database:
        text = database.export(options.dataset, options.known_at, options.format)
    if options.output is not None:
        write_file(Path(options.output), text)
    else:
        output.write(text)
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
    output.write(bundled("formats").joinpath("dataset.schema.json").read_text(encoding="utf-8"))
    return DONE


def demo(_: Namespace, output: Output) -> int:
    """Ask a throw-away database the README's questions."""
    with tempodb.open(":memory:") as database:
        for report in database.load(tempodb.bundled_fixture("csto.yaml")):
            output.write(_report_text(report, is_trial=False))
        for question in DEMONSTRATED:
            output.write(f"\ntempodb query '{question}'\n\n{table(database.query(question))}")
    return DONE


def version(output: Output) -> int:
    """Print the version."""
    from importlib.metadata import version as installed

    output.write(f"tempodb {installed('tempodb')}\n")
    return DONE
