"""Asking and carrying out: `query` and `run`."""

from __future__ import annotations

import shlex
from argparse import Namespace
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from tempodb.cli.context import Context
from tempodb.cli.formats import named
from tempodb.cli.output import DONE, Output
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
from tempodb.cli.texts import STANDARD_INPUT, deliver, stream_text
from tempodb.errors import InputError, Problem, QueryError, TempodbError
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


def query(options: Namespace, context: Context) -> int:
    """Answer queries."""
    format_ = _format(options, context)
    scripts = _asked(options, context)
    parameters = _parameters(options.parameter)
    with context.open(options.db, now=options.now, deadline=options.deadline) as database:
        talk = questions(database.session())
        if options.keep_going:
            return _answer_what_can_be(scripts, parameters, talk, options, format_, context.output)
        try:
            results = _results(outcomes(wholes(scripts, parameters), parameters, talk))
        except QueryError:
            if options.text is not None:
                _refuse_file(options.text)
            raise
    if not results:
        raise _no_query()
    _write_all(results, format_, options.output, context.output)
    return DONE


def _answer_what_can_be(
    scripts: Sequence[Script],
    parameters: Mapping[str, object],
    talk: Conversation,
    options: Namespace,
    format_: NamedFormat,
    output: Output,
) -> int:
    failures = _Failures(output)
    given = outcomes_going_on(apart(scripts, parameters), parameters, talk, failures.tell)
    if options.output is None and format_.format not in answers.BINARIES:
        count = _write_each(given, format_, output)
    else:
        results = _results(given)
        count = len(results)
        if results:
            _write_all(results, format_, options.output, output)
    if not count and not failures.code:
        raise _no_query()
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
        _say_why_empty(result, format_, output)
        count += 1
    return count


def _write_all(results: Sequence[Result], format_: NamedFormat, file: str | None, output: Output) -> None:
    width = output.width if file is None else None
    deliver(answers.written(results, format_, width), file, output)
    for result in results:
        _say_why_empty(result, format_, output)


def _say_why_empty(result: Result, format_: NamedFormat, output: Output) -> None:
    if result.empty_because and format_.format not in answers.SAYING_WHY:
        output.remark(Problem("no-rows", result.empty_because))


def _no_query() -> TempodbError:
    return InputError.of("empty", "there is no query", "ask for example: members of CSTO as of 2006")


def run(options: Namespace, context: Context) -> int:
    """Carry out statements that ask or write."""
    if options.atomic and options.keep_going:
        message = "--atomic is all or nothing, and --keep-going whatever can be done"
        raise InputError.of("argument", message, "leave one of them out")
    scripts = [_script(file, context) for file in options.files]
    parameters = _parameters(options.parameter)
    failures = _Failures(context.output)
    with context.open(options.db) as database:
        for outcome in _carried_out(scripts, parameters, options, database, failures):
            _tell(outcome, options.format or "table", context.output)
    return failures.code


def _carried_out(
    scripts: Sequence[Script],
    parameters: Mapping[str, object],
    options: Namespace,
    database: Database,
    failures: _Failures,
) -> Iterable[Outcome]:
    if options.atomic:
        said = {"recorded_at": options.recorded_at, "author": options.author, "note": options.note}
        return outcomes_at_once(wholes(scripts, parameters), parameters, database.transaction(**said))
    talk = statements(database.session(), options.recorded_at)
    if options.keep_going:
        return outcomes_going_on(apart(scripts, parameters), parameters, talk, failures.tell)
    return outcomes(wholes(scripts, parameters), parameters, talk)


def _tell(outcome: Outcome, format_: str, output: Output) -> None:
    try:
        output.write(answers.outcome_text(outcome, format_, output.width))
        output.flush()
    except BrokenPipeError:
        # Who reads the answers has had enough; what is still to be written is to be written all the same.
        output.give_up()


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
        return Script(stream_text(context.surroundings.input), "<stdin>")
    return Script(file_text(file), file)


def _format(options: Namespace, context: Context) -> NamedFormat:
    settings, is_shown = context.settings, context.output.is_terminal
    if options.output is not None:
        return named(options.format or answers.format_of(options.output), settings.formats)
    usual = settings.format if is_shown else settings.pipe_format
    format_ = named(options.format or usual, settings.formats)
    if is_shown:
        answers.refuse_for_terminal(format_.format)
    return format_


def _refuse_file(text: str) -> None:
    """Refuse what is the name of a file, and no query."""
    from pathlib import Path

    with suppress(OSError):
        if Path(text).is_file():
            message = f"`{text}` is a file, and a query is wanted here"
            raise InputError.of("argument", message, f"write: tempodb query - < {shlex.quote(text)}")


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
