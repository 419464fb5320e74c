"""Exit codes, and errors in words on standard error alone."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from cli.running import CSTO, INPUT, SURROUNDINGS, Ran, tempodb_
from tempodb.cli.output import Output, exit_code_of

WRONG: list[tuple[list[str], int, str]] = [
    # arguments
    (["frobnicate"], INPUT, "there is no command `frobnicate`"),
    (["qurey", "members"], INPUT, "the nearest is `query`"),
    (["lod", CSTO], INPUT, "the nearest is `load`"),
    (["help"], INPUT, "help: write `tempodb --help`"),
    (["version"], INPUT, "help: write `tempodb --version`"),
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
        ["query", "members", "-o", "members.ods"],
        INPUT,
        "no format is known by the end `.ods` of the file's name",
    ),
    (
        ["query", "members", "-o", "members.ods"],
        INPUT,
        ".txt .json .jsonl .csv .tsv .md .markdown .html .htm .xlsx .parquet .arrow, or add --format",
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
    (["query", "members as of :t", "-p", "t=tomorrow"], INPUT, "`tomorrow` is no date"),
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
    (
        ["query", "members", "--db", CSTO],
        SURROUNDINGS,
        f"help: if it is a dataset, load it: tempodb load {CSTO}",
    ),
    (["export", "--dataset", "foo"], INPUT, "there is no dataset `foo`"),
    # files
    (["load", "none.yaml", "--db", "a.db"], INPUT, "none.yaml"),
    (["load", CSTO.replace(".yaml", ".yml"), "--db", "a.db"], INPUT, f"help: the nearest is `{CSTO}`"),
    (["load", CSTO, CSTO, "--db", "a.db"], INPUT, f"`{CSTO}` is named twice\nhelp: name it once"),
    (["load", ".", "--db", "a.db"], INPUT, ""),
    (["load", CSTO, "--db", "none/a.db"], SURROUNDINGS, "none/a.db"),
    (["load", CSTO, "--db", "a.db", "--recorded-at", "2999"], INPUT, "2999"),
    (["load", CSTO, "--db", "a.db", "--recorded-at", "soon"], INPUT, "`soon` is no date"),
    (["query", "members", "-o", "none/x.csv"], SURROUNDINGS, "help: make its folder first"),
    (["query", "members", "-o", "/"], SURROUNDINGS, ""),
    (["import", "csv", CSTO, "--suggest", "--load"], INPUT, "--suggest writes a map, and loads nothing"),
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


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (MemoryError(), "there is not enough memory for this"),
        (
            ImportError("x.so: failed to map segment from shared object"),
            "there is not enough memory for this",
        ),
        (ImportError("libx.so: cannot allocate memory in static TLS block"), "there is not enough memory"),
        (
            SystemError("<function f> returned NULL without setting an exception"),
            "there is not enough memory",
        ),
        (SystemError("bad argument"), "this is a fault of tempodb: SystemError: bad argument"),
        (ImportError("No module named 'x'"), "this is a fault of tempodb: ImportError: No module named 'x'"),
    ],
)
def test_too_little_memory_for_a_library_is_told_as_that(error: Exception, said: str) -> None:
    def command() -> int:
        raise error

    errors = io.StringIO()
    output = Output(None, errors, lambda _: lambda problems: "".join(map(str, problems)), {})

    assert exit_code_of(command, output) == SURROUNDINGS
    assert said in errors.getvalue()


@pytest.mark.parametrize(
    "failure", [OSError("Cannot allocate memory"), SystemError("error return without exception set")]
)
def test_an_error_is_told_where_there_is_no_room_to_draw_it(failure: Exception) -> None:
    def drawn(_: object) -> str:
        raise failure

    def command() -> int:
        raise MemoryError

    errors = io.StringIO()

    assert exit_code_of(command, Output(None, errors, lambda _: drawn, {})) == SURROUNDINGS
    assert errors.getvalue() == "error: there is not enough memory for this\n"
