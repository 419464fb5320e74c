"""The members of every organization as a table: the rows that are made one by one elsewhere, in the same order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from tempodb.answers.context import AnswerContext
from tempodb.answers.ordering import all_shown
from tempodb.answers.result_table import Table
from tempodb.answers.table_columns import CodedColumn, EndColumn, TableColumn
from tempodb.answers.tables import ranks
from tempodb.answers.tables.arranging import arranged, groups
from tempodb.answers.tables.party_names import PartyNames, party_names
from tempodb.execution.beliefs import fields
from tempodb.execution.columns.arrays import Ints, Places, in_runs, ordered_by, repeats
from tempodb.execution.columns.belief_columns import BeliefColumns, shown_sources
from tempodb.execution.columns.distinct import Distinct
from tempodb.execution.columns.ends import candidates_of
from tempodb.execution.columns.windowing import Judged
from tempodb.questions.fact_rows import MembershipRow
from tempodb.temporal.facts import Standing
from tempodb.temporal.periods import Certainty


class _MemberRows(NamedTuple):
    """What each row is about, by places: the pieces that are told, and what they share with others."""

    member: Ints
    member_name: Ints
    organization: Ints
    key: Ints
    value: Ints
    from_: Ints
    to: Ints
    certain: Ints
    disputed: Ints
    sources: Ints

    def take(self, at: Places) -> _MemberRows:
        """Return the rows at some places."""
        return _MemberRows(*(column.take(at) for column in self))


def membership_table(judged: Judged, asked: AnswerContext) -> Table | None:
    """Return the memberships that were found as a table; None where names are no columns."""
    told = judged.pieces.columns
    named = _named_rows(judged, asked)
    if named is None:
        return None
    rows, names = named
    rows = rows.take(_in_default_order(rows, told, names))
    in_time: dict[str, Ints] = {}
    if asked.query.order_by:
        rank = told.ends.made(ranks.of_ends)
        in_time = {"from": rank[rows.from_], "to": rank[rows.to]}
    shown = arranged(_columns(rows, told, names), None, asked.query, in_time)
    return Table(shown, MembershipRow, asked.view.allowance.refuse_rows)


def columns_told(judged: Judged, asked: AnswerContext) -> dict[str, TableColumn] | None:
    """Return what rows of memberships would show, in the order in which these were found."""
    named = _named_rows(judged, asked)
    return None if named is None else _columns(named[0], judged.pieces.columns, named[1])


def _named_rows(judged: Judged, asked: AnswerContext) -> tuple[_MemberRows, PartyNames] | None:
    """Return what rows are about, and what it is called; None where names are no columns."""
    pieces, at = judged.pieces, judged.at
    spans, told = pieces.spans, pieces.columns
    key = spans.key.take(at)
    member, organization = told.party.take(key), told.scope.take(key)
    names = party_names(asked, member, organization)
    if names is None:
        return None
    # Near each other in memory lie those that are in the order of their keys.
    return _MemberRows(
        *(member, names.of(member), organization, key, spans.value.take(at)),
        *(spans.from_.take(at), spans.to.take(at)),
        *(judged.certain.view(np.int8), spans.disputed.take(at).view(np.int8), pieces.sources(at)),
    ), names


def _columns(rows: _MemberRows, told: BeliefColumns, names: PartyNames) -> dict[str, TableColumn]:
    return {
        "member": CodedColumn(rows.member, told.ids),
        "member_name": CodedColumn(rows.member_name, names.names),
        "organization": CodedColumn(rows.organization, told.ids),
        "organization_name": CodedColumn(names.of(rows.organization), names.names),
        "status": CodedColumn(rows.value, told.values.made(_statuses)),
        **_represented(told, rows.key, names),
        "for": CodedColumn(rows.value, told.values.made(_areas)),
        "for_name": CodedColumn(rows.value, told.values.made(_area_names)),
        "from": EndColumn(rows.from_, told.ends),
        "to": EndColumn(rows.to, told.ends),
        "end_reason": CodedColumn(rows.value, told.values.made(_end_reasons)),
        "certainty": CodedColumn(rows.certain, _CERTAINTIES),
        "standing": CodedColumn(rows.disputed, _STANDINGS),
        "sources": CodedColumn(rows.sources, told.source_sets.made(shown_sources)),
    }


def _represented(told: BeliefColumns, key: Ints, names: PartyNames) -> dict[str, CodedColumn]:
    """Return the columns of whom members represent, if any of them does."""
    if not told.represents:
        nobody = CodedColumn(np.zeros(len(key), np.int32), Distinct([None]))
        return {"representing": nobody, "representing_name": nobody}
    other, ids = told.other.take(key), told.ids.made(_none_for_nothing)
    is_somebody = np.array([id_ is not None for id_ in ids.values], np.bool_)[other]
    called = np.zeros(len(key), np.int32)
    called[is_somebody] = 1 + names.of(other[is_somebody])
    return {
        "representing": CodedColumn(other, ids),
        "representing_name": CodedColumn(called, names.names.made(_or_nobody)),
    }


def _none_for_nothing(ids: Sequence[str]) -> Distinct[str | None]:
    return Distinct(id_ or None for id_ in ids)


def _or_nobody(names: Sequence[str]) -> Distinct[str | None]:
    return Distinct([None, *names])


_CERTAINTIES = Distinct([certainty.value for certainty in (Certainty.POSSIBLE, Certainty.CERTAIN)])
_STANDINGS = Distinct([standing.value for standing in Standing])


def _statuses(values: Sequence[str]) -> Distinct[str]:
    return Distinct(fields(value)["status"] for value in values)


def _areas(values: Sequence[str]) -> Distinct[str | None]:
    return Distinct(fields(value).get("for") for value in values)


def _area_names(values: Sequence[str]) -> Distinct[str | None]:
    said = map(fields, values)
    return Distinct(value.get("for_name", value.get("for")) for value in said)


def _end_reasons(values: Sequence[str]) -> Distinct[str | None]:
    return Distinct(fields(value).get("end_reason") for value in values)


def _in_default_order(rows: _MemberRows, told: BeliefColumns, names: PartyNames) -> Places:
    """Return the places of rows by name, id, from and to, and where those are equal by all that they show."""
    days = told.ends.made(candidates_of).by_first
    member, from_ = names.rank().take(rows.member), days.take(rows.from_)
    order = ordered_by(member, from_)
    alike = repeats(member.take(order)) & repeats(from_.take(order))
    if alike.any():
        within = in_runs(alike)
        several = order[within]
        organization = told.ids.made(ranks.of_texts)[rows.organization[several]]
        keys = [organization, days[rows.to[several]], from_[several], member[several]]
        again = np.lexsort(keys)
        order[within] = several[again]
        same = np.logical_and.reduce([repeats(key[again]) for key in keys])
        for alike_rows in groups(np.flatnonzero(within), same):
            places = order[alike_rows]
            columns = _columns(rows.take(places), told, names)
            shown = zip(*(column.values() for column in columns.values()), strict=True)
            by_row = sorted(zip(map(all_shown, shown), places.tolist(), strict=True))
            order[alike_rows] = [place for _, place in by_row]
    return order
