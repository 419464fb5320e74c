"""The pages for those who carry the code on: what they name is there, and the rules that code cites are on their page."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

from pages import examples
from pages.examples import ROOT

SOURCE = ROOT / "src" / "tempodb"
ROOMS = {room.name for room in SOURCE.iterdir() if room.is_dir()}
FOLDERS = ("src", "tests", "benchmarks", "grammar", "docs", "fixtures")
OTHER_PAGES = ("CONTRIBUTING.md", "SECURITY.md", "docs/safety.md", "docs/concurrency.md", "docs/server.md")
PAGES = sorted(
    str(page.relative_to(ROOT))
    for page in (*ROOT.glob("docs/dev/*.md"), *(ROOT / name for name in OTHER_PAGES))
    if page.exists()
)
FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
PATH = re.compile(r"[\w.-]+(?:/[\w.-]+)*(?:/|\.\w+)")
DOTTED = re.compile(r"\w+(?:\.\w+)+")
OTHERS = re.compile(r"(?:date|polars|pyarrow)\..+|\w+\.(?:db|toml|yaml)")
"""Names of libraries, and of files, in docstrings."""
PACKAGES = sorted(
    ".".join(file.parent.relative_to(SOURCE.parent).parts) for file in SOURCE.rglob("__init__.py")
)
MEANING = examples.text("docs/dev/MEANING.md")
RULES = re.findall(r"^\*\*(M\d+)\.", MEANING, re.MULTILINE)
CITED = re.compile(r"MEANING\.md, (M\d+(?:(?:, | and | to )M\d+)*)")
TARGETS = set(re.findall(r"^([\w-]+):", examples.text("Makefile"), re.MULTILINE))


def cited(folder: str) -> set[str]:
    """Return the rules of meaning that the modules of a folder cite."""
    texts = (file.read_text(encoding="utf-8") for file in (ROOT / folder).rglob("*.py"))
    return {rule for text in texts for said in CITED.findall(text) for rule in re.findall(r"M\d+", said)}


def absent(page: str) -> list[str]:
    """Return what a page names, in one way or the other, that is not there."""
    return sorted(missing(examples.text(page), (ROOT / page).parent))


def missing(text: str, home: Path) -> set[str]:
    """Return what a text in the folder *home* names that is not there."""
    named = re.findall(r"`([^`\n]+)`", FENCED.sub("", text))
    links = [link for link in LINK.findall(text) if "://" not in link and not (home / link).exists()]
    made = re.findall(r"`make ([a-z][\w-]*)", text)
    return {
        *links,
        *(f"make {target}" for target in made if target not in TARGETS),
        *(name for name in named if not is_there(name)),
    }


def is_there(name: str) -> bool:
    """Return whether what is named is there, or is neither a path nor a name of the code."""
    path, _, test = name.partition("::")
    first = re.split(r"[/.]", path)[0]
    if PATH.fullmatch(path) and "/" in path and first in {*FOLDERS, *ROOMS}:
        file = (ROOT if first in FOLDERS else SOURCE) / path
        return file.exists() and (not test or f"def {test}(" in file.read_text(encoding="utf-8"))
    if DOTTED.fullmatch(name) and first in {"tempodb", *ROOMS}:
        return is_defined(name if first == "tempodb" else f"tempodb.{name}")
    return True


def is_defined(name: str) -> bool:
    """Return whether a dotted name is a module, or is found in one."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found: object = import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:]:
            if not hasattr(found, part):
                return False
            found = getattr(found, part)
        return True
    return False


def unknown(docstring: str) -> list[str]:
    """Return the dotted names of a docstring that are of no package of ours, and of nobody else's."""
    named = (name for name in re.findall(r"`([^`\n]+)`", docstring) if DOTTED.fullmatch(name))
    return [name for name in named if not OTHERS.fullmatch(name) and not is_ours(name)]


def is_ours(name: str) -> bool:
    """Return whether a dotted name is found as it stands, or in one of our packages."""
    return is_defined(name) or any(is_defined(f"{package}.{name}") for package in PACKAGES)


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_names_is_there(page: str) -> None:
    assert absent(page) == []


def test_each_promise_has_a_test_that_injects_the_fault() -> None:
    _, _, table = examples.text("docs/safety.md").partition("| promise | fault | test |\n|---|---|---|\n")
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in table.splitlines()]

    assert re.findall(r"^\| \*\*(\d)\.\*\*", table, re.MULTILINE) == list("1234567")
    assert [row for row in rows if len(row) != 3 or not row[1] or "::test_" not in row[2]] == []


@pytest.mark.parametrize(
    "wrong",
    [
        "`src/tempodb/nowhere.py`",
        "`tests/nowhere/`",
        "`binding/nowhere.py`",
        "`docs/dev/NOWHERE.md`",
        "`tests/temporal/test_bounds.py::test_nothing`",
        "`tempodb.binding.binder.nothing`",
        "`binding.nowhere`",
        "`api.session.Session.nothing`",
        "`make nothing`",
        "[a page](NOWHERE.md)",
        "[a place](NOWHERE.md#there)",
    ],
)
def test_what_is_not_there_is_found(wrong: str) -> None:
    assert missing(wrong, ROOT / "docs" / "dev") != set()


@pytest.mark.parametrize(
    "right",
    [
        "`grammar/tql.lark`",
        "`tests/pages/test_readme.py::test_the_python_runs`",
        "`binding/binder.py`",
        "`base/`",
        "`binding.binder.bind`",
        "`api.session.Session.run`",
        "`make fast`",
        '`tempodb.open("x.db")`',
        "[time](MEANING.md#two-axes)",
        "[elsewhere](https://example.org/)",
    ],
)
def test_what_is_there_is_not_found_missing(right: str) -> None:
    assert missing(right, ROOT / "docs" / "dev") == set()


def test_every_rule_that_is_cited_is_on_the_page() -> None:
    assert cited("src") | cited("tests") <= set(RULES)
    assert set(re.findall(r"\bM\d+\b", MEANING + examples.text("docs/dev/GLOSSARY.md"))) <= set(RULES)


@pytest.mark.parametrize("folder", ["src", "tests"])
def test_every_rule_is_kept_by_code_and_seen_to_be_kept_by_a_test(folder: str) -> None:
    assert [rule for rule in RULES if rule not in cited(folder)] == []


def test_what_a_docstring_names_is_there() -> None:
    wrong = {}
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Expr(value=ast.Constant(value=str(text))) if found := unknown(text):
                    wrong[f"{file.relative_to(ROOT)}:{node.lineno}"] = found

    assert wrong == {}


@pytest.mark.parametrize("wrong", ["query.asked.Asked", "store.sqlite", "port.Nothing"])
def test_what_is_not_there_is_found_in_a_docstring(wrong: str) -> None:
    assert unknown(f"Implements `{wrong}`.") == [wrong]
