"""All that ever happened in organizations, as it is believed at one instant: columns, in the order of time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple, TypeVar

import numpy as np

from tempodb.answers.occurrences import (
    CHANGED_AREA,
    LEFT,
    LEFT_OFFICE,
    TOOK_OFFICE,
    Occurrence,
    details_of_membership,
    details_of_tenure,
    of_member,
    word_of_status,
)
from tempodb.execution.beliefs import fields
from tempodb.execution.columns.arrays import Flags, Ints, ordered_by
from tempodb.execution.columns.belief_columns import BeliefColumns, StatedEnd
from tempodb.execution.columns.changing import (
    AT_FIRST,
    DayColumns,
    before_in_run,
    days_begun,
    days_ended,
    last_of_runs,
)
from tempodb.execution.columns.distinct import Distinct
from tempodb.execution.columns.telling import telling
from tempodb.execution.columns.timelines import UNTOLD, Pieces
from tempodb.execution.evidence import by_key, by_party
from tempodb.model.kind_schema import KindSchema
from tempodb.model.kinds import Kind
from tempodb.model.schema import SCHEMA
from tempodb.temporal.facts import Standing

T = TypeVar("T")
D = TypeVar("D", bound=tuple[str | None, str | None])
NOWHERE = -1
"""Where an office is that belongs to no organization."""


class Entries(NamedTuple):
    """What happened on a day from *first* through *last*: the number of each entity, the place of all else."""

    first: Ints
    last: Ints
    stated: Ints
    to: Ints
    word: Ints
    party: Ints
    organization: Ints
    office: Ints
    detail: Ints
    disputed: Ints
    sources: Ints
    doubtful: Ints


class Chronicle:
    """What happened, in the order of time, and what stands at the places in its columns."""

    def __init__(self, columns: BeliefColumns) -> None:
        self.ids, self.ends, self.source_sets = columns.ids, columns.ends, columns.source_sets
        self.words: Distinct[str] = Distinct([])
        self.details: Distinct[str | None] = Distinct([])
        self._parts: list[Entries] = []

    def entries(self) -> Entries:
        """Return all that was added, in the order of time."""
        found = Entries(*map(np.concatenate, zip(*self._parts, strict=True)))
        order = ordered_by(found.first, found.last)
        return Entries(*(column.take(order) for column in found))

    def add_memberships(self, pieces: Pieces) -> None:
        """Add what happened to members: the start and end of each run, and each change of status within."""
        is_shared = pieces.columns.is_shared[pieces.spans.key]
        if is_shared.any():
            # Whoever represents now one and then another has one run over both.
            several = pieces.facts(np.flatnonzero(is_shared))
            self.add_one_by_one(chain.from_iterable(map(of_member, by_party(several))))
            pieces = pieces.where(~is_shared)
        values = [fields(value) for value in pieces.columns.values.values]
        statuses = Distinct(dict.fromkeys(said["status"] for said in values))
        status = np.array([statuses.place(said["status"]) for said in values], np.int64)
        said = [{"status": status} for status in statuses.values]
        words = np.array(
            [[self.words.place(word_of_status(before, now)) for before in (*said, None)] for now in said],
            np.int64,
        ).reshape(len(said), len(said) + 1)
        told, details = _details(pieces, SCHEMA[Kind.MEMBERSHIP], details_of_membership)
        before, value = before_in_run(pieces), pieces.spans.value
        was = np.where(before == AT_FIRST, len(statuses.values), status[value[before]])
        begins = days_begun(pieces, np.arange(pieces.plain))
        begun = words[status[value[begins.at]], was[begins.at]]
        is_moved = (before != AT_FIRST) & _are_moved(values, value[: pieces.plain], value[before])
        begun = np.where(is_moved[begins.at], self.words.place(CHANGED_AREA), begun)
        self._add(pieces, begins, begun, told, [detail for detail, _ in details])
        ends = days_ended(pieces, last_of_runs(pieces))
        self._add(pieces, ends, self._all(LEFT, ends), told, [detail for _, detail in details])
        self.add_one_by_one(chain.from_iterable(map(of_member, by_key(pieces.others))))

    def add_tenures(self, pieces: Pieces, homes: Ints) -> None:
        """Add when offices were taken and left, each of the organization at its number in *homes*."""
        of, details = _details(pieces, SCHEMA[Kind.TENURE], details_of_tenure)
        at = np.flatnonzero(homes[pieces.columns.scope[pieces.spans.key]] != NOWHERE)
        for days, word, told in (
            (days_begun(pieces, at), TOOK_OFFICE, [taken for taken, _ in details]),
            (days_ended(pieces, at), LEFT_OFFICE, [left for _, left in details]),
        ):
            self._add(pieces, days, self._all(word, days), of, told, homes)

    def _all(self, word: str, days: DayColumns) -> Ints:
        return np.full(len(days.at), self.words.place(word))

    def _add(
        self,
        pieces: Pieces,
        days: DayColumns,
        words: Ints,
        told: Ints,
        details: Sequence[str | None],
        homes: Ints | None = None,
    ) -> None:
        spans, columns = pieces.spans, pieces.columns
        at, key = days.at, spans.key[days.at]
        scope = columns.scope[key]
        detail = np.array([self.details.place(detail) for detail in details], np.int64)
        self._parts.append(
            Entries(
                *(days.first, days.last, _moved(days.stated, columns.ends, self.ends)),
                *(_moved(spans.to[at], columns.ends, self.ends), words, columns.party[key]),
                *((scope, np.zeros_like(scope)) if homes is None else (homes[scope], scope)),
                *(detail[told[at]], spans.disputed[at].astype(np.int8)),
                *(_moved(pieces.sources(at), columns.source_sets, self.source_sets), np.zeros_like(scope)),
            )
        )

    def add_one_by_one(self, occurrences: Iterable[Occurrence]) -> None:
        """Add what happened and is told by no columns."""
        entity, told = self.ids.place, []
        for stated, first, last, word, party, organization, fact, office, detail, is_doubtful in occurrences:
            told.append(
                (
                    *(first, last, self.ends.place(StatedEnd.of(stated))),
                    *(self.ends.place(StatedEnd.of(fact.period.to)), self.words.place(word)),
                    *(entity(party), entity(organization), entity(office or "")),
                    *(self.details.place(detail), fact.standing is Standing.DISPUTED),
                    *(self.source_sets.place(frozenset(map(str, fact.sources))), is_doubtful),
                )
            )
        self._parts.append(Entries(*np.array(told, np.int64).reshape(-1, len(Entries._fields)).T))


def _are_moved(values: Sequence[Mapping[str, Any]], now: Ints, was: Ints) -> Flags:
    """Return which pieces say the same status as those before, for another area."""
    told: Distinct[tuple[str, str | None]] = Distinct([])
    place = np.array([told.place((said["status"], said.get("for"))) for said in values], np.int64)
    statuses: Distinct[str] = Distinct([])
    status = np.array(
        [UNTOLD if said["status"] == "suspended" else statuses.place(said["status"]) for said in values],
        np.int64,
    )
    moved: Flags = (place[now] != place[was]) & (status[now] == status[was]) & (status[now] != UNTOLD)
    return moved


def _details(
    pieces: Pieces, schema: KindSchema, details_of: Callable[[dict[str, Any]], D]
) -> tuple[Ints, list[D]]:
    """Return of each piece the place of what is told beside its beginning and its end, and all that is."""
    told = telling(pieces.columns, pieces.spans.value, pieces.spans.key)
    said = (schema.said(("", "", each.representing), fields(each.value)) for each in told.said.values)
    return told.of, [details_of(each) for each in said]


def _moved(places: Ints, source: Distinct[T], target: Distinct[T]) -> Ints:
    """Return the places in *target* of what stands at some places in *source*."""
    if source is target:
        return places
    used = np.unique(places)
    moved = np.zeros(len(source.values), np.int64)
    moved[used] = [target.place(source.values[place]) for place in used.tolist()]
    return moved[places]
