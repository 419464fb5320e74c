"""The members of every organization as a table: the rows that are made one by one elsewhere, in the same order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tempodb.answers.context import AnswerContext
from tempodb.answers.ordering import all_shown
from tempodb.answers.result_table import Table
from tempodb.answers.table_columns import CodedColumn
from tempodb.answers.tables import ranks
from tempodb.answers.tables.arranging import arranged
from tempodb.answers.tables.party_names import PartyNames, party_names
from tempodb.execution.beliefs import fields
from tempodb.execution.columns.arrays import DAY_BITS, Ints, Places, repeats
from tempodb.execution.columns.belief_columns import shown_ends
from tempodb.execution.columns.distinct import Distinct
from tempodb.execution.columns.packing import Packing
from tempodb.execution.columns.windowing import Judged
from tempodb.questions.fact_rows import MembershipRow
from tempodb.temporal.facts import Standing
from tempodb.temporal.periods import Certainty


def membership_table(judged: Judged, asked: AnswerContext) -> Table | None:
    """Return the memberships that were found as a table; None where names are no columns."""
    names = party_names(asked)
    if names is None:
        return None
    columns = _columns(judged, names)
    in_time: dict[str, Ints] = {}
    if asked.query.order_by:
        rank = judged.pieces.columns.ends.made(ranks.of_ends)
        in_time = {name: rank[columns[name].codes] for name in ("from", "to")}
    shown = arranged(columns, _in_default_order(judged, columns), asked.query, in_time)
    return Table(shown, MembershipRow, asked.view.allowance.refuse_rows)


def _columns(judged: Judged, names: PartyNames) -> dict[str, CodedColumn]:
    pieces, at = judged.pieces, judged.at
    spans, told = pieces.spans, pieces.columns
    key, value, ends = spans.key[at], spans.value[at], told.ends.made(shown_ends)
    member, organization = told.party[key], told.scope[key]
    return {
        "member": CodedColumn(member, told.ids),
        "member_name": CodedColumn(names.of(member), names.names),
        "organization": CodedColumn(organization, told.ids),
        "organization_name": CodedColumn(names.of(organization), names.names),
        "status": CodedColumn(value, told.values.made(_statuses)),
        "from": CodedColumn(spans.from_[at], ends),
        "to": CodedColumn(spans.to[at], ends),
        "end_reason": CodedColumn(value, told.values.made(_end_reasons)),
        "certainty": CodedColumn(judged.certain.astype(np.intp), Distinct([c.value for c in _CERTAINTIES])),
        "standing": CodedColumn(spans.disputed[at].astype(np.intp), Distinct([s.value for s in Standing])),
        "sources": CodedColumn(pieces.sources(at), told.source_sets.made(_in_order)),
    }


_CERTAINTIES = Certainty.POSSIBLE, Certainty.CERTAIN


def _statuses(values: Sequence[str]) -> Distinct[str]:
    return Distinct(fields(value)["status"] for value in values)


def _end_reasons(values: Sequence[str]) -> Distinct[str | None]:
    return Distinct(fields(value).get("end_reason") for value in values)


def _in_order(source_sets: Sequence[frozenset[str]]) -> Distinct[tuple[str, ...]]:
    return Distinct(tuple(sorted(sources)) for sources in source_sets)


def _in_default_order(judged: Judged, columns: dict[str, CodedColumn]) -> Places:
    """Return the places of rows by name, id, from and to, and where those are equal by all that they show."""
    days = judged.pieces.columns.ends.made(ranks.days_of_ends)
    member, name, organization = (columns[key] for key in ("member", "member_name", "organization"))
    id_rank = member.held.made(ranks.of_texts)
    names, from_, to = name.held.made(ranks.of_names)[name.codes], columns["from"].codes, columns["to"].codes
    # A name, an id and a day are one number, so that most rows are ordered by a glance at it.
    packing = Packing(len(name.held.values), len(id_rank), 1 << DAY_BITS)
    packed = packing.packed(names, id_rank[member.codes], days[from_, 0])
    order = np.argsort(packed)
    alike = repeats(packed[order])
    if alike.any():
        within = alike.copy()
        within[:-1] |= alike[1:]
        several = order[within]
        rest = [id_rank[organization.codes], days[to, 1], days[to, 0], days[from_, 1], packed]
        keys = [key[several] for key in rest]
        again = np.lexsort(keys)
        order[within] = several[again]
        _order_alike(order, np.flatnonzero(within), [key[again] for key in keys], columns)
    return order


def _order_alike(
    order: Places, within: Places, keys: Sequence[Ints], columns: dict[str, CodedColumn]
) -> None:
    """Put rows that are alike in name, ids and dates into the order of all that they show."""
    alike = np.logical_and.reduce([repeats(key) for key in keys])
    at = 0
    while at < len(alike):
        end = at + 1
        while end < len(alike) and alike[end]:
            end += 1
        if end > at + 1:
            places = order[within[at:end]]
            rows = zip(*(column.take(places).values() for column in columns.values()), strict=True)
            by_row = sorted(zip(map(all_shown, rows), places.tolist(), strict=True))
            order[within[at:end]] = [place for _, place in by_row]
        at = end
