"""Everything that reads what somebody else wrote, with inputs to begin with."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import tempodb
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.instants import read_instant

ROOT = Path(__file__).parents[2]
NEXT_FILE = re.compile(rb"^%%%% (.*)\n", re.MULTILINE)
"""The line before each file of an input that is of several."""
FORMATS = ("popolo", "ftm", "wikidata", "congress", "cow")


class Reader(NamedTuple):
    """What reads an input in a folder, and raises what it raises; and what is read to begin with."""

    read: Callable[[bytes, Path], object]
    seeds: Callable[[], Sequence[bytes]]


def _dataset(suffix: str, content: bytes, folder: Path) -> None:
    path = folder / f"x{suffix}"
    path.write_bytes(content)
    _checked(path)


def _checked(path: Path) -> None:
    """Check a dataset; one that nothing is wrong with is loaded, and what is exported is loaded again."""
    if any(problem.code == "fault" for problem in tempodb.check(path)):
        raise AssertionError("a check found a fault of the program")
    with tempodb.open(":memory:") as db:
        db.load(path)
        again = path.parent / "again.yaml"
        again.write_text(db.export(), encoding="utf-8")
        if any(not report.difference.is_empty for report in db.load(again)):
            raise AssertionError("what was exported is not what was loaded")


def _folder(content: bytes, folder: Path) -> None:
    _checked(_unpacked(content, folder / "tables"))


def _table(content: bytes, folder: Path) -> None:
    _unpacked(content, folder)
    _foreign("csv", folder / "x.csv", map=folder / "x.map.yaml")


def _map(content: bytes, folder: Path) -> None:
    (folder / "x.csv").write_bytes(content)
    tempodb.suggest_map("csv", folder / "x.csv")


def _foreign_file(format_: str, content: bytes, folder: Path) -> None:
    path = folder / _example(format_).name
    path.write_bytes(content)
    _foreign(format_, path)


def _foreign(format_: str, path: Path, **said: Path) -> None:
    source = tempodb.read_foreign(format_, path, skip_bad=True, **said)
    if any(problem.code == "fault" for problem in (*source.report.refused, *source.doubts)):
        raise AssertionError("an import found a fault of the program")
    path.with_name("read.yaml").write_text(source.text(), encoding="utf-8")
    with tempodb.open(":memory:") as db:
        db.load(path.with_name("read.yaml"))


def _query(content: bytes, _: Path) -> None:
    answer = _asked().query(content.decode("utf-8", "surrogateescape"))
    str(answer.rows[:50])


def _date(content: bytes, _: Path) -> None:
    text = content.decode("utf-8", "surrogateescape")
    for read in (read_date, read_instant):
        try:
            read(text)
        except tempodb.DateError:
            continue


@cache
def _asked() -> tempodb.Database:
    db = tempodb.open(":memory:", deadline=2, memory=200)
    db.load(tempodb.bundled_fixture("csto.yaml"))
    return db


def _unpacked(content: bytes, folder: Path) -> Path:
    """Write each file of an input, under a name that it had to begin with."""
    folder.mkdir(exist_ok=True)
    for file in folder.iterdir():
        file.unlink()
    _, *rest = NEXT_FILE.split(content)
    for name, text in zip(rest[::2], rest[1::2], strict=True):
        if re.fullmatch(rb"[a-z_.]{1,30}", name) and name.strip(b"."):
            (folder / name.decode()).write_bytes(text)
    return folder


def _packed(files: dict[str, Path]) -> bytes:
    return b"".join(b"%%%% " + name.encode() + b"\n" + path.read_bytes() for name, path in files.items())


def _example(format_: str) -> Path:
    (path,) = (ROOT / "docs" / "importing").glob(f"{format_}.*")
    return path


def _datasets() -> list[bytes]:
    fixtures = [ROOT / "fixtures" / "csto.yaml", ROOT / "docs" / "data" / "first.yaml"]
    return [path.read_bytes() for path in (*fixtures, *sorted((ROOT / "docs" / "datasets").glob("*.yaml")))]


def _written(format_: str) -> list[bytes]:
    with tempodb.open(":memory:") as db:
        db.load(*sorted((ROOT / "docs" / "datasets").glob("*.yaml"))[:1])
        return [db.export(format=format_).encode()]


def _tables() -> list[bytes]:
    folder, data = ROOT / "docs" / "importing" / "tables", ROOT / "docs" / "data"
    return [
        _packed({"x.map.yaml": folder / "cabinet.map.yaml", "x.csv": folder / "cabinet.csv"}),
        _packed({"x.map.yaml": data / "efta.map.yaml", "x.csv": data / "efta.csv"}),
    ]


def _questions() -> list[bytes]:
    typed = re.findall(
        r"^\$ tempodb query '([^'\n]+)'", (ROOT / "docs" / "tql.md").read_text("utf-8"), re.MULTILINE
    )
    return [text.encode() for text in typed]


def _dates() -> list[bytes]:
    page = (ROOT / "docs" / "datasets.md").read_text("utf-8")
    dates = {text for text in re.findall(r"`([^`\n]{1,40})`", page) if re.search(r"\d", text)}
    return [text.encode() for text in sorted(dates)]


TOML = b"""tempodb = 1
dataset = "d"
[organizations.o]
name = "O"
founded = 1992-05-15
[states]
a = {name = "A", code = "AA"}
[[memberships]]
member = "a"
of = "o"
from = "1999"
to = 2001-02-03
"""

READERS: dict[str, Reader] = {
    "yaml": Reader(partial(_dataset, ".yaml"), _datasets),
    "json": Reader(partial(_dataset, ".json"), partial(_written, "json")),
    "toml": Reader(partial(_dataset, ".toml"), lambda: [TOML]),
    "folder": Reader(
        _folder,
        lambda: [_packed({path.name: path for path in sorted((ROOT / "docs/folders/csto").iterdir())})],
    ),
    "query": Reader(_query, _questions),
    "date": Reader(_date, _dates),
    "csv": Reader(_table, _tables),
    "map": Reader(_map, lambda: [path.read_bytes() for path in sorted((ROOT / "docs").glob("*/**/*.csv"))]),
    **{
        name: Reader(partial(_foreign_file, name), lambda name=name: [_example(name).read_bytes()])
        for name in FORMATS
    },
}
