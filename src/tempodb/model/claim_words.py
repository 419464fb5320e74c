"""The words of many claims: ids, values, dates and sources, each kept once and known by a number."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from tempodb.model.claims import ClaimDates, canonical, json_quoted
from tempodb.temporal.bounds import Bound
from tempodb.temporal.date_reader import read_date

IntColumn: TypeAlias = "NDArray[np.int64]"
WrittenEnd: TypeAlias = "tuple[str, str | tuple[str, ...]] | None"
"""A key of files that dates one end or both, with what it says; None for an end that is not dated."""

T = TypeVar("T", bound=Hashable)


class NumberOf(dict[T, int]):
    """Gives a number to each thing that it is asked for, in the order in which they come."""

    def __missing__(self, thing: T) -> int:
        number = self[thing] = len(self)
        return number

    def of(self, things: Sequence[T]) -> IntColumn:
        """Return the numbers of many things."""
        return np.fromiter(map(self.__getitem__, things), np.int64, len(things))


@dataclass(slots=True, eq=False)
class ClaimWords:
    """What the numbers in columns of claims stand for; 0 is what is absent."""

    ids: NumberOf[str] = field(default_factory=lambda: NumberOf({"": 0}))
    values: NumberOf[str] = field(default_factory=NumberOf)
    ends: NumberOf[WrittenEnd] = field(default_factory=lambda: NumberOf({None: 0}))
    sources: NumberOf[tuple[str, ...]] = field(default_factory=lambda: NumberOf({(): 0}))
    notes: NumberOf[str | None] = field(default_factory=lambda: NumberOf({None: 0}))
    _dates: EndDates | None = None
    _texts: BodyTexts | None = None
    _spelt: SpeltWords | None = None

    def dates(self) -> EndDates:
        """Return what the written ends mean."""
        if self._dates is None or len(self._dates.bounds) < len(self.ends):
            self._dates = EndDates.of(self.ends)
        return self._dates

    def texts(self) -> BodyTexts:
        """Return how the words stand in the bodies of claims."""
        if self._texts is None or self._texts.size < self._size:
            self._texts = BodyTexts.of(self, self._size)
        return self._texts

    def spelt(self) -> SpeltWords:
        """Return the words by their numbers."""
        if self._spelt is None or self._spelt.size < self._size:
            words = (self.ids, self.values, self.ends, self.sources, self.notes)
            self._spelt = SpeltWords(self._size, *map(list, words))  # type: ignore[arg-type]
        return self._spelt

    @property
    def _size(self) -> int:
        return len(self.ids) + len(self.values) + len(self.ends) + len(self.sources) + len(self.notes)


class SpeltWords(NamedTuple):
    """Words by their numbers, when there were so many of them."""

    size: int
    ids: list[str]
    values: list[str]
    ends: list[WrittenEnd]
    sources: list[tuple[str, ...]]
    notes: list[str | None]


class EndDates(NamedTuple):
    """What each written end says of the beginning and of the end: bounds, and their first and last days, 0 for none."""

    bounds: list[tuple[Bound | None, Bound | None]]
    begin: NDArray[np.int64]
    end: NDArray[np.int64]

    @classmethod
    def of(cls, ends: Iterable[WrittenEnd]) -> EndDates:
        """Return what some ends say."""
        bounds = list(map(_bounds, ends))
        begin, end = ([_days(both[side]) for both in bounds] for side in (0, 1))
        return cls(bounds, np.array(begin, np.int64), np.array(end, np.int64))


class BodyTexts(NamedTuple):
    """The pieces of which a claim's body is put together, by the numbers of words.

    The last of `rest_of_key` is nothing, for a part that a kind has not. Dates are `begun` and `ended`:
    at *n* stands what says both ends, or no end, with nothing to follow; behind those, what says one.
    """

    size: int
    ids: list[str]
    rest_of_key: list[str]
    notes: list[str]
    sources: list[str]
    begun: list[str]
    ended: list[str]

    @classmethod
    def of(cls, words: ClaimWords, size: int) -> BodyTexts:
        """Return how some words stand there."""
        ids, pieces = list(map(json_quoted, words.ids)), list(map(_end_text, words.ends))
        both = [f',"when":{{{piece}}}' if piece else "" for piece in pieces]
        return cls(
            size,
            ids,
            [*(f",{id_}" for id_ in ids), ""],
            ["" if note is None else f',"note":{json_quoted(note)}' for note in words.notes],
            [f',"sources":{canonical(named)}' if named else "" for named in words.sources],
            both + [f',"when":{{{piece}' for piece in pieces],
            ["", *(f",{piece}}}" if piece else "}" for piece in pieces), *(f"{piece}}}" for piece in pieces)],
        )


def written_ends(when: ClaimDates) -> tuple[WrittenEnd, WrittenEnd]:
    """Return what says the beginning, and what says the end.

    >>> written_ends(ClaimDates(from_="1992", through="2016"))
    (('from', '1992'), ('through', '2016'))
    """
    if when.observed:
        return ("observed", when.observed), ("observed", when.observed)
    if when.date is not None:
        return ("date", when.date), ("date", when.date)
    begin = None if when.from_ is None else ("from", when.from_)
    if when.through is not None:
        return begin, ("through", when.through)
    return begin, None if when.to is None else ("to", when.to)


def dates_of(ends: Iterable[WrittenEnd]) -> ClaimDates:
    """Return the dates that written ends say together."""
    return ClaimDates.from_dict(dict(filter(None, ends)))


def _bounds(end: WrittenEnd) -> tuple[Bound | None, Bound | None]:
    match end:
        case ("from", str(text)):
            return read_date(text), None
        case ("to", str(text)):
            return None, read_date(text)
        case _:
            return dates_of((end,)).stated()


def _days(bound: Bound | None) -> tuple[int, int]:
    return (0, 0) if bound is None else (bound.earliest, bound.latest)


def _end_text(end: WrittenEnd) -> str:
    """Return a written end as it stands among others in JSON."""
    if end is not None and isinstance(end[1], str):
        return f"{json_quoted(end[0])}:{json_quoted(end[1])}"
    return canonical(dates_of((end,)).as_dict())[1:-1]
