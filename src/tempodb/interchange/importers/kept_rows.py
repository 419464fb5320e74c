"""What many rows say, kept in little room: texts that are alike once, and where they stand once a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tempodb.interchange.importers.placed_text import PlacedText
from tempodb.markup.tree import Place


class KeptRow(Mapping[str, Any]):
    """What a row says by key, as it was; its texts know again where they stand when they are asked for."""

    __slots__ = ("_keys", "_values", "_where")

    def __init__(
        self, keys: Mapping[str, int | None], values: tuple[Any, ...], where: Callable[..., Place]
    ) -> None:
        self._keys = keys
        self._values = values
        self._where = where

    def plain(self) -> dict[str, Any]:
        """Return it without the places of its texts."""
        return dict(zip(self._keys, self._values, strict=True))

    def __getitem__(self, key: str) -> Any:
        at, value = self._keys[key], self._values[[*self._keys].index(key)]
        return value if at is None else PlacedText(value, self._where, at)

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


class RowKeeper:
    """Keeps what rows say.

    >>> keeper = RowKeeper()
    >>> where = lambda at: Place("x.csv", 3, at + 1, 0, 1)
    >>> row = keeper.kept({"member": PlacedText("a", where, 0), "from": "2001"})
    >>> dict(row), row["member"].place.line
    ({'member': 'a', 'from': '2001'}, 3)
    """

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._keys: dict[tuple[tuple[str, int | None], ...], Mapping[str, int | None]] = {}

    def kept(self, said: dict[str, Any]) -> Mapping[str, Any]:
        """Return what a row says; what is of no row, or says nothing of itself where it stands, as it is."""
        where = next((value.where for value in said.values() if _at(value) is not None), None)
        if where is None:
            return said
        keys, values = list[tuple[str, int | None]](), list[Any]()
        for key, value in said.items():
            at = _at(value)
            if at is not None and value.where is where:
                values.append(self._text(value))
            else:
                at = None
                values.append(value)
            keys.append((key, at))
        named = tuple(keys)
        shape = self._keys.get(named)
        if shape is None:
            shape = self._keys[named] = dict(named)
        return KeptRow(shape, tuple(values), where)

    def _text(self, text: PlacedText) -> str:
        known = self._texts.get(text)
        if known is None:
            known = str(text)
            self._texts[known] = known
        return known


def _at(value: object) -> int | None:
    return value.at if isinstance(value, PlacedText) else None
