"""The entries of a section → what they say under each key, each value validated once, as the model does it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from pydantic import BaseModel, TypeAdapter

from tempodb.base.spelling import why_no_id
from tempodb.markup.plain_json import NotCleanError, refuse_unclean
from tempodb.model.claim_words import IntColumn, NumberOf, plain_days

DATE_KEYS = frozenset({"from", "to", "through", "founded", "dissolved", "date", "published"})
"""The keys that say a date."""


@dataclass(frozen=True, slots=True)
class ByNumber:
    """One value of each of many entries: its number, and by that what the model makes of it."""

    numbers: IntColumn
    meant: list[Any]

    @classmethod
    def of(cls, values: Sequence[Hashable]) -> ByNumber:
        """Return some values."""
        known: NumberOf[Hashable] = NumberOf()
        return cls(known.of(values), list(known))

    def to(self, number: Callable[[Any], int]) -> IntColumn:
        """Return the numbers that other numbers are given to the values."""
        return np.array([number(value) for value in self.meant], np.int64)[self.numbers]

    def to_many(self, numbers: Callable[[list[Any]], IntColumn]) -> IntColumn:
        """Return the same of numbers that are given to all values at once."""
        return numbers(self.meant)[self.numbers]


class EntryValues:
    """What models make of the values of entries; what was seen in one file is known in the next."""

    def __init__(self) -> None:
        self._meant: dict[tuple[type[BaseModel], str], dict[Hashable, Any]] = {}

    def of(self, model: type[BaseModel], entries: Any, apart: Collection[str]) -> dict[str, ByNumber]:
        """Return what entries say, by key, but for what has entries of its own and stands *apart*.

        Of what they do not say it is what is meant then.

        Raises:
            NotCleanError, ValidationError: one is not clean.

        """
        if not isinstance(entries, list) or set(map(type, entries)) != {dict}:
            raise NotCleanError
        values: dict[str, NumberOf[Hashable]] = {
            key: NumberOf({None: 0}) for key in _keys_of(model) if key not in apart
        }
        numbers = {key: np.zeros(len(entries), np.int64) for key in values}
        shapes: NumberOf[tuple[str, ...]] = NumberOf()
        shape_of = shapes.of(list(map(tuple, entries)))
        for keys, shape in shapes.items():
            places = np.flatnonzero(shape_of == shape)
            alike = entries if len(shapes) == 1 else [entries[place] for place in places.tolist()]
            columns = dict(zip(keys, zip(*map(dict.values, alike), strict=True), strict=True))
            # That keys go together, a model alone can tell.
            samples = _samples(alike) if any(None in column for column in columns.values()) else alike[:1]
            for sample in samples:
                model.model_validate(sample)
            for key, column in columns.items():
                if key in values:
                    given = column if set(map(type, column)) == {str} else tuple(map(_hashable, column))
                    numbers[key][places] = values[key].of(given)
            for days in values.get("observed", ()) if "observed" in columns else ():
                _refuse_no_days(model, alike[0], days)
        return {key: ByNumber(numbers[key], self._meanings(model, key, values[key])) for key in values}

    def refuse_ids(self, ids: Sequence[str]) -> None:
        """Refuse ids of entries that are not clean.

        Raises:
            NotCleanError: there is one.

        """
        for id_ in ids:
            if not (id_.isascii() and id_.isprintable()):
                refuse_unclean(id_)
            if why_no_id(id_):
                raise NotCleanError

    def _meanings(self, model: type[BaseModel], key: str, values: NumberOf[Hashable]) -> list[Any]:
        known, read = self._meant.setdefault((model, key), {}), _reading(model, key)
        new = [value for value in values if value not in known]
        if key in DATE_KEYS:
            texts = [value for value in new if isinstance(value, str)]
            known.update(
                (text, text) for text, day in zip(texts, plain_days(texts).tolist(), strict=True) if day
            )
        for value in new:
            if value not in known:
                known[value] = read(value)
        return [known[value] for value in values]


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
