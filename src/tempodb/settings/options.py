"""What a user may set, with what holds where nothing is set; `config.toml` beside says what each means."""

# Annotations are no texts here, as `from __future__ import annotations` would make them: of a NamedTuple
# each is compiled again, which costs a start as much as the class.

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from tempodb.output.formats import NamedFormat

COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "keyword": "bold magenta",
        "name": "cyan",
        "date": "green",
        "status": "yellow",
        "number": "green",
        "string": "cyan",
        "parameter": "yellow",
        "comment": "italic gray",
        "punctuation": "default",
        "error": "bold red",
        "plain": "default",
        "prompt": "bold",
        "valid": "blue",
        "known": "magenta",
        "repair": "green",
    }
)
"""The parts of what is typed and prompted, and how each is painted."""


class Repl(NamedTuple):
    """How one types and reads at the prompt."""

    multiline: Literal["smart", "psql", "safe"] = "smart"
    keys: Literal["emacs", "vi"] = "emacs"
    pager: Literal["auto", "never"] = "auto"
    pager_command: str | None = None
    timing: bool = False
    expanded: Literal["auto", "on", "off"] = "auto"
    ends: Literal["to", "through"] = "to"
    history: int = 10_000
    suggestions: bool = True
    completion: Literal["typing", "tab"] = "typing"
    confirm_writes: bool = True


class Settings(NamedTuple):
    """All that a user may set.

    >>> Settings().repl.keys
    'emacs'
    """

    db: str = "tempodb.db"
    format: str = "table"
    pipe_format: str = "tsv"
    ends: Literal["to", "through"] = "to"
    deadline: float = 30.0
    memory: float = 300.0
    errors: Literal["text", "json"] = "text"
    colour: Literal["auto", "always", "never"] = "auto"
    repl: Repl = Repl()
    colours: Mapping[str, str] = COLOURS
    formats: Mapping[str, NamedFormat] = MappingProxyType({})
