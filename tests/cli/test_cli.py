"""The command line: what is printed where, exit codes, and nothing but errors in words."""

from __future__ import annotations

import csv
import fcntl
import io
import json
import os
import pty
import re
import signal
import stat
import struct
import subprocess
import sys
import tempfile
import termios
import threading
from collections.abc import Iterator, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

import tempodb
from oracle.strategies import examples
from tempodb.cli import main
from tempodb.cli.arguments import COMMANDS

CSTO = str(tempodb.bundled_fixture("csto.yaml"))
EXACT = str(tempodb.bundled_fixture("csto-exact.yaml"))


SHELL = pytest.mark.skipif(os.name == "nt", reason="needs a shell of Unix")


class Ran(NamedTuple):
    """What a command left: its exit code, and what it wrote where."""

    code: int
    out: str
    err: str


class Terminal(io.TextIOWrapper):
    """A stream that a person reads."""

    def isatty(self) -> bool:
        return True


def tempodb_(
    *arguments: str, stdin: bytes | io.TextIOBase = b"", terminal: bool = False, raw: bool = False
) -> Any:
    """Run a command in this process; whatever it raises, the test sees."""
    out, err = io.BytesIO(), io.BytesIO()
    stdout = (Terminal if terminal else io.TextIOWrapper)(out, encoding="utf-8")
    stderr = io.TextIOWrapper(err, encoding="utf-8")
    given, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(stdin)) if isinstance(stdin, bytes) else stdin
    try:
        with redirect_stdout(stdout), redirect_stderr(stderr):
            code = main(list(arguments))
    finally:
        sys.stdin = given
    stdout.flush()
    stderr.flush()
    if raw:
        return code, out.getvalue(), err.getvalue().decode()
    return Ran(code, out.getvalue().decode(), err.getvalue().decode())


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


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run in an empty folder of the test's own, without a database named by the environment."""
    monkeypatch.delenv("TEMPODB_DB", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database that nobody writes to."""
    path = tmp_path_factory.mktemp("loaded") / "csto.db"
    assert tempodb_("load", CSTO, "--db", str(path), "--recorded-at", "2024-01-01T00:00:00Z").code == 0
    return path


@pytest.fixture
def db(loaded: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Name the database in the environment, and return its path."""
    monkeypatch.setenv("TEMPODB_DB", str(loaded))
    return str(loaded)


NOW = ("--now", "2025-06-01T12:00:00Z")

ODD = """
tempodb: 1
dataset: odd
focus: clüb
states:
  a: {name: "上海 | Zoë, \\"the\\"; one"}
  b: {name: "CSI \\x9b31m"}
organizations:
  clüb: {name: Clüb}
memberships:
  - {member: a, of: clüb, from: 2000}
  - {member: b, of: clüb, from: 2000}
""".replace("clüb", "club")


@pytest.fixture
def odd(folder: Path) -> str:
    """Return a database with names that are hard to print."""
    (folder / "odd.yaml").write_text(ODD, encoding="utf-8")
    assert tempodb_("load", "odd.yaml", "--db", "odd.db").code == 0
    return str(folder / "odd.db")


# ── every command, done ──────────────────────────────────────────────────────────────────────────


def test_load_reports_what_it_recorded(folder: Path) -> None:
    first = tempodb_("load", CSTO, "--db", "a.db", "--author", "me", "--note", "first")
    second = tempodb_("load", CSTO, "--db", "a.db", "--format", "json")

    assert (first.code, first.err, second.code, second.err) == (0, "", 0, "")
    assert (added := re.match(r"csto: (\d+) added, 0 corrected, 0 retracted, 0 unchanged\n", first.out))
    report = json.loads(second.out)
    assert {key: report[key] for key in ("dataset", "transaction", "added", "corrected", "retracted", "unchanged")} == {
        "dataset": "csto", "transaction": None, "added": 0, "corrected": 0, "retracted": 0, "unchanged": int(added[1]),
    }  # fmt: skip
    assert "by me; first" in tempodb_("query", "show transactions", "--db", "a.db").out


def test_a_dry_run_prints_the_difference_and_writes_nothing(folder: Path) -> None:
    ran = tempodb_("load", CSTO, "--db", "a.db", "--dry-run")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count("\n  + ") > 150
    assert f"csto: {ran.out.count(chr(10) + '  + ')} added" in ran.out
    assert list(folder.iterdir()) == []


def test_a_dry_run_can_tell_by_its_exit_code_whether_there_is_a_difference(folder: Path) -> None:
    assert tempodb_("load", CSTO, "--db", "a.db", "--dry-run", "--exit-code").code == 1
    assert tempodb_("load", CSTO, "--db", "a.db").code == 0
    assert tempodb_("load", CSTO, "--db", "a.db", "--dry-run", "--exit-code").code == 0


def test_a_load_counts_the_kinds_of_what_goes_too_and_asks_whether_a_file_is_whole(folder: Path) -> None:
    tempodb_("load", CSTO, "--db", "a.db")
    (folder / "csto.yaml").write_text("tempodb: 1\ndataset: csto\n")

    trial = tempodb_("load", "csto.yaml", "--db", "a.db", "--dry-run")
    as_json = tempodb_("load", "csto.yaml", "--db", "a.db", "--dry-run", "--format", "json")
    ran = tempodb_("load", "csto.yaml", "--db", "a.db")

    asked = re.fullmatch(
        r"warning: (\d+) of the \d+ claims of `csto` are withdrawn: is the file whole\?\n", ran.err
    )
    assert asked and asked[1] in ran.out
    assert "14 membership, 8 tenure" in ran.out
    assert json.loads(as_json.out)["kinds"]["membership"] == 14
    assert (trial.code, ran.code, trial.err) == (0, 0, ran.err)


def test_query_answers(db: str) -> None:
    ran = tempodb_("query", "members of CSTO as of 2006", *NOW)

    assert (ran.code, ran.err) == (0, "")
    assert [line.split("\t")[0] for line in ran.out.splitlines()] == [
        "member", "armenia", "belarus", "kazakhstan", "kyrgyzstan", "russia", "tajikistan", "uzbekistan",
    ]  # fmt: skip


def test_check_finds_nothing_in_the_datasets_that_come_along(folder: Path) -> None:
    for file in (CSTO, EXACT):
        assert tempodb_("check", file) == Ran(0, "1 file, nothing to find fault with\n", "")
    assert list(folder.iterdir()) == []


def test_check_judges_several_files_as_one_load_would(folder: Path) -> None:
    (folder / "a.yaml").write_text("tempodb: 1\ndataset: a\nstates: {x: {name: X}}\n")
    (folder / "b.yaml").write_text("tempodb: 1\ndataset: b\nstates: {y: {name: Y, succeeds: x}}\n")

    assert tempodb_("check", "a.yaml", "b.yaml") == Ran(0, "2 files, nothing to find fault with\n", "")
    assert tempodb_("check", "b.yaml").code == 1
    assert "contradicts" in tempodb_("check", CSTO, EXACT).out


def test_verify_and_digest(db: str) -> None:
    digest = tempodb_("digest")
    whole, kept = tempodb_("verify"), tempodb_("verify", "--digest", digest.out.strip())
    other = tempodb_("verify", "--digest", "0" * 64)

    assert re.fullmatch(r"[0-9a-f]{64}\n", digest.out)
    assert (whole.code, kept.code, other.code) == (0, 0, 1)
    assert (whole.err, kept.err, other.err) == ("", "", "")
    assert "0" * 64 in other.out


@pytest.mark.parametrize("digest", ["foo", "", "0" * 63, "\x1b[31m"])
def test_what_is_no_digest_is_refused(db: str, digest: str) -> None:
    assert tempodb_("verify", "--digest", digest).code == 2


def test_rebuild_changes_no_answer(folder: Path) -> None:
    tempodb_("load", CSTO, "--db", "a.db")
    before = tempodb_(
        "query", "events; members as of 1999; offices", "--db", "a.db", *NOW, "--format", "json"
    )

    ran = tempodb_("rebuild", "--db", "a.db")

    assert ran == Ran(0, "derived anew from 1 transaction\n", "")
    assert (
        tempodb_("query", "events; members as of 1999; offices", "--db", "a.db", *NOW, "--format", "json")
        == before
    )


@pytest.mark.parametrize("format_", ["yaml", "json"])
def test_what_is_exported_changes_nothing_when_it_is_loaded(loaded: Path, folder: Path, format_: str) -> None:
    copy = folder / "copy.db"
    copy.write_bytes(loaded.read_bytes())

    printed = tempodb_("export", "--db", str(copy), "--format", format_)
    written = tempodb_(
        "export", "--db", str(copy), "--format", format_, "--dataset", "csto", "-o", f"csto.{format_}"
    )

    assert (printed.code, printed.err, written) == (0, "", Ran(0, "", ""))
    assert (folder / f"csto.{format_}").read_text(encoding="utf-8") == printed.out
    report = json.loads(tempodb_("load", f"csto.{format_}", "--db", str(copy), "--format", "json").out)
    assert (report["transaction"], report["added"], report["retracted"]) == (None, 0, 0)
    assert report["unchanged"] > 150


def test_what_was_stated_then_is_exported_for_any_date_that_known_at_takes(folder: Path) -> None:
    (folder / "a.yaml").write_text("tempodb: 1\ndataset: a\nstates: {x: {name: Before}}\n")
    tempodb_("load", "a.yaml", "--db", "a.db", "--recorded-at", "2017-04-21T12:00:00Z")
    (folder / "a.yaml").write_text("tempodb: 1\ndataset: a\nstates: {x: {name: After}}\n")
    tempodb_("load", "a.yaml", "--db", "a.db", "--recorded-at", "2018")

    for known_at in ("2017", "April 2017", "2017-04-21", "2017-04-21T12:00Z", "2017-12-31T23:59:59Z"):
        assert "Before" in tempodb_("export", "--db", "a.db", "--known-at", known_at).out, known_at
    for known_at in ("2018", "today", "2018-01-01T00:00:00Z", "2999"):
        assert "After" in tempodb_("export", "--db", "a.db", "--known-at", known_at).out, known_at
    assert "2017-04-21T12:00" in tempodb_("export", "--db", "a.db", "--known-at", "2017-04-20").err


def test_the_schema_is_a_json_schema() -> None:
    ran = tempodb_("schema")

    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out)["$schema"].startswith("https://json-schema.org/")


