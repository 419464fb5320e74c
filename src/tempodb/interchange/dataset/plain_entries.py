"""Which keys an entry may have, what may stand under each, and which go together, without the models' saying so.

It is what `models` says, which takes longer to be imported than many a file to be read; a test holds the two
against each other. It finds only that nothing is wrong: what is, the models tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tempodb.interchange.dataset import plain_values
from tempodb.interchange.dataset.sections import DEFINING, own_parts
from tempodb.model.claim_words import plain_days
from tempodb.model.field_types import WORDS_OF_FIELD, FieldType
from tempodb.model.kinds import EntityType, Kind
from tempodb.model.schema import SCHEMA
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.facts import Standing

Given = Callable[[str], NDArray[np.bool_]]
"""Of which entries something stands under a key."""


class KeyRule(NamedTuple):
    """What may stand under a key: values of a type, several in a list, and what is meant where nothing stands."""

    read: Callable[[str], Any]
    is_list: bool = False
    is_required: bool = False
    default: Any = None


def word_of(words: tuple[str, ...]) -> Callable[[str], str]:
    """Return what reads one of a few words."""

    def read(text: str) -> str:
        if text not in words:
            raise plain_values.RefusedError(text)
        return text

    return read


def read_plain_date(text: str) -> str:
    """Return a date as it is written."""
    return plain_values.dated_text(text, "")


READS: dict[FieldType, Callable[[str], Any]] = {
    FieldType.ADDRESS: plain_values.address_text,
    FieldType.AREA: plain_values.prose,
    FieldType.DATE: read_plain_date,
    FieldType.NAME: plain_values.named_text,
    FieldType.NAMES: plain_values.named_text,
    FieldType.NUMBER: plain_values.whole_number,
    FieldType.PARTY: plain_values.id_text,
    FieldType.PARTIES: plain_values.id_text,
    FieldType.SEATS: plain_values.seat_number,
    FieldType.STATUS: plain_values.id_text,
    FieldType.TEXT: plain_values.prose,
    FieldType.WORD: plain_values.prose,
    **{type_: word_of(words) for type_, words in WORDS_OF_FIELD.items()},
}
"""What reads one value of a type."""
READS_PART = {EntityType.LANGUAGE: plain_values.language_text}
"""What reads a part of a key that is no id of anything."""
PLAIN_ID = re.compile(r"(?:[A-Za-z0-9_-]{1,50}/){0,3}[A-Za-z0-9_-]{1,50}")
COMMON = {
    plain_values.id_text: PLAIN_ID,
    plain_values.cited_source: PLAIN_ID,
    plain_values.named_text: re.compile(r"[A-Za-z0-9][A-Za-z0-9 '.-]{0,400}"),
}
"""How most texts are spelt that mean what they say, by what reads them: these need no closer look."""
LISTED_TYPES = (FieldType.NAMES, FieldType.PARTIES)
ID, IDS, DATE, NAME = (
    KeyRule(plain_values.id_text),
    KeyRule(plain_values.id_text, is_list=True),
    KeyRule(read_plain_date),
    KeyRule(plain_values.named_text),
)
CITED_SOURCES = KeyRule(plain_values.cited_source, is_list=True)
PERIOD = ("from", "to", "through")
OF_KIND: dict[Kind, dict[str, KeyRule]] = {
    Kind.PARTY: {"name": NAME, "short": NAME, "founded": DATE, "dissolved": DATE, "born": DATE, "died": DATE},
    Kind.OFFICE: {"title": NAME, "organization": ID},
    Kind.MEMBERSHIP: {"observed": DATE._replace(is_list=True)},
    Kind.TENURE: {"observed": DATE._replace(is_list=True)},
    Kind.EVENT: {"date": DATE},
}
"""The keys that the schema of kinds does not know."""
STANDING_RULE = KeyRule(word_of(tuple(Standing)))


@cache
def rules(kind: Kind) -> dict[str, KeyRule]:
    """Return what may stand under the keys of an entry, but for the lists that have entries of their own.

    >>> [key for key, rule in rules(Kind.MEMBERSHIP).items() if rule.is_required]
    ['member', 'of']
    """
    found = {"source": CITED_SOURCES, "note": KeyRule(plain_values.prose), "standing": STANDING_RULE}
    if kind not in DEFINING:
        found |= dict.fromkeys(PERIOD, DATE)
    for part in own_parts(kind):
        found[part.name] = KeyRule(
            READS_PART.get(part.type, plain_values.id_text), False, not part.is_optional
        )
    for field in SCHEMA[kind].fields:
        if field.type is not FieldType.CLASS:
            is_required = field.is_required and field.default is None
            is_list = field.type in LISTED_TYPES
            found[field.in_files] = KeyRule(READS[field.type], is_list, is_required, field.default)
    return {**found, **OF_KIND.get(kind, {})}


def go_together(kind: Kind, given: Given) -> bool:
    """Return whether the keys go together that are given in each of some entries of a kind."""
    match kind:
        case Kind.SOURCE:
            return True
        case Kind.PARTY:
            named, listed = given("name"), given(SCHEMA[Kind.NAME].section)
            return bool((named ^ listed).all() and not (given("short") & listed).any())
        case Kind.OFFICE:
            return bool((given("title") ^ given(SCHEMA[Kind.TITLE].section)).all())
    dated = given("from") | given("to") | given("through")
    otherwise = [given(key) for key in ("observed", "date") if key in rules(kind)]
    return not ((given("to") & given("through")).any() or any((dated & other).any() for other in otherwise))


def are_days(texts: list[str]) -> bool:
    """Return whether texts are dates of one day each."""
    others = [text for text, day in zip(texts, plain_days(texts).tolist(), strict=True) if not day]
    return all(date.earliest == date.latest for date in map(read_date, others))
