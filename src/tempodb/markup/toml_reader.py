"""TOML as a tree of texts: dates, numbers and booleans as they are written.

tomllib decides what is TOML and what a quoted text says; it forgets places and spellings, so a
scanner goes over the same text, which is known to be right by then, and finds those.
"""

from __future__ import annotations

import re
import tomllib
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

from tempodb.base.errors import DatasetError, Problem
from tempodb.markup.shown_texts import in_backticks
from tempodb.markup.tree import (
    MAX_TREE_DEPTH,
    LineIndex,
    MappingNode,
    Place,
    ScalarNode,
    SequenceNode,
    TreeNode,
    repeated,
    too_deep,
)

_BASIC = r'"(?!"")(?:[^"\\\n]++|\\[^\n])*+"'
_LITERAL = r"'(?!'')[^'\n]*+'"
_LONG_BASIC = r'"""(?:[^"\\]++|\\[\s\S]|"{1,2}(?!"))*+"{3,5}'
_LONG_LITERAL = r"'''(?:[^']++|'{1,2}(?!'))*+'{3,5}"
_PART = rf"[A-Za-z0-9_-]++|{_BASIC}|{_LITERAL}"

_STRING = re.compile(f"{_LONG_BASIC}|{_LONG_LITERAL}|{_BASIC}|{_LITERAL}")
_KEY_PART = re.compile(_PART)
_BARE = re.compile(r"[^,\]}#\n]*[^,\]}#\s]")
_DOT = re.compile(r"[ \t]*\.[ \t]*")
_EQUALS = re.compile(r"[ \t]*=[ \t]*")
_GAP = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_COMMA = re.compile(f"{_GAP.pattern},?{_GAP.pattern}")
_WORD = re.compile(r"[\w.+:-]+|.?")
_TOO_LONG = re.compile(r"[0-9][0-9_]{4299,}")

# What may nest, and what must be stepped over to see it; a text whose quote is left open ends nowhere.
_TOKEN = re.compile(
    rf"(?P<path>(?:(?:{_PART})[ \t]*+\.[ \t]*+){{{MAX_TREE_DEPTH},}}+)"
    rf"|(?P<text>{_STRING.pattern})|(?P<left_open>\"\"\"[\s\S]*+|'''[\s\S]*+|[\"'][^\n]*+)"
    r"|(?P<open>[\[{])|(?P<close>[\]}])|#[^\n]*+|[A-Za-z0-9_-]++"
)


@dataclass(slots=True)
class _Level:
    place: Place
    depth: int

    def __post_init__(self) -> None:
        if self.depth > MAX_TREE_DEPTH:
            raise DatasetError(too_deep(self.place))


@dataclass(slots=True)
class _Table(_Level):
    entries: dict[str, tuple[ScalarNode, _Shape]] = field(default_factory=dict)
    declared: bool = False

    def add(self, key: ScalarNode, shape: _Found) -> _Found:
        first, _ = self.entries.setdefault(key.text, (key, shape))
        if first is not key:
            raise DatasetError(repeated(first, key))
        return shape


@dataclass(slots=True)
class _Array(_Level):
    items: list[_Shape] = field(default_factory=list)


_Shape: TypeAlias = _Table | _Array | ScalarNode
_Found = TypeVar("_Found", _Table, _Array, _Shape)


class _LostError(Exception):
    """The scanner met what is no TOML."""


def read_toml(text: str, file: str) -> MappingNode:
    """Return the mapping that *text* holds.

    >>> read_toml("from = 1992-05-15", "x.toml").entries[0][1]
    ScalarNode(text='1992-05-15', place=Place(file='x.toml', line=1, column=8, offset=7, length=10, pointer=None))

    Raises:
        DatasetError: the text is no TOML.

    """
    lines = LineIndex(text, file)
    _refuse_depth(lines)
    try:
        values = tomllib.loads(text, parse_float=str)
    except tomllib.TOMLDecodeError as error:
        raise DatasetError(_syntax(str(error), lines)) from None
    except ValueError:
        found = _TOO_LONG.search(text)
        start, end = found.span() if found is not None else (0, 0)
        hint = "put it in quotes if it is a text"
        raise DatasetError(lines.problem(start, end, "a number has too many digits", hint)) from None
    if not values:
        hint = "start it with `tempodb = 1`"
        raise DatasetError(lines.problem(0, 0, "the file holds no keys", hint, "empty"))
    return _mapping(_Scanner(lines).document(), values)


