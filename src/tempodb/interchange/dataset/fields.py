"""What one value of a dataset file may be, and lists of them, as types of the models."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    JsonValue,
    Tag,
    ValidationInfo,
    WithJsonSchema,
)

from tempodb.base.spelling import ADDRESS, ID, LANGUAGE, LONGEST_ID, LONGEST_NAME, NAME, SEEN
from tempodb.interchange.dataset.plain_values import (
    address_text,
    alias_said,
    area_of,
    cited_source,
    coverage_text,
    dated_text,
    id_text,
    language_text,
    named_text,
    prose,
    seats_given,
    whole_number,
)
from tempodb.model.field_types import WORDS_OF_FIELD, FieldType
from tempodb.model.kinds import EntityType
from tempodb.temporal.facts import Standing


def listed(value: Any) -> Any:
    """Return a single value as a list of it."""
    return [value] if isinstance(value, (str, dict)) else value


def _date(text: str, info: ValidationInfo) -> str:
    return dated_text(text, str(info.field_name).rstrip("_"))


DATE_SCHEMA: dict[str, JsonValue] = {
    "type": ["string", "integer"],
    "description": "A date as precise as the source: 2012-06-28, 2002-10, 1999, 199X, [1999-04..1999-06], "
    "[..2017-04-18], [2017-04-20..], unknown; also October 2002, 28 June 2012, 24.04.2023, Q1 2001, 1963-12-XX",
}
ID_SCHEMA: dict[str, JsonValue] = {"minLength": 1, "maxLength": LONGEST_ID, "pattern": ID}
NAME_SCHEMA: dict[str, JsonValue] = {"minLength": 1, "maxLength": LONGEST_NAME, "pattern": NAME}
WHOLE: dict[str, JsonValue] = {
    "type": ["integer", "string"],
    "minimum": 0,
    "maximum": 999_999_999,
    "pattern": "^[0-9]{1,9}$",
}
AREA_TEXT: dict[str, JsonValue] = {"type": "string", "minLength": 1, "pattern": SEEN}
AREA_SCHEMA: dict[str, JsonValue] = {
    "anyOf": [
        AREA_TEXT,
        {
            "type": "object",
            "properties": {key: {"anyOf": [AREA_TEXT, {"type": "null"}]} for key in ("id", "name")},
            "additionalProperties": False,
            "minProperties": 1,
        },
    ],
    "description": "An area: what it is called, or its id and its name",
}
SEATS = {**WHOLE, "minimum": 1, "pattern": "^(?!0+$)[0-9]{1,9}$|^many$"}

IdText = Annotated[str, AfterValidator(id_text), Field(json_schema_extra=ID_SCHEMA)]
LanguageText = Annotated[
    str,
    AfterValidator(language_text),
    Field(json_schema_extra={"pattern": LANGUAGE, "description": "The code of a language: en, zh-hant"}),
]
NameText = Annotated[str, AfterValidator(named_text), Field(json_schema_extra=NAME_SCHEMA)]
NAME_KEY: dict[str, JsonValue] = {"type": "string", **NAME_SCHEMA}
LANGUAGE_KEY: dict[str, JsonValue] = {"anyOf": [{"type": "string", "pattern": LANGUAGE}, {"type": "null"}]}
DATE_KEY: dict[str, JsonValue] = {"anyOf": [DATE_SCHEMA, {"type": "null"}]}
OtherName = Annotated[
    str | dict[str, str],
    BeforeValidator(alias_said),
    WithJsonSchema(
        {
            "anyOf": [
                NAME_KEY,
                {
                    "type": "object",
                    "properties": {
                        "name": NAME_KEY,
                        "language": LANGUAGE_KEY,
                        **dict.fromkeys(("from", "to"), DATE_KEY),
                    },
                    "required": ["name"],
                    "additionalProperties": False,
                },
            ],
            "description": "Another name: what it is called, or that with its language and dates",
        }
    ),
]
OtherNames = Annotated[
    list[OtherName], BeforeValidator(listed, json_schema_input_type=OtherName | list[OtherName])
]
AddressText = Annotated[str, AfterValidator(address_text), Field(json_schema_extra={"pattern": ADDRESS})]
DateText = Annotated[str, AfterValidator(_date), WithJsonSchema(DATE_SCHEMA)]
DateTexts = Annotated[
    list[DateText], BeforeValidator(listed, json_schema_input_type=DateText | list[DateText])
]
Cited = Annotated[
    Any,
    BeforeValidator(cited_source),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", **ID_SCHEMA},
                {
                    "type": "object",
                    "properties": {"id": {"type": "string", **ID_SCHEMA}, "detail": AREA_TEXT},
                    "required": ["id"],
                    "additionalProperties": False,
                },
            ],
            "description": "A source: its id, or that and where in it this stands: a page, the id of a statement",
        }
    ),
]
CitedSources = Annotated[list[Cited], BeforeValidator(listed, json_schema_input_type=Cited | list[Cited])]
IdTexts = Annotated[list[IdText], BeforeValidator(listed, json_schema_input_type=IdText | list[IdText])]
Text = Annotated[str, Field(min_length=1, json_schema_extra={"pattern": SEEN}), AfterValidator(prose)]
Number = Annotated[int, BeforeValidator(whole_number), WithJsonSchema(WHOLE)]
Seats = Annotated[
    int | Literal["many"] | list[dict[str, Any]],
    BeforeValidator(seats_given),
    WithJsonSchema(
        {
            "anyOf": [
                SEATS,
                {
                    "type": "array",
                    "minItems": 1,
                    "items": {
                        "type": "object",
                        "properties": {"seats": SEATS, "from": DATE_SCHEMA, "to": DATE_SCHEMA},
                        "required": ["seats"],
                        "additionalProperties": False,
                    },
                },
            ],
            "description": "How many may hold it at once: a number, many, or each number with its dates",
        }
    ),
]
Area = Annotated[tuple[str, str | None], BeforeValidator(area_of), WithJsonSchema(AREA_SCHEMA)]
CoverageText = Annotated[str, AfterValidator(coverage_text)]
StandingText = Literal["accepted", "disputed"]
assert StandingText.__args__ == tuple(Standing)  # type: ignore[attr-defined]
LIST, BY_ID, ALONE = "[list]", "[by id]", "[alone]"
"""How errors say which of two ways it is in which something is written."""


def listed_or_by_id(value: Any) -> str:
    """Return in which way something is written: a list of ids, or what is said of each."""
    return BY_ID if isinstance(value, dict) else LIST


def listed_or_alone(value: Any) -> str:
    """Return in which way something is written: as a list of entries, or as an id alone."""
    return LIST if isinstance(value, list) else ALONE


AloneId = Annotated[IdText, Tag(ALONE)]
ListedOrAlone = Discriminator(listed_or_alone)
_one_of: Any = Literal
TYPE_OF_FIELD: dict[FieldType, Any] = {
    FieldType.ADDRESS: AddressText,
    FieldType.AREA: Area,
    FieldType.DATE: DateText,
    FieldType.NAME: NameText,
    FieldType.NUMBER: Number,
    FieldType.PARTY: IdText,
    FieldType.STATUS: IdText,
    FieldType.TEXT: Text,
    FieldType.WORD: Text,
    **{type_: _one_of[words] for type_, words in WORDS_OF_FIELD.items()},
}
"""What one value of a type may be."""
TYPE_OF_PART: dict[EntityType, Any] = {EntityType.LANGUAGE: LanguageText}
"""What a part of a key may be that is no id of anything."""
LISTS: dict[FieldType, Any] = {FieldType.NAMES: OtherNames, FieldType.PARTIES: IdTexts}
"""What several may be."""
