"""The REPL in front of a terminal: what a person sees, whatever keys are pressed."""

from __future__ import annotations

import os
import re
import shutil
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest

if os.name == "nt":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

import tempodb
from conversing import CSTO, loaded, opened
from tempodb.settings import Settings
from tempodb.settings.options import Repl
from terminals import (
    ALT_ENTER,
    CTRL_C,
    CTRL_D,
    CTRL_R,
    ENTER,
    ESCAPE,
    F1,
    F2,
    F9,
    RIGHT,
    TAB,
    UP,
    Terminal,
    converse,
    pasted,
)

PROMPT = "tempo [csto]>"
HINTS = "F1 help"
ON_TAB = Repl(completion="tab")
Talking: TypeAlias = Callable[..., Terminal]


@pytest.fixture(scope="module")
def loaded_once(tmp_path_factory: Any) -> Path:
    """Return a database of the first dataset, to be copied."""
    return loaded(tmp_path_factory.mktemp("csto") / "csto.db")


@pytest.fixture
def database(loaded_once: Path, tmp_path: Path) -> Path:
    """Return a copy with the usual name, which the prompt does not tell."""
    shutil.copy(loaded_once, tmp_path / "tempodb.db")
    return tmp_path / "tempodb.db"


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of what is kept from one session to the next."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "tempodb"


@pytest.fixture
def talk(database: Path, state: Path) -> Iterator[Talking]:
    """Return what converses in a terminal about the first dataset."""

    def talked(act: Callable[[Terminal], object], **given: Any) -> Terminal:
        return converse(act, given.pop("location", str(database)), **given)

    yield talked


def asked(terminal: Terminal, text: str, *shown: str) -> str:
    """Type a line at an empty prompt, and wait for what comes of it."""
    terminal.asks()
    terminal.types(text + ENTER)
    return terminal.sees(*shown)


# ── the prompt ───────────────────────────────────────────────────────────────────────────────────


def test_the_prompt_says_what_is_meant(talk: Talking, database: Path) -> None:
    other = database.with_name("other.db")
    shutil.copy(database, other)

    def act(t: Terminal) -> None:
        t.sees(PROMPT, "`.help` explains", HINTS)
        assert t.cell("tempo [csto]").bold
        assert t.cell("csto]").colour == "cyan"
        asked(t, "set as of 2006 known at 2026-11-20", "tempo [csto | valid 2006 | known 2026-11-20]>")
        assert t.cell("valid 2006").colour == "blue"
        assert t.cell("known 2026").colour == "magenta"
        asked(t, "use ICMEC", "tempo [icmec | valid 2006 | known 2026-11-20]>")
        asked(t, f".open {other}", "tempo [csto in other.db]>")
        asked(t, ".open :memory:", "nothing is recorded there yet", "tempo [:memory:]>")

    talk(act)


SHIFT_OF_XTERM = ("1;2R", "1;2S", "15;2~", "17;2~", "18;2~", "19;2~")
SHIFT_OF_LINUX = ("28~", "29~", "31~", "32~", "33~", "34~")
PLAIN = ("OR", "OS", "[15~", "[17~", "[18~", "[19~")
BACK_AND_FORTH = ("2006-07-09", "2006-07-10", "2006-06-10", "2006-07-10", "2005-07-10", "2006-07-10")


@pytest.mark.parametrize(
    ("clock", "name", "sequences"),
    [
        ("as of", "valid", PLAIN),
        ("known at", "known", [f"[{end}" for end in SHIFT_OF_XTERM]),
        ("known at", "known", [f"[{end}" for end in SHIFT_OF_LINUX]),
    ],
    ids=["plain", "xterm", "linux"],
)
def test_function_keys_step_either_clock(talk: Talking, clock: str, name: str, sequences: list[str]) -> None:
    def act(t: Terminal) -> None:
        t.sees(PROMPT, HINTS)
        asked(t, f"set {clock} 2006-07-10", f"{name} 2006-07-10]>")
        t.types("mem")
        for sequence, shown in zip(sequences, BACK_AND_FORTH, strict=True):
            t.types(ESCAPE + sequence)
            t.sees(f"tempo [csto | {name} {shown}]> mem")

    talk(act, repl=ON_TAB)


