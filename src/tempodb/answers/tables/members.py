"""The members of every organization as a table: the rows that are made one by one elsewhere, in the same order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tempodb.answers.context import AnswerContext
from tempodb.answers.ordering import all_shown
from tempodb.answers.result_table import Table
from tempodb.answers.table_columns import CodedColumn, EndColumn
from tempodb.answers.tables import ranks
from tempodb.answers.tables.arranging import arranged, groups
from tempodb.answers.tables.party_names import PartyNames, party_names
from tempodb.execution.beliefs import fields
from tempodb.execution.columns.arrays import DAY_BITS, Ints, Places, in_runs, repeats
from tempodb.execution.columns.belief_columns import BeliefColumns, shown_sources
from tempodb.execution.columns.distinct import Distinct
from tempodb.execution.columns.packing import Packing
from tempodb.execution.columns.windowing import Judged
from tempodb.questions.fact_rows import MembershipRow
from tempodb.temporal.facts import Standing
from tempodb.temporal.periods import Certainty


def membership_table(judged: Judged, asked: AnswerContext) -> Table | None:
    """Return the memberships that were found as a table; None where names are no columns."""
    told, key = judged.pieces.columns, judged.pieces.spans.key.take(judged.at)
    names = party_names(asked, told.party.take(key), told.scope.take(key))
    if names is None:
        return None
    columns = _columns(judged, names)
    in_time: dict[str, Ints] = {}
    if asked.query.order_by:
        rank = told.ends.made(ranks.of_ends)
        in_time = {name: rank[columns[name].codes] for name in ("from", "to")}
    shown = arranged(columns, _in_default_order(judged, columns, names), asked.query, in_time)
    return Table(shown, MembershipRow, asked.view.allowance.refuse_rows)


def _columns(judged: Judged, names: PartyNames) -> dict[str, CodedColumn | EndColumn]:
    pieces, at = judged.pieces, judged.at
    spans, told = pieces.spans, pieces.columns
    key, value = spans.key.take(at), spans.value.take(at)
    member, organization = told.party.take(key), told.scope.take(key)
    return {
        "member": CodedColumn(member, told.ids),
        "member_name": CodedColumn(names.of(member), names.names),
        "organization": CodedColumn(organization, told.ids),
        "organization_name": CodedColumn(names.of(organization), names.names),
        "status": CodedColumn(value, told.values.made(_statuses)),
        **_represented(told, key, names),
        "for": CodedColumn(value, told.values.made(_areas)),
        "for_name": CodedColumn(value, told.values.made(_area_names)),
        "from": EndColumn(spans.from_.take(at), told.ends),
        "to": EndColumn(spans.to.take(at), told.ends),
        "end_reason": CodedColumn(value, told.values.made(_end_reasons)),
        "certainty": CodedColumn(judged.certain.astype(np.intp), Distinct([c.value for c in _CERTAINTIES])),
        "standing": CodedColumn(
            spans.disputed.take(at).astype(np.intp), Distinct([s.value for s in Standing])
        ),
        "sources": CodedColumn(pieces.sources(at), told.source_sets.made(shown_sources)),
    }


def _represented(told: BeliefColumns, key: Ints, names: PartyNames) -> dict[str, CodedColumn]:
    """Return the columns of whom members represent, if any of them does."""
    if not told.represents:
        nobody = CodedColumn(np.zeros(len(key), np.intp), Distinct([None]))
        return {"representing": nobody, "representing_name": nobody}
    other, ids = told.other[key], told.ids.made(_none_for_nothing)
    is_somebody = np.array([id_ is not None for id_ in ids.values], np.bool_)[other]
    called = np.zeros(len(key), np.intp)
    called[is_somebody] = 1 + names.of(other[is_somebody])
    return {
        "representing": CodedColumn(other, ids),
        "representing_name": CodedColumn(called, names.names.made(_or_nobody)),
    }


def _none_for_nothing(ids: Sequence[str]) -> Distinct[str | None]:
    return Distinct(id_ or None for id_ in ids)


def _or_nobody(names: Sequence[str]) -> Distinct[str | None]:
    return Distinct([None, *names])


_CERTAINTIES = Certainty.POSSIBLE, Certainty.CERTAIN


def _statuses(values: Sequence[str]) -> Distinct[str]:
    return Distinct(fields(value)["status"] for value in values)


def _areas(values: Sequence[str]) -> Distinct[str | None]:
    return Distinct(fields(value).get("for") for value in values)


def _area_names(values: Sequence[str]) -> Distinct[str | None]:
    said = map(fields, values)
    return Distinct(value.get("for_name", value.get("for")) for value in said)


def _end_reasons(values: Sequence[str]) -> Distinct[str | None]:
    return Distinct(fields(value).get("end_reason") for value in values)


def _in_default_order(
    judged: Judged, columns: dict[str, CodedColumn | EndColumn], names: PartyNames
) -> Places:
    """Return the places of rows by name, id, from and to, and where those are equal by all that they show."""
    told = judged.pieces.columns
    days, id_rank = told.ends.made(ranks.days_of_ends), told.ids.made(ranks.of_texts)
    name_rank = names.names.made(ranks.of_names)
    name, member, organization, from_, to = (
        columns[shown].codes for shown in ("member_name", "member", "organization", "from", "to")
    )
    # A name, an id and a day are one number, so that most rows are ordered by a glance at it.
    packing = Packing(len(name_rank), len(id_rank), 1 << DAY_BITS)
    packed = packing.packed(name_rank.take(name), id_rank.take(member), days[:, 0].take(from_))
    order = np.argsort(packed)
    alike = repeats(packed.take(order))
    if alike.any():
        within = in_runs(alike)
        several = order[within]
        keys = [
            *(id_rank[organization[several]], days[to[several], 1], days[to[several], 0]),
            *(days[from_[several], 1], packed[several]),
        ]
        again = np.lexsort(keys)
        order[within] = several[again]
        same = np.logical_and.reduce([repeats(key[again]) for key in keys])
        for alike_rows in groups(np.flatnonzero(within), same):
            places = order[alike_rows]
            rows = zip(*(column.take(places).values() for column in columns.values()), strict=True)
            by_row = sorted(zip(map(all_shown, rows), places.tolist(), strict=True))
            order[alike_rows] = [place for _, place in by_row]
    return order
