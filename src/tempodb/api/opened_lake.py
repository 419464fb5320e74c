"""An open lake: it is asked as a database is, and what only a log has is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from tempodb.api.database import Database
from tempodb.api.lake_engine import LakeEngine
from tempodb.api.session import Session
from tempodb.api.shown_result import ShownResult
from tempodb.base.errors import InputError
from tempodb.lake.asking.lake_storage import not_here
from tempodb.lake.asking.written_answers import WrittenRows
from tempodb.model.caller_values import path_of
from tempodb.model.kinds import EntityType
from tempodb.tql import ast

if TYPE_CHECKING:
    from tempodb.api.datasets import FilePath
    from tempodb.model.labels import Label


class WrittenAnswer(NamedTuple):
    """An answer that was written: so many rows, in *files* in order, of so many *bytes*; and what is said beside it."""

    rows: int
    files: tuple[str, ...]
    bytes: int
    notes: tuple[str, ...]
    empty_because: str | None


class _WritingSession(Session):
    """Statements whose answer is written to a folder."""

    def __init__(self, engine: LakeEngine, to: str) -> None:
        super().__init__(engine)
        self._into = engine
        self._to = to

    def _answer(self, query: ast.Query, text: str, focus: ast.Name | None) -> ShownResult:
        return self._into.answer_into(self._to, query, text, focus)


class OpenedLake(Database):
    """What `tempodb.open_lake` returns."""

    engine: LakeEngine

    def __init__(self, engine: LakeEngine) -> None:
        super().__init__(engine)

    def write_answer(self, question: str, folder: FilePath, /, **parameters: object) -> WrittenAnswer:
        """Write the answer to one query to a new folder, or a URL such as `s3://bucket/answer`, as files of Parquet.

        Those who answer for the buckets write them, so that nobody holds all of a large answer. Read in the
        order of their names, they have the rows of `query` in its order. The folder is there when all is
        written, and not at all where something went wrong.

        >>> import tempfile, tempodb
        >>> db = tempodb.open(":memory:")
        >>> _ = db.load(tempodb.bundled_fixture("csto.yaml"))
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     _ = db.publish(f"{folder}/lake", buckets=2)
        ...     with tempodb.open_lake(f"{folder}/lake") as lake:
        ...         written = lake.write_answer("members of every organization as of 2006", f"{folder}/answer")
        >>> written.rows, written.files
        (7, ('part-00000.parquet',))

        Raises:
            QueryError: the query cannot be read, asks for what does not exist, or takes longer or more memory than it may.
            InputError: something lies there already, or there are several queries.
            OperationalError: it cannot be written, or the lake is damaged.

        """
        session = _WritingSession(self.engine, path_of(folder))
        statements = session.read_questions(question, parameters)
        asked = sum(isinstance(statement, ast.Query) for statement in statements)
        if asked != 1:
            message = f"a folder holds one answer, and there are {asked} queries"
            raise InputError.of("output", message, "ask one query at a time")
        outcomes = [session.carry_out(statement, question, parameters) for statement in statements]
        (answer,) = (outcome for outcome in outcomes if isinstance(outcome, ShownResult))
        made: Any = answer.made
        assert isinstance(made, WrittenRows)
        size = sum(part.bytes for part in made.parts)
        names = tuple(part.path for part in made.parts)
        return WrittenAnswer(len(made), names, size, answer.told, answer.empty_because)

    def labels(self) -> list[Label]:
        """Return every name that is believed, with what it names."""
        self.engine.bring_labels()
        return super().labels()

    def labels_at_once(self) -> list[Label]:
        """Return the same."""
        return self.labels()

    def labels_beginning(self, text: str, most: int) -> list[Label]:
        """Return the names that begin with *text*, of so many things."""
        self.engine.bring_labels()
        return super().labels_beginning(text, most)

    def how_many(self, type_: EntityType) -> int:
        """Return how many things of a type there ever were."""
        return self.engine.tables.how_many(type_)

    def verify(self, *given: Any, **named: Any) -> NoReturn:
        """Refuse: what is verified is a log.

        Raises:
            InputError: always.

        """
        raise not_here(self.engine.location)

    def erasures(self) -> NoReturn:
        """Refuse: a lake does not tell of erasures.

        Raises:
            InputError: always.

        """
        raise not_here(self.engine.location)

    def export(self, *given: Any, **named: Any) -> NoReturn:
        """Refuse: what a dataset states is in the log.

        Raises:
            InputError: always.

        """
        raise not_here(self.engine.location)

    def export_folder(self, *given: Any, **named: Any) -> NoReturn:
        """Refuse: what a dataset states is in the log.

        Raises:
            InputError: always.

        """
        raise not_here(self.engine.location)

    def copy_to(self, *given: Any, **named: Any) -> NoReturn:
        """Refuse: a lake is copied as files are.

        Raises:
            InputError: always.

        """
        raise not_here(self.engine.location)

    def preview_erasure(self, person: str) -> NoReturn:
        """Refuse: an erasure is one of the log.

        Raises:
            InputError: always.

        """
        raise not_here(self.engine.location)
