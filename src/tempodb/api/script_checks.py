"""What is wrong with the statements of a text, each told apart, and none of them carried out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar, assert_never

from tempodb.api.engine import Engine
from tempodb.api.interpretation import Reading
from tempodb.base.errors import Problem, QueryError
from tempodb.binding.asked_at import AskedAt
from tempodb.binding.binder import bind
from tempodb.binding.write_binder import bind_person, bind_write
from tempodb.questions.name_catalog import Catalog
from tempodb.tql import ast, write_ast
from tempodb.tql.parsing.parser import parse_script
from tempodb.tql.split import split_statements

T = TypeVar("T")
NAMING_CODES = ("wrong-kind", "ambiguous", "out-of-place")
"""The codes of what is wrong with names, beside those that begin with `unknown-`."""


def script_problems(text: str, engine: Engine) -> list[Problem]:
    """Return what is wrong with each statement of *text*, as carrying it out would tell.

    Parameters may still be given. What an earlier statement writes may define what a later one names, so
    that behind one that writes nothing is said of names.

    Raises:
        OperationalError: the database cannot be read.

    """
    checking = _Checking(engine)
    return [
        problem
        for piece in split_statements(text)
        for problem in checking.problems(text, piece.start, piece.text)
    ]


class _Checking:
    """Goes through statements as a session does, of which `use` holds for those that follow."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._focus: ast.Name | None = None
        self._has_written = False

    def problems(self, whole: str, start: int, text: str) -> Iterator[Problem]:
        """Yield what is wrong with the statement *text*, which stands at *start* of the *whole*."""
        reading = Reading(self._look_up, parse_script, {})
        try:
            for statement in reading.statements(text):
                reading.carried_out(statement, text, self._bind)
        except QueryError as refusal:
            for problem in refusal.problems:
                if problem.code != "parameter" and not (self._has_written and _is_of_name(problem)):
                    yield problem.within(whole, start)

    def _bind(self, statement: ast.ReadingStatement | write_ast.WritingStatement, text: str) -> None:
        match statement:
            case ast.Query():
                self._look_up(lambda catalog, present: bind(statement, catalog, present, text))
            case ast.Use(organization):
                query = ast.Query(ast.Members(organization))
                self._look_up(lambda catalog, present: bind(query, catalog, present, text))
                self._focus = organization
            case write_ast.PreviewStatement(of=previewed):
                self._bind(previewed, text)
            case write_ast.WriteStatement():
                self._look_up(lambda catalog, present: bind_write(statement, catalog, present, text))
                self._has_written = True
            case write_ast.EraseStatement():
                self._look_up(lambda catalog, present: bind_person(statement, catalog, present, text))
                self._has_written = True
            case write_ast.UndoStatement():
                self._has_written = True
            case ast.Set():
                pass
            case _:
                assert_never(statement)

    def _look_up(self, look: Callable[[Catalog, AskedAt], T]) -> T | None:
        return self._engine.look_up(
            lambda catalog, present: look(catalog, present._replace(focus=self._focus))
        )


def _is_of_name(problem: Problem) -> bool:
    return problem.code.startswith("unknown-") or problem.code in NAMING_CODES
