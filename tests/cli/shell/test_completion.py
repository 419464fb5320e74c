"""Completion: what is offered, and what real shells make of it."""

from __future__ import annotations

import os
import select
import shutil
import sqlite3
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyte
import pytest

import tempodb
from tempodb.cli import main
from tempodb.cli.examples import SHELLS
from tempodb.cli.shell.completers import files, labels, printable_only

pty, fcntl, termios, terminals = (
    pytest.importorskip(name, reason="needs a terminal of Unix")
    for name in ("pty", "fcntl", "termios", "terminals")
)

CSTO = tempodb.bundled_fixture("csto.yaml")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a database, some files, and the program."""
    folder = tmp_path_factory.mktemp("typing")
    with tempodb.open(folder / "tempodb.db") as database:
        database.load(CSTO)
    shutil.copy(folder / "tempodb.db", folder / "other.db")
    for name in ("my data.yaml", "notes.txt", ".hidden.yaml", "a\x1b[2J.yaml"):
        (folder / name).touch()
    (folder / "more").mkdir()
    program = folder / "bin" / "tempodb"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tempodb "$@"\n')
    program.chmod(0o755)
    (folder / "config.toml").write_text('[formats]\njoined = {format = "csv"}\n')
    return folder


def environment(folder: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("TEMPODB_DB", "LC_ALL")}
    own = {"PATH": f"{folder}/bin:{kept['PATH']}", "TEMPODB_CONFIG": str(folder / "config.toml")}
    return {**kept, **own, "HOME": str(folder), "LANG": "C.UTF-8", "TERM": "xterm", "COLUMNS": "200", **more}


def offered(folder: Path, line: str, **more: str) -> list[str]:
    """Return what the program offers for a line that ends where the cursor stands."""
    asking = {
        "_ARGCOMPLETE": "1",
        "_ARGCOMPLETE_IFS": "\n",
        "_ARGCOMPLETE_SHELL": "fish",
        "_ARGCOMPLETE_SUPPRESS_SPACE": "1",
        "COMP_LINE": line,
    }
    ran = subprocess.run(
        ["sh", "-c", "exec tempodb 8>&1 >/dev/null"],
        cwd=folder,
        env=environment(folder, **asking, COMP_POINT=str(len(line)), **more),
        capture_output=True,
        check=False,
    )
    assert ran.stderr == b""
    return ran.stdout.decode().splitlines()


OFFERED = [
    ("tempodb lo", ["load"]),
    ("tempodb export --dat", ["--dataset"]),
    ("tempodb export --dataset ", ["csto"]),
    ("tempodb --errors ", ["text", "json"]),
    ("tempodb query --format j", ["json", "jsonl", "joined"]),
    ("tempodb load --format ", ["table", "json"]),
    ("tempodb completion ", ["bash", "zsh", "fish"]),
    ("tempodb load m", ["more/", "my data.yaml"]),
    ("tempodb load ", ["bin/", "config.toml", "more/", "my data.yaml"]),
    ("tempodb load .", [".hidden.yaml"]),
    ("tempodb run not", ["notes.txt"]),
    ("tempodb query --db ot", ["other.db"]),
    ("tempodb erase val", ["valery-semerikov"]),
    ("tempodb erase 'Val", ["Valery Semerikov"]),
    ("tempodb query 'status of Uzbekistan in CSTO Sec", ["status of Uzbekistan in CSTO Secretariat"]),
    ("tempodb query 'members of collective-s", ["members of collective-security-council"]),
    ('tempodb query "Bodies OF csto-p', ["Bodies OF csto-press-centre"]),
    ("tempodb query 'members of nothing-", []),
    ("tempodb query 'memb", []),
    ("tempodb --db missing.db export --dataset ", []),
    ("tempodb --db postgresql://x export --dataset ", []),
    ("tempodb --db :memory: export --dataset ", []),
    ("tempodb --db notes.txt export --dataset ", []),
    ("tempodb --db more export --dataset ", []),
    ("tempodb verify --digest not", ["notes.txt"]),
    ("tempodb digest --git mo", ["more/"]),
    ("tempodb query 'members of CSTO' --now ", []),
    ("tempodb 'unclosed", []),
]


@pytest.mark.parametrize(("line", "expected"), OFFERED, ids=[line for line, _ in OFFERED])
def test_what_is_offered(folder: Path, line: str, expected: list[str]) -> None:
    before = sorted(folder.iterdir())

    assert offered(folder, line) == expected
    assert sorted(folder.iterdir()) == before


def test_the_names_of_a_locked_database_are_not_waited_for(folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / "tempodb.db", tmp_path / "locked.db")
    with sqlite3.connect(tmp_path / "locked.db", isolation_level=None) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        assert labels(str(tmp_path / "locked.db")) == []
    holder.close()
    assert labels(str(tmp_path / "locked.db"))


def test_broken_settings_hinder_no_completion(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("db = ")

    assert offered(folder, "tempodb lo", TEMPODB_CONFIG=str(tmp_path / "broken.toml")) == ["load"]


def test_nothing_that_is_offered_controls_a_terminal() -> None:
    assert printable_only(["a b", "\x1b[2J", "\x9b", "a\nb", "\u202e", "上海"]) == ["a b", "上海"]


def test_a_folder_that_cannot_be_read_has_no_files() -> None:
    assert list(files("/nowhere/at/all")) == []


def test_it_is_answered_without_what_only_writing_needs(folder: Path) -> None:
    code = (
        "import os, sys; from tempodb.cli.arguments import parser\n"
        "import argcomplete, tempodb.cli.shell.argcomplete as c\n"
        "leave = lambda code: (print(*sys.modules, file=sys.stderr), sys.exit(code))\n"
        "ask = argcomplete.autocomplete\n"
        "argcomplete.autocomplete = lambda *a, **k: ask(*a, exit_method=leave, output_stream=sys.stdout, **k)\n"
        "c.complete(parser(), os.environ)\n"
    )
    line = "tempodb export --dataset "
    asking = {"_ARGCOMPLETE": "1", "COMP_LINE": line, "COMP_POINT": str(len(line))}

    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment(folder, **asking), capture_output=True, text=True, check=True
    )  # fmt: skip

    assert ran.stdout.strip() == "csto"
    assert not {"sqlalchemy", "sqlmodel", "pydantic", "pendulum", "prompt_toolkit", "yaml"} & set(
        ran.stderr.split()
    )


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_says_where_it_goes(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert f"# {shell}: " in "".join(script.splitlines(keepends=True)[:2])
    assert main(["completion", "--help"]) == 0
    assert "~/.bashrc" in capsys.readouterr().out


# ── real shells ──────────────────────────────────────────────────────────────────────────────────

STARTS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], 'eval "$(tempodb completion bash)"'),
    "zsh": (
        ["zsh", "-f", "-i"],
        'bindkey -e; autoload -U compinit; compinit -u -D; eval "$(tempodb completion zsh)"',
    ),
    "fish": (["fish", "--no-config", "-i"], "tempodb completion fish | source"),
}
TYPED = [
    ("tempodb lo", ["tempodb", "load"]),
    ("tempodb export --dataset cs", ["tempodb", "export", "--dataset", "csto"]),
    (
        "tempodb query 'members of collective-s",
        ["tempodb", "query", "members of collective-security-council"],
    ),
    ('tempodb query "members of CSTO Sec', ["tempodb", "query", "members of CSTO Secretariat"]),
    ("tempodb load my", ["tempodb", "load", "my data.yaml"]),
    ("true; tempodb erase val", ["tempodb", "erase", "valery-semerikov"]),
]


@pytest.mark.parametrize("shell", [pytest.param(shell, marks=pytest.mark.skipif(shutil.which(shell) is None, reason=f"needs {shell}")) for shell in SHELLS])  # fmt: skip
def test_a_shell_completes(shell: str, folder: Path) -> None:
    arguments, prepare = STARTS[shell]
    terminal = Terminal(arguments, folder)
    try:
        terminal.type(f"{prepare}; echo rea''dy:\r")
        terminal.wait("ready:")
        for number, (line, expected) in enumerate(TYPED):
            terminal.type(line)
            terminal.wait_at_cursor(line.split()[-1])
            terminal.type("\t")
            terminal.wait_at_cursor(expected[-1].split()[-1])
            # The line that was completed becomes the arguments of what prints them.
            begun = len("true; ") if line.startswith("true; ") else 0
            terminal.type("\x01" + "\x06" * begun + f"printf '<%s>' \x05; echo don''e{number}:\r")
            terminal.wait(f"done{number}:")
            assert "".join(f"<{word}>" for word in expected) + f"done{number}:" in terminal.seen, line
    finally:
        terminal.close()


class Terminal:
    """A shell that believes that somebody types."""

    def __init__(self, arguments: list[str], folder: Path) -> None:
        pid, self._shell = pty.fork()
        if pid == 0:
            os.chdir(folder)
            os.execvpe(arguments[0], arguments, environment(folder))
        fcntl.ioctl(self._shell, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))
        self._pid = pid
        self._screen = terminals.Answering(200, 50)
        self._screen.answer = lambda said: os.write(self._shell, said.encode())
        self._stream = pyte.ByteStream(self._screen)

    @property
    def seen(self) -> str:
        return "\n".join(self._screen.display)

    def type(self, keys: str) -> None:
        os.write(self._shell, keys.encode())

    def wait(self, text: str) -> None:
        self._wait(lambda: text in self.seen)

    def wait_at_cursor(self, text: str) -> None:
        """Wait until *text* stands before the cursor, with at most a quote and a blank between."""

        def is_there() -> bool:
            cursor = self._screen.cursor
            return self._screen.display[cursor.y][: cursor.x].rstrip(" '\"").endswith(text)  # type: ignore[no-any-return]

        self._wait(is_there)

    def close(self) -> None:
        os.kill(self._pid, 9)
        os.waitpid(self._pid, 0)
        os.close(self._shell)

    def _wait(self, is_seen: Callable[[], bool]) -> None:
        end = time.monotonic() + terminals.PATIENCE
        while not is_seen():
            assert time.monotonic() < end, self.seen
            if select.select([self._shell], [], [], 0.5)[0]:
                self._stream.feed(os.read(self._shell, 65536))