# What tomllib says, and before which character → where it shows, and plain words.
_PLAIN_WORDS = (
    ("Cannot|Duplicate", "line", "a key or table of this line was given before", "keep one of the two"),
    ("Expected '='", "here", "a `=` is missing after this key", "write `key = value`"),
    ("Expected newline", "here", "text follows a value that is already complete",
     "put the whole value in quotes"),
    ("Expected '(]|]])'", "here", "a closing bracket is missing before this", "write `[table]`"),
    ("Unclosed.* before nothing", "bracket", "the {sign} opened here is not closed", "close it"),
    ("Unclosed", "here", "a `,` or a closing bracket is missing before this", "put texts in quotes"),
    ("Illegal character '.n'|Unterminated|Expected", "quote", "the quote opened here is never closed",
     "close it with another {sign}"),
    ("character ('|\")", "here", "{sign} stands inside a text or comment", "remove it"),
    ("Unescaped|hex|scalar", "escape", "no escape that TOML knows starts with this `\\`",
     "use single quotes, in which `\\` is an ordinary character"),
    ("date", "here", "{word} is no date of the calendar", "correct the month or the day"),
    ("key part before }", "here", "a comma stands before the closing bracket", "remove the comma"),
    ("key part before nothing", "here", "a table in braces must stand on one line", "write it as `[table]`"),
    ("key part|statement", "here", "a key cannot start with {sign}", "write `key = value`"),
    ("value before ,", "here", "a value is missing before `,`", "remove the comma"),
    ("value before nothing", "here", "a value is missing here", "leave the key out"),
    ("", "here", "{word} is no TOML value", "put texts in quotes"),
)  # fmt: skip


def _syntax(message: str, lines: LineIndex) -> Problem:
    what, _, where = message.rpartition(" (at ")
    numbers = [int(number) for number in re.findall("[0-9]+", where)]
    here = lines.offset(*numbers) if numbers else len(lines.text)
    if re.match("Cannot|Duplicate", what):
        with suppress(_LostError):
            _Scanner(lines).document()
    symptom = f"{what} before {lines.text[here : here + 1].strip() or 'nothing'}"
    blamed, message, hint = next(row[1:] for row in _PLAIN_WORDS if re.search(row[0], symptom))
    start = {
        "here": here,
        "line": lines.text.rfind("\n", 0, here) + 1,
        "bracket": _left_open(lines.text, here)[0],
        "quote": _left_open(lines.text, here)[1],
        "escape": lines.text.rfind("\\", 0, here),
    }[blamed]
    found = _WORD.match(lines.text, start)
    assert found is not None
    words = {"sign": in_backticks(lines.text[start : start + 1]), "word": in_backticks(found[0])}
    return lines.problem(start, found.end(), message.format(**words), hint.format(**words))


def _left_open(text: str, end: int) -> tuple[int, int]:
    """Return where the bracket and where the quote opens that is open at *end*, or *end*."""
    brackets: list[int] = []
    for token in _TOKEN.finditer(text, 0, end):
        if token.lastgroup == "left_open":
            return end, token.start()
        if token.lastgroup == "open":
            brackets.append(token.start())
        elif token.lastgroup == "close" and brackets:
            brackets.pop()
    return brackets[-1] if brackets else end, end


def _mapping(table: _Table, values: dict[str, Any]) -> MappingNode:
    entries = ((key, _node(shape, values[key.text])) for key, shape in table.entries.values())
    return MappingNode(tuple(entries), table.place)


def _node(shape: _Shape, value: Any) -> TreeNode:
    if isinstance(shape, _Table):
        return _mapping(shape, value)
    if isinstance(shape, _Array):
        return SequenceNode(tuple(map(_node, shape.items, value)), shape.place)
    return ScalarNode(value, shape.place) if isinstance(value, str) else shape