def test_the_calendar_has_ends_and_the_present_is_not_passed(talk: Talking) -> None:
    def act(t: Terminal) -> None:
        t.sees(PROMPT, HINTS)
        asked(t, "set as of 0001-01-01", "valid 0001-01-01]>")
        t.types("\x1bOR" * 3 + "x")
        t.sees("valid 0001-01-01]> x")
        t.types("\x7f")
        asked(t, "set as of 9999-12-31", "valid 9999-12-31]>")
        t.types("\x1bOS" * 3 + "\x1b[19~")
        t.sees("valid 9999-12-31]>")
        asked(t, "set as of today", "tempo [csto]>")
        t.types("\x1b[1;2R")
        t.sees("[csto | known 2026-11-20]>")
        t.types("\x1b[1;2S")
        t.waits(lambda seen: seen.rpartition("tempo [")[2].startswith("csto]>"), "to see the present again")

    talk(act)


def test_after_a_step_the_last_question_is_one_key_away(talk: Talking) -> None:
    def act(t: Terminal) -> None:
        t.sees(PROMPT, HINTS)
        asked(t, "count members as of 2006", "valid 2006 ·")
        asked(t, "count members", "valid 2026-11-21")
        t.sees(HINTS)
        t.types("\x1b[18~")
        t.sees("valid 2025-11-21]>", "F9 asks again: count members")
        t.types(F9)
        t.sees("valid 2025-11-21]> count members\n", "valid 2025-11-21 ·")

    talk(act)


# ── Enter ────────────────────────────────────────────────────────────────────────────────────────


def test_enter_runs_what_is_whole_and_opens_a_line_where_it_is_not(talk: Talking) -> None:
    def act(t: Terminal) -> None:
        t.sees(PROMPT, HINTS)
        asked(t, "count members of", f"{PROMPT} count members of\n         ...>")
        asked(t, "CSTO", "valid 2026-11-21")
        t.asks()
        t.types("count members" + ALT_ENTER)
        t.sees(f"{PROMPT} count members\n         ...>")
        t.types("as of 1998" + ENTER)
        t.sees("valid 1998")
        t.asks()
        t.types("count members of" + ALT_ENTER)
        t.sees("error: ")

    talk(act)


def test_as_in_psql_only_a_semicolon_ends(talk: Talking) -> None:
    def act(t: Terminal) -> None:
        t.sees(PROMPT, HINTS)
        asked(t, "count members", f"{PROMPT} count members\n         ...>")
        asked(t, "as of 1998;", "valid 1998")
        t.types(ENTER)
        asked(t, ".timing", "timing on")

    talk(act, repl=Repl(multiline="psql"))


def test_in_safety_a_write_needs_its_semicolon(talk: Talking) -> None:
    def act(t: Terminal) -> None:
        t.sees(PROMPT, HINTS)
        asked(t, "count members", "valid 2026")
        asked(t, "end membership of Armenia in CSTO from 2030", "from 2030\n         ...>")
        asked(t, ";", "Write this? [y/N]")
        t.types("y" + ENTER)
        t.sees("done, recorded at")

    talk(act, repl=Repl(multiline="safe"))


def test_a_pasted_script_runs_whole(talk: Talking) -> None:
    script = (
        ".timing on\nset as of 1998;\ncount members\nof CSTO;\n.timing off\ncount members\nknown at today"
    )

    def act(t: Terminal) -> None:
        t.sees(PROMPT, HINTS)
        t.types(pasted(script))
        t.sees("...> known at today", "...> .timing off")
        assert t.cell("count members").colour == "magenta"
        assert not t.cell(".timing off").underlined
        t.types(ENTER)
        t.sees("timing on", "timing off", "valid 1998 ·")
        seen = t.sees("tempo [csto | valid 1998]>")
        assert seen.count("certain  possible") == 2
        assert "error" not in seen

    talk(act, lines=50)


def test_what_is_typed_before_the_prompt_is_not_lost(talk: Talking) -> None:
    entered, go = threading.Event(), threading.Event()

    def act(t: Terminal) -> None:
        t.sees(PROMPT, HINTS)
        t.types("count members" + ENTER)
        entered.wait(30)
        t.types("members li")
        t.sees("members li")
        go.set()
        t.sees("valid 2026", f"{PROMPT} members li")

    talk(act, open_=waiting(entered, go))


# ── completion ───────────────────────────────────────────────────────────────────────────────────

