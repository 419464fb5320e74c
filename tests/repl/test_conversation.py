"""The REPL without its terminal: what is typed → what is shown, asked and done."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from pyarrow import parquet

import tempodb
from conversing import CSTO, NOW, Someone, Talk, Ticks, loaded, opened
from tempodb.language_service.completeness import Completeness, completeness
from tempodb.repl import saved_queries
from tempodb.repl.commands.help import CLAUSES, WRITING
from tempodb.repl.commands.registry import BY_NAME, COMMANDS
from tempodb.repl.display_options import DisplayOptions
from tempodb.repl.examples import examples
from tempodb.repl.screen import Size
from tempodb.repl.topics import TOPICS
from tempodb.repl.tour import TOUR_STEPS
from tempodb.settings.options import Repl
from tempodb.temporal.instants import instant_text
from tempodb.tql.parsing.parser import parse, parse_script

FIXTURES = sorted(CSTO.parent.glob("*.yaml"))
Talking: TypeAlias = Callable[..., Talk]


@pytest.fixture(scope="module", params=FIXTURES, ids=lambda file: file.stem)
def fixture(request: Any, tmp_path_factory: Any) -> Path:
    """Return a database of each dataset that comes along."""
    return loaded(tmp_path_factory.mktemp("fixture") / "x.db", request.param)


@pytest.fixture(scope="module")
def csto(tmp_path_factory: Any) -> Path:
    """Return a database of the first dataset, to be copied by who writes."""
    return loaded(tmp_path_factory.mktemp("csto") / "csto.db")


@pytest.fixture
def talk(csto: Path, tmp_path: Path) -> Talking:
    """Return what begins a conversation about a copy of the first dataset."""

    def begun(**given: Any) -> Talk:
        database = tmp_path / "copy.db"
        if not database.exists():
            shutil.copy(csto, database)
        return Talk(str(database), tmp_path / "state", **given)

    return begun


# ── statements ───────────────────────────────────────────────────────────────────────────────────


SAID = [
    ("members of CSTO as of 2006 limit 1", ["Armenia  member  1992  ongoing  certain", "1 row"]),
    ("members limit 1; count members", ["Armenia", "certain  possible"]),
    ("set as of 1998; count members", ["valid 1998"]),
    ("use CSTO", []),
    ("-- nothing", []),
    ("", []),
    (" \n ", []),
    (".timing on\nmembers\nas of 2006\nlimit 1\n.timing off", ["timing on", "Armenia", "0.0 ms", "timing off"]),
    ("help members", ["members: who belonged"]),
    ("HELP;", ["Questions", "Clauses", "Writes", "Commands"]),
    ("-- first\nhelp", ["Questions"]),
    ("members limit 1; -- done\n\\timing", ["Armenia", "timing on"]),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "shown"), SAID, ids=[repr(typed) for typed, _ in SAID])
def test_what_is_typed_is_answered_in_its_order(talk: Talking, typed: str, shown: list[str]) -> None:
    said = talk().says(typed)

    places = [said.find(text) for text in shown]
    assert -1 not in places, said
    assert places == sorted(places)
    assert "error" not in said
    assert bool(said) is bool(shown)


WRONG = [
    ("membres of CSTO", "`membres` does not fit here", "members of CSTO"),
    ("members limit 1; membres of CSTO", "`membres`", "members limit 1; members of CSTO"),
    (".timing off\nmembres of CSTO", "`membres`", "members of CSTO"),
    ("count members; members of CSTA; names", "`CSTA`", "members of csto; names"),
    ("members of CSTA as of 2006", "no organization is called `CSTA`", "members of csto as of 2006"),
    ("members limt 3", "`limt`", "members limit 3"),
    ("members as of 31-02-2006", "", None),
    ("members of", "", None),
    ("count", "", None),
    ('members of "CSTO', "the quote is not closed", None),
    ("members as of :day", "`.let NAME=VALUE` gives it one", None),
    (".source nosuch", "`nosuch` cannot be read", None),
]


@pytest.mark.parametrize(("typed", "said", "repair"), WRONG, ids=[typed for typed, _, _ in WRONG])
def test_an_error_is_told_and_its_repair_kept(
    talk: Talking, typed: str, said: str, repair: str | None
) -> None:
    begun = talk()

    shown = begun.says(typed)

    assert "error: " in shown
    assert said in shown
    assert ("F2 puts it right" in shown) is (begun.conversation.repair is not None)
    assert begun.conversation.repair == repair
    if repair is not None:
        assert "error" not in begun.says(repair)
        assert begun.conversation.repair is None


def test_nothing_of_a_text_is_carried_out_unless_all_of_it_can_be_read(talk: Talking) -> None:
    assert "Armenia" not in talk().says("members limit 1; membres")


def test_what_follows_an_error_is_left_out(talk: Talking) -> None:
    begun = talk()

    assert "timing" not in begun.says("membres\n.timing on")
    assert not begun.conversation.display.options.timing


def test_what_is_set_holds_for_what_follows(talk: Talking) -> None:
    begun = talk()
    begun.says("set as of 1998; set known at today")

    assert "valid 1998" in begun.says("count members")
    assert begun.conversation.session.context.as_of == "1998"
    begun.says("set as of today")
    assert begun.conversation.session.context.as_of is None


def test_the_focus_is_the_one_that_was_used_last(talk: Talking) -> None:
    begun = talk()

    assert begun.conversation.session.context.focus == "csto"
    begun.says("use ICMEC")
    assert begun.conversation.session.context.focus == "icmec"


def test_an_answer_too_wide_for_the_screen_is_shown_in_blocks(talk: Talking) -> None:
    assert "member     Armenia\n" in talk(size=Size(30, 24)).says("members as of 2006 limit 2")
    assert "Armenia  member" in talk(size=Size(None, None)).says("members as of 2006 limit 2")


def test_help_is_broken_between_words_where_the_screen_is_narrow(talk: Talking) -> None:
    first, second = talk(size=Size(80, 24)).says(".help members").split("\n")[:2]

    assert (first[-7:], second) == ("and the", "like for others")


# ── writes ───────────────────────────────────────────────────────────────────────────────────────

WRITE = (
    "record membership of Uzbekistan in CSTO as observer\nfrom 2024-01-01 onwards\nsource report-2017-04-21"
)
ASK = "whether Uzbekistan is observer of CSTO as of 2024-06"


@pytest.mark.parametrize("agreed", [True, False])
def test_a_write_is_shown_and_done_if_the_person_agrees(talk: Talking, agreed: bool) -> None:
    begun = talk(person=Someone([agreed]))
    before = begun.conversation.database.recorded()

    said = begun.says(WRITE)

    assert said.startswith("record ")
    assert begun.conversation.latest == WRITE
    assert begun.conversation.runtime.prompter.asked == ["Write this?"]  # type: ignore[attr-defined]
    assert (f"done, recorded at {instant_text(NOW)}" in said) is agreed
    assert ("nothing was written" in said) is not agreed
    assert (begun.conversation.database.recorded() != before) is agreed
    assert ("yes" in begun.says(ASK)) is agreed


def test_a_write_is_done_though_nothing_can_be_read_after_it(
    talk: Talking, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_: object) -> None:
        raise tempodb.OperationalError.of("locked", "`x.db` is locked by another program")

    begun = talk(person=Someone([True]))
    with monkeypatch.context() as while_locked:
        while_locked.setattr(tempodb.Database, "last_recorded", locked)
        said = begun.says(f"{WRITE}; {ASK}")

    assert "\ndone\n" in said
    assert "error" not in said
    assert "yes" in said


def test_a_clause_on_a_line_of_its_own_belongs_to_its_write(talk: Talking) -> None:
    begun = talk(person=Someone([True]))
    begun.says(WRITE)

    assert "report-2017-04-21" in begun.says("observers of CSTO as of 2024-06")


def test_what_was_so_already_is_not_asked(talk: Talking) -> None:
    begun = talk(person=Someone([True]))
    begun.says(WRITE)

    assert "which was so already" in begun.says(WRITE)


def test_yes_beforehand_is_not_asked_again(talk: Talking) -> None:
    begun = talk(display=DisplayOptions(options=Repl(confirm_writes=False, pager="never")))

    assert begun.says(WRITE).startswith("record ")
    assert begun.person.asked == []
    assert "yes" in begun.says(ASK)


def test_each_write_of_several_is_asked_for_itself(talk: Talking) -> None:
    begun = talk(person=Someone([True, False]))
    more = WRITE.replace("Uzbekistan", "Georgia")

    said = begun.says(f"{WRITE};\n{more}")

    assert begun.person.asked == ["Write this?", "Write this?"]
    assert said.count("done, recorded") == said.count("nothing was written") == 1


@pytest.mark.parametrize("agreed", [True, False])
def test_to_erase_is_asked_in_other_words(talk: Talking, agreed: bool) -> None:
    begun = talk(person=Someone([agreed]))

    said = begun.says("erase Valery Semerikov")

    assert begun.person.asked == ["This cannot be undone. Erase it?"]
    assert ("done, recorded" in said) is agreed
    assert ("error" in begun.says("describe Valery Semerikov")) is agreed


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

    assert {BY_NAME[name].name for name in names} == {command.name for command in COMMANDS}


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
    assert parquet.read_table(tmp_path / "x.parquet").num_rows == 2  # type: ignore[no-untyped-call]
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


# ── scripts ──────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def script(tmp_path: Path) -> Callable[[str, str], Path]:
    """Return what writes a script."""

    def write(name: str, text: str) -> Path:
        (tmp_path / name).write_bytes(text.encode())
        return tmp_path / name

    return write


def test_a_script_has_statements_and_commands(talk: Talking, script: Any) -> None:
    file = script("x.tql", "-- first\n.timing on\nset as of 1998;\nmembers\nlimit 1\n.timing off\r\n")

    said = talk().says(f"source {file}")

    assert [said.index(text) for text in ("timing on", "valid 1998", "timing off")]
    assert "error" not in said


def test_an_error_in_a_script_has_its_file_and_line(talk: Talking, script: Any) -> None:
    inner = script("inner.tql", "members limit 1;\n.timing on\n\n\nmembers\nlimt 3")
    outer = script("outer.tql", f"\n.source {inner}\nmembers")
    wrong = script("wrong.tql", "members limit 1\n.nope\n")
    begun = talk()

    said = begun.says(f".source {outer}")

    assert f"{inner}:6:1: error: `limt` does not fit here" in said
    assert "outer.tql" not in said
    assert begun.conversation.repair is None
    assert f"{wrong}:2" in begun.says(f".source {wrong}")


LONG = "-- a remark\n" * 8_000
"""Of a script, more than is held at once."""


@pytest.mark.parametrize(
    ("before", "line"),
    [
        (LONG, 8_001),
        ("members of CSTO as of 1998 limit 1;\n" * 3_000, 3_001),
        (".timing on\n" * 9_000, 9_001),
    ],
    ids=["comments", "statements", "commands"],
)
def test_a_long_script_is_read_as_it_comes(talk: Talking, script: Any, before: str, line: int) -> None:
    file = script("x.tql", f'{before}names of "CSTO;"; nonsense\n; members')

    said = talk().says(f".source {file}")

    assert f"{file}:{line}:19: error: `nonsense` does not fit here" in said


def test_a_statement_without_an_end_is_not_read_on(talk: Talking, script: Any) -> None:
    file = script("x.tql", ".timing on\nmembers of x\n" + "and y\n" * 200_000)

    said = talk().says(f".source {file}")

    assert "timing on" in said
    assert f"{file}:2:1: error: a statement begins here of which no end is found" in said


def test_scripts_that_read_themselves_come_to_an_end(talk: Talking, tmp_path: Path, script: Any) -> None:
    file = script("x.tql", f".source {tmp_path / 'x.tql'}")

    assert "scripts are read 10 deep" in talk().says(f".source {file}")


def test_a_script_ends_where_it_leaves(talk: Talking, script: Any) -> None:
    file = script("x.tql", "quit\nmembers")
    begun = talk()

    assert begun.says(f".source {file}\nmembers") == ""
    assert begun.conversation.is_over


def test_each_write_of_a_script_is_asked(talk: Talking, script: Any) -> None:
    begun = talk(person=Someone([True]))

    begun.says(f".source {script('x.tql', WRITE)}")

    assert begun.person.asked == ["Write this?"]


@pytest.mark.parametrize("separator", ["\u2028", "\x85", "\x0b", "\x0c", "\x1c", "\r"])
def test_a_line_ends_with_a_line_feed_alone(talk: Talking, separator: str) -> None:
    begun = talk()

    begun.says(f'members of "x{separator}.quit"')

    assert not begun.conversation.is_over


# ── asked again ──────────────────────────────────────────────────────────────────────────────────


def test_a_question_is_watched_until_ctrl_c(talk: Talking) -> None:
    begun = talk(ticks=Ticks(3), display=DisplayOptions())
    begun.says("members as of 2006 limit 1")

    said = begun.says(".watch 5")

    assert begun.ticks.slept == [5.0, 5.0, 5.0]
    assert said.count("Armenia") == 3
    assert said.endswith("no longer watched\n")
    assert begun.conversation.display.options.pager == "auto"


@pytest.mark.parametrize("command", [".again", ".watch 5", ".save x"])
def test_what_writes_is_not_done_twice(talk: Talking, command: str) -> None:
    begun = talk(person=Someone([False]))
    begun.says(f"members limit 1; {WRITE}; set as of 2006; count members")

    said = begun.says(command)

    assert "Write this?" not in said
    assert begun.conversation.asked == "members limit 1; count members"


def test_what_is_set_after_a_question_is_not_the_question(talk: Talking) -> None:
    begun = talk()
    begun.says("count members")
    begun.says("set as of 1998")
    begun.says("use CSTO;")

    assert "valid 1998" in begun.says(".again")


def test_what_the_editor_left_stands_at_the_next_prompt(talk: Talking) -> None:
    begun = talk(person=Someone(edit=lambda text: text.replace("membres", "members") + "\n"))
    begun.says("membres of CSTO")
    begun.says(".edit")

    assert begun.conversation.taken_draft() == "members of CSTO"
    assert begun.conversation.taken_draft() == ""


# ── queries with names ───────────────────────────────────────────────────────────────────────────


def test_a_query_is_kept_as_a_file_from_one_session_to_the_next(talk: Talking, tmp_path: Path) -> None:
    talk().says(".save first members\nas of :day limit 1")
    talk().says(".save second members as of :day limit 1")

    assert (tmp_path / "state/queries/second.tql").read_text() == "members as of :day limit 1\n"
    assert "valid 1998" in talk().says(".ask second day=1998")


def test_a_parameter_given_to_a_query_is_its_own(talk: Talking) -> None:
    begun = talk()

    assert "valid 1998" in begun.says(".save x members as of :day limit 1\n.let day=2006\n.ask x day=1998")
    assert "valid 2006" in begun.says(".ask x")


def test_files_that_no_query_could_be_kept_in_are_none(tmp_path: Path) -> None:
    (tmp_path / "queries").mkdir()
    for name in ("a b", ".x", "\x1b", "good"):
        (tmp_path / "queries" / f"{name}.tql").write_text("members")

    assert saved_queries.names(str(tmp_path)) == ["good"]


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="needs a folder that cannot be written")
def test_a_folder_that_cannot_be_written_is_told(talk: Talking, tmp_path: Path) -> None:
    begun = talk()
    begun.says(".save x members")
    (tmp_path / "state/queries").chmod(0o500)
    try:
        assert "cannot be taken away" in begun.says(".forget x")
        assert "cannot be written" in begun.says(".save y members")
    finally:
        (tmp_path / "state/queries").chmod(0o700)


# ── data ─────────────────────────────────────────────────────────────────────────────────────────


def test_another_database_is_opened_in_the_place_of_the_first(talk: Talking, tmp_path: Path) -> None:
    exact = loaded(tmp_path / "exact.db", FIXTURES[0])
    begun = talk()
    begun.says("set as of 1998")

    assert begun.says(f".open {exact}") == ""
    assert begun.conversation.location == str(exact)
    assert begun.conversation.session.context.as_of is None


@pytest.mark.parametrize("agreed", [True, False])
def test_a_load_is_shown_first(tmp_path: Path, agreed: bool) -> None:
    begun = Talk(str(tmp_path / "new.db"), tmp_path, person=Someone([agreed]))
    assert "`.load FILE` loads a dataset" in begun.says("members")

    said = begun.says(f".load {CSTO}")

    assert begun.person.asked == ["Load this?"]
    assert "0 corrected, 0 retracted, 0 unchanged" in said
    assert ("recorded as transaction 1" in said) is agreed
    assert ("nothing was written" in said) is not agreed
    assert (tmp_path / "new.db").exists() is agreed


def test_what_is_loaded_already_is_not_asked(talk: Talking) -> None:
    begun = talk()

    assert "0 added, 0 corrected, 0 retracted" in begun.says(f".load {CSTO}")
    assert begun.person.asked == []


def test_a_dataset_that_withdraws_much_is_doubted(talk: Talking, tmp_path: Path) -> None:
    file = tmp_path / "less.yaml"
    file.write_text("tempodb: 1\ndataset: csto\norganizations: {csto: {name: CSTO}}\n")

    assert "is the file whole?" in talk(person=Someone([False])).says(f".load {file}")


def test_every_error_of_a_dataset_is_told_with_its_place(talk: Talking, tmp_path: Path) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text("tempodb: 1\ndataset: x\nmemberships:\n  - {member: nobody, of: csto}\n  - {membr: x}\n")

    said = talk().says(f".load {file}")

    assert f"{file}:4" in said
    assert f"{file}:5" in said


# ── the tour ─────────────────────────────────────────────────────────────────────────────────────


def test_every_step_of_the_tour_gives_an_answer(fixture: Path, tmp_path: Path) -> None:
    begun = Talk(str(fixture), tmp_path)
    begun.says("tour")

    for step in TOUR_STEPS:
        statement = begun.conversation.proposal()
        said = begun.says(statement)
        assert "error" not in said, statement
        assert "no rows" not in said, statement
        assert "known at" in said, statement
        assert step.template.split()[0] == statement.split()[0]
    assert begun.conversation.proposal() == ""
    assert begun.conversation.tour is None
    assert begun.conversation.session.context.as_of is None


def test_an_empty_line_skips_a_step(talk: Talking) -> None:
    begun = talk()
    begun.says("tour")

    first = begun.conversation.proposal()
    begun.says("")
    second = begun.conversation.proposal()

    assert first != second


@pytest.mark.parametrize("typed", ["membres of CSTO", ".nope", ".help members", ".keys", "help"])
def test_what_is_wrong_or_beside_the_tour_leaves_its_step(talk: Talking, typed: str) -> None:
    begun = talk()
    begun.says("tour")
    step = begun.conversation.proposal()

    begun.says(typed)

    assert begun.conversation.proposal() == step


def test_help_during_a_line_moves_neither_the_tour_nor_the_repair(talk: Talking) -> None:
    begun = talk()
    begun.says("tour")
    begun.conversation.proposal()
    begun.says("")
    second = begun.conversation.proposal()
    begun.says("membres")
    begun.conversation.proposal()

    begun.conversation.explain(".help nothing of the kind")

    assert begun.conversation.repair == "members"
    begun.says("membres")
    assert begun.conversation.proposal() == second


def test_what_is_loaded_during_the_tour_is_loaded_for_good(tmp_path: Path) -> None:
    begun = Talk(str(tmp_path / "mine.db"), tmp_path, person=Someone([True]))
    begun.says("tour")
    assert begun.conversation.location == ":memory:"

    said = begun.says(f".load {CSTO}")

    assert "back in" in said and "recorded as transaction 1" in said
    assert begun.conversation.location == str(tmp_path / "mine.db")
    assert (tmp_path / "mine.db").exists()


def test_the_tour_without_data_has_its_own(tmp_path: Path) -> None:
    begun = Talk(str(tmp_path / "new.db"), tmp_path)

    assert "the dataset that comes along" in begun.says("tour")
    assert "error" not in begun.says(begun.conversation.proposal())
    assert not (tmp_path / "new.db").exists()


def test_whoever_leaves_the_tour_is_proposed_nothing(talk: Talking) -> None:
    begun = talk()
    begun.says("tour")
    begun.conversation.leave_tour()

    assert begun.conversation.proposal() == ""


# ── help ─────────────────────────────────────────────────────────────────────────────────────────


def test_every_example_of_the_help_can_be_run(fixture: Path, tmp_path: Path) -> None:
    with opened(str(fixture)) as database:
        shown = examples(database, database.focus())
    begun = Talk(str(fixture), tmp_path, person=Someone([False] * 100))

    for topic in TOPICS:
        for template in topic.templates:
            text = shown.filled(template)
            parse_script(text)
            said = begun.says(text)
            assert "error" not in said or topic.name in WRITING, f"{text}\n{said}"
            assert text in begun.says(f".help {topic.name}")
            begun.says("set as of today; set known at today")


def test_every_example_of_a_write_can_be_carried_out(fixture: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    for name in WRITING:
        shutil.copy(fixture, copy)
        begun = Talk(str(copy), tmp_path, person=Someone([True] * 9))
        (topic,) = (topic for topic in TOPICS if topic.name == name)
        for template in topic.templates:
            with opened(str(copy)) as database:
                text = examples(database, database.focus()).filled(template)
            said = begun.says(text)
            assert "done, recorded" in said or "which was so already" in said, f"{text}\n{said}"
        begun.conversation.database.close()


LOOKED_UP = [
    "members", "observers", "candidates", "suspended", "organizations", "status", "periods", "whether", "when", "holders", "acting",
    "offices", "vacancies", "while", "that", "joined", "left", "began", "ended", "held", "union", "intersect", "except", "count",
    "every", "history", "history of", "changes", "compare", "with", "names", "bodies", "events", "timeline", "why",
    "revisions", "conflicts", "show", "describe", "explain", "use", "set", "set as of", "as of", "between", "during",
    "throughout", "certainly", "possibly", "known at", "published by", "according to", "including", "order by",
    "limit", "record", "change", "end", "retract", "correct", "erase", "by year", "MEMBERS", "known", "order",
]  # fmt: skip


@pytest.mark.parametrize("word", LOOKED_UP)
def test_every_word_of_the_language_can_be_looked_up(talk: Talking, word: str) -> None:
    assert "error" not in talk().says(f".help {word}")


def test_every_command_can_be_looked_up_by_each_of_its_names(talk: Talking) -> None:
    begun = talk()
    for name, command in BY_NAME.items():
        assert command.summary in begun.says(f".help .{name}")
        assert command.summary in begun.says(f".help \\{name}")


def test_what_is_a_topic_and_a_command_is_the_topic_without_its_dot(talk: Talking) -> None:
    begun = talk()

    assert begun.says(".help describe").startswith("describe: ")
    assert begun.says(".help .describe").startswith(".d [NAME]: ")


def test_the_groups_of_the_overview_are_topics() -> None:
    assert {*WRITING, *CLAUSES} <= {topic.name for topic in TOPICS}


def test_questions_in_the_overview_parse_as_they_stand(talk: Talking) -> None:
    said = talk().says(".help").partition("Clauses")[0].splitlines()[1:]
    questions = [line[17:] for line in said if line]

    assert len(questions) > 15
    for question in questions:
        assert parse(question)
        assert completeness(question) is Completeness.DONE


def test_a_database_of_nothing_has_the_usual_examples(tmp_path: Path) -> None:
    with tempodb.open(":memory:") as database:
        assert examples(database, None).organization == "CSTO"
    assert "members of CSTO" in Talk(":memory:", tmp_path).says(".help members")
