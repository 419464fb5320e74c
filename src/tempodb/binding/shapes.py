"""What a text means with other parameters: bound as it was before, and only what these say is found anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter, itemgetter
from typing import Any, TypeAlias

from tempodb.base.errors import Problem, QueryError, Span
from tempodb.base.node import Node, made_of
from tempodb.binding.asked_at import AskedAt
from tempodb.binding.binder import Binder
from tempodb.binding.likeness import Instants
from tempodb.binding.lookup import Lookup
from tempodb.binding.parts import PartBinder
from tempodb.binding.time_clauses import TimeBinder
from tempodb.questions import resolved
from tempodb.questions.name_catalog import Catalog
from tempodb.questions.places import PlacedDays, PlacedId, Values, filling, places_in
from tempodb.tql import ast
from tempodb.tql.parsing.parser import read_noting
from tempodb.tql.parsing.questions import QuestionReader
from tempodb.tql.parsing.refilling import Refill
from tempodb.tql.parsing.terminals import Parameters
from tempodb.tql.printing.questions import write

Looking: TypeAlias = Callable[[Lookup, Any], str]
"""Which method looks a name up."""
_Statuses: TypeAlias = tuple[ast.Including, ast.Name, frozenset[str] | None]
"""A status that is asked for, with those that are included, and what counts as it."""
Within: TypeAlias = Callable[[Any], Any]
"""Returns what stands at one place of a query."""
SHAPED = resolved.Memberships | resolved.TenuresOf | resolved.TenuresIn
"""What is of one shape whatever it is about: who belongs to what, and who holds which office."""


class Shape:
    """What a text *means* with some parameters, and with any others of the same names and types.

    What stands in its places is looked up again, also where the text itself names it: at another instant it
    may be called otherwise. What counts as its *statuses* has to be the same.
    """

    def __init__(
        self,
        text: str,
        refill: Refill,
        query: ast.Query,
        meant: resolved.Query,
        statuses: Sequence[_Statuses],
    ) -> None:
        window = meant.scope.window
        self._days = None if window is None else PlacedDays(*window)
        self.meant = meant.having(scope=meant.scope.having(window=self._days), notes=())
        self._statuses = statuses
        self._text = text
        self._refill = refill
        self._question = filling(meant.question)
        self._while = filling(meant.scope.while_)
        self._names = [(id(place), place.look_up, _within(query, place.name)) for place in _places(meant)]

    def query(
        self, given: Parameters, catalog: Catalog, present: AskedAt
    ) -> tuple[resolved.Query, Values] | None:
        """Return what it means with other parameters, and what is in its places; None if that is not plain, or wrong."""
        plain = _Plain()
        clock = TimeBinder(present, plain)
        try:
            asked: ast.Query = self._refill(QuestionReader(self._text, given))
            window, valid = clock.window(asked)
            known_at = clock.known_at(asked.clauses.known_at)
            instants = Instants(known_at, window)
            lookup = Lookup(catalog, None, plain, instants)
            values: dict[int, Any] = {
                place: look_up(lookup, name(asked)) for place, look_up, name in self._names
            }
            for including, status, found in self._statuses:
                parts = PartBinder(catalog, None, plain, instants, including)
                if parts.statuses(status) != found:
                    return None
        except QueryError:
            return None
        if plain.is_noted:
            return None
        values[id(self._days)] = window
        meant, scope = self.meant, self.meant.scope
        filled = meant.having(
            question=meant.question if self._question is None else self._question(values),
            scope=scope.having(
                window=window,
                known_at=known_at,
                while_=scope.while_ if self._while is None else self._while(values),
            ),
            text=write(asked),
            valid=valid,
        )
        return filled, values


def shape_of(text: str, given: Parameters, catalog: Catalog, present: AskedAt) -> Shape | None:
    """Return what *text* means with any parameters like these; None where more may depend on them than ids and days.

    Raises:
        QueryError: with these it cannot be read, or means nothing.

    """
    query, reader = read_noting(text, given)
    binder = _ShapeBinder(catalog, present, text)
    meant, refill = binder.query(query), reader.refill(query)
    is_filled = reader.came_all_of([*_named(_places(meant)), *_timed(query.clauses)])
    if refill is None or not (is_filled and binder.is_open and isinstance(meant.question, SHAPED)):
        return None
    return Shape(text, refill, query, meant, binder.statuses)


def _places(meant: resolved.Query) -> list[_Place]:
    found = places_in((meant.question, meant.scope.while_))
    return [place for place in found if isinstance(place, _Place)]


class _Place(PlacedId):
    """The place of what a name means, and how that is looked up."""

    name: ast.Name | ast.OfficeName
    look_up: Looking


class _ShapeBinder(Binder):
    """Binds a query to what has places; is `open` as long as all that was looked up is in one, or a status."""

    def __init__(self, catalog: Catalog, present: AskedAt, text: str) -> None:
        super().__init__(catalog, present, text)
        self.statuses: list[_Statuses] = []
        self.is_open = True

    def _parts(self, instants: Instants, including: ast.Including) -> PartBinder:
        return _ShapeParts(self.catalog, None, self, instants, including)


class _ShapeParts(PartBinder):
    """Binds the parts of a query for a `_ShapeBinder`."""

    _asked: _ShapeBinder

    def organization(self, name: ast.Name | None) -> str:
        return _placed(super().organization(name), name, Lookup.organization)

    def body(self, name: ast.Name | None) -> str:
        return _placed(super().body(name), name, Lookup.body)

    def party(self, name: ast.Name) -> str:
        return _placed(super().party(name), name, Lookup.party)

    def person(self, name: ast.Name) -> str:
        return _placed(super().person(name), name, Lookup.person)

    def office(self, office: ast.OfficeName) -> str:
        return _placed(super().office(office), office, Lookup.office)

    def statuses(self, asked: ast.Name) -> frozenset[str] | None:
        found = super().statuses(asked)
        self._asked.statuses.append((self.including, asked, found))
        return found

    # What these find decides what is asked, or is no id.

    def place(self, party: ast.Name, place: ast.Name | None) -> resolved.Condition:
        self._asked.is_open = False
        return super().place(party, place)

    def source(self, name: ast.Name) -> str:
        self._asked.is_open = False
        return super().source(name)


def _placed(id_: str, name: ast.Name | ast.OfficeName | None, look_up: Looking) -> str:
    """Return the place of what a name means; where there is none, the focus."""
    if name is None:
        return id_
    place = _Place(id_)
    place.name, place.look_up = name, look_up
    return place


class _Plain:
    """Says nothing: what is wrong, or not plain, is told where the whole query is bound."""

    is_noted = False

    def error(
        self,
        code: str,
        message: str,
        hint: str | None = None,
        suggestions: tuple[str, ...] = (),
        span: Span | None = None,
    ) -> QueryError:
        """Return some error."""
        return QueryError(Problem(code, message, hint, suggestions))

    def written(self, span: Span | None) -> str | None:
        """Return nothing."""
        return None

    def mended(self, span: Span | None, candidates: Iterable[str]) -> str | None:
        """Return nothing."""
        return None

    def note(self, said: str) -> None:
        """Take note that something is to be said."""
        self.is_noted = True


def _within(whole: object, sought: object) -> Within:
    """Return what finds in a query what stands where *sought* does, which is within this one."""
    steps = _way(whole, sought)
    assert steps is not None

    def found(query: Any) -> Any:
        for step in steps:
            query = step(query)
        return query

    return found


def _way(whole: object, sought: object) -> list[Within] | None:
    if whole is sought:
        return []
    for at, part in enumerate(made_of(whole)):
        if (rest := _way(part, sought)) is not None:
            return [
                attrgetter(whole.__match_args__[at]) if isinstance(whole, Node) else itemgetter(at),
                *rest,
            ]
    return None


def _named(places: Iterable[_Place]) -> Iterator[ast.Name | None]:
    """Yield the names in places."""
    for place in places:
        yield from (
            [place.name] if isinstance(place.name, ast.Name) else [place.name.title, place.name.organization]
        )


def _timed(clauses: ast.Clauses) -> Iterator[object]:
    """Yield the days and the instant in clauses, which are bound anew each time."""
    yield clauses.known_at
    if clauses.when is not None and isinstance(clauses.when.window, ast.AsOf | ast.During):
        yield clauses.when.window.date
