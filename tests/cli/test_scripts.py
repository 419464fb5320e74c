"""Texts of several statements: files and standard input, errors with their places, and going on after them."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

import tempodb
from store.histories import run
from tempodb.cli import main
from tempodb.tql.parsing.parser import MAX_CALL_BYTES

CSTO = str(tempodb.bundled_fixture("csto.yaml"))
WRITE = "record membership of Tajikistan in ICMEC from {day} onwards;\n"


class Ran(NamedTuple):
    """What a command left: its exit code, and what it wrote where."""

    code: int
    out: str
    err: str


def tempodb_(*arguments: str, stdin: bytes = b"") -> Ran:
    """Run a command in this process."""
    out, err = io.TextIOWrapper(io.BytesIO()), io.TextIOWrapper(io.BytesIO())
    before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(stdin))
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = main(arguments)
    finally:
        sys.stdin = before
    out.flush()
    err.flush()
    return Ran(code, *(stream.buffer.getvalue().decode() for stream in (out, err)))


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the bytes of a database."""
    path = tmp_path_factory.mktemp("loaded") / "csto.db"
    assert tempodb_("load", CSTO, "--db", str(path)).code == 0
    return path.read_bytes()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loaded: bytes) -> Path:
    """Run in a folder with a database of the test's own."""
    monkeypatch.delenv("TEMPODB_DB", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tempodb.db").write_bytes(loaded)
    return tmp_path


def count_of(what: str) -> int:
    with tempodb.open("tempodb.db") as database:
        return len(database.query(f"show {what}"))


# ── splitting ────────────────────────────────────────────────────────────────────────────────────


def test_what_stands_after_an_open_quote_is_not_carried_out(folder: Path) -> None:
    text = 'record name of csto as "Foo; erase Valery Semerikov'

    ran = tempodb_("run", "--keep-going", "-", stdin=text.encode())

    assert ran.code == 2
    assert "Semerikov" in tempodb_("query", "names of Valery Semerikov").out


# ── files and standard input ─────────────────────────────────────────────────────────────────────


def test_several_files_and_standard_input_are_run_in_their_order(folder: Path) -> None:
    (folder / "a.tql").write_text("use ICMEC")
    (folder / "b.tql").write_text("count members as of 2006")

    ran = tempodb_(
        "run",
        "a.tql",
        "-",
        "b.tql",
        stdin=b"names",
    )

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.index("Interstate Commission") < ran.out.index("period")


@pytest.mark.parametrize("keeps", [(), ("--keep-going",)])
def test_what_is_set_holds_for_the_files_that_follow(folder: Path, keeps: tuple[str, ...]) -> None:
    (folder / "a.tql").write_text("use CSTO; set as of 2006;")
    (folder / "b.tql").write_text("count members")

    for command in (
        ("run", "a.tql", "b.tql", "--format", "json"),
        ("query", "-f", "a.tql", "-f", "b.tql", "--format", "json"),
    ):
        ran = tempodb_(*command, *keeps)
        assert (ran.code, json.loads(ran.out)["valid"]) == (0, "2006")


@pytest.mark.parametrize(
    "arguments",
    [("query", "-"), ("query", "-f", "-"), ("query", "--file", "q.tql"), ("query", "-f", "q.tql"), ("run", "q.tql", "--format", "json"),
     ("query", "names of :o; bodies of :o"), ("query", "-f", "names.tql", "-f", "bodies.tql"), ("run", "--format", "json", "-")],
)  # fmt: skip
def test_the_same_statements_give_the_same_answers_wherever_they_stand(
    folder: Path, arguments: tuple[str, ...]
) -> None:
    for name, text in {"q": "names of :o;\nbodies of :o", "names": "names of :o", "bodies": "bodies of :o"}.items():  # fmt: skip
        (folder / f"{name}.tql").write_text(text)
    json_ = () if arguments[0] == "run" else ("--format", "json")

    ran = tempodb_(*arguments, "-p", "o=CSTO", *json_, stdin=b"names of :o; bodies of :o")

    assert (ran.code, ran.err) == (0, "")
    assert [json.loads(line)["query"] for line in ran.out.splitlines()] == ["names of CSTO", "bodies of CSTO"]


EVEN_WORSE = [
    # text, line, column, blamed
    (b"names;\nmembers of Foo", 2, 12, "Foo"),
    (b"names;\r\n-- x\r\nmembers of Foo;\r\nnames", 3, 12, "Foo"),
    (b"\xef\xbb\xbfmembers of Foo", 1, 12, "Foo"),
    (b'names of "C;D";\n members membres', 2, 10, "membres"),
    ("names -- Ä;Ö\n;events of Ünbekannt".encode(), 2, 12, "Ünbekannt"),
]


@pytest.mark.parametrize("keeps", [(), ("--keep-going",)])
@pytest.mark.parametrize("command", [("run",), ("query", "-f")])
@pytest.mark.parametrize(("text", "line", "column", "blamed"), EVEN_WORSE)
def test_an_error_is_placed_in_its_file(
    folder: Path, command: tuple[str, ...], keeps: tuple[str, ...], text: bytes, line: int, column: int, blamed: str
) -> None:  # fmt: skip
    (folder / "good.tql").write_text("count members as of 2006\n;\n")
    (folder / "bad.tql").write_bytes(text)
    files = ("good.tql", *command[1:], "bad.tql")

    shown = tempodb_(*command, *files, *keeps)
    told = tempodb_(*command, *files, *keeps, "--errors", "json")

    assert (shown.code, told.code) == (2, 2)
    assert f"bad.tql:{line}:{column}: error: " in shown.err
    assert "\\r" not in shown.err
    problem = next(p for p in map(json.loads, told.err.splitlines()) if p["message"].find(blamed) >= 0)
    assert (problem["file"], problem["line"], problem["column"]) == ("bad.tql", line, column)
    decoded = text.decode("utf-8-sig")
    assert decoded[problem["offset"] :][: problem["length"]] == blamed


def test_an_error_of_standard_input_says_so_and_one_of_an_argument_names_no_file() -> None:
    assert tempodb_("run", "-", stdin=b"membres").err.startswith("<stdin>:1:1: error: ")
    assert tempodb_("query", "membres").err.startswith("error: ")


def test_a_write_that_is_refused_is_placed_at_its_statement(folder: Path) -> None:
    (folder / "w.tql").write_text(WRITE.format(day=2001) + "\n-- late\n" + WRITE.format(day=2002))

    ran = tempodb_("run", "w.tql", "--recorded-at", "2999", "--errors", "json")

    assert ran.code == 2
    problem = json.loads(ran.err)
    assert (problem["file"], problem["line"], problem["column"]) == ("w.tql", 1, 1)


def test_nothing_runs_before_all_of_all_files_was_read(folder: Path) -> None:
    (folder / "a.tql").write_text(WRITE.format(day=2001))
    (folder / "b.tql").write_text("names; membres")
    before = count_of("transactions")

    ran = tempodb_("run", "a.tql", "b.tql")

    assert (ran.code, ran.out) == (2, "")
    assert count_of("transactions") == before


def test_all_files_are_one_transaction_or_none(folder: Path) -> None:
    (folder / "a.tql").write_text(WRITE.format(day=2001))
    (folder / "b.tql").write_text("end membership of Tajikistan in ICMEC from 2005")
    (folder / "c.tql").write_text("\nend membership of Foo in ICMEC from 2007")
    before = count_of("transactions")

    assert tempodb_("run", "--atomic", "a.tql", "c.tql").err.startswith("c.tql:2:19: error: ")
    assert count_of("transactions") == before
    assert tempodb_("run", "--atomic", "a.tql", "b.tql").code == 0
    assert count_of("transactions") == before + 1


@pytest.mark.parametrize("text", [b"", b"\n", b"-- nothing\n", b"\xef\xbb\xbf", b";;"])
def test_a_file_without_a_statement_does_nothing_and_is_no_query(folder: Path, text: bytes) -> None:
    (folder / "e.tql").write_bytes(text)

    assert tempodb_("run", "e.tql") == Ran(0, "", "")
    assert tempodb_("run", "e.tql", "--keep-going") == Ran(0, "", "")
    assert tempodb_("query", "-f", "e.tql").err.startswith("error: there is no query")
    assert tempodb_("query", "-f", "e.tql", "--keep-going").code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "none.tql"], "`none.tql` cannot be read"),
        (["run", "."], "`.` cannot be read"),
        (["run"], "FILE"),
        (["query", "-f"], "-f"),
        (["query"], "the query is missing"),
        (["query", "names", "-f", "q.tql"], "a text and a file are given"),
        (["run", "latin.tql"], "latin.tql:2:10: error: the byte 0xfc is no UTF-8"),
        (["query", "-f", "latin.tql"], "latin.tql:2:10: error: the byte 0xfc is no UTF-8"),
        (["run", "--atomic", "--keep-going", "q.tql"], "leave one of them out"),
        (["run", "q.tql", "-p", "o=CSTO"], "the text has no parameter `:o`"),
        (["run", "q.tql", "-p", "o=CSTO", "--keep-going"], "the text has no parameter `:o`"),
    ],
)
def test_what_is_wrong_with_what_is_given(folder: Path, arguments: list[str], said: str) -> None:
    (folder / "q.tql").write_text("names")
    (folder / "latin.tql").write_bytes("names;\nnames of übung".encode("latin-1"))

    ran = tempodb_(*arguments)

    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


