"""YAML as a tree of texts: no tags, anchors, aliases or merge keys, and every scalar as it is written.

PyYAML (libyaml where it is there) only tells the events; no value is made by it, so `NO` stays `NO`.
Nesting is counted on the way, before anything is built: loaders that build first kill the process.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NoReturn

import yaml
from yaml import events

from tempodb.markup.merge_conflicts import BARE_MARK, conflict
from tempodb.markup.shown_texts import in_backticks
from tempodb.markup.tree import (
    MAX_TREE_DEPTH,
    Findings,
    LineIndex,
    MappingNode,
    Place,
    ScalarNode,
    SequenceNode,
    TreeNode,
    null_item,
    problem_at,
    repeated,
    too_deep,
)
from tempodb.markup.yaml_errors import START, no_character, refused

PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""What tells the events; the half of it that makes values is never used."""

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""What is null where it is not in quotes, by the core schema of YAML 1.2."""

_TAG = re.compile(r"!\S*")
_CUT = re.compile(r"[ \t]+(#[^\s#]\S*)")
"""A comment that is written like a number (`Room #5`) and not like a remark, which has a blank behind its sign."""
_HEAD = re.compile(r"(?:[ \t]*(?:#.*)?\r?\n|%.*\n?)*")
_DIRECTIVE = re.compile(r"^%(?!YAML[ \t]+1\.2[ \t]*\r?$).*", re.MULTILINE)


def read_yaml(text: str, file: str) -> MappingNode:
    """Return the one mapping that *text* holds.

    >>> read_yaml("csto: {code: NO}  # a comment", "x.yaml").entries[0][1].entries[0][1]
    ScalarNode(text='NO', place=Place(file='x.yaml', line=1, column=14, offset=13, length=2, pointer=None))

    Raises:
        DatasetError: the text is no YAML, or uses what datasets do without.

    """
    findings = Findings()
    if text.startswith("\ufeff"):
        # libyaml steps over it, and tells every place of the first line one column too far left.
        findings.refuse(no_character(LineIndex(text, file)))
    _refuse_directives(text, file, findings)
    try:
        tree = _Builder(text, file, findings).document()
    except yaml.YAMLError as error:
        findings.refuse(refused(error, LineIndex(text, file)))
    except (ValueError, OverflowError):
        findings.refuse(no_character(LineIndex(text, file)))
    findings.check()
    return tree


def _refuse_directives(text: str, file: str, findings: Findings) -> None:
    head = _HEAD.match(text)
    assert head is not None
    for found in _DIRECTIVE.finditer(head[0]):
        message = f"{in_backticks(found[0].rstrip())} is not read: a dataset is YAML 1.2, without tags"
        findings.add(LineIndex(text, file).problem(*found.span(), message, "leave the line out"))
    findings.check()


class _Builder:
    def __init__(self, text: str, file: str, findings: Findings) -> None:
        self._text = text
        self._file = file
        self._findings = findings
        self._next = PARSER(text).get_event

    def document(self) -> MappingNode:
        self._next()
        first = None if isinstance(self._next(), events.StreamEndEvent) else self._next()
        if first is None:
            self._refuse_empty()
        root = self._node(first, 1)
        if root is None:
            self._refuse_empty()
        self._next()
        more = self._next()
        if not isinstance(more, events.StreamEndEvent):
            self._add(self._place(more, more), "a second document starts here", "keep one document in a file")
        if not isinstance(root, MappingNode):
            kind = "a list" if isinstance(root, SequenceNode) else "a text"
            message = f"the file holds {kind}, not keys with values"
            self._findings.refuse(problem_at(root.place, "syntax", message, START))
        return root

    def _node(self, event: events.NodeEvent, depth: int) -> TreeNode | None:
        """Return the node that *event* is or begins, or None for null."""
        if type(event) is events.ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                self._refuse_marks(event, event.tag)
            elif event.value in NULLS and not event.style:
                return None
            place = self._place(event, event)
            if not event.style and len(event.value) > place.length:
                self._refuse_merges(place.offset, len(event.value))
            cut = None if event.style else _CUT.match(self._text, place.offset + place.length)
            return ScalarNode(event.value, place, cut[1] if cut else "")
        if not isinstance(event, events.CollectionStartEvent):
            self._refuse_marks(event, None)
            return ScalarNode("", self._place(event, event))
        if depth > MAX_TREE_DEPTH:
            self._findings.refuse(too_deep(self._place(event, event)))
        if event.anchor is not None or event.tag is not None:
            self._refuse_marks(event, event.tag)
        build = self._mapping if isinstance(event, events.MappingStartEvent) else self._sequence
        return build(event, depth)

    def _sequence(self, start: events.CollectionStartEvent, depth: int) -> SequenceNode:
        items = []
        while type(event := self._next()) is not events.SequenceEndEvent:
            item = self._node(event, depth + 1)
            if item is None:
                self._findings.add(null_item(self._place(event, event)))
            else:
                items.append(item)
        if start.flow_style:
            return SequenceNode(tuple(items), self._place(start, event))
        return SequenceNode(tuple(items), replace(self._place(start, start), length=1))

    def _mapping(self, start: events.CollectionStartEvent, depth: int) -> MappingNode:
        entries: list[tuple[ScalarNode, TreeNode]] = []
        absent = []
        known: dict[str, ScalarNode] = {}
        while type(event := self._next()) is not events.MappingEndEvent:
            key = self._key(event)
            if key is None:
                self._skip(self._next())
                continue
            first = known.setdefault(key.text, key)
            if first is not key:
                self._findings.add(repeated(first, key))
            value = self._node(self._next(), depth + 1)
            if value is None:
                absent.append(key)
            else:
                entries.append((key, value))
        place = next((key.place for key in known.values()), None)
        if start.flow_style or place is None:
            place = self._place(start, event)
        return MappingNode(tuple(entries), place, tuple(absent))

    def _key(self, event: events.NodeEvent) -> ScalarNode | None:
        place = self._place(event, event)
        if type(event) is not events.ScalarEvent:
            message = "a key must be a text, not a list, mapping or alias"
            self._add(place, message, "put a value with brackets in quotes")
            self._skip(event)
            return None
        if event.anchor is not None or event.tag is not None:
            self._refuse_marks(event, event.tag)
        elif not event.value and not event.style:
            self._add(place, "a key is missing before `:`", "write `key: value`")
        elif event.value in NULLS and not event.style:
            self._add(
                place,
                f"{in_backticks(event.value)} is null, which is no key",
                "put it in quotes if it is a text",
            )
        elif event.value == "<<" and not event.style:
            self._add(place, "merge keys (`<<`) are not read", "write the shared keys out in each entry")
        return ScalarNode(event.value, place)

    def _skip(self, event: events.Event) -> None:
        depth = 0
        while True:
            if isinstance(event, events.CollectionStartEvent):
                depth += 1
                if depth > MAX_TREE_DEPTH:
                    self._findings.refuse(too_deep(self._place(event, event)))
            elif isinstance(event, events.CollectionEndEvent):
                depth -= 1
            if depth == 0:
                return
            event = self._next()

    def _refuse_marks(self, event: events.NodeEvent, tag: str | None) -> None:
        place = self._place(event, event)
        if event.anchor is not None:
            kind, sign = ("aliases", "*") if isinstance(event, events.AliasEvent) else ("anchors", "&")
            message = f"{kind} ({in_backticks(sign + event.anchor)}) are not read"
            hint = f"write the value out, or in quotes if `{sign}` belongs to it"
            self._add(replace(place, length=len(event.anchor) + 1), message, hint)
        if tag is not None:
            written = _TAG.search(self._text, place.offset)
            assert written is not None
            message = f"tags ({in_backticks(written[0])}) are not read"
            hint = "leave the tag out, or put the value in quotes if `!` belongs to it"
            self._add(replace(place, length=len(written[0])), message, hint)

    def _refuse_merges(self, start: int, length: int) -> None:
        """Refuse the marks that a text without quotes goes on over; in quotes, `=======` may underline something."""
        if found := BARE_MARK.search(self._text, start, start + length):
            self._findings.add(conflict(LineIndex(self._text, self._file), *found.span()))

    def _refuse_empty(self) -> NoReturn:
        nothing = Place(self._file, 1, 1, 0, 0)
        self._findings.refuse(problem_at(nothing, "empty", "the file holds nothing but comments", START))

    def _add(self, place: Place, message: str, hint: str) -> None:
        self._findings.add(problem_at(place, "syntax", message, hint))

    def _place(self, first: events.Event, last: events.Event) -> Place:
        start, end = first.start_mark, last.end_mark
        assert start is not None
        assert end is not None
        offset = start.index
        length = end.index - offset
        if start.line != end.line:
            line_end = self._text.find("\n", offset)
            length = len(self._text[offset : line_end if line_end >= 0 else None].rstrip())
        return Place(self._file, start.line + 1, start.column + 1, offset, length)
