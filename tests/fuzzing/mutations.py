"""Inputs made of others: bytes, words, lines and, of JSON, values are changed, taken away, doubled and moved."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

WORD = re.compile(rb"\w+|\s+|[^\w\s]")
ODD_BYTES = (
    b"", b"\0", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\r", b"\t", b"\x1b[2J", b"\xe2\x80\xae",
    b"\xe2\x80\xa8", b"\xc2\x85", b"'", b'"', b'"""', b"\\", b"\\ud800", b"\\u0000", b"[" * 300, b"{" * 300,
    b"(" * 300, b"- " * 300, b"&a ", b"*a", b"<<: ", b"!!python/object:os.system ", b"%TAG ! x\n", b"---\n",
    b"...\n", b"~", b"null", b"NO", b"true", b"NaN", b"Infinity", b"-0", b"1e400", b"0x1F", b"9" * 5000,
    b"1_000", b"0000", b"9999-12-31", b"0001-01-01", b"2023-02-30", b"199X", b"[1999-04..1999-06]", b"[..2001]",
    b"unknown", b"1/2/2003", b"October 2002", b"2001-W05", b"Q1 2001", b"+17000", b"\xd9\xa1\xd9\xa9", b"Q22686",
    b"P39", b"http://www.wikidata.org/entity/Q1", b"novalue", b"somevalue", b"mailto:", b"javascript:",
    b"../../etc/passwd", b";", b",", b"|", b"=1+1", b":t", b" known at ", b" including ", b" while ", b" as of ",
)  # fmt: skip
ODD_VALUES: tuple[object, ...] = (
    None, True, False, 0, -1, 10**30, 1.5, "", " ", "x", "\0", "\ud800", "199X", "2023-02-30", "9999-12-31",
    "+2001-00-00T00:00:00Z", [], {}, [[]], [None], {"": ""}, {"id": None}, {"value": []}, ["x"] * 3, "x" * 70_000,
)  # fmt: skip
DEEP = 200
LONGEST = 200_000
"""Bytes that an input may have: what is longer is refused by its length, which other tests show."""


def mutated(content: bytes, others: Sequence[bytes], random: Random) -> bytes:
    """Return another content, made of one and of *others*."""
    for _ in range(random.choice((1, 1, 2, 3, 6))):
        content = random.choice(MUTATIONS)(content, random.choice(others), random)
    return content[:LONGEST]


def _byte(content: bytes, _: bytes, random: Random) -> bytes:
    at = random.randrange(len(content) + 1)
    return content[:at] + bytes([random.randrange(256)]) + content[at + 1 :]


def _cut(content: bytes, _: bytes, random: Random) -> bytes:
    start, end = _part(content, random)
    return content[:start] + content[end:]


def _doubled(content: bytes, _: bytes, random: Random) -> bytes:
    start, end = _part(content, random)
    return content[:end] + content[start:end] * random.choice((1, 1, 2, 50)) + content[end:]


def _odd(content: bytes, _: bytes, random: Random) -> bytes:
    words = WORD.findall(content) or [b""]
    at = random.randrange(len(words))
    words[at : at + random.randrange(2)] = [random.choice(ODD_BYTES)]
    return b"".join(words)


def _word(content: bytes, other: bytes, random: Random) -> bytes:
    words, offered = WORD.findall(content) or [b""], WORD.findall(other) or [b""]
    words[random.randrange(len(words))] = random.choice(offered)
    return b"".join(words)


def _line(content: bytes, other: bytes, random: Random) -> bytes:
    lines, offered = content.splitlines(keepends=True) or [b""], other.splitlines(keepends=True) or [b""]
    at = random.randrange(len(lines))
    match random.randrange(4):
        case 0:
            lines[at] = random.choice(offered)
        case 1:
            lines.insert(at, random.choice(offered))
        case 2:
            del lines[at]
        case _:
            to = random.randrange(len(lines))
            lines[at], lines[to] = lines[to], lines[at]
    return b"".join(lines)


def _spliced(content: bytes, other: bytes, random: Random) -> bytes:
    return content[: random.randrange(len(content) + 1)] + other[random.randrange(len(other) + 1) :]


def _value(content: bytes, other: bytes, random: Random) -> bytes:
    """Return JSON, or one line of it, in which one value is another."""
    lines = content.splitlines(keepends=True)
    at = random.randrange(len(lines)) if lines else 0
    whole, line = _json(content), _json(lines[at]) if lines else None
    if isinstance(whole, list | dict):
        return json.dumps(_replaced(whole, _any_value(other, random), random)).encode()
    if isinstance(line, list | dict):
        lines[at] = json.dumps(_replaced(line, _any_value(other, random), random)).encode() + b"\n"
        return b"".join(lines)
    return _odd(content, other, random)


def _json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _any_value(other: bytes, random: Random) -> object:
    offered = _json(other)
    return (
        random.choice(_places(offered))[2] if offered and random.random() < 0.4 else random.choice(ODD_VALUES)
    )


def _places(value: Any) -> list[tuple[Any, Any, Any]]:
    """Return every value within one: what holds it, under which key or number, and the value."""
    found, open_ = [(None, None, value)], [value]
    while open_:
        holder = open_.pop()
        pairs = (
            holder.items()
            if isinstance(holder, dict)
            else enumerate(holder)
            if isinstance(holder, list)
            else ()
        )
        for key, each in pairs:
            found.append((holder, key, each))
            open_.append(each)
    return found


def _replaced(value: Any, by: object, random: Random) -> object:
    holder, key, held = random.choice(_places(value))
    if holder is None:
        return value
    match random.randrange(6):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, dict):
            holder[random.choice(ODD_BYTES).decode("utf-8", "replace")] = holder.pop(key)
        case 2:
            holder[key] = [held, by]
        case 3:
            for _ in range(DEEP):
                held = [held]
            holder[key] = held
        case _:
            holder[key] = by
    return value


def _part(content: bytes, random: Random) -> tuple[int, int]:
    start = random.randrange(len(content) + 1)
    return start, min(len(content), start + random.choice((1, 4, 30, 300)))


MUTATIONS: tuple[Callable[[bytes, bytes, Random], bytes], ...] = (
    _byte, _cut, _doubled, _odd, _odd, _word, _word, _line, _line, _spliced, _value, _value, _value,
)  # fmt: skip
