"""In which entry of a dataset file, and behind which key, the cursor is: found by indentation and brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from tempodb.language_service.dataset_files.key_schema import KeyPath

MAX_LINE = 4096
"""Characters of the cursor's line before the cursor that are looked at."""


class CursorPath(NamedTuple):
    """Where the cursor is: in the mapping, or behind the key, at *path*; *typed* stands from *start* up to it.

    *present* are the keys that the mapping has already.
    """

    path: KeyPath
    start: int
    typed: str
    is_value: bool
    present: frozenset[str] = frozenset()


def path_at(text: str, cursor: int) -> CursorPath | None:
    r"""Return where the cursor is, None where nothing can be said: in a comment, say.

    >>> path_at("memberships:\n  - {member: x, of: cs", 35)
    CursorPath(path=('memberships', 0, 'of'), start=33, typed='cs', is_value=True, present=frozenset())
    >>> path_at("states:\n  x:\n    na", 19)
    CursorPath(path=('states', 'x'), start=17, typed='na', is_value=False, present=frozenset())
    """
    begin = text.rfind("\n", 0, cursor) + 1
    head = text[begin:cursor]
    if len(head) > MAX_LINE or _COMMENTED.match(head):
        return None
    opened, segment = _brackets(head)
    written = _Line.of(head[: opened[0][1]] if opened else head)
    column = written.column
    if written.is_blank and not opened:
        column = len(head)
    outer = _path_of(text, begin, written, column)
    if opened:
        path = outer + ((written.key,) if written.key is not None else ())
        return _in_brackets(path, head, opened, segment, begin)
    if written.key is not None and written.value is not None:
        start = begin + written.value
        return CursorPath((*outer, written.key), start, text[start:cursor], is_value=True)
    typed = head[written.column :] if not written.is_blank else ""
    # Behind a dash a mapping begins, to which nothing above belongs.
    above = () if written.dashes else _keys_above(text, begin, column)
    present = frozenset((*above, *_keys_below(text, begin, column)))
    return CursorPath(outer, cursor - len(typed), typed, is_value=False, present=present)


class _Line(NamedTuple):
    """A line: where its dashes, its key and its value stand."""

    dashes: tuple[int, ...]
    column: int
    key: str | None
    value: int | None
    is_blank: bool

    @classmethod
    def of(cls, line: str) -> _Line:
        found = _LINE.match(line)
        assert found is not None
        dashes = tuple(match.start() for match in re.finditer("-", line[: found.end("dashes")]))
        key = found["key"]
        value = None if key is None else found.end()
        is_blank = not line[found.end("dashes") :].strip()
        return cls(dashes, found.end("dashes"), None if key is None else key.strip("'\" \t"), value, is_blank)


def _path_of(text: str, begin: int, line: _Line, column: int) -> KeyPath:
    """Return the path of the mapping or list that a line, with what it has at *column*, is in."""
    path: list[str | int] = [0 for _ in line.dashes]
    column, is_item = (line.dashes[0], True) if line.dashes else (column, False)
    for above in _lines_above(text, begin):
        if above.key is not None and not above.dashes and above.column == column and is_item:
            path.append(above.key)
            is_item = False
        elif above.key is not None and above.column < column:
            path.append(above.key)
            path += [0 for _ in above.dashes]
            column, is_item = (above.dashes[0], True) if above.dashes else (above.column, False)
        elif above.dashes and above.dashes[0] < column:
            path += [0 for _ in above.dashes if _ < column]
            column, is_item = above.dashes[0], True
        if column == 0 and not is_item:
            break
    return tuple(reversed(path))


def _lines_above(text: str, begin: int) -> Iterator[_Line]:
    end = begin - 1
    while end >= 0:
        start = text.rfind("\n", 0, end) + 1
        line = text[start : min(end, start + MAX_LINE)]
        if line.strip() and not _COMMENTED.fullmatch(line):
            yield _Line.of(line)
        end = start - 1


def _keys_above(text: str, begin: int, column: int) -> Iterator[str]:
    """Yield the keys above the line that begins at *begin* of the mapping that has one at *column* there."""
    for above in _lines_above(text, begin):
        if above.column < column:
            break
        if above.column == column and above.key is not None:
            yield above.key
        if above.dashes and above.column <= column:
            break


def _keys_below(text: str, begin: int, column: int) -> Iterator[str]:
    """Yield the keys of the same mapping below that line."""
    at = text.find("\n", begin)
    while at >= 0:
        end = text.find("\n", at + 1)
        line = text[at + 1 : end if end >= 0 else len(text)][:MAX_LINE]
        if line.strip() and not _COMMENTED.fullmatch(line):
            below = _Line.of(line)
            if below.dashes or below.column < column:
                return
            if below.column == column and below.key is not None:
                yield below.key
        at = end


def _brackets(head: str) -> tuple[list[tuple[str, int]], int]:
    """Return the brackets that are open at the end of *head*, and where the part after the last comma begins."""
    opened: list[tuple[str, int]] = []
    segments: list[int] = []
    for found in _SIGN.finditer(head):
        sign = found[0]
        if sign in "{[":
            opened.append((sign, found.start()))
            segments.append(found.end())
        elif sign in "}]" and opened:
            opened.pop()
            segments.pop()
        elif sign == "," and segments:
            segments[-1] = found.end()
    return opened, segments[-1] if segments else 0


def _in_brackets(
    path: KeyPath, head: str, opened: list[tuple[str, int]], segment: int, begin: int
) -> CursorPath:
    # Of brackets within others, the key before each is in the text between them.
    for (outer, at), (_, inner) in pairwise(opened):
        key = _FLOW_KEY.search(head[at + 1 : inner])
        path += (0,) if outer == "[" else (key["key"].strip("'\" \t"),) if key else ()
    part = head[segment:]
    stripped = part.lstrip()
    start = segment + len(part) - len(stripped)
    if opened[-1][0] == "[":
        return CursorPath((*path, 0), begin + start, stripped, is_value=True)
    if key := _FLOW_PAIR.match(stripped):
        at = begin + start + key.end()
        return CursorPath((*path, key["key"].strip("'\" \t")), at, stripped[key.end() :], is_value=True)
    said = frozenset(found["key"].strip("'\" \t") for found in _FLOW_PAIR.finditer(head, opened[-1][1] + 1))
    return CursorPath(path, begin + start, stripped, is_value=False, present=said)


_QUOTED = r""""(?:[^"\\\n]|\\.)*"|'[^'\n]*'"""
_LINE = re.compile(
    rf"(?P<dashes> *(?:-(?: +|$))*)(?:(?P<key>{_QUOTED}|[^\s:#{{}}\[\],'\"&*!|>%@`-][^:#\n]*+)[ \t]*:(?:[ \t]+|$))?"
)
_COMMENTED = re.compile(r"\s*#.*|.*\s#.*")
_SIGN = re.compile(rf"{_QUOTED}|[{{}}\[\],]")
_FLOW_PAIR = re.compile(rf"(?P<key>{_QUOTED}|[^\s:{{}}\[\],'\"#][^:{{}}\[\],#]*+)[ \t]*:(?:[ \t]+|$)")
_FLOW_KEY = re.compile(rf"(?P<key>{_QUOTED}|[^\s:{{}}\[\],'\"#][^:{{}}\[\],#]*+)[ \t]*:[ \t]*$")
