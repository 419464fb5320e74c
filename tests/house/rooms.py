"""The house as its imports draw it: read from the source of a folder or of a revision, nothing of it is run."""

from __future__ import annotations

import ast
import io
import subprocess
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PACKAGE = "tempodb"
# What a NamedTuple offers to everyone, in spite of the name.
OFFERED = {"_asdict", "_fields", "_make", "_replace"}

Arrows = Counter[tuple[str, str]]


class Import(NamedTuple):
    """What a file takes from the module *target*; *inside* of a function, if it is not taken at the top."""

    target: str
    name: str
    line: int
    inside: bool


class Function(NamedTuple):
    """A function and how many lines it has."""

    name: str
    line: int
    lines: int


@dataclass(frozen=True)
class Module:
    """A source file; *name* is how it is imported. What it imports for types alone counts, too."""

    name: str
    path: str
    lines: int
    imports: tuple[Import, ...]
    functions: tuple[Function, ...]
    defined: frozenset[str]
    private: frozenset[tuple[int, str]]  # lines and attributes


@dataclass(frozen=True)
class House:
    """The modules of a package by their names."""

    modules: Mapping[str, Module]

    @cached_property
    def taken(self) -> tuple[tuple[str, str], ...]:
        """Each import of this house from itself: the module, and the very module that it reaches."""
        return tuple(
            (
                name,
                next(
                    target
                    for target in (f"{found.target}.{found.name}", found.target)
                    if target in self.modules
                ),
            )
            for name, module in self.modules.items()
            for found in module.imports
            if found.target in self.modules
        )

    def arrows(self, room: str = PACKAGE) -> Arrows:
        """Return the arrows between what lies directly in *room*, each with the number of its imports."""
        pairs = ((_child(source, room), _child(target, room)) for source, target in self.taken)
        return Counter((source, target) for source, target in pairs if source and target and source != target)

    @cached_property
    def rooms(self) -> tuple[str, ...]:
        """The folders, outermost first."""
        return tuple(sorted({name.rpartition(".")[0] for name in self.modules} - {""}))

    def children(self, room: str = PACKAGE) -> dict[str, list[Module]]:
        """Return what lies directly in *room*, modules and folders, with the files of each."""
        found: dict[str, list[Module]] = {}
        for name, module in self.modules.items():
            if child := _child(name, room):
                found.setdefault(child, []).append(module)
        return found

    @cached_property
    def trespasses(self) -> tuple[tuple[str, int, str], ...]:
        """Where a module uses a `_name` that another one defines: its path, the line and the name."""
        ours = frozenset().union(*(module.defined for module in self.modules.values()))
        return tuple(
            (module.path, line, name)
            for module in self.modules.values()
            for line, name in sorted(module.private | {(found.line, found.name) for found in module.imports})
            if _is_private(name) and name in ours - module.defined
        )


@cache
def here() -> House:
    """Return the house of this checkout."""
    return at(ROOT)


def at(checkout: Path) -> House:
    """Return the house that stands in the folder *checkout*."""
    source = checkout / "src"
    return _house(
        (path.relative_to(source).as_posix(), path.read_text(encoding="utf-8"))
        for path in source.rglob("*.py")
    )


def of_revision(revision: str) -> House:
    """Return the house as git keeps it.

    Raises:
        CalledProcessError: git knows no such *revision*.

    """
    packed = subprocess.run(
        ["git", "-C", ROOT, "archive", "--format=tar", revision, "src"], check=True, stdout=subprocess.PIPE
    ).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        return _house(
            (entry.name.removeprefix("src/"), taken.read().decode())
            for entry in archive
            if entry.name.endswith(".py") and (taken := archive.extractfile(entry))
        )


