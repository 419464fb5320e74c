"""Texts of statements: read as wholes or one by one, carried out in order, errors placed in their files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from tempodb.errors import Problem, QueryError, Span, TempodbError
from tempodb.query.parser import LONGEST
from tempodb.query.pieces import Piece, pieces

if TYPE_CHECKING:
    from tempodb.sessions import Outcome, Session, Statement
    from tempodb.transactions.transaction import Transaction

MOST_STATEMENTS = 50_000
"""How many statements one file may have."""
LASTING = ("no-database", "not-ours", "newer", "altered", "damaged", "unreachable")
"""What is wrong with the database itself, and would be with each statement."""


class Script(NamedTuple):
    """A text of statements, and the name of the file that it is from; a text that was typed has none."""

    text: str
    file: str | None


class Part(NamedTuple):
    """What is read at once of a script: the text at *start*, its first word at *begin*, its parameters."""

    script: Script
    text: str
    start: int
    begin: int
    parameters: Mapping[str, object]

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
        if problem.offset is not None:
            return problem.within(self.script.text, self.start, self.script.file)
        if self.script.file is None:
            return problem
        blamed = (
            Span(self.begin, self.begin)
            if span is None
            else Span(self.start + span.start, self.start + span.end)
        )
        return problem.at(self.script.text, blamed, self.script.file)._replace(excerpt=None)


def wholes(scripts: Iterable[Script], parameters: Mapping[str, object]) -> list[Part]:
    """Return the parts of scripts that are read before anything is carried out.

    They are whole texts, as far as one text may be so long: an error tells more of what is around it.
    """
    return [
        part
        for script in scripts
        for part in ([_whole(script, parameters)] if _is_short(script.text) else apart([script], parameters))
    ]


def _is_short(text: str) -> bool:
    return len(text.encode(errors="surrogatepass")) <= LONGEST


def _whole(script: Script, parameters: Mapping[str, object]) -> Part:
    found = list(pieces(script.text))
    names = frozenset[str]().union(*(piece.names for piece in found))
    begin = found[0].begin if found else 0
    return Part(script, script.text, 0, begin, _those(parameters, names))


def apart(scripts: Iterable[Script], parameters: Mapping[str, object]) -> list[Part]:
    """Return each statement of scripts as a part of its own."""
    return [
        Part(script, piece.text, piece.start, piece.begin, _those(parameters, piece.names))
        for script in scripts
        for piece in _few(pieces(script.text), script)
    ]


def _few(found: Iterable[Piece], script: Script) -> Iterator[Piece]:
    """Yield the pieces of a script, as long as they are not too many."""
    for count, piece in enumerate(found):
        if count == MOST_STATEMENTS:
            message = f"there are more than {MOST_STATEMENTS} statements"
            problem = Problem("too-many", message, "split them into several files")
            raise QueryError(problem.at(script.text, Span(piece.begin, piece.begin), script.file))
        yield piece


def _those(parameters: Mapping[str, object], names: frozenset[str]) -> Mapping[str, object]:
    return {name: value for name, value in parameters.items() if name in names}


def refuse_unused(parts: Iterable[Part], parameters: Mapping[str, object]) -> None:
    """Refuse parameters that no part names.

    Raises:
        QueryError: with their names.

    """
    if unused := sorted(parameters.keys() - {name for part in parts for name in part.parameters}):
        named = ", ".join(f"`:{name}`" for name in unused)
        raise QueryError.of("parameter", f"the text has no parameter {named}", "leave it out")


class Conversation(NamedTuple):
    """How statements are read and carried out: those of a session, or questions alone."""

    read: Callable[[str, Mapping[str, object]], Sequence[Statement]]
    carry_out: Callable[[Statement, str, Mapping[str, object]], Outcome | None]


def questions(session: Session) -> Conversation:
    """Return a conversation of questions alone."""
    return Conversation(session.read_questions, session.carry_out)


def statements(session: Session, recorded_at: str | None) -> Conversation:
    """Return a conversation in which statements may write."""

    def carry_out(statement: Statement, text: str, parameters: Mapping[str, object]) -> Outcome | None:
        return session.carry_out(statement, text, parameters, recorded_at=recorded_at)

    return Conversation(session.read, carry_out)


def outcomes(
    parts: Sequence[Part], parameters: Mapping[str, object], talk: Conversation
) -> Iterator[Outcome]:
    """Yield what each statement answers or does; nothing runs before all of them were read.

    Raises:
        TempodbError: at the first statement that is wrong; what was yielded before is done.

    """
    read = [(part, statement) for part in parts for statement in _read(part, talk)]
    refuse_unused(parts, parameters)
    for part, statement in read:
        yield from _carried_out(part, statement, talk)


def outcomes_going_on(
    parts: Sequence[Part],
    parameters: Mapping[str, object],
    talk: Conversation,
    report: Callable[[TempodbError], None],
) -> Iterator[Outcome]:
    """Yield what each statement answers or does, and *report* those that are wrong.

    Raises:
        TempodbError: the database cannot be used at all.

    """
    refuse_unused(parts, parameters)
    for part in parts:
        try:
            for statement in _read(part, talk):
                yield from _carried_out(part, statement, talk)
        except TempodbError as error:
            if error.problems[0].code in LASTING:
                raise
            report(error)


def outcomes_at_once(
    parts: Sequence[Part], parameters: Mapping[str, object], transaction: Transaction
) -> list[Outcome]:
    """Return what each write did, once all of them landed.

    Raises:
        TempodbError: a statement is wrong, and nothing was written.

    """
    refuse_unused(parts, parameters)
    done: list[Outcome] = []
    with transaction as tx:
        for part in parts:
            with part.placed():
                done += tx.run(part.text, **part.parameters)
    return done


def _read(part: Part, talk: Conversation) -> Sequence[Statement]:
    with part.placed():
        return talk.read(part.text, part.parameters)


def _carried_out(part: Part, statement: Statement, talk: Conversation) -> Iterator[Outcome]:
    with part.placed(statement.span):
        outcome = talk.carry_out(statement, part.text, part.parameters)
    if outcome is not None:
        yield outcome