@pytest.mark.parametrize(
    "command", [("run",), ("query", "-f"), ("query", "--keep-going", "-f"), ("run", "--keep-going")]
)
def test_a_parameter_need_be_used_by_one_statement_alone(folder: Path, command: tuple[str, ...]) -> None:
    (folder / "q.tql").write_text("count members as of :t; names of :o; names of CSTO")

    ran = tempodb_(*command, "q.tql", "-p", "o=ICMEC", "-p", "t=2006")

    assert (ran.code, ran.err) == (0, "")


# ── going on ─────────────────────────────────────────────────────────────────────────────────────


def test_what_is_wrong_is_told_and_the_rest_is_done(folder: Path) -> None:
    (folder / "w.tql").write_text(
        f'use ICMEC;\n{WRITE.format(day=2001)}membres;\nend membership of "Foo; Bar" in CSTO from 2001;\n'
        "names of \"open; erase CSTO\n; count members as of 2002 -- ; x\n"
    )  # fmt: skip
    before = count_of("transactions")

    ran = tempodb_("run", "--keep-going", "w.tql")

    assert ran.code == 2
    assert [line.partition(" error: ")[0] for line in ran.err.splitlines() if " error: " in line] == [
        "w.tql:3:1:",
        "w.tql:4:19:",
        "w.tql:5:10:",
    ]
    assert count_of("transactions") == before + 1
    assert ran.out.startswith("record membership of Tajikistan")
    assert "2002          1" in ran.out


