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
from tempodb.answers.tables.pair_rows import Numbered, PairRows, rows_of_pairs
from tempodb.answers.tables.party_names import PartyNames, party_names, shown_names
from tempodb.answers.union_columns import UnionColumn
from tempodb.execution.columns.arrays import Flags, Ints, Places, dense, ends_of_runs, gathered
from tempodb.execution.columns.distinct import Distinct
from tempodb.execution.columns.pairing import pairs, runs_of
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
    """Whom each of the numbered pieces is about, and by what it is told."""

    party: CodedColumn
    party_name: CodedColumn
    organization: CodedColumn
    organization_name: CodedColumn
    disputed: Flags
    sources: Ints

    def with_more(self, of: Places, sources: Ints) -> _Sides:
        """Return them, and behind them those of some pieces anew, which are told by other *sources*."""
        party, party_name, organization, organization_name = (
            CodedColumn(np.append(column.codes, column.codes.take(of)), column.held) for column in self[:4]
        )
        return _Sides(
            *(party, party_name, organization, organization_name),
            np.append(self.disputed, self.disputed.take(of)),
            np.append(self.sources, sources),
        )


class _Overlaps(NamedTuple):
    """Rows, the pieces they are of, and what is *told* of each."""

    numbered: Numbered
    told: _Sides
    rows: PairRows

    def take(self, at: Places) -> _Overlaps:
        """Return the rows at some places."""
        return self._replace(rows=self.rows.take(at))

    def columns(self) -> dict[str, TableColumn]:
        """Return what rows show."""
        told, rows, columns = self.told, self.rows, self.numbered.pieces.columns
        return {
            "member": GatheredColumn(rows.a, told.party),
            "member_name": GatheredColumn(rows.a, told.party_name),
            "other": GatheredColumn(rows.b, told.party),
            "other_name": GatheredColumn(rows.b, told.party_name),
            "organization": GatheredColumn(rows.a, told.organization),
            "organization_name": GatheredColumn(rows.a, told.organization_name),
            "from": EndColumn(rows.from_, columns.ends),
            "to": EndColumn(rows.to, columns.ends),
            "certainty": CodedColumn(rows.certain.view(np.int8), CERTAINTY_WORDS),
            "standing": CodedColumn(self.disputed().view(np.int8), STANDING_WORDS),
            "sources": UnionColumn(rows.a, rows.b, told.sources, columns.source_sets),
        }

    def disputed(self) -> Flags:
        """Return of which rows a piece is disputed."""
        disputed, rows = self.told.disputed, self.rows
        if not disputed.any():
            return np.broadcast_to(np.False_, len(rows.a))
        return gathered(disputed, rows.a) | gathered(disputed, rows.b)


def overlap_table(judged: Judged, query: resolved.Query, asked: AnswerContext) -> Table | None:
    """Return each two of what was found that were together; None where names are no columns."""
    allowance, pieces = asked.view.allowance, judged.pieces
    runs = runs_of(judged, query.scope.window)
    allowance.refuse_cells((at_most := len(runs)) * CELLS_OF_A_ROW)
    names = _names(pieces, runs.at, query, asked)
    if names is None:
        return None
    numbered = _numbered(pieces, runs.at, names)
    told = _told(pieces, numbered.at, names)
    rows, alike = rows_of_pairs(numbered, pairs(runs, query.scope.only), at_most)
    allowance.check()
    found = _Overlaps(numbered, told, rows)
    if len(alike):
        found = _settled(found, alike)
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


def _numbered(pieces: Pieces, at: Places, names: PartyNames) -> Numbered:
    """Return pieces, which stand in the order in which they pair, with their numbers."""
    columns, key = pieces.columns, pieces.spans.key[at]
    party, organization = columns.party[key], columns.scope[key]
    ids = columns.ids.made(ranks.of_texts)
    # Whoever is called by an id alone is named when that is asked for.
    names.of(party)
    of_key = ids[party] * len(ids) + ids[organization]
    order = np.argsort(of_key, kind="stable")
    number = np.empty(len(order), np.int32)
    number[order] = np.arange(len(order))
    member = names.rank().take(party.take(order))
    return Numbered(pieces, at.take(order), number, member, dense(of_key.take(order)))


def _told(pieces: Pieces, at: Places, names: PartyNames) -> _Sides:
    columns, key = pieces.columns, pieces.spans.key[at]
    party, organization = columns.party[key], columns.scope[key]
    return _Sides(
        CodedColumn(party, columns.ids),
        CodedColumn(names.of(party), names.names),
        CodedColumn(organization, columns.ids),
        CodedColumn(names.of(organization), names.names),
        pieces.spans.disputed[at],
        pieces.sources(at),
    )


def _settled(found: _Overlaps, alike: Places) -> _Overlaps:
    """Return the rows that stay, those that are ordered as the row before in the order of all that they show.

    Of rows that differ by their sources and words alone the first stays, and is told by the sources of all.
    """
    follows = np.zeros(len(found.rows.a), np.bool_)
    follows[alike] = True
    order, (first, last) = np.arange(len(follows)), ends_of_runs(follows)
    several = np.flatnonzero(last > first)
    stretches = [order[begin : end + 1] for begin, end in zip(first[several], last[several], strict=True)]
    pairing = np.argsort(found.numbered.number)
    same = [_same(found, stretch, pairing) for stretch in stretches]
    found = _told_by_all(found, [places for each in same for places in each if len(places) > 1])
    columns = found.columns()
    for stretch, groups in zip(stretches, same, strict=True):
        stay = [places[0] for places in groups]
        shown = zip(*(column.take(np.array(stay)).values() for column in columns.values()), strict=True)
        by_row = sorted(zip(map(all_shown, shown), stay, strict=True))
        stretch[:] = [place for _, place in by_row] + [GONE] * (len(stretch) - len(stay))
    return found.take(order[order != GONE])


def _same(found: _Overlaps, alike: Places, pairing: Places) -> list[list[int]]:
    """Return the places of alike rows, those that say the same together, as they stand in the order of *pairing*."""
    rows, numbered, disputed = found.rows, found.numbered, found.told.disputed
    one, other = pairing[rows.a[alike]], pairing[rows.b[alike]]
    alike = alike[np.lexsort((np.maximum(one, other), np.minimum(one, other)))]
    a, b, spans = rows.a[alike], rows.b[alike], numbered.pieces.spans
    at_a, at_b = numbered.at[a], numbered.at[b]
    said = [
        *(np.maximum(day[at_a], day[at_b]) for day in (spans.f1, spans.f2)),
        *(np.minimum(day[at_a], day[at_b]) for day in (spans.t1, spans.t2)),
        disputed[a] | disputed[b],
    ]
    groups: dict[tuple[int, ...], list[int]] = {}
    for place, *days in zip(alike.tolist(), *(column.tolist() for column in said), strict=True):
        groups.setdefault(tuple(days), []).append(place)
    return list(groups.values())


def _told_by_all(found: _Overlaps, same: list[list[int]]) -> _Overlaps:
    """Return rows of which the first of those that say the *same* are told by the sources of all of them."""
    if not same:
        return found
    (a, b, *_), told, sets = found.rows, found.told, found.numbered.pieces.columns.source_sets
    unions = []
    for places in same:
        codes = told.sources[np.append(a[places], b[places])].tolist()
        unions.append(sets.place(frozenset().union(*(sets.values[code] for code in codes))))
    first, behind = [places[0] for places in same], len(told.sources) + np.arange(len(same))
    told = told.with_more(np.append(a[first], b[first]), np.tile(unions, 2))
    a[first], b[first] = behind, behind + len(same)
    return found._replace(told=told)
