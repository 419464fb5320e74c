"""What is offered, painted, mended, remembered and edited while a person types."""

from __future__ import annotations

import re
import stat
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from repl.terminal.sitting import HINTS, ON_TAB, PROMPT, CarriedOut, Talking, asked, opening
from tempodb.settings import Settings
from tempodb.settings.options import Repl
from terminals import (
    CTRL_C,
    CTRL_D,
    CTRL_R,
    ENTER,
    ESCAPE,
    F1,
    F2,
    RIGHT,
    TAB,
    UP,
    Terminal,
    pasted,
)

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

    given: dict[str, Any] = {  # type: ignore[assignment]
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


def test_ctrl_c_cancels_the_query_that_runs(talk: Talking) -> None:
    asked_for: list[int] = []

    def disturbed(carry_out: CarriedOut) -> CarriedOut:
        def interrupted(*given: Any, **more: Any) -> Any:
            asked_for.append(1)
            if len(asked_for) == 1:
                raise KeyboardInterrupt
            return carry_out(*given, **more)

        return interrupted

    def act(t: Terminal) -> None:
        t.sees(PROMPT, HINTS)
        asked(t, "count members", "cancelled")
        t.sees(HINTS)
        asked(t, "count members as of 1998", "valid 1998 ·")

    talk(act, open_=opening(disturbed))


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
