"""The words of many claims: ids, values, dates and sources, each kept once and known by a number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from itertools import count
from typing import Any, NamedTuple, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from tempodb.base.known_texts import FoundOfTexts, SomeTexts
from tempodb.model.canonical_json import canonical, json_quoted
from tempodb.model.citations import Beside, remarked
from tempodb.model.claims import ClaimDates
from tempodb.temporal.bounds import Bound
from tempodb.temporal.date_reader import read_date

IntColumn: TypeAlias = "NDArray[np.int64]"
WrittenEnd: TypeAlias = "tuple[str, str | tuple[str, ...]] | None"
"""A key of files that dates one end or both, with what it says; None for an end that is not dated."""

T = TypeVar("T", bound=Hashable)


class NumberOf(defaultdict[T, int]):
    """Gives a number to each thing that it is asked for, in the order in which they come.

    >>> numbers = NumberOf([""])
    >>> numbers["a"], numbers.of(["b", "a", ""]).tolist()
    (1, [2, 1, 0])
    """

    def __init__(self, known: Collection[T] = ()) -> None:
        super().__init__(count(len(known)).__next__, zip(known, count(), strict=False))

    def of(self, things: Collection[T]) -> IntColumn:
        """Return the numbers of many things."""
        return np.fromiter(map(self.__getitem__, things), np.int64, len(things))


class EndsUnder(dict[Any, int]):
    """The numbers of the ends that are written under one key, by what is said there; of nothing it is 0."""

    def __init__(self, key: str, ends: NumberOf[WrittenEnd]) -> None:
        self._key = key
        self._ends = ends

    def __missing__(self, said: str | tuple[str, ...] | None) -> int:
        number = self[said] = self._ends[self._key, said] if said else 0
        return number


@dataclass(slots=True, eq=False)
class ClaimWords:
    """What the numbers in columns of claims stand for; 0 is what is absent."""

    ids: NumberOf[str] = field(default_factory=lambda: NumberOf([""]))
    values: NumberOf[str] = field(default_factory=NumberOf)
    ends: NumberOf[WrittenEnd] = field(default_factory=lambda: NumberOf([None]))
    sources: NumberOf[tuple[str, ...]] = field(default_factory=lambda: NumberOf([()]))
    notes: NumberOf[str | Beside | None] = field(default_factory=lambda: NumberOf([None]))
    _ids_found: FoundOfTexts = field(default_factory=FoundOfTexts)
    _ends_found: defaultdict[str, FoundOfTexts] = field(default_factory=lambda: defaultdict(FoundOfTexts))
    _ends_under: dict[str, EndsUnder] = field(default_factory=dict)
    _dates: EndDates | None = None
    _texts: BodyTexts | None = None
    _spelt: SpeltWords | None = None

    def named(self, said: Sequence[str | None]) -> IntColumn:
        """Return the numbers of ids, 0 where none is said."""
        if isinstance(said, SomeTexts):
            return self._ids_found.of(said, self.named)
        return self.ids.of([id_ or "" for id_ in said])

    def written(self, key: str, said: Sequence[str | Sequence[str] | None]) -> IntColumn:
        """Return the numbers of the ends that are said under a key, 0 where nothing is.

        >>> words = ClaimWords()
        >>> words.written("from", ["1992", None]).tolist(), list(words.ends)
        ([1, 0], [None, ('from', '1992')])
        """
        if isinstance(said, SomeTexts):
            return self._ends_found[key].of(said, partial(self._newly_written, key))
        known = self._ends_under.setdefault(key, EndsUnder(key, self.ends))
        try:
            return np.fromiter(map(known.__getitem__, said), np.int64, len(said))
        except TypeError:
            texts = [tuple(text) if isinstance(text, list) else text for text in said]
            return np.fromiter(map(known.__getitem__, texts), np.int64, len(texts))

    def _newly_written(self, key: str, said: Sequence[str | None]) -> IntColumn:
        """Return the same of texts that come once."""
        return self.ends.of([(key, text) if text else None for text in said])

    def dates(self) -> EndDates:
        """Return what the written ends mean."""
        if self._dates is None or len(self._dates.begin) < len(self.ends):
            self._dates = EndDates.of(list(self.ends))
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
    notes: list[str | Beside | None]


class EndDates(NamedTuple):
    """What each written end says of the beginning and of the end: the first and last days, 0 for none.

    Those that are not plain days have their `bounds`, by their numbers.
    """

    bounds: dict[int, tuple[Bound | None, Bound | None]]
    begin: NDArray[np.int64]
    end: NDArray[np.int64]

    @classmethod
    def of(cls, ends: Sequence[WrittenEnd]) -> EndDates:
        """Return what some ends say.

        >>> EndDates.of([None, ("from", "1992-01-01"), ("to", "1992")]).begin.tolist()
        [[0, 0], [727198, 727198], [0, 0]]
        """
        keys = [end[0] if end and isinstance(end[1], str) else "" for end in ends]
        days = plain_days([end[1] if key else "" for key, end in zip(keys, ends, strict=True)])  # type: ignore[index, misc]
        begin, end = (np.where(np.array(keys, "U4") == key, days, 0) for key in ("from", "to"))
        both = np.stack([begin, begin, end, end], axis=1)
        # What begins something mostly ends something else, too.
        read = cache(read_date)
        bounds = {
            number: _bounds(ends[number], read)
            for number in np.flatnonzero((begin == 0) & (end == 0)).tolist()
        }
        for number, (first, last) in bounds.items():
            both[number] = (*_days(first), *_days(last))
        return cls(bounds, both[:, :2], both[:, 2:])


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
            list(map(_remark_text, words.notes)),
            [f',"sources":{canonical(named)}' if named else "" for named in words.sources],
            both + [f',"when":{{{piece}' for piece in pieces],
            ["", *(f",{piece}}}" if piece else "}" for piece in pieces), *(f"{piece}}}" for piece in pieces)],
        )


_YEARS = (1000, 2998)
"""The years of which a day is no placeholder, and written with four digits."""
_DIGITS, _DASHES = (0, 1, 2, 3, 5, 6, 8, 9), (4, 7)
_PLACES = np.array([[1000, 100, 10, 1, 0, 0, 0, 0], [0, 0, 0, 0, 10, 1, 0, 0], [0, 0, 0, 0, 0, 0, 10, 1]]).T
_BEFORE_1970 = date(1970, 1, 1).toordinal()


def plain_days(texts: Sequence[str]) -> IntColumn:
    """Return the days that texts are as `read_date` reads them, 0 for what is written otherwise, and for rare years.

    >>> plain_days(["1992-01-01", "1992-02-30", "1992-02", "0992-01-01"]).tolist()
    [727198, 0, 0, 0]
    """
    signs = np.array(texts, "U10").view(np.uint32).reshape(-1, 10).astype(np.int64)
    digits = signs[:, _DIGITS] - ord("0")
    year, month, day = (digits @ _PLACES).T
    is_day = np.fromiter(map(len, texts), np.int64, len(texts)) == 10
    is_day &= ((digits >= 0) & (digits <= 9)).all(axis=1) & (signs[:, _DASHES] == ord("-")).all(axis=1)
    is_day &= (year >= _YEARS[0]) & (year <= _YEARS[1]) & (month >= 1) & (month <= 12) & (day >= 1)
    months = np.where(is_day, (year - 1970) * 12 + month - 1, 0)
    days = months.astype("datetime64[M]").astype("datetime64[D]") + np.where(is_day, day - 1, 0)
    is_day &= days.astype("datetime64[M]").astype(np.int64) == months
    return np.where(is_day, days.astype(np.int64) + _BEFORE_1970, 0)


def values_written(meant: Mapping[str, Sequence[Any]], rows: NDArray[np.int64]) -> list[str]:
    """Return what claims say, as they have it: a row has for each field the number of what is *meant*.

    >>> values_written({"short": [None, "CST"], "name": ["Treaty"]}, np.array([[0, 0], [1, 0]]))
    ['{"name":"Treaty"}', '{"name":"Treaty","short":"CST"}']
    """
    pieces = {name: _pieces(json_quoted(name), values) for name, values in meant.items()}
    columns = {
        name: map(pieces[name].__getitem__, column.tolist())
        for name, column in zip(meant, rows.T, strict=True)
    }
    if len(columns) == 1:
        (column,) = columns.values()
        return [f"{{{said[1:]}}}" for said in column]
    return [
        f"{{{''.join(said)[1:]}}}" for said in zip(*(columns[name] for name in sorted(meant)), strict=True)
    ]


def _pieces(name: str, values: Sequence[Any]) -> list[str]:
    """Return how values stand under a quoted name; nothing of what is not said."""
    return [
        f",{name}:{json_quoted(value)}"
        if value.__class__ is str
        else ""
        if value in (None, [], {})
        else f",{name}:{canonical(value)}"
        for value in values
    ]


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


def dates_of(ends: Sequence[WrittenEnd]) -> ClaimDates:
    """Return the dates that written ends say together."""
    return ClaimDates.from_dict(dict(filter(None, ends)))


def _remark_text(remark: str | Beside | None) -> str:
    """Return what stands beside a claim as its body has it."""
    note, details = remarked(remark)
    beside = f',"source_details":{canonical(details)}' if details else ""
    return beside if note is None else f',"note":{json_quoted(note)}{beside}'


def _bounds(end: WrittenEnd, read: Callable[[str], Bound]) -> tuple[Bound | None, Bound | None]:
    match end:
        case ("from", str(text)):
            return read(text), None
        case ("to", str(text)):
            return None, read(text)
        case _:
            return dates_of((end,)).stated()


def _days(bound: Bound | None) -> tuple[int, int]:
    return (0, 0) if bound is None else (bound.earliest, bound.latest)


def _end_text(end: WrittenEnd) -> str:
    """Return a written end as it stands among others in JSON."""
    if end is not None and isinstance(end[1], str):
        return f"{json_quoted(end[0])}:{json_quoted(end[1])}"
    return canonical(dates_of((end,)).as_dict())[1:-1]
