"""An answer: typed rows, and the question and instants that they answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias, overload

from tempodb.query import bound


class MembershipRow(NamedTuple):
    """A party in an organization."""

    member: str
    member_name: str
    organization: str
    organization_name: str
    status: str
    from_: str | None
    to: str | None
    certainty: str
    standing: str
    sources: tuple[str, ...]


class TenureRow(NamedTuple):
    """A person in an office; without a holder, an office of which no holder is known."""

    holder: str | None
    holder_name: str | None
    office: str
    title: str
    organization: str
    organization_name: str
    capacity: str | None
    ordinal: int | None
    representing: str | None
    from_: str | None
    to: str | None
    certainty: str
    standing: str
    sources: tuple[str, ...]


class AnswerRow(NamedTuple):
    """The answer to `whether`: `yes`, `no` or `possibly`."""

    answer: str


class NameRow(NamedTuple):
    """A name that a party bore."""

    party: str
    name: str
    short: str | None
    from_: str | None
    to: str | None
    certainty: str
    standing: str
    sources: tuple[str, ...]


class BodyRow(NamedTuple):
    """A body of an organization."""

    body: str
    body_name: str
    organization: str
    organization_name: str
    from_: str | None
    to: str | None
    certainty: str
    standing: str
    sources: tuple[str, ...]


class EventRow(NamedTuple):
    """Something that happened or is planned."""

    event: str
    kind: str | None
    body: str | None
    body_name: str | None
    number: int | None
    title: str | None
    date: str | None
    place: str | None
    state: str
    participants: tuple[str, ...]
    outcome: str | None
    certainty: str
    standing: str
    sources: tuple[str, ...]


class EntityRow(NamedTuple):
    """Something with an id: a party, an office, a source, a dataset, a transaction or an event."""

    id: str
    name: str
    kind: str
    detail: str | None


Row: TypeAlias = MembershipRow | TenureRow | AnswerRow | NameRow | BodyRow | EventRow | EntityRow


def row_type(question: bound.Question) -> type[Row]:
    """Return what the rows of an answer to *question* are."""
    match question:
        case bound.Memberships():
            return MembershipRow
        case bound.TenuresOf() | bound.TenuresBy() | bound.TenuresIn() | bound.OfficesIn():
            return TenureRow
        case bound.WhetherMember() | bound.WhetherHolds():
            return AnswerRow
        case bound.NamesOf():
            return NameRow
        case bound.BodiesOf():
            return BodyRow
        case bound.EventsOf():
            return EventRow
        case _:
            return EntityRow


def columns(type_: type[Row]) -> tuple[str, ...]:
    """Return the keys of a row as they are printed.

    >>> columns(AnswerRow)
    ('answer',)
    """
    return tuple(name.rstrip("_") for name in type_._fields)


def columns_of(question: bound.Question) -> tuple[str, ...]:
    """Return the keys of the rows that answer *question*."""
    return columns(row_type(question))


@dataclass(frozen=True, slots=True, eq=False)
class Result(Sequence[Any]):
    """The rows that answer a query, in order, with the instants at which it was answered.

    `query` is the canonical text; `valid` the EDTF text of the days asked about, or None for all
    time; `known_at` an instant of recorded time. `empty_because` says why there is no row.
    """

    query: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    valid: str | None
    known_at: str
    empty_because: str | None = None

    @overload
    def __getitem__(self, index: int) -> Any: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Any, ...]: ...
    def __getitem__(self, index: int | slice) -> Any:
        return self.rows[index]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the rows as mappings, under the keys that the command line prints."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def as_dict(self) -> dict[str, Any]:
        """Return all of the answer as one mapping, as `--format json` prints it."""
        answer: dict[str, Any] = {
            "query": self.query,
            "valid": self.valid,
            "known_at": self.known_at,
            "columns": self.columns,
            "rows": self.to_dicts(),
        }
        if self.empty_because is not None:
            answer["empty_because"] = self.empty_because
        return answer

    def to_arrow(self) -> Any:
        """Return the rows as a `pyarrow.Table`; needs the extra `tempodb[arrow]`."""
        import pyarrow

        data = {name: [row[i] for row in self.rows] for i, name in enumerate(self.columns)}
        types = {"ordinal": pyarrow.int64(), "number": pyarrow.int64()}
        lists = dict.fromkeys(("sources", "participants"), pyarrow.list_(pyarrow.string()))
        schema = pyarrow.schema(
            [(name, {**types, **lists}.get(name, pyarrow.string())) for name in self.columns]
        )
        return pyarrow.table(data, schema=schema)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def to_polars(self) -> Any:
        """Return the rows as a `polars.DataFrame`; needs the extra `tempodb[polars]`."""
        import polars

        return polars.from_arrow(self.to_arrow())
