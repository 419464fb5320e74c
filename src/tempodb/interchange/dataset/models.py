"""What a dataset file may say: the input models, from which the shipped JSON Schema is made."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Tag, WithJsonSchema, model_validator

from tempodb.interchange.dataset.fields import (
    LIST,
    AloneId,
    CitedSources,
    CoverageText,
    DateText,
    DateTexts,
    IdText,
    ListedOrAlone,
    NameText,
    OtherNames,
    Seats,
    StandingText,
    Text,
    listed,
)
from tempodb.interchange.dataset.kind_keys import saying, with_sections
from tempodb.interchange.dataset.plain_values import RefusedError
from tempodb.interchange.dataset.refused_dates import refuse_ends, refuse_observed
from tempodb.interchange.dataset.statuses import Statuses
from tempodb.model.claims import ClaimDates
from tempodb.model.kinds import Kind
from tempodb.temporal.bounds import ONGOING, SINCE_ALWAYS
from tempodb.temporal.periods import Period, extent_of


class Written(BaseModel):
    """Keys with values, of which null is an absent one."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, content: Any) -> Any:
        if not isinstance(content, dict) or None not in content.values():
            return content
        known = {field.alias or name for name, field in cls.model_fields.items()}
        return {key: value for key, value in content.items() if value is not None or key not in known}


class Entry(Written):
    """What every entry may say about itself."""

    source: CitedSources = []
    note: Text | None = None
    standing: StandingText | None = None


class Dated(Entry):
    """An entry with a period: `from` and `to` (the first day it no longer held) or `through` (the last it did)."""

    from_: Annotated[DateText | None, Field(alias="from")] = None
    to: DateText | None = None
    through: DateText | None = None

    def when(self) -> ClaimDates:
        """Return the time as written."""
        return ClaimDates(self.from_, self.to, self.through)

    @model_validator(mode="after")
    def _can_be(self) -> Dated:
        refuse_ends(self.when(), self.to, self.through)
        return self


class Observable(Dated):
    """A dated entry that may instead be `observed`: seen on one day or on each of several."""

    observed: DateTexts = []

    def when(self) -> ClaimDates:
        """Return the time as written."""
        if self.observed:
            return ClaimDates(observed=tuple(self.observed))
        return super().when()

    @model_validator(mode="after")
    def _one_way(self) -> Observable:
        refuse_observed(self.observed, self.model_fields_set)
        return self


@saying(Kind.SOURCE)
class Source(Entry):
    """Where claims come from."""


@saying(Kind.NAME)
class Name(Dated):
    """A name, and when it was borne."""


@saying(Kind.TITLE)
class Title(Dated):
    """The title of an office, and when it was borne."""


@saying(Kind.PART_OF)
class Relation(Dated):
    """The other party of a `part_of` or `succeeds`, where dates or sources belong to it."""


def _relations(value: Any) -> Any:
    return [{"of": item} if isinstance(item, str) else item for item in listed(value)] if value else value


Relations = Annotated[
    list[Relation],
    BeforeValidator(_relations, json_schema_input_type=IdText | Relation | list[IdText | Relation]),
]


class Life(Entry):
    """From its founding to its dissolution, what has existed more than once did each time."""

    founded: DateText | None = None
    dissolved: DateText | None = None

    def when(self) -> ClaimDates:
        """Return the time from founding to dissolution."""
        return ClaimDates(self.founded, self.dissolved)


class Party(Entry):
    """A state or an organization."""

    no_life: ClassVar = ("it was dissolved before it was founded", "look at `founded` and `dissolved`")
    name: NameText | None = None
    short: NameText | None = None
    names: list[Name] = []
    aliases: OtherNames = []
    code: Text | None = None
    kind: Text | None = None
    part_of: Relations = []
    succeeds: Relations = []
    founded: DateText | None = None
    dissolved: DateText | None = None
    existence: list[Life] = []
    same_as: IdText | None = None

    @model_validator(mode="after")
    def _is_named(self) -> Party:
        if (self.name is None) == (not self.names) and (self.name or self.same_as is None):
            hint = "write name: … or names: [{name: …, from: …}]"
            raise RefusedError("a party has either a `name` or `names`", hint)
        if self.short is not None and self.names:
            raise RefusedError("`short` stands beside `names`", "put it into the name that it shortens")
        if self.existence and not self.lived().is_absent:
            raise RefusedError("`existence` stands beside other dates of a life", "keep the one or the other")
        for when in (self.lived(), *(life.when() for life in self.existence)):
            begun, over = when.stated()
            if extent_of(Period(begun or SINCE_ALWAYS, over or ONGOING)) is None:
                raise RefusedError(*self.no_life)
        return self

    def lived(self) -> ClaimDates:
        """Return the time from founding to dissolution."""
        return ClaimDates(self.founded, self.dissolved)


