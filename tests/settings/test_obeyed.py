"""What a user set is obeyed by the commands."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet
import pytest

import tempodb
from settings.files import Ran, ran, read
from tempodb.cli.commands.about import DEMONSTRATED
from tempodb.questions.columns import every_column
from tempodb.settings import read_settings
from tempodb.settings.from_tree import parsed
from tempodb.settings.written import template

# ── what the commands make of it ─────────────────────────────────────────────────────────────────

CSTO = str(tempodb.bundled_fixture("csto.yaml"))
ASKED = ("query", "members of CSTO as of 2006", "--now", "2025-06-01")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("loaded") / "csto.db")
    with tempodb.open(path) as database:
        database.load(CSTO, recorded_at="2024-01-01T00:00:00Z")
    return path


@pytest.fixture
def conf(file: Path, loaded: str, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return what writes the file of settings that holds, with a database that is loaded."""
    monkeypatch.setenv("TEMPODB_CONFIG", str(file))

    def write(text: str) -> None:
        file.write_text(f"db = '{loaded}'\n{text}", encoding="utf-8")

    return write


def test_an_option_goes_before_the_environment_and_that_before_the_file(
    conf: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    conf("pipe_format = 'json'\nerrors = 'json'\n")
    assert json.loads(ran(*ASKED).out)["columns"][0] == "member"
    assert ran(*ASKED, "--format", "csv").out.startswith("member,")
    assert json.loads(ran("query", "x").err)["code"]
    assert ran("query", "x", "--errors", "text").err.startswith("error: ")

    monkeypatch.setenv("TEMPODB_DB", "environment.db")
    assert "`environment.db`" in ran(*ASKED).err
    assert "`option.db`" in ran(*ASKED, "--db", "option.db").err


def test_the_format_for_a_terminal_is_not_the_one_for_a_pipe(conf: Callable[[str], None]) -> None:
    conf("format = 'markdown'\n")

    assert ran(*ASKED, terminal=True).out.startswith("| member |")
    assert ran(*ASKED).out.startswith("member\t")


@pytest.mark.parametrize(
    ("set_", "options", "shown"),
    [
        ("", (), "to"),
        ("ends = 'through'\n", (), "through"),
        ("ends = 'through'\n", ("--ends", "to"), "to"),
        ("[repl]\nends = 'through'\n", (), "to"),
        ("ends = 'through'\n[repl]\nends = 'to'\n", (), "through"),
    ],
)
def test_how_ends_are_read_is_obeyed(
    conf: Callable[[str], None], set_: str, options: tuple[str, ...], shown: str
) -> None:
    conf(set_)
    Path("a.tql").write_text("periods of Georgia in CSTO")

    for asked in (("query", "periods of Georgia in CSTO"), ("query", "-f", "a.tql")):
        assert shown in ran(*asked, *options, terminal=True).out.split("\n")[0].split()
        assert "\tto\t" in ran(*asked).out.split("\n")[0]


@pytest.mark.parametrize(
    ("set_", "ends"),
    [
        ("", "to"),
        ("ends = 'through'\n", "through"),
        ("[repl]\nends = 'through'\n", "through"),
        ("ends = 'through'\n[repl]\nends = 'to'\n", "to"),
    ],
)
def test_the_prompt_may_read_ends_otherwise(set_: str, ends: str) -> None:
    assert parsed(set_, "config.toml", "").repl.ends == ends


def test_a_deadline_is_obeyed(conf: Callable[[str], None]) -> None:
    conf("deadline = 1e-9\n")
    Path("a.tql").write_text("members of CSTO")

    assert "longer than" in ran(*ASKED).err
    assert "longer than" in ran("run", "a.tql").err
    assert ran(*ASKED, "--deadline", "30").code == 0


def test_a_limit_of_memory_is_obeyed(conf: Callable[[str], None]) -> None:
    conf("memory = 1e-9\n")
    Path("a.tql").write_text("members of CSTO")

    assert "are allowed" in ran(*ASKED).err
    assert "are allowed" in ran("run", "a.tql").err
    assert ran(*ASKED, "--memory", "300").code == 0


BRIEF = """
[formats]
brief = {format = "csv", columns = ["holder_name", "from", "member_name"], headings = false}
wide = {format = "table", columns = ["to", "member_name", "sources", "member"]}
columns = {format = "parquet", columns = ["member"]}
same = {format = "tsv"}
"""


def test_a_format_of_ones_own_shows_its_columns_in_its_order(conf: Callable[[str], None]) -> None:
    conf(BRIEF)

    assert ran(*ASKED, "--format", "brief").out.splitlines()[:2] == ["1992,Armenia", "1993,Belarus"]
    assert ran("query", "holders of secretary-general of CSTO as of 2010", "--format", "brief").out == (
        "Valery Semerikov,[..2017-04-18]\n"
    )
    assert ran(*ASKED, "--format", "same").out == ran(*ASKED).out
    assert ran(*ASKED, "--format", "brief", "-o", "a.txt") == Ran(0, "", "")
    assert Path("a.txt").read_text(encoding="utf-8").startswith("1992,Armenia\n")
    table = ran(*ASKED, "--format", "wide", terminal=True).out.splitlines()
    assert table[0].split() == ["to", "member", "sources", "member"]
    assert table[2].split()[:2] == ["ongoing", "Armenia"] and table[2].split()[-1] == "armenia"
    assert ran(*ASKED, "--format", "columns", "-o", "a.parquet").code == 0
    assert pyarrow.parquet.read_table("a.parquet").column_names == ["member"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((*ASKED, "--format", "columns"), "a terminal cannot show parquet"),
        ((*ASKED, "--format", "breif"), "help: the nearest is `brief`"),
        ((*ASKED, "--format", "xml"), "markdown, html, xlsx, parquet, arrow, brief, wide, columns, same"),
        (("query", "count members of CSTO as of 2006", "--format", "brief"), "none of the columns holder_name, from, member_name"),
    ],
)  # fmt: skip
def test_what_a_format_cannot_do_is_refused(
    conf: Callable[[str], None], arguments: tuple[str, ...], message: str
) -> None:
    conf(BRIEF)

    done = ran(*arguments, terminal=True)

    assert done.code == 2
    assert message in re.sub("\x1b.*?m", "", done.err)


