"""What refuses, in the file itself, that history is changed: by whatever program."""

from __future__ import annotations

import re
import sqlite3
from functools import cache

from tempodb.base.bundled import bundled
from tempodb.base.text_files import file_text

GUARDED_SINCE = 7
"""The version of the schema since which history is guarded."""
_NAME = re.compile(r"CREATE TRIGGER (\w+)")
_FOUND = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"


@cache
def guard_texts() -> dict[str, str]:
    """Return what makes each trigger that guards the history, by its name."""
    texts = file_text(bundled("store", "engines", "sqlite", "guards.sql")).split(";\n")[:-1]
    return {found[1]: text for text in texts if (found := _NAME.match(text))}


def are_strange(connection: sqlite3.Connection) -> bool:
    """Return whether there are triggers that are none of ours, or ours with other words."""
    own = guard_texts()
    return any(own.get(name) != text for name, text in connection.execute(_FOUND))


def lacking(connection: sqlite3.Connection) -> list[str]:
    """Return the triggers that are not there."""
    found = {name for name, _ in connection.execute(_FOUND)}
    return [name for name in guard_texts() if name not in found]


def make_guards(connection: sqlite3.Connection) -> None:
    """Guard the history from now on."""
    for text in guard_texts().values():
        connection.execute(text)


def drop_guards(connection: sqlite3.Connection) -> None:
    """Guard nothing from now on, which only lasts as long as the transaction."""
    for name in guard_texts():
        connection.execute(f"DROP TRIGGER IF EXISTS {name}")
