"""SQL that one engine alone takes stands in its own folder: the other texts are any engine's."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import tempodb

STORE = Path(tempodb.__file__).parent / "store"
ENGINES = STORE / "engines"
OWN = ENGINES / "sqlite"
SQL = re.compile(r"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|FROM|WHERE|PRAGMA|VACUUM|BEGIN)\b")
SQLITES_OWN = re.compile(
    r"\bPRAGMA\b|\bVACUUM\b|\bBEGIN\b|\bINSERT OR\b|\bREPLACE INTO\b|\browid\b|\bsqlite_|\binstr\(|\bifnull\("
    r"|\bGLOB\b|\bCROSS JOIN \w+ (\w+ )?ON\b|\bNOT \w+\.\w+|\bINDEXED BY\b"
)


def texts(file: Path) -> Iterator[str]:
    """Yield the SQL texts of a module, or their pieces."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value):
            yield node.value


def test_no_text_is_for_one_engine_alone() -> None:
    files = [file for file in STORE.rglob("*.py") if file.parents[1] != ENGINES]
    found = [(file.name, text) for file in files for text in texts(file)]

    assert [(name, text) for name, text in found if SQLITES_OWN.search(text)] == []
    assert len(found) > 30


def test_sqlites_own_words_are_known() -> None:
    own = [text for file in OWN.rglob("*.py") for text in texts(file)]

    assert sum(SQLITES_OWN.search(text) is not None for text in own) > 5
