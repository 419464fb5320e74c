"""Who were members together as a table: rows as `overlaps` makes them one by one, in the same order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from tempodb.answers.context import AnswerContext
from tempodb.answers.result_table import Table
from tempodb.answers.table_columns import CodedColumn
from tempodb.answers.tables import ranks
from tempodb.answers.tables.arranging import arranged
from tempodb.answers.tables.party_names import PartyNames, party_names
from tempodb.execution.columns.arrays import DAY_BITS, Flags, Ints, Places, repeats
from tempodb.execution.columns.belief_columns import StatedEnd, shown_ends
from tempodb.execution.columns.distinct import Distinct
from tempodb.execution.columns.pairing import Pairs, number_of_pairs, pairs
from tempodb.execution.columns.timelines import Pieces
from tempodb.execution.columns.windowing import Judged
from tempodb.questions import resolved
from tempodb.questions.rows import OverlapRow
from tempodb.temporal.bounds import Bound, earlier, later
from tempodb.temporal.facts import Standing
from tempodb.temporal.periods import Certainty

FORWARDS, BACKWARDS = 1, -1
CELLS_OF_A_ROW = len(OverlapRow._fields)


def overlap_table(judged: Judged, query: resolved.Query, asked: AnswerContext) -> Table | None:
    """Return each two of what was found that were together; None where names are no columns."""
    names = party_names(asked)
    if names is None:
        return None
    asked.view.allowance.refuse_cells(number_of_pairs(judged) * CELLS_OF_A_ROW)
    found = _wanted(pairs(judged, query.scope.window), query.scope.only)
    columns = _columns(judged, found, names)
    asked.view.allowance.check()
    rank = judged.pieces.columns.ends.made(ranks.of_ends)
    in_time = {name: rank[columns[name].codes] for name in ("from", "to")}
    shown = arranged(columns, _in_default_order(judged, columns), asked.query, in_time)
    return Table(shown, OverlapRow, asked.view.allowance.refuse_rows)


def _wanted(found: Pairs, only: Certainty | None) -> Pairs:
    if only is None:
        return found
    kept = found.certain == (only is Certainty.CERTAIN)
    return Pairs(*(column[kept] for column in found))


def _columns(judged: Judged, found: Pairs, names: PartyNames) -> dict[str, CodedColumn]:
    spans, told = judged.pieces.spans, judged.pieces.columns
    party = told.party[spans.key]
    id_rank = told.ids.made(ranks.of_texts)
    in_order = id_rank[party[found.first]] < id_rank[party[found.second]]
    a, b = np.where(in_order, (found.first, found.second), (found.second, found.first))
    from_ = _ends(spans.from_[b], spans.from_[a], told.ends, later, BACKWARDS)
    to = _ends(spans.to[a], spans.to[b], told.ends, earlier, FORWARDS)
    disputed = spans.disputed[a] | spans.disputed[b]
    sources = _both(judged.pieces, a, b)
    days = told.ends.made(ranks.days_of_ends)
    alike = [found.f1, found.f2, found.t1, found.t2, disputed, *days[from_].T, *days[to].T]
    kept = _first_of_alike(spans.key[a], spans.key[b], alike, sources, told.source_sets)
    a, b = a[kept], b[kept]
    ends, organization = told.ends.made(shown_ends), told.scope[spans.key[a]]
    return {
        "member": CodedColumn(party[a], told.ids),
        "member_name": CodedColumn(names.of(party[a]), names.names),
        "other": CodedColumn(party[b], told.ids),
        "other_name": CodedColumn(names.of(party[b]), names.names),
        "organization": CodedColumn(organization, told.ids),
        "organization_name": CodedColumn(names.of(organization), names.names),
        "from": CodedColumn(from_[kept], ends),
        "to": CodedColumn(to[kept], ends),
        "certainty": CodedColumn(found.certain[kept].astype(np.intp), Distinct(["possible", "certain"])),
        "standing": CodedColumn(disputed[kept].astype(np.intp), Distinct([each.value for each in Standing])),
        "sources": CodedColumn(sources[kept], told.source_sets.made(_in_words)),
    }


def _in_words(source_sets: Sequence[frozenset[str]]) -> Distinct[tuple[str, ...]]:
    return Distinct(tuple(sorted(sources)) for sources in source_sets)


def _ends(
    a: Ints, b: Ints, ends: Distinct[StatedEnd], together: Callable[[Bound, Bound], Bound], direction: int
) -> Ints:
    """Return the places of what each two ends come to: of *a* where in that direction *b* is not before it."""
    days = ends.made(ranks.days_of_ends) * direction
    precedes, follows = ((days[x] <= days[y]).all(axis=1) for x, y in ((a, b), (b, a)))
    found = np.where(precedes, a, b)
    # Neither comes first where one lies within the other.
    rest = np.flatnonzero(~(precedes | follows))
    if len(rest):
        both, places = np.unique(np.stack([a[rest], b[rest]], axis=1), axis=0, return_inverse=True)
        bounds = (together(ends.values[x].bound, ends.values[y].bound) for x, y in both.tolist())
        made = [ends.place(StatedEnd(bound.earliest, bound.latest, None)) for bound in bounds]
        found[rest] = np.array(made, np.int64)[places.reshape(-1)]
    return found


def _both(pieces: Pieces, a: Places, b: Places) -> Ints:
    """Return the places of the sources of both of each two pieces."""
    at, places = np.unique(np.concatenate([a, b]), return_inverse=True)
    told = pieces.sources(at)[places.reshape(-1)]
    sets = pieces.columns.source_sets
    size = len(sets.values)
    both, places = np.unique(told[: len(a)].astype(np.int64) * size + told[len(a) :], return_inverse=True)
    unions = [sets.values[pair // size] | sets.values[pair % size] for pair in both.tolist()]
    found: Ints = np.array([sets.place(union) for union in unions], np.int64)[places.reshape(-1)]
    return found


def _first_of_alike(
    a: Ints, b: Ints, alike: Sequence[Ints | Flags], sources: Ints, sets: Distinct[frozenset[str]]
) -> Places:
    """Return the places of pairs, of those that differ by their sources alone the first, told by all of these."""
    key = a.astype(np.int64) << 32 | b
    order = np.argsort(key, kind="stable")
    again = repeats(key[order])
    again[:-1] |= again[1:]
    kept = np.ones(len(key), np.bool_)
    first: dict[tuple[int, ...], int] = {}
    for place in np.sort(order[again]).tolist():
        same = (int(key[place]), *(int(column[place]) for column in alike))
        if (at := first.setdefault(same, place)) != place:
            kept[place] = False
            sources[at] = sets.place(sets.values[sources[at]] | sets.values[sources[place]])
    return np.flatnonzero(kept)


def _in_default_order(judged: Judged, columns: dict[str, CodedColumn]) -> Places:
    """Return the places of rows by name, id, from and to, and where those are equal by all that they show."""
    days = judged.pieces.columns.ends.made(ranks.days_of_ends)
    from_, to = days[columns["from"].codes], days[columns["to"].codes]
    id_rank = columns["member"].held.made(ranks.of_texts)
    name_rank = columns["member_name"].held.made(ranks.of_names)
    shown = [_rank(columns[name]) for name in ("sources", "standing", "certainty", "to", "from")]
    others = [id_rank[columns[name].codes] for name in ("organization", "other")]
    # Whoever has one id has one name.
    begun, over = (each[:, 0].astype(np.int64) << DAY_BITS | each[:, 1] for each in (from_, to))
    first = (
        name_rank[columns["member_name"].codes] * np.int64(len(id_rank)) + id_rank[columns["member"].codes]
    )
    return np.lexsort([*shown, *others, over, begun, first])


def _rank(column: CodedColumn) -> Ints:
    make: Callable[[list[object]], Ints] = _of_shown
    found: Ints = column.held.made(make)[column.codes]
    return found


def _of_shown(values: Sequence[object]) -> Ints:
    return ranks.ranks("" if value is None else str(value) for value in values)
