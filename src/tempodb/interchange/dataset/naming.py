"""Where an entry of a dataset file names an id."""

from __future__ import annotations

from tempodb.base.errors import Problem
from tempodb.interchange.dataset.sections import NESTED_SECTIONS
from tempodb.markup.tree import MappingNode, ScalarNode, SequenceNode, TreeNode, problem_at
from tempodb.model.field_types import FieldType
from tempodb.model.kinds import EntityType
from tempodb.model.schema import SCHEMA

_DEFINED = (EntityType.PARTY, EntityType.OFFICE)
_PARTIES = (FieldType.PARTY, FieldType.PARTIES)
_NAMING = frozenset(
    [
        *(part.name for kind in SCHEMA.values() for part in kind.key if part.type in _DEFINED),
        *(field.name for kind in SCHEMA.values() for field in kind.fields if field.type in _PARTIES),
        *("source", "same_as", *NESTED_SECTIONS),
    ]
)
"""The keys whose values are ids, or hold keys of which some are."""


def place_of(node: TreeNode, id_: str) -> Problem | None:
    """Return where a key of *node* that takes ids names one; None where none does.

    >>> from tempodb.markup.json_reader import read_json
    >>> place_of(read_json('{"note": "o", "of": "o"}', "x.json"), "o").column
    21
    """
    match node:
        case ScalarNode(text=text):
            return problem_at(node.place, "", "") if text == id_ else None
        case SequenceNode(items=items):
            return next(filter(None, (place_of(item, id_) for item in items)), None)
        case MappingNode(entries=entries):
            for key, value in entries:
                if key.text in _NAMING and (place := place_of(value, id_)):
                    return place
                if key.text == "source" and (place := _cited_at(value, id_)):
                    return place
                if key.text == "coverage" and isinstance(value, MappingNode) and (entry := value.entry(id_)):
                    return problem_at(entry[0].place, "", "")
    return None


def _cited_at(node: TreeNode, id_: str) -> Problem | None:
    """Return where a source is named with a detail of it."""
    cited = node.items if isinstance(node, SequenceNode) else [node]
    named = (each.entry("id") for each in cited if isinstance(each, MappingNode))
    return next((place for entry in named if entry and (place := place_of(entry[1], id_))), None)
