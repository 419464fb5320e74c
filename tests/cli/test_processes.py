"""The program as a process: standard input, locales, pipes, signals."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cli.running import Ran, tempodb_

SHELL = pytest.mark.skipif(os.name == "nt", reason="needs a shell of Unix")


def process(
    *arguments: str | bytes, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a process of its own."""
    kept = {
        key: value for key, value in os.environ.items() if key not in ("TEMPODB_DB", "PYTHONUTF8", "LC_ALL")
    }
    return subprocess.run(
        [sys.executable, "-m", "tempodb", *arguments],
        input=stdin,
        capture_output=True,
        env={**kept, **environment},
        timeout=60,
        check=False,
    )


def test_a_dash_reads_standard_input(db: str) -> None:
    ran = tempodb_(
        "query", "-", "-p", "o=CSTO", stdin=b"-- whose?\nnames of :o;\n\nbodies\n of CSTO as of 2010;\n"
    )

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count("party\t") == 1
    assert ran.out.count("body\t") == 1


def test_a_query_that_begins_with_a_dash_is_one(db: str) -> None:
    assert tempodb_("query", "-- all of them\nmembers").code == 0


class Interrupted(io.RawIOBase):
    """A stream at which somebody presses Ctrl-C."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object, /) -> int:
        raise KeyboardInterrupt


def test_ctrl_c_ends_quietly_with_130(db: str) -> None:
    assert tempodb_("query", "-", stdin=io.TextIOWrapper(io.BufferedReader(Interrupted()))) == Ran(
        130, "", ""
    )


AT_THE_KEYBOARD = """
import io, runpy, signal, sys

class Keyboard(io.RawIOBase):
    def readable(self):
        return True
    def readinto(self, buffer):
        print("up", flush=True)
        signal.pause()

sys.stdin = io.TextIOWrapper(io.BufferedReader(Keyboard()))
runpy.run_module("tempodb", run_name="__main__")
"""


@SHELL
def test_ctrl_c_ends_a_process_quietly_with_130(loaded: Path) -> None:
    waiting = subprocess.Popen(
        [sys.executable, "-c", AT_THE_KEYBOARD, "query", "-", "--db", str(loaded)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert waiting.stdout is not None
    assert waiting.stdout.readline() == b"up\n"

    waiting.send_signal(signal.SIGINT)
    out, err = waiting.communicate(timeout=60)

    assert (waiting.returncode, out, err) == (130, b"", b"")


IMPATIENT = """
import runpy, sys

class Impatient:
    def find_spec(self, name, path=None, target=None):
        if name == "sqlite3":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Impatient())
runpy.run_module("tempodb", run_name="__main__")
"""


def test_ctrl_c_while_the_program_starts_ends_it_as_quietly(loaded: Path) -> None:
    arguments = [sys.executable, "-c", IMPATIENT, "query", "members", "--db", str(loaded)]

    ran = subprocess.run(arguments, capture_output=True, timeout=60, check=False)

    assert (ran.returncode, ran.stdout, ran.stderr) == (130, b"", b"")


CRAMPED = """
import runpy
from tempodb import cli

def cramped():
    raise MemoryError

