"""The tree that every reader of dataset files makes: keys and values as written, each with its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NoReturn, TypeAlias

from tempodb.base.errors import DatasetError, Problem
from tempodb.markup.shown_texts import in_backticks

MAX_TREE_DEPTH = 12
"""How many mappings and sequences may stand inside one another."""

GLUED = r"[A-Za-z][\w-]*:(?!//)\S[^\n]*"
"""The pattern of a key and its value without the blank between, which YAML takes for one word."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is written: *length* characters of one line of a file.

    `line` and `column` count from 1, `offset` from 0. What goes on over several lines is pointed at
    where it starts. What is made of a source in another format has the `pointer` to where it stands in
    there; its line and column are 0 where none is known, and its offset is whatever tells it apart.
    """

    file: str
    line: int
    column: int
    offset: int
    length: int
    pointer: str | None = None


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """One text; what it means is not decided yet, so `NO` is `NO` and `1992` is `1992`.

    `cut` is what stands behind it as a comment, and may have been meant to belong to it: `#5`.
    """

    text: str
    place: Place = field(compare=False)
    cut: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class SequenceNode:
    """A list of nodes."""

    items: tuple[TreeNode, ...]
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class MappingNode:
    """Keys with their nodes, in the order of the file; no key is there twice.

    Of keys that are given null nothing but their places is kept: null is an absent value.
    """

    entries: tuple[tuple[ScalarNode, TreeNode], ...]
    place: Place = field(compare=False)
    absent: tuple[ScalarNode, ...] = field(default=(), compare=False)
    _found: dict[str, tuple[ScalarNode, TreeNode]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def entry(self, key: str | int) -> tuple[ScalarNode, TreeNode] | None:
        """Return a key and its node, if it is there."""
        if not self._found:
            self._found.update((known.text, (known, value)) for known, value in self.entries)
        return self._found.get(str(key))


TreeNode: TypeAlias = ScalarNode | SequenceNode | MappingNode
Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"


def without_places(node: TreeNode) -> Plain:
    """Return the node without its places, as texts, lists and dicts.

    >>> here = Place("x.yaml", 1, 1, 0, 2)
    >>> without_places(MappingNode(((ScalarNode("code", here), ScalarNode("NO", here)),), here))
    {'code': 'NO'}
    """
    match node:
        case ScalarNode(text=text):
            return text
        case SequenceNode(items=items):
            return [without_places(item) for item in items]
        case MappingNode(entries=entries, absent=absent):
            values = {key.text: without_places(value) for key, value in entries}
            return {**values, **dict.fromkeys(key.text for key in absent)} if absent else values


def locate(node: TreeNode, path: tuple[str | int, ...]) -> TreeNode:
    """Return the node at *path*, or the last one on the way to it where a part is missing.

    >>> here = Place("x.yaml", 1, 1, 0, 2)
    >>> names = SequenceNode((ScalarNode("CST", here), ScalarNode("CSTO", here)), here)
    >>> locate(MappingNode(((ScalarNode("names", here), names),), here), ("names", 1)).text
    'CSTO'
    """
    for part in path:
        inner = _inner(node, part)
        if inner is None:
            break
        node = inner
    return node


def _inner(node: TreeNode, part: str | int) -> TreeNode | None:
    if isinstance(node, MappingNode):
        entry = node.entry(part)
        return None if entry is None else entry[1]
    if isinstance(node, SequenceNode) and isinstance(part, int) and 0 <= part < len(node.items):
        return node.items[part]
    return None


def key_place(mapping: MappingNode, key: str) -> Place:
    """Return where *key* is written, be it with null, or where the mapping starts if it lacks the key."""
    entry = mapping.entry(key)
    if entry is not None:
        return entry[0].place
    return next((known.place for known in mapping.absent if known.text == key), mapping.place)


def problem_at(place: Place, code: str, message: str, hint: str | None = None) -> Problem:
    """Return a problem that points at *place*.

    >>> problem_at(Place("x.yaml", 3, 5, 40, 2), "no-value", "`to` has no value").line
    3
    """
    return Problem(
        code,
        message,
        hint,
        file=place.file,
        offset=place.offset,
        length=place.length,
        line=place.line or None,
        column=place.column or None,
        pointer=place.pointer,
    )


def repeated(first: ScalarNode, second: ScalarNode) -> Problem:
    """Return the problem of two equal keys in one mapping, at the second."""
    lines = f"lines {first.place.line} and {second.place.line}"
    if first.place.line == second.place.line:
        lines = f"line {first.place.line}"
    message = f"{in_backticks(second.text)} is given twice, on {lines}"
    return problem_at(second.place, "duplicate-key", message, "keep one of the two")


def null_item(place: Place) -> Problem:
    """Return the problem of a list with an item that is null."""
    return problem_at(place, "no-value", "an item of the list has no value", "leave the item out")


def too_deep(place: Place) -> Problem:
    """Return the problem of a list or mapping below the deepest level."""
    message = f"lists and mappings stand more than {MAX_TREE_DEPTH} deep in one another"
    return problem_at(place, "too-deep", message, "look for brackets left open")


def blank_missing(written: str) -> tuple[str, str]:
    """Return what is wrong with a key and value that are written as one word, and what to try.

    >>> blank_missing("member:csto")
    ('a blank is missing after the colon of `member:csto`', 'write `member: csto`')
    """
    key, _, value = written.partition(":")
    return (
        f"a blank is missing after the colon of {in_backticks(written)}",
        f"write {in_backticks(f'{key}: {value}')}",
    )


class LineIndex:
    """The lines of one text, to tell where an offset stands."""

    __slots__ = ("_starts", "file", "text")

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def place(self, start: int, end: int) -> Place:
        r"""Return the place of the characters from *start* up to *end*, or to the end of their line.

        >>> LineIndex("a: 1\nb: 22", "x.yaml").place(8, 10)
        Place(file='x.yaml', line=2, column=4, offset=8, length=2, pointer=None)
        """
        line = bisect_right(self._starts, start)
        if line < len(self._starts) and end >= self._starts[line]:
            end = start + len(self.text[start : self._starts[line]].rstrip())
        return Place(self.file, line, start - self._starts[line - 1] + 1, start, end - start)

    def problem(self, start: int, end: int, message: str, hint: str, code: str = "syntax") -> Problem:
        """Return a problem of the characters from *start* up to *end*."""
        return problem_at(self.place(start, end), code, message, hint)

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a line and column, both counted from 1."""
        return self._starts[line - 1] + column - 1

    def excerpt(self, line: int) -> str | None:
        """Return a line without its end, unless there is no such line or it is too long to be shown."""
        if line > len(self._starts):
            return None
        start = self._starts[line - 1]
        end = self._starts[line] - 1 if line < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r") if end - start <= 500 else None


class Findings:
    """The problems found so far in one file; when there are too many, reading ends."""

    MOST = 100

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def add(self, problem: Problem) -> None:
        """Keep *problem*.

        Raises:
            DatasetError: as many problems were found as anybody reads.

        """
        self._found.append(problem)
        if len(self._found) == self.MOST:
            message = f"reading stopped here, after {self.MOST} problems"
            self.refuse(problem._replace(code="too-many", message=message, hint=None))

    def refuse(self, *last: Problem) -> NoReturn:
        """Raise all problems, *last* among them."""
        raise DatasetError.gather([*self._found, *last])

    def check(self) -> None:
        """Raise all problems if there are any."""
        if self._found:
            self.refuse()
