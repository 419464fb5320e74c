"""The REPL in front of a terminal: the prompt, Enter, and terminals of all kinds."""

from __future__ import annotations

import re
import shutil
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import tempodb
from conversing import CSTO
from repl.terminal.sitting import HINTS, ON_TAB, PROMPT, CarriedOut, Talking, asked, opening
from tempodb.settings.options import Repl
from terminals import (
    ALT_ENTER,
    ENTER,
    ESCAPE,
    F9,
    TAB,
    Terminal,
    pasted,
)

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


def waiting(entered: threading.Event, go: threading.Event) -> Callable[[str], tempodb.Database]:
    """Return what opens a database whose every session waits before it answers for the first time."""

    def disturbed(carry_out: CarriedOut) -> CarriedOut:
        def slow(*given: Any, **more: Any) -> Any:
            if not entered.is_set():
                entered.set()
                go.wait(30)
            return carry_out(*given, **more)

        return slow

    return opening(disturbed)


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
