"""Which keys can stand where in a dataset file, and what each means: as the shipped JSON Schema says."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias

from tempodb.base.bundled import bundled
from tempodb.base.text_files import file_text

KeyPath: TypeAlias = "tuple[str | int, ...]"
"""The keys, and 0 for the items of a list, that lead from the file to a value."""
MAX_KEYS_DEEP = 12
"""How many keys deep a path is followed."""


def keys_at(path: KeyPath) -> Mapping[str, str]:
    """Return the keys that can stand in the mapping at *path*, each with what it means as far as that is said.

    >>> list(keys_at(("memberships", 0, "suspended", 0)))[:3]
    ['source', 'note', 'standing']
    """
    found: dict[str, str] = {}
    for node in _at(path):
        for key, value in node.get("properties", {}).items():
            found.setdefault(key, _description(value))
    return found


def key_meaning(path: KeyPath) -> str:
    """Return what is said of the value at *path*, empty where nothing is.

    >>> key_meaning(("tempodb",))
    'Version of this format'
    """
    return next((said for node in _at(path) if (said := node.get("description", ""))), "")


def words_at(path: KeyPath) -> Sequence[str]:
    """Return the words that alone can stand at *path*, nothing where others can.

    >>> words_at(("defaults", "standing"))
    ('accepted', 'disputed')
    """
    words = (str(word) for node in _at(path) for word in node.get("enum", ()))
    return tuple(dict.fromkeys(words))


def _at(path: KeyPath) -> list[dict[str, Any]]:
    nodes = list(_meant(_schema()))
    for part in path[:MAX_KEYS_DEEP]:
        nodes = [meant for node in nodes for inner in _inner(node, part) for meant in _meant(inner)]
    return nodes


def _inner(node: dict[str, Any], part: str | int) -> Iterator[dict[str, Any]]:
    if isinstance(part, int):
        found = [node.get("items")]
    else:
        known = node.get("properties", {}).get(part)
        found = [known if known is not None else node.get("additionalProperties")]
    yield from (each for each in found if isinstance(each, dict))


def _meant(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the alternatives that a node stands for, and the node itself."""
    yield node
    if "$ref" in node:
        yield from _meant(_schema()["$defs"][node["$ref"].rpartition("/")[2]])
    for choice in ("anyOf", "oneOf", "allOf"):
        for inner in node.get(choice, ()):
            yield from _meant(inner)


def _description(node: dict[str, Any]) -> str:
    return next((said for meant in _meant(node) if (said := meant.get("description", ""))), "")


@cache
def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(file_text(bundled("interchange", "dataset", "dataset.schema.json")))
    return schema
