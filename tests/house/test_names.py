"""A name of a class, a constant, a function or a module means one thing in the whole package, or its reason stands here."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

pytestmark = pytest.mark.meaning

SOURCE = Path(__file__).parents[2] / "src" / "tempodb"
CLASS, CONSTANT, FUNCTION = map(re.compile, (r"_*[A-Z]\w*[a-z]\w*", r"[A-Z][A-Z0-9_]+", r"[a-z]\w*"))
TWINS = {
    "tql.ast",
    "tql.clause_ast",
    "tql.condition_ast",
    "tql.pair_ast",
    "questions.resolved",
    "questions.traits",
}
"""A question as it is asked, and with its names found, is called alike: `ast.Why` and `resolved.Why`."""

CLASSES = {
    "Name": "of an entry of a dataset, the word is that of the file and of the published JSON Schema",
}
CONSTANTS: dict[str, str] = {}
FUNCTIONS = {
    "agreed": "of two bounds, and of claims",
    "as_json": "of an answer, and of a problem",
    "check": "of datasets: in Python, and on the command line",
    "check_lake": "in Python, and on the command line",
    "columns": "of an answer, and those that a setting names",
    "complete": "what is typed into a shell, and what into an editor",
    "copy": "of a database, as a command, and as SQLite copies a file",
    "deliver": "how each face hands over an answer",
    "fault": "of statements, and of lines that may be commands",
    "labels": "what the database says of them, and what a shell is offered of that",
    "main": "what begins, and what it begins with once all is imported",
    "parser": "of arguments, and of questions",
    "plans": "a module of answers has one, the catalogue says which",
    "publish": "to a lake, from below and on the command line",
    "read": "what was saved, and what is typed",
    "remark": "a module of what is said beside rows has one",
    "replay": "of the log, and of the history of a file",
    "rows": "a module of answers has one, the catalogue says which",
    "text": "a column of texts, and a setting that is one",
    "translated": "what the driver says, and what pydantic does",
    "verified": "by the parser, and by the names that exist",
    "write": "a question, and a statement that writes",
}
COMMANDS = re.compile(r"cli\.(?:(?:(?:care|web|editor|plot|lake)_)?options|commands\.\w+)")
"""What a command takes, and what carries it out, are called as it is."""
_OF_AN_ENGINE = re.compile(r"store\.engines\.\w+\.\w+")
"""What one engine is made of is called as it is in another."""
MODULES = {
    "answers": "how each face shows an answer",
    "context": "what an answer needs, and what a command needs",
    "datasets": "of Python, and of the command line",
    "definitions": "of Popolo, what those of a write come to, and how Python says them",
    "dispatch": "which module answers a question, and which carries out a command",
    "examples": "in the help of the command line, and in that of the REPL",
    "facts": "an answer whose rows are facts",
    "formats": "of answers, of answers by the names that a user gives, and of datasets",
    "holdings": "a doubt is called as what it doubts",
    "labels": "what the database says of them",
    "lives": "a doubt is called as what it doubts",
    "names": "a doubt is called as what it doubts, and a module of writes as their kind",
    "naming": "how writes name ids, and how files do",
    "options": "of the command line, of the REPL, and of the file of settings",
    "parser": "of any grammar, and of TQL",
    "port": "what is asked of an engine, and of a format",
    "questions": "read, and printed",
    "reader": "of a dataset, of a format of others, of settings, of beliefs",
    "reading": "of transcripts, and of trees",
    "revisions": "found, made rows, and drawn",
    "timelines": "found, and drawn",
    "transaction": "of Python, and of SQLite beneath it",
    "writer": "of each kind, of a dataset, of SQLite",
    "writes": "read, and printed",
}


def module_of(file: Path) -> str:
    return ".".join(file.relative_to(SOURCE).with_suffix("").parts)


def defined(tree: ast.AST) -> Iterator[str]:
    """Yield the names that a module defines, not those within its functions and classes."""
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                yield name
            case ast.If() | ast.Try():
                yield from defined(node)


@cache
def places() -> Mapping[str, set[str]]:
    found = defaultdict(set)
    for file in SOURCE.rglob("*.py"):
        for name in defined(ast.parse(file.read_text(encoding="utf-8"))):
            found[name].add(module_of(file))
    return found


def twice(pattern: re.Pattern[str]) -> dict[str, list[str]]:
    return {
        name: sorted(modules)
        for name, modules in places().items()
        if pattern.fullmatch(name)
        and len(modules) > 1
        and not modules <= TWINS
        and not all(map(COMMANDS.fullmatch, modules))
        and not all(map(_OF_AN_ENGINE.fullmatch, modules))
    }


@pytest.mark.parametrize(
    ("pattern", "reasons"), [(CLASS, CLASSES), (CONSTANT, CONSTANTS), (FUNCTION, FUNCTIONS)]
)
def test_a_name_has_one_meaning_or_a_reason(pattern: re.Pattern[str], reasons: dict[str, str]) -> None:
    found = twice(pattern)

    assert {name: modules for name, modules in found.items() if name not in reasons} == {}
    assert reasons.keys() - found.keys() == set(), "what is defined once needs no reason"


def test_a_module_name_has_one_meaning_or_a_reason() -> None:
    named = defaultdict(list)
    for file in SOURCE.rglob("*.py"):
        if not file.stem.startswith("__"):
            named[file.stem].append(module_of(file))
    found = {
        name: sorted(modules)
        for name, modules in named.items()
        if len(modules) > 1 and not all(map(_OF_AN_ENGINE.fullmatch, modules))
    }

    assert {name: modules for name, modules in found.items() if name not in MODULES} == {}
    assert MODULES.keys() - found.keys() == set(), "what is there once needs no reason"


def test_twins_are_told_apart_by_their_modules() -> None:
    twins = {name for name, modules in places().items() if len(modules) > 1 and modules <= TWINS}
    homes = {f"tempodb.{module}" for module in TWINS}
    texts = {file: file.read_text(encoding="utf-8") for file in SOURCE.rglob("*.py")}
    loose = [
        f"{module_of(file)} imports {alias.name}"
        for file, text in texts.items()
        if any(home in text for home in homes)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ImportFrom) and node.module in homes
        for alias in node.names
        if alias.name in twins and module_of(file) not in TWINS
    ]

    assert twins and loose == []