@pytest.mark.parametrize(
    ("writes", "said"),
    [
        ([], None),
        ([2001], "warning: the write before it stands\nhelp: with `--atomic` all are done, or none\n"),
        ([2001, 2002], "warning: the write before it stands\nhelp: with `--atomic` all are done, or none\n"),
        (
            [2002, 2001],
            "warning: the 2 writes before it stand\nhelp: with `--atomic` all are done, or none\n",
        ),
    ],
)
def test_a_run_that_stops_says_how_many_writes_stand(
    folder: Path, writes: list[int], said: str | None
) -> None:
    before = count_of("transactions")
    text = "".join(WRITE.format(day=day) for day in writes) + "names of CSTO; names of Foo"
    (folder / "w.tql").write_text(text)

    ran = tempodb_("run", "w.tql")

    assert ran.code == 2
    assert ran.err.startswith("w.tql:")
    assert ran.err.endswith(said) if said else "warning" not in ran.err
    assert str(count_of("transactions") - before) in (said or "0").replace("the write", "1")


def test_for_programs_the_writes_that_stand_are_an_object(folder: Path) -> None:
    text = WRITE.format(day=2001) + "names of Foo"

    ran = tempodb_("run", "-", "--errors", "json", stdin=text.encode())

    assert [json.loads(line)["code"] for line in ran.err.splitlines()][1:] == ["partly"]