def test_the_demo_answers_questions_and_leaves_nothing(folder: Path) -> None:
    ran = tempodb_("demo")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count("tempodb query '") >= 5
    assert list(folder.iterdir()) == []


def test_the_version_is_that_of_the_package() -> None:
    assert tempodb_("--version") == Ran(0, f"tempodb {version('tempodb')}\n", "")


@pytest.mark.parametrize("command", ["", *COMMANDS])
@pytest.mark.parametrize("asked", ["-h", "--help"])
def test_help_says_what_there_is(command: str, asked: str) -> None:
    ran = tempodb_(*filter(None, [command]), asked)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"usage: tempodb {command}")
    assert command or all(name in ran.out for name in COMMANDS)


# ── exit codes, and errors on standard error alone ───────────────────────────────────────────────

INPUT, SURROUNDINGS = 2, 3
WRONG: list[tuple[list[str], int, str]] = [
    # arguments
    (["frobnicate"], INPUT, "there is no command `frobnicate`"),
    (["qurey", "members"], INPUT, "the nearest is `query`"),
    (["lod", CSTO], INPUT, "the nearest is `load`"),
    (["query"], INPUT, "TQL"),
    (["query", "members", "names"], INPUT, "names"),
    (["query", "members", "--format", "xml"], INPUT, "xml"),
    (["query", "members", "--bogus"], INPUT, "--bogus"),
    (["query", "members", "-p"], INPUT, "-p"),
    (["query", "members", "--errors", "xml"], INPUT, "xml"),
    (["load"], INPUT, "FILE"),
    (["--bogus"], INPUT, "--bogus"),
    (["query", "members", "-x"], INPUT, "no place for `-x`"),
    (["query", "members", "-f", "csv"], INPUT, "help: write `--format csv`"),
    (["query", "-f", "csv", "members"], INPUT, "help: write `--format csv`"),
    (["export", "csto"], INPUT, "help: write `--dataset csto`"),
    (["verify", "0" * 64], INPUT, "help: write `--digest 0"),
    (["query", CSTO], INPUT, f"help: write: tempodb query - < {CSTO}"),
    (
        ["query", "members", "-o", "members.xlsx"],
        INPUT,
        "no format is known by the end `.xlsx` of the file's name",
    ),
    (
        ["query", "members", "-o", "members.xlsx"],
        INPUT,
        ".json .jsonl .csv .tsv .md .markdown .parquet .arrow, or add --format",
    ),
    (["query", "members", "--version"], INPUT, "tempodb query has no option `--version`"),
    # queries
    (["query", "membres"], INPUT, "help: write `members`"),
    (["query", "members of Foo"], INPUT, "no organization is called `Foo`"),
    (["query", "members; members of Foo"], INPUT, "no organization is called `Foo`"),
    (["query", "members as of 2006-13"], INPUT, "`2006-13` is no month"),
    (["query", "holders of president"], INPUT, "armenia/president"),
    (["query", "a" * 70_000], INPUT, "65536 are the most"),
    (["query", "use Foo; members"], INPUT, "no organization is called `Foo`"),
    # parameters
    (["query", "members of :o"], INPUT, "the parameter `:o` has no value"),
    (["query", "members", "-p", "o=CSTO"], INPUT, "the text has no parameter `:o`"),
    (["query", "members of :o", "-p", "o"], INPUT, "`o` is no parameter"),
    (["query", "members of :o", "-p", "=CSTO"], INPUT, "`=CSTO` is no parameter"),
    (["query", "members of :o", "-p", ":o=CSTO"], INPUT, "write -p name=value"),
    (["query", "members of :o", "-p", "o=CSTO", "-p", "o=SCO"], INPUT, "the parameter `o` is given twice"),
    (["query", "members of :o", "-p", "o=1", "--parameter=o=1"], INPUT, "the parameter `o` is given twice"),
    (["query", "members of :o", "-p", "o=Foo"], INPUT, "no organization is called `Foo`"),
    (["query", "members as of :t", "-p", "t=yesterday"], INPUT, "`yesterday` is no date"),
    (["query", "members limit :n", "-p", "n=-1"], INPUT, "`-1` is no whole number"),
    # instants
    (["query", "members", "--now", "yesterday"], INPUT, "`yesterday` is no date"),
    (["query", "members", "--now", "2017-04-21T25:00Z"], INPUT, "is no instant"),
    (["query", "members", "--now", ""], INPUT, "a date is missing"),
    (["export", "--known-at", "yesterday"], INPUT, "`yesterday` is no date"),
    (["export", "--known-at", "2017"], INPUT, "nothing was recorded yet at 2017-12-31T23:59:59.999999Z"),
    (
        ["export", "--known-at", "2017", "--dataset", "csto"],
        INPUT,
        "the first transaction is of 2024-01-01T00",
    ),
    # databases
    (["query", "members", "--db", "none.db"], INPUT, "there is no database `none.db`"),
    (["query", "members", "--db", "."], INPUT, "there is no database"),
    (["query", "members", "--db", ":memory:"], INPUT, "nothing is loaded yet"),
    (["query", "members", "--db", "mysql://localhost/x"], INPUT, "the engine `mysql` is not supported"),
    (["query", "members", "--db", "sqlite://"], INPUT, "the location of the database is empty"),
    (["load", CSTO, "--db", "sqlite:///"], INPUT, "the location of the database is empty"),
    (["query", "members", "--db", CSTO], SURROUNDINGS, "csto.yaml"),
    (["export", "--dataset", "foo"], INPUT, "there is no dataset `foo`"),
    # files
    (["load", "none.yaml", "--db", "a.db"], INPUT, "none.yaml"),
    (["load", ".", "--db", "a.db"], INPUT, ""),
    (["load", CSTO, "--db", "none/a.db"], SURROUNDINGS, "none/a.db"),
    (["load", CSTO, "--db", "a.db", "--recorded-at", "2999"], INPUT, "2999"),
    (["load", CSTO, "--db", "a.db", "--recorded-at", "soon"], INPUT, "`soon` is no date"),
    (["query", "members", "-o", "none/x.csv"], SURROUNDINGS, "none/x.csv"),
    (["query", "members", "-o", "/"], SURROUNDINGS, ""),
]


