"""Answers and errors for people: aligned on a terminal, and harmless in every format."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oracle.strategies import examples
from output.few_rows import FORMATS, TEXT, member, result
from tempodb.base.errors import Problem, Span
from tempodb.base.printable import printable
from tempodb.output import data, problems
from tempodb.output.terminal.cells import aligned, cell_width
from tempodb.output.terminal.screens import screen
from tempodb.questions.fact_rows import BodyRow, EventRow, MembershipRow, NameRow, TenureRow
from tempodb.questions.rows import AnswerRow, EntityRow, Row

# ── nothing moves the cursor, reorders, or hides ─────────────────────────────────────────────────

HOSTILE: dict[str, list[str]] = {
    "c0": [chr(c) for c in range(0x20)],
    "del": ["\x7f"],
    "c1": [chr(c) for c in range(0x80, 0xA0)],
    "bidi": [
        "\u061c",
        "\u200e",
        "\u200f",
        *map(chr, range(0x202A, 0x202F)),
        *map(chr, range(0x2066, 0x206A)),
    ],
    "separators": ["\u2028", "\u2029"],
    "interlinear": ["\ufff9", "\ufffa", "\ufffb"],
    "tags": [chr(c) for c in range(0xE0000, 0xE0080)],
    "surrogates": ["\ud800", "\udbff", "\udc00", "\udcff", "\udfff"],
}
ANY_HOSTILE = {character: None for characters in HOSTILE.values() for character in characters}


def hostile_rows(character: str) -> list[Row]:
    """Return rows of every kind with *character* in all of their texts."""
    bad = f"a{character}b"
    return [
        MembershipRow(bad, bad, bad, bad, bad, bad, bad, bad, bad, bad, bad, bad, bad, bad, (bad, bad)),
        TenureRow(bad, bad, bad, bad, bad, bad, bad, 1, bad, bad, bad, bad, bad, bad, bad, bad, bad, (bad,)),
        NameRow(bad, bad, bad, bad, bad, bad, bad, bad, bad, (bad,)),
        BodyRow(bad, bad, bad, bad, bad, bad, bad, bad, (bad,)),
        EventRow(bad, bad, bad, bad, 1, bad, bad, bad, bad, (bad,), bad, bad, bad, (bad,)),
        EntityRow(bad, bad, bad, bad),
        AnswerRow(bad),
    ]


@pytest.mark.parametrize("class_", HOSTILE)
@pytest.mark.parametrize("format_", [format_ for format_ in FORMATS if format_ != "csv"])
def test_no_answer_brings_a_control_character_to_a_terminal(format_: str, class_: str) -> None:
    """CSV alone is written as it came, so that it is read back so; the command line mends it for terminals."""
    every = "".join(HOSTILE[class_])

    for row in hostile_rows(every):
        # Two rows of one organization are printed with that organization below.
        for answer in (result(row, query=f"members of a{every}b"), result(row, row)):
            text = FORMATS[format_](answer)

            assert {c for c in text if c in ANY_HOSTILE} <= {"\n", "\t" if format_ == "tsv" else "\n"}
            assert format_ == "jsonl" or text.count("\n") <= 6


@pytest.mark.parametrize("class_", [class_ for class_ in HOSTILE if class_ != "surrogates"])
def test_json_gives_back_every_character_that_it_escapes(class_: str) -> None:
    for character in HOSTILE[class_]:
        for row in hostile_rows(character):
            answer = result(row, query=f"members of a{character}b")

            said = json.loads(data.as_json(answer))

            assert said["rows"] == json.loads(json.dumps(answer.to_dicts()))
            assert said["query"] == answer.query
            assert [json.loads(data.as_jsonl(answer))] == said["rows"]


@pytest.mark.parametrize("character", HOSTILE["surrogates"], ids=ascii)
def test_json_stays_json_when_half_a_character_is_written_as_its_escape(character: str) -> None:
    text = data.as_json(result(member(f"a{character}b")))

    encoded = text.encode("utf-8", errors="backslashreplace")

    assert json.loads(encoded)["rows"][0]["member_name"] == f"a{character}b"


@pytest.mark.parametrize("class_", HOSTILE)
@pytest.mark.parametrize("as_", [problems.as_text, problems.as_json], ids=["text", "json"])
def test_no_error_brings_a_control_character_to_a_terminal(
    class_: str, as_: Callable[[Problem], str]
) -> None:
    for character in HOSTILE[class_]:
        bad = f"a{character}b"
        placed = Problem("x", bad, bad, (bad,)).at(f"members of {bad} limt 3", Span(11, 14), bad)

        text = as_(placed) + as_(Problem(bad, bad))

        assert not {c for c in text if c in ANY_HOSTILE} - {"\n"}, ascii(character)
        if as_ is problems.as_json:
            assert [json.loads(line)["message"] for line in text.splitlines()] == [bad, bad]


@pytest.mark.parametrize("character", [c for c in ANY_HOSTILE if c != "\n"], ids=ascii)
def test_a_caret_stands_under_the_word_to_blame_behind_a_spelt_out_character(character: str) -> None:
    text = f"members of {character} limt 3"

    _, line, caret, *_ = problems.drawn(Problem("x", "x").at(text, Span(13, 17))).split("\n")

    assert line[caret.index("^") : caret.rindex("^") + 1] == "limt"


@pytest.mark.parametrize(
    "kept", ["Zürich", "上海", "e\u0301", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "👩\u200d🚀", "🏳️\u200d🌈", "\u00a0", "ﬁ", "\\x1b"]
)  # fmt: skip
def test_what_writes_names_is_left_alone(kept: str) -> None:
    assert printable(kept) == kept


@pytest.mark.parametrize("class_", HOSTILE)
def test_a_hostile_character_is_spelt_out(class_: str) -> None:
    for character in HOSTILE[class_]:
        spelt = printable(f"a{character}b")

        assert spelt.isascii()
        assert spelt.isprintable()
        assert spelt.startswith("a\\")
        assert spelt.encode("ascii").decode("unicode_escape") == f"a{character}b"


def test_every_control_of_unicode_is_spelt_out() -> None:
    """All of Cc, Cs, Zl and Zp, and of Cf what reorders or annotates; the rest of Cf writes names."""
    for category in ("Cc", "Cs", "Zl", "Zp"):
        for code in range(0x110000):
            if unicodedata.category(chr(code)) == category:
                assert printable(chr(code)) != chr(code), hex(code)
    assert {
        c for c in map(chr, range(0x110000)) if unicodedata.bidirectional(c) in BIDI and printable(c) == c
    } == set()


BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}

# ── tables for people ────────────────────────────────────────────────────────────────────────────

WIDTHS = [
    ("CSTO", 4),
    ("上海合作组织", 12),
    ("ШОС", 3),
    ("e\u0301", 1),
    ("é", 1),
    ("Zoë", 3),
    ("ﾊﾝｶｸ", 4),
    ("Ｗｉｄｅ", 8),
    ("한국", 4),
    ("", 0),
    ("👍", 2),
    ("a\u200bb", 2),
    ("क्षि", None),
]


@pytest.mark.parametrize(("text", "cells"), [(text, cells) for text, cells in WIDTHS if cells is not None])
def test_width_is_counted_in_cells_of_a_terminal(text: str, cells: int) -> None:
    assert cell_width(text) == cells


@pytest.mark.parametrize(
    "names", [["CSTO", "上海合作组织"], ["e\u0301a", "ea", "Zoë"], [text for text, _ in WIDTHS]]
)
def test_columns_stand_one_below_the_other(names: list[str]) -> None:
    lines = aligned([[name, "#", name, "end"] for name in names])

    assert len({cell_width(line[: line.index("#")]) for line in lines}) == 1
    assert len({cell_width(line[: line.rindex("end")]) for line in lines}) == 1
    assert not any(line.endswith(" ") for line in lines)


@examples(100)
@given(st.lists(TEXT, min_size=1, max_size=5))
def test_a_table_has_a_line_a_row_whatever_the_names(names: list[str]) -> None:
    lines = screen(result(*(member(name, member=f"m{i}") for i, name in enumerate(names)))).split("\n")

    assert len(lines) == 2 + len(names) + 3
    assert set(lines[1]) <= {"─", " "}
    assert lines[-3:] == ["", lines[-2], ""]


def test_a_table_says_what_was_asked_and_how_many_rows_there_are() -> None:
    rows = [member("Uzbekistan"), member("上海", member="shanghai", to="2012-06-28", certainty="possible")]

    assert screen(result(*rows)) == (
        "member      from  to          certainty\n"
        "──────────  ────  ──────────  ─────────\n"
        "Uzbekistan  2006  ongoing     certain\n"
        "上海        2006  2012-06-28  possible\n"
        "\n"
        "2 rows · CSTO · all members · all by report · valid 2006 · known at 2025-06-01T12:00:00.000000Z\n"
    )


def test_one_row_is_no_rows() -> None:
    assert screen(result(member())) == (
        "member      from  to       sources\n"
        "──────────  ────  ───────  ───────\n"
        "Uzbekistan  2006  ongoing  report\n"
        "\n"
        "1 row · CSTO · member, certain · valid 2006 · known at 2025-06-01T12:00:00.000000Z\n"
    )


@pytest.mark.parametrize(
    ("rows", "shown", "hidden"),
    [
        ([member()], ["ongoing"], ["standing", "accepted"]),
        ([member(standing="disputed")], ["certain, disputed"], []),
        ([member(from_=None, to="2012")], ["always", "2012"], ["None"]),
        ([member(sources=())], ["member, certain"], ["sources"]),
        ([member(sources=("a", "b"))], ["a, b"], ["(", "'"]),
        ([member(), member(organization_name="SCO")], ["organization", "CSTO", "SCO"], []),
        ([AnswerRow("possibly")], ["answer", "possibly"], []),
        ([EntityRow("csto", "CSTO", "alliance", None)], ["id", "csto", "alliance"], ["detail", "None"]),
        ([NameRow("csto", "CSTO", None, None, "name", None, None, "certain", "accepted", ())], ["always", "ongoing"], ["short", "party"]),
        (
            [TenureRow(None, None, "x/y", "Head", "x", "X", None, None, None, None, None, None, None, None, None, "certain", "accepted", ())],
            ["office", "Head"],
            ["always", "ongoing", "holder", "capacity", "None"],
        ),
    ],
)  # fmt: skip
def test_a_column_that_has_nothing_to_say_is_left_out(
    rows: list[Row], shown: list[str], hidden: list[str]
) -> None:
    text = screen(result(*rows))

    assert [word for word in shown if word not in text] == []
    assert [word for word in hidden if word in text] == []


def test_an_empty_table_says_why() -> None:
    assert screen(result(because="nothing is recorded of it")) == "no rows: nothing is recorded of it\n"
    assert screen(result()) == "no rows\n"


# ── errors for people ────────────────────────────────────────────────────────────────────────────


def test_an_error_shows_its_place_its_words_and_one_thing_to_try() -> None:
    text = "members;\nmembers of 上海合作组织 as of 2006 limt 3"
    placed = Problem("syntax", "`limt` does not fit here", "write `limit`").at(text, Span(38, 42), "q.tql")

    assert problems.drawn(placed) == (
        "q.tql:2:30: error: `limt` does not fit here\n"
        " 2 | members of 上海合作组织 as of 2006 limt 3\n"
        "   |                                    ^^^^\n"
        "help: write `limit`"
    )


def test_a_warning_is_no_error() -> None:
    assert problems.drawn(Problem("warning", "odd")) == "warning: odd"


@pytest.mark.parametrize("at", [0, 54, 55, 56, 110, 1000, 5000, 9995])
@pytest.mark.parametrize("filler", ["x", "上", "\t", "\x1b"], ids=ascii)
def test_in_a_long_line_the_words_to_blame_are_in_sight(at: int, filler: str) -> None:
    text = filler * at + "limt" + filler * (10_000 - at)

    _, line, caret = problems.drawn(Problem("x", "x").at(text, Span(at, at + 4))).split("\n")

    assert "limt" in line
    assert cell_width(line[: line.index("limt")]) == caret.index("^")
    assert caret.count("^") == 4
    assert len(line) < 600


@pytest.mark.parametrize(
    ("start", "end", "carets"), [(9, 9, 1), (7, 7, 1), (0, 3, 3), (0, 100, 9), (4, 9, 5)]
)
def test_there_is_always_a_caret(start: int, end: int, carets: int) -> None:
    _, line, caret = problems.drawn(Problem("x", "x").at("names of \nCSTO", Span(start, end))).split("\n")

    assert line.startswith(" 1 | names of")
    assert caret.index("^") == 5 + start
    assert caret.count("^") == carets


FIELDS = ["code", "message", "hint", "file", "offset", "length", "line", "column", "suggestions"]


def test_an_error_for_programs_is_an_object_a_line() -> None:
    placed = Problem("syntax", "bad “x”", "try\ny", ("a", "b")).at("one\ntwo x", Span(8, 9))

    first, second = problems.as_json(placed), problems.as_json(Problem("argument", "worse"))

    assert (first.count("\n"), list(json.loads(first))) == (1, FIELDS)
    assert json.loads(first) == {
        "code": "syntax", "message": "bad “x”", "hint": "try\ny", "file": None, "offset": 8, "length": 1,
        "line": 2, "column": 5, "suggestions": ["a", "b"],
    }  # fmt: skip
    assert json.loads(second) == {
        **dict.fromkeys(FIELDS),
        "code": "argument",
        "message": "worse",
        "suggestions": [],
    }
