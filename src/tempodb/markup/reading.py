"""A dataset file → its tree: its format follows from its suffix, and every text of the tree is in NFC and safe.

Nothing in it controls a terminal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from operator import is_
from pathlib import Path
from unicodedata import is_normalized, normalize

from tempodb.base.collecting import uncollected
from tempodb.base.errors import DatasetError, Problem
from tempodb.base.spelling import has_too_many_marks
from tempodb.markup.contents import Content, content_of
from tempodb.markup.json_reader import read_json
from tempodb.markup.merge_conflicts import bare_conflicts, labelled_conflicts
from tempodb.markup.safe_texts import UNSAFE_IN_KEY
from tempodb.markup.shown_texts import UNSAFE, in_backticks
from tempodb.markup.toml_reader import read_toml
from tempodb.markup.tree import (
    Findings,
    LineIndex,
    MappingNode,
    ScalarNode,
    SequenceNode,
    TreeNode,
    problem_at,
    repeated,
)
from tempodb.markup.yaml_reader import read_yaml

READERS: dict[str, Callable[[str, str], MappingNode]] = {
    ".yaml": read_yaml,
    ".yml": read_yaml,
    ".json": read_json,
    ".toml": read_toml,
}

_UNSAFE = re.compile(f"[{UNSAFE}]+")
_UNSAFE_IN_FILE = re.compile(f"(?:(?!\r\n)[{UNSAFE}])+")


def read_tree(path: Path) -> MappingNode:
    """Return the tree of the dataset file at *path*.

    Raises:
        DatasetError: the file cannot be read or is no text of a known format; or with every
            character, anchor, key given twice … that datasets do without.

    """
    return tree_of(content_of(path))


def tree_of(content: Content) -> MappingNode:
    """Return the tree of a dataset file that was read.

    Raises:
        DatasetError: as `read_tree` does.

    """
    reader = READERS.get(content.suffix)
    if reader is None:
        hint = "name a file that ends in .yaml, .json or .toml"
        if content.suffix in (".csv", ".parquet"):
            folder = in_backticks(str(content.path.parent))
            hint = f"name {folder} if it is a dataset, or read the table with `tempodb import csv`"
        raise content.refusal("format", f"the format of {in_backticks(content.path.name)} is unknown", hint)
    text = content.text
    if not text.strip():
        raise content.refusal("empty", "the file is empty", "start it with the key `tempodb`")
    safe = text
    if _UNSAFE.search("".join(set(text.replace("\r\n", "\n")))):
        safe = _UNSAFE_IN_FILE.sub(lambda found: "\ufffd" * len(found[0]), text)
    lines = LineIndex(safe, content.file)
    try:
        with uncollected():
            return _read(text, lines, reader)
    except DatasetError as error:
        raise DatasetError(*(_with_excerpt(problem, lines) for problem in error.problems)) from None


def lines_of(file: str) -> LineIndex | None:
    """Return the lines of a dataset file, or None where it cannot be read any more."""
    try:
        return LineIndex(content_of(Path(file)).text, file)
    except DatasetError:
        return None


def _read(text: str, lines: LineIndex, reader: Callable[[str, str], MappingNode]) -> MappingNode:
    findings = Findings()
    if text is not lines.text:
        for found in _UNSAFE_IN_FILE.finditer(text):
            findings.add(lines.problem(*found.span(), _unsafe(found[0]), "remove it", "character"))
    if conflicts := labelled_conflicts(lines):
        findings.refuse(*conflicts)
    try:
        tree = reader(lines.text, lines.file)
    except DatasetError as error:
        findings.refuse(*(bare_conflicts(lines, error.problems) or error.problems))
    tree = _mapping(tree, findings)
    findings.check()
    return tree


def checked(node: TreeNode) -> tuple[TreeNode, Sequence[Problem]]:
    """Return a node as the tree of a file would have it, in NFC, and what is no text in it."""
    findings = Findings()
    try:
        node = _node(node, findings)
        findings.check()
    except DatasetError as error:
        return node, error.problems
    return node, ()


def _mapping(mapping: MappingNode, findings: Findings) -> MappingNode:
    entries = []
    for entry in mapping.entries:
        key = _scalar(entry[0], UNSAFE_IN_KEY, findings)
        value = _node(entry[1], findings)
        entries.append(entry if key is entry[0] and value is entry[1] else (key, value))
    if all(map(is_, entries, mapping.entries)):
        return mapping
    known: dict[str, ScalarNode] = {}
    for key, _ in entries:
        first = known.setdefault(key.text, key)
        if first is not key:
            findings.add(repeated(first, key))
    return replace(mapping, entries=tuple(entries))


def _node(node: TreeNode, findings: Findings) -> TreeNode:
    match node:
        case ScalarNode():
            return _scalar(node, _UNSAFE, findings)
        case MappingNode():
            return _mapping(node, findings)
        case SequenceNode():
            items = [_node(item, findings) for item in node.items]
            return node if all(map(is_, items, node.items)) else SequenceNode(tuple(items), node.place)


def _scalar(scalar: ScalarNode, unsafe: re.Pattern[str], findings: Findings) -> ScalarNode:
    text = scalar.text
    if text.isascii() and text.isprintable():
        return scalar
    found = unsafe.search(text)
    if found is not None:
        findings.add(problem_at(scalar.place, "character", _unsafe(found[0]), "remove it"))
    # NFC of a long run of marks takes quadratic time.
    if has_too_many_marks(text):
        message = "more than 30 marks stand on one character"
        findings.add(problem_at(scalar.place, "character", message, "remove them"))
        return scalar
    return scalar if is_normalized("NFC", text) else replace(scalar, text=normalize("NFC", text))


def _unsafe(characters: str) -> str:
    return f"{in_backticks(characters)} controls a terminal or is no character"


def _with_excerpt(problem: Problem, lines: LineIndex) -> Problem:
    if problem.line is None or problem.excerpt is not None:
        return problem
    return problem._replace(excerpt=lines.excerpt(problem.line))
