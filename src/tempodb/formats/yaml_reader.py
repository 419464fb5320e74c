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

from tempodb.errors import Problem
from tempodb.formats.nodes import (
    DEEPEST,
    Findings,
    Lines,
    Mapping,
    Node,
    Place,
    Scalar,
    Sequence,
    null_item,
    problem_at,
    repeated,
    shown,
    too_deep,
)

PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""What tells the events; the half of it that makes values is never used."""

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""What is null where it is not in quotes, by the core schema of YAML 1.2."""

_START = "start it with `tempodb: 1`"
_QUOTE = "put the value in quotes"
_TAG = re.compile(r"!\S*")
_CUT = re.compile(r"[ \t]+(#[^\s#]\S*)")
"""A comment that is written like a number (`Room #5`) and not like a remark, which has a blank behind its sign."""
_WORD = re.compile(r"\w+|.?")
_NO_CHARACTER = re.compile(
    r"\A\ufeff|[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\\U(?!000|0010)[0-9A-Fa-f]{8}"
)


def read_yaml(text: str, file: str) -> Mapping:
    """Return the one mapping that *text* holds.

    >>> read_yaml("csto: {code: NO}  # a comment", "x.yaml").entries[0][1].entries[0][1]
    Scalar(text='NO', place=Place(file='x.yaml', line=1, column=14, offset=13, length=2))

    Raises:
        DatasetError: the text is no YAML, or uses what datasets do without.

    """
    findings = Findings()
    if text.startswith("\ufeff"):
        # libyaml steps over it, and tells every place of the first line one column too far left.
        findings.refuse(_no_character(Lines(text, file)))
    try:
        tree = _Builder(text, file, findings).document()
    except yaml.YAMLError as error:
        findings.refuse(_refused(error, Lines(text, file)))
    except (ValueError, OverflowError):
        findings.refuse(_no_character(Lines(text, file)))
    findings.check()
    return tree


class _Builder:
    def __init__(self, text: str, file: str, findings: Findings) -> None:
        self._text = text
        self._file = file
        self._findings = findings
        self._next = PARSER(text).get_event

    def document(self) -> Mapping:
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
        if not isinstance(root, Mapping):
            kind = "a list" if isinstance(root, Sequence) else "a text"
            message = f"the file holds {kind}, not keys with values"
            self._findings.refuse(problem_at(root.place, "syntax", message, _START))
        return root

    def _node(self, event: events.NodeEvent, depth: int) -> Node | None:
        """Return the node that *event* is or begins, or None for null."""
        if type(event) is events.ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                self._refuse_marks(event, event.tag)
            elif event.value in NULLS and not event.style:
                return None
            place = self._place(event, event)
            cut = None if event.style else _CUT.match(self._text, place.offset + place.length)
            return Scalar(event.value, place, cut[1] if cut else "")
        if not isinstance(event, events.CollectionStartEvent):
            self._refuse_marks(event, None)
            return Scalar("", self._place(event, event))
        if depth > DEEPEST:
            self._findings.refuse(too_deep(self._place(event, event)))
        if event.anchor is not None or event.tag is not None:
            self._refuse_marks(event, event.tag)
        build = self._mapping if isinstance(event, events.MappingStartEvent) else self._sequence
        return build(event, depth)

    def _sequence(self, start: events.CollectionStartEvent, depth: int) -> Sequence:
        items = []
        while type(event := self._next()) is not events.SequenceEndEvent:
            item = self._node(event, depth + 1)
            if item is None:
                self._findings.add(null_item(self._place(event, event)))
            else:
                items.append(item)
        if start.flow_style:
            return Sequence(tuple(items), self._place(start, event))
        return Sequence(tuple(items), replace(self._place(start, start), length=1))

    def _mapping(self, start: events.CollectionStartEvent, depth: int) -> Mapping:
        entries: list[tuple[Scalar, Node]] = []
        absent = []
        known: dict[str, Scalar] = {}
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
        return Mapping(tuple(entries), place, tuple(absent))

    def _key(self, event: events.NodeEvent) -> Scalar | None:
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
        elif event.value == "<<" and not event.style:
            self._add(place, "merge keys (`<<`) are not read", "write the shared keys out in each entry")
        return Scalar(event.value, place)

    def _skip(self, event: events.Event) -> None:
        depth = 0
        while True:
            if isinstance(event, events.CollectionStartEvent):
                depth += 1
                if depth > DEEPEST:
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
            message = f"{kind} ({shown(sign + event.anchor)}) are not read"
            hint = f"write the value out, or in quotes if `{sign}` belongs to it"
            self._add(replace(place, length=len(event.anchor) + 1), message, hint)
        if tag is not None:
            written = _TAG.search(self._text, place.offset)
            assert written is not None
            message = f"tags ({shown(written[0])}) are not read"
            hint = "leave the tag out, or put the value in quotes if `!` belongs to it"
            self._add(replace(place, length=len(written[0])), message, hint)

    def _refuse_empty(self) -> NoReturn:
        nothing = Place(self._file, 1, 1, 0, 0)
        self._findings.refuse(problem_at(nothing, "empty", "the file holds nothing but comments", _START))

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


