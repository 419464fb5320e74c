"""What a dataset file may say: the input models, from which the shipped JSON Schema is made."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)

from tempodb.claims import When
from tempodb.errors import DateError
from tempodb.kinds import CAPACITIES, MANY, is_id
from tempodb.temporal.bounds import LAST_DAY, NEVER, ONGOING, SINCE_ALWAYS, unknown_until
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.facts import Standing
from tempodb.temporal.periods import Period, extent_of


class RefusedError(ValueError):
    """A value that no dataset may hold; carries one thing to try."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


def _date(text: str) -> str:
    try:
        read_date(text)
    except DateError as error:
        raise RefusedError(error.problems[0].message, error.problems[0].hint) from None
    return text


def _coverage(text: str) -> str:
    first, slash, last = text.partition("/")
    if not slash:
        raise RefusedError(f"`{text}` is no interval", "write it as 1992/2024")
    for end in (first, last):
        if end != "..":
            _date(end)
    return text


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, (str, dict)) else value


def _slug(text: str) -> str:
    if not is_id(text):
        raise RefusedError(
            f'`{text}` is no id: an id has no blanks and none of , ; : ( ) "', "write it as in `joint-staff`"
        )
    return text


def _number(value: Any) -> int:
    if not (str(value).isascii() and str(value).isdigit() and len(str(value)) < 10):
        raise RefusedError(f"`{value}` is no whole number", "write 1, 2, …")
    return int(value)


DATE_SCHEMA = {
    "type": ["string", "integer"],
    "description": "A date as precise as the source: 2012-06-28, 2002-10, 1999, 199X, [1999-04..1999-06], "
    "[..2017-04-18], [2017-04-20..], unknown; also October 2002, 28 June 2012, 24.04.2023",
}
WHOLE = {"type": ["integer", "string"], "pattern": "^[0-9]+$"}

Id = Annotated[str, AfterValidator(_slug)]
DateText = Annotated[str, AfterValidator(_date), WithJsonSchema(DATE_SCHEMA)]
DateTexts = Annotated[
    list[DateText], BeforeValidator(_listed, json_schema_input_type=DateText | list[DateText])
]
Ids = Annotated[list[Id], BeforeValidator(_listed, json_schema_input_type=Id | list[Id])]
Texts = Annotated[list[str], BeforeValidator(_listed, json_schema_input_type=str | list[str])]
Text = Annotated[str, Field(min_length=1)]
Number = Annotated[int, BeforeValidator(_number), WithJsonSchema(WHOLE)]
CoverageText = Annotated[str, AfterValidator(_coverage)]
StandingText = Literal["accepted", "disputed"]
CapacityText = Literal["substantive", "acting", "interim", "elect", "honorary"]
assert CapacityText.__args__ == CAPACITIES  # type: ignore[attr-defined]
assert StandingText.__args__ == tuple(Standing)  # type: ignore[attr-defined]