class _Scanner:
    def __init__(self, lines: LineIndex) -> None:
        self._lines = lines
        self._text = lines.text

    def document(self) -> _Table:
        root = table = _Table(self._lines.place(0, 0), 1)
        at = self._after(_GAP, 0)
        while at < len(self._text):
            if self._text[at] == "[":
                table, at = self._header(root, at)
            else:
                at = self._pair(table, at)
            at = self._after(_GAP, at)
        return root

    def _header(self, root: _Table, start: int) -> tuple[_Table, int]:
        brackets = 2 if self._text.startswith("[[", start) else 1
        path, at = self._path(self._after(_GAP, start + brackets))
        end = self._after(_GAP, at) + brackets
        outer, key, place = self._inside(root, path), path[-1], self._lines.place(start, end)
        first, known = outer.entries.get(key.text, (key, None))
        if brackets == 1:
            table = known or outer.add(key, _Table(place, outer.depth + 1))
            if not isinstance(table, _Table) or table.declared:
                raise DatasetError(repeated(first, key))
            table.place, table.declared = place, True
        else:
            array = known or outer.add(key, _Array(place, outer.depth + 1))
            if not isinstance(array, _Array):
                raise DatasetError(repeated(first, key))
            table = _Table(place, array.depth + 1)
            array.items.append(table)
        return table, end

    def _pair(self, table: _Table, start: int) -> int:
        path, at = self._path(start)
        outer = self._inside(table, path)
        shape, end = self._value(self._after(_EQUALS, at), outer.depth + 1)
        outer.add(path[-1], shape)
        return end

    def _inside(self, table: _Table, path: list[ScalarNode]) -> _Table:
        for key in path[:-1]:
            first, shape = table.entries.get(key.text, (key, None))
            if shape is None:
                shape = table.add(key, _Table(key.place, table.depth + 1))
            if isinstance(shape, _Array) and shape.items:
                shape = shape.items[-1]
            if not isinstance(shape, _Table):
                raise DatasetError(repeated(first, key))
            table = shape
        return table

    def _path(self, start: int) -> tuple[list[ScalarNode], int]:
        path = []
        while True:
            end = self._after(_KEY_PART, start)
            written = self._text[start:end]
            text = written[1:-1] if written[0] in "\"'" else written
            if written[0] == '"' and "\\" in written:
                (text,) = tomllib.loads(f"{written} = 0")
            path.append(ScalarNode(text, self._lines.place(start, end)))
            dot = _DOT.match(self._text, end)
            if dot is None:
                return path, end
            start = dot.end()

    def _value(self, start: int, depth: int) -> tuple[_Shape, int]:
        if self._text.startswith("[", start):
            return self._inline_array(start, depth)
        if self._text.startswith("{", start):
            return self._inline_table(start, depth)
        quoted = self._text.startswith(('"', "'"), start)
        end = self._after(_STRING if quoted else _BARE, start)
        return ScalarNode(self._text[start:end], self._lines.place(start, end)), end

    def _inline_array(self, start: int, depth: int) -> tuple[_Array, int]:
        array = _Array(self._lines.place(start, start + 1), depth)
        at = self._after(_GAP, start + 1)
        while not self._text.startswith("]", at):
            item, at = self._value(at, depth + 1)
            array.items.append(item)
            at = self._after(_COMMA, at)
        array.place = self._lines.place(start, at + 1)
        return array, at + 1

    def _inline_table(self, start: int, depth: int) -> tuple[_Table, int]:
        table = _Table(self._lines.place(start, start + 1), depth)
        table.declared = True
        at = self._after(_GAP, start + 1)
        while not self._text.startswith("}", at):
            at = self._after(_COMMA, self._pair(table, at))
        table.place = self._lines.place(start, at + 1)
        return table, at + 1

    def _after(self, pattern: re.Pattern[str], at: int) -> int:
        found = pattern.match(self._text, at)
        if found is None:
            raise _LostError
        return found.end()


def _refuse_depth(lines: LineIndex) -> None:
    """Refuse what tomllib would answer with a RecursionError or a very long wait."""
    opened = 0
    for token in _TOKEN.finditer(lines.text):
        if token.lastgroup == "open":
            opened += 1
        elif token.lastgroup == "close":
            opened = max(opened - 1, 0)
        if opened == MAX_TREE_DEPTH or token.lastgroup == "path":
            raise DatasetError(too_deep(lines.place(token.start(), token.end())))
