"""What a text means where names are known: read as it stands, or else with names that exist taken whole.

Whoever runs a text comes by here, so that questions, scripts, transactions and the prompt read names alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar

from tempodb.errors import QueryError
from tempodb.query.bound import Catalog
from tempodb.query.clocks import Present
from tempodb.query.result import Result

if TYPE_CHECKING:
    from tempodb.query import ast, written

S = TypeVar("S", bound="ast.Statement | written.Statement")
T = TypeVar("T")
Parameters: TypeAlias = Mapping[str, object]
Read: TypeAlias = Callable[[str, Parameters], tuple[S, ...]]


class Names(Protocol):
    """What looks for something among the names that are known."""

    def __call__(self, look: Callable[[Catalog, Present], T], /) -> T | None:
        """Return what *look* finds; None if there are no names yet."""


def read_among(names: Names, read: Read[S], text: str, parameters: Parameters) -> tuple[S, ...]:
    """Return the statements of *text*.

    Raises:
        QueryError: it cannot be read in any way.

    """
    try:
        return read(text, parameters)
    except QueryError as refusal:
        if not refusal.is_placed:
            raise
        found = _otherwise(names, refusal, read, text, parameters)
        if found is not None:
            return found
        raise _verified(names, refusal, read, text, parameters) from None


def carried_out(
    names: Names,
    statement: S,
    text: str,
    parameters: Parameters,
    read: Read[S],
    do: Callable[[S, str], T],
) -> T:
    """Return what comes of a statement of *text*, with names taken whole if else they are not plainly meant.

    Raises:
        QueryError: it speaks of what does not exist, in whatever way it is read.

    """
    try:
        outcome = do(statement, text)
    except QueryError as refusal:
        if (again := _again(names, statement, text, parameters, read, refusal)) is None:
            raise
        return do(again, "")
    if isinstance(outcome, Result):
        again = _again(names, statement, text, parameters, read, outcome)
        return outcome if again is None else do(again, "")
    return outcome


def _again(
    names: Names,
    statement: S,
    text: str,
    parameters: Parameters,
    read: Read[S],
    came_out: QueryError | Result,
) -> S | None:
    """Return the statement as it is read otherwise, if what came of it was not plainly meant."""
    if statement.span is None or not _is_doubtful(came_out):
        return None
    from tempodb.query.pieces import pieces

    written = text[statement.span.start : statement.span.end]
    named = {name for piece in pieces(written) for name in piece.names}
    given = {name: value for name, value in parameters.items() if name in named}
    found = _otherwise(names, came_out, read, written, given)
    return found[0] if found else None


def _is_doubtful(came_out: QueryError | Result) -> bool:
    """Return whether a text may mean something else: its names mean nothing, or only parts of names are meant."""
    if isinstance(came_out, Result):
        return bool(came_out.notes)
    code = came_out.problems[0].code
    return code.startswith("unknown-") or code in ("wrong-kind", "ambiguous", "out-of-place")


def _otherwise(
    names: Names, came_out: QueryError | Result, read: Read[S], text: str, parameters: Parameters
) -> tuple[S, ...] | None:
    # Only a doubtful text needs it.
    from tempodb.query.suggestions import read_in_parts, read_otherwise

    def again(mended: str) -> tuple[S, ...]:
        return read(mended, parameters)

    def look(catalog: Catalog, present: Present) -> tuple[S, ...] | None:
        found = read_otherwise(text, again, catalog, present)
        if found is None and isinstance(came_out, QueryError):
            return read_in_parts(text, again, catalog, present)
        return found

    return names(look)


def _verified(
    names: Names, refusal: QueryError, read: Read[S], text: str, parameters: Parameters
) -> QueryError:
    """Return a refusal with those suggestions alone whose names are known, and names to be quoted."""
    # Only a wrong text needs it.
    from tempodb.query.suggestions import all_mean, verified, with_quotes

    def again(mended: str) -> tuple[S, ...]:
        return read(mended, parameters)

    def look(catalog: Catalog, present: Present) -> QueryError:
        found = verified(refusal, text, lambda mended: all_mean(mended, parameters, catalog, present))
        return with_quotes(found, text, again, catalog, present)

    return names(look) or verified(refusal, text, lambda _: True)
