"""The content of a dataset file as JSON, a key a line."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from tempodb.model.canonical_json import json_quoted

_WITHIN = "\n      "
"""What an entry of a list has before each of its keys."""


class JsonText:
    """Writes as `json.dumps(content, ensure_ascii=False, indent=2)` does, which takes four times as long."""

    def item(self, entry: Mapping[str, Any]) -> str:
        """Return an entry of a list of the file.

        >>> print(JsonText().item({"member": "a"}))
        {
              "member": "a"
            }
        """
        return _written(entry, "\n    ")

    def part(self, said: Mapping[str, Any]) -> str:
        """Return part of an entry, to be `joined`."""
        return "".join([f",{_WITHIN}{json_quoted(key)}: {_written(value, _WITHIN)}" for key, value in said.items()])  # fmt: skip

    def plain(self, name: str, text: str) -> str:
        """Return the part that says a text of which no sign has to be escaped in JSON.

        >>> JsonText().plain("member", "a") == JsonText().part({"member": "a"})
        True
        """
        return f',{_WITHIN}"{name}": "{text}"'

    def joined(self, parts: str) -> str:
        """Return an entry of a list whose parts stand one after the other.

        >>> text = JsonText()
        >>> text.joined(text.part({"member": "a"}) + text.part({"of": "o"})) == text.item({"member": "a", "of": "o"})
        True
        """
        return f"{{{parts[1:]}\n    }}"

    def text(self, content: Mapping[str, Any], lists: Mapping[str, Sequence[str]]) -> str:
        """Return the file: its *content*, and then the *lists* of which each item is written already."""
        parts = [
            f"\n  {json_quoted(key)}: {_written(value, chr(10) + '  ')}" for key, value in content.items()
        ]
        for key, items in lists.items():
            parts.append(f"\n  {json_quoted(key)}: [\n    {f',{chr(10)}    '.join(items)}\n  ]")
        return f"{{{','.join(parts)}\n}}\n"


def _written(value: Any, pad: str) -> str:
    """Return a value that begins in a line which is indented as *pad* says."""
    if isinstance(value, str):
        return json_quoted(value)
    if not value or not isinstance(value, dict | list):
        return json.dumps(value)
    inner = f"{pad}  "
    if isinstance(value, dict):
        parts = [f"{json_quoted(key)}: {json_quoted(each) if each.__class__ is str else _written(each, inner)}" for key, each in value.items()]  # fmt: skip
        return f"{{{inner}{f',{inner}'.join(parts)}{pad}}}"
    return f"[{inner}{f',{inner}'.join([_written(each, inner) for each in value])}{pad}]"
