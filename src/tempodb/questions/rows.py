"""The rows of answers that are no facts, a type for each sort of question; ids stand beside display names.

`from_` and `to` are the EDTF text of the stated bounds, None for an open end.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from tempodb.questions.aged_rows import AgedRow
from tempodb.questions.count_rows import FigureRow
from tempodb.questions.fact_rows import FactRow, keyed


class AnswerRow(NamedTuple):
    """The answer to `whether`: `yes`, `no`, `possibly`, or `unknown` outside what a dataset covers."""

    answer: str


class EntityRow(NamedTuple):
    """Something with an id: a party, an office, a source, a dataset, a transaction or an event."""

    id: str
    name: str
    kind: str
    detail: str | None


class PartyRow(NamedTuple):
    """A party of two answers put together."""

    party: str
    party_name: str
    certainty: str


@keyed
class PeriodRow(NamedTuple):
    """A period in which a condition held: from what day it may and must have held, and up to what day."""

    from_: str | None
    to: str | None
    certainty: str
    possible_from: str | None
    certain_from: str | None
    certain_to: str | None
    possible_to: str | None
    standing: str
    sources: tuple[str, ...]


class ChangeRow(NamedTuple):
    """Something that changed in an organization, on a day of `date`; `detail` has ids, `detail_name` names."""

    date: str | None
    change: str
    party: str
    party_name: str
    organization: str
    organization_name: str
    office: str | None
    title: str | None
    detail: str | None
    detail_name: str | None
    certainty: str
    standing: str
    sources: tuple[str, ...]


class CompareRow(NamedTuple):
    """A party of which two answers say different things, told in ids and, beside that, in names."""

    party: str
    party_name: str
    change: str
    before: str | None
    before_name: str | None
    after: str | None
    after_name: str | None


@keyed
class VacancyRow(NamedTuple):
    """A stretch of time in which nobody held an office."""

    office: str
    title: str
    organization: str
    organization_name: str
    from_: str | None
    to: str | None
    certainty: str


@keyed
class TimelineRow(NamedTuple):
    """One holding along valid time: of what sort, of whom, what it says."""

    track: str
    party: str
    party_name: str
    place: str | None
    place_name: str | None
    value: str | None
    from_: str | None
    to: str | None
    possible_from: str | None
    certain_from: str | None
    certain_to: str | None
    possible_to: str | None
    standing: str
    sources: tuple[str, ...]


@keyed
class WhyRow(NamedTuple):
    """One reason for an answer, or for its absence: in words, and what these are made of.

    `what` is `answer`, `absent`, `conflict`, `claim`, `source`, `withdrawn`, `disputed` or `write`.
    What is told of a holding has whom it is about and what it says; a source, and a claim that has only
    one, what is known of it.
    """

    what: str
    says: str
    because: str | None
    from_: str | None
    to: str | None
    certainty: str | None
    standing: str | None
    dataset: str | None
    transaction: int | None
    recorded_at: str | None
    withdrawn_at: str | None
    sources: tuple[str, ...]
    note: str | None
    member: str | None = None
    holder: str | None = None
    office: str | None = None
    organization: str | None = None
    status: str | None = None
    capacity: str | None = None
    ordinal: int | None = None
    representing: str | None = None
    for_: str | None = None
    end_reason: str | None = None
    source: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    detail: str | None = None


@keyed
class MembershipRevisionRow(NamedTuple):
    """A status along valid time, believed from one instant up to another."""

    member: str
    member_name: str
    organization: str
    organization_name: str
    status: str
    representing: str | None
    representing_name: str | None
    for_: str | None
    for_name: str | None
    from_: str | None
    to: str | None
    end_reason: str | None
    certainty: str
    recorded_from: str
    recorded_to: str | None
    standing: str
    sources: tuple[str, ...]


@keyed
class TenureRevisionRow(NamedTuple):
    """A tenure along valid time, believed from one instant up to another."""

    holder: str
    holder_name: str
    office: str
    title: str
    organization: str
    organization_name: str
    capacity: str
    ordinal: int | None
    representing: str | None
    representing_name: str | None
    for_: str | None
    for_name: str | None
    from_: str | None
    to: str | None
    end_reason: str | None
    certainty: str
    recorded_from: str
    recorded_to: str | None
    standing: str
    sources: tuple[str, ...]


@keyed
class ConflictRow(NamedTuple):
    """A claim that contradicts another, or an office with more certain holders than seats."""

    member: str | None
    member_name: str | None
    holder: str | None
    holder_name: str | None
    office: str | None
    title: str | None
    organization: str | None
    organization_name: str | None
    status: str | None
    capacity: str | None
    ordinal: int | None
    representing: str | None
    representing_name: str | None
    for_: str | None
    for_name: str | None
    from_: str | None
    to: str | None
    end_reason: str | None
    certainty: str
    standing: str
    sources: tuple[str, ...]
    other: str


@keyed
class HistoryRow(NamedTuple):
    """A stretch of days on which an answer is the same; `change` has ids, and `change_names` names."""

    from_: str | None
    to: str | None
    certain: tuple[str, ...]
    possible: tuple[str, ...]
    change: str
    change_names: str


@keyed
class OverlapRow(NamedTuple):
    """For how long two parties were in an organization together; the one with the lesser id comes first."""

    member: str
    member_name: str
    other: str
    other_name: str
    organization: str
    organization_name: str
    from_: str | None
    to: str | None
    certainty: str
    standing: str
    sources: tuple[str, ...]


class ExplainRow(NamedTuple):
    """One part of how a query is answered."""

    part: str
    text: str


Row: TypeAlias = (
    FactRow
    | AgedRow
    | AnswerRow
    | EntityRow
    | PartyRow
    | FigureRow
    | PeriodRow
    | ChangeRow
    | CompareRow
    | VacancyRow
    | TimelineRow
    | WhyRow
    | MembershipRevisionRow
    | TenureRevisionRow
    | ConflictRow
    | HistoryRow
    | OverlapRow
    | ExplainRow
)
