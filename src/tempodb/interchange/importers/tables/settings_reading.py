"""What a map says of its table, under the key `table`: how it is written, and how its cells are meant."""

from __future__ import annotations

from codecs import lookup
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tempodb.base.nearest import nearest
from tempodb.interchange.importers.foreign_numbers import number_told
from tempodb.interchange.importers.placed_text import PlacedText
from tempodb.interchange.importers.tables.date_forms import DateForm, date_form
from tempodb.interchange.importers.tables.table_map import CellMeanings, TableJoin, TableShape
from tempodb.markup.shown_texts import in_backticks
from tempodb.markup.tree import Findings, MappingNode, ScalarNode, SequenceNode, TreeNode, problem_at

_SHAPE = ("delimiter", "encoding", "sheet", "header")
_MEANINGS = ("dates", "precision", "values", "lists", "empty", "open", "unknown")
TABLE_KEYS = (*_SHAPE, *_MEANINGS, "join")
_WORDS = {"tab": "\t"}


def read_table_keys(
    node: MappingNode, findings: Findings
) -> tuple[CellMeanings, TableShape, Mapping[str, TableJoin]]:
    """Return how the cells of a table are meant, how it is written, and which other tables are joined to it."""
    reading = _SettingsReading(findings)
    said = reading.said(node, TABLE_KEYS)
    meanings = CellMeanings(
        reading.dates(said.get("dates")),
        reading.by_column(said.get("precision"), reading.column),
        reading.by_column(said.get("values"), lambda each: reading.by_column(each, reading.text)),
        reading.separators(said.get("lists")),
        frozenset(reading.texts(said.get("empty"))),
        frozenset(reading.texts(said.get("open"))),
        frozenset(reading.texts(said.get("unknown"))),
    )
    joins = {}
    if (joined := said.get("join")) is not None:
        joins = {key.text: reading.join(each) for key, each in reading.mapping(joined).entries}
    return meanings, reading.shape(said), joins


class _SettingsReading:
    def __init__(self, findings: Findings) -> None:
        self._findings = findings

    def said(self, node: MappingNode, known: Sequence[str]) -> Mapping[str, TreeNode]:
        """Return the values of the keys, which are of those that are known."""
        for key, _ in node.entries:
            if key.text not in known:
                near = nearest(key.text, known)
                hint = f"the nearest key is `{near}`" if near else f"the keys here are {', '.join(known)}"
                message = f"there is no key {in_backticks(key.text)} here"
                self._findings.add(problem_at(key.place, "unknown-key", message, hint))
        return {key.text: value for key, value in node.entries}

    def shape(self, said: Mapping[str, TreeNode]) -> TableShape:
        delimiter = self._optional(said.get("delimiter"))
        delimiter = _WORDS.get(delimiter or "", delimiter)
        if delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n'):
            self._refuse(said["delimiter"], "one sign separates cells", 'write one, as in ";", or tab')
            delimiter = None
        encoding = self._optional(said.get("encoding"))
        if encoding is not None and not _is_encoding(encoding):
            message = f"no encoding is called {in_backticks(encoding)}"
            self._refuse(said["encoding"], message, "write utf-8, utf-16, cp1252 or the like")
            encoding = None
        header = self._optional(said.get("header"))
        line = 1 if header is None else number_told(header)
        if not line or line > 1000:
            self._refuse(
                said["header"], "`header` is the number of a line", "write the one that names the columns"
            )
        return TableShape(delimiter, encoding, self._optional(said.get("sheet")), line or 1)

    def join(self, node: TreeNode) -> TableJoin:
        said = self.said(self.mapping(node), (*_SHAPE, "file", "on"))
        file, on = said.get("file"), said.get("on")
        here = there = None
        if isinstance(on, MappingNode) and len(on.entries) == 1:
            here, value = on.entries[0]
            there = value if isinstance(value, ScalarNode) else None
        elif isinstance(on, ScalarNode):
            here = there = on
        if here is None or there is None or not isinstance(file, ScalarNode):
            message = "a join says `file`, and `on` which column"
            self._refuse(
                node, message, "write {file: terms.csv, on: term}, or on: {term: id} if the names differ"
            )
            return TableJoin("", "", "", node.place)
        return TableJoin(file.text, here.text, there.text, file.place, self.shape(said))

    def dates(self, node: TreeNode | None) -> Mapping[str | None, Sequence[DateForm]]:
        """Return the forms of dates, by the column that has them, or by none if it is any."""
        if isinstance(node, MappingNode):
            return {_column(key): self._forms(value) for key, value in node.entries}
        return {} if node is None else {None: self._forms(node)}

    def _forms(self, node: TreeNode) -> Sequence[DateForm]:
        forms = []
        for each in node.items if isinstance(node, SequenceNode) else (node,):
            try:
                forms.append(date_form(self.text(each)))
            except ValueError:
                message = "this is no form of dates"
                hint = "write it with yyyy, m or mmmm, and d, each at most once, as in d.m.yyyy"
                self._refuse(each, message, hint)
        return forms

    def by_column(self, node: TreeNode | None, read: Callable[[TreeNode], Any]) -> Mapping[Any, Any]:
        """Return what is said of each column, or of each text."""
        if node is None:
            return {}
        mapping = self.mapping(node)
        absent = {_column(key): "" for key in mapping.absent}
        return absent | {_column(key): read(value) for key, value in mapping.entries}

    def separators(self, node: TreeNode | None) -> Mapping[Any, str]:
        """Return what separates the texts in each column that holds several."""
        found = self.by_column(node, self.text)
        for column, sign in found.items():
            if not sign or sign.isalnum():
                message = (
                    f"{in_backticks(sign)} separates no texts" if sign else "nothing separates the texts"
                )
                hint = f'write the sign between them, as in {column}: ";"'
                self._findings.add(problem_at(column.place, "value", message, hint))
        return found

    def texts(self, node: TreeNode | None) -> Sequence[str]:
        nodes = node.items if isinstance(node, SequenceNode) else () if node is None else (node,)
        return [self.text(each) for each in nodes]

    def text(self, node: TreeNode) -> str:
        if isinstance(node, ScalarNode):
            return node.text
        self._refuse(node, "a text is meant here", "write one value")
        return ""

    def column(self, node: TreeNode) -> str:
        return _column(node) if isinstance(node, ScalarNode) else self.text(node)

    def mapping(self, node: TreeNode) -> MappingNode:
        if isinstance(node, MappingNode):
            return node
        self._refuse(node, "keys with values are meant here", "write key: value")
        return MappingNode((), node.place)

    def _optional(self, node: TreeNode | None) -> str | None:
        return None if node is None else self.text(node)

    def _refuse(self, node: TreeNode, message: str, hint: str) -> None:
        self._findings.add(problem_at(node.place, "value", message, hint))


def _column(node: ScalarNode) -> PlacedText:
    return PlacedText(node.text, lambda: node.place)


def _is_encoding(name: str) -> bool:
    try:
        return lookup(name)._is_text_encoding and bool(b"text".decode(name, "replace"))
    except (LookupError, ValueError):
        return False
