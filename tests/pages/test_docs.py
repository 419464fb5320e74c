"""Every example of the pages on the language, the prompt and other programs is run, and has to give what stands there."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

import tempodb
from pages import examples
from tempodb.cli import main
from tempodb.tql.parsing.parser import parse_script

PAGE = examples.text("docs/tql.md")


@pytest.mark.parametrize(
    "page", ["tql.md", "ages.md", "prompt.md", "importing.md", "out.md", "pictures.md", "replay.md"]
)
def test_what_is_typed_prints_what_the_page_shows(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = examples.ROOT / "docs" / page

    assert main(["test", "--root", str(examples.ROOT), str(path)]) == 0, capsys.readouterr().out


def test_the_lines_of_python_on_importing_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(examples.ROOT / "docs" / "importing", tmp_path / "docs" / "importing")
    monkeypatch.chdir(tmp_path)
    (block,) = re.findall(
        r"^```python\n(.*?)^```", examples.text("docs/importing.md"), re.DOTALL | re.MULTILINE
    )

    exec(block, {})

    with tempodb.open("house.db") as db:
        assert db.load("house.yaml")[0].transaction is None


def test_the_lines_of_python_on_replaying_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(examples.ROOT / "docs" / "replay", tmp_path / "docs" / "replay")
    monkeypatch.chdir(tmp_path)
    (block,) = re.findall(r"^```python\n(.*?)^```", examples.text("docs/replay.md"), re.DOTALL | re.MULTILINE)
    made: dict[str, Any] = {}

    exec(block, made)

    assert made["report"].transactions == [1, 2, 3]


def test_the_writes_of_the_page_are_read() -> None:
    (block,) = re.findall(r"^```tql\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)

    for line in block.splitlines():
        assert len(parse_script(line)) == 1


@pytest.mark.parametrize("keyword", ["while", "that joined", "union", "intersect", "except", "count", "by year",
    "changes in", "compare", "vacancies of", "timeline of", "why", "revisions of", "conflicts in", "explain",
    "history of", "when", "including bodies", "including predecessors", "record", "change", "end", "retract",
    "correct", "erase", "known at", "published by", "according to", "including disputed", "throughout",
    "certainly", "possibly", "order by", "limit", "show", "describe", "use", "set as of", "set known at"])  # fmt: skip
def test_every_word_of_the_language_is_on_the_page(keyword: str) -> None:
    assert re.search(rf"`?{keyword}", PAGE)