@pytest.mark.parametrize(("arguments", "code", "said"), WRONG, ids=[" ".join(row[0])[-60:] for row in WRONG])  # fmt: skip
def test_what_is_wrong_is_said_on_standard_error_alone(
    db: str, folder: Path, arguments: list[str], code: int, said: str
) -> None:
    before = set(folder.rglob("*"))

    ran = tempodb_(*arguments)

    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert ran.err.startswith("error: ") or ": error: " in ran.err.splitlines()[0]
    assert "Traceback" not in ran.err
    assert set(folder.rglob("*")) == before


@pytest.mark.parametrize("arguments", [row[0] for row in WRONG], ids=lambda row: " ".join(row)[-60:])
@pytest.mark.parametrize("place", ["first", "last", "joined"])
def test_errors_are_objects_for_programs(db: str, arguments: list[str], place: str) -> None:
    if "--errors" in arguments:
        arguments = [*arguments[:-2], "--bogus"]
    wanted = {"first": ["--errors", "json", *arguments], "last": [*arguments, "--errors", "json"]}

    ran = tempodb_(*wanted.get(place, [*arguments, "--errors=json"]))

    assert ran.out == ""
    for line in ran.err.splitlines():
        found = json.loads(line)
        assert list(found) == [
            "code",
            "message",
            "hint",
            "file",
            "offset",
            "length",
            "line",
            "column",
            "suggestions",
        ]
        assert found["code"]
        assert found["message"]
        assert isinstance(found["suggestions"], list)
    assert ran.err


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "membres of CSTO",
            {"code": "syntax", "message": "`membres` does not fit here", "file": None, "offset": 0, "length": 7,
             "line": 1, "column": 1, "suggestions": ["members"]},
        ),
        (
            "names;\nmembers of CSTOO",
            {"code": "unknown-organization", "offset": 18, "length": 5, "line": 2, "column": 12, "suggestions": ["csto"]},
        ),
        (
            "holders of president",
            {"code": "ambiguous", "offset": 11, "length": 9, "suggestions": [
                f"{state}/president" for state in ("armenia", "belarus", "kazakhstan", "kyrgyzstan", "russia", "tajikistan")]},
        ),
        ("members of :o", {"code": "parameter", "offset": 11, "length": 2}),
    ],
)  # fmt: skip
def test_an_error_of_a_query_says_where_and_what_instead(
    db: str, text: str, expected: dict[str, Any]
) -> None:
    ran = tempodb_("query", text, "--errors", "json")

    found = json.loads(ran.err)
    assert {key: found[key] for key in expected} == expected


