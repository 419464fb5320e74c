"""The content of a dataset file as YAML: an entry a line where that is all texts and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_PLAIN = re.compile(r"[^\W\d_](?:[\w /.-]*[\w.])?|[0-9]{4}-[0-9]{2}|[0-9]{3}X")
"""Texts that YAML takes for nothing else, and that need no quotes anywhere."""
_QUOTED = re.compile(r"[0-9]{4}(?:-[0-9]{2}-[0-9]{2})?|\[[0-9.-]*\]")
"""Texts that it would take for years, days and lists."""
_WORDS = frozenset(["yes", "no", "on", "off", "true", "false", "null", "y", "n"])
_LAST_SIGN = "\ud7ff"
"""Up to which every letter is written as it is."""


class YamlText:
    """Writes as the dumper does that PyYAML has in C, which takes many times as long for what is plain."""

    def __init__(self) -> None:
        self._texts: dict[str, str | None] = {}

    def item(self, entry: Mapping[str, Any]) -> str:
        """Return an entry of a list of the file.

        >>> YamlText().item({"member": "a", "from": "1992"})
        "- {member: a, from: '1992'}\\n"
        """
        line = self._in_line(entry)
        return _dumped([entry]) if line is None else f"- {line}\n"

    def part(self, said: Mapping[str, Any]) -> str | None:
        """Return part of an entry, to be `joined`; None if it is not plain."""
        line = self._in_line(said)
        return line and f", {line[1:-1]}" if said else ""

    def plain(self, name: str, text: str) -> str | None:
        """Return the part that says a text of which no sign has to be escaped in JSON."""
        return self.part({name: text})

    def joined(self, parts: str) -> str:
        """Return an entry of a list whose parts stand one after the other.

        >>> text = YamlText()
        >>> text.joined(text.part({"member": "a"}) + text.part({"of": "o"})) == text.item({"member": "a", "of": "o"})
        True
        """
        return f"- {{{parts[2:]}}}\n"

    def text(self, content: Mapping[str, Any], lists: Mapping[str, Sequence[str]]) -> str:
        """Return the file: its *content*, and then the *lists* of which each item is written already."""
        parts = []
        for key, value in content.items():
            if isinstance(value, dict) and all(isinstance(each, dict) for each in value.values()):
                parts += [f"{key}:\n", *self._entries(key, value)]
            else:
                parts.append(_block({key: value}))
        for key, items in lists.items():
            parts += [f"{key}:\n", *items]
        return "".join(parts)

    def _entries(self, section: str, entries: Mapping[str, Any]) -> Iterator[str]:
        for id_, entry in entries.items():
            lines = self._within(id_, entry)
            yield _dumped({section: {id_: entry}}).partition("\n")[2] if lines is None else lines

    def _within(self, id_: str, entry: Mapping[str, Any]) -> str | None:
        """Return an entry under its id, with what is nested in it; None if that is not plain."""
        name, line = self._plain(id_), self._in_line(entry)
        if name is None:
            return None
        if line is not None:
            return f"  {name}: {line}\n"
        lines = [f"  {name}:\n"]
        for key, value in entry.items():
            if value.__class__ is list and value and all(each.__class__ is dict for each in value):
                items = [self._in_line(each) for each in value]
                if None in items:
                    return None
                lines += [f"    {key}:\n", *(f"    - {item}\n" for item in items)]
            else:
                written = self._leaf(value)
                if written is None:
                    return None
                lines.append(f"    {key}: {written}\n")
        return "".join(lines)

    def _in_line(self, entry: Mapping[str, Any]) -> str | None:
        """Return a mapping in braces; None if it holds what is not plain, or a mapping or a list."""
        texts = self._texts
        parts = []
        for key, value in entry.items():
            if value.__class__ is str:
                written = texts[value] if value in texts else self._plain(value)
            else:
                written = str(value) if value.__class__ is int else None
            if written is None:
                return None
            parts.append(f"{key}: {written}")
        return f"{{{', '.join(parts)}}}"

    def _leaf(self, value: Any) -> str | None:
        if value.__class__ is int:
            return str(value)
        if value.__class__ is str:
            return self._plain(value)
        if value.__class__ is not list:
            return None
        items = [self._plain(each) if each.__class__ is str else None for each in value]
        return None if None in items else f"[{', '.join(map(str, items))}]"

    def _plain(self, text: str) -> str | None:
        """Return a text as it stands in a line; None if that takes more than a look at its signs."""
        if text not in self._texts:
            written = None
            if _PLAIN.fullmatch(text) and text.lower() not in _WORDS and max(text) <= _LAST_SIGN and len(text) < 100:  # fmt: skip
                written = text
            elif _QUOTED.fullmatch(text):
                written = f"'{text}'"
            self._texts[text] = written
        return self._texts[text]


def _dumped(content: Any) -> str:
    text: str = yaml.dump(
        content,
        Dumper=_DUMPER,
        sort_keys=False,
        allow_unicode=True,
        width=10**6,
        default_flow_style=None,
    )
    return text


def _block(content: Mapping[str, Any]) -> str:
    """Return what is no list of its own in a line, though it stands alone."""
    if any(isinstance(value, dict | list) for value in content.values()):
        return _dumped(content)
    text: str = yaml.dump(content, Dumper=_DUMPER, allow_unicode=True, width=10**6, default_flow_style=False)
    return text
