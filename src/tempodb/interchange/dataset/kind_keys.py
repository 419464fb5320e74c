"""The keys of an entry, and of a file, that follow from the schema of kinds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from pydantic import (
    BaseModel,
    create_model,
)

from tempodb.interchange.dataset.fields import (
    LISTS,
    TYPE_OF_FIELD,
    TYPE_OF_PART,
    IdText,
)
from tempodb.interchange.dataset.sections import own_parts
from tempodb.model.field_types import Field as KindField
from tempodb.model.kind_schema import Part
from tempodb.model.kinds import Kind
from tempodb.model.schema import SCHEMA

M = TypeVar("M", bound=BaseModel)


def saying(kind: Kind) -> Callable[[type[M]], type[M]]:
    """Give a model the keys of whom a claim of a kind is about, and of what it says, behind its own."""
    keys = {part.name: _part(part) for part in own_parts(kind)}
    keys |= {field.in_files: _definition(field) for field in SCHEMA[kind].fields if not field.name_of}
    return lambda model: _extended(model, keys)


def with_sections(models: Mapping[Kind, type[BaseModel]]) -> Callable[[type[M]], type[M]]:
    """Give the model of a file the sections of some kinds, behind its own keys."""
    sections: dict[str, Any] = {
        section: (dict[IdText, model], {}) if kind.defines else (list[model], [])  # type: ignore[valid-type]
        for kind, model in models.items()
        for section in SCHEMA[kind].sections
        if SCHEMA[kind].within is None
    }
    return lambda model: _extended(model, sections)


def _extended(model: type[M], keys: dict[str, Any]) -> type[M]:
    new: Any = {key: definition for key, definition in keys.items() if key not in model.model_fields}
    made: Any = create_model(
        model.__name__, __base__=model, __doc__=model.__doc__, __module__=model.__module__, **new
    )
    return cast(type[M], made)


def _part(part: Part) -> tuple[Any, Any]:
    type_ = TYPE_OF_PART.get(part.type, IdText)
    return (type_ | None, None) if part.is_optional else (type_, ...)


def _definition(field: KindField) -> tuple[Any, Any]:
    if field.type in LISTS:
        return LISTS[field.type], []
    type_ = TYPE_OF_FIELD[field.type]
    if field.default is None and not field.is_required:
        return type_ | None, None
    return type_, ... if field.default is None else field.default