@pytest.mark.parametrize("option", ["--atomic", "--keep-going"])
def test_where_all_or_what_can_be_is_done_nothing_is_said_of_the_writes(folder: Path, option: str) -> None:
    text = WRITE.format(day=2001) + "end membership of Armenia in Foo from 2001"

    assert "warning" not in tempodb_("run", option, "-", stdin=text.encode()).err


def test_answers_and_errors_come_in_their_order(folder: Path) -> None:
    (folder / "q.tql").write_text("names of CSTO; membres; names of ICMEC; names of Foo; bodies of CSTO")
    for command in (["run", "q.tql"], ["query", "--format", "table", "-f", "q.tql"]):
        ran = subprocess.run(
            [sys.executable, "-m", "tempodb", *command, "--keep-going"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, timeout=60,
        )  # fmt: skip
        out = ran.stdout.decode()

        assert ran.returncode == 2
        places = [out.index(words) for words in ("CST ", "`membres`", "Interstate", "`Foo`", "Secretariat")]
        assert places == sorted(places)


@pytest.mark.parametrize("format_", ["table", "json", "jsonl", "csv", "tsv", "markdown"])
def test_answers_that_are_written_one_by_one_are_those_that_are_written_together(format_: str) -> None:
    text = "names of CSTO; bodies of CSTO as of 2010; members as of 1900"
    now = ("--now", "2026-11-22T10:00:00Z", "--format", format_)

    assert tempodb_("query", "--keep-going", text, *now) == tempodb_("query", text, *now)


@pytest.mark.parametrize(("name", "code"), [("a.csv", 2), ("a.parquet", 2), ("none/a.csv", 3)])
def test_what_could_be_answered_goes_to_the_file(folder: Path, name: str, code: int) -> None:
    ran = tempodb_("query", "--keep-going", "names of CSTO; names of Foo", "-o", name)

    assert (ran.code, ran.out) == (code, "")
    assert "no party is called `Foo`" in ran.err or "`Foo`" in ran.err
    assert code == 3 or (folder / name).stat().st_size > 0


def test_without_an_answer_no_file_is_made(folder: Path) -> None:
    assert tempodb_("query", "--keep-going", "names of Foo", "-o", "a.parquet").code == 2
    assert not (folder / "a.parquet").exists()


@pytest.mark.parametrize(("database", "code"), [("none.db", 2), ("other.db", 3)])
def test_what_is_wrong_with_the_database_is_said_once(folder: Path, database: str, code: int) -> None:
    (folder / "other.db").write_text("no database" * 100)

    ran = tempodb_("query", "--keep-going", "names; names; names", "--db", database)

    assert ran.code == code
    assert ran.err.count("error: ") == 1


def test_the_worst_error_gives_the_exit_code(folder: Path) -> None:
    run(Path("tempodb.db"), "UPDATE belief SET value = 999999 WHERE kind = 12")

    ran = tempodb_("query", "--keep-going", "membres; events of ICMEC; membres; count members as of 2006")

    assert ran.code == 3
    assert ran.err.count("error: ") == 3
    assert ran.out.startswith("period\t")


# ── pipes ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.skipif(os.name == "nt", reason="needs a shell of Unix")
@pytest.mark.parametrize("options", ["run w.tql", "run --keep-going w.tql", "run --atomic w.tql", "query -f q.tql",
                                     "query --keep-going -f q.tql", "- w.tql"])  # fmt: skip
def test_whoever_reads_the_first_line_alone_is_not_told_off(folder: Path, options: str) -> None:
    (folder / "w.tql").write_text(
        WRITE.format(day=2001)
        + "".join(f"end membership of Tajikistan in ICMEC from {2019 - i};" for i in range(12))
    )
    (folder / "q.tql").write_text("events of ICMEC;" * 60)
    command = (
        f"{sys.executable} -m tempodb {options}"
        if options[0] != "-"
        else f"{sys.executable} -m tempodb < w.tql"
    )
    script = f"({command}; echo $? >code) | head -1"

    ran = subprocess.run(["sh", "-c", script], capture_output=True, timeout=120, check=False)

    assert (ran.stdout.count(b"\n"), ran.stderr) == (1, b"")
    assert (folder / "code").read_text() == "0\n"


@pytest.mark.skipif(os.name == "nt", reason="needs a shell of Unix")
def test_writes_go_on_when_nobody_reads_what_they_did(folder: Path) -> None:
    writes = "".join(WRITE.format(day=year) + f"end membership of Tajikistan in ICMEC from {year + 1};" for year in (2001, 2005, 2009))  # fmt: skip
    (folder / "w.tql").write_text(writes)
    before = count_of("transactions")

    subprocess.run(["sh", "-c", f"{sys.executable} -m tempodb run w.tql | true"], timeout=120, check=True)

    assert count_of("transactions") == before + 6


@pytest.mark.parametrize(
    "command", [["run", "-"], [], ["query", "-"], ["run", "ü.tql"], ["query", "-f", "ü.tql"]]
)
def test_scripts_are_utf_8_in_every_locale(folder: Path, command: list[str]) -> None:
    text = "-- Ünïcödé\nnames of Ünïcödé".encode()
    (folder / "ü.tql").write_bytes(text)
    kept = {key: value for key, value in os.environ.items() if key not in ("PYTHONUTF8", "PYTHONIOENCODING")}

    ran = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-m", "tempodb", *command],
        input=text, capture_output=True, env={**kept, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}, timeout=60, check=False,
    )  # fmt: skip

    assert (ran.returncode, ran.stdout) == (2, b"")
    assert (
        ":2:10: error: nothing is called `Ünïcödé`" in ran.stderr.decode()
        or "`Ünïcödé`" in ran.stderr.decode()
    )


