"""Asking and carrying out what stands in files: `run`, and `query` of more than a typed text."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from tempodb.cli.commands.asking import no_query, parameters, remark_on, write_all
from tempodb.cli.context import Context
from tempodb.cli.output import DONE, Output, of_system
from tempodb.cli.scripts import (
    Conversation,
    Script,
    apart,
    outcomes,
    outcomes_at_once,
    outcomes_going_on,
    questions,
    statements,
    wholes,
)
from tempodb.cli.texts import STANDARD_INPUT, typed_text
from tempodb.errors import InputError, Problem, TempodbError
from tempodb.query.result import Result
from tempodb.render import answers
from tempodb.settings.values import NamedFormat
from tempodb.texts import file_text

if TYPE_CHECKING:
    from tempodb import Database
    from tempodb.sessions import Outcome


class _Failures:
    """Tells of what is wrong while the rest goes on; the worst of it gives the exit code."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self.code = DONE

    def tell(self, error: TempodbError) -> None:
        self._output.report(error)
        self.code = max(self.code, error.exit_code)


def ask(options: Namespace, format_: NamedFormat, context: Context) -> int:
    """Answer the queries of files, or each by itself."""
    scripts = _asked(options, context)
    values = parameters(options.parameter)
    limits = {"deadline": options.deadline, "memory": options.memory}
    with context.open(options.db, now=options.now, **limits) as database:
        talk = questions(database.session())
        if options.keep_going:
            return _answer_what_can_be(scripts, values, talk, options, format_, context.output)
        results = _results(outcomes(wholes(scripts, values), values, talk))
    write_all(results, format_, options.output, context.output)
    return DONE


def _answer_what_can_be(
    scripts: Sequence[Script],
    values: Mapping[str, object],
    talk: Conversation,
    options: Namespace,
    format_: NamedFormat,
    output: Output,
) -> int:
    failures = _Failures(output)
    given = outcomes_going_on(apart(scripts, values), values, talk, failures.tell)
    if options.output is None and format_.format not in answers.BINARIES:
        count = _write_each(given, format_, output)
    else:
        results = _results(given)
        count = len(results)
        if results:
            write_all(results, format_, options.output, output)
    if not count and not failures.code:
        raise no_query()
    return failures.code


def _results(given: Iterable[Outcome]) -> list[Result]:
    """Return the answers; a question has no other outcome."""
    return [outcome for outcome in given if isinstance(outcome, Result)]


def _write_each(given: Iterable[Outcome], format_: NamedFormat, output: Output) -> int:
    """Write each answer when it is there, and return how many there were."""
    count = 0
    for result in given:
        assert isinstance(result, Result)
        between = "\n" if count and format_.format in answers.APART else ""
        output.write(f"{between}{answers.written([result], format_, output.width)!s}")
        output.flush()
        remark_on(result, format_, output)
        count += 1
    return count


def run(options: Namespace, context: Context) -> int:
    """Carry out statements that ask or write."""
    if options.atomic and options.keep_going:
        message = "--atomic is all or nothing, and --keep-going whatever can be done"
        raise InputError.of("argument", message, "leave one of them out")
    scripts = [_script(file, context) for file in options.files]
    values = parameters(options.parameter)
    failures = _Failures(context.output)
    written = 0
    try:
        with context.open(options.db) as database:
            for outcome in _carried_out(scripts, values, options, database, failures):
                written += not isinstance(outcome, Result) and not outcome.is_empty
                _tell(outcome, options.format or "table", context.output)
            if written:
                context.warn(database)
    except TempodbError as error:
        if not written or options.keep_going:
            raise
        context.output.report(error)
        context.output.remark(_partly(written))
        return error.exit_code
    return failures.code


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
        return outcomes_at_once(wholes(scripts, values), values, database.transaction(**said))
    talk = statements(database.session(), options.recorded_at)
    if options.keep_going:
        return outcomes_going_on(apart(scripts, values), values, talk, failures.tell)
    return outcomes(wholes(scripts, values), values, talk)


def _tell(outcome: Outcome, format_: str, output: Output) -> None:
    text = answers.outcome_text(outcome, format_, output.width)
    if not isinstance(outcome, Result):
        output.tell(text)
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


def _asked(options: Namespace, context: Context) -> list[Script]:
    if options.text is not None and options.files:
        raise InputError.of("argument", "a text and a file are given", _meant(options.files[0]))
    if options.text is None and not options.files:
        raise InputError.of("argument", "the query is missing", "write: tempodb query TQL, or -f FILE")
    if options.text is not None and options.text != STANDARD_INPUT:
        return [Script(options.text, None)]
    return [_script(file, context) for file in options.files or [STANDARD_INPUT]]


def _meant(file: str) -> str:
    return f"write `--format {file}`" if file in answers.FORMATS else "give one of them"


def _script(file: str, context: Context) -> Script:
    if file == STANDARD_INPUT:
        return Script(typed_text(context.surroundings.input), "<stdin>")
    return Script(file_text(file), file)
