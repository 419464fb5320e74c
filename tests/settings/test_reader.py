"""What a user may set: read with its places, and written so that it reads back."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from settings.files import read
from tempodb import InputError
from tempodb.base import user_folders
from tempodb.output.formats import NamedFormat
from tempodb.settings import Repl, Settings, checks, options, read_settings, settings
from tempodb.settings.written import as_toml, template

WITHOUT = "to go on without the file: TEMPODB_CONFIG= tempodb …"


def refused(file: Path, text: str) -> str:
    with pytest.raises(InputError) as refusal:
        read(file, text)
    return str(refusal.value).replace(str(file), "config.toml")


# ── what is read ─────────────────────────────────────────────────────────────────────────────────


def test_the_file_to_begin_with_sets_nothing(file: Path) -> None:
    assert read(file, template()) == Settings()


def test_the_file_to_begin_with_says_of_each_setting_what_holds(file: Path) -> None:
    bare = re.sub(r"^#(\w+ = )", r"\1", template(), flags=re.MULTILINE)
    said = tomllib.loads(bare)
    brief = said["formats"].pop("brief")
    pager = said["repl"].pop("pager_command")

    assert {*said, "formats"} == set(Settings._fields)
    assert {*said["repl"], "pager_command"} == set(Repl._fields)
    assert set(brief) == set(NamedFormat._fields)
    assert read(file, bare) == Settings(
        repl=Repl(pager_command=pager),
        formats={"brief": NamedFormat(**{**brief, "columns": tuple(brief["columns"])})},
    )


def test_every_setting_has_a_check() -> None:
    assert {*checks.TOP, "repl", "colours", "formats"} == set(Settings._fields)
    assert set(checks.REPL) == set(Repl._fields)
    assert set(checks.FORMAT) == set(NamedFormat._fields)
    assert set(checks.COLOUR_CHECKS) == set(options.COLOURS)


WRITTEN = Settings(
    db='my \\ "own" \U000e0001 \x9b\n.db',
    format="brief",
    pipe_format="wide",
    deadline=2.5,
    memory=1000.0,
    errors="json",
    colour="never",
    repl=Repl(keys="vi", history=0, timing=True, pager_command="less -R"),
    colours={**options.COLOURS, "error": "underline #Ff8800", "plain": "bright-gray", "prompt": "dim"},
    formats={
        "brief": NamedFormat("csv", ("member_name", "from"), headings=False),
        "wide": NamedFormat("parquet"),
    },
)


@pytest.mark.parametrize("given", [Settings(), WRITTEN])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_what_is_written_reads_back(file: Path, given: Settings, line_end: str) -> None:
    assert read(file, "\ufeff" + as_toml(given).replace("\n", line_end)) == given


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_reads_back(text: str) -> None:
    assert tomllib.loads(as_toml(Settings(db=text)))["db"] == text


REFUSED = [
    ("multiline = 'safe'", "there is no setting `multiline` outside of a table", "it stands in [repl]"),
    ("[repl]\ndb = 'x'", "there is no setting `db` in [repl]", "it stands before the first table"),
    ("[repl]\nmultilin = 'safe'", "there is no setting `multilin` in [repl]", "the nearest is `multiline`"),
    ("[rpl]\nkeys = 'vi'", "there is no setting `rpl` outside of a table", "the nearest is `repl`"),
    ("[formats.brief]\nfrmat = 'csv'\nformat = 'csv'", "there is no setting `frmat` in [formats.brief]", "the nearest is `format`"),
    ("xyz = 1", "there is no setting `xyz` outside of a table", "the settings there are db, format, pipe_format, ends, deadline, memory, errors, colour"),
    ("deadline = 0", "`deadline` cannot be `0`", "write a number of seconds above 0"),
    ("deadline = true", "`deadline` cannot be `true`", "write a number of seconds above 0"),
    ("deadline = inf", "`deadline` cannot be `inf`", "write a number of seconds above 0"),
    ("deadline = '5'", "`deadline` cannot be `'5'`", "write a number of seconds above 0"),
    ("memory = 0", "`memory` cannot be `0`", "write a number of megabytes above 0"),
    ("db = ''", "`db` cannot be `''`", "write a text in quotes"),
    ("errors = ['text']", "`errors` cannot be `['text']`", "write one of text, json"),
    ("format = 'parquet'", "`format` cannot be `'parquet'`", "write one of table, text, json, jsonl, csv, tsv, markdown, html"),
    ("pipe_format = 'brief'", "`pipe_format` cannot be `'brief'`", "write one of table, text, json, jsonl, csv, tsv, markdown, html, xlsx, parquet, arrow"),
    ("[repl]\ntiming = 'yes'", "`timing` cannot be `'yes'`", "write true or false, without quotes"),
    ("[repl]\nhistory = -1", "`history` cannot be `-1`", "write a whole number, 0 or more"),
    ("[repl]\nhistory = true", "`history` cannot be `true`", "write a whole number, 0 or more"),
    ("repl = 3", "`repl` is a table of settings", "write [repl] on a line of its own"),
    ("[formats]\nbrief = 'csv'", "`'csv'` is no format", 'write {format = "csv", columns = ["from", "to"]}'),
    ("[formats.brief]\nheadings = false", "the format `brief` does not say what it is made of", 'add format = "csv"'),
    ("[formats.brief]\nformat = 'json'\nheadings = false", "json cannot do without headings", "only csv and tsv can"),
    ("[formats.csv]\nformat = 'tsv'", "`csv` cannot be the name of a format", "write small letters, digits and hyphens, and none that tempodb has already"),
    ("[formats.a]\nformat = 'csv'\ncolumns = ['form']", "`columns` cannot be `['form']`", "write columns that answers have: `from` is the nearest to `form`"),
    ("[formats.a]\nformat = 'csv'\ncolumns = ['to', 'to']", "`columns` cannot be `['to', 'to']`", "write a list of columns, each once"),
    ("[formats.a]\nformat = 'csv'\ncolumns = [1]", "`columns` cannot be `[1]`", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message", "hint"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_is_no_setting_is_refused(file: Path, text: str, message: str, hint: str | None) -> None:
    said = refused(file, text)

    assert message in said
    assert said.endswith(f"{'' if hint is None else f'help: {hint}'}; {WITHOUT}"[2 if hint is None else 0 :])


@pytest.mark.parametrize(
    "colour", ["", "purple", "red bold", "#12345", "#1234567", "bright-#123456", "bold bold red blue", 3]
)
def test_what_is_no_colour_is_refused(file: Path, colour: object) -> None:
    written = repr(colour)

    assert f"`error` cannot be `{written}`" in refused(file, f"[colours]\nerror = {written}")


def test_every_problem_is_told_with_its_place(file: Path) -> None:
    with pytest.raises(InputError) as refusal:
        read(file, "colour = 'red'\n\n[repl]\nkeis = 'vi'\nhistory = 1.5\n")

    places = [(p.line, p.column, p.length, p.suggestions, p.excerpt) for p in refusal.value.problems]
    assert places == [
        (1, 10, 5, (), "colour = 'red'"),
        (4, 1, 4, ("keys",), "keis = 'vi'"),
        (5, 11, 3, (), "history = 1.5"),
    ]
    assert [WITHOUT in (problem.hint or "") for problem in refusal.value.problems] == [False, False, True]


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("deadline = \n", (1, 12), "a value is missing here"),
        ("[repl\n", (1, 6), "a closing bracket is missing before this"),
        ("db = 'a'\ndb = 'b'\n", (2, 1), "`db` is given twice, on lines 1 and 2"),
        ("\r\ndb = x", (2, 6), "`x` is no TOML value"),
    ],
)
def test_what_is_no_toml_is_refused_at_its_place(
    file: Path, text: str, place: tuple[int, int], message: str
) -> None:
    with pytest.raises(InputError) as refusal:
        read(file, text)

    (problem,) = refusal.value.problems
    assert (problem.line, problem.column, problem.message) == (*place, message)
    assert problem.hint is not None and problem.hint.endswith(WITHOUT)


@given(
    st.binary()
    | st.text().map(str.encode)
    | st.lists(st.sampled_from([row[0] for row in REFUSED])).map("\n".join).map(str.encode)
)
def test_whatever_the_file_holds_is_settings_or_an_error_in_words(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.toml"
    file.write_bytes(data)

    try:
        found = read_settings(str(file))
    except InputError as error:
        assert str(error)
    else:
        assert isinstance(found, Settings)


# ── where it is read ─────────────────────────────────────────────────────────────────────────────


def test_without_a_file_all_is_as_it_comes(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings(os.environ) == Settings()

    monkeypatch.delenv("TEMPODB_CONFIG")
    for folder in (file.parent / "missing", Path("/dev/null")):
        monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
        assert settings(os.environ) == Settings()


def test_a_file_that_the_environment_names_has_to_be_there(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEMPODB_CONFIG", str(file))

    with pytest.raises(InputError, match=r"which \$TEMPODB_CONFIG names, cannot be read: no such file"):
        settings(os.environ)


def test_a_folder_is_no_file(file: Path) -> None:
    file.mkdir()

    with pytest.raises(InputError, match="are no file"):
        read_settings(str(file))


@pytest.mark.parametrize("data", [b"db = '\xff'", b"#" * (1024 * 1024 + 1)])
def test_a_file_that_is_no_text_or_far_too_large_is_refused(file: Path, data: bytes) -> None:
    file.write_bytes(data)

    with pytest.raises(InputError, match=r"no UTF-8|too large"):
        read_settings(str(file))


PLACES = [
    ("linux", "posix", {"XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "/s", "XDG_CACHE_HOME": "/k"}, ("/c/tempodb", "/s/tempodb", "/k/tempodb")),
    ("linux", "posix", {"XDG_CONFIG_HOME": "c", "XDG_STATE_HOME": "", "XDG_CACHE_HOME": "k"}, ("/h/.config/tempodb", "/h/.local/state/tempodb", "/h/.cache/tempodb")),
    ("freebsd14", "posix", {}, ("/h/.config/tempodb", "/h/.local/state/tempodb", "/h/.cache/tempodb")),
    ("darwin", "posix", {}, ("/h/Library/Application Support/tempodb", "/h/Library/Application Support/tempodb", "/h/.cache/tempodb")),
    ("win32", "nt", {"APPDATA": "/r", "LOCALAPPDATA": "/l"}, ("/r/tempodb", "/l/tempodb", "/l/tempodb")),
]  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="the paths are those of Unix")
@pytest.mark.parametrize(("platform", "name", "environment", "folders"), PLACES)
def test_each_platform_has_its_own_places(
    monkeypatch: pytest.MonkeyPatch,
    platform: str,
    name: str,
    environment: dict[str, str],
    folders: tuple[str, ...],
) -> None:
    for variable in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "TEMPODB_CONFIG"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in {"HOME": "/h", **environment}.items():
        monkeypatch.setenv(variable, value)
    with monkeypatch.context() as patched:
        patched.setattr(sys, "platform", platform)
        patched.setattr(os, "name", name)
        found = tuple(
            folder(os.environ)
            for folder in (user_folders.configuration, user_folders.state, user_folders.cache)
        )
        file = user_folders.configuration_file(os.environ)

    assert found == folders
    assert file == f"{folders[0]}/config.toml"


def test_nothing_is_imported_where_there_is_no_file() -> None:
    code = "import os, sys, tempodb.settings as s; before = set(sys.modules); s.settings(os.environ); print(*set(sys.modules) - before)"
    code += "; print(*sys.modules)"

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ran.stdout.splitlines()[0] == ""
    assert not {"tomllib", "pathlib", "rapidfuzz"} & set(ran.stdout.split())