def test_every_error_of_a_file_is_reported_each_with_its_place(folder: Path) -> None:
    (folder / "bad.yaml").write_text("tempodb: 1\ndataset: x\nmemberships:\n  - {member: a, of: b}\n")

    as_text = tempodb_("load", "bad.yaml", "--db", "a.db")
    as_json = tempodb_("load", "bad.yaml", "--db", "a.db", "--errors", "json")

    assert (as_text.code, as_text.out, as_json.code, as_json.out) == (2, "", 2, "")
    assert as_text.err.count("bad.yaml:4:") == 2
    found = [json.loads(line) for line in as_json.err.splitlines()]
    assert [(problem["file"], problem["line"]) for problem in found] == [("bad.yaml", 4)] * 2
    assert not (folder / "a.db").exists()


def test_check_exits_with_1_where_it_finds_something(folder: Path) -> None:
    (folder / "bad.yaml").write_text("tempodb: 1\ndataset: x\nmemberships:\n  - {member: a, of: b}\n")

    ran = tempodb_("check", "bad.yaml")

    assert (ran.code, ran.err) == (1, "")
    assert ran.out.count("bad.yaml:4:") == 2


def test_check_exits_with_2_where_there_is_nothing_to_check() -> None:
    ran = tempodb_("check", "none.yaml")

    assert (ran.code, ran.out) == (2, "")
    assert "none.yaml" in ran.err


def test_what_check_finds_can_be_had_as_objects(folder: Path) -> None:
    (folder / "bad.yaml").write_text("tempodb: 1\ndataset: x\nmemberships:\n  - {member: a, of: b}\n")

    ran = tempodb_("check", "bad.yaml", "--errors", "json")

    assert (ran.code, ran.err) == (1, "")
    assert [json.loads(line)["file"] for line in ran.out.splitlines()] == ["bad.yaml"] * 2
    assert tempodb_("check", CSTO, "--errors", "json") == Ran(0, "", "")


