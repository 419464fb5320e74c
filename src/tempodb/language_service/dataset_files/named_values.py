"""What the value of a key of a dataset file names, or which few words it may be."""

from __future__ import annotations

from tempodb.base.node import Node
from tempodb.binding.name_kinds import EVENT, OFFICE, PARTY, SOURCE, NameKind
from tempodb.language_service.dataset_files.key_schema import KeyPath, key_meaning, words_at
from tempodb.model.field_types import Field, FieldType
from tempodb.model.kind_schema import Part
from tempodb.model.kinds import EntityType, Kind
from tempodb.model.schema import SCHEMA

SECTION_KINDS = {section: kind for kind, schema in SCHEMA.items() for section in schema.sections}
"""The kind of the claims that a list, or a mapping of ids, states."""
NAMED = {
    EntityType.PARTY: PARTY,
    EntityType.OFFICE: OFFICE,
    EntityType.SOURCE: SOURCE,
    EntityType.EVENT: EVENT,
}
DATE_BEGINS = "A date"
"""With which words the meaning of a date begins."""


class NamedValue(Node):
    """What may stand somewhere: the id of what is *named*, a status, one of some *words*, or a date."""

    named: NameKind | None = None
    is_status: bool = False
    words: tuple[str, ...] = ()
    is_date: bool = False


def value_at(path: KeyPath) -> NamedValue:
    """Return what the value at *path* may be; it says nothing where any text may stand.

    >>> value_at(("tenures", 0, "holder")).named.noun
    'person'
    >>> value_at(("memberships", 0, "from")).is_date
    True
    """
    keys = tuple(part for part in path if isinstance(part, str))
    words = tuple(words_at(path))
    if not keys or words:
        return NamedValue(words=words)
    if keys[-1] == "source" or keys[-2:] == ("source", "id"):
        return NamedValue(named=SOURCE)
    if key_meaning(path).startswith(DATE_BEGINS):
        return NamedValue(is_date=True)
    kind = next((SECTION_KINDS[key] for key in reversed(keys[:-1]) if key in SECTION_KINDS), Kind.DATASET)
    if keys[-1] in SECTION_KINDS and SCHEMA[SECTION_KINDS[keys[-1]]].within is kind:
        return NamedValue(named=_of_part(SCHEMA[SECTION_KINDS[keys[-1]]].key[-1]))
    part = next((part for part in SCHEMA[kind].key if part.name == keys[-1]), None)
    if part is not None and not (kind is Kind.EVENT and keys[-1] == "id"):
        return NamedValue(named=_of_part(part))
    field = next((field for field in SCHEMA[kind].fields if field.in_files == keys[-1]), None)
    return NamedValue() if field is None else _of_field(field)


def keys_named(path: KeyPath) -> NameKind | None:
    """Return what the keys of the mapping at *path* name that are ids of what is defined elsewhere.

    >>> keys_named(("coverage",)).noun
    'organization'
    """
    field = next((field for field in SCHEMA[Kind.DATASET].fields if path == (field.in_files,)), None)
    return _of_party(field) if field is not None and field.type is FieldType.COVERAGE else None


def _of_part(part: Part) -> NameKind | None:
    if part.type is EntityType.PARTY and part.classes:
        return NameKind(EntityType.PARTY, part.classes[0].value, part.classes)
    return NAMED.get(part.type)


def _of_field(field: Field) -> NamedValue:
    match field.type:
        case FieldType.PARTY | FieldType.PARTIES:
            return NamedValue(named=_of_party(field))
        case FieldType.STATUS:
            return NamedValue(is_status=True)
        case FieldType.DATE:
            return NamedValue(is_date=True)
        case _:
            return NamedValue()


def _of_party(field: Field) -> NameKind:
    return NameKind(EntityType.PARTY, field.classes[0].value, field.classes) if field.classes else PARTY
