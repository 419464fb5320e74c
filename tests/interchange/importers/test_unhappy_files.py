"""Whatever a file holds, an import ends with one list of what is wrong, and never with a traceback."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

import tempodb
from tempodb.api.dataset_formats import IMPORT_FORMATS
from tempodb.interchange.importers import foreign_files
from tempodb.markup import csv_table

ROOT = Path(__file__).parents[3]
EXAMPLES = {path.stem: path for path in sorted((ROOT / "docs" / "importing").iterdir()) if path.is_file()}


def told(name: str, path: Path) -> list[tempodb.Problem]:
    """Return what is wrong with a file that is imported as another format's; every problem says where."""
    try:
        problems = list(tempodb.read_foreign(name, path, skip_bad=True).report.refused)
    except tempodb.InputError as error:
        problems = list(error.problems)
    assert all(problem.file == str(path) and problem.code != "fault" for problem in problems)
    return problems


def test_each_format_has_an_example() -> None:
    assert set(EXAMPLES) == set(IMPORT_FORMATS)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_has_nothing_wrong(name: str) -> None:
    assert told(name, EXAMPLES[name]) == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_file_that_is_cut_off_is_told_as_that(name: str, tmp_path: Path) -> None:
    content = EXAMPLES[name].read_bytes()
    path = tmp_path / EXAMPLES[name].name
    for cut in {1, len(content) // 3, len(content) // 2, len(content) - 8}:
        path.write_bytes(content[:cut])

        problems = told(name, path)

        # What is cut in a table, or between two lines, may be whole.
        assert problems or name in ("cow", "csv", "ftm", "congress")


@pytest.mark.parametrize("name", EXAMPLES)
def test_another_encoding_is_told_with_its_place(name: str, tmp_path: Path) -> None:
    path = tmp_path / EXAMPLES[name].name
    text = EXAMPLES[name].read_text(encoding="utf-8")
    for encoding in ("utf-16", "latin-1"):
        other = text.replace("a", "é") if encoding == "latin-1" else text
        path.write_bytes(other.encode(encoding, "replace"))

        codes = {problem.code for problem in told(name, path)}
        assert codes & {"encoding", "format", "columns", "syntax"} or (name, encoding) == ("csv", "utf-16")


@pytest.mark.parametrize("name", EXAMPLES)
def test_empty_files_and_those_of_other_formats_are_told(name: str, tmp_path: Path) -> None:
    path = tmp_path / EXAMPLES[name].name
    for content in (
        b"",
        b"\n",
        b"\x00",
        b"[]",
        b"{}",
        b"null",
        b'"x"',
        b"[[[[",
        b"a: b",
        b"- 1",
        b"1,2\n3,4\n",
    ):
        path.write_bytes(content)

        assert told(name, path) or content == b"[]"


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_line_without_end_is_told_and_the_rest_is_read(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(foreign_files, "MAX_LINE_BYTES", 2_000)
    monkeypatch.setattr(foreign_files, "MAX_FILE_BYTES", 20_000)
    monkeypatch.setattr(csv_table, "MAX_ROW_BYTES", 2_000)
    path = tmp_path / EXAMPLES[name].name
    path.write_bytes(EXAMPLES[name].read_bytes() + b"\n" + b"x" * 50_000 + b"\n")

    assert {problem.code for problem in told(name, path)} <= {"too-long", "too-large", "syntax"}
    assert told(name, path)


HOSTILE = [
    "\x1b[2J",
    "\u202egnp",
    "a\nb",
    "=1+1",
    "\ud800",
    "e" + "\u0301" * 40,
    "x" * 5_000,
    "..",
    "\u200b",
    "null",
]


@pytest.mark.parametrize("name", EXAMPLES)
def test_hostile_names_are_told_or_taken_as_they_are(name: str, tmp_path: Path) -> None:
    text = EXAMPLES[name].read_text(encoding="utf-8")
    path = tmp_path / EXAMPLES[name].name
    for word in ("Person A", "country-a", "Party P", "ORGO", "person-a", "Q900001", "X000001"):
        for hostile in HOSTILE:
            escaped = json.dumps(hostile)[1:-1]
            path.write_bytes(text.replace(word, escaped).encode("utf-8", "surrogatepass"))

            told(name, path)


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_is_altered_anywhere_gives_no_traceback(name: str, tmp_path: Path) -> None:
    chance = random.Random(name)
    content = EXAMPLES[name].read_bytes()
    path = tmp_path / EXAMPLES[name].name
    for _ in range(60):
        altered = bytearray(content)
        for _ in range(chance.choice((1, 3, 20))):
            at = chance.randrange(len(altered))
            altered[at : at + chance.choice((0, 1, 5))] = chance.choice(
                (b"", b'"', b"[", b"}", b",", b"\n", b"9", b"-", b"\xff", b"null", b"X", b"\t")
            )
        path.write_bytes(bytes(altered))

        told(name, path)


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_is_imported_exported_and_loaded_again_is_the_same(name: str, tmp_path: Path) -> None:
    source = tempodb.read_foreign(name, EXAMPLES[name])
    with tempodb.open(":memory:") as db:
        db.load_foreign(source)
        for format_ in ("yaml", "json"):
            exported = tmp_path / f"x.{format_}"
            exported.write_text(db.export(format=format_), encoding="utf-8")
            written = tmp_path / f"y.{format_}"
            source.write(written)

            assert db.load(exported)[0].transaction is None
            assert db.load(written)[0].transaction is None
        assert db.load_foreign(tempodb.read_foreign(name, EXAMPLES[name]))[0].transaction is None
        assert db.verify() == []
