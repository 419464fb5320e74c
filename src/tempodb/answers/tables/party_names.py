"""The names of parties at one day and one known instant, as a column."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tempodb.answers.context import AnswerContext
from tempodb.answers.display import day_of_names
from tempodb.answers.tables import ranks
from tempodb.execution.beliefs import all_fields
from tempodb.execution.columns.arrays import Ints, Places, dense, ends_of_runs, repeats
from tempodb.execution.columns.belief_columns import BeliefColumns
from tempodb.execution.columns.distinct import Distinct
from tempodb.execution.columns.packing import Packing
from tempodb.model.kinds import Entity, EntityType, Kind

UNNAMED = -1


@dataclass(slots=True, eq=False)
class _Borne:
    """Of each number of an entity the place of its name, and where that and its id come, if that was asked for."""

    place: Ints
    rank: Ints | None = None


@dataclass(frozen=True, slots=True, eq=False)
class PartyNames:
    """What parties are called: of each number of an entity, its place among the *names*."""

    names: Distinct[str]
    _borne: _Borne
    _ids: Distinct[str]
    _asked: AnswerContext

    def of(self, parties: Ints) -> Ints:
        """Return the places of what some parties are called: their ids where no name is known."""
        place = self._borne.place
        places = place.take(parties)
        if len(places) and places.min() == UNNAMED:
            rest = np.unique(parties[places == UNNAMED]).tolist()
            display, ids = self._asked.display, self._ids.values
            display.learn(Entity(EntityType.PARTY, ids[number]) for number in rest)
            place[rest] = [self.names.place(display.party(ids[number])) for number in rest]
            self._borne.rank = None
            places = place.take(parties)
        return places

    def rank(self) -> Ints:
        """Return of each number of an entity where it comes by name and id, of those whose names were asked for."""
        place, rank = self._borne.place, self._borne.rank
        if rank is None:
            name_rank, id_rank = self.names.made(ranks.of_names), self._ids.made(ranks.of_texts)
            named = np.flatnonzero(place != UNNAMED)
            by_name = Packing(len(name_rank), len(id_rank))
            rank = self._borne.rank = np.zeros(len(place), np.int32)
            rank[named] = dense(by_name.packed(name_rank[place[named]], id_rank[named]))
        return rank


def shown_names(ids: Distinct[str], asked: AnswerContext) -> PartyNames:
    """Return what parties with some ids are called, of whom there are few."""
    return PartyNames(Distinct([]), _Borne(np.full(len(ids.values), UNNAMED, np.int32)), ids, asked)


def party_names(asked: AnswerContext, *parties: Ints) -> PartyNames | None:
    """Return what some parties are called in an answer; None where names are no columns."""
    columns = asked.view.columns_about(Kind.NAME, parties)
    if columns is None:
        return None
    known_at, day = asked.view.known_at, day_of_names(asked.query)
    names, of_value = columns.values.made(_told)

    def borne() -> _Borne:
        place = np.full(len(columns.ids.values), UNNAMED, np.int32)
        best = _best(columns, known_at, day)
        place[columns.scope[columns.key[best]]] = of_value[columns.value[best]]
        return _Borne(place)

    kept = columns.recent.of((columns.state(known_at), day), borne)
    return PartyNames(names, kept, columns.ids, asked)


def _told(values: list[str]) -> tuple[Distinct[str], Ints]:
    """Return the distinct names in some values, and the place of that of each."""
    told = [value["name"] for value in all_fields(values)]
    names = Distinct(dict.fromkeys(filter(None, told)))
    return names, np.array([names.place(name) if name else UNNAMED for name in told], np.int64)


def _best(columns: BeliefColumns, known_at: int, day: int) -> Places:
    """Return the row of the name that each party bore on a day, as `Display` chooses it.

    None of a party with a name that is told in parts: that is left to whoever puts parts together.
    """
    rows = np.flatnonzero(columns.visible(known_at))
    party, f1, t2 = columns.scope[columns.key[rows]], columns.f1[rows], columns.t2[rows]
    f2, t1 = np.minimum(columns.f2[rows], t2 - 1), np.maximum(columns.t1[rows], f1 + 1)
    certain, possible = (f2 <= day) & (day < t1), (f1 <= day) & (day < t2)
    fitness = f2.astype(np.int64) + (certain.astype(np.int64) << 32) + _of_language(columns, rows)
    for worse, fits in enumerate((f1 <= day, possible, ~columns.disputed[rows])):
        fitness += fits.astype(np.int64) << 60 + worse
    first, _ = ends_of_runs(repeats(party))
    if len(first) == len(rows):
        return rows
    group = np.cumsum(~repeats(party)) - 1
    fittest = np.flatnonzero(fitness == np.maximum.reduceat(fitness, first)[group])
    fittest = fittest[~repeats(group[fittest])]
    claims = np.sort(group.astype(np.int64) << 32 | columns.claim[rows])
    in_parts = claims[repeats(claims)] >> 32
    return rows[fittest[~np.isin(group[fittest], in_parts)]]


def _of_language(columns: BeliefColumns, rows: Places) -> Ints:
    """Return how fit names are by their languages: the most without one, then those whose code comes first."""
    languages, language = np.unique(columns.other[columns.key[rows]], return_inverse=True)
    order = ranks.of_texts([columns.ids.values[number] for number in languages.tolist()])
    return (len(order) - order)[language] << 33