@pytest.mark.parametrize("command", [["query", "members"], ["export"], ["verify"], ["digest"], ["rebuild"]])
@pytest.mark.parametrize("path", ["none.db", "none/none.db", "sqlite:///none.db", "tempodb.db"])
def test_a_reader_of_a_missing_database_makes_none(folder: Path, command: list[str], path: str) -> None:
    ran = tempodb_(*command, "--db", path)

    assert (ran.code, ran.out) == (2, "")
    assert "there is no database" in ran.err
    assert "tempodb load" in ran.err
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (["query", "members", "--formt", "json"], "--format"),
        (["query", "members", "--paramter", "x=1"], "--parameter"),
        (["load", CSTO, "--dryrun"], "--dry-run"),
        (["query", "members", "--format", "jsn"], "json"),
        (["--db", "x.db", "qurey", "members"], "query"),
        (["--errors", "json", "qurey", "members"], "query"),
        (["--vresion"], "--version"),
        (["--bd", "x.db", "query", "members"], "--db"),
        (["--erors=json", "query", "members"], "--errors"),
        (["query", "--now", "2025", "members", "--outptu=x"], "--output"),
        (["query", "members", "--form", "json"], "--format"),
        (["load", "--dryrun"], "--dry-run"),
        (["query", "members", "--format", "mark"], "markdown"),
        (["export", "--format", "yml"], "yaml"),
    ],
)
def test_a_misspelt_argument_is_answered_with_the_nearest(arguments: list[str], near: str) -> None:
    if "--errors" not in arguments:
        arguments = [*arguments, "--errors", "json"]

    found = json.loads(tempodb_(*arguments).err)

    assert near in found["suggestions"] or f"`{near}`" in (found["hint"] or "")


@pytest.mark.parametrize("text", ["", "  ", ";", "-- nothing"])
def test_a_text_without_a_statement_is_no_query(db: str, text: str) -> None:
    ran = tempodb_("query", text)

    assert (ran.code, ran.out) == (2, "")
    assert "there is no query" in ran.err


@pytest.mark.parametrize("word", ["text", "self"])
def test_a_parameter_may_have_any_name(db: str, word: str) -> None:
    ran = tempodb_("query", f"members of :{word} limit 1", "-p", f"{word}=CSTO")

    assert ran.code == 0


@pytest.mark.parametrize("word", ["question", "parameters", "o", "_", "x1", "имя"])
def test_parameters_are_given_by_name(db: str, word: str) -> None:
    if not word.isascii():
        assert tempodb_("query", f"members of :{word}", "-p", f"{word}=CSTO").code == 2
        return

    ran = tempodb_(
        "query", f"members of :{word} as of :day limit 1", "-p", f"{word}=CSTO", "--parameter", "day=2006"
    )

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[1].startswith("armenia\t")


def test_the_value_of_a_parameter_may_hold_anything(db: str) -> None:
    ran = tempodb_("query", "members of :o", "-p", 'o=a=b; "x" -- as of 2006')

    assert 'no organization is called `a=b; "x" -- as of 2006`' in ran.err


# ── which database ───────────────────────────────────────────────────────────────────────────────


