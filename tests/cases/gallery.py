"""Cases as files, one each: what is given, and below a line of dashes what comes of it.

`python tests/cases/gallery.py` fills in what comes of each case now, to be read before it is committed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory

from tempodb.base.node import SPAN, Node
from tempodb.cli import main
from tempodb.tql.parsing.parser import parse

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
LINE = "\n----\n"
NOW = "2026-11-21T12:00:00Z"


def database(folder: Path) -> Path:
    """Return a database in *folder* with the exact dataset, recorded at instants that do not change."""
    path = folder / "gallery.db"
    loaded = str(ROOT / "fixtures" / "csto-exact.yaml")
    with redirect_stdout(io.StringIO()):
        assert main(["--db", str(path), "load", loaded, "--recorded-at", "2026-01-02T03:04:05Z"]) == 0
    return path


def said(arguments: list[str]) -> str:
    """Return all that the program prints."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        main(arguments)
    return re.sub(r"/\S*/(\w+\.(?:yaml|tql))", r"\1", out.getvalue()).strip("\n")


def refused(given: str, path: Path, folder: Path) -> str:
    """Return how the program refuses a query, statements that write, or a dataset."""
    kind, _, content = given.partition("\n")
    if kind == "query":
        return said(["--db", str(path), "query", content, "--now", NOW])
    file = folder / f"case.{'tql' if kind == 'run' else 'yaml'}"
    file.write_text(content + "\n", encoding="utf-8")
    return said(["--db", str(path), "run", str(file)] if kind == "run" else ["check", str(file)])


def answered(given: str, path: Path, _folder: Path) -> str:
    """Return the AST of a query, its canonical text and plan, and the answer."""
    (query,) = parse(given)
    asked = ["--db", str(path), "query", "--now", NOW, "--format"]
    plan = "" if given.startswith("explain") else said([*asked, "tsv", f"explain {given}"])
    return "\n\n".join(filter(None, [_steady(shown(query)), plan, said([*asked, "json", given])]))


def shown(part: object) -> str:
    """Return a part of a query without what it leaves open, so that a clause that is new changes no case but its own."""
    if isinstance(part, Node):
        said = ((name, getattr(part, name)) for name in part.__match_args__ if name != SPAN)
        type_ = type(part)
        told = (f"{name}={shown(value)}" for name, value in said if value != getattr(type_, name, ...))
        return f"{type_.__name__}({', '.join(told)})"
    if type(part) is tuple:
        return f"({', '.join(map(shown, part))}{',' * (len(part) == 1)})"
    return repr(part)


def _steady(shown: str) -> str:
    """Return a shown value with its sets in an order that does not change from run to run."""
    return re.sub(
        r"frozenset\(\{([^{}]*)\}\)",
        lambda found: f"frozenset({{{', '.join(sorted(found[1].split(', ')))}}})",
        shown,
    )


STAGES: dict[str, Callable[[str, Path, Path], str]] = {
    "1-text": refused,
    "2-dates": refused,
    "3-names": refused,
    "4-meaning": refused,
    "5-size": refused,
    "6-writes": refused,
    "7-datasets": refused,
    "forms": answered,
}


def cases() -> Iterator[Path]:
    """Yield every case."""
    for stage in STAGES:
        yield from sorted((HERE / stage).glob("*.txt"))


def fill() -> None:
    """Write into each case what comes of it now."""
    with TemporaryDirectory() as folder:
        path = database(Path(folder))
        for case in cases():
            given = case.read_text(encoding="utf-8").partition(LINE)[0].strip("\n")
            result = STAGES[case.parent.name](given, path, Path(folder))
            case.write_text(f"{given}{LINE}{result}\n", encoding="utf-8")


if __name__ == "__main__":
    fill()
