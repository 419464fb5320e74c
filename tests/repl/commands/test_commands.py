"""The commands of the prompt: what each does, and why it cannot."""

from __future__ import annotations

import json
from contextlib import chdir
from pathlib import Path

import pytest
from pyarrow import parquet

from repl.talking import Talking
from tempodb.repl.commands.registry import BY_NAME, REPL_COMMANDS

# ── commands ─────────────────────────────────────────────────────────────────────────────────────

FOLLOWED = [
    (".help", "Questions"),
    ("\\?", "Questions"),
    (".help .x", ".x [on|off|auto]: a block"),
    (".keys", "Ctrl-D"),
    (".d uzbekistan", "Uzbekistan"),
    ("\\d", "csto"),
    (".datasets", "csto"),
    ("members limit 1\n.again", "members limit 1\n"),
    (".let x=1 y='a b'", ":x = 1\n:y = a b\n"),
    (".let x=1 y=2\n.let x=", ":y = 2\n"),
    (".let", "no parameter has a value"),
    (".let day=1998\nmembers as of :day limit 1", "valid 1998"),
    (".queries", "none is kept"),
    (".save first members as of :day limit 1", ".ask first: members as of :day limit 1\n"),
    (".save first members as of :day limit 1\n.ask first day=1998", "valid 1998"),
    (".save first members as of :day limit 1\n.queries", "first: members as of :day limit 1\n"),
    (".save first members\n.forget first\n.queries", "none is kept"),
    ("members limit 1\n.save é-1\n.queries", "é-1: members limit 1\n"),
    (".format", "format table"),
    (".format csv\nmembers as of 2006 limit 1", "armenia,Armenia,csto"),
    (".format json\nmembers as of 2006 limit 1", '"member": "armenia"'),
    (".fmt markdown\nmembers as of 2006 limit 1", "| armenia |"),
    (".x\nmembers as of 2006 limit 1", "member        Armenia\n"),
    (".x\n.x", "expanded on\nexpanded auto\n"),
    (".x off", "expanded off"),
    (".x on\ntimeline of icmec", "ICMEC"),
    (".x on\nwhy Uzbekistan in CSTO as of 2013", "Uzbekistan"),
    (".timing", "timing on"),
    (".timing\ton", "timing on"),
    (".timing on;", "timing on"),
    (".TIMING ON".replace("ON", "on"), "timing on"),
    (".option", "multiline smart\nkeys emacs\n"),
    (".option keys vi", "keys vi"),
    (".option pager_command less -R", "pager_command less -R"),
    (".option pager_command", "pager_command"),
    (".option pager never", "pager never"),
    (".output", "answers go to the terminal"),
    (".open :memory:", "nothing is recorded there yet"),
    ("tour", "Ctrl-C leaves the tour"),
    (".watch", "every 2 s, until Ctrl-C"),
]


@pytest.mark.parametrize(("typed", "shown"), FOLLOWED, ids=[repr(typed) for typed, _ in FOLLOWED])
def test_a_command_does_what_it_says(talk: Talking, typed: str, shown: str) -> None:
    begun = talk()
    if typed == ".watch":
        begun.says("members limit 1")

    said = begun.says(typed)

    assert shown in said
    assert "error" not in said


REFUSED = [
    (".", "there is no command `.`", "`.help` lists them"),
    ("\\", "there is no command `\\`", "`.help` lists them"),
    (".nope", "there is no command `.nope`", "`.help` lists them"),
    (".fromat", "there is no command `.fromat`", "the nearest is `.format`"),
    (".tim", "there is no command `.tim`", "the nearest is `.timing`"),
    (".help membres", "no help on `membres`", "`.help members`"),
    (".help qwertyuiop", "no help on `qwertyuiop`", "`.help` alone"),
    (".keys x", "no place for `x`", "leave it out"),
    ("tour x", "no place for `x`", "leave it out"),
    (".datasets x", "no place for `x`", "leave it out"),
    (".again", "nothing was asked yet", "ask something first"),
    (".again x", "no place for `x`", "leave it out"),
    (".watch", "nothing was asked yet", "ask something first"),
    (".plot csto.svg", "nothing was asked yet", "ask for example: timeline of CSTO"),
    ("members limit 1\n.plot", "the file of a picture is wanted", "a name with blanks stands in quotes"),
    (
        "members limit 1\n.plot csto.gif",
        "no picture is known by the end `.gif`",
        "end the name with one of .svg .png",
    ),
    (
        "whether Russia is member of CSTO\n.plot a.svg",
        "there is no picture of",
        "periods of Uzbekistan in CSTO",
    ),
    ("members\n.watch 0", "`0` is no number of seconds", ".watch 5"),
    ("members\n.watch nan", "`nan` is no number", ".watch 5"),
    ("members\n.watch 1 2", "a number of seconds is wanted", ""),
    (".edit x", "no place for `x`", ""),
    (".let x", "`x` is no parameter", "day="),
    (".let 1=2", "`1=2` is no parameter", "day="),
    (".let 'x", "a quote is not closed", "the same quote"),
    (".save", "the name is missing", ".save NAME"),
    (".save x", "nothing was asked yet", "ask something first"),
    (".save ../x members", "`../x` is no name", "letters, digits and hyphens"),
    (".save /x members", "`/x` is no name", ""),
    (".save .x members", "`.x` is no name", ""),
    (f".save {'x' * 65} members", "is no name", ""),
    (".ask", "which one?", "`.queries` lists them"),
    (".ask ../x", "no query is kept under the name `../x`", ""),
    (".save first members\n.ask frist", "`frist`", "the nearest is `first`"),
    (".save first members\n.ask first day=1", "`first` has no parameter `day`", "it has none"),
    (".save first members as of :day\n.ask first dya=1", "no parameter `dya`", "it has `day`"),
    (".save first members as of :day\n.ask first", "`:day` has no value", ".let"),
    (".queries x", "no place for `x`", ""),
    (".forget", "is missing", ""),
    (".forget a b", "and not 2", ""),
    (".forget ../x", "`../x`", ""),
    (".format yaml", "no format `yaml`", "json"),
    (".format jsno", "no format `jsno`", "`json`"),
    (".format parquet", "no format `parquet` for a terminal", ""),
    (".x maybe", "`maybe` is no value of expanded", "auto, on, off"),
    (".timing maybe", "`maybe` is no value of timing", "on or off"),
    (".option kyes", "no option `kyes`", "`keys`"),
    (".option keys vim", "`vim` is no value of keys", "emacs, vi"),
    (".option history 5", "history is read at the start", "file of settings"),
    (".option count", "no option `count`", "multiline"),
    (".output .", "cannot be written", ""),
    (".output nosuch/x.csv", "cannot be written", ""),
    (".open", "is missing", ""),
    (".open .", "there is no database `.`", ""),
    ('.open ""', "the location of the database is empty", ""),
    (".open mysql://x/y", "", ""),
    (".load", "the file of a dataset is missing", ".load FILE"),
    (".load nosuch.yaml", "there is no file `nosuch.yaml`", ""),
    (".source", "is missing", ""),
    (".source nosuch", "`nosuch` cannot be read", ""),
    (".source .", "`.` cannot be read", ""),
    (".d nobody at all", "nobody", ""),
    ('.d "', "the quote is not closed", ""),
    (".quit now", "no place for `now`", "leave it out"),
]


