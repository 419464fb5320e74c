"""What one value of a dataset file may be: dates, ids, names, addresses, numbers, and lists of them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, JsonValue, ValidationInfo, WithJsonSchema

from tempodb.base.errors import DateError
from tempodb.base.spelling import (
    ADDRESS,
    ID,
    LONGEST_ID,
    LONGEST_NAME,
    NAME,
    SEEN,
    is_blank,
    spelt_out,
    why_no_address,
    why_no_id,
    why_no_name,
)
from tempodb.model.kind_schema import WORDS_OF_FIELD, FieldType
from tempodb.model.kinds import MANY
from tempodb.temporal.date_advice import LEFT_OUT
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.facts import Standing
from tempodb.temporal.placeholders import EXPLAINED, instead, is_placeholder


class RefusedError(ValueError):
    """A value that no dataset may hold; carries one thing to try."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


UNKNOWN_SINCE = "leave `{}` out, or write `unknown`, where it is not known since when"
HINT_FOR_NO_END = "leave `{}` out for what is still going on, or write `unknown`"
NO_DATE: dict[str, str] = {
    "from": UNKNOWN_SINCE,
    "founded": UNKNOWN_SINCE,
    "to": HINT_FOR_NO_END,
    "through": HINT_FOR_NO_END,
    "dissolved": HINT_FOR_NO_END,
    "observed": "write the days on which it was seen, or leave `{}` out",
    "coverage": "write `..` for an end that is open, as in 1992/..",
}
"""What to write for no date, by the key that has it."""
NOT_KNOWN = "leave `{}` out where it is not known"


def _date(text: str, info: ValidationInfo) -> str:
    key = str(info.field_name).rstrip("_")
    no_date = NO_DATE.get(key, NOT_KNOWN).format(key)
    try:
        read = read_date(text)
    except DateError as error:
        (problem,) = error.problems
        hint = problem.hint
        if hint == LEFT_OUT:
            hint = "leave that end of the range open, as in [..1999]" if ".." in text else no_date
        # What is meant by the text may be no date either.
        placeholder = next(filter(is_placeholder, map(read_date, problem.suggestions)), None)
        raise RefusedError(
            problem.message, hint if placeholder is None else instead(placeholder, no_date)
        ) from None
    if is_placeholder(read):
        raise RefusedError(f"`{spelt_out(text)}` {EXPLAINED}", instead(read, no_date))
    return text


def _coverage(text: str, info: ValidationInfo) -> str:
    first, slash, last = text.partition("/")
    if not slash:
        raise RefusedError(f"`{text}` is no interval", "write it as 1992/2024")
    ends = [read_date(_date(end, info)) for end in (first, last) if end != ".."]
    if ends and ends[-1].latest < ends[0].earliest:
        raise RefusedError(f"`{text}` ends before it begins", f"write it as {last}/{first}")
    return text


def listed(value: Any) -> Any:
    """Return a single value as a list of it."""
    return [value] if isinstance(value, (str, dict)) else value


def _slug(text: str) -> str:
    if why := why_no_id(text):
        raise RefusedError(f"`{spelt_out(text)}` is no id: {why}", "write it as in `joint-staff`")
    return text


def _name(text: str) -> str:
    if why := why_no_name(text):
        raise RefusedError(f"`{spelt_out(text)}` is no name: {why}", "write it as people do, on one line")
    return text


def _address(text: str) -> str:
    if why := why_no_address(text):
        raise RefusedError(f"`{spelt_out(text)}` is no address: {why[0]}", why[1])
    return text


def _text(text: str) -> str:
    if is_blank(text):
        raise RefusedError("nothing of this text can be seen", "write it, or leave the key out")
    return text


def _number(value: Any) -> int:
    if not (isinstance(value, str | int) and str(value).isascii() and str(value).isdigit()):
        raise RefusedError(f"{as_given(value)} is no whole number", "write 1, 2, …")
    if len(str(value)) >= 10:
        raise RefusedError(f"{as_given(value)} is too large", "write a number of at most nine digits")
    return int(value)


def _seats(value: Any) -> Any:
    if value == MANY:
        return value
    try:
        number = _number(value)
    except RefusedError:
        number = 0
    if not number:
        raise RefusedError(f"{as_given(value)} is no number of seats", "write 1, 2, … or many")
    return number


def as_given(value: object) -> str:
    """Return a value of a file as an error shows it: a list or mapping is not written out."""
    match value:
        case str() | int():
            return f"`{spelt_out(str(value))}`"
        case list():
            return "a list"
        case dict():
            return "a mapping"
        case _:
            return "null"


DATE_SCHEMA = {
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
SEATS = {**WHOLE, "minimum": 1, "pattern": "^(?!0+$)[0-9]{1,9}$|^many$"}

IdText = Annotated[str, AfterValidator(_slug), Field(json_schema_extra=ID_SCHEMA)]
NameText = Annotated[str, AfterValidator(_name), Field(json_schema_extra=NAME_SCHEMA)]
NameTexts = Annotated[
    list[NameText], BeforeValidator(listed, json_schema_input_type=NameText | list[NameText])
]
AddressText = Annotated[str, AfterValidator(_address), Field(json_schema_extra={"pattern": ADDRESS})]
DateText = Annotated[str, AfterValidator(_date), WithJsonSchema(DATE_SCHEMA)]
DateTexts = Annotated[
    list[DateText], BeforeValidator(listed, json_schema_input_type=DateText | list[DateText])
]
IdTexts = Annotated[list[IdText], BeforeValidator(listed, json_schema_input_type=IdText | list[IdText])]
Text = Annotated[str, Field(min_length=1, json_schema_extra={"pattern": SEEN}), AfterValidator(_text)]
Number = Annotated[int, BeforeValidator(_number), WithJsonSchema(WHOLE)]
Seats = Annotated[int | Literal["many"], BeforeValidator(_seats), WithJsonSchema(SEATS)]
CoverageText = Annotated[str, AfterValidator(_coverage)]
StandingText = Literal["accepted", "disputed"]
assert StandingText.__args__ == tuple(Standing)  # type: ignore[attr-defined]

_one_of: Any = Literal
TYPE_OF_FIELD: dict[FieldType, Any] = {
    FieldType.ADDRESS: AddressText,
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
LISTS: dict[FieldType, Any] = {FieldType.NAMES: NameTexts, FieldType.PARTIES: IdTexts}
"""What several may be."""
