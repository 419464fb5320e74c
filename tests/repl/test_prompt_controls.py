"""Nothing that is stored or typed reaches the terminal as a control sequence, nor reorders or hides what is seen."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

if os.name == "nt":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from conversing import loaded
from store.tampering import unguarded
from tempodb.settings.options import Repl
from terminals import CTRL_C, CTRL_R, ENTER, F1, F2, F9, TAB, UP, Terminal, converse, pasted, undrawn

CONTROLS = [
    *range(0x20), *range(0x7F, 0xA0),
    0x61C, 0x200E, 0x200F, 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xFFF9, 0xFFFC),
    *range(0xE0000, 0xE0080),
]  # fmt: skip
HOSTILE = frozenset(map(chr, CONTROLS)) | frozenset(map(chr, range(0xD800, 0xE000)))
SEQUENCES = "\x1b[31mred\x1b]0;title\x07\x1bc\x1b[5n\x9b31m\x90q\x9c"
NAMES = (
    "Armenia",
    "Belarus",
    "Kazakhstan",
    "Kyrgyzstan",
    "Russia",
    "Tajikistan",
    "Uzbekistan",
    "Georgia",
    "Azerbaijan",
)
KEYS = Repl(completion="tab", pager="never")


def marked(codes: list[int]) -> str:
    """Return each character between signs that no sequence holds."""
    return "".join(f"<{chr(code)}>" for code in codes)


def is_typed(character: str) -> bool:
    """Return whether a text on one line can have a character."""
    return character not in "\r\n"


ALL = "".join(filter(is_typed, marked(CONTROLS))) + SEQUENCES


def offered(terminal: Terminal) -> bool:
    """Press Tab, and return whether ids are offered in the place of names that could not be typed."""
    terminal.types(TAB)
    return any(re.search(r"^ +(armenia|belarus) ", line) for line in terminal.lines)


def found(terminal: Terminal) -> set[str]:
    """Return the characters that should not have been written."""
    return set(undrawn(terminal.written)) & HOSTILE


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a database in whose names somebody else has written all of these characters."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    location = loaded(tmp_path / "tempodb.db")
    with unguarded(location) as connection:
        for place, name in enumerate(NAMES):
            poison = marked(CONTROLS[place :: len(NAMES)]) + SEQUENCES
            before, after = (
                json.dumps({"name": said}, separators=(",", ":"), ensure_ascii=False)
                for said in (name, f"{name} {poison}")
            )
            changed = connection.execute("UPDATE interned SET text = ? WHERE text = ?", (after, before))
            assert changed.rowcount == 1
    return location


def test_what_is_found_would_be_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    def act(t: Terminal) -> None:
        t.sees("tempo")
        t.output.write("\x1b]0;title\x07<\u202e>\x9b")
        t.output.flush()
        t.sees("<")

    assert found(converse(act, str(tmp_path / "new.db"))) == {"\x1b", "\x07", "\u202e", "\x9b"}


def test_what_is_stored_is_spelt_out(database: Path) -> None:
    def act(t: Terminal) -> None:
        t.sees("tempo [csto]>", "F1 help")
        for text in (
            "members of CSTO including any status between 1990 and 2026",
            ".x on",
            "members of CSTO as of 2006",
            ".format json",
            "members of CSTO as of 2006",
            ".format csv",
            "members of CSTO as of 2006",
            ".format tsv",
            "members of CSTO as of 2006",
            ".format markdown",
            "members of CSTO as of 2006",
            ".format table",
            ".x off",
            "show states",
            "timeline of CSTO",
            "changes in CSTO",
            "describe uzbekistan",
            "why uzbekistan in CSTO as of 2013",
            "revisions of uzbekistan in CSTO",
            ".help periods",
            ".help",
            "record membership of uzbekistan in CSTO as observer from 2024-01-01 onwards",
        ):
            t.asks()
            least = len(t.written) + len(text)
            t.types(text + ENTER)
            t.waits(lambda _, least=least: len(t.written) > least, "the line")
        t.sees("Write this?")
        t.asks()
        t.types("n" + ENTER)
        t.sees("nothing was written")
        t.types("organizations of ")
        # Names are looked up beside the typing.
        t.waits(lambda _: offered(t), "a menu")
        t.types(TAB * 5)
        t.types(CTRL_C)
        t.asks()
        t.types("describe " + TAB)
        t.types(F1)
        t.types(CTRL_C)

    terminal = converse(act, str(database), repl=KEYS, columns=200, lines=60)

    # A tab stands between the columns of TSV, and in those of CSV.
    assert found(terminal) <= {"\t"}
    assert rb"\x1b]0;title\x07" in terminal.written
    assert rb"\u202e" in terminal.written
    assert rb"\U000e0041" in terminal.written


def test_what_is_typed_is_spelt_out(database: Path) -> None:
    def act(t: Terminal) -> None:
        t.sees("tempo [csto]>", "F1 help")
        t.types(pasted(f"members of {ALL} limt 3 x"))
        t.sees(r"<\x01>", r"<\u202e>", "✗")
        t.types(ENTER)
        t.sees("error: ", "F1 help")
        t.types("members of ")
        t.sees("tempo [csto]> members of")
        t.types(UP)
        t.waits(lambda _: t.lines[t.cursor[0]].endswith("imt 3 x"), "the line before, to its end")
        t.types(CTRL_C)
        t.asks()
        t.types(CTRL_R)
        t.sees("I-search backward:")
        t.types(pasted("<\u202e\x9b\x1b\u2028\U000e0041>"))
        t.sees(r"I-search backward: <\u202e\x9b\x1b\u2028\U000e0041>")
        t.types(CTRL_C + CTRL_C)
        for command in (
            f".save kept members of {ALL}",
            f".let x={ALL}",
            f".source {ALL}",
            f".open {ALL}",
            f".help {ALL}",
            f".{ALL}",
            f".option {ALL}",
            f".format {ALL}",
            f'.d "{ALL}"',
            f"erase {ALL}",
            f'count members of "{ALL}"',
            f"members according to {ALL}",
            f"show {ALL}",
            ".queries",
            ".ask kept",
        ):
            t.asks()
            t.types(pasted(command))
            t.waits(lambda _: not t.is_prompted(), "the line")
            t.types(F1 + ENTER)
        t.asks()
        t.types(F2)
        t.types(CTRL_C)
        t.types(F9)

    terminal = converse(act, str(database), repl=KEYS, columns=120, lines=60)

    assert found(terminal) == set()
    # In another run it comes from the history.
    again = converse(
        lambda t: (t.sees("F1 help"), t.types(UP), t.types(UP), t.types(UP * 9), t.sees("<")),  # type: ignore[func-returns-value]
        str(database),
        repl=KEYS,
    )
    assert found(again) == set()


def test_bytes_that_are_no_text_are_typed_and_kept_without_harm(database: Path) -> None:
    def act(t: Terminal) -> None:
        t.sees("tempo [csto]>", "F1 help")
        t.types(pasted("members of \udcff\udc9b31m"))
        t.sees(r"\udcff\udc9b31m")
        t.types(ENTER)
        t.sees("error: ", "F1 help")
        t.types(".timing" + ENTER)
        t.sees("timing on")

    assert found(converse(act, str(database), repl=KEYS)) == set()
    assert (
        found(
            converse(
                lambda t: (t.sees("F1 help"), t.types(UP + UP), t.sees("members of")),  # type: ignore[func-returns-value]
                str(database),
                repl=KEYS,
            )
        )
        == set()
    )


def test_a_dumb_terminal_is_no_less_safe(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")

    def act(t: Terminal) -> None:
        t.sees("tempo [csto]>")
        t.waits(lambda _: t.is_read, "the program to read keys")
        for character in "\u202e\x9b\u2028\U000e0041":
            t.types(character)
        t.types(ENTER)
        t.sees("error: ")

    assert found(converse(act, str(database), term="dumb")) == set()


def test_the_name_of_a_file_is_spelt_out_in_the_prompt_and_the_menu(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    monkeypatch.chdir(folder)
    codes = [code for code in CONTROLS if code]
    names = [f"{number}-{marked(codes[number::6])}.db" for number in range(6)] + ["x\udcff.db"]
    for name in names:
        (folder / name).write_bytes(database.read_bytes())

    def act(t: Terminal, name: str) -> None:
        t.sees("tempo", "F1 help")
        t.types(".open " + TAB)
        t.types("x" + TAB)
        t.types(CTRL_C)

    for name in names:
        terminal = converse(lambda t, name=name: act(t, name), name, repl=KEYS, lines=60)
        assert found(terminal) == set(), name
