"""The help of each command: its options in groups, and examples that work as they stand."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import tempodb
from pages import examples
from tempodb.cli import main
from tempodb.cli.arguments import MORE, parser
from tempodb.cli.dispatch import CLI_COMMANDS
from tempodb.cli.examples import EXIT_CODES, FIRST

ALL = [(command, example) for command in CLI_COMMANDS for example in CLI_COMMANDS[command].examples]
ALL += [(example.split()[1], example) for example in FIRST]


def helped(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main([*arguments, "--help"]) == 0
    return capsys.readouterr().out


def test_every_command_has_examples() -> None:
    assert all(command.examples for command in CLI_COMMANDS.values())


@pytest.mark.parametrize("command", CLI_COMMANDS)
def test_the_help_shows_options_in_groups_then_examples_then_exit_codes(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = helped(capsys, command)

    examples = "".join(f"  {example}\n" for example in CLI_COMMANDS[command].examples)
    assert shown.endswith(f"\n\nexamples:\n{examples}\n{EXIT_CODES}\n")
    titles = [line[:-1] for line in shown.splitlines() if line.endswith(":") and not line.startswith(" ")]
    assert set(titles) <= {"input", "database", "output", "options", "examples"}
    assert len(titles) == len(set(titles))
    assert {"database", "output"} <= set(titles)


def test_the_help_of_all_names_the_commands_in_the_order_of_need(capsys: pytest.CaptureFixture[str]) -> None:
    shown = helped(capsys)

    listed = [
        line.split()[0]
        for line in shown.partition(MORE)[2].splitlines()
        if line[:4] == "    " and line[4:5] > " "
    ]
    assert listed == list(CLI_COMMANDS)
    assert listed.index("load") < listed.index("query") < listed.index("run") < listed.index("verify")
    assert shown.endswith(f"{FIRST[-1]}\n\n{EXIT_CODES}\n")


def arguments_of(example: str) -> list[str]:
    """Return the arguments that a shell gives to the program of an example."""
    spelling = f"tempodb() {{ printf '%s\\0' \"$@\"; }}\n{example} 2>/dev/null"
    spelling = spelling.replace("$(cat digest.txt)", "0" * 64).partition(" > ")[0]
    ran = subprocess.run(["bash", "-c", spelling], cwd=examples.ROOT, capture_output=True, check=True)
    return ran.stdout.decode().split("\0")[:-1]


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize(("command", "example"), ALL)
def test_an_example_is_understood(command: str, example: str) -> None:
    arguments = arguments_of(example)

    assert parser([command]).parse_args(arguments).command == command


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a database and the files that the examples name."""
    folder = tmp_path_factory.mktemp("examples")
    for part in ("fixtures", "docs"):
        shutil.copytree(examples.ROOT / part, folder / part)
    program = folder / "bin" / "tempodb"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tempodb "$@"\n')
    program.chmod(0o755)
    for name in ("tempodb.db", "copy.db"):
        with tempodb.open(folder / name) as database:
            database.load(folder / "fixtures" / "csto.yaml")
            (folder / "digest.txt").write_text(database.digest())
    return folder


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize("command", CLI_COMMANDS)
def test_the_examples_do_what_they_say(command: str, folder: Path, tmp_path: Path) -> None:
    for number, example in enumerate(CLI_COMMANDS[command].examples):
        place = tmp_path / str(number)
        shutil.copytree(folder, place)
        if command in ("backup",):
            (place / "copy.db").unlink()
        if command == "verify":
            digest = ["bash", "-c", f"{place}/bin/tempodb digest > digest.txt"]
            subprocess.run(digest, cwd=place, check=True, env=environment(place))

        ran = subprocess.run(
            ["bash", "-c", example], cwd=place, capture_output=True, env=environment(place), check=False
        )

        # Of the two fixtures, one contradicts the other.
        assert ran.returncode == (1 if example.startswith("tempodb check fixtures/*") else 0), ran.stderr
        assert ran.stderr == b"" and b"\x1b" not in ran.stdout


def environment(place: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("TEMPODB_DB", "TEMPODB_CONFIG")}
    home = {"HOME": str(place), "XDG_CONFIG_HOME": str(place / "new")}
    return {**kept, **home, "PATH": f"{place}/bin:{kept['PATH']}"}
