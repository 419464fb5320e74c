"""The entries of a long list → what they say under each key, each value validated once, as the model does it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from pydantic import BaseModel, TypeAdapter

from tempodb.markup.plain_json import NotCleanError, refuse_unclean
from tempodb.model.claim_words import IntColumn, NumberOf


@dataclass(frozen=True, slots=True)
class ByNumber:
    """One value of each of many entries: its number, and by that what the model makes of it."""

    numbers: IntColumn
    meant: list[Any]

    def to(self, number: Callable[[Any], int]) -> IntColumn:
        """Return the numbers that other numbers are given to the values."""
        return np.array([number(value) for value in self.meant], np.int64)[self.numbers]


class EntryValues:
    """What models make of the values of entries; what was seen in one file is known in the next."""

    def __init__(self) -> None:
        self._meant: dict[tuple[type[BaseModel], str], dict[Hashable, Any]] = defaultdict(dict)

    def of(self, model: type[BaseModel], entries: Any) -> dict[str, ByNumber]:
        """Return what entries say, by key; of what they do not say, what is meant then.

        Raises:
            NotCleanError, ValidationError: one is not clean.

        """
        if not isinstance(entries, list) or set(map(type, entries)) != {dict}:
            raise NotCleanError
        own = _keys_of(model)
        values: dict[str, NumberOf[Hashable]] = {key: NumberOf({None: 0}) for key in own}
        numbers = {key: np.zeros(len(entries), np.int64) for key in own}
        for keys, places in _by_keys(entries).items():
            alike = [entries[place] for place in places]
            columns = dict(zip(keys, zip(*map(dict.values, alike), strict=True), strict=True))
            # That keys go together, a model alone can tell.
            samples = _samples(alike) if any(None in column for column in columns.values()) else alike[:1]
            for sample in samples:
                model.model_validate(sample)
            for key, column in columns.items():
                given = column if set(map(type, column)) == {str} else tuple(map(_hashable, column))
                numbers[key][places] = values[key].of(given)
            for days in values.get("observed", ()) if "observed" in columns else ():
                _refuse_no_days(model, alike[0], days)
        return {key: ByNumber(numbers[key], self._meanings(model, key, values[key])) for key in own}

    def _meanings(self, model: type[BaseModel], key: str, values: NumberOf[Hashable]) -> list[Any]:
        known, read = self._meant[model, key], _reading(model, key)
        for value in values:
            if value not in known:
                known[value] = read(value)
        return [known[value] for value in values]


def _by_keys(entries: list[dict[str, Any]]) -> dict[tuple[str, ...], list[int]]:
    """Return where the entries with each set of keys stand."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        places[tuple(entry)].append(place)
    return places


def _samples(entries: list[dict[str, Any]]) -> Collection[dict[str, Any]]:
    """Return one of the entries for each way in which some of their keys are null."""
    return {tuple(value is None for value in entry.values()): entry for entry in entries}.values()


@cache
def _keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(field.alias or name for name, field in model.model_fields.items())


@cache
def _reading(model: type[BaseModel], key: str) -> Callable[[Any], Any]:
    """Return what a model makes of a value under a key.

    It raises NotCleanError or ValidationError for one that is not clean.
    """
    (field,) = (field for name, field in model.model_fields.items() if key == (field.alias or name))
    validate = TypeAdapter(field.rebuild_annotation()).validator.validate_python
    default = None if field.is_required() else field.get_default(call_default_factory=True)

    def read(value: Any) -> Any:
        if value is None:
            return default
        if not (isinstance(value, str) and value.isascii() and value.isprintable()):
            refuse_unclean(value)
        meant = validate(_listed(value))
        if meant == []:
            raise NotCleanError
        return meant

    return read


def _refuse_no_days(model: type[BaseModel], sample: dict[str, Any], days: Any) -> None:
    """Refuse what is observed and no day, which the model of an entry judges as a whole."""
    if days is None:
        return
    undated = {key: value for key, value in sample.items() if key not in ("from", "to", "through")}
    model.model_validate({**undated, "observed": _listed(days)})


def _hashable(value: Any) -> Hashable:
    if isinstance(value, list):
        return tuple(map(_hashable, value))
    if value is None or isinstance(value, str):
        return value
    raise NotCleanError


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
