"""The rows of counts: figures, certain and possible, of a period, an organization, a group."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class CountRow(NamedTuple):
    """How many there are in a period; `possible` includes `certain`.

    `coverage` says how the period lies to what a dataset is complete for: `inside`, `partly` or
    `outside`; None where no dataset says.
    """

    period: str
    certain: int
    possible: int
    coverage: str | None


class DurationRow(NamedTuple):
    """How many days terms lasted by a measure, at least and at most; None where nobody can count them.

    So many terms are `certain`, and so many `possible`, which includes the certain ones.
    """

    measure: str
    certain: int
    possible: int
    least_days: int
    most_days: int | None


class AgeRow(NamedTuple):
    """How old people were by a measure, in whole years at least and at most; None where nobody knows the most.

    So many terms are `certain`, and so many `possible`, which includes the certain ones. Of as many as are
    `unknown` nobody knows the age.
    """

    measure: str
    certain: int
    possible: int
    unknown: int
    least_age: int
    most_age: int | None


class ShareRow(NamedTuple):
    """What part some are of others in a period, in percent, at least and at most; None where there is nobody at all.

    So many are `certain` and `possible`, of so many others; `possible` includes `certain`.
    """

    period: str
    certain: int
    possible: int
    of_certain: int
    of_possible: int
    least_percent: int | None
    most_percent: int | None


class ShareGroupRow(NamedTuple):
    """What part those of a group are of all in a period."""

    group: str | None
    group_name: str | None
    period: str
    certain: int
    possible: int
    of_certain: int
    of_possible: int
    least_percent: int | None
    most_percent: int | None


class CountEveryRow(NamedTuple):
    """How many there are in an organization in a period."""

    organization: str
    organization_name: str
    period: str
    certain: int
    possible: int
    coverage: str | None


class CountGroupRow(NamedTuple):
    """How many there are of a group in a period: who represents one party, is for one area, or has one status."""

    group: str | None
    group_name: str | None
    period: str
    certain: int
    possible: int
    coverage: str | None


class CountEveryGroupRow(NamedTuple):
    """How many there are of a group in an organization in a period."""

    organization: str
    organization_name: str
    group: str | None
    group_name: str | None
    period: str
    certain: int
    possible: int
    coverage: str | None


FigureRow: TypeAlias = (
    CountRow
    | CountEveryRow
    | CountGroupRow
    | CountEveryGroupRow
    | DurationRow
    | AgeRow
    | ShareRow
    | ShareGroupRow
)