COMPLETED = [
    ("mem", "mem", "keyword"),
    ("organizations of T", "Tajikistan", "state"),
    ("members of CSTO as of ", "1999", ""),
    ("members of CSTO known at ", "2026-01-01T00:00:00", ""),
    (".o", ".option", "show or change"),
    ("\\tim", "\\timing", ""),
    (".format c", "csv", ""),
    (".option k", "keys", ""),
    ("help mem", "members", ""),
    (".timing on\nmembers of CST", "CSTO", ""),
]


@pytest.mark.parametrize(
    ("typed", "offered", "meta"), COMPLETED, ids=[repr(typed) for typed, *_ in COMPLETED]
)
def test_what_can_follow_is_offered(talk: Talking, typed: str, offered: str, meta: str) -> None:
    last = typed.rpartition("\n")[2].strip()

    def is_offered(t: Terminal) -> bool:
        # Names are looked up beside the typing, so that it may take more than one try.
        t.types(CTRL_C)
        t.asks()
        t.types(pasted(typed))
        t.waits(lambda _: not t.is_prompted(), "the line")
        t.types(TAB)
        for _ in range(20):
            time.sleep(0.02)
            if offered in (below := "\n".join(t.lines[t.cursor[0] :])) and meta in below:
                return True
        return False

    def act(t: Terminal) -> None:
        t.sees(PROMPT, HINTS)
        t.waits(lambda _: is_offered(t), f"to be offered {offered} after {last}")

    talk(act, repl=ON_TAB, lines=40)


def test_the_one_completion_is_taken(talk: Talking) -> None:
    def act(t: Terminal) -> None:
        t.sees(PROMPT, HINTS)
        t.types(".datas")
        t.sees("list the datasets")
        t.types(TAB)
        t.sees(f"{PROMPT} .datasets")
        t.types(ENTER)
        t.sees("1 row")

    talk(act)


def test_files_are_offered(talk: Talking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "first-script.tql").write_text("count members")
    monkeypatch.chdir(tmp_path)

    def act(t: Terminal) -> None:
        t.sees(PROMPT, HINTS)
        t.types("source firs")
        t.sees("first-script.tql")
        t.types(TAB)
        t.sees("source first-script.tql")
        t.types(ENTER)
        t.sees("certain  possible")

    talk(act)


def test_nothing_is_offered_before_a_tab_if_one_wants(talk: Talking) -> None:
    def act(t: Terminal) -> None:
        t.sees(PROMPT, HINTS)
        t.types(".tim")
        t.sees(".tim")
        t.types("x\x7f")
        assert "tell how long" not in t.sees(".tim")
        t.types(TAB)
        t.waits(lambda seen: "tell how long" in seen or ".timing" in seen, "to see the completion")

    talk(act, repl=ON_TAB)


# ── colours and errors ───────────────────────────────────────────────────────────────────────────

TYPED = "members of Isle of Man as of 2006 limt 3 "


def test_words_are_painted_as_they_are_read_and_the_wrong_one_underlined(talk: Talking) -> None:
    def act(t: Terminal) -> None:
        t.sees(PROMPT, HINTS)
        t.types(TYPED)
        t.sees("✗ `limt` does not fit here  F2 members of Isle of Man as of 2006 limit 3")
        t.sees(TYPED.rstrip())
        assert t.cell(TYPED[:-1]).colour == "magenta"
        assert t.cell(TYPED[:-1]).bold
        assert t.cell(TYPED[:-1], TYPED.index("of Man")).colour == "cyan"
        assert t.cell(TYPED[:-1], TYPED.index("2006")).colour == "green"
        assert t.cell(TYPED[:-1], TYPED.index("limt")).underlined
        t.types(F2)
        t.sees(f"{PROMPT} members of Isle of Man as of 2006 limit 3", HINTS)

    talk(act, repl=ON_TAB)


@pytest.mark.parametrize("how", ["environment", "setting"])
def test_without_colours_the_wrong_word_is_still_underlined(talk: Talking, how: str) -> None:
    def act(t: Terminal) -> None:
        t.sees(PROMPT, HINTS)
        t.types(TYPED)
        t.sees("✗ `limt`", TYPED.rstrip())
        assert t.cell(TYPED[:-1]).colour == "default"
        assert t.cell(TYPED[:-1], TYPED.index("limt")).underlined

    given: dict[str, Any] = {
        "environment": {"environment": {"NO_COLOR": "1"}, "repl": ON_TAB},
        "setting": {"settings": Settings(colour="never", repl=ON_TAB)},
    }[how]
    terminal = talk(act, **given)

    assert not re.search(rb"\x1b\[(?:\d+;)*(?:3|4|9|10)[0-7](?:;\d+)*m", terminal.written)


