"""The help of each command: its options in groups, and examples that work as they stand."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import tempodb
from cli.running import Ran, tempodb_
from git_repositories import GitRepository
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


def test_the_front_page_names_every_command() -> None:
    page = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    _, _, behind = page.partition("\n## Commands\n\n")
    named, _, _ = behind.partition(": `tempodb COMMAND --help`")

    assert sorted(named.replace("`", "").split(", ")) == sorted(CLI_COMMANDS)


@pytest.mark.parametrize("command", CLI_COMMANDS)
def test_the_help_shows_options_in_groups_then_examples_then_exit_codes(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = helped(capsys, command)

    examples = "".join(f"  {example}\n" for example in CLI_COMMANDS[command].examples)
    assert shown.endswith(f"\n\nexamples:\n{examples}\n{EXIT_CODES}\n")
    titles = [line[:-1] for line in shown.splitlines() if line.endswith(":") and not line.startswith(" ")]
    assert set(titles) <= {
        "input",
        "what the source leaves open",
        "database",
        "output",
        "options",
        "examples",
    }
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

    assert parser().parse_args(arguments).command == command


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a database and the files that the examples name."""
    stocked = tmp_path_factory.mktemp("examples")
    for part in ("fixtures", "docs"):
        shutil.copytree(examples.ROOT / part, stocked / part)
    program = stocked / "bin" / "tempodb"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tempodb "$@"\n')
    program.chmod(0o755)
    with tempodb.open(stocked / "tempodb.db") as database:
        database.load(stocked / "fixtures" / "csto.yaml")
        (stocked / "digest.txt").write_text(database.digest())
        for lake in ("lake", "theirs"):
            database.publish(stocked / lake, buckets=4)
        shutil.rmtree(stocked / "theirs" / "manifests")
        notary = GitRepository(stocked / "notary")
        for name in ("name", "email"):
            notary.git("config", f"user.{name}", "ann@example.org")
        database.keep_digest(notary.folder)
        key = stocked / ".ssh" / "id_ed25519"
        key.parent.mkdir()
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
        (stocked / "signed.txt").write_text(database.signed_digest(key))
        (stocked / "signers.txt").write_text(f"ann@example.org {key.with_suffix('.pub').read_text()}")
    shutil.copy(stocked / "tempodb.db", stocked / "copy.db")
    return stocked


@pytest.fixture
def place(stocked: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run among the files that the examples name, at home and without settings."""
    shutil.copytree(stocked, folder, dirs_exist_ok=True)
    monkeypatch.delenv("TEMPODB_CONFIG")
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "new"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(stocked.parent / "cache"))
    monkeypatch.setenv("PATH", str(folder / "bin"), prepend=os.pathsep)
    return folder


def named(word: str) -> list[str]:
    """Return the files that a pattern names, or a word as it stands."""
    return (
        sorted(map(str, Path().glob(word)))
        if "*" in word
        else [str(Path(word).expanduser()) if word[0] == "~" else word]
    )


def as_a_shell_would(example: str, place: Path) -> Ran:
    """Do in this process what an example says."""
    said, _, file = example.replace("$(cat digest.txt)", (place / "digest.txt").read_text()).partition(" > ")
    echo, _, said = said.rpartition(" | ")
    words = [name for word in shlex.split(said) for name in named(word)]
    ran: Ran = tempodb_(*words[1:], stdin="".join(shlex.split(echo)[1:]).encode())
    return Ran(ran.code, "" if file else ran.out, ran.err)


GOES_ON = ("web",)
"""What answers until somebody interrupts it; `tests/web/test_command.py` does so."""


@pytest.mark.parametrize(
    ("command", "example"),
    [(name, said) for name in CLI_COMMANDS if name not in GOES_ON for said in CLI_COMMANDS[name].examples],
)
def test_the_examples_do_what_they_say(command: str, example: str, place: Path) -> None:
    if command == "backup":
        (place / "copy.db").unlink()

    ran = as_a_shell_would(example, place)

    # Of the two fixtures, one contradicts the other.
    assert ran.code == (1 if example.startswith("tempodb check fixtures/*") else 0), ran.err
    reported = ("note: ", ": warning: left out: ") if command in ("import", "replay") else ()
    told = [line for line in ran.err.splitlines() if not any(word in line for word in reported)]
    assert told == [] and "\x1b" not in ran.out


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize(
    "example",
    [
        "echo 'members as of 2006; observers as of 2013' | tempodb run -",
        "tempodb verify --digest $(cat digest.txt)",
        "tempodb check fixtures/*.yaml --errors json",
        "tempodb query 'holders of secretary-general of CSTO as of :day' -p day=2017-04-19",
    ],
)
def test_a_shell_does_the_same(example: str, place: Path) -> None:
    assert example in [said for _, said in ALL]

    ran = subprocess.run(["bash", "-c", example], cwd=place, capture_output=True, text=True, check=False)

    assert Ran(ran.returncode, ran.stdout, ran.stderr) == as_a_shell_would(example, place)
