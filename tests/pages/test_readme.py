"""Every example of the README is run, and has to give what stands there."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest

import tempodb
from pages import examples
from tempodb import check
from tempodb.cli import main
from tempodb.cli.commands.about import DEMONSTRATED

README = examples.text("README.md")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


def test_the_commands_print_what_the_page_shows(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", "--root", str(examples.ROOT), str(examples.ROOT / "README.md")]) == 0, (
        capsys.readouterr().out
    )


def test_the_python_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(examples.ROOT)
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
    asked = [
        shlex.split(command)[2]
        for command in examples.commands("README.md")
        if command.startswith("tempodb query")
    ]

    assert list(DEMONSTRATED) == asked[: len(DEMONSTRATED)]


@pytest.mark.parametrize(
    "command",
    [
        "load",
        "query",
        "run",
        "erase",
        "check",
        "export",
        "backup",
        "restore",
        "copy",
        "roles",
        "verify",
        "doctor",
        "maintain",
        "rebuild",
        "digest",
        "schema",
        "config",
        "completion",
        "demo",
        "test",
    ],
)
def test_every_command_is_named_and_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    assert f"tempodb {command}" in capsys.readouterr().out
    assert f"`{command}`" in README