def test_a_statement_that_failed_is_one_key_from_right(talk: Talking) -> None:
    def act(t: Terminal) -> None:
        t.sees(PROMPT, HINTS)
        asked(t, "count membres of CSTO", "F2 puts it right", "F2 count members of CSTO")
        t.types(F2)
        t.sees(f"{PROMPT} count members of CSTO")
        t.types(ENTER)
        t.sees("certain  possible")

    talk(act, repl=ON_TAB)


def test_an_error_in_a_pasted_script_is_mended_in_its_place(talk: Talking) -> None:
    def act(t: Terminal) -> None:
        t.sees(PROMPT, HINTS)
        t.types(pasted(".timing on\ncount membres of CSTO;\n.timing off"))
        t.sees("✗ `membres`")
        t.types(F2)
        t.sees("...> count members of CSTO;", HINTS)

    talk(act, repl=ON_TAB)


def test_a_draft_from_the_editor_stands_at_the_prompt(talk: Talking, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text(
        f"#!{sys.executable}\nimport sys\nopen(sys.argv[1], 'w').write('count members\\nas of 1998\\n')\n"
    )
    editor.chmod(0o700)

    def act(t: Terminal) -> None:
        t.sees(PROMPT, HINTS)
        asked(t, ".edit", f"{PROMPT} count members\n         ...> as of 1998")
        t.types(ENTER)
        t.sees("valid 1998 ·")

    talk(act, environment={"EDITOR": str(editor)})


# ── history ──────────────────────────────────────────────────────────────────────────────────────


def test_what_was_typed_is_suggested_searched_and_kept(talk: Talking, state: Path) -> None:
    def first(t: Terminal) -> None:
        t.sees(PROMPT, HINTS)
        asked(t, "count members as of 1998", "valid 1998 ·")
        t.types(pasted("count members\nas of 2006"))
        t.sees("...> as of 2006")
        t.types(ENTER)
        t.sees("valid 2006 ·")

    def second(t: Terminal) -> None:
        t.sees(PROMPT, HINTS)
        t.types("count members a")
        t.sees(f"{PROMPT} count members as of 1998")
        t.types(RIGHT + ENTER)
        t.sees("valid 1998 ·")
        t.sees(HINTS)
        t.types(UP + UP)
        t.sees(f"{PROMPT} count members\n         ...> as of 2006")
        t.types(CTRL_C)
        t.asks()
        t.types(CTRL_R + "of 2006")
        t.sees("I-search backward: of 2006", "...> as of 2006")
        t.types(ENTER)
        t.misses("I-search")
        t.types(ENTER)
        t.sees("valid 2006 ·")

    talk(first, repl=ON_TAB)
    talk(second, repl=ON_TAB)

    assert stat.S_IMODE((state / "history").stat().st_mode) == 0o600


def test_the_history_has_a_limit_and_may_be_none(talk: Talking, state: Path) -> None:
    state.mkdir(parents=True)
    file = state / "history"
    file.write_text("".join(f"\n# 2026-01-01\n+count members as of {1000 + n}\n" for n in range(100)))
    file.chmod(0o600)

    talk(lambda t: t.sees(PROMPT), repl=Repl(history=10))

    kept = file.read_text()
    assert kept.count("\n+") == 10
    assert "1099" in kept
    assert stat.S_IMODE(file.stat().st_mode) == 0o600

    file.unlink()
    talk(lambda t: (t.sees(PROMPT), asked(t, ".datasets", "1 row")), repl=Repl(history=0))
    assert not file.exists()


def test_a_history_that_cannot_be_kept_is_done_without(talk: Talking, state: Path) -> None:
    state.parent.mkdir(parents=True)
    state.write_text("no folder")

    talk(lambda t: (t.sees(PROMPT), asked(t, ".datasets", "1 row")))


# ── keys ─────────────────────────────────────────────────────────────────────────────────────────


def test_options_hold_from_the_next_line_on(talk: Talking) -> None:
    def act(t: Terminal) -> None:
        t.sees(PROMPT, HINTS)
        asked(t, "count members as of 1998", "valid 1998 ·")
        asked(t, ".option suggestions off", "suggestions off")
        asked(t, ".option completion tab", "completion tab")
        asked(t, ".option keys vi", "keys vi")
        asked(t, ".option multiline psql", "multiline psql")
        t.sees(HINTS)
        t.types("count mem")
        t.sees(f"{PROMPT} count mem")
        t.types(ESCAPE)
        t.types("cccount members" + ENTER)
        seen = t.sees("count members\n         ...>")
        assert seen.count("as of 1998") == 1
        t.types(";" + ENTER)
        t.sees("valid 2026")

    talk(act)


@pytest.mark.parametrize(
    ("keys", "pressed"),
    [("emacs", "\x01X \x05 Y\x17Z"), ("vi", f"{ESCAPE}0iX {ESCAPE}A Z")],
)
def test_lines_are_edited_with_the_keys_of_either_editor(talk: Talking, keys: Any, pressed: str) -> None:
    def act(t: Terminal) -> None:
        t.sees(PROMPT, HINTS)
        t.types("members")
        t.sees(f"{PROMPT} members")
        for part in re.split(f"(?<={ESCAPE})", pressed):
            t.types(part)
        t.sees(f"{PROMPT} X members Z")

    talk(act, repl=Repl(keys=keys, completion="tab"))


def test_ctrl_c_leaves_a_line_and_says_how_to_leave_the_program(talk: Talking) -> None:
    def act(t: Terminal) -> None:
        t.sees(PROMPT, HINTS)
        t.types("members of")
        t.sees(f"{PROMPT} members of")
        t.types(CTRL_C)
        seen = t.waits(lambda seen: seen.count(PROMPT) == 2, "to see a new prompt")
        assert "Ctrl-D leaves\n" not in seen.partition(PROMPT)[2]
        t.types(CTRL_C)
        t.waits(lambda seen: "Ctrl-D leaves" in seen.partition(PROMPT)[2], "to see how to leave")
        t.types("x" + CTRL_D)
        t.types("\x7f" + CTRL_D)

    talk(act)


def waiting(entered: threading.Event, go: threading.Event) -> Callable[[str], tempodb.Database]:
    """Return what opens a database whose every session waits before it answers for the first time."""

    def open_(location: str) -> tempodb.Database:
        database = opened(location)
        if threading.current_thread() is threading.main_thread():
            session = database.session

            def begun() -> Any:
                new = session()
                carry_out = new.carry_out

                def slow(*given: Any, **more: Any) -> Any:
                    if not entered.is_set():
                        entered.set()
                        go.wait(30)
                    return carry_out(*given, **more)

                new.carry_out = slow  # type: ignore[method-assign]
                return new

            database.session = begun  # type: ignore[method-assign]
        return database

    return open_


def test_ctrl_c_cancels_the_query_that_runs(talk: Talking) -> None:
    asked_for: list[int] = []

    def open_(location: str) -> tempodb.Database:
        database = opened(location)
        if threading.current_thread() is threading.main_thread():
            session = database.session

            def begun() -> Any:
                new = session()
                carry_out = new.carry_out

                def interrupted(*given: Any, **more: Any) -> Any:
                    asked_for.append(1)
                    if len(asked_for) == 1:
                        raise KeyboardInterrupt
                    return carry_out(*given, **more)

                new.carry_out = interrupted  # type: ignore[method-assign]
                return new

            database.session = begun  # type: ignore[method-assign]
        return database

    def act(t: Terminal) -> None:
        t.sees(PROMPT, HINTS)
        asked(t, "count members", "cancelled")
        t.sees(HINTS)
        asked(t, "count members as of 1998", "valid 1998 ·")

    talk(act, open_=open_)


def test_f1_explains_the_word_and_keeps_the_line(talk: Talking) -> None:
    def act(t: Terminal) -> None:
        t.sees(PROMPT, HINTS)
        t.types("count members of" + F1)
        t.sees("count: how many", f"{PROMPT} count members of")
        t.types("\x15" + ".watch 5" + F1)
        t.sees(".watch [SECONDS]: ask the last question again", f"{PROMPT} .watch 5")

    talk(act, repl=ON_TAB, lines=50)


@pytest.mark.parametrize(("key", "done"), [("y", True), ("n", False), (CTRL_C, False), (CTRL_D, False)])
def test_a_write_is_asked_on_a_line_of_its_own(talk: Talking, key: str, done: bool) -> None:
    def act(t: Terminal) -> None:
        t.sees(PROMPT, HINTS)
        asked(t, "end membership of Armenia in CSTO from 2030-01-01", "Write this? [y/N]")
        t.types(key if key < " " else key + ENTER)
        t.sees("done, recorded at" if done else "nothing was written")
        asked(t, ".timing", "timing on")

    talk(act)


def test_the_tour_stands_at_the_prompt(talk: Talking) -> None:
    def act(t: Terminal) -> None:
        t.sees(PROMPT, HINTS)
        asked(t, "tour", "1 of 10", f"{PROMPT} members of CSTO as of 2012")
        t.types(ENTER)
        t.sees("2 of 10", f"{PROMPT} periods of Uzbekistan in CSTO")
        t.sees(HINTS)
        t.types("\x15" + ENTER)
        t.sees("3 of 10", HINTS)
        t.types(CTRL_C)
        asked(t, ".timing", "timing on")

    talk(act, lines=50, environment={"PAGER": "cat"})


# ── terminals of all kinds ───────────────────────────────────────────────────────────────────────


def test_only_what_is_taller_than_the_screen_goes_to_the_pager(talk: Talking, tmp_path: Path) -> None:
    pager, read = tmp_path / "pager", tmp_path / "read"
    pager.write_text(
        f"#!{sys.executable}\nimport sys\nopen({str(read)!r}, 'ab').write(sys.stdin.buffer.read())\n"
    )
    pager.chmod(0o700)

    def act(t: Terminal) -> None:
        t.sees(PROMPT, HINTS)
        asked(t, "count members", "certain  possible")
        assert not read.exists()
        t.types("show organizations" + ENTER)
        t.waits(lambda _: read.exists() and b"Interstate" in read.read_bytes(), "to be paged")
        t.sees(HINTS)
        asked(t, ".option pager never", "pager never")
        asked(t, "members of CSTO as of 2006", "rows")

    terminal = talk(act, environment={"PAGER": str(pager)}, lines=12)

    assert b"Interstate" not in terminal.written


def test_a_narrow_terminal_wraps_the_prompt_and_what_is_typed(talk: Talking) -> None:
    def act(t: Terminal) -> None:
        t.sees(PROMPT)
        t.types("set as of 2006-01-01 known at 2026-11-20" + ENTER)
        t.waits(lambda seen: "valid 2006-01-01" in seen.replace("\n", ""), "to see the prompt")
        t.types("count members of" + ENTER)
        t.waits(lambda seen: "...>" in seen, "to see another line")
        t.types("CSTO" + ENTER)
        t.waits(lambda seen: re.search(r"certain +possible|certain +\d", seen), "to see the answer")

    talk(act, columns=30, lines=24, repl=ON_TAB)


def test_a_tiny_terminal_works(talk: Talking) -> None:
    def act(t: Terminal) -> None:
        t.sees(PROMPT)
        t.types("mem")
        t.sees(f"{PROMPT} mem")
        t.types("\x15count members as of 1998" + ENTER)
        t.sees("valid 1998")

    talk(act, columns=40, lines=5, environment={"PAGER": "cat"}, repl=Repl(pager="never"))


def test_a_dumb_terminal_gets_no_sequences(talk: Talking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")

    def act(t: Terminal) -> None:
        t.sees(PROMPT)
        t.types("count members as of 1998" + ENTER)
        t.sees("valid 1998")
        t.types("count members of" + ENTER + "CSTO as of 1999" + ENTER)
        t.sees("valid 1999")

    terminal = talk(act, term="dumb")

    assert b"\x1b" not in terminal.written


def test_without_data_the_way_on_is_shown(talk: Talking, tmp_path: Path) -> None:
    def act(t: Terminal) -> None:
        t.sees("Nothing is recorded yet", "tempo>")
        t.types("mem" + TAB)
        t.sees("mem")
        t.types("\x15")
        asked(t, "members", "there is no database", "`.load FILE`")
        t.types(f".load {CSTO}" + ENTER)
        t.sees("Load this? [y/N]")
        t.types("y" + ENTER)
        t.sees("recorded as transaction 1", PROMPT)

    (tmp_path / "new").mkdir()
    talk(act, location=str(tmp_path / "new" / "tempodb.db"))
