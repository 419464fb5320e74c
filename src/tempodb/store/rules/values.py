"""What a write may say: the same as a dataset file, whose models need not be loaded for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tempodb.base.errors import DateError, InputError
from tempodb.base.printable import printable
from tempodb.base.spelling import (
    is_blank,
    spelt_out,
    why_no_address,
    why_no_id,
    why_no_language,
    why_no_name,
)
from tempodb.model.claims import Claim
from tempodb.model.field_types import BARE, WORDS_OF_FIELD, FieldType, unknown_word
from tempodb.model.kinds import MANY, EntityType, Kind
from tempodb.model.schema import SCHEMA
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.placeholders import EXPLAINED, instead, is_placeholder


def refuse_unsayable(claim: Claim) -> None:
    """Refuse a value that no file may have.

    >>> refuse_unsayable(Claim(Kind.NAME, ("csto", "ru"), '{"name":"ОДКБ"}'))

    Raises:
        InputError: a field is missing, unknown, or of the wrong sort.

    """
    if claim.kind is Kind.EVENT and (why := why_no_id(claim.key[0])):
        raise InputError.of("value", f"`{spelt_out(claim.key[0])}` is no id", why)
    for part, said in zip(SCHEMA[claim.kind].key, claim.key, strict=True):
        if part.type is EntityType.LANGUAGE and said and (why := why_no_language(said)):
            raise InputError.of("value", f"`{spelt_out(said)}` is no language", why)
    fields = claim.fields
    for field in SCHEMA[claim.kind].fields:
        if field.is_required and field.name not in fields:
            raise InputError.of("missing", f"the {field.name} is missing", "say it")
    refuse_unsayable_fields(claim.kind, fields)
    if claim.note is not None:
        _text("note", claim.note)


def refuse_unsayable_fields(kind: Kind, fields: Mapping[str, Any]) -> None:
    """Refuse fields that a kind has not, and values of theirs that no file may have.

    Raises:
        InputError: a field is unknown, or of the wrong sort.

    """
    known = {field.name: field.type for field in SCHEMA[kind].fields}
    for name, value in fields.items():
        if name not in known:
            listed = ", ".join(known) or "none"
            raise InputError.of("value", f"`{name}` is no field here", f"the fields are: {listed}")
        CHECKS[known[name]](name, value)


def _text(name: str, value: Any) -> None:
    if not isinstance(value, str):
        raise InputError.of("value", f"the {name} is no text", "write it as one")
    if is_blank(value):
        raise InputError.of("value", f"the {name} is blank", "say it, or leave it out")
    if printable(value) != value:
        raise InputError.of("value", f"the {name} holds what is no printable character", "remove it")


def _name(name: str, value: Any) -> None:
    _text(name, value)
    if why := why_no_name(value):
        raise InputError.of("value", f"`{spelt_out(value)}` is no {name}", why)


def _whole(name: str, value: Any) -> None:
    if not (isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9):
        raise InputError.of("value", f"the {name} is no whole number", f"write {name} 3")


def _one_of(type_: FieldType) -> Callable[[str, Any], None]:
    words = WORDS_OF_FIELD[type_]

    def check(name: str, value: Any) -> None:
        if value not in words:
            if type_ in BARE:
                raise InputError.of(*unknown_word(type_, value))
            raise InputError.of("value", f"the {name} is `{value}`", f"write one of {', '.join(words)}")

    return check


def _texts(name: str, values: Any) -> None:
    for value in values:
        _text(name, value)


def _address(name: str, value: Any) -> None:
    _text(name, value)
    if why := why_no_address(value):
        raise InputError.of("value", f"`{spelt_out(value)}` is no address: {why[0]}", why[1])


def _date(name: str, value: Any) -> None:
    _text(name, value)
    try:
        day = read_date(value)
    except DateError as error:
        raise InputError(*error.problems) from None
    if is_placeholder(day):
        raise InputError.of("placeholder", f"`{day.text}` {EXPLAINED}", instead(day, f"leave `{name}` out"))


def _seats(name: str, value: Any) -> None:
    if value != MANY and not (isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**9):
        raise InputError.of("value", f"`{value}` is no number of seats", f"write seats 2, or seats {MANY}")


CHECKS: dict[FieldType, Callable[[str, Any], None]] = {
    **dict.fromkeys(
        (FieldType.AREA, FieldType.PARTY, FieldType.STATUS, FieldType.TEXT, FieldType.WORD), _text
    ),
    FieldType.ADDRESS: _address,
    FieldType.DATE: _date,
    FieldType.NAME: _name,
    FieldType.NAMES: _texts,
    FieldType.SEATS: _seats,
    FieldType.NUMBER: _whole,
    FieldType.PARTIES: _texts,
    **{type_: _one_of(type_) for type_ in WORDS_OF_FIELD},
}
"""What refuses a value, by the types that writes have."""