def test_every_question_can_be_shown_as_a_table_of_chosen_columns(conf: Callable[[str], None]) -> None:
    conf("")
    shown = {
        question: json.loads(ran("query", question, "--format", "json").out)["columns"]
        for question in DEMONSTRATED
    }

    for name in every_column():
        conf(f"[formats]\nmine = {{format = 'table', columns = ['{name}']}}\n")
        for question, columns in shown.items():
            done = ran("query", question, "--format", "mine")
            assert done.code == (0 if name in columns else 2), (question, name)


def test_a_broken_file_stops_every_command_but_the_one_that_looks_at_it(conf: Callable[[str], None]) -> None:
    conf("deadline = 'soon'\n")

    for arguments in (ASKED, ("digest",), ("schema",), ("config", "--template"), ("config",)):
        done = ran(*arguments)
        expected = {ASKED: 2, ("digest",): 2, ("schema",): 2, ("config", "--template"): 0, ("config",): 1}
        assert done.code == expected[arguments], arguments
        assert ("config.toml:2:12: error: `deadline` cannot be `'soon'`" in done.err) == (done.code > 0)
        assert (done.out == "") == (done.code == 2)
    assert tomllib.loads(ran("config").out)["deadline"] == 30.0
    assert ran("digest", "--help").code == 0


def test_the_settings_that_hold_are_printed_as_a_file_of_them(
    conf: Callable[[str], None], file: Path, loaded: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    conf(f"deadline = 5\n{BRIEF}")
    held = ran("config", "--errors", "json")
    assert held.out.startswith(f"# {file} is read\n")
    assert read(file.with_name("again.toml"), held.out) == read_settings(str(file))._replace(errors="json")

    monkeypatch.setenv("TEMPODB_DB", "other.db")
    assert 'db = "other.db"' in ran("config").out
    monkeypatch.setenv("TEMPODB_CONFIG", "")
    assert ran("config").out.startswith("# no file of settings, since $TEMPODB_CONFIG is empty\n")


def test_the_file_to_begin_with_is_made_once(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = file.parent / "deep" / "er" / "config.toml"
    monkeypatch.setenv("TEMPODB_CONFIG", str(made))
    assert ran("config").code == 1

    assert ran("config", "--init").out == f"{made} is made; what it sets is commented out\n"
    assert made.read_text(encoding="utf-8") == template() == ran("config", "--template").out
    assert ran("config").out.startswith(f"# {made} is read\n")
    made.write_text("db = 'mine'")
    assert (ran("config", "--init").code, made.read_text()) == (2, "db = 'mine'")

    monkeypatch.setenv("TEMPODB_CONFIG", "/dev/null/config.toml")
    assert ran("config", "--init").code == 3
    monkeypatch.setenv("TEMPODB_CONFIG", "")
    assert ran("config", "--init").code == 2


# ── colours ──────────────────────────────────────────────────────────────────────────────────────

PAINTED = "\x1b[1;31merror:\x1b[0m"
PAINTING = [
    ("auto", {}, True, True),
    ("auto", {}, False, False),
    ("auto", {"NO_COLOR": "1"}, True, False),
    ("auto", {"NO_COLOR": ""}, True, True),
    ("auto", {"TERM": "dumb"}, True, False),
    ("always", {}, False, True),
    ("always", {"NO_COLOR": "1"}, True, False),
    ("never", {}, True, False),
]


@pytest.mark.skipif(os.name == "nt", reason="a console of Windows is not painted")
@pytest.mark.parametrize(("colour", "environment", "terminal", "painted"), PAINTING)
def test_errors_are_painted_where_somebody_looks_who_wants_it(
    conf: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
    colour: str,
    environment: dict[str, str],
    terminal: bool,
    painted: bool,
) -> None:
    conf(f"colour = '{colour}'\n")
    monkeypatch.setenv("TERM", "xterm")
    for variable, value in environment.items():
        monkeypatch.setenv(variable, value)

    done = ran("query", "membres of CSTO -- \x1b[2J", terminal=terminal)
    found = ran("check", "missing\x9b.yaml", terminal=terminal)

    assert done.err.startswith(PAINTED if painted else "error:")
    assert ("\x1b[1;31m^" in done.err, "\x1b[1;36mhelp:" in done.err) == (painted, painted)
    plain = re.sub("\x1b\\[(1;3[136]|0)m", "", done.err + found.err + found.out)
    assert "\x1b" not in plain and "\x9b" not in plain
    assert "\x1b" not in ran("query", "x", "--errors", "json", terminal=terminal).err
    assert "\x1b" not in ran(*ASKED, terminal=terminal).out


def test_what_a_check_finds_is_painted_too(
    conf: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    conf("colour = 'always'\n")
    Path("a.yaml").write_text("tempodb: 1\ndataset: a\nstates: {x: {nam: X}}\n")

    assert PAINTED in ran("check", "a.yaml").out
