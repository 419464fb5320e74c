"""A map as it is written: a dataset file in which `<Column>` is what a row has, and what its table is like."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tempodb.base.errors import DatasetError, Problem
from tempodb.base.nearest import nearest
from tempodb.base.spelling import why_no_id
from tempodb.interchange.dataset.refusals import SECTION_MODELS
from tempodb.interchange.importers.entry_reading import LISTED_SECTIONS
from tempodb.interchange.importers.foreign_ids import slug
from tempodb.interchange.importers.placed_text import PlacedText
from tempodb.interchange.importers.tables.map_checks import said_at_odds
from tempodb.interchange.importers.tables.settings_reading import read_table_keys
from tempodb.interchange.importers.tables.table_map import SECTIONS, CellCondition, MapEntry, TableMap
from tempodb.interchange.importers.tables.templates import (
    Filling,
    Template,
    has_columns,
    no_column_in,
    template_of,
    whole_column,
)
from tempodb.markup.reading import lines_of, read_tree
from tempodb.markup.shown_texts import in_backticks
from tempodb.markup.tree import Findings, MappingNode, Place, ScalarNode, SequenceNode, TreeNode, problem_at

HEADING_KEYS = ("tempodb", "dataset", "title", "focus", "defaults", "statuses", "coverage")
OF_MAPS = ("when", "unless", "next", "within")
"""The keys of entries that only maps have."""
_TEXTS_OF_HEADING = ("tempodb", "dataset", "title", "focus")
_DEFAULTS = ("source", "standing")
_PERIODS = ("memberships", "tenures")
_WITHIN = ("from", "to", "through")
_DATES = frozenset([*_WITHIN, "date", "founded", "dissolved", "born", "died"])


def read_map(path: Path) -> TableMap:
    """Return what a map says.

    Raises:
        DatasetError: with all that is wrong in it.

    """
    tree = read_tree(path)
    findings = Findings()
    reading = _MapReading(findings)
    try:
        map_ = reading.map(tree)
        findings.check()
    except DatasetError as error:
        raise DatasetError(*with_excerpts(error.problems)) from None
    return map_


def with_excerpts(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems of a map with the lines that they stand in."""
    lines = {file: lines_of(file) for file in {each.file for each in problems} if file}
    found = []
    for problem in problems:
        known = lines.get(problem.file or "")
        excerpt = known.excerpt(problem.line) if known and problem.line else None
        found.append(problem if problem.excerpt or excerpt is None else problem._replace(excerpt=excerpt))
    return found