def test_the_database_is_the_option_else_the_environment_else_the_default(
    loaded: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answers(*options: str) -> str:
        ran = tempodb_("query", "show datasets", *options)
        return ran.out.splitlines()[1].split("\t")[0] if ran.code == 0 else ran.err.split("`")[1]

    for name in ("default", "named", "option"):
        text = f"tempodb: 1\ndataset: {name}\n"
        (folder / f"{name}.yaml").write_text(text)
        path = {"default": "tempodb.db"}.get(name, f"{name}.db")
        assert tempodb_("load", f"{name}.yaml", "--db", path).code == 0

    assert answers() == "default"
    monkeypatch.setenv("TEMPODB_DB", "named.db")
    assert answers() == "named"
    assert answers("--db", "option.db") == "option"
    assert answers("--db=option.db") == "option"
    assert answers("--db", f"sqlite:///{folder}/option.db") == "option"
    assert answers("--db", "none.db") == "none.db"
    monkeypatch.setenv("TEMPODB_DB", "")
    assert answers() == "default"
    assert tempodb_("--db", "option.db", "query", "show datasets").out.splitlines()[1].startswith("option")


def test_load_makes_the_default_database(folder: Path) -> None:
    assert tempodb_("load", CSTO).code == 0
    assert [path.name for path in folder.iterdir()] == ["tempodb.db"]


def test_reading_leaves_not_a_trace(loaded: Path, db: str) -> None:
    def state() -> list[tuple[str, int, bytes]]:
        return [
            (path.name, path.stat().st_mtime_ns, path.read_bytes())
            for path in sorted(loaded.parent.iterdir())
        ]

    before = state()

    for command in (["query", "members; events"], ["query", "membres"], ["verify"], ["digest"], ["export"]):
        tempodb_(*command)

    assert state() == before


def test_a_database_that_may_only_be_read_is_read(loaded: Path, folder: Path) -> None:
    shut = folder / "shut"
    shut.mkdir()
    (shut / "a.db").write_bytes(loaded.read_bytes())
    (shut / "a.db").chmod(0o400)
    shut.chmod(0o500)

    try:
        assert tempodb_("query", "members", "--db", str(shut / "a.db")).code == 0
    finally:
        shut.chmod(0o700)


# ── formats and files ────────────────────────────────────────────────────────────────────────────


def test_a_person_gets_a_table_and_a_pipe_gets_tsv(db: str) -> None:
    assert "─" in tempodb_("query", "members", terminal=True).out
    assert tempodb_("query", "members").out.startswith("member\tmember_name\t")
    assert "─" in tempodb_("query", "members", "--format", "table").out
    assert tempodb_("query", "members", "--format", "tsv", terminal=True).out.startswith(
        "member\tmember_name\t"
    )


@pytest.mark.parametrize("format_", ["table", "json", "jsonl", "csv", "tsv", "markdown", "parquet", "arrow"])
def test_every_format_goes_to_standard_output_or_a_file_alike(db: str, folder: Path, format_: str) -> None:
    arguments = ("query", "members of CSTO as of 2006", *NOW, "--format", format_)

    code, out, err = tempodb_(*arguments, raw=True)
    ran = tempodb_(*arguments, "-o", "answer")

    assert (code, err, ran) == (0, "", Ran(0, "", ""))
    assert (folder / "answer").read_bytes() == out
    assert [path.name for path in folder.iterdir()] == ["answer"]
    names = {
        "table": lambda: [line.split()[0] for line in out.decode().splitlines()[2:9]],
        "json": lambda: [row["member_name"] for row in json.loads(out)["rows"]],
        "jsonl": lambda: [json.loads(line)["member_name"] for line in out.splitlines()],
        "csv": lambda: [row["member_name"] for row in csv.DictReader(io.StringIO(out.decode()))],
        "tsv": lambda: [line.split("\t")[1] for line in out.decode().splitlines()[1:]],
        "markdown": lambda: [line.split(" | ")[1] for line in out.decode().splitlines()[2:]],
        "parquet": lambda: parquet.read_table(pyarrow.BufferReader(out))["member_name"].to_pylist(),
        "arrow": lambda: pyarrow.ipc.open_file(out).read_all()["member_name"].to_pylist(),
    }
    assert names[format_]() == [
        "Armenia",
        "Belarus",
        "Kazakhstan",
        "Kyrgyzstan",
        "Russia",
        "Tajikistan",
        "Uzbekistan",
    ]


@pytest.mark.parametrize("format_", ["table", "json", "jsonl", "csv", "tsv", "markdown", "parquet", "arrow"])
def test_a_frozen_clock_gives_the_same_bytes_twice(db: str, format_: str) -> None:
    arguments = (
        "query",
        "members; members as of today; events; show transactions",
        *NOW,
        "--format",
        format_,
    )

    assert tempodb_(*arguments, raw=True) == tempodb_(*arguments, raw=True)


def test_now_is_the_present_of_both_clocks(db: str) -> None:
    recorded = "2024-01-01T00:00:00.000000Z"

    def asked(now: str) -> tuple[int, str, str | None]:
        answer = json.loads(tempodb_("query", "members", "--now", now, "--format", "json").out)
        return len(answer["rows"]), answer["valid"], answer["known_at"]

    assert asked("2025-06-01T12:00:00Z") == (6, "2025-06-01", recorded)
    assert asked("2025") == (6, "2025-12-31", recorded)
    assert asked("2025-06-01T01:00:00+02:00") == (6, "2025-05-31", recorded)
    assert asked("2023") == (0, "2023-12-31", None)


def test_now_holds_before_a_command_as_behind_it(db: str) -> None:
    asked = ("query", "members", "--format", "json")

    assert json.loads(tempodb_("--now", "2025", *asked).out)["valid"] == "2025-12-31"
    assert json.loads(tempodb_("--now", "2025", *asked, "--now", "2024").out)["valid"] == "2024-12-31"
    for unheeding in (("export",), ("run", "-"), ("verify",)):
        code, _, said = tempodb_("--now", "2025", *unheeding)
        assert (code, f"tempodb {unheeding[0]} has no option `--now`" in said) == (INPUT, True)


@pytest.mark.parametrize(
    "now",
    [
        "AUGUST 2025",
        "2025-06-01t12:00:00z",
        "today",
        "ToDay",
    ],
)
def test_now_takes_what_known_at_takes(db: str, now: str) -> None:
    assert tempodb_("query", "members", "--now", now).code == 0


def test_a_day_that_is_not_over_means_the_present(db: str) -> None:
    before = datetime.now(UTC).date().isoformat()
    today, year = (
        json.loads(tempodb_("query", "members", "--now", now, "--format", "json").out)["valid"]
        for now in ("today", f"{datetime.now(UTC).year}")
    )

    assert before <= today <= year <= datetime.now(UTC).date().isoformat()


@pytest.mark.parametrize(
    "now", ["[2017..]", "unknown", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"]
)
def test_now_outside_the_calendar_is_refused(db: str, now: str) -> None:
    assert tempodb_("query", "members", "--now", now).code == 2


def test_several_answers_in_json_are_a_line_each(db: str) -> None:
    ran = tempodb_("query", "members; names of CSTO;\nuse ICMEC; offices", "--format", "json", *NOW)

    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert [answer["query"] for answer in answers] == ["members", "names of CSTO", "offices"]
    assert [len(answer["rows"]) for answer in answers][:2] == [6, 2]


def test_nothing_is_printed_when_one_of_several_is_wrong(db: str) -> None:
    ran = tempodb_("query", "members; names; members of Foo")

    assert (ran.code, ran.out) == (2, "")


def test_several_tables_stand_apart(db: str) -> None:
    ran = tempodb_("query", "names; bodies", "--format", "table", *NOW)

    assert ran.out.count("known at") == 2
    assert "Z\n\nbody" in ran.out


def test_several_tables_stand_apart_in_a_file_too(db: str, folder: Path) -> None:
    arguments = ("query", "names; bodies", "--format", "table", *NOW)

    tempodb_(*arguments, "-o", "answer")

    assert (folder / "answer").read_text(encoding="utf-8") == tempodb_(*arguments).out


@pytest.mark.parametrize("format_", ["parquet", "arrow"])
def test_several_answers_do_not_fit_one_file_of_a_binary_format(db: str, folder: Path, format_: str) -> None:
    ran = tempodb_("query", "names; bodies", "--format", format_, "-o", "answer")

    assert (ran.code, list(folder.iterdir())) == (2, [])


@pytest.mark.parametrize("format_", ["parquet", "arrow"])
def test_a_binary_format_is_not_poured_over_a_terminal(db: str, format_: str) -> None:
    code, out, err = tempodb_("query", "names", "--format", format_, terminal=True, raw=True)

    assert (code, out) == (2, b"")
    assert "-o" in err


@pytest.mark.parametrize("format_", ["table", "json", "jsonl", "csv", "tsv", "markdown"])
def test_no_name_controls_the_terminal(odd: str, format_: str) -> None:
    ran = tempodb_(
        "query", "members; show states; describe b", "--db", odd, "--format", format_, terminal=True
    )

    assert ran.code == 0
    assert "\x9b" not in ran.out
    assert "9b31m" in ran.out
    if format_ in ("json", "jsonl"):
        assert all(json.loads(line) for line in ran.out.splitlines())


@pytest.mark.parametrize("format_", ["csv", "json"])
def test_a_file_has_the_names_as_they_are(odd: str, folder: Path, format_: str) -> None:
    tempodb_("query", "members", "--db", odd, "--format", format_, "-o", "answer")

    text = (folder / "answer").read_text(encoding="utf-8")
    rows = json.loads(text)["rows"] if format_ == "json" else list(csv.DictReader(io.StringIO(text)))
    assert {row["member_name"] for row in rows} == {'上海 | Zoë, "the"; one', "CSI \x9b31m"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["query", "members of \x1b[2J\x9b\u202e"], "\\x1b[2J"),
        (["\x1b[2J"], "\\x1b[2J"),
        (["query", "members", "--\x1b[2J"], "\\x1b[2J"),
        (["query", "members", "--format", "\x1b[2J"], "x1b[2J"),
        (["query", "members", "-p", "\x1b[2J"], "\\x1b[2J"),
        (["query", "members", "--now", "\x1b[2J"], "\\x1b[2J"),
        (["query", "members", "--db", "\x1b[2J"], "\\x1b[2J"),
        (["query", "members", "-o", "none/\x1b[2J"], "\\x1b[2J"),
        (["load", "\x1b[2J"], "\\x1b[2J"),
        (["check", "\x1b[2J"], "\\x1b[2J"),
        (["export", "--dataset", "\x1b[2J"], "\\x1b[2J"),
        (["verify", "--digest", "\x1b[2J"], "\\x1b[2J"),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_no_argument_controls_the_terminal(db: str, arguments: list[str], said: str) -> None:
    ran = tempodb_(*arguments, terminal=True)

    assert ran.code
    assert not set("\x1b\x9b\u202e") & set(ran.out + ran.err)
    assert said in ran.out + ran.err


def test_a_table_is_as_wide_as_its_terminal(db: str) -> None:
    main_, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
    query = ["--db", db, "query", "members of CSTO as of 2006"]

    own = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    subprocess.run([sys.executable, "-m", "tempodb", *query], stdout=side, check=True, env=own)
    shown = os.read(main_, 65536).decode().split("\r\n")
    os.close(main_)
    os.close(side)
    piped = tempodb_(*query, "--format", "table").out.split("\n")

    assert shown[0].startswith("member")
    assert max(map(len, shown[:-2])) <= 60 < max(map(len, piped))


def test_an_empty_answer_keeps_its_heading_and_says_why_beside_it(db: str) -> None:
    for format_ in ("tsv", "csv", "jsonl", "markdown"):
        ran = tempodb_("query", "members as of 1990", "--format", format_)

        assert ran.code == 0
        assert ran.out.count("\n") == {"jsonl": 0, "markdown": 2}.get(format_, 1)
        assert "1992" in ran.err
        assert ran.err.count("\n") == 1


def test_an_empty_table_and_json_say_why_themselves(db: str) -> None:
    as_table = tempodb_("query", "members as of 1990", "--format", "table")
    as_json = tempodb_("query", "members as of 1990", "--format", "json")

    assert (as_table.err, as_json.err) == ("", "")
    assert "1992" in as_table.out
    assert "1992" in json.loads(as_json.out)["empty_because"]


def test_with_errors_as_objects_a_remark_is_one_too(db: str) -> None:
    ran = tempodb_("query", "members as of 1990", "--errors", "json", "--format", "tsv")

    (remark,) = map(json.loads, ran.err.splitlines())
    assert (ran.code, remark["code"]) == (0, "no-rows")
    assert "1992" in remark["message"]


def test_an_empty_answer_in_a_file_is_explained_beside_it(db: str) -> None:
    ran = tempodb_("query", "members as of 1990", "-o", "answer")

    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("no rows: ")


@pytest.mark.parametrize(
    ("file", "format_"),
    [
        *(("a.csv", "csv"), ("a.TSV", "tsv"), ("a.json", "json"), ("a.jsonl", "jsonl"), ("a.md", "markdown")),
        *(("a.parquet", "parquet"), ("a.arrow", "arrow"), ("a", "tsv")),
    ],
)
def test_a_file_has_the_format_that_its_name_ends_with(
    db: str, folder: Path, file: str, format_: str
) -> None:
    assert tempodb_("query", "members as of 2006", *NOW, "-o", file) == Ran(0, "", "")
    assert tempodb_("query", "members as of 2006", *NOW, "-o", "same", "--format", format_).code == 0

    assert (folder / file).read_bytes() == (folder / "same").read_bytes()


def test_a_format_goes_before_the_end_of_a_name(db: str, folder: Path) -> None:
    tempodb_("query", "show states limit 1", "-o", "a.xlsx", "--format", "csv")

    assert (folder / "a.xlsx").read_text(encoding="utf-8").startswith("id,name,kind")


@pytest.mark.parametrize("path", ["", "."])
def test_a_file_to_write_has_a_name(db: str, path: str) -> None:
    ran = tempodb_("query", "members", "-o", path)

    assert ran.code in (2, 3)
    assert ran.err.startswith("error: ")


def test_a_file_is_replaced_whole_or_left(db: str, folder: Path) -> None:
    (folder / "answer").write_text("before")

    assert tempodb_("query", "members of Foo", "-o", "answer").code == 2
    assert (folder / "answer").read_text() == "before"
    assert tempodb_("query", "names", "-o", "answer").code == 0
    assert (folder / "answer").read_text().startswith("party\t")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_written_to_and_not_replaced(db: str, folder: Path) -> None:
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    descriptor = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    reader = threading.Thread(target=lambda: read.append(os.read(descriptor, 1 << 20)))

    try:
        tempodb_("query", "names", "-o", str(pipe))
        reader.start()
        reader.join(10)
    finally:
        os.close(descriptor)

    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert read[0].startswith(b"party\t")


def test_a_link_is_followed(db: str, folder: Path) -> None:
    (folder / "target").write_text("before")
    (folder / "link").symlink_to("target")

    tempodb_("query", "names", "-o", "link")

    assert (folder / "link").is_symlink()
    assert (folder / "target").read_text().startswith("party\t")


# ── standard input, locales, pipes, signals ──────────────────────────────────────────────────────


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


# ── anything at all ──────────────────────────────────────────────────────────────────────────────

WORDS = [
    *(
        "query",
        "run",
        "test",
        "-f",
        "--keep-going",
        "--update",
        "check",
        "export",
        "verify",
        "digest",
        "schema",
        "--db",
        "none.db",
        "csto.db",
        ":memory:",
        "--errors",
    ),
    *(
        "json",
        "text",
        "--format",
        "csv",
        "yaml",
        "-p",
        "x=1",
        "x",
        "-o",
        "answer",
        "--now",
        "2025",
        "soon",
        "--dataset",
    ),
    *(
        "csto",
        "--known-at",
        "--digest",
        "0",
        "members",
        "members of :x",
        "members of Foo",
        "names;",
        "membres",
        "",
        "-",
    ),
    *(
        "--",
        "---",
        "--version",
        "-x",
        "\x1b[2J",
        "\ud800",
        "上海",
        "--bogus=1",
        "--format=tsv",
        "--db=",
        "a" * 300,
    ),
]


@pytest.fixture(scope="module")
def playground(loaded: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as path:
        (Path(path) / "csto.db").write_bytes(loaded.read_bytes())
        yield Path(path)


@examples(150)
@given(arguments=st.lists(st.sampled_from(WORDS), max_size=7))
def test_any_arguments_give_an_exit_code_and_errors_in_words(
    playground: Path, arguments: Sequence[str]
) -> None:
    with chdir(playground):
        ran = tempodb_(*arguments)

    assert ran.code in (0, 1, 2, 3)
    assert "Traceback" not in ran.err
    assert (ran.err == "") or ran.code or ran.err.startswith("no rows: ")
    assert not set("\x1b") & set(ran.out + ran.err)


# ── erasing ──────────────────────────────────────────────────────────────────────────────────────

MANTUROV = "names of Denis Manturov"


@pytest.fixture
def own(loaded: Path, folder: Path) -> str:
    """Return the URL of a database of the test's own."""
    (folder / "own.db").write_bytes(loaded.read_bytes())
    return str(folder / "own.db")


@pytest.mark.parametrize("typed", [b"y\n", b" YES\n"])
def test_a_person_is_erased_once_somebody_agreed(own: str, typed: bytes) -> None:
    ran = tempodb_("erase", "Denis Manturov", "--db", own, stdin=Terminal(io.BytesIO(typed)), terminal=True)

    assert ran.code == 0
    assert re.match(r"erase denis-manturov: \d+ assertions will be emptied, ", ran.out)
    assert "This cannot be undone. Erase it? [y/N] erase denis-manturov: " in ran.out
    assert tempodb_("query", MANTUROV, "--db", own).code == 2


@pytest.mark.parametrize("typed", [b"", b"\n", b"n\n", b"yep\n"])
def test_a_person_is_not_erased_where_nobody_agrees(own: str, typed: bytes) -> None:
    ran = tempodb_("erase", "Denis Manturov", "--db", own, stdin=Terminal(io.BytesIO(typed)), terminal=True)

    assert ran.code == 1
    assert ran.out.endswith("[y/N] nothing was erased\n")
    assert tempodb_("query", MANTUROV, "--db", own).code == 0


@pytest.mark.parametrize("given", [("--yes", "erase"), ("erase", "--yes")])
def test_with_yes_nobody_is_asked(own: str, given: tuple[str, ...]) -> None:
    ran = tempodb_(*given, "Denis Manturov", "--db", own, stdin=Terminal(io.BytesIO()), terminal=True)

    assert ran.code == 0
    assert "[y/N]" not in ran.out


def test_without_a_terminal_nobody_is_asked(own: str) -> None:
    ran = tempodb_("erase", "Denis Manturov", "--db", own, stdin=b"n\n")

    assert ran.code == 0
    assert ran.out.startswith("erase denis-manturov: ")