cli.main = cramped
runpy.run_module("tempodb", run_name="__main__")
"""


def test_what_lacks_memory_to_say_that_it_lacks_memory_says_it_all_the_same() -> None:
    ran = subprocess.run([sys.executable, "-c", CRAMPED], capture_output=True, timeout=60, check=False)

    assert (ran.returncode, ran.stdout) == (3, b"")
    assert ran.stderr == b"error: there is not enough memory for this\n"


def test_whoever_reads_the_first_line_alone_is_not_told_off(loaded: Path) -> None:
    asked = subprocess.Popen(
        [sys.executable, "-m", "tempodb", "query", "events;" * 60, "--db", str(loaded), "--format", "json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert asked.stdout is not None and asked.stderr is not None

    first = asked.stdout.readline()
    asked.stdout.close()
    err = asked.stderr.read()
    asked.stderr.close()

    assert (asked.wait(60), err) == (0, b"")
    assert json.loads(first)["query"] == "events"


MODULES = ("sqlalchemy", "sqlmodel", "pydantic", "pendulum", "prompt_toolkit", "yaml", "asyncio", "rapidfuzz", "polars",
           "pyarrow", "wcwidth", "rich", "numpy", "tomllib", "tqdm")  # fmt: skip


@pytest.mark.parametrize("format_", ["table", "json", "tsv"])
def test_a_question_is_answered_without_what_only_writing_needs(loaded: Path, format_: str) -> None:
    code = "import sys; from tempodb.cli import main; main(); print(*sys.modules, file=sys.stderr)"
    arguments = ["query", "members of CSTO as of 2006", "--db", str(loaded), "--format", format_]

    ran = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)

    assert {module.partition(".")[0] for module in ran.stderr.split()} & set(MODULES) == set()
    assert "Uzbekistan" in ran.stdout


LOCALES = [
    {"LC_ALL": "C"},
    {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "latin-1"},
    {"PYTHONIOENCODING": "utf-16"},
]


@pytest.mark.parametrize("environment", LOCALES, ids=str)
def test_output_is_utf_8_in_every_locale(odd: str, environment: dict[str, str]) -> None:
    answered = process("query", "members", "--db", odd, "--format", "csv", **environment)
    refused = process("query", "members of 上海", "--db", odd, **environment)

    assert (answered.returncode, answered.stderr) == (0, b"")
    assert "上海 | Zoë".encode() in answered.stdout
    assert (refused.returncode, refused.stdout) == (2, b"")
    # Python decodes arguments before anybody can ask it not to; without UTF-8 they are refused.
    assert "PYTHONUTF8" in environment or "`上海`".encode() in refused.stderr


@pytest.mark.parametrize("environment", LOCALES, ids=str)
def test_standard_input_is_utf_8_in_every_locale(odd: str, environment: dict[str, str]) -> None:
    ran = process(
        "query", "-", "--db", odd, stdin='names of "上海 | Zoë, ""the""; one"'.encode(), **environment
    )

    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.parametrize("bad", [b"\xff", b"\xed\xa0\x80"])
def test_an_argument_that_is_no_utf_8_is_refused(loaded: Path, bad: bytes) -> None:
    ran = process("query", b"members of " + bad, "--db", str(loaded))

    assert (ran.returncode, ran.stdout) == (2, b"")
    assert b"Traceback" not in ran.stderr


def test_standard_input_that_is_no_utf_8_is_refused(db: str) -> None:
    ran = tempodb_("query", "-", stdin=b"members of \xff\xfe")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("<stdin>:1:12: error: the byte 0xff is no UTF-8")


def test_a_byte_order_mark_is_no_part_of_the_query(db: str) -> None:
    assert tempodb_("query", "-", stdin=b"\xef\xbb\xbfmembers").code == 0


def shell(command: str, loaded: Path) -> subprocess.CompletedProcess[bytes]:
    """Run a command with its streams redirected by a shell; `$T` stands for the program."""
    script = command.replace("$T", f"{sys.executable} -m tempodb").replace("$D", f"--db {loaded}")
    return subprocess.run(["sh", "-c", script], capture_output=True, timeout=60, check=False)


@SHELL
@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("$T query members $D >&-", 3),
        ("$T query membres $D 2>&-", 2),
        ("$T query membres $D 2>&1 >&-", 2),
        ("$T query - $D <&-", 2),
        ("$T query membres $D 2>/dev/full", 2),
        ("$T query 'members as of 1990' $D 2>/dev/full", 0),
        ("$T query membres $D >/dev/full 2>/dev/full", 2),
        ("$T --help >&-", 3),
        ("$T query --help >/dev/full", 3),
        ("$T query members $D >/dev/full", 3),
        ("$T query 'events;events;events' $D --format json >/dev/full", 3),
        ("$T query members $D </dev/null >/dev/null", 0),
    ],
)  # fmt: skip
def test_streams_that_are_closed_or_full_give_an_exit_code_and_no_traceback(
    loaded: Path, command: str, code: int
) -> None:
    if "/dev/full" in command and not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")

    ran = shell(command, loaded)

    assert b"Traceback" not in ran.stderr
    assert b"Exception ignored" not in ran.stderr
    assert ran.returncode == code


def test_a_built_parser_that_was_kept_and_spoilt_is_built_anew(loaded: Path, folder: Path) -> None:
    cache = folder / "cache"
    arguments = ("query", "members limit 1", "--db", str(loaded))
    assert process(*arguments, XDG_CACHE_HOME=str(cache)).returncode == 0
    for kept in (path for path in cache.rglob("*") if path.is_file()):
        kept.write_bytes(b"\x80\x04spoilt")

    ran = process(*arguments, XDG_CACHE_HOME=str(cache))

    assert (ran.returncode, ran.stderr) == (0, b"")


def test_there_need_be_no_place_to_keep_the_built_parser(loaded: Path) -> None:
    ran = process("query", "members limit 1", "--db", str(loaded), XDG_CACHE_HOME="/dev/null/cache")

    assert (ran.returncode, ran.stderr) == (0, b"")
