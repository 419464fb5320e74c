"""Every example of the README is run, and has to give what stands there."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest

import tempodb
from tempodb.cli import main
from tempodb.cli.commands import DEMONSTRATED
from tempodb.cli.output import Output
from tempodb.database import check

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PRESENT = re.compile(r"20(?!20)\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
"""The instants of loading and asking, which differ from run to run; those that a question names are of 2020."""


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


def commands() -> list[tuple[str, str]]:
    """Return each command of the page with the output that stands below it."""
    lines = "".join(blocks("console"))
    return [
        (found[1], found[2].strip("\n"))
        for found in re.finditer(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", lines, re.MULTILINE)
    ]


def test_the_commands_print_what_the_page_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("TEMPODB_DB", str(tmp_path / "readme.db"))
    monkeypatch.setattr(Output, "is_terminal", True)
    monkeypatch.delenv("COLUMNS", raising=False)

    for command, shown in commands():
        assert main(shlex.split(command)[1:]) == 0, command
        said = capsys.readouterr()
        assert PRESENT.sub("", said.out.strip("\n")) == PRESENT.sub("", shown), command
        assert said.err == ""


def test_the_python_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    test = doctest.DocTestParser().get_doctest("".join(blocks("python")), {}, "README", "README.md", 0)

    assert doctest.DocTestRunner().run(test).failed == 0


@pytest.mark.parametrize("example", blocks("yaml"), ids=["short", "fuller"])
def test_a_dataset_of_the_page_is_without_fault(tmp_path: Path, example: str) -> None:
    file = tmp_path / "example.yaml"
    file.write_text(example, encoding="utf-8")

    assert check(file) == []


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("members as of 2000", 1),
        ("members including any status, disputed as of 2004", 4),
        ("names of Northmark", 2),
        ("holders of secretary as of 1999-04-15", 1),
        ("offices of Ann Example as of 2001-03-14", 1),
        ("bodies", 1),
        ("events", 2),
    ],
)
def test_the_fuller_dataset_answers(tmp_path: Path, question: str, count: int) -> None:
    file = tmp_path / "example.yaml"
    file.write_text(blocks("yaml")[1], encoding="utf-8")

    with tempodb.open(":memory:") as database:
        database.load(file)
        assert len(database.query(question)) == count


def test_a_dataset_is_withdrawn_as_the_page_says(tmp_path: Path) -> None:
    file = tmp_path / "example.yaml"
    with tempodb.open(":memory:") as database:
        for text in (blocks("yaml")[1], "".join(blocks("yaml")[1].splitlines(keepends=True)[:2])):
            file.write_text(text, encoding="utf-8")
            database.load(file)

        assert not database.query("show states")
        assert not database.query("events")


def test_the_demonstration_asks_the_questions_of_the_page() -> None:
    asked = [shlex.split(command)[2] for command, _ in commands() if command.startswith("tempodb query")]

    assert list(DEMONSTRATED) == asked


@pytest.mark.parametrize(
    "command", ["load", "query", "check", "export", "verify", "rebuild", "digest", "schema", "demo"]
)
def test_every_command_is_named_and_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    assert f"tempodb {command}" in capsys.readouterr().out
    assert f"`{command}`" in README