class Person(Party):
    """A person, who was born and died."""

    no_life: ClassVar = ("the person died before being born", "look at `born` and `died`")
    born: DateText | None = None
    died: DateText | None = None

    @model_validator(mode="after")
    def _lives_once(self) -> Person:
        if (self.born or self.died) and (self.founded or self.dissolved):
            raise RefusedError(
                "`born` or `died` stands beside `founded` or `dissolved`", "keep born and died"
            )
        return self

    def lived(self) -> ClaimDates:
        """Return the time from birth through the day of death."""
        return ClaimDates(self.born, through=self.died) if self.born or self.died else super().lived()


@saying(Kind.OFFICE_OF)
class Belonging(Dated):
    """The organization or state that an office belonged to, and when."""


Belongings = Annotated[AloneId | Annotated[list[Belonging], Tag(LIST)], ListedOrAlone]


class Office(Entry):
    """A position in an organization or a state."""

    title: NameText | None = None
    titles: list[Title] = []
    organization: Belongings | None = None
    seats: Seats = 1
    aliases: OtherNames = []

    @model_validator(mode="after")
    def _is_titled(self) -> Office:
        if (self.title is None) == (not self.titles):
            raise RefusedError("an office has either a `title` or `titles`", "write title: …")
        return self


class Suspension(Dated):
    """From when to when a membership was suspended."""


@saying(Kind.MEMBERSHIP)
class Membership(Observable):
    """A party in an organization, with a status; and from when to when it was suspended."""

    suspended: list[Suspension] = []

    @model_validator(mode="after")
    def _has_days(self) -> Membership:
        if self.suspended and self.observed:
            raise RefusedError("`suspended` stands beside `observed`", "write it as a membership of its own")
        return self


@saying(Kind.TENURE)
class Tenure(Observable):
    """A person in an office, with a capacity."""


@saying(Kind.EVENT)
class Event(Dated):
    """Something that happened or is planned."""

    id: IdText
    date: DateText | None = None

    def when(self) -> ClaimDates:
        """Return the time as written."""
        return ClaimDates(self.from_, self.to, self.through, date=self.date)

    @model_validator(mode="after")
    def _one_time(self) -> Event:
        if self.date is not None and (self.from_ or self.to or self.through):
            raise RefusedError("`date` stands beside `from`, `to` or `through`", "keep the one or the other")
        return self


MODELS: dict[Kind, type[Entry]] = {
    Kind.SOURCE: Source,
    Kind.PARTY: Party,
    Kind.OFFICE: Office,
    Kind.NAME: Name,
    Kind.TITLE: Title,
    Kind.PART_OF: Relation,
    Kind.SUCCEEDS: Relation,
    Kind.MEMBERSHIP: Membership,
    Kind.TENURE: Tenure,
    Kind.EVENT: Event,
}
"""What an entry of a section is, by the kind of claims that the section states."""


class Defaults(Written):
    """What holds for every entry of the file that does not say otherwise."""

    source: CitedSources = []
    standing: StandingText | None = None


@with_sections(MODELS)
class DatasetFile(Written):
    """A dataset: who held which office, and which party belonged to which organization, by which source."""

    tempodb: Annotated[
        Literal["1"], WithJsonSchema({"enum": [1, "1"], "description": "Version of this format"})
    ]
    dataset: IdText
    title: Text | None = None
    focus: IdText | None = None
    defaults: Defaults = Defaults()
    statuses: Statuses = []
    coverage: dict[IdText, CoverageText] = {}
    persons: dict[IdText, Person] = {}
