"""What a text means where names are known: read as it stands, or else with names that exist taken whole.

Whoever runs a text comes by here, so that questions, scripts, transactions and the prompt read names alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeAlias, TypeVar, cast

from tempodb.answers.result import Result
from tempodb.base.errors import QueryError
from tempodb.binding.asked_at import AskedAt
from tempodb.questions.name_catalog import Catalog
from tempodb.tql.ambiguous_words import is_ambiguous

if TYPE_CHECKING:
    from tempodb.tql import ast, write_ast

S = TypeVar("S", bound="ast.ReadingStatement | write_ast.WritingStatement")
T = TypeVar("T")
Read: TypeAlias = Callable[[str, Mapping[str, object]], tuple[S, ...]]


class KnownNames(Protocol):
    """What looks for something among the names that are known."""

    def __call__(self, look: Callable[[Catalog, AskedAt], T], /) -> T | None:
        """Return what *look* finds; None if there are no names yet."""


class Reading(NamedTuple, Generic[S]):
    """How the texts with some parameters are read, and where names are looked up."""

    names: KnownNames
    read: Read[S]
    parameters: Mapping[str, object]

    def statements(self, text: str) -> tuple[S, ...]:
        """Return the statements of *text*.

        Raises:
            QueryError: it cannot be read in any way.

        """
        try:
            statements = self._read(text)
            return self._with_longer_names(text) or statements
        except QueryError as refusal:
            if not refusal.is_placed:
                raise
            found = self._otherwise(text, refusal) or self._in_words(text)
            if found is not None:
                return found
            raise self._with_nearest(text, self._verified(text, refusal)) from None

    def carried_out(self, statement: S, text: str, do: Callable[[S, str], T]) -> T:
        """Return what comes of a statement of *text*, with names taken whole if else they are not plainly meant.

        Raises:
            QueryError: it speaks of what does not exist, in whatever way it is read.

        """
        try:
            outcome = do(statement, text)
        except QueryError as refusal:
            again = self._again(statement, text, refusal) or self._reworded(statement, text, refusal)
            if again is None:
                raise self._with_nearest(text, refusal) from None
            return do(again, "")
        if isinstance(outcome, Result):
            again = self._again(statement, text, outcome)
            return outcome if again is None else do(again, "")
        return outcome

    def _read(self, text: str) -> tuple[S, ...]:
        return self.read(text, self.parameters)

    def _with_longer_names(self, text: str) -> tuple[S, ...] | None:
        """Return the statements with names taken whole that hold words of the language, if any do."""
        if not is_ambiguous(text):
            return None
        # Only a text that may mean two things needs it.
        from tempodb.binding.suggestions import read_with_longer_names

        def look(catalog: Catalog, present: AskedAt) -> tuple[S, ...] | None:
            return read_with_longer_names(text, self._read, catalog, present)

        return self.names(look)

    def _again(self, statement: S, text: str, came_out: QueryError | Result) -> S | None:
        """Return the statement as it is read otherwise, if what came of it was not plainly meant."""
        if statement.span is None or not _is_doubtful(came_out):
            return None
        from tempodb.tql.split import split_statements

        written = text[statement.span.start : statement.span.end]
        named = {name for piece in split_statements(written) for name in piece.names}
        given = {name: value for name, value in self.parameters.items() if name in named}
        found = self._replace(parameters=given)._otherwise(written, came_out)
        return found[0] if found else None

    def _reworded(self, statement: S, text: str, refusal: QueryError) -> S | None:
        """Return the question that a statement means which can be read, and speaks of what does not exist."""
        if statement.span is None or not _is_doubtful(refusal):
            return None
        found = self._in_words(text[statement.span.start : statement.span.end])
        return found[0] if found else None

    def _in_words(self, text: str) -> tuple[S, ...] | None:
        """Return the question that a text in English means, if it is one."""
        # Only a wrong text needs it.
        from tempodb.binding.natural_reading import read_in_words

        query = self.names(lambda catalog, present: read_in_words(text, catalog, present))
        return None if query is None else (cast("S", query),)

    def _with_nearest(self, text: str, refusal: QueryError) -> QueryError:
        """Return a refusal with the nearest question that works, where it offers none."""
        if not refusal.is_placed:
            return refusal
        # Only a wrong text needs it.
        from tempodb.binding.natural_reading import with_nearest

        return self.names(lambda catalog, at: with_nearest(refusal, text, catalog, at)) or refusal

    def _otherwise(self, text: str, came_out: QueryError | Result) -> tuple[S, ...] | None:
        # Only a doubtful text needs it.
        from tempodb.binding.suggestions import read_in_parts, read_otherwise

        def look(catalog: Catalog, present: AskedAt) -> tuple[S, ...] | None:
            found = read_otherwise(text, self._read, catalog, present)
            if found is None and isinstance(came_out, QueryError):
                return read_in_parts(text, self._read, catalog, present)
            return found

        return self.names(look)

    def _verified(self, text: str, refusal: QueryError) -> QueryError:
        """Return a refusal with those suggestions alone whose names are known, and names to be quoted."""
        # Only a wrong text needs it.
        from tempodb.binding.suggestions import all_mean, verified, with_quotes

        def look(catalog: Catalog, present: AskedAt) -> QueryError:
            found = verified(
                refusal, text, lambda mended: all_mean(mended, self.parameters, catalog, present)
            )
            return with_quotes(found, text, self._read, catalog, present)

        return self.names(look) or verified(refusal, text, lambda _: True)


def _is_doubtful(came_out: QueryError | Result) -> bool:
    """Return whether a text may mean something else: its names mean nothing, or only parts of names are meant."""
    if isinstance(came_out, Result):
        return bool(came_out.notes)
    code = came_out.problems[0].code
    return code.startswith("unknown-") or code in (
        "wrong-kind",
        "ambiguous",
        "out-of-place",
        "no-focus",
        "several-foci",
    )
