"""The keys of an entry that follow from the schema of its kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from pydantic import (
    BaseModel,
    create_model,
)

from tempodb.interchange.dataset.fields import (
    LISTS,
    TYPE_OF_FIELD,
)
from tempodb.model.kind_schema import Field as KindField
from tempodb.model.kinds import Kind
from tempodb.model.schema import SCHEMA

M = TypeVar("M", bound=BaseModel)


def saying(kind: Kind) -> Callable[[type[M]], type[M]]:
    """Give a model the keys of what a claim of a kind says, behind its own."""

    def extended(model: type[M]) -> type[M]:
        said: Any = {field.name: _definition(field) for field in SCHEMA[kind].fields}
        made: Any = create_model(
            model.__name__, __base__=model, __doc__=model.__doc__, __module__=model.__module__, **said
        )
        return cast(type[M], made)

    return extended


def _definition(field: KindField) -> tuple[Any, Any]:
    if field.type in LISTS:
        return LISTS[field.type], []
    type_ = TYPE_OF_FIELD[field.type]
    if field.default is None and not field.is_required:
        return type_ | None, None
    return type_, ... if field.default is None else field.default