class _MapReading:
    def __init__(self, findings: Findings) -> None:
        self._findings = findings

    def map(self, tree: MappingNode) -> TableMap:
        heading: dict[str, Any] = {}
        entries: list[MapEntry] = []
        meanings, shape, joins = read_table_keys(MappingNode((), tree.place), self._findings)
        for key, node in tree.entries:
            if key.text in LISTED_SECTIONS:
                entries += self._listed(key.text, node)
            elif key.text in SECTIONS:
                entries += self._by_id(key.text, node)
            elif key.text == "table":
                meanings, shape, joins = read_table_keys(self._mapping(node), self._findings)
            elif key.text in HEADING_KEYS:
                self._refuse_no_heading(key.text, node)
                heading[key.text] = self._said_once(key.text, node)
            else:
                self._unknown(key, (*HEADING_KEYS, *SECTIONS, "table"))
        if not entries:
            message, hint = "the map has no entries", "write what each row states, as under `memberships`"
            self._findings.add(problem_at(tree.place, "empty", message, hint))
        heading.pop("tempodb", None)
        dataset = heading.pop("dataset", None)
        if not isinstance(dataset, str | None):
            dataset = None
        map_ = TableMap(entries, heading, dataset, meanings, shape, joins)
        for problem in said_at_odds(map_):
            self._findings.add(problem)
        return map_

    def _refuse_no_heading(self, key: str, node: TreeNode) -> None:
        """Tell what is said of the dataset in another shape than the key takes."""
        if key in _TEXTS_OF_HEADING and not isinstance(node, ScalarNode):
            self._findings.add(problem_at(node.place, "value", f"`{key}` takes one text", "write one value"))
        if key == "defaults":
            for inner, _ in self._mapping(node).entries:
                if inner.text not in _DEFAULTS:
                    self._unknown(inner, _DEFAULTS)

    def _said_once(self, key: str, node: TreeNode) -> Any:
        """Return what is said of the dataset, its texts with their places."""
        match node:
            case ScalarNode(text=text, place=place):
                if has_columns(text):
                    message = f"`{key}` is said of the dataset, and a column is of rows"
                    self._findings.add(problem_at(place, "value", message, "write a text without a column"))
                elif key == "dataset" and (why := why_no_id(text)):
                    message = f"{in_backticks(text)} is no id: {why}"
                    self._findings.add(problem_at(place, "value", message, f"write it as in `{slug(text)}`"))
                return PlacedText(text, lambda: place)
            case SequenceNode(items=items):
                return [self._said_once(key, item) for item in items]
            case MappingNode(entries=entries):
                return {inner.text: self._said_once(key, value) for inner, value in entries}

    def _by_id(self, section: str, node: TreeNode) -> Iterable[MapEntry]:
        for key, said in self._mapping(node).entries:
            yield self._entry(section, key, self._mapping(said))

    def _listed(self, section: str, node: TreeNode) -> Iterable[MapEntry]:
        if not isinstance(node, SequenceNode):
            message = f"`{section}` takes a list"
            self._findings.add(problem_at(node.place, "value", message, "write each entry after a dash"))
            return
        for item in node.items:
            yield self._entry(section, None, self._mapping(item))

    def _entry(self, section: str, id_: ScalarNode | None, node: MappingNode) -> MapEntry:
        known = _keys_of(section)
        of_maps = OF_MAPS if section in _PERIODS else OF_MAPS[:2]
        said: dict[str, Filling] = {}
        of_map: dict[str, TreeNode] = {}
        for key, value in node.entries:
            if key.text in of_maps:
                of_map[key.text] = value
            elif key.text in known:
                said[key.text] = self._filling(key.text, value)
            else:
                self._unknown(key, (*known, *of_maps))
        for key in node.absent:
            if key.text in of_maps:
                self._names_nothing(key.text, key.place)
        for name, said_of in of_map.items():
            if isinstance(said_of, SequenceNode | MappingNode) and not _has_items(said_of):
                self._names_nothing(name, said_of.place)
        within = of_map.get("within")
        return MapEntry(
            section,
            self._template(id_) if id_ else None,
            said,
            id_.place if id_ else node.place,
            self._conditions(of_map.get("when")),
            self._conditions(of_map.get("unless")),
            [whole_column(each.text, each.place) for each in self._texts(of_map.get("next"))],
            {} if within is None else self._fillings(self._mapping(within), _WITHIN),
        )

    def _filling(self, key: str, node: TreeNode) -> Filling:
        """Return what an entry says under a key."""
        if isinstance(node, ScalarNode):
            return self._template(node)
        if key in _DATES:
            self._findings.add(problem_at(node.place, "value", "a text is meant here", "write one value"))
            return ()
        if isinstance(node, SequenceNode):
            return tuple(self._filling(key, item) for item in node.items)
        known = ("id", "name") if key == "for" else _keys_of(key) if key in SECTION_MODELS else None
        return self._fillings(node, known)

    def _template(self, node: ScalarNode) -> Template:
        if wrong := no_column_in(node.text):
            self._findings.add(problem_at(node.place, "value", *wrong))
        return template_of(node.text, node.place)

    def _fillings(self, node: MappingNode, known: Sequence[str] | None) -> Mapping[str, Filling]:
        said = {}
        for key, value in node.entries:
            if known is not None and key.text not in known:
                self._unknown(key, known)
            said[key.text] = self._filling(key.text, value)
        return said

    def _conditions(self, node: TreeNode | None) -> Sequence[CellCondition]:
        """Return conditions: columns that have something, or what each has one of."""
        if not isinstance(node, MappingNode):
            return [CellCondition(whole_column(each.text, each.place)) for each in self._texts(node)]
        for key, value in node.entries:
            if isinstance(value, SequenceNode) and not value.items:
                self._names_nothing(key.text, key.place)
        empty = [CellCondition(whole_column(key.text, key.place), frozenset([""])) for key in node.absent]
        return empty + [
            CellCondition(
                whole_column(key.text, key.place), frozenset(each.text for each in self._texts(value))
            )
            for key, value in node.entries
        ]

    def _names_nothing(self, key: str, place: Place) -> None:
        message = f"`{key}` names nothing here"
        self._findings.add(problem_at(place, "no-value", message, f"name a column, or leave `{key}` out"))

    def _texts(self, node: TreeNode | None) -> Sequence[ScalarNode]:
        """Return the one text, or the texts of a list."""
        nodes = node.items if isinstance(node, SequenceNode) else () if node is None else (node,)
        for each in nodes:
            if not isinstance(each, ScalarNode):
                self._findings.add(problem_at(each.place, "value", "a text is meant here", "write one value"))
        return [each for each in nodes if isinstance(each, ScalarNode)]

    def _mapping(self, node: TreeNode) -> MappingNode:
        if isinstance(node, MappingNode):
            return node
        self._findings.add(
            problem_at(node.place, "value", "keys with values are meant here", "write key: value")
        )
        return MappingNode((), node.place)

    def _unknown(self, key: ScalarNode, known: Sequence[str]) -> None:
        self._findings.add(unknown_key(key, known))


def _has_items(node: SequenceNode | MappingNode) -> bool:
    return bool(node.items if isinstance(node, SequenceNode) else node.entries or node.absent)


def unknown_key(key: ScalarNode, known: Sequence[str]) -> Problem:
    """Return the problem of a key that is none of those that are known."""
    near = nearest(key.text, known)
    hint = f"the nearest key is `{near}`" if near else f"the keys here are {', '.join(known)}"
    return problem_at(key.place, "unknown-key", f"there is no key {in_backticks(key.text)} here", hint)


def _keys_of(section: str) -> Sequence[str]:
    """Return the keys that an entry of a section may have."""
    fields = SECTION_MODELS[section].model_fields
    return [field.alias or name for name, field in fields.items()]
