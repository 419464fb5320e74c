"""Of each setting: what it may be, in words for whoever set it otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from tempodb.base.nearest import nearest
from tempodb.output.formats import FORMATS, SHOWN_ENDS
from tempodb.questions.columns import every_column
from tempodb.settings import options

MOST_SECONDS = 1_000_000
MOST_MEGABYTES = 1_000_000
Check: TypeAlias = Callable[[object], object]
"""Returns the value of a setting as it is used.

Raises:
    ValueError: with what is wanted instead.

"""

COLOUR_NAMES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "gray")
ATTRIBUTES = ("bold", "italic", "underline", "dim", "reverse")
_CODE = re.compile("#[0-9a-fA-F]{6}")
_FORMAT_NAME = re.compile("[a-z][a-z0-9-]*")


def one_of(*words: str) -> Check:
    """Return the check of one of some words."""

    def check(value: object) -> object:
        if value not in words:
            raise ValueError(f"one of {', '.join(words)}")
        return value

    return check


def switch(value: object) -> object:
    """Take `true` or `false`."""
    if not isinstance(value, bool):
        raise ValueError("true or false, without quotes")
    return value


def count(value: object) -> object:
    """Take a number of things."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError("a whole number, 0 or more")
    return value


def seconds(value: object) -> object:
    """Take a time that something may last."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 < value < MOST_SECONDS:
        raise ValueError("a number of seconds above 0")
    return float(value)


def megabytes(value: object) -> object:
    """Take what something may take of memory."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 < value < MOST_MEGABYTES:
        raise ValueError("a number of megabytes above 0")
    return float(value)


def text(value: object) -> object:
    """Take a text that says something."""
    if not isinstance(value, str) or not value:
        raise ValueError("a text in quotes")
    return value


def columns(value: object) -> object:
    """Take names of columns."""
    known = every_column()
    if not isinstance(value, list) or not value or len({str(name) for name in value}) < len(value):
        raise ValueError("a list of columns, each once")
    for name in value:
        if name not in known:
            near = nearest(str(name), known)
            meant = f": `{near}` is the nearest to" if near else f", such as `{known[0]}`, and not"
            raise ValueError(f"columns that answers have{meant} `{name}`")
    return tuple(value)


def colour(value: object) -> object:
    """Take attributes and at most one colour.

    >>> colour("bold  #ff8800")
    'bold #ff8800'
    """
    words = value.split() if isinstance(value, str) else []
    last = words[-1] if words and _is_colour(words[-1]) else None
    if not words or any(word not in ATTRIBUTES for word in (words[:-1] if last else words)):
        hint = f"default, or {' '.join(ATTRIBUTES)} and then a colour: {' '.join(COLOUR_NAMES)}, each also as bright-…"
        raise ValueError(f"{hint}, or #rrggbb")
    return " ".join(words)


def _is_colour(word: str) -> bool:
    return (
        word == "default" or word.removeprefix("bright-") in COLOUR_NAMES or _CODE.fullmatch(word) is not None
    )


TOP: Mapping[str, Check] = {
    "db": text,
    "format": text,
    "pipe_format": text,
    "ends": one_of(*SHOWN_ENDS),
    "deadline": seconds,
    "memory": megabytes,
    "errors": one_of("text", "json"),
    "colour": one_of("auto", "always", "never"),
}
REPL: Mapping[str, Check] = {
    "multiline": one_of("smart", "psql", "safe"),
    "keys": one_of("emacs", "vi"),
    "pager": one_of("auto", "never"),
    "pager_command": text,
    "timing": switch,
    "expanded": one_of("auto", "on", "off"),
    "ends": one_of(*SHOWN_ENDS),
    "history": count,
    "suggestions": switch,
    "completion": one_of("typing", "tab"),
    "confirm_writes": switch,
}
COLOUR_CHECKS: Mapping[str, Check] = dict.fromkeys(options.COLOURS, colour)
HEADED = tuple(name for name, format_ in FORMATS.items() if format_.is_headed)
"""The formats whose first line can be left out."""
GUARDED = tuple(name for name, format_ in FORMATS.items() if format_.write_raw)
"""The formats that can be had raw."""
DATABLE = tuple(name for name, format_ in FORMATS.items() if format_.takes_dates)
"""The formats that can be had with dates beside what is stated."""
FORMAT: Mapping[str, Check] = {
    "format": one_of(*FORMATS),
    "columns": columns,
    "headings": switch,
    "raw": switch,
    "dates": switch,
}


def format_name(name: str) -> None:
    """Refuse what cannot be the name of a format.

    Raises:
        ValueError: with what is wanted instead.

    """
    if name in FORMATS or not _FORMAT_NAME.fullmatch(name):
        raise ValueError("small letters, digits and hyphens, and none that tempodb has already")


def any_format(formats: Mapping[str, str]) -> Check:
    """Return the check of a format, with the user's own *formats* and what they are made of."""
    return one_of(*FORMATS, *(name for name in formats if name not in FORMATS))


def terminal_format(formats: Mapping[str, str]) -> Check:
    """Return the check of a format that a terminal can show, with the user's own and what they are made of."""
    known = {**dict(zip(FORMATS, FORMATS, strict=True)), **formats}
    return one_of(*(name for name, base in known.items() if not FORMATS[base].is_binary))
