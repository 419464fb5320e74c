"""The page on folders of tables: what is typed prints what it shows, and its files and refusals are real."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import tempodb
from pages import examples
from tempodb.cli import main

PAGE = examples.text("docs/folders.md")
EXAMPLE = examples.ROOT / "docs" / "folders" / "csto"
HEADINGS = {
    "member;of": b"member;of\n",
    "member,of,form": b"member,of,form\n",
    "member,of,of": b"member,of,of\n",
}
TABLES = {
    **HEADINGS,
    "a row with a cell too many": b"member,of\na,o,\n",
    "a quote that is not closed": b'member,of\na,"o\n',
    '"a"b': b'member,of\n"a"b,o\n',
    "Latin-1, Windows-1252": b"member,of\n\xe9,o\n",
    "UTF-16": "member,of\n".encode("utf-16"),
    "a date that is none": b"member,of,from\na,o,1992~\n",
}
"""What the page tells of, as tables of memberships."""
WRONG = re.findall(
    r"^\| (.+?) \| (.+?) \|$", PAGE.partition("| wrong |")[2].partition("\n\n")[0], re.MULTILINE
)


def test_what_is_typed_prints_what_the_page_shows(capsys: pytest.CaptureFixture[str]) -> None:
    path = examples.ROOT / "docs" / "folders.md"

    assert main(["test", "--root", str(examples.ROOT), str(path)]) == 0, capsys.readouterr().out


@pytest.mark.parametrize(("language", "file"), [("yaml", "dataset.yaml"), ("csv", "memberships.csv")])
def test_the_files_on_the_page_are_those_of_the_example(language: str, file: str) -> None:
    (block,) = re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    assert block == (EXAMPLE / file).read_text(encoding="utf-8")


@pytest.mark.parametrize(("wrong", "said"), WRONG)
def test_what_is_refused_is_said_so(wrong: str, said: str, tmp_path: Path) -> None:
    table = TABLES.get(wrong.strip("`"))
    (tmp_path / "dataset.yaml").write_text("tempodb: 1\ndataset: d\n", encoding="utf-8")
    name = "states.csv" if table is None else "memberships.csv"
    (tmp_path / name).write_bytes(table or b"id,name\na,A\nb,B\na,C\n")
    messages = [problem.message for problem in tempodb.check(tmp_path)]
    assert any(message.startswith(said) for message in messages)


def test_the_example_in_python_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (block,) = re.findall(r"^```python\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    monkeypatch.chdir(examples.ROOT)
    exec(block, {"target": tmp_path / "csto"})
    assert (tmp_path / "csto" / "dataset.yaml").exists()
