"""The entries of a section → what they say under each key, each value read once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, compress, islice
from operator import eq, itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tempodb.base.known_texts import FoundOfTexts, SomeTexts
from tempodb.interchange.dataset.plain_entries import (
    COMMON,
    KeyRule,
    are_days,
    go_together,
    read_plain_date,
    rules,
)
from tempodb.interchange.dataset.plain_values import CITED, area_of, cited_source, id_text
from tempodb.interchange.dataset.sections import sections_within
from tempodb.markup.plain_json import NotCleanError, refuse_unclean
from tempodb.model.citations import Citation
from tempodb.model.claim_words import IntColumn, NumberOf, plain_days
from tempodb.model.kinds import Kind
from tempodb.model.schema import SCHEMA


@dataclass(frozen=True, slots=True)
class ByNumber:
    """One value of each of many entries: its number, 0 where it is not said, and what a number means."""

    numbers: IntColumn
    meant: Sequence[Any]

    @classmethod
    def of(cls, values: Sequence[Hashable]) -> ByNumber:
        """Return some values."""
        known: NumberOf[Hashable] = NumberOf()
        return cls(known.of(values), list(known))

    @property
    def given(self) -> NDArray[np.bool_]:
        """Which entries say it."""
        return self.numbers > 0

    def are(self, holds: Callable[[Any], bool]) -> NDArray[np.bool_]:
        """Return of which entries something holds that they say."""
        return np.array([False, *map(holds, self.meant[1:])])[self.numbers]

    def to(self, number: Callable[[Any], int]) -> IntColumn:
        """Return the numbers that other numbers are given to the values."""
        return np.array([number(value) for value in self.meant], np.int64)[self.numbers]

    def to_many(self, numbers: Callable[[Sequence[Any]], IntColumn]) -> IntColumn:
        """Return the same of numbers that are given to all values at once."""
        return numbers(self.meant)[self.numbers]


class EntryValues:
    """What values of entries mean; what was seen in one file is known in the next."""

    def __init__(self) -> None:
        self._meant: dict[Callable[[str], Any], dict[str, Any]] = {}
        self._is_meant: dict[Callable[[str], Any], FoundOfTexts] = {}

    def of(self, kind: Kind, entries: Any) -> dict[str, ByNumber]:
        """Return what entries say, by key; of the lists within them, whether they have one.

        Of what they do not say it is what is meant then.

        Raises:
            NotCleanError, RefusedError: one is not clean.

        """
        if not isinstance(entries, list) or set(map(type, entries)) != {dict}:
            raise NotCleanError
        own = rules(kind)
        keys: set[str] = set().union(*entries)
        if not keys.isdisjoint(_of_names(kind)):
            entries = _with_names(kind, entries)
            keys = set().union(*entries)
        if not keys <= {*own, *sections_within(kind)}:
            raise NotCleanError
        written, lists = {}, {}
        for key in keys:
            column = _column(entries, key)
            if key in own:
                known: NumberOf[Hashable] = NumberOf([None])
                written[key] = ByNumber(_numbers(known, column), list(known))
            else:
                lists[key] = np.array([value is not None for value in column])
        return self.meant(kind, len(entries), written, lists)

    def meant(
        self,
        kind: Kind,
        count: int,
        written: Mapping[str, ByNumber],
        lists: Mapping[str, NDArray[np.bool_]],
    ) -> dict[str, ByNumber]:
        """Return what is meant by what is *written* in entries, of which some have *lists* within them.

        Of what is written under a key the first is that nothing is.

        Raises:
            NotCleanError, RefusedError: one is not clean.

        """
        none = np.zeros(count, np.int64)
        said = {}
        for key, rule in rules(kind).items():
            own = written.get(key, ByNumber(none, [None]))
            if isinstance(own.meant, SomeTexts) and self._are_meant(rule, own.meant):
                said[key] = own
            else:
                said[key] = ByNumber(own.numbers, self.meanings(rule, own.meant[1:]))
            if rule.is_required and not own.given.all():
                raise NotCleanError
        for key in sections_within(kind):
            said[key] = ByNumber(lists[key].astype(np.int64) if key in lists else none, [False, True])
        if not go_together(kind, lambda key: said[key].given):
            raise NotCleanError
        if "observed" in said and not are_days(
            [day for days in said["observed"].meant for day in days or ()]
        ):
            raise NotCleanError
        return said

    def ids(self, ids: Sequence[str]) -> Sequence[str]:
        """Return ids of entries.

        Raises:
            NotCleanError, RefusedError: one is not clean.

        """
        return self._read(id_text, ids)

    def meanings(self, rule: KeyRule, said: Sequence[Any]) -> list[Any]:
        """Return what a rule makes of values that are said, behind what is meant where nothing is.

        Raises:
            NotCleanError, RefusedError: one is not clean.

        """
        if not rule.is_list:
            return [rule.default, *self._read(rule.read, said)]
        listed = [value if isinstance(value, tuple) else (value,) for value in said]
        if () in listed:
            raise NotCleanError
        read = iter(self._read(rule.read, list(chain.from_iterable(listed))))
        return [[], *(list(islice(read, len(texts))) for texts in listed)]

    def _are_meant(self, rule: KeyRule, texts: SomeTexts) -> bool:
        """Return whether texts mean what they say, and nothing is meant where nothing stands.

        Raises:
            NotCleanError, RefusedError: one is not clean.

        """

        def are_alike(new: Sequence[str | None]) -> IntColumn:
            said = [text for text in new if text is not None]
            meant = self._read(rule.read, said)
            if meant == said:
                return np.ones(len(new), np.int64)
            alike = map(eq, meant, said)
            return np.array([text is None or next(alike) for text in new], np.int64)

        if rule.is_list or rule.default is not None:
            return False
        return bool(self._is_meant.setdefault(rule.read, FoundOfTexts()).of(texts, are_alike).all())

    def _read(self, read: Callable[[str], Any], texts: Sequence[Any]) -> list[Any]:
        """Return what texts mean, each read once."""
        known: dict[Any, Any] = self._meant.setdefault(read, {})
        meant = list(map(known.get, texts))
        if None not in meant:
            return meant
        new = [text for text, seen in zip(texts, meant, strict=True) if seen is None]
        if self._learn(read, known, new):
            return [text if seen is None else seen for text, seen in zip(texts, meant, strict=True)]
        return [known[text] if seen is None else seen for text, seen in zip(texts, meant, strict=True)]

    def _learn(self, read: Callable[[str], Any], known: dict[Any, Any], new: list[Any]) -> bool:
        """Read texts that are new, and return whether they are known at sight to mean what they say."""
        cited = [each for each in new if each.__class__ is Citation] if read is cited_source else []
        if not set(map(type, new)) <= {str, *map(type, cited)}:
            raise NotCleanError
        for each in cited:
            refuse_unclean(each.id + each.detail)
            known[each] = cited_source(each)
        if cited:
            new = [text for text in new if text not in known]
        common: list[str] = []
        if read is read_plain_date:
            common = list(compress(new, plain_days(new).tolist()))
        elif read in COMMON:
            common = list(filter(COMMON[read].fullmatch, new))
        known.update(zip(common, common, strict=True))
        if len(common) == len(new):
            return not cited
        for text in new:
            if text not in known:
                if not (text.isascii() and text.isprintable()):
                    refuse_unclean(text)
                known[text] = read(text)
        return False


def names_apart(kind: Kind) -> set[str]:
    """Return the keys of the names of what has an id, under which no file says them."""
    return {field.name for field in SCHEMA[kind].fields if field.name_of}


def _of_names(kind: Kind) -> set[str]:
    """Return the keys of the names of what has an id, and those under which they stand with it in files."""
    return {key for field in SCHEMA[kind].fields if field.name_of for key in (field.name, field.name_of)}


def _with_names(kind: Kind, entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return entries in which the name of what has an id stands under a key of its own.

    Raises:
        NotCleanError, RefusedError: one stands so already, which no file may have; or what has an id is none.

    """
    for field in SCHEMA[kind].fields:
        if field.name_of:
            if any(field.name in entry for entry in entries):
                raise NotCleanError
            if any(entry.get(field.name_of).__class__ is dict for entry in entries):
                entries = [_with_name(entry, field.name_of, field.name) for entry in entries]
    return entries


def _with_name(entry: dict[str, Any], key: str, name: str) -> dict[str, Any]:
    said = entry.get(key)
    if said.__class__ is not dict:
        return entry
    id_, called = area_of(said)
    return {**entry, key: id_, name: called}


def _column(entries: list[dict[str, Any]], key: str) -> list[Any]:
    """Return what entries say under a key, None where one says nothing."""
    try:
        return list(map(itemgetter(key), entries))
    except KeyError:
        return [entry.get(key) for entry in entries]


def _numbers(known: NumberOf[Hashable], values: list[Any]) -> IntColumn:
    """Return the numbers of values, of which some may be lists."""
    try:
        return known.of(values)
    except TypeError:
        return known.of(list(map(_hashable, values)))


def _hashable(value: Any) -> Hashable:
    if isinstance(value, list):
        return tuple(map(_hashable, value))
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, dict) and value.keys() == set(CITED) and set(map(type, value.values())) == {str}:
        return Citation(value["id"], value["detail"])
    raise NotCleanError
