"""What stands in a cell."""

from __future__ import annotations

import pytest

import tempodb
from tempodb.notebook.magic_lines import Cell, asked_before, cell_of


@pytest.mark.parametrize(
    ("line", "body", "cell"),
    [
        ("members as of 2006", "", (None, None, "members as of 2006")),
        ("", "use o;\nmembers\n", (None, None, "use o;\nmembers")),
        ("x <<members", "", (None, "x", "members")),
        ("--db 'a b.db' x << members", "", ("a b.db", "x", "members")),
        ("--db=db", "", ("db", None, "")),
        ("x <<", "members", (None, "x", "members")),
        ("events of o -- what was there", "", (None, None, "events of o -- what was there")),
    ],
)
def test_a_cell_says_whom_it_asks_what_and_where_the_answer_goes(
    line: str, body: str, cell: tuple[str | None, str | None, str]
) -> None:
    assert cell_of(line, body) == Cell(*cell)


def test_an_option_that_is_none_is_refused() -> None:
    with pytest.raises(tempodb.InputError, match="no place for `--bd`"):
        cell_of("--bd x")


@pytest.mark.parametrize(
    ("text", "line", "column", "asked"),
    [
        ("%tempo members o", 0, 16, "members o"),
        ("x = %tempo members o", 0, 20, "members o"),
        ("%tempo x << mem", 0, 15, "mem"),
        ("%tempo --db csto.db mem", 0, 23, "mem"),
        ("  x = %tempo mem", 0, 16, "mem"),
        ("%tempo --", 0, 9, None),
        ("%tempo --db cst", 0, 15, None),
        ("%tempo --db csto.db ", 0, 20, ""),
        ("%%tempo --d", 0, 11, None),
        ("%%tempo\nuse o;\nmem", 2, 3, "use o;\nmem"),
        ("%%tempo x << mem", 0, 16, "mem"),
        ("%%tempo\nmembers of o\nmore", 1, 7, "members"),
        ("members o", 0, 9, None),
        ("%tempo members\nmem", 1, 3, None),
        ("%timeit mem", 0, 11, None),
    ],
)
def test_what_is_asked_before_a_place_is_found(text: str, line: int, column: int, asked: str | None) -> None:
    assert asked_before(text, line, column) == asked
