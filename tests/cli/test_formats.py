"""What is printed for a person, for a program and into a file."""

from __future__ import annotations

import csv
import fcntl
import io
import json
import os
import pty
import re
import stat
import struct
import subprocess
import sys
import termios
import threading
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

from cli.running import INPUT, NOW, Ran, tempodb_
from tempodb.temporal.span_dates import DATE_COLUMNS

EVERY = [
    *("table", "json", "jsonl", "csv", "tsv", "markdown", "html", "parquet", "arrow"),
    pytest.param("xlsx", marks=pytest.mark.skipif(find_spec("xlsxwriter") is None, reason="an extra")),
]


def sheet_rows(workbook: bytes) -> list[tuple[object, ...]]:
    """Return the rows of the answer in a workbook."""
    book = pytest.importorskip("openpyxl").load_workbook(io.BytesIO(workbook))
    return list(book["answer"].iter_rows(values_only=True))


def test_a_person_gets_a_table_and_a_pipe_gets_tsv(db: str) -> None:
    assert "─" in tempodb_("query", "members", terminal=True).out
    assert tempodb_("query", "members").out.startswith("member\tmember_name\t")
    assert "─" in tempodb_("query", "members", "--format", "table").out
    assert tempodb_("query", "members", "--format", "tsv", terminal=True).out.startswith(
        "member\tmember_name\t"
    )


@pytest.mark.parametrize("format_", EVERY)
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
        "html": lambda: re.findall(r"<tr><td[^>]*>(\w+)</td>", out.decode()),
        "xlsx": lambda: [row[1] for row in sheet_rows(out)[1:]],
        "parquet": lambda: parquet.read_table(pyarrow.BufferReader(out))["member_name"].to_pylist(),
        "arrow": lambda: pyarrow.ipc.open_file(out).read_all()["member_name"].to_pylist(),
    }
    assert names[format_]() == [  # type: ignore[no-untyped-call]
        "Armenia",
        "Belarus",
        "Kazakhstan",
        "Kyrgyzstan",
        "Russia",
        "Tajikistan",
        "Uzbekistan",
    ]


@pytest.mark.parametrize("format_", EVERY)
def test_a_frozen_clock_gives_the_same_bytes_twice(db: str, format_: str) -> None:
    arguments = (
        "query",
        "members; members as of today; events; show transactions",
        *NOW,
        "--format",
        format_,
    )

    assert tempodb_(*arguments, raw=True) == tempodb_(*arguments, raw=True)


@pytest.mark.parametrize("way", [("-f", "a.tql", "-f", "b.tql"), ("-f", "a.tql", "--keep-going"), ("-",)])
def test_all_answers_make_one_page(db: str, folder: Path, way: tuple[str, ...]) -> None:
    text = "names of CSTO; members of CSTO as of 1980"
    for name in ("a.tql", "b.tql"):
        (folder / name).write_text(text, encoding="utf-8")

    code, out, err = tempodb_("query", *way, *NOW, "--format", "html", stdin=text.encode())

    assert (code, err) == (0, "")
    assert (out.count("<!DOCTYPE html>"), out.count("</html>"), out.count("<table>")) == (
        1,
        1,
        way.count("-f") or 1,
    )
    assert "no rows" in out


def test_dates_stand_beside_from_and_to(db: str) -> None:
    asked = ("query", "periods of Georgia; names of CSTO limit 1; show states limit 1", *NOW)

    code, out, err = tempodb_(*asked, "--format", "tsv", "--dates")

    lines = out.splitlines()
    assert (code, err) == (0, "")
    shown = dict(zip(lines[0].split("\t"), lines[1].split("\t"), strict=True))
    behind = list(shown).index("to") + 1
    assert list(shown)[behind : behind + len(DATE_COLUMNS)] == list(DATE_COLUMNS)
    assert [shown[name] for name in ("from", "to", *DATE_COLUMNS)] == (
        ["1993", "1999-04", "1993-01-01", "1993-12-31", "1999-04-01", "1999-04-30", "1917", "2310"]
    )
    assert DATE_COLUMNS[0] in lines[2]
    assert lines[4] == "id\tname\tkind\tdetail"


@pytest.mark.parametrize("format_", ["table", "json", "jsonl", "markdown", "parquet"])
def test_formats_that_cannot_have_dates_or_always_do_are_told(db: str, format_: str) -> None:
    code, out, err = tempodb_("query", "members", "--format", format_, "--dates", "-o", "answer")

    assert (code, out) == (INPUT, "")
    assert f"--dates is of CSV and TSV, and not of {format_}" in err


@pytest.mark.parametrize("format_", ["csv", "json", "parquet"])
def test_a_format_of_ones_own_may_name_dates(
    db: str, folder: Path, monkeypatch: pytest.MonkeyPatch, format_: str
) -> None:
    monkeypatch.setenv("TEMPODB_CONFIG", str(folder / "own.toml"))
    columns = ["member", "from_earliest", "days_min"]
    (folder / "own.toml").write_text(
        f'[formats]\nmine = {{format = "{format_}", columns = {columns}}}\n', "utf-8"
    )
    asked = ("query", "periods of Georgia", *NOW, "--format", "mine")

    _, out, _ = tempodb_(*asked, raw=True)

    shown = {
        "csv": lambda: [tuple(line.split(",")) for line in out.decode().splitlines()],
        "json": lambda: [tuple(map(str, row.values())) for row in json.loads(out)["rows"]],
        "parquet": lambda: [
            tuple(map(str, row.values())) for row in parquet.read_table(pyarrow.BufferReader(out)).to_pylist()
        ],
    }
    assert shown[format_]()[-1] == ("georgia", "1993-01-01", "1917")  # type: ignore[no-untyped-call]


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


@pytest.mark.parametrize("format_", ["table", "html"])
def test_people_may_read_the_last_day_on_which_something_held(db: str, format_: str) -> None:
    asked = ("query", "periods of Uzbekistan in CSTO", "--format", format_)

    usual, through = tempodb_(*asked).out, tempodb_(*asked, "--ends", "through").out

    assert "2012-06-28" in usual and "through" not in usual
    assert "through" in through and "2012-06-27" in through
    assert tempodb_(*asked, "--ends", "to").out == usual


def test_sentences_name_their_sources_where_that_is_wanted(db: str) -> None:
    asked = ("query", "periods of Georgia", *NOW, "--format")

    plain, with_sources = tempodb_(*asked, "text"), tempodb_(*asked, "text", "--sources")
    refused = tempodb_(*asked, "csv", "--sources")

    assert plain.out.startswith(
        "Georgia was a member of the Collective Security Treaty Organization from 1993 to"
    )
    assert with_sources.out.startswith(f"{plain.out}Sources: ")
    assert (refused.code, refused.err.partition("\n")[0]) == (
        2,
        "error: --sources is of text, and not of csv",
    )


@pytest.mark.parametrize("format_", ["json", "csv", "tsv", "markdown"])
def test_what_programs_read_has_no_other_ends(db: str, format_: str) -> None:
    ran = tempodb_("query", "members", "--format", format_, "--ends", "through")

    assert (ran.code, ran.out) == (INPUT, "")
    assert ran.err.startswith(f"error: --ends is of tables, text and HTML, and not of {format_}\nhelp: ")
