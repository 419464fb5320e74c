"""Asking and carrying out what stands in files: `run`, and `query` of more than a typed text."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import chain
from typing import TYPE_CHECKING

from tempodb import Result
from tempodb.base.errors import InputError, Problem, TempodbError
from tempodb.base.text_files import opened
from tempodb.cli.answers import no_query, parameters, remark_on, with_ends, write_all
from tempodb.cli.context import CliContext
from tempodb.cli.output import DONE, FOUND, Output, of_system
from tempodb.cli.scripts import (
    Script,
    outcomes,
    outcomes_at_once,
    outcomes_going_on,
    question_runner,
    statement_runner,
    streamed,
    typed,
)
from tempodb.cli.texts import STANDARD_INPUT, standard_input
from tempodb.output import writing
from tempodb.output.formats import FORMATS, NamedFormat

if TYPE_CHECKING:
    from tempodb import Database
    from tempodb.api.session import Outcome

MAX_WAITING_ROWS = 10_000
"""Rows of answers that are held until all statements were answered."""


class _Failures:
    """Tells of what is wrong while the rest goes on; the worst of it gives the exit code."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self.code = DONE

    def report(self, error: TempodbError) -> None:
        self._output.report(error)
        self.code = max(self.code, error.exit_code)


def ask(options: Namespace, format_: NamedFormat, context: CliContext) -> int:
    """Answer the queries of files, or each by itself."""
    values = parameters(options.parameter)
    failures = _Failures(context.output)
    with ExitStack() as files:
        scripts = _asked(options, context, files)
        with context.asked(options) as database:
            runner = question_runner(database.session())
            if options.keep_going:
                given = outcomes_going_on(scripts, values, runner, failures.report)
            else:
                given = outcomes(scripts, values, runner)
            results = (outcome for outcome in given if isinstance(outcome, Result))
            count = _write(with_ends(results, options, context), options, format_, context.output)
    if not count and not failures.code:
        raise no_query()
    return failures.code


def _write(results: Iterator[Result], options: Namespace, format_: NamedFormat, output: Output) -> int:
    """Write answers, as far as there is room all at once when none is wrong, and return how many there were."""
    is_whole = options.output is not None or format_.base.is_binary or format_.base.page is not None
    if is_whole:
        held, later = list(results), None
    else:
        held = [] if options.keep_going else list(_waiting(results))
        later = next(results, None)
    if later is not None:
        return _write_each(chain(held, [later], results), format_, output)
    if held:
        write_all(held, format_, options.output, output)
    return len(held)


def _waiting(results: Iterable[Result]) -> Iterator[Result]:
    """Yield answers until they are more than should be held at once."""
    rows = 0
    for result in results:
        yield result
        rows += 1 + len(result)
        if rows > MAX_WAITING_ROWS:
            return


def _write_each(results: Iterable[Result], format_: NamedFormat, output: Output) -> int:
    """Write each answer when it is there, and return how many there were."""
    count = 0
    for result in results:
        between = "\n" if count and format_.base.is_apart else ""
        output.write(f"{between}{writing.written([result], format_, output.width)!s}")
        output.flush()
        remark_on(result, format_, output)
        count += 1
    return count


def run(options: Namespace, context: CliContext) -> int:
    """Carry out statements that ask or write."""
    if options.atomic and options.keep_going:
        message = "--atomic is all or nothing, and --keep-going whatever can be done"
        raise InputError.of("argument", message, "leave one of them out")
    values = parameters(options.parameter)
    failures = _Failures(context.output)
    written = 0
    try:
        with ExitStack() as files:
            scripts = [_script(file, context, files) for file in options.files]
            database = files.enter_context(context.open(options.db))
            if options.dry_run:
                database = files.enter_context(database.trial())
            for outcome in _carried_out(scripts, values, options, database, failures):
                written += not isinstance(outcome, Result) and not outcome.is_empty
                _report_outcome(outcome, options, context.output)
            if written and not options.dry_run:
                context.warn(database)
    except TempodbError as error:
        if not written or options.keep_going or options.dry_run:
            raise
        context.output.report(error)
        context.output.remark(_partly(written))
        return error.exit_code
    found = FOUND if options.dry_run and options.exit_code and written else DONE
    return failures.code or found


def _partly(count: int) -> Problem:
    """Return what is to be known where statements stopped after so many writes."""
    said = "the write before it stands" if count == 1 else f"the {count} writes before it stand"
    return Problem("partly", said, "with `--atomic` all are done, or none")


def _carried_out(
    scripts: Sequence[Script],
    values: Mapping[str, object],
    options: Namespace,
    database: Database,
    failures: _Failures,
) -> Iterable[Outcome]:
    if options.atomic:
        said = {"recorded_at": options.recorded_at, "author": options.author, "note": options.note}
        return outcomes_at_once(scripts, values, database.transaction(**said))
    runner = statement_runner(database.session(), options.recorded_at)
    if options.keep_going:
        return outcomes_going_on(scripts, values, runner, failures.report)
    return outcomes(scripts, values, runner)


def _report_outcome(outcome: Outcome, options: Namespace, output: Output) -> None:
    text = writing.outcome_text(outcome, options.format or "table", output.width)
    if not (isinstance(outcome, Result) or options.dry_run):
        output.write_done(text)
        return
    try:
        output.write(text)
        output.flush()
    except BrokenPipeError:
        # Who reads the answers has had enough; what is still to be written is to be written all the same.
        output.give_up()
    except OSError as error:
        raise of_system(error) from None


# ── what is given ────────────────────────────────────────────────────────────────────────────────


def _asked(options: Namespace, context: CliContext, files: ExitStack) -> list[Script]:
    if options.text is not None and options.files:
        raise InputError.of("argument", "a text and a file are given", _meant(options.files[0]))
    if options.text is None and not options.files:
        raise InputError.of("argument", "the query is missing", "write: tempodb query TQL, or -f FILE")
    if options.text is not None and options.text != STANDARD_INPUT:
        return [typed(options.text)]
    return [_script(file, context, files) for file in options.files or [STANDARD_INPUT]]


def _meant(file: str) -> str:
    return f"write `--format {file}`" if file in FORMATS else "give one of them"


def _script(file: str, context: CliContext, files: ExitStack) -> Script:
    """Return what is to be read of a file, which is open until *files* are closed."""
    if file == STANDARD_INPUT:
        return streamed(standard_input(context.runtime.input), "<stdin>")
    return streamed(files.enter_context(opened(file)), file)
