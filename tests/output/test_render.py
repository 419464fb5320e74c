"""Answers and errors as text: aligned on a terminal, exact for programs, and harmless in every format."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable

import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from oracle.strategies import examples
from tempodb.answers.result import Result
from tempodb.base.errors import Problem, Span
from tempodb.base.printable import printable
from tempodb.output import data, problems
from tempodb.output.terminal.cells import aligned, cell_width
from tempodb.output.terminal.screens import screen
from tempodb.questions.columns import columns
from tempodb.questions.fact_rows import BodyRow, EventRow, MembershipRow, NameRow, TenureRow
from tempodb.questions.rows import AnswerRow, CountRow, EntityRow, Row

FORMATS: dict[str, Callable[[Result], str]] = {
    "table": screen,
    "json": data.as_json,
    "jsonl": data.as_jsonl,
    "csv": data.as_csv,
    "tsv": data.as_tsv,
    "markdown": data.as_markdown,
}


def result(
    *rows: Row, type_: type[Row] = MembershipRow, query: str = "members", because: str | None = None
) -> Result:
    """Return an answer of these rows."""
    shape = type(rows[0]) if rows else type_
    return Result(query, columns(shape), shape, rows, "2006", "2025-06-01T12:00:00.000000Z", because)


def member(name: str = "Uzbekistan", **other: object) -> MembershipRow:
    """Return a row of a member."""
    row = MembershipRow(
        "uzbekistan", name, "csto", "CSTO", "member", "2006", None, "certain", "accepted", ("report",)
    )
    return row._replace(**other)  # type: ignore[arg-type]


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
        MembershipRow(bad, bad, bad, bad, bad, bad, bad, bad, bad, (bad, bad)),
        TenureRow(bad, bad, bad, bad, bad, bad, bad, 1, bad, bad, bad, bad, bad, (bad,)),
        NameRow(bad, bad, bad, bad, bad, bad, bad, (bad,)),
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


TEXT = st.text(st.characters() | st.sampled_from("é上👍\u0301\u200d\t\n\x1b\u202e"), max_size=12)


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
        "member      status  from  to          certainty  sources\n"
        "──────────  ──────  ────  ──────────  ─────────  ───────\n"
        "Uzbekistan  member  2006  ongoing     certain    report\n"
        "上海        member  2006  2012-06-28  possible   report\n"
        "\n"
        "2 rows · CSTO · valid 2006 · known at 2025-06-01T12:00:00.000000Z\n"
    )


def test_one_row_is_no_rows() -> None:
    assert screen(result(member())) == (
        "member      status  from  to       certainty  sources\n"
        "──────────  ──────  ────  ───────  ─────────  ───────\n"
        "Uzbekistan  member  2006  ongoing  certain    report\n"
        "\n"
        "1 row · CSTO · valid 2006 · known at 2025-06-01T12:00:00.000000Z\n"
    )


@pytest.mark.parametrize(
    ("rows", "shown", "hidden"),
    [
        ([member()], ["ongoing"], ["standing", "accepted"]),
        ([member(standing="disputed")], ["standing", "disputed"], []),
        ([member(from_=None, to="2012")], ["always", "2012"], ["None"]),
        ([member(sources=())], ["certainty"], ["sources"]),
        ([member(sources=("a", "b"))], ["a, b"], ["(", "'"]),
        ([member(), member(organization_name="SCO")], ["organization", "CSTO", "SCO"], []),
        ([AnswerRow("possibly")], ["answer", "possibly"], []),
        ([EntityRow("csto", "CSTO", "alliance", None)], ["id", "csto", "alliance"], ["detail", "None"]),
        ([NameRow("csto", "CSTO", None, None, None, "certain", "accepted", ())], ["always", "ongoing"], ["short", "party"]),
        (
            [TenureRow(None, None, "x/y", "Head", "x", "X", None, None, None, None, None, "certain", "accepted", ())],
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


# ── CSV, TSV, Markdown, JSON lines, Arrow, Parquet ───────────────────────────────────────────────

HARMLESS = st.text(st.characters(blacklist_categories=["Cc", "Cs", "Zl", "Zp"]).filter(lambda c: printable(c) == c), max_size=10)  # fmt: skip
TRICKY = st.sampled_from(
    ['"', '""', ",", ";", "|", "\\", "\\|", "\\t", "a,b", ' "x" ', "'", "", " ", "-", "=1+1", "上海"]
)
CELLS = st.lists(HARMLESS | TRICKY, max_size=4).map("".join)


def flat(value: object) -> str:
    """Return a value as it stands in a cell."""
    if value is None:
        return ""
    return ";".join(value) if isinstance(value, tuple) else str(value)


@examples(150)
@given(st.lists(CELLS, min_size=1, max_size=4), CELLS)
def test_csv_is_read_back_by_others_as_it_was(names: list[str], source: str) -> None:
    answer = result(*(member(name, sources=(source, "b")) for name in names))

    heading, *rows = csv.reader(io.StringIO(data.as_raw_csv(answer), newline=""), strict=True)

    assert tuple(heading) == answer.columns
    assert rows == [[flat(value) for value in row] for row in answer.rows]


@pytest.mark.parametrize(
    "text",
    ["a\nb", "a\rb", "a\r\nb", "a\n", "a\tb", "\x9b31m"],
    ids=ascii,
)
def test_csv_keeps_line_breaks_in_quotes(text: str) -> None:
    answer = result(member(text))

    _, row = csv.reader(io.StringIO(data.as_csv(answer), newline=""), strict=True)

    assert row[1] == text


def second_column(text: str) -> list[str]:
    return [row[1] for row in csv.reader(io.StringIO(text, newline=""), strict=True)][1:]


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"], ids=ascii)
def test_no_cell_of_csv_is_calculated_by_a_spreadsheet(begin: str) -> None:
    answer = result(member(f"{begin}cmd(1,2)"), member(f"a{begin}b"), member(begin))

    assert second_column(data.as_csv(answer)) == [f"'{begin}cmd(1,2)", f"a{begin}b", f"'{begin}"]
    assert second_column(data.as_raw_csv(answer)) == [f"{begin}cmd(1,2)", f"a{begin}b", begin]


def test_each_text_of_a_list_is_guarded_and_no_number_is() -> None:
    listed = result(member(sources=("=a", "b", "-c")))
    counted = result(CountRow("=1999", -5, -7, None), type_=CountRow, query="count members")

    assert data.as_csv(listed).splitlines()[1].endswith(",'=a;b;'-c")
    assert data.as_csv(counted).splitlines()[1] == "'=1999,-5,-7,"


def test_tsv_escapes_its_own_escape() -> None:
    answer = result(member("C:\\new"), member("C:\new"), member("\\\\t"), member("\\\t"))

    cells = [line.split("\t")[1] for line in data.as_tsv(answer).splitlines()[1:]]

    assert cells == [r"C:\\new", r"C:\new", r"\\\\t", r"\\\t"]


@examples(150)
@given(st.lists(CELLS | TEXT, min_size=1, max_size=4), TEXT)
def test_tsv_has_a_line_a_row_and_a_tab_between_cells(names: list[str], source: str) -> None:
    answer = result(*(member(name, sources=(source, "b")) for name in names))

    lines = data.as_tsv(answer).split("\n")

    assert lines.pop() == ""
    assert lines[0].split("\t") == list(answer.columns)
    assert [len(line.split("\t")) for line in lines] == [len(answer.columns)] * (1 + len(names))
    assert all(len(line.splitlines()) == 1 for line in lines)


def markdown_cells(line: str) -> list[str]:
    """Return the cells of a row as GitHub reads it: a backslash takes what follows it along."""
    return re.findall(r"(?:\\.|[^|\\])+", line.strip("|"))


@examples(100)
@given(st.lists(CELLS, min_size=1, max_size=4))
def test_markdown_has_as_many_cells_in_each_row(names: list[str]) -> None:
    answer = result(*(member(f"_{name}_") for name in names))

    lines = data.as_markdown(answer).rstrip("\n").split("\n")

    assert len(lines) == 2 + len(names)
    assert {len(markdown_cells(line)) for line in lines} == {len(answer.columns)}
    for line, name in zip(lines[2:], names, strict=True):
        assert re.sub(r"\\(.)", r"\1", markdown_cells(line)[1].strip()) == f"_{name}_"


def test_markdown_escapes_what_would_undo_the_escape() -> None:
    answer = result(member("a\\|b"))

    cells = markdown_cells(data.as_markdown(answer).split("\n")[2])

    assert cells[1] == " a\\\\\\|b "
    assert len(cells) == len(answer.columns)


@examples(50)
@given(st.lists(CELLS, max_size=4))
def test_json_lines_has_an_object_a_line(names: list[str]) -> None:
    answer = result(*map(member, names))

    lines = data.as_jsonl(answer).split("\n")

    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == json.loads(data.as_json(answer))["rows"]


@examples(20)
@given(st.lists(CELLS, max_size=4))
def test_arrow_and_parquet_hold_the_rows(names: list[str]) -> None:
    answer = result(*map(member, names))

    from_arrow = pyarrow.ipc.open_file(data.as_arrow(answer)).read_all()
    from_parquet = parquet.read_table(pyarrow.BufferReader(data.as_parquet(answer)))

    assert from_arrow.equals(answer.to_arrow())
    assert from_parquet.equals(answer.to_arrow())


@pytest.mark.parametrize(
    ("format_", "text"),
    [
        ("csv", "member,member_name,organization,organization_name,status,from,to,certainty,standing,sources\n"),
        ("tsv", "member\tmember_name\torganization\torganization_name\tstatus\tfrom\tto\tcertainty\tstanding\tsources\n"),
        ("jsonl", ""),
        ("table", "no rows\n"),
    ],
)  # fmt: skip
def test_an_empty_answer_keeps_its_heading(format_: str, text: str) -> None:
    assert FORMATS[format_](result()) == text


@pytest.mark.parametrize("format_", ["csv", "tsv", "markdown"])
def test_absent_is_empty_and_a_list_is_joined(format_: str) -> None:
    text = FORMATS[format_](result(member(from_=None, sources=("a", "b"))))

    assert "None" not in text
    assert "a;b" in text