def cycles(arrows: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Return the groups of rooms that reach each other in a circle.

    >>> cycles([("a", "b"), ("b", "c"), ("c", "b")])
    [('b', 'c')]
    """
    beyond: dict[str, set[str]] = {}
    for source, target in arrows:
        beyond.setdefault(source, set()).add(target)
    reached = {room: _reached(room, beyond) for room in beyond}
    groups = {
        tuple(sorted(other for other in around if room in reached.get(other, ())))
        for room, around in reached.items()
        if room in around
    }
    return sorted(groups)


def upward(arrows: Arrows) -> list[tuple[str, str]]:
    """Return the arrows without which there is no circle: in each circle the one with the fewest imports.

    >>> upward(Counter({("a", "b"): 3, ("b", "a"): 1, ("b", "c"): 1}))
    [('b', 'a')]
    """
    left, found = Counter(arrows), []
    while circles := cycles(left):
        least = min(
            (arrow for arrow in left if any(set(arrow) <= set(circle) for circle in circles)),
            key=lambda arrow: (left[arrow], arrow),
        )
        del left[least]
        found.append(least)
    return found


def floors(arrows: Arrows, rooms: Iterable[str]) -> dict[str, int]:
    """Return how high each room lies: over all that it imports, the ground being 1.

    >>> floors(Counter({("a", "b"): 3, ("b", "a"): 1, ("b", "c"): 1}), "abc")
    {'a': 3, 'b': 2, 'c': 1}
    """
    down = set(arrows) - set(upward(arrows))
    below = {room: [target for source, target in down if source == room] for room in rooms}
    heights: dict[str, int] = {}

    def height(room: str) -> int:
        if room not in heights:
            heights[room] = 1 + max(map(height, below[room]), default=0)
        return heights[room]

    return {room: height(room) for room in below}


def _house(files: Iterable[tuple[str, str]]) -> House:
    modules = (_module(path, text) for path, text in sorted(files))
    return House({module.name: module for module in modules})


def _module(path: str, text: str) -> Module:
    parts = PurePosixPath(path).with_suffix("").parts
    imports: list[Import] = []
    functions: list[Function] = []
    defined: set[str] = set()
    private: set[tuple[int, str]] = set()
    for node, inside in _nodes(ast.parse(text)):
        match node:
            case ast.Import():
                imports += (Import(name.name, "", node.lineno, inside) for name in node.names)
            case ast.ImportFrom():
                imports += (Import(node.module or "", name.name, node.lineno, inside) for name in node.names)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                defined.add(node.name)
                functions.append(Function(node.name, node.lineno, 1 + (node.end_lineno or 0) - node.lineno))
            case (
                ast.ClassDef(name=name)
                | ast.Name(id=name, ctx=ast.Store())
                | ast.Attribute(attr=name, ctx=ast.Store())
            ):
                defined.add(name)
            case ast.Attribute(attr=name):
                private.add((node.lineno, name))
    return Module(
        name=".".join(parts[:-1] if parts[-1] == "__init__" else parts),
        path=path,
        lines=text.count("\n"),
        imports=tuple(imports),
        functions=tuple(functions),
        defined=frozenset(defined),
        private=frozenset(private),
    )


def _child(name: str, room: str) -> str | None:
    """Return what *name* is called directly in *room*; a room's own `__init__` lies in it, too."""
    if name == room:
        return "__init__"
    return name.removeprefix(f"{room}.").partition(".")[0] if name.startswith(f"{room}.") else None


def _nodes(tree: ast.AST) -> Iterator[tuple[ast.AST, bool]]:
    """Yield all nodes, and whether they lie inside of a function; `ast.walk` takes three times as long."""
    waiting = [(tree, False)]
    while waiting:
        node, inside = waiting.pop()
        yield node, inside
        within = inside or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for value in vars(node).values():
            if isinstance(value, ast.AST):
                waiting.append((value, within))
            elif isinstance(value, list):
                waiting += [(part, within) for part in value if isinstance(part, ast.AST)]


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.endswith("__") and name not in OFFERED


def _reached(room: str, beyond: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(beyond[room])
    while waiting:
        if (next_room := waiting.pop()) not in found:
            found.add(next_room)
            waiting += beyond.get(next_room, ())
    return found
