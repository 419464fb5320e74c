"""JSON as a tree of texts: I-JSON (RFC 7493), with numbers and booleans as they are written."""

from __future__ import annotations

import re
from collections.abc import Callable
from json import JSONDecodeError, decoder
from typing import NoReturn

from tempodb.markup.shown_texts import in_backticks
from tempodb.markup.tree import (
    MAX_TREE_DEPTH,
    Findings,
    LineIndex,
    MappingNode,
    ScalarNode,
    SequenceNode,
    TreeNode,
    null_item,
    problem_at,
    repeated,
    too_deep,
)

_scan_string: Callable[[str, int, bool], tuple[str, int]] = decoder.scanstring  # type: ignore[attr-defined]
_BLANK = re.compile(r"[ \t\n\r]*")
_LITERAL = re.compile(r"(?:-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null)(?![\w.+-])")
_WORD = re.compile(r"[\w.+-]+|.?")
_CONTROL = re.compile(r"[\x00-\x1f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_START = 'start it with `{"tempodb": 1`'


def read_json(text: str, file: str) -> MappingNode:
    """Return the one mapping that *text* holds; a key whose value is `null` is left out.

    >>> read_json('{"number": 1.50, "to": null}', "x.json").entries[0][1]
    ScalarNode(text='1.50', place=Place(file='x.json', line=1, column=12, offset=11, length=4, pointer=None))

    Raises:
        DatasetError: the text is no I-JSON.

    """
    findings = Findings()
    tree = _Reader(text, file, findings).document()
    findings.check()
    return tree


class _Reader:
    def __init__(self, text: str, file: str, findings: Findings) -> None:
        self._text = text
        self._lines = LineIndex(text, file)
        self._findings = findings

    def document(self) -> MappingNode:
        start = self._blank(0)
        if start == len(self._text):
            self._findings.refuse(self._lines.problem(0, 0, "the file is empty", _START, "empty"))
        root, end = self._node(start, 1)
        rest = self._blank(end)
        if rest < len(self._text):
            self._refuse(rest, "text follows the end of the document", "keep everything in one mapping")
        if not isinstance(root, MappingNode):
            self._refuse(start, "the file holds no keys with values", _START)
        return root

    def _node(self, start: int, depth: int) -> tuple[TreeNode | None, int]:
        sign = self._text[start : start + 1]
        if sign == '"':
            return self._string(start)
        if sign in ("{", "["):
            if depth > MAX_TREE_DEPTH:
                self._findings.refuse(too_deep(self._lines.place(start, start + 1)))
            return self._mapping(start, depth) if sign == "{" else self._sequence(start, depth)
        literal = _LITERAL.match(self._text, start)
        if literal is None:
            self._refuse_value(start)
        if literal[0] == "null":
            return None, literal.end()
        return ScalarNode(literal[0], self._lines.place(start, literal.end())), literal.end()

    def _sequence(self, start: int, depth: int) -> tuple[SequenceNode, int]:
        items = []
        at = self._blank(start + 1)
        ended = self._text.startswith("]", at)
        while not ended:
            item, end = self._node(at, depth + 1)
            if item is None:
                self._findings.add(null_item(self._lines.place(at, end)))
            else:
                items.append(item)
            at, ended = self._after(end, start, "]")
        return SequenceNode(tuple(items), self._lines.place(start, at + 1)), at + 1

    def _mapping(self, start: int, depth: int) -> tuple[MappingNode, int]:
        entries = []
        absent = []
        known: dict[str, ScalarNode] = {}
        at = self._blank(start + 1)
        ended = self._text.startswith("}", at)
        while not ended:
            if not self._text.startswith('"', at):
                self._refuse_open(at, start)
                self._refuse(at, "a key in double quotes is missing here", 'write `"key": value`')
            key, end = self._string(at)
            first = known.setdefault(key.text, key)
            if first is not key:
                self._findings.add(repeated(first, key))
            at = self._blank(end)
            if not self._text.startswith(":", at):
                self._refuse_open(at, start)
                self._refuse(
                    at, f"a `:` is missing after the key {in_backticks(key.text)}", 'write `"key": value`'
                )
            value, end = self._node(self._blank(at + 1), depth + 1)
            if value is None:
                absent.append(key)
            else:
                entries.append((key, value))
            at, ended = self._after(end, start, "}")
        return MappingNode(tuple(entries), self._lines.place(start, at + 1), tuple(absent)), at + 1

    def _after(self, end: int, opening: int, closing: str) -> tuple[int, bool]:
        """Return where the next entry starts, or where *closing* stands and that it does."""
        at = self._blank(end)
        if self._text.startswith(closing, at):
            return at, True
        if not self._text.startswith(",", at):
            self._refuse_open(at, opening)
            self._refuse(at, f"a `,` or `{closing}` is missing before this", "put texts in double quotes")
        following = self._blank(at + 1)
        if self._text.startswith(closing, following):
            self._refuse(at, f"a comma stands before the closing `{closing}`", "remove it")
        return following, False

    def _string(self, start: int) -> tuple[ScalarNode, int]:
        try:
            text, end = _scan_string(self._text, start + 1, True)
        except JSONDecodeError as error:
            self._refuse_string(start, error)
        place = self._lines.place(start, end)
        if not text.isascii() and (half := _SURROGATE.search(text)):
            message = f"{in_backticks(half[0])} is half a character"
            self._findings.add(problem_at(place, "character", message, "write the character itself"))
        return ScalarNode(text, place), end

    def _blank(self, start: int) -> int:
        found = _BLANK.match(self._text, start)
        assert found is not None
        return found.end()

    def _refuse_string(self, start: int, error: JSONDecodeError) -> NoReturn:
        if error.msg.startswith(("Unterminated", "Invalid control")):
            control = _CONTROL.search(self._text, start)
            if control is None or control[0] in "\r\n":
                message = "the quote opened here is not closed on its line"
                self._refuse(start, message, 'close it with another `"`')
            message = f"{in_backticks(control[0])} stands inside a text"
            self._refuse(control.start(), message, "write it as an escape")
        backslash = self._text.rfind("\\", start, error.pos + 1)
        message = "no escape that JSON knows starts with this `\\`"
        self._refuse(backslash, message, "write a plain backslash as `\\\\`")

    def _refuse_value(self, at: int) -> NoReturn:
        if at == len(self._text):
            self._refuse(at, "the text ends where a value should stand", "look for brackets left open")
        word = _WORD.match(self._text, at)
        assert word is not None
        hint = "put texts in double quotes"
        if word[0] in ("NaN", "Infinity", "-Infinity", "None"):
            hint = "leave the key out"
        elif word[0] in ("True", "False"):
            hint = f"write `{word[0].lower()}`"
        self._refuse(at, f"{in_backticks(word[0])} is no JSON value", hint)

    def _refuse_open(self, at: int, opening: int) -> None:
        if at == len(self._text):
            self._refuse(opening, f"the `{self._text[opening]}` opened here is never closed", "close it")

    def _refuse(self, at: int, message: str, hint: str) -> NoReturn:
        word = _WORD.match(self._text, at)
        assert word is not None
        if self._text.startswith(("//", "/*", "#"), at):
            message, hint = "JSON has no comments", "remove it, or write the dataset as YAML"
        self._findings.refuse(self._lines.problem(at, word.end(), message, hint))
