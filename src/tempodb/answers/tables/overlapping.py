"""Who were members together as a table: rows as `overlaps` makes them one by one, in the same order."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from tempodb.answers.context import AnswerContext
from tempodb.answers.ordering import all_shown
from tempodb.answers.result_table import Table
from tempodb.answers.table_columns import CodedColumn, EndColumn, GatheredColumn, TableColumn
from tempodb.answers.tables import ranks
from tempodb.answers.tables.arranging import arranged
from tempodb.answers.tables.party_names import PartyNames, party_names, shown_names
from tempodb.answers.union_columns import UnionColumn
from tempodb.execution.columns.arrays import (
    Flags,
    Ints,
    Places,
    dense,
    ends_of_runs,
    gathered,
    ordered_by,
    repeats,
)
from tempodb.execution.columns.distinct import Distinct
from tempodb.execution.columns.ends import candidates_of, earlier_ends, later_ends
from tempodb.execution.columns.pairing import Pairs, pairs, runs_of
from tempodb.execution.columns.timelines import Pieces
from tempodb.execution.columns.windowing import Judged
from tempodb.questions import resolved
from tempodb.questions.row_types import is_every
from tempodb.questions.rows import OverlapRow
from tempodb.temporal.facts import Standing
from tempodb.temporal.periods import Certainty

CELLS_OF_A_ROW = len(OverlapRow._fields)
CERTAINTY_WORDS = Distinct([each.value for each in (Certainty.POSSIBLE, Certainty.CERTAIN)])
STANDING_WORDS = Distinct([each.value for each in Standing])
GONE = -1


class _Sides(NamedTuple):
    """Whom each of the pieces that pair is about, where it comes in an answer, and by what it is told.

    `member` is the order of names and ids, `key` that of the ids of party and organization.
    """

    party: CodedColumn
    party_name: CodedColumn
    organization: CodedColumn
    organization_name: CodedColumn
    member: Ints
    key: Ints
    sources: Ints


class _PairRows(NamedTuple):
    """Two pieces, that of the party with the lesser id first, and what both come to.

    The sources are of two places since those of a row that stands for several may be of neither piece.
    """

    a: Ints
    b: Ints
    from_: Ints
    to: Ints
    certain: Flags
    disputed: Flags
    sources_a: Ints
    sources_b: Ints


class _Overlaps(NamedTuple):
    """Rows, the *pieces* they are of and where those are, and what is *told* of each."""

    pieces: Pieces
    at: Places
    told: _Sides
    rows: _PairRows

    def take(self, at: Places) -> _Overlaps:
        """Return the rows at some places."""
        return self._replace(rows=_PairRows._make(column[at] for column in self.rows))

    def columns(self) -> dict[str, TableColumn]:
        """Return what rows show."""
        (told, rows), ends = self[2:], self.pieces.columns.ends
        return {
            "member": GatheredColumn(rows.a, told.party),
            "member_name": GatheredColumn(rows.a, told.party_name),
            "other": GatheredColumn(rows.b, told.party),
            "other_name": GatheredColumn(rows.b, told.party_name),
            "organization": GatheredColumn(rows.a, told.organization),
            "organization_name": GatheredColumn(rows.a, told.organization_name),
            "from": EndColumn(rows.from_, ends),
            "to": EndColumn(rows.to, ends),
            "certainty": CodedColumn(rows.certain.view(np.int8), CERTAINTY_WORDS),
            "standing": CodedColumn(rows.disputed.view(np.int8), STANDING_WORDS),
            "sources": UnionColumn(rows.sources_a, rows.sources_b, self.pieces.columns.source_sets),
        }


def overlap_table(judged: Judged, query: resolved.Query, asked: AnswerContext) -> Table | None:
    """Return each two of what was found that were together; None where names are no columns."""
    allowance, pieces = asked.view.allowance, judged.pieces
    runs = runs_of(judged, query.scope.window)
    allowance.refuse_cells(len(runs) * CELLS_OF_A_ROW)
    names = _names(pieces, runs.at, query, asked)
    if names is None:
        return None
    told = _told(pieces, runs.at, names)
    both = pairs(runs, query.scope.only)
    allowance.check()
    found = _Overlaps(pieces, runs.at, told, _ordered(pieces, runs.at, told, both))
    allowance.check()
    if (is_alike := _are_alike(found)).any():
        found = found.take(_settled(found, is_alike))
    in_time = {}
    if asked.query.order_by:
        rank = pieces.columns.ends.made(ranks.of_ends)
        in_time = {"from": rank[found.rows.from_], "to": rank[found.rows.to]}
    return Table(arranged(found.columns(), None, asked.query, in_time), OverlapRow, allowance.refuse_rows)


def _names(pieces: Pieces, at: Places, query: resolved.Query, asked: AnswerContext) -> PartyNames | None:
    """Return what the parties and organizations of pieces are called; None where names are no columns."""
    columns, key = pieces.columns, pieces.spans.key[at]
    if is_every(query.question):
        return party_names(asked, columns.party[key], columns.scope[key])
    return shown_names(columns.ids, asked)


def _told(pieces: Pieces, at: Places, names: PartyNames) -> _Sides:
    columns = pieces.columns
    key = pieces.spans.key[at]
    party, organization = columns.party[key], columns.scope[key]
    party_name = names.of(party)
    ids = columns.ids.made(ranks.of_texts)
    return _Sides(
        CodedColumn(party, columns.ids),
        CodedColumn(party_name, names.names),
        CodedColumn(organization, columns.ids),
        CodedColumn(names.of(organization), names.names),
        names.rank().take(party),
        dense(ids[party] * len(ids) + ids[organization]),
        pieces.sources(at),
    )


def _ordered(pieces: Pieces, at: Places, told: _Sides, both: Pairs) -> _PairRows:
    """Return a row for each pair, by name, id, from and to, and then by whom else and where."""
    spans, ends = pieces.spans, pieces.columns.ends
    is_in_order = gathered(told.key, both.first) < gathered(told.key, both.second)
    a = np.where(is_in_order, both.first, both.second)
    b = np.where(is_in_order, both.second, both.first)
    from_, to = later_ends(ends, spans.from_[at], b, a), earlier_ends(ends, spans.to[at], a, b)
    days = ends.made(candidates_of).by_first
    order = ordered_by(
        gathered(told.member, a), gathered(days, from_), gathered(days, to), gathered(told.key, b)
    )
    a, b, disputed = a.take(order), b.take(order), spans.disputed[at]
    return _PairRows(
        *(a, b, from_.take(order), to.take(order)),
        *(
            both.certain.take(order),
            gathered(disputed, a) | gathered(disputed, b),
            gathered(told.sources, a),
            gathered(told.sources, b),
        ),
    )


def _are_alike(found: _Overlaps) -> Flags:
    """Return of which rows the order is that of the row before."""
    (told, rows), days = found[2:], found.pieces.columns.ends.made(candidates_of).by_first
    said = (told.key, rows.a), (told.key, rows.b), (days, rows.from_), (days, rows.to)
    is_alike: Flags = np.logical_and.reduce([repeats(gathered(*column)) for column in said])
    return is_alike


def _settled(found: _Overlaps, is_alike: Flags) -> Places:
    """Return the places of rows that stay, those that are ordered alike in the order of all that they show.

    Of rows that differ by their sources and words alone the first stays, and is told by the sources of all.
    """
    order, columns = np.arange(len(is_alike)), found.columns()
    first, last = ends_of_runs(is_alike)
    several = last > first
    for begin, end in zip(first[several].tolist(), last[several].tolist(), strict=True):
        alike = order[begin : end + 1]
        first_of_same = _merged(found, alike)
        shown = zip(*(column.take(first_of_same).values() for column in columns.values()), strict=True)
        by_row = sorted(zip(map(all_shown, shown), first_of_same.tolist(), strict=True))
        alike[:] = [place for _, place in by_row] + [GONE] * (len(alike) - len(by_row))
    stay: Places = order[order != GONE]
    return stay


def _merged(found: _Overlaps, alike: Places) -> Places:
    """Return the places of the first of alike rows that say the same, each told by the sources of all of those."""
    rows, spans, sets = found.rows, found.pieces.spans, found.pieces.columns.source_sets
    a, b = found.at[rows.a[alike]], found.at[rows.b[alike]]
    said = [
        *(np.maximum(day[a], day[b]) for day in (spans.f1, spans.f2)),
        *(np.minimum(day[a], day[b]) for day in (spans.t1, spans.t2)),
        rows.disputed[alike],
    ]
    first: dict[tuple[int, ...], int] = {}
    for place, *same in zip(alike.tolist(), *(column.tolist() for column in said), strict=True):
        at = first.setdefault(tuple(same), place)
        told = (rows.sources_a[at], rows.sources_b[at], rows.sources_a[place], rows.sources_b[place])
        if at != place:
            union = sets.place(frozenset().union(*(sets.values[each] for each in told)))
            rows.sources_a[at] = rows.sources_b[at] = union
    return np.array(list(first.values()))
