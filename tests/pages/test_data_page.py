"""The page that leads from a spreadsheet to a dataset: what is typed prints what it shows, and its files are these."""

from __future__ import annotations

import re

import pytest

import tempodb
from pages import examples
from tempodb.cli import main

PAGE = examples.text("docs/data.md")
FILES = examples.ROOT / "docs" / "data"
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def test_what_is_typed_prints_what_the_page_shows(capsys: pytest.CaptureFixture[str]) -> None:
    path = examples.ROOT / "docs" / "data.md"

    assert main(["test", "--root", str(examples.ROOT), str(path)]) == 0, capsys.readouterr().out


def test_the_first_file_stands_whole_on_the_page() -> None:
    assert BLOCKS[0] == (FILES / "first.yaml").read_text(encoding="utf-8")


def test_the_map_stands_whole_on_the_page() -> None:
    assert BLOCKS[-1] == (FILES / "efta.map.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("block", BLOCKS[1:-1])
def test_the_entries_on_the_page_are_those_of_the_file(block: str) -> None:
    written = (FILES / "efta.yaml").read_text(encoding="utf-8").splitlines()

    assert [line for line in block.splitlines() if line not in written] == []


def test_nothing_is_wrong_with_the_finished_file() -> None:
    assert tempodb.check(FILES / "efta.yaml") == []


def test_every_dataset_that_comes_along_is_on_the_page() -> None:
    for file in (examples.ROOT / "fixtures").glob("*.yaml"):
        assert f"(../fixtures/{file.name})" in PAGE