@pytest.mark.parametrize(("typed", "said", "hint"), REFUSED, ids=[repr(typed) for typed, _, _ in REFUSED])
def test_a_command_that_cannot_be_done_says_why(
    talk: Talking, tmp_path: Path, typed: str, said: str, hint: str
) -> None:
    begun = talk()
    before = begun.conversation.location

    with chdir(tmp_path):
        shown = begun.says(typed)

    assert "error: " in shown
    assert said in shown
    assert hint in shown
    assert not begun.conversation.is_over
    assert begun.conversation.location == before
    assert "Armenia" in begun.says(".output\n.format table\nmembers as of 2006")


def test_every_command_is_tried() -> None:
    tried = {
        typed.rpartition("\n")[2].split()[0].lstrip(".\\").lower()
        for typed, *_ in [*FOLLOWED, *REFUSED]
        if typed
    }
    names = {name for name in tried if name in BY_NAME}

    assert {BY_NAME[name].name for name in names} == {command.name for command in REPL_COMMANDS}


@pytest.mark.parametrize("typed", ["quit", "exit", "QUIT;", ".quit", "\\q", ".exit ;"])
def test_whoever_leaves_hears_no_more(talk: Talking, typed: str) -> None:
    begun = talk()

    assert begun.says(f"{typed}\nmembers") == ""
    assert begun.conversation.is_over


# ── answers to files ─────────────────────────────────────────────────────────────────────────────


def test_answers_go_to_a_file_in_the_format_of_its_name(talk: Talking, tmp_path: Path) -> None:
    begun = talk()
    question = "members as of 2006 limit 2"
    said = {}
    for name in ("x.csv", "x.json", "x.parquet", "x.MD", "x"):
        said[name] = begun.says(f".output {tmp_path / name}\n{question}")
    begun.says(".output")

    assert all(text.endswith(f"2 rows → {tmp_path / name}\n") for name, text in said.items())
    assert (tmp_path / "x.csv").read_text().splitlines()[1].startswith("armenia,Armenia,csto")
    assert len(json.loads((tmp_path / "x.json").read_text())["rows"]) == 2
    assert parquet.read_table(tmp_path / "x.parquet").num_rows == 2
    assert (tmp_path / "x.MD").read_text().startswith("| member")
    assert (tmp_path / "x").read_text().startswith("member\tmember_name")
    assert "Armenia" in begun.says(question)


def test_a_file_takes_answer_after_answer_and_begins_anew_when_named_again(
    talk: Talking, tmp_path: Path
) -> None:
    begun, file = talk(), tmp_path / "x.jsonl"
    begun.says(f".output {file}\nmembers as of 2006 limit 2; members as of 2006 limit 1;\nmembers limit 1")

    assert len(file.read_text().splitlines()) == 4
    begun.says(f".output {file}")
    assert file.read_text() == ""


def test_errors_and_remarks_go_to_the_person_and_not_to_the_file(talk: Talking, tmp_path: Path) -> None:
    begun, file = talk(), tmp_path / "x.csv"

    said = begun.says(f".output {file}\n.timing on") + begun.says("membres")

    assert "timing on" in said
    assert "membres" in said
    assert file.read_text() == ""


def test_a_tilde_is_the_folder_of_the_person(
    talk: Talking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "x.tql").write_text("members as of 2006 limit 1")

    assert "Armenia" in talk().says(".source ~/x.tql")
    talk().says(".output ~/x.csv\nmembers as of 2006 limit 1")
    assert "Armenia" in (tmp_path / "x.csv").read_text()


def test_the_last_answer_is_drawn(talk: Talking, tmp_path: Path) -> None:
    with chdir(tmp_path):
        said = talk().says(".let day=2006\nmembers of CSTO as of :day\n.plot 'the csto.svg'")

    assert "drawn: the csto.svg" in said
    assert "Uzbekistan, member, from 2006 to 2012-06-28" in (tmp_path / "the csto.svg").read_text(
        encoding="utf-8"
    )
