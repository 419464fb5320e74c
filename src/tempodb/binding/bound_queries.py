"""What queries were bound to, kept for when they are asked again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Generic, Protocol, Self, TypeAlias, TypeVar

from tempodb.base.errors import QueryError
from tempodb.binding.asked_at import AskedAt
from tempodb.binding.binder import bind
from tempodb.questions import resolved
from tempodb.questions.name_catalog import Catalog
from tempodb.tql import ast

if TYPE_CHECKING:
    from tempodb.binding.shapes import Shape
    from tempodb.questions.places import Values
    from tempodb.tql.parsing.parser import HowAsked


class Answerable(Protocol):
    """What is made of a query."""

    def alike(self, query: resolved.Query, values: Values) -> Self:
        """Return what would be made of a *query* that has other *values* in its places."""
        ...


A = TypeVar("A", bound=Answerable)
_Kept: TypeAlias = tuple[ast.Query, str, "ast.Name | None", resolved.Query, A]
"""A query with its text and focus, what it means, and what was made of that."""

_Form: TypeAlias = tuple[str, tuple[str, ...], tuple[type, ...]]
"""A text with the names and the types of its parameters."""
MOST_QUERIES = 1_000
"""How many are kept before all are forgotten."""


class BoundQueries(Generic[A]):
    """Binds queries to one *catalog*, each once as long as it means the same: to the very query that was read.

    The catalog is of one state of a database, and asked for no instant before its last transaction unless
    it is always the same one: what is known now was known when it was asked first. What a query means is
    handed to *make*, which makes of it what answers it.
    """

    def __init__(self, catalog: Catalog, make: Callable[[resolved.Query], A]) -> None:
        self._catalog = catalog
        self._make = make
        self._kept: dict[int, _Kept[A]] = {}
        self._asked: dict[HowAsked, tuple[resolved.Query, A]] = {}
        self._seen: set[_Form] = set()
        self._shapes: dict[_Form, tuple[Shape, A] | None] = {}

    def bind(self, query: ast.Query, present: AskedAt, text: str) -> A:
        """Return what was made of what *query* means at *present*; *text* is what its spans point into.

        Raises:
            QueryError: a name is unknown or ambiguous, or a clause means nothing here.

        """
        kept = self._kept.get(id(query))
        # What is kept is alive, so that no other query has its identity.
        if kept is not None and kept[1:3] == (text, present.focus) and _is_lasting(kept[3], present):
            return kept[4]
        meant = bind(query, self._catalog, present, text)
        made = self._make(meant)
        if _is_lasting(meant, present):
            if len(self._kept) >= MOST_QUERIES:
                self._kept.clear()
            self._kept[id(query)] = query, text, present.focus, meant, made
        return made

    def remember(self, asked: HowAsked, query: ast.Query, like: Iterable[HowAsked] = ()) -> None:
        """Know a query, which was bound, by how it was *asked*, if it is plain what was meant.

        And know as much of what is asked *like* it as of the same text with other parameters.
        """
        kept = self._kept.get(id(query))
        if kept is not None and not kept[3].notes:
            self._keep(asked, kept[3], kept[4])
            self._seen.update(map(_form, (asked, *like)))

    def _keep(self, asked: HowAsked, meant: resolved.Query, made: A) -> None:
        if len(self._asked) >= MOST_QUERIES:
            self._asked.clear()
            self._seen.clear()
            self._shapes.clear()
        self._asked[asked] = meant, made

    def knows(self, asked: HowAsked) -> bool:
        """Return whether something is known that was *asked* so, or so but for what its parameters say."""
        if asked in self._asked:
            return True
        form = _form(asked)
        return form in self._seen and self._shapes.get(form, True) is not None

    def again(self, asked: HowAsked, present: AskedAt) -> A | None:
        """Return what is made of what was *asked* before, maybe with other parameters.

        None if it is not known, means something else by now, or has to be bound from the beginning.
        """
        meant, made = self._asked.get(asked, (None, None))
        if meant is not None and _is_lasting(meant, present):
            return made
        if (shaped := self._shape(asked, present)) is None:
            return None
        shape, of_shape = shaped
        if (found := shape.query(dict(asked[1]), self._catalog, present)) is None:
            return None
        meant, values = found
        made = of_shape.alike(meant, values)
        self._keep(asked, meant, made)
        return made

    def _shape(self, asked: HowAsked, present: AskedAt) -> tuple[Shape, A] | None:
        """Return the shape of what was asked, with what was made of it."""
        text, given, _ = asked
        form = _form(asked)
        if form not in self._seen:
            return None
        shaped = self._shapes.get(form)
        if shaped is None and form in self._shapes:
            return None
        if shaped is None or not _is_lasting(shaped[0].meant, present):
            # Who asks each text once needs none.
            from tempodb.binding.shapes import shape_of

            try:
                shape = shape_of(text, dict(given), self._catalog, present)
            except QueryError:
                return None
            shaped = self._shapes[form] = None if shape is None else (shape, self._make(shape.meant))
        return shaped


def _is_lasting(meant: resolved.Query, present: AskedAt) -> bool:
    """Return whether it means the same at present: for the rest of the day, and what explains itself only now."""
    return meant.today == present.today and not isinstance(meant.question, resolved.Explain)


def _form(asked: HowAsked) -> _Form:
    text, given, types = asked
    return text, tuple([name for name, _ in given]), types
