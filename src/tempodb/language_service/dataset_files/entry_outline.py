"""The sections and entries of a dataset file, found by how its lines are indented.

A file that is being written is no YAML at most keys; its lines still tell what is in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tempodb.base.errors import Span
from tempodb.model.kinds import EntityType, Kind, PartyClass
from tempodb.model.schema import PARTY_SECTIONS, SCHEMA

CACHED_OUTLINES = 8
"""How many outlines are kept: of the files that are open."""
MAX_LABELLED = 2000
"""Characters of an entry in which what it is called is looked for."""
DEFINED: dict[str, EntityType] = {
    section: schema.key[0].type
    for kind, schema in SCHEMA.items()
    if kind.defines
    for section in schema.sections
} | {"events": EntityType.EVENT}
"""What the entries of a section define."""
ENTERED = frozenset(
    section for kind, schema in SCHEMA.items() if not schema.within for section in schema.sections
)
"""The keys of a file behind which entries stand."""


class OutlinedEntry(NamedTuple):
    """An entry: its id, or the words that tell of it; where these stand; and where it ends."""

    section: str
    id: str | None
    label: str
    named: Span
    end: int

    @property
    def type(self) -> EntityType | None:
        """What it defines."""
        return None if self.id is None else DEFINED.get(self.section)

    @property
    def class_(self) -> PartyClass | None:
        """Which class of party it defines."""
        return PARTY_SECTIONS.get(self.section)


class OutlinedSection(NamedTuple):
    """A key of the file, where it stands, where what it has ends, and its entries."""

    key: str
    named: Span
    end: int
    entries: tuple[OutlinedEntry, ...]


@lru_cache(maxsize=CACHED_OUTLINES)
def outline(text: str) -> tuple[OutlinedSection, ...]:
    r"""Return the sections of a file, in which nothing need be right.

    >>> (persons,) = outline("persons:\n  ann:\n    name: Ann Example\n  bob: {nam")
    >>> [(entry.id, entry.label) for entry in persons.entries]
    [('ann', 'Ann Example'), ('bob', 'bob')]
    """
    sections: list[OutlinedSection] = []
    keys = [found for found in _LINE.finditer(text) if _is_key(found)]
    for found, end in _with_ends(keys, len(text)):
        key = _KEY.match(found["body"])
        assert key is not None
        start = found.start("body")
        span = _key_span(key, start)
        entries = tuple(_entries(text, _plain(key["key"]), found.end(), end))
        sections.append(OutlinedSection(_plain(key["key"]), span, end, entries))
    return tuple(sections)


@lru_cache(maxsize=CACHED_OUTLINES)
def defined_in(text: str) -> dict[str, tuple[OutlinedEntry, ...]]:
    r"""Return the entries that define something, by their ids.

    >>> [entry.section for entry in defined_in("states:\n  x:\n    name: X\n")["x"]]
    ['states']
    """
    found: dict[str, list[OutlinedEntry]] = {}
    for section in outline(text):
        for entry in section.entries:
            if entry.id is not None and section.key in DEFINED:
                found.setdefault(entry.id, []).append(entry)
    return {id_: tuple(entries) for id_, entries in found.items()}


def is_dataset(text: str) -> bool:
    r"""Return whether a text in YAML is meant as a dataset: it says so in a line of its own.

    >>> is_dataset("# ours\ntempodb: 1\n"), is_dataset("name: tempodb\n")
    (True, False)
    """
    return _MARK.search(text) is not None


def _is_key(found: re.Match[str]) -> bool:
    return not found["indent"] and _KEY.match(found["body"]) is not None and found["body"][:2] != "- "


def _entries(text: str, section: str, start: int, end: int) -> Iterator[OutlinedEntry]:
    if section not in ENTERED:
        return
    lines = _LINE.finditer(text, start, end)
    begun: list[re.Match[str]] = []
    for line in lines:
        if not begun or len(line["indent"]) == len(begun[0]["indent"]):
            begun.append(line)
    for line, stop in _with_ends(begun, end):
        yield from _entry(text, section, line, stop)


def _with_ends(begun: list[re.Match[str]], last: int) -> Iterator[tuple[re.Match[str], int]]:
    """Yield each of what has begun with where the next one does, the last one with *last*."""
    ends = [*(found.start() for found in begun[1:]), last]
    yield from zip(begun, ends[: len(begun)], strict=True)


def _entry(text: str, section: str, line: re.Match[str], end: int) -> Iterator[OutlinedEntry]:
    start, body = line.start("body"), line["body"]
    within = text[start : min(end, start + MAX_LABELLED)]
    if body[:2] == "- " or body == "-":
        said = {found["key"]: found for found in reversed(list(_SAID.finditer(within)))}
        words = [_plain(said[key]["value"]) for key in _TOLD if key in said]
        id_ = _plain(said["id"]["value"]) if section == "events" and "id" in said else None
        shown = Span(start, start + len(body))
        if id_ is not None:
            shown = Span(start + said["id"].start("value"), start + said["id"].end("value"))
        yield OutlinedEntry(section, id_, " · ".join(words) or body, shown, end)
    elif key := _KEY.match(body):
        named = _key_span(key, start)
        id_ = _plain(key["key"])
        name = next(
            (_plain(found["value"]) for found in _SAID.finditer(within) if found["key"] in _NAMES), id_
        )
        yield OutlinedEntry(section, id_, name, named, end)


def _key_span(key: re.Match[str], start: int) -> Span:
    """Return where a key stands, without the blanks behind it, in a line whose words begin at *start*."""
    return Span(start + key.start("key"), start + key.start("key") + len(key["key"].rstrip()))


def _plain(value: str) -> str:
    return value.strip().strip("'\"")


def _own_parts() -> tuple[str, ...]:
    """Return the keys that tell whom the entry of a list is about."""
    listed = (Kind.EVENT, Kind.MEMBERSHIP, Kind.TENURE)
    return tuple(dict.fromkeys(part.name for kind in listed for part in SCHEMA[kind].key))


_LINE = re.compile(r"^(?P<indent> *)(?P<body>[^\s#][^\n]*)", re.MULTILINE)
_KEY = re.compile(
    r"""(?P<key>"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s:#{}\[\],'"&*!|>%@`][^:#\n]*+)[ \t]*:(?=\s|$)"""
)
_MARK = re.compile(r"^tempodb[ \t]*:", re.MULTILINE)
_SAID = re.compile(
    r"""(?<![\w-])(?P<key>[a-z_]+)[ \t]*:[ \t]+(?P<value>"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s,{}\[\]'"#][^,{}\[\]\n#]*)"""
)
_NAMES = ("name", "title")
_TOLD = _own_parts()
