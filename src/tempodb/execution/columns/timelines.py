"""Rectangles → pieces: what narrowing and joining leave of the rows that a question sees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

import numpy as np

from tempodb.execution.columns.arrays import Flags, Ints, Places, against_before, ends_of_runs, repeats
from tempodb.execution.columns.belief_columns import BeliefColumns, StatedEnd
from tempodb.execution.columns.timeline_facts import joined_facts, pieces_of_keys
from tempodb.temporal.bounds import FIRST_DAY
from tempodb.temporal.facts import Fact, Standing
from tempodb.temporal.periods import Extent

UNTOLD = -1
Begin = Callable[[int], None]
"""What is told how many facts are put together next, and may refuse it."""


class Spans(NamedTuple):
    """Facts as columns: `f1` to `t2` are their extents, `from_` and `to` their ends as stated."""

    key: Ints
    value: Ints
    f1: Ints
    f2: Ints
    t1: Ints
    t2: Ints
    from_: Ints
    to: Ints
    disputed: Flags


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """What rows tell: the *spans* of plain timelines, and behind them those of the *others*, which are facts.

    The plain ones are in the order of keys and time. Each is joined of the *rows* from `first` through
    `last`, and is `handed` the event at which the piece before it ends if that is of its key. By what it
    is told is found when it is asked for, and kept in `told`.
    """

    columns: BeliefColumns
    rows: Places
    first: Places
    last: Places
    handed: Flags
    spans: Spans
    others: list[Fact]
    told: Ints = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "told", np.full(len(self.first), UNTOLD, np.int32))

    def __len__(self) -> int:
        return len(self.spans.key)

    @property
    def plain(self) -> int:
        """How many pieces are plain."""
        return len(self.first)

    def organizations(self) -> int:
        """Return of how many organizations, or whatever they are filed under, there are pieces."""
        is_there = np.zeros(int(self.columns.scope.max(initial=0)) + 1, np.bool_)
        is_there[self.columns.scope[self.spans.key]] = True
        return int(np.count_nonzero(is_there))

    def starts(self) -> Iterable[int]:
        """Return the days on which they begin at the earliest, or at the latest where that is any day."""
        spans = self.spans
        starts: list[int] = np.unique(np.where(spans.f1 > FIRST_DAY, spans.f1, spans.f2)).tolist()
        return starts

    def where(self, kept: Flags) -> Pieces:
        """Return those pieces that are kept."""
        plain = kept[: self.plain]
        # Whoever is handed an event by a piece that is not kept shares it with nobody.
        handed = self.handed & np.concatenate([[False], plain[:-1]])[: self.plain]
        is_kept = kept[self.plain :].tolist()
        return Pieces(
            *(self.columns, self.rows, self.first[plain], self.last[plain], handed[plain]),
            Spans._make(column[kept] for column in self.spans),
            [fact for fact, keeps in zip(self.others, is_kept, strict=True) if keeps],
        )

    def with_others(self, others: Iterable[tuple[int, Fact]]) -> Pieces:
        """Return the pieces, and behind them facts of other timelines with the places of their keys."""
        keys, facts = zip(*others, strict=True)
        columns = self.columns
        f1, f2, t1, t2 = np.array([fact.extent for fact in facts], np.int32).reshape(-1, 4).T
        more = Spans(
            np.array(keys, np.int32),
            np.array([columns.values.place(str(fact.value)) for fact in facts], np.int32),
            *(f1, f2, t1, t2),
            np.array([columns.ends.place(StatedEnd.of(fact.period.from_)) for fact in facts], np.int32),
            np.array([columns.ends.place(StatedEnd.of(fact.period.to)) for fact in facts], np.int32),
            np.array([fact.standing is Standing.DISPUTED for fact in facts], np.bool_),
        )
        spans = Spans._make(map(np.concatenate, zip(self.spans, more, strict=True)))
        return Pieces(
            *(columns, self.rows, self.first, self.last, self.handed), spans, [*self.others, *facts]
        )

    def sources(self, at: Places) -> Ints:
        """Return the places in `source_sets` of what the pieces at some places are told by."""
        told = self.columns.source_sets
        found = np.empty(len(at), np.int32)
        is_plain = at < self.plain
        found[~is_plain] = [told.place(_texts(self.others[i - self.plain])) for i in at[~is_plain].tolist()]
        plain = at[is_plain]
        new = plain[self.told[plain] == UNTOLD]
        self.told[new] = self._told(self.first[new], self.last[new])
        found[is_plain] = self.told[plain]
        return found

    def _told(self, first: Places, last: Places) -> Ints:
        """Return the places of what plain pieces are told by: of each of their rows."""
        found = self.columns.sources[self.rows[first]].astype(np.int32)
        longer = np.flatnonzero(last > first)
        lengths = (last - first)[longer] + 1
        over = np.cumsum(lengths)
        steps = np.arange(lengths.sum()) - np.repeat(over - lengths, lengths)
        codes = self.columns.sources[self.rows[np.repeat(first[longer], lengths) + steps]].tolist()
        told, known = self.columns.source_sets, self.columns.unions
        for at, end, length in zip(longer.tolist(), over.tolist(), lengths.tolist(), strict=True):
            parts = tuple(codes[end - length : end])
            if (place := known.get(parts)) is None:
                place = told.place(frozenset(chain.from_iterable(told.values[code] for code in parts)))
                known[parts] = place
            found[at] = place
        return found

    def facts(self, at: Places) -> list[Fact]:
        """Return the pieces at some places as facts."""
        plain = at[at < self.plain]
        first, last = self.first[plain], self.last[plain]
        begun, over = (self.columns.facts(self.rows[place]) for place in (first, last))
        spans = self.spans
        extents = np.stack([column[plain] for column in (spans.f1, spans.f2, spans.t1, spans.t2)], axis=1)
        sets, claims = self.columns.source_sets.values, self.columns.claim
        made = []
        for i, (fact, end, extent) in enumerate(zip(begun, over, extents.tolist(), strict=True)):
            rows = self.rows[first[i] : last[i] + 1]
            told = frozenset(chain.from_iterable(sets[code] for code in self.columns.sources[rows].tolist()))
            made.append(
                fact._replace(
                    period=fact.period._replace(to=end.period.to),
                    extent=Extent(*extent),
                    sources=told,
                    claims=frozenset(claims[rows].tolist()),
                )
            )
        return made + [self.others[i - self.plain] for i in at[at >= self.plain].tolist()]


def _texts(fact: Fact) -> frozenset[str]:
    return frozenset(map(str, fact.sources))


def pieces_of(columns: BeliefColumns, rows: Places, begin: Begin) -> Pieces:
    """Return what some rows tell, as `coalesce`, `narrow` and `coalesce` again leave it.

    A timeline is plain if each of its rows certainly held on a day, none has an end that is left open on
    one side, and each ends before the next begins or with what the next begins with: there `narrow`
    changes nothing, and of one value those are joined that share an event.
    """
    key, loose = columns.key[rows], columns.loose[rows]
    f1, f2, t1, t2 = (column[rows] for column in (columns.f1, columns.f2, columns.t1, columns.t2))
    follows = repeats(key)
    handed = follows & against_before(f1, t1, np.equal) & against_before(f2, t2, np.equal)
    apart = against_before(f1, t2, np.greater_equal)
    is_one_of_several = follows.copy()
    is_one_of_several[:-1] |= follows[1:]
    odd = is_one_of_several & loose | follows & ~(handed | apart)
    if not odd.any():
        return _plain_pieces(columns, rows, handed, [f1, f2, t1, t2])
    is_odd_key = np.zeros(len(columns.scope), np.bool_)
    is_odd_key[key[odd]] = True
    plain = ~is_odd_key[key]
    pieces = _plain_pieces(
        columns, rows[plain], handed[plain], [column[plain] for column in (f1, f2, t1, t2)]
    )
    return pieces.with_others(pieces_of_keys(columns, rows[~plain], begin))


def _plain_pieces(columns: BeliefColumns, rows: Places, handed: Flags, spans: Sequence[Ints]) -> Pieces:
    f1, f2, t1, t2 = spans
    value = columns.value[rows]
    first, last = ends_of_runs(handed & repeats(value))
    f1, f2, t1, t2 = f1[first], f2[first], t1[last], t2[last]
    begun, over = rows[first], rows[last]
    told = Spans(
        *(columns.key[begun], value[first], f1, np.minimum(f2, t2 - 1), np.maximum(t1, f1 + 1), t2),
        *(columns.from_[begun], columns.to[over], columns.disputed[begun]),
    )
    return Pieces(columns, rows, first, last, handed[first], told, [])


def joined_by_party(pieces: Pieces, begin: Begin) -> Pieces:
    """Return pieces of each party in a place joined whatever their values, as `coalesce_parties` joins them."""
    is_shared = pieces.columns.is_shared[pieces.spans.key]
    if is_shared.any():
        at = np.flatnonzero(is_shared)
        keys = pieces.columns.of_party[pieces.spans.key[at]].tolist()
        alone = joined_by_party(pieces.where(~is_shared), begin)
        return alone.with_others(joined_facts(keys, pieces.facts(at), begin))
    first, last = ends_of_runs(pieces.handed)
    spans = pieces.spans
    ends = {name: getattr(spans, name)[last] for name in ("t1", "t2", "to")}
    plain = Pieces(
        *(
            pieces.columns,
            pieces.rows,
            pieces.first[first],
            pieces.last[last],
            np.zeros(len(first), np.bool_),
        ),
        Spans._make(column[first] for column in spans)._replace(**ends),
        [],
    )
    if not pieces.others:
        return plain
    return plain.with_others(joined_facts(spans.key[pieces.plain :].tolist(), pieces.others, begin))