# What libyaml and PyYAML say, with words in capitals added by `_syntax` → where it shows, and plain words.
_PLAIN_WORDS = (
    ("TAB|a tab char", "tab", "a tab stands where only spaces may", "indent with spaces"),
    ("values are not allowed.* NEW LINE", "line", "a key cannot stand inside the value of the line above",
     "indent it like the key above it, and write `: ` between key and value"),
    ("values are not allowed", "here", "a second `: ` stands in this value", _QUOTE),
    ("unexpected end of stream|document (indicator|separator)", "opening",
     "the quote opened here is never closed", "close it with another {sign}"),
    ("expected ',' or .* OTHER LINE", "opening", "the {sign} opened here is never closed",
     "close it, or put the value in quotes"),
    ("expected ',' or ", "here", "a `,` or a closing bracket is missing before this",
     "put texts with commas, colons or brackets in quotes"),
    ("(expected key|expected '-'|<block end>).* NEW LINE", "here",
     "this does not fit the list or mapping that starts on line {line}", "look at its indentation"),
    ("expected key|expected '-'|<block end>", "here", "text follows a value that is already complete",
     "put the whole value in quotes"),
    ("expected ':'", "opening", "this line holds no key with a value", "write `key: value`"),
    ("node content.* COMMA", "here", "a value is missing before `,`", "remove the comma"),
    ("node content.* AT THE END", "here", "the text ends where a value should stand",
     "look for brackets left open"),
    ("unknown escape|expected escape|escape code|expected hexdecimal", "escape",
     "no escape that YAML knows starts with this `\\`",
     "use single quotes, in which `\\` is an ordinary character"),
    ("entries are not allowed", "here", "a list cannot start here", "start each `- ` on a line of its own"),
    ("<document start>", "here", "text follows the end of the document", "keep everything in one mapping"),
    ("line break|chomping|indentation indicator", "here", "text follows the sign that starts a block of text",
     "start the text on the next line"),
    ("any token|node content|keys are not|alphabetic|directive|document|version|[tT]ag|URI|'[>!]'", "opening",
     "a value cannot start with {sign}", _QUOTE),
    ("", "here", "what stands here is no YAML", "compare it with the lines around it"),
)  # fmt: skip


def _refused(error: yaml.YAMLError, lines: Lines) -> Problem:
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return _no_character(lines)
    here = min(error.problem_mark.index, len(lines.text))
    # Since 0.2.6 libyaml counts the levels itself, and looks ahead: it is there before its events are.
    if "nesting depth" in str(error.problem):
        return too_deep(lines.place(here, here))
    return _syntax(error, here, lines)


def _syntax(error: yaml.MarkedYAMLError, here: int, lines: Lines) -> Problem:
    opening = error.context_mark.index if error.context_mark is not None else here
    line_start = lines.text.rfind("\n", 0, here) + 1
    before = lines.text[line_start:here]
    indentation = before[: len(before) - len(before.lstrip())]
    facts = {
        " NEW LINE": not before.strip() or ("values" in str(error.problem) and ": " not in before),
        " OTHER LINE": "\n" in lines.text[opening:here] or here >= len(lines.text.rstrip()),
        " AT THE END": here >= len(lines.text.rstrip()),
        " TAB": "\t" in indentation + lines.text[here : here + 1],
        " COMMA": lines.text.startswith(",", here),
    }
    symptom = f"{error.problem}" + "".join(fact for fact, holds in facts.items() if holds)
    blamed, message, hint = next(row[1:] for row in _PLAIN_WORDS if re.search(row[0], symptom))
    start = {
        "here": here,
        "opening": opening,
        "line": line_start + len(indentation),
        "tab": lines.text.find("\t", line_start),
        "escape": lines.text.rfind("\\", 0, here + 1),
    }[blamed]
    found = _WORD.match(lines.text, start)
    assert found is not None
    words = {"sign": shown(lines.text[start : start + 1]), "line": lines.place(opening, opening).line}
    return lines.problem(start, found.end(), message.format(**words), hint.format(**words))


def _no_character(lines: Lines) -> Problem:
    found = _NO_CHARACTER.search(lines.text)
    if found is None:
        return lines.problem(0, 0, "the text is no YAML", _START)
    return lines.problem(*found.span(), f"{shown(found[0])} is no character of a text", "remove it")
