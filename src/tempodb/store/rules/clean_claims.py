"""Whether claims in columns hold anything that `consistency` might refuse, found without a look at each.

It only says that there is nothing: what there is, and where, `consistency` tells. So wherever a case is
rare, "perhaps" will do.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

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

CLASSES = tuple(PartyClass)
MOST_OF_ONE_KEY = 1_000
"""How many claims of one key are compared with each other here."""
SAYING_IDS = tuple(
    kind for kind, schema in SCHEMA.items() if any(field.type in NAMING_TYPES for field in schema.fields)
)
"""The kinds that name something in what they say, and not only in their keys."""


def are_consistent(datasets: Sequence[Dataset], claims: ClaimColumns, recorded_day: int) -> bool:
    """Return whether datasets can be believed as they are, where nothing was before; False if that is doubtful.

    The *claims* are those of all, one dataset after the other.
    """
    owners = np.repeat(np.arange(len(datasets)), [len(dataset.claims) for dataset in datasets])
    defaults = {source for dataset in datasets for source, _ in dataset.defaults}
    if not (_can_hold(claims, recorded_day) and _Definitions.of(claims).cover(claims, defaults)):
        return False
    places = _of_shared_keys(claims)
    sharing = claims.chosen(places)
    return (
        _define_nothing(sharing)
        and _are_all_different(sharing)
        and _lived_apart(sharing, owners[places], recorded_day)
        and _can_be_true_together(sharing, owners[places], recorded_day)
    )


def _of_shared_keys(claims: ClaimColumns) -> IntColumn:
    """Return the places of the claims whose key others have too: no other is defined twice, repeated or contradicted."""
    key = in_one_number(claims.column("kind"), *claims.numbers[:, 1:4].T)
    order = np.argsort(key)
    same = key[order][1:] == key[order][:-1]
    shares = np.zeros(len(key), np.bool_)
    shares[order[1:][same]] = shares[order[:-1][same]] = True
    return np.flatnonzero(shares)


def _define_nothing(claims: ClaimColumns) -> bool:
    return not DEFINES[claims.column("kind") - FIRST_KIND].any()


def _lived_apart(claims: ClaimColumns, owners: IntColumn, recorded_day: int) -> bool:
    """Return whether no two claims of when one party existed contradict each other, and one dataset makes both."""
    places = np.flatnonzero(claims.column("kind") == Kind.EXISTENCE)
    told: dict[str, list[Fact]] = defaultdict(list)
    tellers: dict[str, int] = {}
    for place, claim in zip(places.tolist(), claims.at(places), strict=True):
        (party,) = claim.key
        if tellers.setdefault(party, owners[place]) != owners[place]:
            return False
        told[party].append(fact_of(place, claim, claim.period(recorded_day)))
    return not any(any(contradictory_lives(lives)) for lives in told.values())


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

    def cover(self, claims: ClaimColumns, defaults: Iterable[str]) -> bool:
        """Return whether all that claims name is defined, and of a class that it may be of."""
        return (
            all(self._names_rightly(kind, claims) for kind in claims.counts())
            and all(self._says_rightly(kind, claims) for kind in SAYING_IDS)
            and all(map(self._is_source, defaults))
            and all(map(self._is_source, (id_ for named in self._sources(claims) for id_ in named)))
        )

    def _names_rightly(self, kind: Kind, claims: ClaimColumns) -> bool:
        keys = claims.numbers[claims.column("kind") == kind, 1:4]
        of_parties = [part.type is EntityType.PARTY for part in SCHEMA[kind].key[:2]]
        if of_parties == [True, True] and (keys[:, 0] == keys[:, 1]).any():
            return False
        for part, ids in zip(SCHEMA[kind].key, keys.T, strict=False):
            if part.type in self.by_type:
                named = self.by_type[part.type][ids]
                allowed = [1 + CLASSES.index(class_) for class_ in part.classes]
                right = np.isin(named, allowed) if allowed else named > 0
                if not (right | (ids == 0) if part.is_optional else right).all():
                    return False
        return True

    def _says_rightly(self, kind: Kind, claims: ClaimColumns) -> bool:
        texts = list(self.words.values)
        for number in np.unique(claims.column("value")[claims.column("kind") == kind]).tolist():
            said = json.loads(texts[number])
            for field in SCHEMA[kind].fields:
                for entity in field.entities(said[field.name]) if field.name in said else ():
                    if not self._is_right(entity, field.classes):
                        return False
        return True

    def _is_right(self, entity: Entity, classes: Sequence[PartyClass]) -> bool:
        if entity.type is EntityType.STATUS and entity.id in CORE_STATUSES:
            return True
        found = self.by_type[entity.type][self.words.ids[entity.id]] if entity.id in self.words.ids else 0
        return found > 0 and (not classes or CLASSES[found - 1] in classes)

    def _is_source(self, id_: str) -> bool:
        return self._is_right(Entity(EntityType.SOURCE, id_), ())

    def _sources(self, claims: ClaimColumns) -> Iterator[tuple[str, ...]]:
        texts = list(self.words.sources)
        return (texts[number] for number in np.unique(claims.column("sources")).tolist())


def _are_all_different(claims: ClaimColumns) -> bool:
    """Return whether no two claims are alike, however they are spelt, as `model.claims.Claim.identity` has it."""
    words, dates = claims.words, claims.words.dates()
    begun, ended = in_one_number(*dates.begin.T), in_one_number(*dates.end.T)
    named: NumberOf[frozenset[str]] = NumberOf()
    sources = np.array([named[frozenset(sources)] for sources in words.sources])
    kind, first, second, third, value, begin, end, standing, source, note = claims.numbers.T
    # A source is stated once, as all that is defined.
    dated = (begun[begin], ended[end], value, sources[source], note, standing)
    alike = np.sort(in_one_number(kind, first, second, third, *dated))
    return not (alike[1:] == alike[:-1]).any()


def _can_hold(claims: ClaimColumns, recorded_day: int) -> bool:
    """Return whether every claim can hold on some day."""
    f1, f2, t1, t2 = claims.candidates(recorded_day)
    return bool(((f1 <= f2) & (f1 < t2) & (t1 <= t2)).all())


def _can_be_true_together(claims: ClaimColumns, owners: IntColumn, recorded_day: int) -> bool:
    """Return whether of claims that can hold none contradicts another of its key.

    What several datasets state alike is left to whoever knows since when it was believed.
    """
    f1, f2, t1, t2 = claims.candidates(recorded_day)
    f2, t1 = np.minimum(f2, t2 - 1), np.maximum(t1, f1 + 1)
    kind, standing, value = map(claims.column, ("kind", "standing", "value"))
    key = in_one_number(kind, *claims.numbers[:, 1:4].T)
    order = np.lexsort((owners, value, standing, key))
    same = (key[order][1:] == key[order][:-1]) & (value[order][1:] == value[order][:-1])
    same &= standing[order][1:] == standing[order][:-1]
    if (same & (owners[order][1:] != owners[order][:-1])).any():
        return False
    facts = np.flatnonzero(~DEFINES[kind - FIRST_KIND] & (kind != Kind.EXISTENCE) & (standing == 0))
    return not _contradict(key[facts], value[facts], f2[facts], t1[facts])


def _contradict(key: IntColumn, value: IntColumn, f2: IntColumn, t1: IntColumn) -> bool:
    """Return whether two claims of one key and of different values can be disjoint in no world."""
    order = np.lexsort((f2, key))
    key, value, f2, t1 = key[order], value[order], f2[order], t1[order]
    earlier = np.arange(len(key) - 1)
    for distance in range(1, MOST_OF_ONE_KEY):
        earlier = earlier[earlier + distance < len(key)]
        earlier = earlier[key[earlier] == key[earlier + distance]]
        if not len(earlier):
            return False
        later = earlier + distance
        follows = (t1[earlier] <= f2[later]) | (t1[later] <= f2[earlier])
        if ((value[earlier] != value[later]) & ~follows).any():
            return True
    return True
