"""`Settings` as the text of a file, and the file to begin with."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tempodb.base.bundled import bundled
from tempodb.output.formats import FORMATS
from tempodb.settings.checks import DATABLE, GUARDED, HEADED
from tempodb.settings.options import Settings


def template() -> str:
    """Return a file that says what each setting means, and sets none."""
    text = Path(bundled("settings", "config.toml")).read_text(encoding="utf-8")
    named = {
        "texts": ", ".join(name for name, format_ in FORMATS.items() if not format_.is_binary),
        "binaries": " and ".join(name for name, format_ in FORMATS.items() if format_.is_binary),
        "headed": " and ".join(HEADED),
        "guarded": " and ".join(GUARDED),
        "dated": " and ".join(DATABLE),
    }
    for sort, names in named.items():
        text = text.replace(f"{{{sort}}}", names)
    return text


def as_toml(settings: Settings) -> str:
    """Return the text of a file that sets all of *settings*.

    >>> print(as_toml(Settings()).splitlines()[0])
    db = "tempodb.db"
    """
    top = {
        key: value for key, value in settings._asdict().items() if key not in ("repl", "colours", "formats")
    }
    lines = [*_entries(top.items()), "", "[repl]", *_entries(settings.repl._asdict().items())]
    lines += ["", "[colours]", *_entries(settings.colours.items())]
    for name, format_ in settings.formats.items():
        lines += ["", f"[formats.{name}]", *_entries(format_._asdict().items())]
    return "\n".join(lines) + "\n"


def _entries(entries: Iterable[tuple[str, Any]]) -> Iterator[str]:
    for key, value in entries:
        if value is not None and value != ():
            yield f"{key} = {_value(value)}"


def _value(value: object) -> str:
    # JSON's texts, numbers, lists and booleans are TOML's too, but for characters beyond four digits.
    text = json.dumps(value, ensure_ascii=False)
    return "".join(sign if sign.isprintable() else f"\\U{ord(sign):08x}" for sign in text)
