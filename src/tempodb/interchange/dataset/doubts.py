"""What may not be meant in how a file is written: texts that a comment cuts, and what is written twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tempodb.base.errors import Problem
from tempodb.interchange.dataset.sections import NESTED_SECTIONS, is_alone
from tempodb.markup.shown_texts import in_backticks
from tempodb.markup.tree import MappingNode, ScalarNode, SequenceNode, TreeNode, problem_at
from tempodb.model.field_types import FieldType
from tempodb.model.schema import SCHEMA

_PROSE = (FieldType.AREA, FieldType.TEXT, FieldType.NAME, FieldType.NAMES)
_TEXTS = frozenset(
    ["note", *(field.in_files for kind in SCHEMA.values() for field in kind.fields if field.type in _PROSE)]
)
"""The keys whose texts a comment may cut; of a word or a code it would rather be one."""
_RELATIONS = frozenset(section for section, kind in NESTED_SECTIONS.items() if is_alone(kind))
"""Lists of facts, of which one that is stated twice is told as such."""


def doubts_of(node: TreeNode) -> Iterator[Problem]:
    """Yield a warning for every text that a comment may cut, and for every one that is in a list twice."""
    match node:
        case MappingNode(entries=entries):
            for key, value in entries:
                if key.text in _TEXTS:
                    yield from _cut(value.items if isinstance(value, SequenceNode) else [value])
                if key.text not in _RELATIONS:
                    yield from doubts_of(value)
        case SequenceNode(items=items):
            known: set[str] = set()
            for item in items:
                if not isinstance(item, ScalarNode):
                    yield from doubts_of(item)
                elif item.text in known:
                    message = f"{in_backticks(item.text)} is listed twice"
                    yield problem_at(item.place, "warning", message, "keep one of the two")
                else:
                    known.add(item.text)


def _cut(texts: Iterable[TreeNode]) -> Iterator[Problem]:
    for text in texts:
        if isinstance(text, ScalarNode) and text.cut:
            message = (
                f"{in_backticks(text.text)} ends before {in_backticks(text.cut)}, which begins a comment"
            )
            yield problem_at(text.place, "warning", message, "put it in quotes if it is a part")


def stated_twice(place: Problem) -> Problem:
    """Return the warning of a fact that a file has stated before."""
    return place._replace(code="warning", message="the same is stated twice", hint="keep one of the two")
