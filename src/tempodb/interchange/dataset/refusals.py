"""What the models refuse, in the words of a dataset's author: where it stands, and one error for one mistake."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from tempodb.base.errors import Problem
from tempodb.base.nearest import nearest
from tempodb.base.spelling import spelt_out
from tempodb.interchange.dataset import models
from tempodb.interchange.dataset.plain_values import as_given
from tempodb.interchange.dataset.statuses import DeclaredStatus
from tempodb.markup.tree import GLUED, MappingNode, Place, blank_missing, key_place, locate, problem_at
from tempodb.model.schema import SCHEMA

Path: TypeAlias = "tuple[str | int, ...]"

SECTION_MODELS: dict[str, type[BaseModel]] = {
    "defaults": models.Defaults,
    "statuses": DeclaredStatus,
    **{section: model for kind, model in models.MODELS.items() for section in SCHEMA[kind].sections},
    "persons": models.Person,
    "suspended": models.Suspension,
    "existence": models.Life,
    "organization": models.Belonging,
}
_PLAIN_NAME = re.compile(r"[^\W\d][\w .'-]{0,60}")
"""A name that needs no quotes."""
_KEY = "[key]"
"""How pydantic says that a key is meant, and not its value."""


def without_misspelt(errors: Iterable[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Yield the errors but for what is missing because it is misspelt beside: a key, or the blank after one."""
    found = list(errors)
    misspelt = {
        (*error["loc"][:-1], meant)
        for error in found
        if error["type"] == "extra_forbidden" and (meant := _meant(error["loc"]))
    }
    glued = {error["loc"][:-1] for error in found if _is_glued(error["loc"])}
    for error in found:
        if error["loc"] in glued:
            continue
        is_named = error["type"] == "value_error" and {"name", "title"} & {
            path[-1] for path in misspelt if path[:-1] == error["loc"]
        }
        if not is_named and not (error["type"] == "missing" and error["loc"] in misspelt):
            yield error


def translated(tree: MappingNode, error: dict[str, Any]) -> Problem:
    """Say what pydantic found wrong, at its place."""
    path: Path = tuple(error["loc"])
    place = _place(tree, path)
    last = _called(path)
    match error["type"]:
        case "missing":
            return problem_at(place, "missing", f"{last} is missing", f"add {path[-1]}: …")
        case "extra_forbidden":
            return _unknown_key(tree, path)
        case "value_error":
            refusal = error["ctx"]["error"]
            glued = "write a blank after the colon, or an id without one"
            hint = glued if _is_glued(path) else getattr(refusal, "hint", None)
            meant = getattr(refusal, "suggestions", ())
            return problem_at(place, "value", str(refusal), hint)._replace(suggestions=meant)
        case "literal_error":
            given = as_given(error["input"])
            return problem_at(place, "value", f"{last} is {given}", f"write {error['ctx']['expected']}")
        case "string_type" if error["input"] is None or isinstance(error["input"], (dict, list)):
            return problem_at(place, "value", f"{last} takes one text", "write one value")
        case "list_type":
            return problem_at(place, "value", f"{last} takes a list", "write each entry after a dash")
        case "dict_type" | "model_type" if re.fullmatch(GLUED, str(error["input"])):
            return problem_at(place, "value", *blank_missing(error["input"]))
        case "dict_type" | "model_type":
            hint = _as_mapping(path, error["input"])
            return problem_at(place, "value", f"{last} takes keys with values", hint)
        case "string_too_short":
            return problem_at(place, "value", f"{last} is empty", "leave the key out")
        case _:
            return problem_at(place, "value", f"{last}: {str(error['msg']).lower()}")


def _as_mapping(path: Path, given: object) -> str:
    """Return how to write an entry of which something else was *given*, such as a name alone."""
    model = SECTION_MODELS.get(str(path[0])) if len(path) == 2 and isinstance(path[1], str) else None
    key = next((key for key in ("name", "title") if model and key in model.model_fields), None)
    if key is None:
        return "write key: value"
    name = given if isinstance(given, str) and _PLAIN_NAME.fullmatch(given) else "…"
    return f"write {path[1]}: {{{key}: {name}}}"


def _called(path: Path) -> str:
    """Return how what is meant is called: by its key, or as an item of a list that has one."""
    if not path:
        return "the file"
    if isinstance(path[-1], int):
        return f"an item of `{path[-2]}`"
    return f"`{path[-1]}`"


def _place(tree: MappingNode, path: Path) -> Place:
    """Return where *path* stands: its value, or its key where the key is meant or its value is null."""
    if path and path[-1] == _KEY:
        path = path[:-1]
        parent = locate(tree, path[:-1])
        return key_place(parent, str(path[-1])) if isinstance(parent, MappingNode) else parent.place
    node = locate(tree, path)
    return key_place(node, str(path[-1])) if path and isinstance(node, MappingNode) else node.place


def _known(path: Path) -> list[str]:
    """Return the keys that can stand where the last one of *path* does."""
    nested = path[-3] if len(path) > 4 and path[-3] in SECTION_MODELS else path[0]
    model = SECTION_MODELS.get(str(nested), models.DatasetFile) if len(path) > 1 else models.DatasetFile
    return [field.alias or name for name, field in model.model_fields.items()]


def _is_glued(path: Path) -> bool:
    """Return whether a key is refused that has a colon in it, as one has that no blank follows."""
    return path[-1:] == (_KEY,) and ":" in str(path[-2])


def _meant(path: Path) -> str | None:
    """Return the key that an unknown one is meant to be, or None where none is near."""
    key, known = str(path[-1]), _known(path)
    glued = key.partition(":")[0]
    if glued in known:
        return glued
    shortened = (each for each in known if len(key) > 2 and each.startswith(key))
    return nearest(key, known) or next(shortened, None)


def _unknown_key(tree: MappingNode, path: Path) -> Problem:
    key = str(path[-1])
    parent = locate(tree, path[:-1])
    place = key_place(parent, key) if isinstance(parent, MappingNode) else parent.place
    message = f"there is no key `{spelt_out(key)}` here"
    meant = _meant(path)
    if meant is None:
        return problem_at(place, "unknown-key", message, f"the keys here are {', '.join(_known(path))}")
    if ":" in key:
        text = f"{meant}: {key.partition(':')[2]}"
        hint = f"a blank is missing after the colon: write `{spelt_out(text)}`"
        return problem_at(place, "unknown-key", message, hint)._replace(suggestions=(text,))
    problem = problem_at(place, "unknown-key", message, f"the nearest key is `{meant}`")
    return problem._replace(suggestions=(meant,))