class Entry(BaseModel):
    """What every entry may say about itself."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)

    source: Ids = []
    note: Text | None = None
    standing: StandingText | None = None


class Dated(Entry):
    """An entry with a period: `from` and `to` (the first day it no longer held) or `through` (the last it did)."""

    from_: Annotated[DateText | None, Field(alias="from")] = None
    to: DateText | None = None
    through: DateText | None = None

    def when(self) -> When:
        """Return the time as written."""
        return When(self.from_, self.to, self.through)

    @model_validator(mode="after")
    def _can_be(self) -> Dated:
        if self.to is not None and self.through is not None:
            raise RefusedError(
                "`to` and `through` are both given",
                "keep one: `to` is the first day on which it no longer held",
            )
        from_, to = self.when().stated()
        if to is not None and to.latest >= NEVER and to.earliest >= NEVER:
            raise RefusedError(
                "it would end after the last day of the calendar", "leave the end out if it is still going on"
            )
        if extent_of(Period(from_ or unknown_until(LAST_DAY), to or ONGOING)) is None:
            raise RefusedError(f"{_dates(self.when())} it can hold on no day", _try_through(self.when()))
        return self


def _dates(when: When) -> str:
    end = f"through {when.through}" if when.through else f"to {when.to}"
    return end if when.from_ is None else f"from {when.from_} {end}"


def _try_through(when: When) -> str:
    if when.to is not None and when.to == when.from_:
        return f"`to` is the first day on which it no longer held; write through: {when.to} for that one day"
    return "the end has to come after the beginning"


class Observable(Dated):
    """A dated entry that may instead be `observed`: seen on one day or on each of several."""

    observed: DateTexts = []

    def when(self) -> When:
        """Return the time as written."""
        if self.observed:
            return When(observed=tuple(self.observed))
        return super().when()

    @model_validator(mode="after")
    def _one_way(self) -> Observable:
        if "observed" in self.model_fields_set and not self.observed:
            raise RefusedError(
                "`observed` names no day", "write a day as in 2017-04-18, or leave the key out"
            )
        if self.observed and (self.from_ or self.to or self.through):
            raise RefusedError(
                "`observed` stands beside `from`, `to` or `through`", "keep the one or the other"
            )
        for text in self.observed:
            day = read_date(text)
            if day.earliest != day.latest:
                raise RefusedError(
                    f"`observed` takes days, and `{text}` is none", "write the day as in 2017-04-18"
                )
        return self


class Source(Entry):
    """Where claims come from."""

    title: Text
    publisher: Text | None = None
    published: DateText | None = None
    url: Text | None = None


class Name(Dated):
    """A name, and when it was borne."""

    name: Text
    short: Text | None = None


class Title(Dated):
    """The title of an office, and when it was borne."""

    title: Text


class Relation(Dated):
    """The other party of a `part_of` or `succeeds`, where dates or sources belong to it."""

    of: Id


def _relations(value: Any) -> Any:
    return [{"of": item} if isinstance(item, str) else item for item in _listed(value)] if value else value


Relations = Annotated[
    list[Relation], BeforeValidator(_relations, json_schema_input_type=Id | Relation | list[Id | Relation])
]


class Party(Entry):
    """A person, a state or an organization."""

    name: Text | None = None
    short: Text | None = None
    names: list[Name] = []
    aliases: Texts = []
    code: Text | None = None
    kind: Text | None = None
    part_of: Relations = []
    succeeds: Relations = []
    founded: DateText | None = None
    dissolved: DateText | None = None

    @model_validator(mode="after")
    def _is_named(self) -> Party:
        if (self.name is None) == (not self.names):
            raise RefusedError(
                "a party has either a `name` or `names`", "write name: … or names: [{name: …, from: …}]"
            )
        if self.short is not None and self.names:
            raise RefusedError("`short` stands beside `names`", "put it into the name that it shortens")
        founded, dissolved = self.existence().stated()
        if extent_of(Period(founded or SINCE_ALWAYS, dissolved or ONGOING)) is None:
            raise RefusedError("it was dissolved before it was founded", "look at `founded` and `dissolved`")
        return self

    def existence(self) -> When:
        """Return the time from founding to dissolution."""
        return When(self.founded, self.dissolved)


def _seats(value: Any) -> Any:
    if value == MANY:
        return value
    try:
        number = _number(value)
    except RefusedError:
        number = 0
    if not number:
        raise RefusedError(f"`{value}` is no number of seats", "write 1, 2, … or many")
    return number


class Office(Entry):
    """A position in an organization or a state."""

    title: Text | None = None
    titles: list[Title] = []
    organization: Id | None = None
    seats: Annotated[
        int | Literal["many"],
        BeforeValidator(_seats),
        WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 1}, {"const": MANY}]}),
    ] = 1
    aliases: Texts = []

    @model_validator(mode="after")
    def _is_titled(self) -> Office:
        if (self.title is None) == (not self.titles):
            raise RefusedError("an office has either a `title` or `titles`", "write title: …")
        return self


class Membership(Observable):
    """A party in an organization, with a status."""

    member: Id
    of: Id
    status: Id = "member"


class Tenure(Observable):
    """A person in an office, with a capacity."""

    holder: Id
    office: Id
    capacity: CapacityText = "substantive"
    ordinal: Number | None = None
    representing: Id | None = None


class Event(Dated):
    """Something that happened or is planned."""

    id: Id
    kind: Text | None = None
    body: Id | None = None
    number: Number | None = None
    title: Text | None = None
    date: DateText | None = None
    place: Text | None = None
    participants: Ids = []
    outcome: Text | None = None
    state: Literal["held", "planned"] = "held"

    def when(self) -> When:
        """Return the time as written."""
        return When(self.from_, self.to, self.through, date=self.date)

    @model_validator(mode="after")
    def _one_time(self) -> Event:
        if self.date is not None and (self.from_ or self.to or self.through):
            raise RefusedError("`date` stands beside `from`, `to` or `through`", "keep the one or the other")
        return self


class Defaults(BaseModel):
    """What holds for every entry of the file that does not say otherwise."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: Ids = []
    standing: StandingText | None = None


class DatasetFile(BaseModel):
    """A dataset: who held which office, and which party belonged to which organization, by which source."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    tempodb: Annotated[
        Literal["1"], WithJsonSchema({"enum": [1, "1"], "description": "Version of this format"})
    ]
    dataset: Id
    title: Text | None = None
    focus: Id | None = None
    defaults: Defaults = Defaults()
    statuses: Ids = []
    coverage: dict[Id, CoverageText] = {}
    sources: dict[Id, Source] = {}
    states: dict[Id, Party] = {}
    persons: dict[Id, Party] = {}
    organizations: dict[Id, Party] = {}
    offices: dict[Id, Office] = {}
    memberships: list[Membership] = []
    tenures: list[Tenure] = []
    events: list[Event] = []


def schema_text() -> str:
    """Return the JSON Schema of dataset files, as it is shipped."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **DatasetFile.model_json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
