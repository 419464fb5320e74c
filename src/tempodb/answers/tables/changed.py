"""What changed in every organization as a table: rows as `changes` makes them, in the same order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from tempodb.answers.context import AnswerContext
from tempodb.answers.named_details import id_in, named_detail
from tempodb.answers.occurrences import Occurrence
from tempodb.answers.ordering import all_shown
from tempodb.answers.result_table import Table
from tempodb.answers.table_columns import CodedColumn, EndColumn, NumberColumn, TableColumn
from tempodb.answers.tables import ranks
from tempodb.answers.tables.arranging import arranged, groups
from tempodb.answers.tables.chronicle import NOWHERE, Chronicle, Entries
from tempodb.answers.tables.party_names import PartyNames, party_names
from tempodb.execution.beliefs import fields
from tempodb.execution.columns.arrays import Flags, Ints, Places, in_runs, repeats
from tempodb.execution.columns.belief_columns import BeliefColumns, shown_ends, shown_sources
from tempodb.execution.columns.changing import in_window
from tempodb.execution.columns.distinct import Distinct
from tempodb.execution.columns.packing import Packing
from tempodb.execution.columns.timelines import Pieces
from tempodb.execution.view import View
from tempodb.model.kinds import Kind, PartyClass
from tempodb.questions.rows import ChangeRow
from tempodb.temporal.bounds import ALWAYS, NEVER
from tempodb.temporal.facts import Standing
from tempodb.temporal.periods import Certainty, Window

Besides = Callable[[Mapping[Kind, Sequence[str]]], Iterable[Occurrence]]
"""Gives what is no matter of members and holders, when told of which organizations there is that of each kind."""
LEAST_TOLD = {Kind.NAME: 2, Kind.PART_OF: 1, Kind.EXISTENCE: 1}
"""How often something has to be told of an organization to be a change: its first name is none."""


class Kept(NamedTuple):
    """All that ever happened, as it is believed at one instant."""

    entries: Entries
    held: Chronicle


def changes_table(
    memberships: Pieces, tenures: Pieces, besides: Besides, asked: AnswerContext
) -> Table | None:
    """Return what changed in every organization as a table; None where something of it is no column."""
    view, scope = asked.view, asked.query.scope
    about = {kind: view.columns(kind) for kind in (Kind.PARTY, Kind.OFFICE, *LEAST_TOLD)}
    of = {kind: columns for kind, columns in about.items() if columns is not None}
    if len(of) < len(about):
        return None
    # Of some of everything, offices may belong to organizations that are not among it.
    owners = view.columns_about(Kind.PARTY, [of[Kind.OFFICE].party])
    if owners is None:
        return None

    def happened() -> Kept:
        organizations = _organizations(of[Kind.PARTY], view.known_at)
        held = Chronicle(memberships.columns)
        held.add_memberships(memberships)
        held.add_tenures(
            tenures, _homes(of[Kind.OFFICE], _organizations(owners, view.known_at), view.known_at)
        )
        told = {kind: _told_of(of[kind], organizations, least, view) for kind, least in LEAST_TOLD.items()}
        held.add_one_by_one(besides(told | {Kind.OFFICE: _moved(of[Kind.OFFICE], view.known_at)}))
        return Kept(held.entries(), held)

    # What is believed of one kind may stay the same while that of another changes.
    known = view.beliefs.last_recorded(view.known_at)
    told = (known, scope.published_by, scope.according_to, scope.disputed)
    kept = memberships.columns.recent.of((Chronicle, told), happened)
    at, certain = in_window(kept.entries.first, kept.entries.last, scope.window or Window(ALWAYS, NEVER))
    certain &= kept.entries.doubtful[at] == 0
    if scope.only is not None:
        wanted = certain == (scope.only is Certainty.CERTAIN)
        at, certain = at[wanted], certain[wanted]
    found = Entries(*(column[at] for column in kept.entries))
    names = party_names(asked, found.party, found.organization)
    return None if names is None else _table(found, certain, kept.held, names, asked)


def _table(found: Entries, certain: Flags, held: Chronicle, names: PartyNames, asked: AnswerContext) -> Table:
    ends = held.ends.made(shown_ends)
    office, titles = _titles(found.office, held, asked)
    columns: dict[str, CodedColumn] = {
        "date": CodedColumn(found.stated, ends),
        "change": CodedColumn(found.word, held.words),
        "party": CodedColumn(found.party, held.ids),
        "party_name": CodedColumn(names.of(found.party), names.names),
        "organization": CodedColumn(found.organization, held.ids),
        "organization_name": CodedColumn(names.of(found.organization), names.names),
        "office": CodedColumn(found.office, held.ids.made(_none_for_nothing)),
        "title": CodedColumn(office, titles),
        "detail": CodedColumn(found.detail, held.details),
        "detail_name": _named_details(found, held, asked),
        "certainty": CodedColumn(certain.astype(np.intp), Distinct(["possible", "certain"])),
        "standing": CodedColumn(found.disputed.astype(np.intp), Distinct(s.value for s in Standing)),
        "sources": CodedColumn(found.sources, held.source_sets.made(shown_sources)),
    }
    in_time = {"date": held.ends.made(ranks.of_ends)[found.stated]} if asked.query.order_by else {}
    beside = asked.kept_beside(lambda: _ordering(found, held))
    shown = arranged({**columns, **beside}, _in_default_order(found, held, columns), asked.query, in_time)
    return Table(
        {name: shown[name] for name in columns},
        ChangeRow,
        asked.view.allowance.refuse_rows,
        {name: shown[name] for name in beside},
    )


def _ordering(found: Entries, held: Chronicle) -> dict[str, TableColumn]:
    """Return what orders changes beside what is shown of them."""
    return {
        "first": NumberColumn(found.first),
        "last": NumberColumn(found.last),
        "stated": EndColumn(found.stated, held.ends),
        "until": EndColumn(found.to, held.ends),
    }


def _none_for_nothing(ids: Sequence[str]) -> Distinct[str | None]:
    return Distinct(id_ or None for id_ in ids)


def _named_details(found: Entries, held: Chronicle, asked: AnswerContext) -> CodedColumn:
    """Return what stands beside changes, in names."""
    details, words = held.details.values, held.words.values
    distinct, at = np.unique(found.word.astype(np.int64) * len(details) + found.detail, return_inverse=True)
    told = [(words[place // len(details)], details[place % len(details)]) for place in distinct.tolist()]
    name = asked.display.parties([id_ for id_ in (id_in(*each) for each in told) if id_ is not None])
    return CodedColumn(at.reshape(-1), Distinct(named_detail(*each, name.__getitem__) for each in told))


def _titles(offices: Ints, held: Chronicle, asked: AnswerContext) -> tuple[Ints, Distinct[str | None]]:
    """Return the places of the titles of offices, and those titles; the office 0 is none."""
    is_used = np.zeros(len(held.ids.values), np.bool_)
    is_used[offices] = True
    is_used[0] = True
    ids = [held.ids.values[number] for number in np.flatnonzero(is_used).tolist()]
    called = asked.display.titles(ids[1:])
    place = np.cumsum(is_used) - 1
    return place[offices], Distinct([None, *(called[id_] for id_ in ids[1:])])


def _in_default_order(found: Entries, held: Chronicle, columns: dict[str, CodedColumn]) -> Places:
    """Return the places of rows by time, word and name, and where those are equal by all that they show."""
    name, words = columns["party_name"], held.words.made(ranks.of_texts)
    name_rank = name.held.made(ranks.of_names)
    # They come in the order of time already.
    moment = np.cumsum(~(repeats(found.first) & repeats(found.last)))
    packing = Packing(len(moment) + 1, len(words), len(name_rank))
    packed = packing.packed(moment, words[found.word], name_rank[name.codes])
    order = np.argsort(packed)
    alike = repeats(packed[order])
    if alike.any():
        within = in_runs(alike)
        several = order[within]
        days, id_rank = held.ends.made(ranks.days_of_ends), held.ids.made(ranks.of_texts)
        text_rank = held.ends.made(shown_ends).made(ranks.of_shown_dates)
        stated, to = found.stated[several], found.to[several]
        keys = [
            *(id_rank[found.organization[several]], id_rank[found.party[several]]),
            *(days[to, 1], days[to, 0], days[stated, 1], days[stated, 0], text_rank[stated], packed[several]),
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


def _organizations(parties: BeliefColumns, known_at: int) -> Flags:
    """Return of each number of an entity whether it is an organization."""
    is_one = np.zeros(len(parties.ids.values), np.bool_)
    rows = np.flatnonzero(parties.visible(known_at))
    classes = (fields(value)["class"] for value in parties.values.values)
    of_value = np.array([class_ == PartyClass.ORGANIZATION.value for class_ in classes], np.bool_)
    is_one[parties.scope[parties.key[rows]]] = of_value[parties.value[rows]]
    return is_one


def _homes(offices: BeliefColumns, organizations: Flags, known_at: int) -> Ints:
    """Return to which organization the office of each number belongs."""
    homes = np.full(len(organizations), NOWHERE, np.int64)
    key = offices.key[offices.visible(known_at)]
    is_one = organizations[offices.party[key]]
    homes[offices.scope[key[is_one]]] = offices.party[key[is_one]]
    return homes


def _moved(offices: BeliefColumns, known_at: int) -> list[str]:
    """Return the ids of the offices that belong to no organization for all time."""
    key = offices.key[offices.visible(known_at)]
    return [offices.ids.values[number] for number in offices.scope[key[offices.party[key] == 0]].tolist()]


def _told_of(columns: BeliefColumns, organizations: Flags, least: int, view: View) -> list[str]:
    """Return the ids of organizations of which something is told that often or more."""
    scope = columns.scope[columns.key[columns.visible(view.known_at)]]
    often = np.bincount(scope, minlength=len(organizations)) >= least
    return [columns.ids.values[number] for number in np.flatnonzero(organizations & often).tolist()]
