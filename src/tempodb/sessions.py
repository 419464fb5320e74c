"""Several statements one after the other, questions and writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar

from tempodb.errors import QueryError
from tempodb.query import ast
from tempodb.query.parser import parse, parse_script
from tempodb.query.result import Result

if TYPE_CHECKING:
    from tempodb.query import written
    from tempodb.writes import Done, Erased

    Outcome: TypeAlias = Result | Done | Erased
    Statement: TypeAlias = ast.Statement | written.Statement


S = TypeVar("S")


class Conversing(Protocol):
    """What a session asks of a database."""

    def _answer(self, query: ast.Query, text: str = "", focus: ast.Name | None = None) -> Result: ...

    def _find(self, organization: ast.Name, text: str) -> None: ...

    def _verified(self, refusal: QueryError, text: str, parameters: Mapping[str, object]) -> QueryError: ...

    def _perform(self, statement: written.Statement, text: str, recorded_at: str | None) -> Done | Erased: ...


class Session:
    """Several statements one after the other; `use` sets the focus of those that follow."""

    def __init__(self, database: Conversing) -> None:
        self._database = database
        self._focus: ast.Name | None = None

    def run(self, text: str, /, **parameters: object) -> Iterator[Result]:
        """Yield the answer to each query of *text*; nothing runs before all of it was read.

        Raises:
            QueryError: a statement cannot be read, or asks for what does not exist.

        """
        for statement in self._read(parse, text, parameters):
            if (answer := self._ask(statement, text)) is not None:
                yield answer

    def execute(
        self, text: str, parameters: Mapping[str, object] | None = None, *, recorded_at: str | None = None
    ) -> Iterator[Outcome]:
        """Yield what each statement of *text* answers or does, each write as a transaction of its own.

        Raises:
            QueryError: a statement cannot be read, or speaks of what does not exist.
            InputError: a write is refused; what was yielded before is done.

        """
        for statement in self.read(text, parameters or {}):
            if (outcome := self.carry_out(statement, text, recorded_at)) is not None:
                yield outcome

    def read(self, text: str, parameters: Mapping[str, object]) -> tuple[Statement, ...]:
        """Return the statements of *text*, none of which is carried out yet.

        Raises:
            QueryError: one cannot be read.

        """
        return self._read(parse_script, text, parameters)

    def read_questions(self, text: str, parameters: Mapping[str, object]) -> tuple[ast.Statement, ...]:
        """Return the statements of *text*, which may only ask.

        Raises:
            QueryError: one cannot be read, or writes.

        """
        return self._read(parse, text, parameters)

    def carry_out(self, statement: Statement, text: str, recorded_at: str | None = None) -> Outcome | None:
        """Return what a statement of *text* answers or does; None if it only speaks of those that follow.

        Raises:
            QueryError: it speaks of what does not exist.
            InputError: a write is refused.

        """
        if isinstance(statement, ast.Query | ast.Use):
            return self._ask(statement, text)
        return self._database._perform(statement, text, recorded_at)

    def _read(
        self,
        read: Callable[[str, Mapping[str, object]], tuple[S, ...]],
        text: str,
        parameters: Mapping[str, object],
    ) -> tuple[S, ...]:
        try:
            return read(text, parameters)
        except QueryError as refusal:
            raise self._database._verified(refusal, text, parameters) from None

    def _ask(self, statement: ast.Statement, text: str) -> Result | None:
        if isinstance(statement, ast.Query):
            return self._database._answer(statement, text, self._focus)
        self._database._find(statement.organization, text)
        self._focus = ast.Name(statement.organization.text)
        return None


def writes_alone(text: str, parameters: Mapping[str, object] | None = None) -> list[written.Write]:
    """Return the writes of *text*, which may hold nothing else.

    Raises:
        QueryError: a statement cannot be read, asks a question, or erases.

    """
    from tempodb.query.written import Write

    statements = parse_script(text, parameters)
    for statement in statements:
        if not isinstance(statement, Write):
            message = "one transaction takes statements that record, change, end, retract and correct"
            error = QueryError.of("out-of-place", message, "run the others apart")
            raise error if statement.span is None else QueryError(error.problems[0].at(text, statement.span))
    return [statement for statement in statements if isinstance(statement, Write)]
