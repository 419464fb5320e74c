"""Texts of statements: read as wholes or one by one, carried out in order, errors placed in their files."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from typing import IO, TYPE_CHECKING, NamedTuple

from tempodb.base.errors import Problem, QueryError, Span, TempodbError
from tempodb.base.excerpts import TextPosition
from tempodb.base.text_files import text_parts
from tempodb.language_service.statements import split_statements, stream_statements
from tempodb.tql.parsing.parser import MAX_CALL_BYTES

if TYPE_CHECKING:
    from tempodb.api.session import Outcome, Session, Statement
    from tempodb.api.transactions.transaction import Transaction

MAX_ATOMIC_STATEMENTS = 50_000
"""How many statements one transaction may have."""
LASTING = ("no-database", "not-ours", "newer", "altered", "damaged", "unreachable", "place")
"""What is wrong with the database itself, and would be with each statement."""


class Script(NamedTuple):
    """A text of statements, which comes in parts, and the name of the file that it is from; what was typed has none.

    What comes through a pipe can be read once, and has to be carried out as it comes.
    """

    parts: Callable[[], Iterable[str]]
    file: str | None = None
    is_lasting: bool = True


def typed(text: str) -> Script:
    """Return what was typed as a script."""
    return Script(lambda: [text])


def streamed(stream: IO[bytes], name: str) -> Script:
    """Return what comes from a stream of that *name* as a script."""
    if not stream.seekable():
        return Script(partial(text_parts, stream, name), name, False)
    begin = stream.tell()

    def parts() -> Iterator[str]:
        stream.seek(begin)
        return text_parts(stream, name)

    return Script(parts, name)


class ScriptPart(NamedTuple):
    """What is read at once of a script: the text at *place*, its first word at *begin* of it, its parameters.

    The *rest* is what follows in its last line.
    """

    text: str
    place: TextPosition
    rest: str
    begin: int
    parameters: Mapping[str, object]
    file: str | None

    @contextmanager
    def placed(self, span: Span | None = None) -> Iterator[None]:
        """Say of each error where in the whole script it is; *span* is that of the statement at hand."""
        try:
            yield
        except TempodbError as error:
            raise type(error)(*(self._placed(problem, span) for problem in error.problems)) from None

    def _placed(self, problem: Problem, span: Span | None) -> Problem:
        if problem.file is not None or problem.code in LASTING:
            return problem
        text = self.text + self.rest
        if problem.offset is not None:
            return self.place.of(problem, text, self.file)
        if self.file is None:
            return problem
        blamed = problem.at(text, span or Span(self.begin, self.begin))
        return self.place.of(blamed, text, self.file)._replace(excerpt=None)


class Begun(NamedTuple):
    """A script of which something was read: the whole as one part, if it is short, else what is still to come."""

    whole: ScriptPart | None
    rest: Script


def begun(script: Script, parameters: Mapping[str, object]) -> Begun:
    """Return a script of which as much was read as may be one text: an error tells more of what is around it."""
    coming, text = iter(script.parts()), ""
    for part in coming:
        text += part
        if len(text.encode(errors="surrogatepass")) > MAX_CALL_BYTES:
            again = partial(chain, [text], coming)
            return Begun(None, script if script.is_lasting else script._replace(parts=again))
    found = list(split_statements(text))
    names = frozenset[str]().union(*(piece.names for piece in found))
    begin = found[0].begin if found else 0
    return Begun(ScriptPart(text, TextPosition(), "", begin, _those(parameters, names), script.file), script)


def apart(script: Script, parameters: Mapping[str, object]) -> Iterator[ScriptPart]:
    """Yield each statement of a script as a part of its own, as soon as it has ended."""
    for text, names, place, rest in stream_statements(script.parts(), script.file):
        yield ScriptPart(text, place, rest, 0, _those(parameters, names), script.file)


def _those(parameters: Mapping[str, object], names: frozenset[str]) -> Mapping[str, object]:
    return {name: value for name, value in parameters.items() if name in names}


class Unused:
    """Parameters of which no part was seen yet that names them."""

    def __init__(self, parameters: Mapping[str, object]) -> None:
        self._names = set(parameters)

    def seen(self, parts: Iterable[ScriptPart]) -> Iterator[ScriptPart]:
        """Yield parts, whose parameters are used."""
        for part in parts:
            self._names -= part.parameters.keys()
            yield part

    def refuse(self) -> None:
        """Refuse what no part names.

        Raises:
            QueryError: with the names.

        """
        if self._names:
            named = ", ".join(f"`:{name}`" for name in sorted(self._names))
            raise QueryError.of("parameter", f"the text has no parameter {named}", "leave it out")


class StatementRunner(NamedTuple):
    """How statements are read and carried out: those of a session, or questions alone."""

    read: Callable[[str, Mapping[str, object]], Sequence[Statement]]
    carry_out: Callable[[Statement, str, Mapping[str, object]], Outcome | None]


def question_runner(session: Session) -> StatementRunner:
    """Return a runner of questions alone."""
    return StatementRunner(session.read_questions, session.carry_out)


def statement_runner(session: Session, recorded_at: str | None) -> StatementRunner:
    """Return a runner of statements that may write."""

    def carry_out(statement: Statement, text: str, parameters: Mapping[str, object]) -> Outcome | None:
        return session.carry_out(statement, text, parameters, recorded_at=recorded_at)

    return StatementRunner(session.read, carry_out)


def outcomes(
    scripts: Iterable[Script], parameters: Mapping[str, object], runner: StatementRunner
) -> Iterator[Outcome]:
    """Yield what each statement answers or does; nothing runs before all that lasts was read.

    Raises:
        TempodbError: at the first statement that is wrong; what was yielded before is done.

    """
    unused = Unused(parameters)
    ready: list[Iterable[tuple[ScriptPart, Sequence[Statement]]]] = []
    is_all_read = True
    for script in scripts:
        whole, rest = begun(script, parameters)
        if whole is not None:
            ready.append([(part, _read(part, runner)) for part in unused.seen([whole])])
            continue
        if rest.is_lasting:
            for part in unused.seen(apart(rest, parameters)):
                _read(part, runner)
        is_all_read = is_all_read and rest.is_lasting
        ready.append((part, _read(part, runner)) for part in unused.seen(apart(rest, parameters)))
    if is_all_read:
        unused.refuse()
    for part, statements in chain.from_iterable(ready):
        yield from _carried_out(part, statements, runner)
    unused.refuse()


def outcomes_going_on(
    scripts: Sequence[Script],
    parameters: Mapping[str, object],
    runner: StatementRunner,
    report: Callable[[TempodbError], None],
) -> Iterator[Outcome]:
    """Yield what each statement answers or does as soon as it was read, and *report* those that are wrong.

    Raises:
        TempodbError: the database cannot be used at all.

    """
    unused = Unused(parameters)
    if parameters and all(script.is_lasting for script in scripts):
        for script in scripts:
            deque(unused.seen(apart(script, parameters)), 0)
        unused.refuse()
    for script in scripts:
        for part in unused.seen(apart(script, parameters)):
            try:
                yield from _carried_out(part, _read(part, runner), runner)
            except TempodbError as error:
                if error.problems[0].code in LASTING:
                    raise
                report(error)
    unused.refuse()


def outcomes_at_once(
    scripts: Iterable[Script], parameters: Mapping[str, object], transaction: Transaction
) -> list[Outcome]:
    """Return what each write did, once all of them landed.

    Raises:
        TempodbError: a statement is wrong, or there are too many, and nothing was written.

    """
    unused = Unused(parameters)
    done: list[Outcome] = []
    with transaction as tx:
        for script in scripts:
            whole, rest = begun(script, parameters)
            for part in unused.seen(apart(rest, parameters) if whole is None else [whole]):
                with part.placed():
                    done += tx.run(part.text, **part.parameters)
                    if len(done) > MAX_ATOMIC_STATEMENTS:
                        message = f"there are more than {MAX_ATOMIC_STATEMENTS} statements"
                        raise QueryError.of("too-many", message, "leave out `--atomic`, or split them")
        unused.refuse()
    return done


def _read(part: ScriptPart, runner: StatementRunner) -> Sequence[Statement]:
    with part.placed():
        return runner.read(part.text, part.parameters)


def _carried_out(
    part: ScriptPart, statements: Iterable[Statement], runner: StatementRunner
) -> Iterator[Outcome]:
    for statement in statements:
        with part.placed(statement.span):
            outcome = runner.carry_out(statement, part.text, part.parameters)
        if outcome is not None:
            yield outcome