# ── what is long ─────────────────────────────────────────────────────────────────────────────────


def test_a_script_may_be_longer_than_a_statement(folder: Path) -> None:
    comment = "-- " + "x" * 5000 + "\n"
    (folder / "long.tql").write_text((comment + "show datasets;\n") * 30)

    assert len((folder / "long.tql").read_bytes()) > MAX_CALL_BYTES
    for command in (["run"], ["run", "--keep-going"], ["query", "-f"], ["query", "--keep-going", "-f"]):
        ran = tempodb_(*command, "long.tql")
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.count("focus csto") == 30


def test_a_statement_that_is_too_long_is_refused_with_its_place(folder: Path) -> None:
    (folder / "long.tql").write_text(
        "show datasets;\n\nmembers of " + "x" * MAX_CALL_BYTES + ";\nshow datasets"
    )

    refused, kept = tempodb_("run", "long.tql"), tempodb_("run", "--keep-going", "long.tql")

    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith("long.tql:3:1: error: the text has ")
    assert (kept.code, kept.err, kept.out.count("focus csto")) == (2, refused.err, 2)


# ── nothing but standard input ───────────────────────────────────────────────────────────────────


def test_without_a_command_standard_input_is_carried_out(folder: Path) -> None:
    write = WRITE.format(day=2001)

    ran = tempodb_("--db", "tempodb.db", stdin=(write + "count members of ICMEC as of 2002").encode())

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("record membership")
    assert "2002          1" in ran.out


def test_a_person_who_gives_no_command_is_told_what_there_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Keyboard(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Keyboard("members"))

    assert main([]) == 2
    assert capsys.readouterr().out.startswith("usage: tempodb ")


def test_without_a_command_errors_of_standard_input_are_placed() -> None:
    assert tempodb_(stdin=b"names;\nmembres") == tempodb_("run", "-", stdin=b"names;\nmembres")
    assert tempodb_("--errors", "json", stdin=b"membres").err.startswith('{"code":')
    assert tempodb_(stdin=b"") == Ran(0, "", "")
