"""Which claims in columns `consistency` might refuse, found without a look at each.

What is wrong with them, and where, `consistency` tells. So wherever a case is rare, "perhaps" will do.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from tempodb.model.claim_columns import DEFINES, FIRST_KIND, ClaimColumns, in_one_number
from tempodb.model.claim_words import ClaimWords, IntColumn, NumberOf
from tempodb.model.claims import Dataset
from tempodb.model.field_types import NAMING_TYPES
from tempodb.model.kinds import CORE_STATUSES, Entity, EntityType, Kind, PartyClass
from tempodb.model.schema import SCHEMA
from tempodb.store.rules.consistency import ONCE_DEFINED, fact_of
from tempodb.temporal.facts import Fact
from tempodb.temporal.lives import contradictory_lives

Doubted: TypeAlias = "NDArray[np.bool_]"
"""Of which claims something is so."""
CLASSES = tuple(PartyClass)
MOST_OF_ONE_KEY = 1_000
"""How many claims of one key are compared with each other here."""
SAYING_IDS = tuple(
    kind for kind, schema in SCHEMA.items() if any(field.type in NAMING_TYPES for field in schema.fields)
)
"""The kinds that name something in what they say, and not only in their keys."""


def doubted(datasets: Sequence[Dataset], claims: ClaimColumns, recorded_day: int) -> Doubted:
    """Return which claims keep datasets from being believed as they are, where nothing was before, or perhaps do.

    The *claims* are those of all, one dataset after the other.
    """
    sizes = [len(dataset.claims) for dataset in datasets]
    owners = np.repeat(np.arange(len(datasets)), sizes)
    definitions = _Definitions.of(claims)
    never = _hold_never(claims, recorded_day)
    found = never | definitions.miss(claims)
    for dataset, first in zip(datasets, np.cumsum([0, *sizes]).tolist(), strict=False):
        found[first] |= not definitions.hold_sources(source for source, _ in dataset.defaults)
    places = _of_shared_keys(claims)
    sharing = claims.chosen(places)
    found[places] |= _define(sharing) | _are_alike(sharing)
    places = places[~never[places]]
    sharing = claims.chosen(places)
    found[places] |= _lived_at_once(sharing, owners[places], recorded_day)
    found[places] |= _cannot_be_true_together(sharing, owners[places], recorded_day)
    return found


def clash(claims: ClaimColumns, owners: IntColumn, recorded_days: IntColumn, gone: Doubted) -> Doubted:
    """Return which claims are like another, or could not be believed with others once some are *gone*, or perhaps not.

    None of them defines anything, or says when a party existed. Each is by an owner, and recorded on some day.
    """
    found = _are_alike(claims) | _name_themselves(claims)
    stays = np.flatnonzero(~gone)
    left, days = claims.chosen(stays), recorded_days[stays]
    never = _hold_never(left, days)
    found[stays] |= never | _cannot_be_true_together(left, owners[stays], days)
    return found


def _name_themselves(claims: ClaimColumns) -> Doubted:
    """Return which claims name one party on both sides, or perhaps do."""
    same: Doubted = claims.column("first") == claims.column("second")
    return same


def _of_shared_keys(claims: ClaimColumns) -> IntColumn:
    """Return the places of the claims whose key others have too: no other is defined twice, repeated or contradicted."""
    key = in_one_number(claims.column("kind"), *claims.numbers[:, 1:4].T)
    return np.flatnonzero(_same_as_another(key))


def _define(claims: ClaimColumns) -> Doubted:
    return DEFINES[claims.column("kind") - FIRST_KIND]


def _lived_at_once(claims: ClaimColumns, owners: IntColumn, recorded_day: int) -> Doubted:
    """Return which claims of when one party existed contradict others, or are made by several datasets."""
    places = np.flatnonzero(claims.column("kind") == Kind.EXISTENCE)
    told: dict[str, list[tuple[int, Fact]]] = defaultdict(list)
    for place, claim in zip(places.tolist(), claims.at(places), strict=True):
        told[claim.key[0]].append((place, fact_of(place, claim, claim.period(recorded_day))))
    found = np.zeros(len(claims), np.bool_)
    for lives in told.values():
        own = [place for place, _ in lives]
        if len(np.unique(owners[own])) > 1 or any(contradictory_lives(life for _, life in lives)):
            found[own] = True
    return found


class _Definitions(NamedTuple):
    """Which ids are defined, by their numbers: of parties the number of their class, of others 1; 0 if not."""

    words: ClaimWords
    by_type: dict[EntityType, NDArray[np.int8]]

    @classmethod
    def of(cls, claims: ClaimColumns) -> _Definitions:
        words, kind, first, value = claims.words, *map(claims.column, ("kind", "first", "value"))
        by_type = {}
        for type_, kind_ in ONCE_DEFINED.items():
            by_type[type_] = np.zeros(len(words.ids), np.int8)
            by_type[type_][first[kind == kind_]] = 1
        parties, texts = kind == Kind.PARTY, list(words.values)
        class_of = np.zeros(len(texts), np.int8)
        for number in np.unique(value[parties]).tolist():
            class_of[number] = 1 + CLASSES.index(json.loads(texts[number])["class"])
        by_type[EntityType.PARTY][first[parties]] = class_of[value[parties]]
        return cls(words, by_type)

    def miss(self, claims: ClaimColumns) -> Doubted:
        """Return which claims name what is not defined, or not of a class that it may be of."""
        found = np.zeros(len(claims), np.bool_)
        for kind in claims.counts():
            own = np.flatnonzero(claims.column("kind") == kind)
            found[own] = self._name_wrongly(kind, claims.numbers[own, 1:4])
        for kind in SAYING_IDS:
            own = np.flatnonzero(claims.column("kind") == kind)
            found[own] |= self._say_wrongly(kind, claims.column("value")[own])
        return found | self._cite_wrongly(claims.column("sources"))

    def _name_wrongly(self, kind: Kind, keys: NDArray[np.int64]) -> Doubted:
        of_parties = [part.type is EntityType.PARTY for part in SCHEMA[kind].key[:2]]
        wrong = keys[:, 0] == keys[:, 1] if of_parties == [True, True] else np.zeros(len(keys), np.bool_)
        for part, ids in zip(SCHEMA[kind].key, keys.T, strict=False):
            if part.type in self.by_type:
                named = self.by_type[part.type][ids]
                allowed = [1 + CLASSES.index(class_) for class_ in part.classes]
                right = np.isin(named, allowed) if allowed else named > 0
                wrong |= ~(right | (ids == 0) if part.is_optional else right)
        return wrong

    def _say_wrongly(self, kind: Kind, values: IntColumn) -> Doubted:
        texts = list(self.words.values)
        wrong = []
        for number in np.unique(values).tolist():
            said = json.loads(texts[number])
            if not all(
                self._is_right(entity, field.classes)
                for field in SCHEMA[kind].fields
                if field.name in said
                for entity in field.entities(said[field.name])
            ):
                wrong.append(number)
        return np.isin(values, wrong)

    def _cite_wrongly(self, sources: IntColumn) -> Doubted:
        texts = list(self.words.sources)
        wrong = [each for each in np.unique(sources).tolist() if not self.hold_sources(texts[each])]
        return np.isin(sources, wrong)

    def hold_sources(self, ids: Iterable[str]) -> bool:
        """Return whether ids are those of sources."""
        return all(self._is_right(Entity(EntityType.SOURCE, id_), ()) for id_ in ids)

    def _is_right(self, entity: Entity, classes: Sequence[PartyClass]) -> bool:
        if entity.type is EntityType.STATUS and entity.id in CORE_STATUSES:
            return True
        found = self.by_type[entity.type][self.words.ids[entity.id]] if entity.id in self.words.ids else 0
        return found > 0 and (not classes or CLASSES[found - 1] in classes)


def _are_alike(claims: ClaimColumns) -> Doubted:
    """Return which claims are like another, however they are spelt, as `model.claims.Claim.identity` has it."""
    words, dates = claims.words, claims.words.dates()
    begun, ended = in_one_number(*dates.begin.T), in_one_number(*dates.end.T)
    named: NumberOf[frozenset[str]] = NumberOf()
    sources = np.array([named[frozenset(sources)] for sources in words.sources])
    kind, first, second, third, value, begin, end, standing, source, note = claims.numbers.T
    # A source is stated once, as all that is defined.
    dated = (begun[begin], ended[end], value, sources[source], note, standing)
    return _same_as_another(in_one_number(kind, first, second, third, *dated))


def _same_as_another(numbers: IntColumn) -> Doubted:
    order = np.argsort(numbers)
    same = numbers[order][1:] == numbers[order][:-1]
    found = np.zeros(len(numbers), np.bool_)
    found[order[1:][same]] = found[order[:-1][same]] = True
    return found


def _hold_never(claims: ClaimColumns, recorded_day: int | IntColumn) -> Doubted:
    f1, f2, t1, t2 = claims.candidates(recorded_day)
    return ~((f1 <= f2) & (f1 < t2) & (t1 <= t2))


def _cannot_be_true_together(
    claims: ClaimColumns, owners: IntColumn, recorded_day: int | IntColumn
) -> Doubted:
    """Return which claims, of those that can hold, contradict another of their key.

    What several datasets state alike is left to whoever knows since when it was believed.
    """
    f1, f2, t1, t2 = claims.candidates(recorded_day)
    f2, t1 = np.minimum(f2, t2 - 1), np.maximum(t1, f1 + 1)
    kind, standing, value = map(claims.column, ("kind", "standing", "value"))
    key = in_one_number(kind, *claims.numbers[:, 1:4].T)
    order = np.lexsort((owners, value, standing, key))
    same = (key[order][1:] == key[order][:-1]) & (value[order][1:] == value[order][:-1])
    same &= standing[order][1:] == standing[order][:-1]
    same &= owners[order][1:] != owners[order][:-1]
    found = np.zeros(len(claims), np.bool_)
    found[order[1:][same]] = found[order[:-1][same]] = True
    facts = np.flatnonzero(~DEFINES[kind - FIRST_KIND] & (kind != Kind.EXISTENCE) & (standing == 0))
    found[facts] |= _contradict(key[facts], value[facts], f2[facts], t1[facts])
    return found


def _contradict(key: IntColumn, value: IntColumn, f2: IntColumn, t1: IntColumn) -> Doubted:
    """Return which claims can be disjoint in no world from others of their key and of different values."""
    found = np.zeros(len(key), np.bool_)
    order = np.lexsort((f2, key))
    key, value, f2, t1 = key[order], value[order], f2[order], t1[order]
    earlier = np.arange(len(key) - 1)
    for distance in range(1, MOST_OF_ONE_KEY):
        earlier = earlier[earlier + distance < len(key)]
        earlier = earlier[key[earlier] == key[earlier + distance]]
        if not len(earlier):
            return found
        later = earlier + distance
        follows = (t1[earlier] <= f2[later]) | (t1[later] <= f2[earlier])
        wrong = (value[earlier] != value[later]) & ~follows
        found[order[earlier[wrong]]] = found[order[later[wrong]]] = True
    found[order[earlier]] = True
    return found
